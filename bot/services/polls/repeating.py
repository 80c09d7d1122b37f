"""Polls that open later, and again: each day, each week, after each class, by the course's clock on the wall."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.services.deadlines.zones import GAP, on_the_wall
from bot.services.polls.anew import anew
from bot.services.polls.editing import WALL
from bot.services.polls.managing import Overtaken
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DELETED, OPEN, SCHEDULED, Poll
from bot.services.timetable import Timetable

DAILY, WEEKLY, EACH_CLASS = "daily", "weekly", "class"
SERIES = "series"
"""Where the notes hold the id of the first of a series."""
_STEPS = {DAILY: timedelta(days=1), WEEKLY: timedelta(days=7)}
_MOST_AHEAD = 400
_NO_MORE = "That was stopped already. `/poll list` shows what is still to come."


@dataclass(frozen=True)
class Repeating:
    """When a course's polls come again. Without class, in the timetable's breaks and after its end, nothing does."""

    parts: PollParts
    timetable: Timetable

    def next_occurrence(self, poll: Poll, after: datetime) -> datetime | None:
        """The first moment after `after`, in UTC, at which a recurring poll opens again; None where it does not.

        Daily and weekly ones keep their time on the course's clock when clocks change; a time that the
        clocks skip is taken as they would have gone on.
        """
        if poll.settings.repeats == EACH_CLASS:
            return self._class_end(after)
        step = _STEPS.get(poll.settings.repeats)
        if step is None or poll.opens_at is None:
            return None
        first = poll.opens_at.astimezone(self.parts.zone)
        for day in self._days(first.date(), step, after):
            moment, _ = on_the_wall(day, self._wall(poll, first.time()), self.parts.timezone)
            if moment > after and moment > poll.opens_at:
                return moment.astimezone(UTC)
        return None

    def _days(self, first: date, step: timedelta, after: datetime) -> Iterator[date]:
        """Days of a series with class in principle, from the one before `after` on."""
        today = after.astimezone(self.parts.zone).date()
        skipped = max(0, (today - first).days // step.days - 1)
        day = first + skipped * step
        for _ in range(_MOST_AHEAD):
            if self.timetable.ends is not None and day > self.timetable.ends:
                return
            if self.timetable.no_class(day) is None:
                yield day
            day += step

    def _wall(self, poll: Poll, otherwise: time) -> time:
        """The time that was asked for: on a day on which clocks skip it, the poll opened at another."""
        noted = poll.notes.get(WALL)
        return time.fromisoformat(noted) if isinstance(noted, str) else otherwise

    def _class_end(self, after: datetime) -> datetime | None:
        today = self.timetable.on(self.timetable.day_of(after)) if self.timetable else ()
        ending = [meeting.ends_at for meeting in today if meeting.ends_at > after]
        following = self.timetable.next_after(after)
        ending += [following.ends_at] if following else []
        return min(ending, default=None)

    def following(self, poll: Poll, after: datetime) -> Poll | None:
        """The next one of a series, to be kept when this one opens; None where there is none.

        Its id follows from the series and the moment, so that it is kept once, however often this is asked.
        """
        at = self.next_occurrence(poll, after)
        if at is None:
            return None
        series = str(poll.notes.get(SERIES) or poll.id)
        name = hashlib.sha256(f"{series}:{int(at.timestamp())}".encode()).hexdigest()[:16]
        local = (poll.opens_at or at).astimezone(self.parts.zone)
        notes = {SERIES: series, WALL: self._wall(poll, local.time()).isoformat()}
        made = anew(poll, name, self.parts.clock.now())
        return replace(made, state=SCHEDULED, opens_at=at, notes=notes)

    async def coming(self) -> Sequence[Poll]:
        """What is to open, the soonest first."""
        parts = self.parts
        found = await parts.polls.of_course(parts.workspace, parts.course, states={SCHEDULED})
        return sorted(found, key=lambda poll: (poll.opens_at or poll.made_at, poll.id))

    async def next_of(self, poll: Poll) -> Poll | None:
        """The one of its series that is to open next, itself if it has not opened yet."""
        series = str(poll.notes.get(SERIES) or poll.id)
        for one in await self.coming():
            if one.id == poll.id or one.notes.get(SERIES) == series:
                return one
        return None

    async def stop(self, poll_id: str, by: str) -> Poll:
        """Never open a scheduled one; a series ends with it. Raises Overtaken where it opened meanwhile."""
        poll = await self.parts.poll(poll_id)
        if poll is None or poll.state != SCHEDULED:
            raise Overtaken(for_user=_open_now(poll) if poll else _NO_MORE)
        stopped = replace(poll, state=DELETED, closed_by=by, closed_at=self.parts.clock.now())
        kept = await self.parts.polls.change(poll, stopped)
        if kept is None:
            raise Overtaken(for_user=_NO_MORE)
        return kept


def _open_now(poll: Poll) -> str:
    if poll.state == OPEN:
        return "It has just been posted. Press Manage under it to close or delete it."
    return _NO_MORE


def wall_problem(day: date, at: time, zone: str, now: datetime) -> tuple[datetime, str]:
    """A time on the wall as a moment in UTC, and why it cannot be taken: "" where it can."""
    moment, odd = on_the_wall(day, at, zone)
    if odd == GAP:
        return moment, "The clocks skip that time on that day. Choose one an hour earlier or later."
    if moment <= now:
        return moment, "That is in the past. Choose a later time."
    if moment > now + timedelta(days=366):
        return moment, "That is more than a year away. Choose an earlier day."
    return moment, ""
