"""Where somebody is in their practice: what they chose to practise, what was asked, what is still to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from bot.services.quizzes.asking import Response

ALL, DUE, TOPIC, LECTURE, LOOK = "all", "due", "topic", "lecture", "look"
"""What is practised. LOOK: what somebody was sure of and got wrong."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is practised; `topic` as it was typed. `beyond`: also over today's limit, since they asked for it."""

    kind: str = ALL
    topic: str = ""
    lecture: int | None = None
    beyond: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "topic": self.topic, "lecture": self.lecture, "beyond": self.beyond}  # fmt: skip

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        lecture = raw.get("lecture")
        return cls(
            str(raw.get("kind") or ALL),
            str(raw.get("topic") or ""),
            None if lecture is None else int(lecture),
            bool(raw.get("beyond")),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One question that was asked. `content` tells whether it is still worded as it was (`content_of`).

    `share` is None until it was answered; `due` is then the day (ISO) on which it is asked again.
    """

    question_id: str
    content: str
    response: Response = field(default_factory=Response)
    sure: bool = False
    share: float | None = None
    due: str = ""
    flagged: bool = False

    @property
    def answered(self) -> bool:
        return self.share is not None

    def to_json(self) -> dict[str, Any]:
        raw: dict[str, Any] = {"question": self.question_id, "content": self.content}
        raw |= {"flagged": True} if self.flagged else {}
        if self.share is not None:
            raw |= {"response": self.response.to_json(), "sure": self.sure}
            raw |= {"share": self.share, "due": self.due}
        return raw

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        share = raw.get("share")
        return cls(
            str(raw["question"]),
            str(raw.get("content") or ""),
            Response.from_json(raw.get("response") or {}),
            bool(raw.get("sure")),
            None if share is None else float(share),
            str(raw.get("due") or ""),
            bool(raw.get("flagged")),
        )


@dataclass(frozen=True, slots=True)
class Sitting:
    """One practice, from its beginning to its summary. The last of the `turns` is the one they are at.

    `queue` are the ids of the questions to come; `day` is the person's day (ISO) that they were chosen on.
    """

    id: str
    scope: Scope
    day: str
    queue: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    ended: bool = False

    @property
    def number(self) -> int:
        """The number of the question they are at, from 1; 0 before the first."""
        return len(self.turns)

    @property
    def total(self) -> int:
        return len(self.turns) + len(self.queue)

    @property
    def waits(self) -> bool:
        """Does a question wait for an answer?"""
        return not self.ended and bool(self.turns) and not self.turns[-1].answered

    def turn(self, number: int) -> Turn | None:
        """The question of this number, from 1."""
        return self.turns[number - 1] if 1 <= number <= len(self.turns) else None

    def with_turn(self, number: int, turn: Turn) -> Sitting:
        """The same with this turn in place of the one of this number."""
        return replace(self, turns=(*self.turns[: number - 1], turn, *self.turns[number:]))

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "scope": self.scope.to_json(),
            "day": self.day,
            "queue": list(self.queue),
            "turns": [turn.to_json() for turn in self.turns],
            "ended": self.ended,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        return cls(
            str(raw["id"]),
            Scope.from_json(raw.get("scope") or {}),
            str(raw.get("day") or ""),
            tuple(map(str, raw.get("queue") or ())),
            tuple(Turn.from_json(turn) for turn in raw.get("turns") or ()),
            bool(raw.get("ended")),
        )
