"""Asking, and what people think of the answer."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.services.offered_dates import dates_of, may_tell_dates
from bot.services.offers import OPEN_FOR, choice, taken
from bot.services.pointers import pointer
from bot.services.ports import Clock, People, QuestionRecord, Questions
from bot.services.replies import Near, Reply, dated_item
from knowledge.course import Course, Topic
from knowledge.model import Abstention, Answer, AnswerKind, Deadline

MAX_STORED_TEXT = 10_000
UNTAUGHT = "I have not read a lecture yet."
"""Before the first file is dropped nothing is known of what the lecture says."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it came in. `thread_ts` is the thread the answer goes into.

    `text` is what people read. `query` is looked up in its place where Slack's markup is known. What
    may be asked again after a crash has a `key`, and is the same question under it.
    """

    workspace: str
    channel: str
    user: str
    text: str
    surface: str
    private: bool
    message_ts: str | None = None
    thread_ts: str | None = None
    query: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its reply. `id` is None for small talk and the timetable, which are not kept."""

    id: str | None
    reply: Reply
    asking: Asking
    reader_timezone: str | None


class Dates(Protocol):
    """The dates that hold, whatever slides say (services.deadlines.official)."""

    async def now_held(
        self, told: Sequence[Deadline], user: str | None
    ) -> Sequence[tuple[Deadline, str]]: ...


class Classes(Protocol):
    """When and where the class meets (services.timetable_answers)."""

    def answer(self, text: str, course: Course, now: datetime) -> str | None: ...


@dataclass
class QuestionService:
    """Questions of one course. `course` may be set to a newer one at any time: none ever changes."""

    course: Course
    course_id: str
    store: Questions
    people: People
    clock: Clock
    new_id: Callable[[], str]
    dates: Dates | None = None
    classes: Classes | None = None
    taken_up_at: datetime | None = None
    """When the course was last replaced by a newer one."""

    def take_up(self, course: Course) -> None:
        """Answer from this one from now on."""
        self.course, self.taken_up_at = course, self.clock.now()

    async def ask(
        self, asking: Asking, *, only_if: Callable[[Reply], bool] | None = None
    ) -> Asked | None:
        """Answer and remember; None where `only_if` says the reply should not be given."""
        chosen = await self._taken(asking)
        if chosen is not None:
            return chosen
        topic = await self._topic(asking)
        timezone = await self.people.timezone(asking.user)
        course = self.course
        result, notes = await self._result(course, asking, topic)
        slide = course.slide_of(result.entry.id) if result.entry else None
        reply = self._of_lectern(asking, result) or Reply.of(result, slide, notes)
        if not reply.answered:
            near = tuple([await self._as_held(each, asking) for each in reply.near])
            reply = replace(reply, near=near, remark="" if course.build.slides else UNTAUGHT)
        if only_if is not None and not only_if(reply):
            return None
        if reply.kind == "chat":
            return Asked(None, reply, asking, timezone)
        record = self._record(asking, reply)
        await self.store.add(record)
        return Asked(record.id, reply, asking, timezone)

    async def _taken(self, asking: Asking) -> Asked | None:
        """What was offered to who asked before, and says "yes" or "the second one" now.

        It is kept under the words that it was offered for: a "yes" alone asks nothing.
        """
        before = await self._offered(asking)
        if before is None:
            return None
        timezone = await self.people.timezone(asking.user)
        offer = Reply.from_json(before.result)
        if before.id == _id_of(asking):  # taken up again after a crash
            return Asked(before.id, offer, asking, timezone)
        near = taken(asking.query or asking.text, offer, unasked=asking.surface == "thread")
        reply = await self._reply_with(near, asking, offer) if near else None
        if reply is None:
            return None
        record = self._record(replace(asking, text=before.text), reply)
        await self.store.add(record)
        return Asked(record.id, reply, asking, timezone)

    async def _offered(self, asking: Asking) -> QuestionRecord | None:
        """What the person asked last: in the thread, or in a direct message beside all threads."""
        own = asking.private and asking.thread_ts == asking.message_ts
        thread = None if own else asking.thread_ts
        if choice(asking.query or asking.text) is None or (thread is None and not own):
            return None
        latest = await self.store.latest_of(
            asking.workspace, asking.channel, asking.user, thread_ts=thread
        )
        return latest if latest and self.clock.now() - latest.asked_at <= OPEN_FOR else None

    async def _reply_with(self, near: Near, asking: Asking, offer: Reply) -> Reply | None:
        """A near miss as the answer, the others near it; None where it is taught no more, or a date that was dismissed."""
        course, entry = self.course, self.course.entry(near.entry_id)
        if entry is None:
            return None
        found = Answer(entry, near.quote, entry.kind, offer.confidence)
        dates, notes = await self._dates_of(near, asking)
        if dates is not None:
            found = replace(found, kind=AnswerKind.DEADLINE, deadlines=dates)
        if dates == ():
            return None
        reply = Reply.of(found, course.slide_of(entry.id), notes)
        return replace(reply, near=tuple(n for n in offer.near if n is not near))

    async def _dates_of(
        self, near: Near, asking: Asking
    ) -> tuple[tuple[Deadline, ...] | None, Mapping[Deadline, str]]:
        """What holds now of the dates that a near miss tells, with what there is to say of them; None where it tells none."""
        course, entry = self.course, self.course.entry(near.entry_id)
        if not may_tell_dates(near, entry, course.build.deadlines):
            return None, {}
        as_of_now, notes = await self._as_of_now(course, asking)
        held = as_of_now.known.dates_asked_for()
        return dates_of(near, entry, course.build.deadlines, held), notes

    async def _as_held(self, near: Near, asking: Asking) -> Near:
        """With what holds now of the dates that it tells, where that is another than the one it quotes."""
        dates, notes = await self._dates_of(near, asking)
        held = tuple(dated_item(date, notes.get(date, "")) for date in dates or ())
        return replace(near, dates=held if any(item.note for item in held) else ())

    def _of_lectern(self, asking: Asking, result: Answer | Abstention) -> Reply | None:
        """When the class meets, or what Lectern itself does, for who asks that; but the FAQ goes before."""
        if result.kind is AnswerKind.FAQ:
            return None
        text = asking.query or asking.text
        said = pointer(text)
        if said is None and self.classes is not None:
            said = self.classes.answer(text, self.course, self.clock.now())
        return Reply(True, AnswerKind.CHAT.value, said, 1.0) if said else None

    async def look_up(self, text: str) -> Reply:
        """What the course says to a text, with the dates that hold for everybody; remembered nowhere."""
        course, asking = self.course, Asking("", "", "", text, "look_up", private=False)
        result, notes = await self._result(course, asking, None)
        slide = course.slide_of(result.entry.id) if result.entry else None
        return Reply.of(result, slide, notes)

    async def _result(
        self, course: Course, asking: Asking, topic: Topic | None
    ) -> tuple[Answer | Abstention, Mapping[Deadline, str]]:
        """What the course says, and what there is to say of its dates, which are read for no other question."""
        text, now = asking.query or asking.text, self.clock.now()
        result = course.ask_of_no_date(text, now=now, topic=topic)
        if result is not None:
            return result, {}
        course, notes = await self._as_of_now(course, asking)
        return course.ask(text, now=now, topic=topic), notes

    async def _as_of_now(
        self, course: Course, asking: Asking
    ) -> tuple[Course, Mapping[Deadline, str]]:
        """The course with the dates that hold now, and what there is to say of them.

        A person's own extension counts in their direct message alone: elsewhere an answer may be shared.
        """
        if self.dates is None:
            return course, {}
        alone = asking.private and asking.channel.startswith("D")
        held = await self.dates.now_held(course.build.deadlines, asking.user if alone else None)
        return course.with_dates([d for d, _ in held]), dict(held)

    async def _topic(self, asking: Asking) -> Topic | None:
        """The thread's topic; only from the same channel, so nothing private leaks into it."""
        if asking.thread_ts is None:
            return None
        before = await self.store.latest_in_thread(
            asking.workspace, asking.channel, asking.thread_ts
        )
        return Topic(before.text, before.entry_id) if before else None

    def _record(self, asking: Asking, reply: Reply) -> QuestionRecord:
        return QuestionRecord(
            id=_id_of(asking) or self.new_id(),
            workspace=asking.workspace,
            course=self.course_id,
            channel=asking.channel,
            user=asking.user,
            message_ts=asking.message_ts,
            thread_ts=asking.thread_ts,
            surface=asking.surface,
            private=asking.private,
            text=asking.text[:MAX_STORED_TEXT],
            answered=reply.answered,
            kind=reply.kind,
            entry_id=reply.entry_id,
            confidence=reply.confidence,
            result=reply.to_json(),
            asked_at=self.clock.now(),
        )

    async def unanswered(self, workspace: str) -> tuple[Sequence[QuestionRecord], frozenset[str]]:
        """The latest questions without an answer, and the ids of those that have one by now."""
        records = await self.store.unanswered(workspace, self.course_id)
        course, now = self.course, self.clock.now()

        def answered() -> frozenset[str]:
            return frozenset(r.id for r in records if course.ask(r.text, now=now).answered)

        return records, await asyncio.to_thread(answered)

    async def is_ours(self, workspace: str, channel: str, thread_ts: str) -> bool:
        """Has a question been answered in this thread?"""
        return await self.store.latest_in_thread(workspace, channel, thread_ts) is not None

    async def recall(self, workspace: str, question_id: str) -> QuestionRecord | None:
        """The stored question; buttons work after a restart because of it."""
        return await self.store.get(workspace, question_id)

    async def near(self, workspace: str, question_id: str, number: int) -> Near | None:
        """A near miss behind a button, with what holds now where it is a date."""
        record = await self.store.get(workspace, question_id)
        if record is None:
            return None
        near = Reply.from_json(record.result).near
        if not 0 <= number < len(near):
            return None
        asked = Asking(
            workspace, record.channel, record.user, record.text, record.surface, record.private
        )
        return await self._as_held(near[number], asked)

    async def vote(self, workspace: str, question_id: str, user: str, *, helpful: bool) -> bool:
        """Store or change a person's vote; True if it changed anything."""
        return await self.store.vote(
            workspace, question_id, user, helpful=helpful, at=self.clock.now()
        )


def _id_of(asking: Asking) -> str | None:
    """The same id each time for a question with a key."""
    if asking.key is None:
        return None
    return hashlib.sha256(f"{asking.workspace}:{asking.key}".encode()).hexdigest()[:16]
