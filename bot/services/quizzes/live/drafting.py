"""Putting a quiz together: its questions are chosen, looked at privately, dropped and swapped, before anybody else sees them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DELETED, DRAFT, HOMEWORK, QUIZ, Poll, Settings
from bot.services.quizzes.asking import PICKED, TYPED, is_answerable
from bot.services.quizzes.bank.ports import DRAFT as NOT_REVIEWED
from bot.services.quizzes.bank.ports import Bank, BankQuestion
from bot.services.quizzes.chosen import NONE_ANY_MORE, NUMBER, CannotDraft, spread, subject
from bot.services.quizzes.frozen import Askable, Frozen, frozen
from bot.services.quizzes.in_use import InUse, KeptBack
from bot.services.quizzes.leaving_out import Draft
from bot.services.quizzes.live.hosting import DRAFT_GONE, HostRefused
from bot.services.quizzes.live.model import LOBBY, Quiz, Rules
from bot.services.quizzes.stock import Parted, Stock
from knowledge.course import Course

MOST, FEWEST_CHOICES, MOST_CHOICES = 20, 2, 10
NUMBERS = (1, 2, 3, 5, 8, 10, 15, 20)
SECONDS = (10, 15, 20, 30, 45, 60, 90, 120)
MOST_STEM, MOST_CHOICE = 1_500, 300
"""Characters that somebody can read while the time runs, and that a message has room for."""
NONE_LEFT = "All approved questions about this that can be asked now are in the quiz already. Approve more with `/quiz review`."
IN_HOMEWORK = (
    "Homework that is open asks these questions, and a live quiz would show what is right. Close the homework first "
    "(`/quiz homework list`), or begin a quiz about something else."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a quiz is to be about, and how it is to be played. `topic` "" and `lecture` None: anything."""

    number: int = 5
    topic: str = ""
    lecture: int | None = None
    rules: Rules = field(default_factory=Rules)

    @property
    def title(self) -> str:
        return subject(self.topic, self.lecture) or "Live quiz"


@dataclass(frozen=True)
class QuizDrafting:
    """A course's quizzes before they are opened. `askable`: may a question be asked today? `course`: as it is known now."""

    parts: PollParts
    bank: Bank
    askable: Askable
    course: Callable[[], Course]

    async def draft(self, wish: Wish, user: str, channel: str) -> Quiz:
        """Choose questions and keep them for their host alone. Raises CannotDraft."""
        parts = self.parts
        quiz_id = parts.new_id()
        chosen = await self.stock.choose(self.course(), wish.topic, wish.lecture, wish.number, quiz_id)  # fmt: skip
        poll = Poll(
            parts.workspace,
            quiz_id,
            parts.course,
            channel,
            user,
            QUIZ,
            wish.title,
            (),
            Settings(),
            parts.clock.now(),
        )
        quiz = Quiz(
            poll,
            LOBBY,
            user,
            0,
            wish.rules,
            tuple(frozen(one, f"{quiz_id}:{one.id}") for one in chosen.free),
            poll.made_at,
        )
        kept = chosen.noted(quiz.kept())
        kept = replace(kept, notes={**kept.notes, **_wished(wish)})
        if not await parts.polls.add(kept):
            raise HostRefused
        return Quiz.of(kept)

    @property
    def stock(self) -> Stock:
        """What can be asked live: not what homework asks, for the answers are shown to all."""
        in_use = InUse(self.parts, (HOMEWORK,))
        return Stock(self.parts, self.bank, self._may_be_asked, in_use)

    async def playable(self) -> Parted[BankQuestion]:
        """Approved questions that may be asked now, and answered by pressing choices or by a word; in the course's order."""
        return await self.stock.all()

    async def kept_back(self, quiz: Quiz) -> KeptBack:
        """How many are not in a draft because homework asks them."""
        return await self.stock.kept_back(quiz.poll)

    async def waiting(self) -> int:
        """How many drafted questions nobody has reviewed yet."""
        counts = await self.bank.counts(self.parts.workspace, self.parts.course)
        return sum(number for (_, state), number in counts.items() if state == NOT_REVIEWED)

    async def mine(self, quiz_id: str, user: str) -> Quiz:
        """Somebody's draft. Raises HostRefused."""
        poll = await self.parts.poll(quiz_id)
        if poll is None or poll.kind != QUIZ or poll.state != DRAFT or poll.creator != user:
            raise HostRefused(for_user=DRAFT_GONE)
        return Quiz.of(poll)

    async def drop(self, quiz_id: str, user: str, bank_id: str) -> Quiz:
        """Leave a question out; the last one stays. Raises HostRefused."""
        quiz = await self.mine(quiz_id, user)
        return await self._put(quiz, Draft(quiz.poll, quiz.questions).without(bank_id))

    async def restore(self, quiz_id: str, user: str, bank_id: str) -> Quiz:
        """Bring one that was left out back where it was; done twice, once. Raises HostRefused."""
        quiz = await self.mine(quiz_id, user)
        return await self._put(quiz, Draft(quiz.poll, quiz.questions).with_again(bank_id))

    async def _put(self, quiz: Quiz, draft: Draft) -> Quiz:
        if draft.questions == quiz.questions:
            return quiz
        return await self._changed(quiz, draft.questions, poll=draft.poll)

    async def swap(self, quiz_id: str, user: str, bank_id: str) -> Quiz:
        """Another question in place of one, of what the quiz is about. Raises HostRefused, CannotDraft."""
        quiz = await self.mine(quiz_id, user)
        offered = [*quiz.poll.notes.get("offered", ()), *(one.bank_id for one in quiz.questions)]
        wish = wish_of(quiz)
        fitting = await self.stock.about(self.course(), wish.topic, wish.lecture)
        inside = {one.bank_id for one in quiz.questions}
        others = [one for one in fitting.free if one.id not in inside]
        fresh = [one for one in others if one.id not in offered] or others
        if not fresh:
            raise CannotDraft(NONE_LEFT, NUMBER)
        new = spread(fresh, 1, f"{quiz_id}:{bank_id}:{len(offered)}")[0]
        made = frozen(new, f"{quiz_id}:{new.id}")
        after = tuple(made if one.bank_id == bank_id else one for one in quiz.questions)
        return await self._changed(quiz, after, list(dict.fromkeys(offered)))

    async def up_to_date(self, quiz: Quiz) -> Quiz | None:
        """The draft without what may not be asked any more, and worded as it is by now; None where it is so already.

        It may have lain for weeks: since then a question was rejected, its answer put right, or it became homework.
        Raises HostRefused.
        """
        now = await self.stock.renewed(quiz.questions)
        if now.free == quiz.questions:
            return None
        if not now.free:
            raise HostRefused(for_user=IN_HOMEWORK if now.ids else NONE_ANY_MORE)
        return await self._changed(quiz, now.free, poll=now.noted(quiz.poll, more=True))

    def _may_be_asked(self, question: BankQuestion) -> bool:
        return is_playable(question) and self.askable(question)

    async def discard(self, quiz_id: str, user: str) -> None:
        """Throw a draft away; one that is gone stays so."""
        poll = await self.parts.poll(quiz_id)
        if poll is not None and poll.state == DRAFT and poll.creator == user:
            await self.parts.polls.change(poll, replace(poll, state=DELETED, notes={}))

    async def _changed(
        self,
        quiz: Quiz,
        questions: tuple[Frozen, ...],
        offered: Collection[str] = (),
        poll: Poll | None = None,
    ) -> Quiz:
        """With these questions, and with what `poll` notes."""
        after = replace(quiz, poll=poll or quiz.poll, questions=questions).kept()
        if offered:
            after = replace(after, notes={**after.notes, "offered": list(offered)})
        kept = await self.parts.polls.change(quiz.poll, after)
        if kept is None:
            raise HostRefused(for_user=DRAFT_GONE)
        return Quiz.of(kept)


def _wished(wish: Wish) -> dict[str, object]:
    return {"topic": wish.topic, "lecture": wish.lecture}


def wish_of(quiz: Quiz) -> Wish:
    """What a draft was to be about."""
    notes = quiz.poll.notes
    return Wish(
        len(quiz.questions), str(notes.get("topic") or ""), notes.get("lecture"), quiz.rules
    )


def is_playable(question: BankQuestion) -> bool:
    """Can many people answer it by pressing a button or writing a word, in a short time?"""
    item = question.item
    few = FEWEST_CHOICES <= len(item.choices) <= MOST_CHOICES
    return (
        (item.kind in TYPED or (item.kind in PICKED and few))
        and is_answerable(item)
        and len(item.stem.text) <= MOST_STEM
        and all(len(choice.text.text) <= MOST_CHOICE for choice in item.choices)
    )
