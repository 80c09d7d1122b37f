"""The usage of `/deadlines`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import context, section, shown

Usage = Sequence[tuple[str, str]]
"""(what to type after `/deadlines`, what it does)"""


def usage(for_all: Usage, for_staff: Usage, unknown: str = "", near: Sequence[str] = ()) -> Message:
    """`/deadlines help`, also for words that are no subcommand and name no deadline."""
    blocks = []
    if unknown:
        guess = f" {did_you_mean(near)}" if near else ""
        blocks.append(section(f"I know no deadline and no command “{shown(unknown, 100)}”.{guess}"))
    blocks.append(section("*Deadlines*\n" + _lines(for_all)))
    if for_staff:
        blocks.append(section("*For instructors*\n" + _lines(for_staff)))
    blocks.append(context("Only you see what I answer here. Typos in names are fine."))
    return Message("How to use /deadlines", blocks)


def did_you_mean(near: Sequence[str]) -> str:
    """The commands that may have been meant, to be copied; a backtick in their words would end the code."""
    plain = (shown(meant.replace("`", "'"), 60) for meant in near)
    guesses = (f"`/deadlines {meant}`" for meant in plain)
    return f"Did you mean {' or '.join(guesses)}?"


def _lines(lines: Usage) -> str:
    return "\n".join(f"`/deadlines{f' {typed}' if typed else ''}`  {does}" for typed, does in lines)
