"""A closed poll as the channel sees it: the result, both rounds where there are two, and the chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, context, picture
from bot.blocks.polls import rounds
from bot.blocks.polls.card import card
from bot.services.polls.charted import alt_text
from bot.services.polls.finishing import plot_of
from bot.services.polls.ports import Poll
from bot.services.polls.rounds import compared
from bot.services.polls.tally import Tally
from bot.services.polls.telling import as_told, keeps_back

_MOST_TEXT = 3_900
_KEPT_BACK = "The right answer is not shown yet."


def final(
    poll: Poll, tally: Tally, now: datetime, *, first: Poll | None = None, file_id: str = ""
) -> Message:
    """The message. `first` is the round before, `file_id` that of the chart in Slack."""
    found = compared(first, poll) if first is not None else None
    below: list[Block] = rounds.comparison(found) if found is not None else []
    shown = plot_of(poll, first)
    if file_id and shown is not None:
        below.append(picture(file_id, alt_text(shown)))
    if keeps_back(poll):
        below.append(context(_KEPT_BACK))
    message = card(as_told(poll), tally, now, below=below)
    if found is None:
        return message
    text = f"{message.text}\n{rounds.spoken(found)}"
    return replace(message, text=text if len(text) <= _MOST_TEXT else message.text)
