"""Which dates something close tells, and what holds of them by now: they may have been moved since they were offered."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.replies import Near
from knowledge.entries import deadline_entry_id
from knowledge.model import AnswerKind, Deadline, Entry
from knowledge.normalise import fold


def may_tell_dates(near: Near, entry: Entry | None, told: Sequence[Deadline]) -> bool:
    """Is it a date, or all that it quotes? Of others it need not be asked which dates hold."""
    if entry is None or entry.kind is AnswerKind.DEADLINE:
        return True
    known = {fold(line) for d in told for said in (d.quote, d.title) for line in said.splitlines()}
    return known.issuperset(fold(line) for line in near.quote.splitlines())


def dates_of(
    near: Near, entry: Entry | None, told: Sequence[Deadline], held: Sequence[Deadline]
) -> tuple[Deadline, ...] | None:
    """The `held` dates that a near miss is about; empty where none of them holds any more.

    `entry` is the one it quotes (None: a date that is another than its slide's has none), `told` are the dates of the slides.
    None where it tells more than dates, or none.
    """
    if entry is None:
        same = [d for d in held if deadline_entry_id(d) == near.entry_id]
        named = [d for d in held if (d.title, d.quote) == (near.title, near.quote)]
        return tuple(same or named) or None
    offered = _offered(near, entry, (*told, *held))
    if entry.kind is not AnswerKind.DEADLINE and not _is_all_of(near.quote, offered):
        return None
    return tuple(dict.fromkeys(now for each in offered for now in _by_now(each, held)))


def _offered(near: Near, entry: Entry, dates: Sequence[Deadline]) -> list[Deadline]:
    """Those it quotes: the very one, or all of a quotation of several; words that two places have are told by the place."""
    own = [d for d in dates if deadline_entry_id(d) == entry.id]
    if own and near.quote == _words(own[0]):
        return own
    quoted = [d for d in dates if f"\n{_words(d)}\n" in f"\n{near.quote}\n"]
    there = [d for d in quoted if d.source == entry.source]
    return there if _is_all_of(near.quote, there) else quoted if there or own else []


def _words(date: Deadline) -> str:
    return date.quote or date.title


def _is_all_of(quote: str, dates: Sequence[Deadline]) -> bool:
    """Does it say nothing but these?"""
    lines = {line for date in dates for line in _words(date).splitlines()}
    return bool(lines) and lines.issuperset(quote.splitlines())


def _by_now(offered: Deadline, held: Sequence[Deadline]) -> list[Deadline]:
    """The same one as it holds now: it may have another time, name or quotation, but stands in the same place."""
    same = [d for d in held if d == offered]
    there = [d for d in held if d.source == offered.source]
    return (
        same
        or [d for d in there if fold(d.title) == fold(offered.title)]
        or [d for d in there if offered.quote and d.quote == offered.quote]
    )
