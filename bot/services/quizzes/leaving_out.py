"""Questions that were left out of a draft, for Undo: the draft keeps them with the place that they had. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.services.polls.ports import Poll
from bot.services.quizzes.frozen import Frozen

_NOTE = "left_out"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft's poll and its questions in order."""

    poll: Poll
    questions: tuple[Frozen, ...]

    def without(self, bank_id: str) -> Draft:
        """Without one of them; the same where that is the last one, or not there."""
        place = next((n for n, one in enumerate(self.questions) if one.bank_id == bank_id), None)
        if place is None or len(self.questions) == 1:
            return self
        left = (*self.questions[:place], *self.questions[place + 1 :])
        return replace(self._keeping([*self._out(), (place, self.questions[place])]), questions=left)  # fmt: skip

    def last_out(self) -> Frozen | None:
        """The one that was left out last, unless it came in again meanwhile."""
        out = self._out()
        return out[-1][1] if out else None

    def with_again(self, bank_id: str) -> Draft:
        """With one where it was; the same where it was not left out, or is there again."""
        out = self._out()
        found = next((each for each in out if each[1].bank_id == bank_id), None)
        if found is None:
            return self
        place, one = found
        back = (*self.questions[:place], one, *self.questions[place:])
        return replace(self._keeping([each for each in out if each is not found]), questions=back)

    def anew(self) -> Poll:
        """The poll for other questions: nothing was left out of these."""
        return self._keeping([]).poll

    def _out(self) -> list[tuple[int, Frozen]]:
        inside = {one.bank_id for one in self.questions}
        kept = [(int(place), Frozen.of(raw)) for place, raw in self.poll.notes.get(_NOTE, ())]
        return [(place, one) for place, one in kept if one.bank_id not in inside]

    def _keeping(self, out: Sequence[tuple[int, Frozen]]) -> Draft:
        notes = {**self.poll.notes, _NOTE: [[place, one.to_json()] for place, one in out]}
        return replace(self, poll=replace(self.poll, notes=notes))
