"""What polls need to be remembered: the poll, its ballots, and which messages are to be drawn again.

A ballot of an anonymous poll is stored under a keyed hash of its voter (bot/services/polls/secrecy.py), without a time,
and there is no list of who took part: while the poll is open its key tells whether somebody has voted,
and when it is closed the key is thrown away and only the result stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.services.reminding.ports import Outgoing

SINGLE, MULTI, RANKED, SCALE, TEXT, WORDS, PAPER = (
    "single",
    "multi",
    "ranked",
    "scale",
    "text",
    "words",
    "paper",
)
"""Kinds: one choice, several, an order of preference, a number, free text, single words; a minute paper."""
PICKED = frozenset({SINGLE, MULTI, RANKED, SCALE})
"""Kinds that are voted in by options."""
ASKED = PICKED | {TEXT, WORDS}
"""Kinds that `/poll` makes."""
QUIZ, QUESTION, HOMEWORK = "quiz", "question", "homework"
"""Kinds that `/quiz` makes: a live quiz, whose ballots are its players; each of its questions (`about` is the quiz's id); and a
homework, whose ballots are all that each person answered."""
DRAFT, SCHEDULED, OPEN, CLOSED, DELETED = "draft", "scheduled", "open", "closed", "deleted"
"""States. A draft is seen by its creator alone; a scheduled one opens by itself at `opens_at`."""
POLL, NUDGE = "poll", "nudge"
"""Kinds of outgoing messages (`lectern_<kind>`): the poll's own, and a word to who has not voted."""
FEW = 5
"""Results of an anonymous poll with fewer voters are shown only when it is closed."""

Choice = Mapping[str, Any]
"""What somebody chose: {"picked": [option ids, in order]}, {"text": …}, a minute paper's fields; {} after taking it back."""


@dataclass(frozen=True, slots=True)
class Option:
    """`id` stays the same whatever becomes of the text; `removed` ones are kept, that votes for them can be explained."""

    id: str
    text: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """`most`: choices a voter has in a poll of several, 0 for any number. `hidden`: results only after closing.

    `adding`: voters may add options. `correct`: ids of right options, shown after closing. `low` and `high` name the
    ends of a scale. `closes_after`: seconds after opening, for one that opens later. `repeats`: "", "daily", "weekly" or "class".
    """

    anonymous: bool = False
    most: int = 1
    hidden: bool = False
    adding: bool = False
    correct: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    closes_after: int | None = None
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll. `revision` grows with every change of it, not with votes.

    `channel` is where it is to stand, `posted_channel` and `ts` where it does. `round_of` is the poll that it asks again,
    `about` what a minute paper is about (a meeting's key). `result` is a `Tally` as JSON once it is closed;
    `notes` holds what its keepers remember besides (a picture's file id, whether it was nudged).
    """

    workspace: str
    id: str
    course: str
    channel: str
    creator: str
    kind: str
    question: str
    options: tuple[Option, ...]
    settings: Settings
    made_at: datetime
    state: str = DRAFT
    revision: int = 1
    opens_at: datetime | None = None
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    posted_channel: str | None = None
    ts: str | None = None
    round_of: str = ""
    about: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[Option, ...]:
        """The options that can be voted for."""
        return tuple(option for option in self.options if not option.removed)

    def option(self, option_id: str) -> Option | None:
        """One of the options, a removed one too."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Ballot:
    """`voter` is a member's id; "" in an anonymous poll, where nobody knows."""

    voter: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Cast:
    """What a click came to. `stale`: it was a repeat, or came later than a newer one, and changed nothing."""

    poll: Poll
    before: Choice
    after: Choice
    stale: bool = False


Decide = Callable[[Poll, Choice], Choice]
"""From the poll as it is and what somebody had chosen ({} for nothing) to what they choose now. May raise LecternError."""
Count = Callable[[Poll, Sequence[Ballot]], Mapping[str, Any]]
"""The result to be kept: a `Tally` as JSON."""
Announce = Callable[[Poll], Sequence[Outgoing]]
"""What is to be sent about a poll as it was kept."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What must be so of a course's other open polls, of these kinds, at the very moment when a change is kept.

    `agrees` is asked within the transaction, while no other change with a `Beside` is kept in this course: it is quick and pure.
    """

    kinds: Collection[str]
    agrees: Callable[[Sequence[Poll]], bool]


@dataclass(frozen=True, slots=True)
class Redraw:
    """A poll's message to be drawn again; `wanted` is told back by `drawn`."""

    workspace: str
    poll_id: str
    wanted: int


@dataclass(frozen=True, slots=True)
class Template:
    """A poll to start from, kept by a course's staff. `poll` holds kind, question, options and settings as JSON."""

    workspace: str
    course: str
    name: str
    poll: Mapping[str, Any]
    made_by: str
    made_at: datetime


class Polls(Protocol):
    """Polls, changed only as they were seen."""

    async def add(self, poll: Poll, messages: Sequence[Outgoing] = ()) -> bool:
        """Keep a new one, and put messages into the outbox in the same transaction; False where its id is taken.

        Also where it is an open quiz, and its channel has one. An open anonymous one gets its key.
        """

    async def get(self, workspace: str, poll_id: str) -> Poll | None: ...

    async def change(
        self,
        before: Poll,
        after: Poll,
        messages: Sequence[Outgoing] = (),
        adding: Sequence[Poll] = (),
        *,
        beside: Beside | None = None,
    ) -> Poll | None:
        """Keep `after` with the next revision, and messages and new polls in the same transaction.

        None, and nothing kept, where it was changed meanwhile, where one of the new ones is there already, where it is a quiz
        that opens in a channel which has an open one, or where `beside` does not agree. One that opens gets its key if it is anonymous; one that is deleted loses
        ballots and key. Its message is to be drawn again.
        """

    async def close(
        self,
        workspace: str,
        poll_id: str,
        *,
        by: str,
        at: datetime,
        count: Count,
        announce: Announce | None = None,
    ) -> Poll | None:
        """Close an open one, holding off votes: count, keep the result; None where it was not open.

        What `announce` makes of the closed one goes into the outbox in the same transaction, in which an anonymous one
        loses its ballots and its key. Its message is to be drawn again.
        """

    async def posted(
        self, workspace: str, poll_id: str, *, channel: str | None, ts: str | None
    ) -> None:
        """Note where its message stands; None where it stands nowhere any more. No new revision."""

    async def due(
        self,
        workspace: str,
        course: str,
        state: str,
        now: datetime,
        *,
        kinds: Collection[str],
        limit: int = 100,
    ) -> Sequence[Poll]:
        """A course's scheduled ones to be opened, or open ones to be closed, by now; the longest due first."""

    async def of_course(
        self,
        workspace: str,
        course: str,
        *,
        states: Collection[str],
        kinds: Collection[str] = (),
        limit: int = 50,
    ) -> Sequence[Poll]:
        """The newest first."""

    async def about(self, workspace: str, about: str, *, kind: str) -> Sequence[Poll]:
        """All of a kind that are about the same: a quiz's questions, in the order of their ids."""

    async def prune(self, *, drafts_before: datetime) -> int:
        """Forget drafts that nobody posted."""


class Ballots(Protocol):
    """Who chose what; in an anonymous poll: what was chosen."""

    async def cast(
        self, workspace: str, poll_id: str, user: str, *, order: str, decide: Decide
    ) -> Cast | None:
        """Let `decide` turn what somebody chose into what they choose now, in one transaction; None without such a poll.

        `order` is the click's `action_ts`: a click that is not newer than their last one changes nothing. Refuses,
        through `decide`, with the poll as it is at that moment; closing waits for it or comes before it.
        """

    async def all(self, workspace: str, poll_id: str) -> Sequence[Ballot]:
        """Those that choose something, in an order that tells nothing of when."""

    async def mine(self, workspace: str, poll_id: str, user: str) -> Choice:
        """{} for none, and once an anonymous poll is closed."""

    async def voted(self, workspace: str, poll_id: str, users: Collection[str]) -> frozenset[str]:
        """Which of these have a ballot; of a closed anonymous poll: nobody can tell, none."""


class Redraws(Protocol):
    """Messages of polls to be drawn again: the newest state wins, and a workspace has one budget."""

    async def want(self, polls: Collection[tuple[str, str]]) -> None:
        """(workspace, poll id) each: what they show is no longer so."""

    async def claim(self, now: datetime, *, lease: timedelta, step: timedelta) -> Redraw | None:
        """One that nobody holds, of a workspace where `step` has passed since the last; the longest undrawn first."""

    async def drawn(self, redraw: Redraw, at: datetime) -> None:
        """It shows the state that it was claimed with, or a newer one."""

    async def later(
        self, redraw: Redraw, not_before: datetime, *, whole_workspace: bool = False
    ) -> None:
        """Let go of it until then; after a 429 of all of the workspace."""

    async def want_open(self) -> int:
        """After a start: draw all open polls again, for what a crash left undrawn; returns how many."""


class Members(Protocol):
    """Who is in a channel."""

    async def has(self, channel: str, user: str) -> bool:
        """True also where nobody can tell."""


class Templates(Protocol):
    """A course's own polls to start from."""

    async def put(self, template: Template) -> None:
        """Keep it, in place of one of the same name."""

    async def all(self, workspace: str, course: str) -> Sequence[Template]:
        """By name."""

    async def remove(self, workspace: str, course: str, name: str) -> bool: ...
