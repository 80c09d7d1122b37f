"""A class that plays a quiz, without Slack: messages are shown when `show` says so, and time passes when told to."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import QUESTION, Members
from bot.services.polls.voting import Click
from bot.services.quizzes.bank.ports import APPROVED, WRITTEN, BankQuestion
from bot.services.quizzes.live.drafting import QuizDrafting, Wish
from bot.services.quizzes.live.hosting import Hosting
from bot.services.quizzes.live.model import Question, Quiz, Rules
from bot.services.quizzes.live.playing import Playing
from bot.services.quizzes.live.rehearsal import Rehearsing
from bot.services.quizzes.live.ticking import QuizTicking
from knowledge.course import Course
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.model import Build, Bullet, Slide, Source
from tests.unit.fakes import FakeClock
from tests.unit.services.polls.made import CHANNEL, COURSE, NOW, WORKSPACE
from tests.unit.services.polls.stores import Stores
from tests.unit.services.quizzes.stores import FakeBank

HOST = "U0ELENA"


def item(stem: str, *choices: str, kind: Kind = Kind.CHOICE, right: int = 1) -> Item:
    """The first `right` choices are right."""
    weights = [100.0 / right if n < right else 0.0 for n in range(len(choices))]
    made = tuple(Choice(Text(text), weight) for text, weight in zip(choices, weights, strict=True))
    return Item(kind, Text(stem), made)


def banked(
    number: int, asked: Item, *, lecture: int = 13, title: str = "Containers"
) -> BankQuestion:
    source = Source("l13.pdf", title, lecture, number, number)
    return BankQuestion(
        WORKSPACE, f"b{number}", COURSE, asked, WRITTEN, NOW, APPROVED, source, fingerprint=f"f{number}"
    )  # fmt: skip


def questions(number: int) -> list[BankQuestion]:
    """Of one right choice each: "a"."""
    return [
        banked(n, item(f"Question {n}?", "Right", "Wrong", "Bad")) for n in range(1, number + 1)
    ]


def _course() -> Course:
    titles = ("Containers", "Hypervisors", "Kernel Based Virtual Machines")
    slides = [
        Slide(
            "l13.pdf", title, (Bullet(f"{title} are explained here"),), page=n, lecture=13, slide=n
        )
        for n, title in enumerate(titles, 1)
    ]
    build = Build(slides=tuple(slides), acronyms={"KVM": "Kernel Based Virtual Machines"})
    return Course.from_build(build, code="TCSS 562", name="Clouds", timezone="UTC")


_COURSE = _course()


def known() -> Course:
    """What topics are read by."""
    return _COURSE


class Class(Members):
    async def has(self, channel: str, user: str) -> bool:
        return channel == CHANNEL and user != "U0STRANGER"


class Room:
    """A course's quizzes over one memory."""

    def __init__(self, bank: list[BankQuestion] | None = None) -> None:
        self.stores, self.clock, self.bank = Stores(), FakeClock(NOW), FakeBank()
        for one in questions(3) if bank is None else bank:
            self.bank.kept[one.workspace, one.id] = one
        self.redrawn: list[str] = []
        self._ids, self._orders = itertools.count(1), itertools.count(1)
        self.restart()

    def restart(self) -> None:
        """A new process over the same rows."""
        four = self.stores
        self.parts = PollParts(
            WORKSPACE, COURSE, "UTC", four.polls, four.ballots, four.redraws, four.templates, self.clock,
            lambda: f"quiz{next(self._ids)}", lambda: None, Class(), self.redrawn.append,
        )  # fmt: skip
        self.hosting, self.playing = Hosting(self.parts, self.bank), Playing(self.parts)
        self.drafting = QuizDrafting(self.parts, self.bank, lambda question: True, known)
        self.ticking = QuizTicking(self.hosting, Rehearsing(self.drafting, self.hosting))

    async def lobby(self, number: int = 3, **rules: object) -> Quiz:
        """A quiz whose lobby stands in the channel."""
        wish = Wish(number, rules=replace(Rules(seconds=20), **rules))  # type: ignore[arg-type]
        draft = await self.drafting.draft(wish, HOST, CHANNEL)
        quiz = await self.hosting.open_lobby(draft, HOST)
        return await self.show(quiz)

    async def start(self, number: int = 3, **rules: object) -> Quiz:
        """A quiz whose first question is shown."""
        return await self.next(await self.lobby(number, **rules))

    async def next(self, quiz: Quiz) -> Quiz:
        return await self.show(await self.hosting.go_on(quiz))

    async def show(self, quiz: Quiz) -> Quiz:
        """Slack posts what waits in the outbox, and the bot looks at it."""
        await self.post()
        await self.ticking.tick()
        return await self.hosting.quiz(quiz.id)

    async def post(self) -> None:
        """Slack posts what waits in the outbox."""
        for poll in list(self.stores.memory.polls.values()):
            if poll.ts is None and f"poll:{poll.id}" in self.messages:
                ts = f"{self.clock.now().timestamp():.6f}"
                await self.stores.polls.posted(WORKSPACE, poll.id, channel=CHANNEL, ts=ts)

    @property
    def messages(self) -> list[str]:
        """The keys of what was put into the outbox."""
        return list(self.stores.memory.messages)

    async def tick(self, seconds: float, quiz: Quiz) -> Quiz:
        """Time passes, half a second at a time."""
        for _ in range(round(seconds * 2)):
            self.clock.move(timedelta(seconds=0.5))
            await self.ticking.tick()
        return await self.hosting.quiz(quiz.id)

    def click(self, user: str, poll_id: str, after: float = 0.0) -> Click:
        """A click of now, or of so many seconds later."""
        at: datetime = self.clock.now() + timedelta(seconds=after, microseconds=next(self._orders))
        return Click(poll_id, user, CHANNEL, f"{at.timestamp():.6f}")

    async def join(self, quiz: Quiz, *users: str) -> None:
        for user in users:
            await self.playing.join(self.click(user, quiz.id))

    async def answer(self, quiz: Quiz, user: str, option: str, after: float = 0.0) -> None:
        """As a player does, which lets them in too."""
        click = self.click(user, quiz.current, after)
        await self.playing.answer(click, option, click.order)
        await self.playing.let_in(quiz.id, click)

    async def write(self, quiz: Quiz, user: str, text: str, after: float = 0.0) -> None:
        """The same with an answer that is written."""
        click = self.click(user, quiz.current, after)
        await self.playing.write(click, text, click.order)
        await self.playing.let_in(quiz.id, click)

    async def asked(self, quiz: Quiz) -> list[Question]:
        found = await self.stores.polls.about(WORKSPACE, quiz.id, kind=QUESTION)
        return [Question.of(poll) for poll in found]

    async def points(self, quiz: Quiz) -> dict[str, int]:
        """By player, of the questions that are closed."""
        totals: dict[str, int] = {}
        for question in await self.asked(quiz):
            for user, answer in question.answers.items():
                totals[user] = totals.get(user, 0) + answer.points
        return totals
