"""Putting a homework together: its questions are chosen and looked at privately before anybody else sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.polls.opening import opened, posting
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DELETED, DRAFT, HOMEWORK, Poll, Settings
from bot.services.quizzes.asking import PARTED, PICKED, TYPED, fits, is_answerable
from bot.services.quizzes.bank.ports import Bank, BankQuestion
from bot.services.quizzes.chosen import NONE_ANY_MORE, CannotDraft, subject
from bot.services.quizzes.frozen import Askable, frozen
from bot.services.quizzes.homework.answering import HomeworkRefused
from bot.services.quizzes.homework.model import Homework
from bot.services.quizzes.in_use import InUse, KeptBack
from bot.services.quizzes.leaving_out import Draft
from bot.services.quizzes.stock import Parted, Stock
from bot.services.quizzes.what_changed import changed
from knowledge.course import Course

NUMBERS = (1, 2, 3, 5, 8, 10, 15, 20, 30)
LONGEST = timedelta(days=120)
TITLE = 100
DRAFT_GONE = "That homework was posted or thrown away already. `/quiz homework` begins another one."
CHANGED = "It was changed meanwhile: this is how it is now. Look at it once more."
IN_HOMEWORK = "Other homework that is open asks all of these questions by now. Close that one first, or begin another one: I choose other questions."
IN_QUIZ = "A live quiz asks these questions just now. Post the homework once it is over."
LOOK_AGAIN = "Look at it once more, then post it."
PAST = "That moment is over. Choose a later one."
FAR = "That is more than 120 days away. Choose an earlier day."
NO_CHANNEL = "Choose the channel it should go to first."
_MOST_TRIES = 5


class DraftChanged(HomeworkRefused):
    """Not any more as it was shown."""

    for_user = CHANGED


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is wanted. `title` "" is made of what it is about; `closes_at` is UTC; `topic` "" and `lecture` None: anything."""

    closes_at: datetime
    number: int = 5
    title: str = ""
    topic: str = ""
    lecture: int | None = None
    at_once: bool = False

    @property
    def name(self) -> str:
        """ "Lecture 13", the topic, or what it was called."""
        made = subject(self.topic, self.lecture) or "What we had so far"
        return " ".join((self.title or made).split())[:TITLE]


@dataclass(frozen=True)
class HomeworkDrafting:
    """A course's homework before it is posted. `askable`: may a question be asked today? `course`: as it is known now."""

    parts: PollParts
    bank: Bank
    askable: Askable
    course: Callable[[], Course]

    async def draft(
        self, wanted: Assignment, user: str, channel: str, *, draft_id: str = ""
    ) -> Homework:
        """Choose questions and keep them for their maker alone; in place of the draft with this id, if there is one.

        Raises CannotDraft, HomeworkRefused.
        """
        parts, now = self.parts, self.parts.clock.now()
        self._check(wanted, channel, now)
        luck = draft_id or parts.new_id()
        about = self.course(), wanted.topic, wanted.lecture
        chosen = await self.stock.choose(*about, wanted.number, luck)
        before = await self.mine(draft_id, user) if draft_id else None
        id_ = before.id if before else parts.new_id()
        asked = tuple(frozen(one, f"{id_}:{one.id}") for one in chosen.free)
        poll = Draft(before.poll, ()).anew() if before else _poll(parts, id_, user, now)
        notes = {
            **poll.notes,
            "topic": wanted.topic,
            "lecture": wanted.lecture,
            "title": wanted.title,
        }
        poll = replace(poll, question=wanted.name, channel=channel, closes_at=wanted.closes_at, notes=notes)  # fmt: skip
        after = chosen.noted(Homework(poll, asked, wanted.at_once).kept())
        if before is not None:
            return await self._kept(before, after)
        if not await parts.polls.add(after):
            raise HomeworkRefused(for_user=DRAFT_GONE)
        return Homework.of(after)

    async def mine(self, poll_id: str, user: str) -> Homework:
        """Somebody's draft. Raises HomeworkRefused."""
        poll = await self.parts.poll(poll_id)
        if poll is None or (poll.kind, poll.state, poll.creator) != (HOMEWORK, DRAFT, user):
            raise HomeworkRefused(for_user=DRAFT_GONE)
        return Homework.of(poll)

    async def drop(self, poll_id: str, user: str, *, seen: int, number: int) -> Homework:
        """Leave the question with this number out; the last one stays. Raises HomeworkRefused."""
        homework = await self._seen(poll_id, user, seen)
        asked = homework.questions
        if not 1 <= number <= len(asked):
            return homework
        return await self._put(homework, Draft(homework.poll, asked).without(asked[number - 1].bank_id))  # fmt: skip

    async def restore(self, poll_id: str, user: str, bank_id: str) -> Homework:
        """Bring one that was left out back where it was; done twice, once. Raises HomeworkRefused."""
        homework = await self.mine(poll_id, user)
        return await self._put(
            homework, Draft(homework.poll, homework.questions).with_again(bank_id)
        )

    async def _put(self, homework: Homework, draft: Draft) -> Homework:
        if draft.questions == homework.questions:
            return homework
        after = replace(homework, poll=draft.poll, questions=draft.questions)
        return await self._kept(homework, after.kept())

    async def post(self, poll_id: str, user: str, *, seen: int) -> Homework:
        """Open it, as it was seen, with its message. Raises HomeworkRefused, CannotDraft."""
        for _ in range(_MOST_TRIES):
            homework = await self._seen(poll_id, user, seen)
            check_end(homework.poll.closes_at, self.parts.clock.now())
            await self._check_askable(homework)
            kept = await self._opened(homework)
            if kept is not None:
                self.parts.wake()
                return Homework.of(kept)
        raise DraftChanged

    async def _check_askable(self, homework: Homework) -> None:
        """Else the draft becomes what can be asked now. Raises HomeworkRefused."""
        asked = await self.stock.renewed(homework.questions)
        if not asked.free:
            elsewhere = IN_HOMEWORK if asked.kept.until else IN_QUIZ
            raise HomeworkRefused(for_user=elsewhere if asked.ids else NONE_ANY_MORE)
        if asked.free != homework.questions:
            after = replace(homework, questions=asked.free).kept()
            await self._kept(homework, asked.noted(after, more=True))
            raise DraftChanged(for_user=f"{changed(homework.questions, asked)} {LOOK_AGAIN}")

    async def _opened(self, homework: Homework) -> Poll | None:
        """None where it was changed since, or where somebody began at this moment to ask one of its questions."""
        now, ids = self.parts.clock.now(), {one.bank_id for one in homework.questions}
        going = opened(homework.poll, now)
        alone = self.stock.in_use.none_of(ids)
        return await self.parts.polls.change(
            homework.poll, going, [posting(going, now)], beside=alone
        )

    async def discard(self, poll_id: str, user: str) -> None:
        """Throw a draft away; one that is gone stays so."""
        poll = await self.parts.poll(poll_id)
        if poll is not None and poll.state == DRAFT and poll.creator == user:
            await self.parts.polls.change(poll, replace(poll, state=DELETED, notes={}))

    def _check(self, wanted: Assignment, channel: str, now: datetime) -> None:
        check_end(wanted.closes_at, now)
        if not channel:
            raise CannotDraft(NO_CHANNEL, "channel")

    @property
    def stock(self) -> Stock:
        """What can be given as homework: not what other homework asks already, nor a live quiz, which shows the answers."""
        return Stock(self.parts, self.bank, self._may_be_asked, InUse(self.parts))

    async def fitting(self) -> Parted[BankQuestion]:
        """Approved questions that may be asked now, and answered in a message; in the course's order."""
        return await self.stock.all()

    async def kept_back(self, homework: Homework) -> KeptBack:
        """How many are not in a draft because other homework or a live quiz asks them."""
        return await self.stock.kept_back(homework.poll)

    def _may_be_asked(self, question: BankQuestion) -> bool:
        return is_fit(question) and self.askable(question)

    async def _seen(self, poll_id: str, user: str, revision: int) -> Homework:
        homework = await self.mine(poll_id, user)
        if homework.poll.revision != revision:
            raise DraftChanged
        return homework

    async def _kept(self, before: Homework, after: Poll) -> Homework:
        kept = await self.parts.polls.change(before.poll, after)
        if kept is None:
            raise DraftChanged
        return Homework.of(kept)


def assignment_of(homework: Homework) -> Assignment:
    """What a draft was made of, for its form."""
    notes, closes = homework.poll.notes, homework.poll.closes_at
    return Assignment(
        closes or homework.poll.made_at,
        len(homework.questions),
        str(notes.get("title") or ""),
        str(notes.get("topic") or ""),
        notes.get("lecture"),
        homework.at_once,
    )


def check_end(closes: datetime | None, now: datetime) -> None:
    """Can it close then? Raises CannotDraft."""
    if closes is None or closes <= now:
        raise CannotDraft(PAST, "time")
    if closes - now > LONGEST:
        raise CannotDraft(FAR, "day")


def is_fit(question: BankQuestion) -> bool:
    """Can it be answered in a message: by choices, by a word, or part by part?"""
    item = question.item
    return item.kind in PICKED | TYPED | PARTED and is_answerable(item) and fits(item)


def _poll(parts: PollParts, id_: str, user: str, now: datetime) -> Poll:
    return Poll(parts.workspace, id_, parts.course, "", user, HOMEWORK, "", (), Settings(), now)
