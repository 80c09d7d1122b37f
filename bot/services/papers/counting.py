"""What a minute paper came to. Nothing in it tells in which order people answered, or which answers are one person's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import mean
from typing import Any

from bot.services.papers.answering import HIGHEST, LOWEST, Answer
from bot.services.polls.ports import Ballot, Poll
from bot.services.polls.tally import Tally


@dataclass(frozen=True, slots=True)
class Scale:
    """How often each number was given, from 1 to 10."""

    counts: tuple[int, ...] = (0,) * (HIGHEST - LOWEST + 1)

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """None where nobody gave a number."""
        if not self.answers:
            return None
        return sum(n * count for n, count in enumerate(self.counts, LOWEST)) / self.answers

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Scale:
        counted = Counter(n for n in numbers if n)
        return cls(tuple(counted[n] for n in range(LOWEST, HIGHEST + 1)))


@dataclass(frozen=True, slots=True)
class Unclear:
    """What somebody wrote to be unclear, with the slides that they picked for it (ids of the poll's options)."""

    text: str
    slides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that stays of a paper. Texts are in alphabetical order; `slides` counts how often each was picked."""

    answers: int = 0
    new: Scale = Scale()
    pace: Scale = Scale()
    main: tuple[str, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    slides: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, poll: Poll, ballots: Sequence[Ballot]) -> Outcome:
        found = [answer for each in ballots if (answer := Answer.of(each.choice))]
        known = {option.id for option in poll.options}
        picked = Counter(s for answer in found for s in answer.slides if s in known)
        written = [Unclear(a.unclear, tuple(sorted(a.slides))) for a in found if a.unclear]
        return cls(
            len(found),
            Scale.of([answer.new for answer in found]),
            Scale.of([answer.pace for answer in found]),
            tuple(sorted((a.main for a in found if a.main), key=_alphabetical)),
            tuple(sorted(written, key=lambda each: (_alphabetical(each.text), each.slides))),
            {option.id: picked[option.id] for option in poll.options if picked[option.id]},
        )

    @classmethod
    def from_result(cls, result: Mapping[str, Any]) -> Outcome:
        """From a poll's kept result; an empty one from {}."""
        extra = Tally.from_json(result).extra if result else {}
        return cls(
            int(result.get("voters", 0)),
            Scale(tuple(extra.get("new", Scale().counts))),
            Scale(tuple(extra.get("pace", Scale().counts))),
            tuple(extra.get("main", ())),
            tuple(Unclear(one["text"], tuple(one["slides"])) for one in extra.get("unclear", ())),
            dict(extra.get("slides", {})),
        )

    def to_extra(self) -> dict[str, Any]:
        """Plain JSON, for a tally's `extra`."""
        return {
            "new": list(self.new.counts),
            "pace": list(self.pace.counts),
            "main": list(self.main),
            "unclear": [asdict(one) for one in self.unclear],
            "slides": dict(self.slides),
        }


def paper_tally(poll: Poll, ballots: Sequence[Ballot]) -> Tally:
    """The result of a poll of kind PAPER."""
    found = Outcome.of(poll, ballots)
    return Tally(found.answers, extra=found.to_extra())


def mean_of(values: Sequence[float | None]) -> float | None:
    """Of those that there are; None where there are none."""
    known = [value for value in values if value is not None]
    return mean(known) if known else None


def _alphabetical(text: str) -> tuple[str, str]:
    return text.casefold(), text
