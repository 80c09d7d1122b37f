"""What a live quiz keeps in its polls, with types: the quiz, its questions, its players, their answers.

A quiz is a poll of kind QUIZ: its title is the poll's `question`, its ballots are its players, and `notes` hold where it is
and its questions, frozen as they were when it was put together. A question is a poll of kind QUESTION, made when it is asked:
`about` is the quiz's id, `options` are the choices in the order in which they are shown, `settings.correct` the right ones.
What is worked out of a closed question lies in its `result`, so that points stay what they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.polls.ports import OPEN, Ballot, Choice, Poll
from bot.services.quizzes.asking import Response
from bot.services.quizzes.frozen import Frozen

LOBBY, ASKING, REVEALED, ENDED = "lobby", "asking", "revealed", "ended"
"""States of a quiz that was opened: players gather; a question can be answered; its answer is shown; it is over."""
ALIAS, NAME, HIDDEN = "alias", "name", "no"
"""How a player stands on the board: by an invented name, by their own, not at all."""
GRACE = timedelta(seconds=2)
"""A click may be on its way for so long after the time is up."""
LONGEST = 200
"""Characters of a written answer."""
INVENTED = "~"
"""Ids of players who are not there begin with it: a rehearsal's."""
_PLAIN = ("state", "host", "at", "paused", "seen", "rehearsal")


@dataclass(frozen=True, slots=True)
class Rules:
    """How it is played. `seconds` a question; `speed`: who answers sooner has more points.

    `thread`: questions go below the quiz's message, else into the channel. `by_itself`: nobody has to press Next.
    """

    seconds: int = 30
    speed: bool = False
    thread: bool = True
    by_itself: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Rules:
        return cls(**{name: raw[name] for name in cls().to_json() if name in raw})


@dataclass(frozen=True, slots=True)
class Quiz:
    """A poll of kind QUIZ. `at` is the number of the question that it is at, from 1; 0 in the lobby.

    `acted_at` is when somebody last did something with it, `next_at` when it goes on by itself; `extra` is who has how much more
    time, in percent. `seen` is how many players there were when that was last looked at. `rehearsal`: its players are invented.
    """

    poll: Poll
    state: str
    host: str
    at: int
    rules: Rules
    questions: tuple[Frozen, ...]
    acted_at: datetime
    next_at: datetime | None = None
    paused: bool = False
    extra: Mapping[str, int] = field(default_factory=dict)
    seen: int = 0
    rehearsal: bool = False

    @property
    def id(self) -> str:
        return self.poll.id

    @property
    def current(self) -> str:
        """The id of the question that it is at."""
        return question_id(self.id, self.at)

    @property
    def is_last(self) -> bool:
        """Does no question follow?"""
        return self.at >= len(self.questions)

    @classmethod
    def of(cls, poll: Poll) -> Quiz:
        """What a poll of kind QUIZ holds."""
        notes = poll.notes
        return cls(
            poll,
            str(notes.get("state", LOBBY)),
            str(notes.get("host") or poll.creator),
            int(notes.get("at", 0)),
            Rules.of(notes.get("rules", {})),
            tuple(Frozen.of(raw) for raw in notes.get("questions", ())),
            _moment(notes.get("acted_at")) or poll.opened_at or poll.made_at,
            _moment(notes.get("next_at")),
            bool(notes.get("paused", False)),
            dict(notes.get("extra", {})),
            int(notes.get("seen", 0)),
            bool(notes.get("rehearsal", False)),
        )

    def kept(self) -> Poll:
        """The poll that holds it."""
        notes = {
            **self.poll.notes,
            **{name: getattr(self, name) for name in _PLAIN},
            "rules": self.rules.to_json(),
            "questions": [one.to_json() for one in self.questions],
            "acted_at": self.acted_at.isoformat(),
            "next_at": self.next_at.isoformat() if self.next_at else None,
            "extra": dict(self.extra),
        }
        return replace(self.poll, notes=notes)


def question_id(quiz_id: str, number: int) -> str:
    """The id of a quiz's question, numbers from 1: in the order of their ids they are in their order."""
    return f"{quiz_id}-{number:02d}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered: ids of choices, or what they wrote; how sure they said they were, seconds by Slack's clock.

    `changed`: it was another one before; of several choices nobody knows. `share` of the points, 0 to 1, and `points` are worked out when the question closes.
    """

    picked: tuple[str, ...] = ()
    sure: bool | None = None
    took: float = 0.0
    changed: bool | None = None
    share: float = 0.0
    points: int = 0
    text: str = ""

    @property
    def response(self) -> Response:
        """What is marked."""
        return Response(self.picked, self.text)

    @property
    def given(self) -> bool:
        """Was anything chosen or written?"""
        return bool(self.picked or self.text)

    @property
    def right(self) -> bool:
        return self.share >= 1

    def to_choice(self) -> Choice:
        """A ballot's choice; {} for no answer."""
        if not self.given:
            return {}
        how = {"sure": self.sure, "changed": self.changed, "took": round(self.took, 3)}
        return {**self.response.to_json(), **how}

    def to_json(self) -> dict[str, Any]:
        return {**self.to_choice(), "share": round(self.share, 4), "points": self.points}

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Answer:
        """From a ballot's choice, or from a closed question's result."""
        return cls(
            tuple(raw.get("picked") or ()),
            raw.get("sure"),
            float(raw.get("took") or 0.0),
            raw.get("changed"),
            float(raw.get("share") or 0.0),
            int(raw.get("points") or 0),
            str(raw.get("text") or ""),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A poll of kind QUESTION. `number` is from 1 of `number_of`.

    `seconds` run from the time stamp of its message; `held` are seconds for which it was paused, besides a pause that began at
    `paused_at` and goes on. `answers` are by member, and there once it is closed; of a `skipped` one they give no points.
    """

    poll: Poll
    frozen: Frozen
    number: int
    number_of: int
    seconds: int
    speed: bool
    extra: Mapping[str, int] = field(default_factory=dict)
    held: float = 0.0
    paused_at: datetime | None = None
    skipped: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def correct(self) -> tuple[str, ...]:
        return self.poll.settings.correct

    def seconds_of(self, user: str) -> float:
        """How long somebody has."""
        return self.seconds * (1 + self.extra.get(user, 0) / 100)

    @property
    def begun_at(self) -> datetime | None:
        """When it was shown, by Slack's clock; None as long as it is not."""
        return moment_of(self.poll.ts) if self.poll.ts else None

    @classmethod
    def of(cls, poll: Poll) -> Question:
        """What a poll of kind QUESTION holds; an open one is read once, since each answer of a class asks for it."""
        if poll.state != OPEN:
            return cls._of(poll)
        read = _READ.get(id(poll))
        if read is None or read.poll is not poll:
            read = cls._of(poll)
            if len(_READ) >= _MOST_READ:
                _READ.clear()
            _READ[id(poll)] = read
        return read

    @classmethod
    def _of(cls, poll: Poll) -> Question:
        notes, result = poll.notes, poll.result.get("extra", {})
        return cls(
            poll,
            Frozen.of(notes["frozen"]),
            int(notes["number"]),
            int(notes["number_of"]),
            int(notes["seconds"]),
            bool(notes.get("speed", False)),
            dict(notes.get("extra", {})),
            float(notes.get("held", 0.0)),
            _moment(notes.get("paused_at")),
            bool(result.get("skipped", False)),
            {user: Answer.of(raw) for user, raw in result.get("answers", {}).items()},
        )

    def kept(self) -> Poll:
        """The poll that holds it; its result is kept by whoever closes it."""
        plain = ("number", "number_of", "seconds", "speed", "held")
        notes = {
            **self.poll.notes,
            **{name: getattr(self, name) for name in plain},
            "frozen": self.frozen.to_json(),
            "extra": dict(self.extra),
            "paused_at": self.paused_at.isoformat() if self.paused_at else None,
        }
        return replace(self.poll, notes=notes)


_MOST_READ = 50
_READ: dict[int, Question] = {}
"""Open ones that were read last, by their polls' identity: a poll that is in here keeps its own."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays: `name` is invented, `shown` says how they stand on the board."""

    user: str
    name: str
    shown: str = ALIAS

    @property
    def invented(self) -> bool:
        """Is nobody behind it?"""
        return self.user.startswith(INVENTED)

    def to_choice(self) -> Choice:
        """A ballot's choice."""
        return {"name": self.name, "shown": self.shown}

    @classmethod
    def of(cls, ballot: Ballot) -> Player:
        shown = str(ballot.choice.get("shown") or ALIAS)
        return cls(ballot.voter, str(ballot.choice.get("name") or ""), shown)


def players_of(ballots: Sequence[Ballot]) -> Mapping[str, Player]:
    """A quiz's players by member."""
    return {ballot.voter: Player.of(ballot) for ballot in ballots}


def moment_of(ts: str) -> datetime:
    """The moment of a time stamp of Slack's."""
    seconds, _, fraction = ts.partition(".")
    exactly = timedelta(microseconds=int(fraction.ljust(6, "0")[:6]))
    return datetime.fromtimestamp(int(seconds), UTC) + exactly


def _moment(raw: str | None) -> datetime | None:
    return datetime.fromisoformat(raw) if raw else None
