"""Putting a quiz together: its questions are chosen, looked at privately, dropped and swapped, before anybody else sees them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from bot.errors import NotAllowed
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DELETED, DRAFT, QUIZ, Poll, Settings
from bot.services.quizzes.asking import PICKED, is_answerable
from bot.services.quizzes.bank.ports import APPROVED, Bank, BankQuestion, Wanted
from bot.services.quizzes.bank.ports import DRAFT as NOT_REVIEWED
from bot.services.quizzes.live.hosting import DRAFT_GONE, HostRefused
from bot.services.quizzes.live.model import LOBBY, Frozen, Quiz, Rules
from knowledge.exchange.codec import item_from, item_json
from knowledge.exchange.markup import as_plain
from knowledge.normalise import fold, words

MOST, FEWEST_CHOICES, MOST_CHOICES = 20, 2, 10
NUMBERS = (1, 2, 3, 5, 8, 10, 15, 20)
SECONDS = (10, 15, 20, 30, 45, 60, 90, 120)
MOST_STEM, MOST_CHOICE = 1_500, 300
"""Characters that somebody can read while the time runs, and that a message has room for."""
_NEAR, _MOST_NEAR = 60, 3
NONE_LEFT = (
    "All approved questions about this are in the quiz already. Approve more with `/quiz review`."
)
NONE_ANY_MORE = (
    "None of these questions can be asked any more. Begin another one: I choose new questions."
)
Askable = Callable[[BankQuestion], bool]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a quiz is to be about, and how it is to be played. `topic` "" and `lecture` None: anything."""

    number: int = 5
    topic: str = ""
    lecture: int | None = None
    rules: Rules = field(default_factory=Rules)

    @property
    def title(self) -> str:
        if self.topic:
            return " ".join(self.topic.split())
        return f"Lecture {self.lecture}" if self.lecture is not None else "Live quiz"


class TooFew(NotAllowed):
    """There are not enough questions; `field` is where a form shows why."""

    def __init__(self, for_user: str, field: str) -> None:
        super().__init__(for_user=for_user)
        self.field = field


@dataclass(frozen=True)
class QuizDrafting:
    """A course's quizzes before they are opened. `askable`: may a question be asked today?"""

    parts: PollParts
    bank: Bank
    askable: Askable

    async def draft(self, wish: Wish, user: str, channel: str) -> Quiz:
        """Choose questions and keep them for their host alone. Raises TooFew."""
        found = await self.playable()
        fitting = await asyncio.to_thread(about, found, wish)
        if len(fitting) < wish.number:
            raise await asyncio.to_thread(_too_few, wish, fitting, found)
        parts = self.parts
        quiz_id = parts.new_id()
        chosen = spread(fitting, wish.number, quiz_id)
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
            tuple(frozen(one, f"{quiz_id}:{one.id}") for one in chosen),
            poll.made_at,
        )
        kept = replace(quiz, poll=quiz.kept())
        kept = replace(kept, poll=replace(kept.poll, notes={**kept.poll.notes, **_wished(wish)}))
        if not await parts.polls.add(kept.poll):
            raise HostRefused
        return Quiz.of(kept.poll)

    async def playable(self) -> list[BankQuestion]:
        """Approved questions that may be asked now, and answered by pressing choices; in the course's order."""
        parts = self.parts
        found = await self.bank.find(parts.workspace, parts.course, Wanted((APPROVED,)))
        return [one for one in found if is_playable(one) and self.askable(one)]

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
        left = tuple(one for one in quiz.questions if one.bank_id != bank_id)
        return await self._changed(quiz, left) if left else quiz

    async def swap(self, quiz_id: str, user: str, bank_id: str) -> Quiz:
        """Another question in place of one, of what the quiz is about. Raises HostRefused, TooFew."""
        quiz = await self.mine(quiz_id, user)
        offered = [*quiz.poll.notes.get("offered", ()), *(one.bank_id for one in quiz.questions)]
        fitting = await asyncio.to_thread(about, await self.playable(), wish_of(quiz))
        inside = {one.bank_id for one in quiz.questions}
        others = [one for one in fitting if one.id not in inside]
        fresh = [one for one in others if one.id not in offered] or others
        if not fresh:
            raise TooFew(NONE_LEFT, "number")
        new = spread(fresh, 1, f"{quiz_id}:{bank_id}:{len(offered)}")[0]
        made = frozen(new, f"{quiz_id}:{new.id}")
        after = tuple(made if one.bank_id == bank_id else one for one in quiz.questions)
        return await self._changed(quiz, after, list(dict.fromkeys(offered)))

    async def up_to_date(self, quiz: Quiz) -> Quiz | None:
        """The draft without what may not be asked any more, and worded as it is by now; None where it is so already.

        It may have lain for weeks: since then a question was rejected, or its answer put right. Raises HostRefused.
        """
        now = await as_now(self.bank, quiz.poll.workspace, quiz.questions, self._may_be_asked)
        if now == quiz.questions:
            return None
        if not now:
            raise HostRefused(for_user=NONE_ANY_MORE)
        return await self._changed(quiz, now)

    def _may_be_asked(self, question: BankQuestion) -> bool:
        return is_playable(question) and self.askable(question)

    async def discard(self, quiz_id: str, user: str) -> None:
        """Throw a draft away; one that is gone stays so."""
        poll = await self.parts.poll(quiz_id)
        if poll is not None and poll.state == DRAFT and poll.creator == user:
            await self.parts.polls.change(poll, replace(poll, state=DELETED, notes={}))

    async def _changed(
        self, quiz: Quiz, questions: tuple[Frozen, ...], offered: Collection[str] = ()
    ) -> Quiz:
        after = replace(quiz, questions=questions).kept()
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


def frozen(question: BankQuestion, luck: str) -> Frozen:
    """As it is now."""
    return Frozen(question.id, item_json(question.item), luck, question.source)


async def as_now(
    bank: Bank, workspace: str, questions: Sequence[Frozen], may_be_asked: Askable
) -> tuple[Frozen, ...]:
    """Those of the questions that are still approved and may be asked, as they are now; the same where nothing changed."""
    found = await bank.several(workspace, [one.bank_id for one in questions])
    known = {q.id: q for q in found if q.state == APPROVED and not q.gone and may_be_asked(q)}
    return tuple(_renewed(one, known[one.bank_id]) for one in questions if one.bank_id in known)


def _renewed(one: Frozen, question: BankQuestion) -> Frozen:
    if (item_from(one.item), one.source) == (question.item, question.source):
        return one
    return frozen(question, one.luck)


def is_playable(question: BankQuestion) -> bool:
    """Can many people answer it by pressing a button, in a short time?"""
    item = question.item
    return (
        item.kind in PICKED
        and FEWEST_CHOICES <= len(item.choices) <= MOST_CHOICES
        and is_answerable(item)
        and len(item.stem.text) <= MOST_STEM
        and all(len(choice.text.text) <= MOST_CHOICE for choice in item.choices)
    )


def about(questions: Sequence[BankQuestion], wish: Wish) -> list[BankQuestion]:
    """Those of the lecture, and those in which all words of the topic occur; of a whole course to be called in a thread."""
    if wish.lecture is not None:
        questions = [one for one in questions if one.lecture == wish.lecture]
    wanted = set(words(wish.topic))
    return [one for one in questions if not wanted or wanted <= set(_words(one))]


def _words(question: BankQuestion) -> list[str]:
    item, source = question.item, question.source
    said = [item.stem, item.feedback, *(choice.text for choice in item.choices)]
    title = source.title if source else ""
    return words(" ".join([*(as_plain(text) for text in said), title, *item.tags]))


def spread(questions: Sequence[BankQuestion], number: int, luck: str) -> list[BankQuestion]:
    """So many of them, from as many slides as there are, in the course's order."""
    dice = random.Random(luck)  # noqa: S311 - a choice, not a secret
    by_slide: dict[object, list[BankQuestion]] = {}
    for one in dice.sample(list(questions), len(questions)):
        by_slide.setdefault(one.source, []).append(one)
    rounds = [one for slide in by_slide.values() for one in enumerate(slide)]
    chosen = {one.id for _, one in sorted(rounds, key=lambda each: each[0])[:number]}
    return [one for one in questions if one.id in chosen]


def _too_few(wish: Wish, fitting: Sequence[BankQuestion], all_of: Sequence[BankQuestion]) -> TooFew:
    """How many there are, and how to get more."""
    number, what = (
        len(fitting),
        f" about {wish.title}" if wish.topic or wish.lecture is not None else "",
    )
    if number:
        one = (
            "is only 1 approved question"
            if number == 1
            else f"are only {number} approved questions"
        )
        return TooFew(
            f"There {one}{what} that can be asked live now. Choose a smaller number, or approve more with /quiz review.",
            "number",
        )
    near = _near(wish, all_of)
    more = f" Near it: {', '.join(near)}." if near else ""
    return TooFew(
        f"There is no approved question{what} that can be asked live now.{more} Approve some with /quiz review first.",
        "topic" if wish.topic else "lecture" if wish.lecture is not None else "number",
    )


def _near(wish: Wish, questions: Sequence[BankQuestion]) -> list[str]:
    """Titles of slides that a topic may have meant, of those that there are questions about."""
    titles = list(dict.fromkeys(one.source.title for one in questions if one.source))
    if not wish.topic:
        return []
    found = process.extract(
        wish.topic,
        titles,
        scorer=fuzz.WRatio,
        processor=fold,
        limit=_MOST_NEAR,
        score_cutoff=_NEAR,
    )
    return [title for title, *_ in found]
