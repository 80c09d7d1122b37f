"""A course's homework, once it is posted: everybody goes through it alone, and it closes by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED, HOMEWORK, OPEN, Cast, Choice, Decide, Poll
from bot.services.polls.tally import Tally
from bot.services.polls.voting import OUTSIDE, Click
from bot.services.quizzes.homework import answering
from bot.services.quizzes.homework.answering import GONE, OLD_BUTTON, OVER, HomeworkRefused
from bot.services.quizzes.homework.drafting import HomeworkDrafting, check_end
from bot.services.quizzes.homework.model import Homework, Work, works_of
from bot.services.quizzes.homework.outcome import counted, tally_of
from bot.services.quizzes.live.model import GRACE
from bot.services.quizzes.live.names import name_for
from bot.services.quizzes.live.results import telling
from bot.services.reminding.ports import Outbox

FOLLOWED = timedelta(days=3)
"""So long after one closed it is seen to that its maker was told."""
MEANWHILE = "Somebody else changed it just now. Look again, and press it once more."
_MOST_TRIES = 5


@dataclass(frozen=True)
class HomeworkService:
    """`drafting` has what is done before it is posted."""

    parts: PollParts
    drafting: HomeworkDrafting
    outbox: Outbox
    _told: set[str] = field(default_factory=set)

    # Looking

    async def homework(self, poll_id: str) -> Homework:
        """One that was posted, also a closed one. Raises HomeworkRefused."""
        poll = await self.parts.poll(poll_id)
        if poll is None or poll.kind != HOMEWORK or poll.state not in (OPEN, CLOSED):
            raise HomeworkRefused(for_user=GONE)
        return Homework.of(poll)

    async def running(self) -> list[Homework]:
        """Those that are open, the newest first."""
        parts = self.parts
        found = await parts.polls.of_course(
            parts.workspace, parts.course, states=(OPEN,), kinds=(HOMEWORK,)
        )
        return [Homework.of(poll) for poll in found]

    async def open_for(self, user: str) -> list[tuple[Homework, Work]]:
        """Those that are open in somebody's channels, the newest first, with how far they are."""
        has = self.parts.members.has
        theirs = [one for one in await self.running() if await has(one.poll.channel, user)]
        return [(one, await self.work(one, user)) for one in theirs]

    async def tally(self, homework: Homework) -> Tally:
        """How many began and finished; of a closed one also how it went."""
        if homework.poll.state == CLOSED:
            return Tally.from_json(homework.poll.result)
        return await self._counted(homework.poll)

    async def _counted(self, poll: Poll) -> Tally:
        return tally_of(poll, await self.parts.ballots.all(poll.workspace, poll.id))

    async def work(self, homework: Homework, user: str) -> Work:
        """How far somebody is."""
        return Work.of(await self.parts.ballots.mine(self.parts.workspace, homework.id, user))

    # Going through it

    async def begin(self, click: Click) -> tuple[Homework, Work]:
        """ "Start", also to go on. Raises HomeworkRefused."""
        homework = await self.homework(click.poll_id)
        if not await self.parts.members.has(homework.poll.channel, click.user):
            raise HomeworkRefused(for_user=OUTSIDE.replace("vote", "take part"))
        ballots = await self.parts.ballots.all(self.parts.workspace, homework.id)
        taken = {work.name for user, work in works_of(ballots).items() if user != click.user}
        name = name_for(homework.id, click.user, taken)
        return await self.click(click, answering.begin(name, self.parts.clock.now()))

    async def click(self, click: Click, decide: Decide) -> tuple[Homework, Work]:
        """Anything else that they do. Raises HomeworkRefused. A click that came late changes nothing."""
        cast = await self.parts.ballots.cast(
            self.parts.workspace, click.poll_id, click.user, order=click.order, decide=decide
        )
        if cast is None:
            raise HomeworkRefused(for_user=GONE)
        homework, work = Homework.of(cast.poll), Work.of(cast.after)
        if not cast.stale and _counts(homework, cast):
            self.parts.redraw(homework.id)
        return homework, work

    async def settled(self, value: str, user: str) -> tuple[Homework, int]:
        """A question ("homework:number") that somebody was told the answer of. Raises HomeworkRefused."""
        poll_id, _, number = value.rpartition(":")
        homework = await self.homework(poll_id)
        work, asked = await self.work(homework, user), int(number) if number.isdecimal() else 0
        if not 1 <= asked <= len(homework.questions) or not work.is_settled(homework, asked):
            raise HomeworkRefused(for_user=OLD_BUTTON)
        return homework, asked

    # Changing it

    async def move(self, poll_id: str, closes: datetime) -> Homework:
        """Let an open one close at another moment. Raises HomeworkRefused, CannotDraft."""
        check_end(closes, self.parts.clock.now())
        for _ in range(_MOST_TRIES):
            homework = await self.homework(poll_id)
            if homework.poll.state != OPEN:
                raise HomeworkRefused(for_user=OVER)
            kept = await self.parts.polls.change(homework.poll, replace(homework.poll, closes_at=closes))  # fmt: skip
            if kept is not None:
                self.parts.redraw(poll_id)
                return Homework.of(kept)
        raise HomeworkRefused(for_user=MEANWHILE)

    async def close(self, poll_id: str, by: str) -> Homework:
        """Close it now; one that is closed stays so. Raises HomeworkRefused."""
        parts = self.parts
        done = await parts.polls.close(
            parts.workspace, poll_id, by=by, at=parts.clock.now(), count=counted
        )
        if done is not None:
            parts.redraw(poll_id)
            await self._tell([done])
        return await self.homework(poll_id)

    # By the clock

    async def tick(self) -> None:
        """Close what is due, also where nobody clicks; tell the makers of what was closed. Raises StorageError."""
        parts, now = self.parts, self.parts.clock.now()
        due = await parts.polls.due(
            parts.workspace, parts.course, OPEN, now - GRACE, kinds=(HOMEWORK,)
        )
        for poll in due:
            await self.close(poll.id, "")
        closed = await parts.polls.of_course(
            parts.workspace, parts.course, states=(CLOSED,), kinds=(HOMEWORK,), limit=20
        )
        await self._tell([p for p in closed if p.closed_at and now - p.closed_at < FOLLOWED])

    async def _tell(self, closed: Sequence[Poll]) -> None:
        """How it went, to who made it: once each, whoever looks when."""
        now = self.parts.clock.now()
        new = [poll for poll in closed if poll.id not in self._told]
        if new and await self.outbox.add([telling(poll, poll.creator, now) for poll in new]):
            self.parts.wake()
        self._told.update(poll.id for poll in new)


def _counts(homework: Homework, cast: Cast) -> bool:
    """Does the message in the channel say something else after this?"""

    def seen(choice: Choice) -> tuple[bool, bool]:
        work = Work.of(choice)
        return work.begun, work.has_finished(homework)

    return seen(cast.before) != seen(cast.after)
