"""A course's minute papers: asked once a class, answered without a name, closed before the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.services.papers.answering import before_closing
from bot.services.papers.asking import (
    Held,
    Where,
    closes_at,
    due,
    held,
    meeting_of,
    paper,
    paper_id,
    questions_to,
    recent,
    todays,
)
from bot.services.papers.counting import paper_tally
from bot.services.papers.ports import PAPER as MESSAGE
from bot.services.papers.ports import PAPER_DIGEST, PaperRefused, PaperSettings, PaperWishes
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED, OPEN, PAPER, Cast, Decide, Poll
from bot.services.questions import QuestionService
from bot.services.reminding.ports import EDIT, Outbox, Outgoing
from bot.services.timetable import Timetable

FOLLOWED = timedelta(days=3)
"""So long after a paper closed it is seen to that everybody was told."""
NOWHERE = (
    "There is nobody to ask yet: choose a channel with `/lectern papers`, or wait until somebody asked for "
    "direct messages with `/lectern papers on`."
)
OUTSIDE = (
    "Only members of the channel can answer. Join it, then answer again;"
    " if you joined just now, wait ten seconds."
)
GONE = "I don't know that minute paper any more."


@dataclass(frozen=True)
class PaperService:
    """`instructors` are told what came of a paper; `channels` are the course's own, the first for want of another."""

    parts: PollParts
    timetable: Timetable
    questions: QuestionService
    wishes: PaperWishes
    outbox: Outbox
    instructors: tuple[str, ...]
    channels: tuple[str, ...]
    _followed: dict[str, int] = field(default_factory=dict)
    """How many messages of a closed paper are known to have been followed by that it is closed."""

    # How it is asked

    async def settings(self) -> PaperSettings | None:
        return await self.wishes.settings(self.parts.workspace, self.parts.course)

    async def switch(self, *, on: bool, channel: str, by: str) -> PaperSettings:
        """Ask after each lecture from now on, in this channel ("": only who wants it directly), or no more."""
        parts = self.parts
        chosen = PaperSettings(on, channel, by, parts.clock.now())
        await self.wishes.set(parts.workspace, parts.course, chosen)
        return chosen

    async def opt(self, user: str, *, on: bool) -> bool:
        """Ask somebody by direct message, or no more; False where it was so already."""
        parts = self.parts
        if on:
            return await self.wishes.opt_in(parts.workspace, parts.course, user, parts.clock.now())
        return await self.wishes.opt_out(parts.workspace, parts.course, user)

    async def wants(self, user: str) -> bool:
        return await self.wishes.wants(self.parts.workspace, self.parts.course, user)

    # Asking

    def todays(self) -> Held | None:
        """The lecture that is being held or was held today."""
        meeting = todays(self.timetable, self.parts.clock.now())
        return held(meeting, self.questions.course) if meeting else None

    def recent(self) -> list[Held]:
        """Classes that may be asked about, newest first."""
        course = self.questions.course
        return [held(m, course) for m in recent(self.timetable, course, self.parts.clock.now())]

    async def draft(self, meeting_key: str, by: str) -> Poll | None:
        """The paper of a class as it would be asked now; None where there is no such class. Kept nowhere."""
        now = self.parts.clock.now()
        meeting = meeting_of(self.timetable, meeting_key, now)
        if meeting is None:
            return None
        chosen = await self.settings()
        channel = chosen.channel if chosen else next(iter(self.channels), "")
        where = Where(self.parts.workspace, self.parts.course, channel, by)
        closes = closes_at(self.timetable, meeting, now)
        return paper(held(meeting, self.questions.course), where, now, closes)

    async def audience(self) -> Sequence[str]:
        """Who wants to be asked by direct message."""
        return await self.wishes.wanting(self.parts.workspace, self.parts.course)

    async def of_class(self, meeting_key: str) -> Poll | None:
        """The paper of a class, if it was asked."""
        return await self.parts.poll(paper_id(self.parts.course, meeting_key))

    async def ask(self, meeting_key: str, by: str) -> Poll | None:
        """Ask the class; None where it was asked before. Raises PaperRefused where there is nobody to ask."""
        new = await self.draft(meeting_key, by)
        if new is None:
            raise PaperRefused(for_user="I don't know that class any more.")
        people = await self.audience()
        if not new.channel and not people:
            raise PaperRefused(for_user=NOWHERE)
        messages = questions_to(new, people, self.parts.clock.now())
        if not await self.parts.polls.add(new, messages):
            return None
        self.parts.wake()
        return new

    # Answering

    async def answer(
        self, poll_id: str, user: str, order: str, decide: Decide, *, channel: str = ""
    ) -> Cast:
        """Let somebody answer, change or take back. Raises PaperRefused, as `decide` does.

        In a channel they are one of its members; "" for a direct message. When it is due to be closed, it is.
        """
        parts = self.parts
        poll = await self.paper(poll_id)
        if channel and not await parts.members.has(channel, user):
            raise PaperRefused(for_user=OUTSIDE)
        in_time = before_closing(decide, parts.clock.now())
        done = await parts.ballots.cast(parts.workspace, poll.id, user, order=order, decide=in_time)
        if done is None:
            raise PaperRefused(for_user=GONE)
        return done

    async def paper(self, poll_id: str) -> Poll:
        """A minute paper of this course. Raises PaperRefused where there is none."""
        poll = await self.parts.poll(poll_id)
        if poll is None or poll.kind != PAPER:
            raise PaperRefused(for_user=GONE)
        return poll

    # Closing

    async def close(self, poll_id: str, by: str) -> Poll | None:
        """Close it now; None where it was closed already."""
        parts = self.parts
        closed = await parts.polls.close(
            parts.workspace,
            poll_id,
            by=by,
            at=parts.clock.now(),
            count=lambda poll, ballots: paper_tally(poll, ballots).to_json(),
        )
        if closed is not None:
            await self._follow(closed)
        return closed

    async def earlier(self, than: Poll, most: int = 7) -> list[Poll]:
        """Closed papers of classes before that one, oldest first."""
        closed = await self._closed(limit=200)
        before = sorted((p for p in closed if p.about < than.about), key=lambda p: p.about)
        return before[-most:]

    async def latest(self) -> Poll | None:
        """The newest paper that was asked."""
        found = await self.parts.polls.of_course(
            self.parts.workspace, self.parts.course, states=(OPEN, CLOSED), kinds=(PAPER,), limit=1
        )
        return found[0] if found else None

    async def note(
        self, poll: Poll, notes: Mapping[str, Any], messages: Sequence[Outgoing] = ()
    ) -> Poll | None:
        """Remember more beside a paper, and send messages with it; None where it was changed meanwhile."""
        after = replace(poll, notes={**poll.notes, **notes})
        return await self.parts.polls.change(poll, after, messages)

    async def _closed(self, limit: int) -> Sequence[Poll]:
        parts = self.parts
        return await parts.polls.of_course(
            parts.workspace, parts.course, states=(CLOSED,), kinds=(PAPER,), limit=limit
        )

    # By itself

    async def tick(self) -> None:
        """Ask what is due to be asked, close what is due to be closed, tell what is to be told."""
        await self._ask_by_itself()
        parts, now = self.parts, self.parts.clock.now()
        for poll in await parts.polls.due(parts.workspace, parts.course, OPEN, now, kinds=(PAPER,)):
            await self.close(poll.id, by="")
        for poll in await self._closed(limit=10):
            if poll.closed_at and now - poll.closed_at < FOLLOWED:
                await self._follow(poll)

    async def _ask_by_itself(self) -> None:
        chosen = await self.settings()
        for meeting in due(self.timetable, chosen, self.parts.clock.now()):
            known = await self.of_class(meeting.key) is not None
            if chosen and not known and (chosen.channel or await self.audience()):
                await self.ask(meeting.key, chosen.changed_by)

    async def _follow(self, poll: Poll) -> None:
        """The digest for each instructor, and "closed" in place of the questions: each once, whoever looks when."""
        now = self.parts.clock.now()
        posted = await self.outbox.posted(poll.workspace, poll.id, kind=MESSAGE)
        if self._followed.get(poll.id) == len(posted):
            return
        messages = [
            Outgoing(
                poll.workspace,
                f"paper_digest:{poll.id}:{user}",
                PAPER_DIGEST,
                user,
                now,
                course=poll.course,
                about=poll.id,
            )
            for user in self.instructors
        ]
        messages += [_closing(poll, sent) for sent in posted]
        if await self.outbox.add(messages):
            self.parts.wake()
        self._followed[poll.id] = len(posted)


def _closing(poll: Poll, sent: Outgoing) -> Outgoing:
    """The edit of a paper's message that says that it is closed."""
    return Outgoing(
        poll.workspace,
        f"closed:{sent.key}",
        MESSAGE,
        sent.posted_channel or sent.channel,
        poll.closed_at or sent.due_at,
        course=poll.course,
        op=EDIT,
        about=poll.id,
        subject={"key": sent.key},
        ts=sent.ts,
    )
