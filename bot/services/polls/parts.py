"""What all that is done with a course's polls works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.services.polls.ports import Ballots, Members, Poll, Polls, Redraws, Templates
from bot.services.ports import Clock


class _Everybody(Members):
    """Where membership is not looked at."""

    async def has(self, channel: str, user: str) -> bool:
        return True


@dataclass(frozen=True)
class PollParts:
    """One course's stores. `timezone` is the course's; `wake` looks at once at what may be due to be sent.

    `redraw` is told of a poll whose message says what is no longer so.
    """

    workspace: str
    course: str
    timezone: str
    polls: Polls
    ballots: Ballots
    redraws: Redraws
    templates: Templates
    clock: Clock
    new_id: Callable[[], str]
    wake: Callable[[], None]
    members: Members = field(default_factory=_Everybody)
    redraw: Callable[[str], None] = lambda poll_id: None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    async def poll(self, poll_id: str) -> Poll | None:
        """A poll of this course, whatever its state."""
        found = await self.polls.get(self.workspace, poll_id)
        return found if found is not None and found.course == self.course else None
