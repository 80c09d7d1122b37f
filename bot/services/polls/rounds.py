"""Asking again: a second round of a poll, and how the class moved between the two (peer instruction)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rapidfuzz import fuzz

from bot.services.polls.anew import anew
from bot.services.polls.limits import same
from bot.services.polls.ports import MULTI, PICKED, RANKED, SCALE, SINGLE, Option, Poll
from bot.services.polls.shares import percentages
from bot.services.polls.tally import Tally

COMPARED = PICKED - {RANKED}
"""Kinds of which two rounds can be compared option by option."""
_REWORDED = 80
"""Per cent of likeness from which another text is the same option put right."""


@dataclass(frozen=True, slots=True)
class Shift:
    """An option in both rounds, in whole per cent as the polls show it; `before` is None where it is new."""

    option: str
    text: str
    before: int | None
    after: int
    correct: bool = False

    @property
    def points(self) -> int | None:
        """Percentage points more; None where it is new."""
        return None if self.before is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds. `right_before` and `right_after` are shares of voters with a right answer, None without such an option.

    Of a scale the means are compared as well.
    """

    voters_before: int
    voters_after: int
    shifts: tuple[Shift, ...]
    right_before: float | None = None
    right_after: float | None = None
    mean_before: float | None = None
    mean_after: float | None = None

    @property
    def gain(self) -> float | None:
        """The normalised gain, (post − pre) / (1 − pre), of those who did not have it right (Hake, 1998).

        doi:10.1119/1.18809. None where there is none: no right option, or everybody had it before.
        """
        before, after = self.right_before, self.right_after
        if before is None or after is None or before >= 1.0:
            return None
        return (after - before) / (1.0 - before)


def second_round(poll: Poll, poll_id: str, by: str, now: datetime) -> Poll:
    """A draft that asks the same again, where the first one stood, of the same options."""
    return replace(
        anew(poll, poll_id, now),
        channel=poll.posted_channel or poll.channel,
        creator=by,
        settings=replace(poll.settings, repeats=""),
        round_of=poll.id,
    )


def compared(first: Poll, second: Poll) -> Comparison | None:
    """How the second round's result differs; None where one has none, or they cannot be compared."""
    if first.kind != second.kind or second.kind not in COMPARED:
        return None
    if not first.result or not second.result:
        return None
    before, after = Tally.from_json(first.result), Tally.from_json(second.result)
    was = _paired(first.shown, second.shown)
    then, now = percentages(first, before), percentages(second, after)
    shifts = tuple(_shift(option, was.get(option.id), then, now, second) for option in second.shown)
    right = [shift for shift in shifts if shift.correct]
    one = second.kind == SINGLE or (second.kind == MULTI and len(right) == 1)
    told = one and bool(right) and all(shift.before is not None for shift in right)
    return Comparison(
        before.voters,
        after.voters,
        shifts,
        _share(before, [was[shift.option] for shift in right]) if told else None,
        _share(after, [shift.option for shift in right]) if told else None,
        before.mean if second.kind == SCALE else None,
        after.mean if second.kind == SCALE else None,
    )


def _paired(before: Sequence[Option], after: Sequence[Option]) -> dict[str, str]:
    """The ids that options of the second round had in the first: of the same text, or reworded in the same place.

    Ids alone do not tell: a draft that is edited before it is posted numbers its options anew.
    """
    by_text = {same(option.text): option.id for option in before}
    found = {o.id: by_text[same(o.text)] for o in after if same(o.text) in by_text}
    left = {option.id: option.text for option in before if option.id not in found.values()}
    for option in after:
        if option.id not in found and option.id in left:
            score = fuzz.ratio(same(option.text), same(left[option.id]))
            found |= {option.id: option.id} if score >= _REWORDED else {}
    return found


def _shift(
    option: Option,
    was: str | None,
    then: Mapping[str, int],
    now: Mapping[str, int],
    second: Poll,
) -> Shift:
    before = then.get(was, 0) if was is not None else None
    correct = option.id in second.settings.correct
    return Shift(option.id, option.text, before, now.get(option.id, 0), correct)


def _share(tally: Tally, options: Sequence[str]) -> float | None:
    """Of the voters, 0 to 1."""
    votes = sum(tally.counts.get(option, 0) for option in options)
    return votes / tally.voters if tally.voters else None


def signed(points: int) -> str:
    """ "+12", "−5", "±0" """
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "±0"
