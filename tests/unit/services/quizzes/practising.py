"""A course with a bank of questions, and somebody who practises: for tests of practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from bot.services.questions import QuestionService
from bot.services.quizzes.asking import Response, right_response
from bot.services.quizzes.bank.ports import APPROVED, BankQuestion
from bot.services.quizzes.held import Schedule, askable, opens_at
from bot.services.quizzes.practice.parts import PracticeParts
from bot.services.quizzes.practice.service import PracticeService
from bot.services.quizzes.practice.sessions import Scope
from bot.services.quizzes.practice.stepping import Step
from bot.services.quizzes.practice.views import Outcome, Posed, View
from knowledge.course import Course
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.model import Build, Bullet, Slide, Source
from tests.unit.fakes import NOON, FakeClock, FakePeople, FakeQuestions
from tests.unit.services.quizzes.stores import FakeBank, FakePractice

WHERE = "T1", "course"
SARA = "U0SARA"
TERMS = "KVM", "Xen", "Docker", "LXC", "QEMU", "Firecracker", "gVisor", "Kata"


def slide(lecture: int, number: int, title: str) -> Slide:
    text = f"{title} is explained on this slide"
    return Slide(f"l{lecture}.pdf", title, (Bullet(text),), page=number, lecture=lecture, slide=number)  # fmt: skip


def course(lectures: int = 3) -> Course:
    slides = [
        slide(lecture, n, f"{term} of lecture {lecture}")
        for lecture in range(1, lectures + 1)
        for n, term in enumerate(TERMS, 1)
    ]
    build = Build(slides=tuple(slides), acronyms={"KVM": "Kernel Based Virtual Machines"})
    return Course.from_build(build, code="TCSS 562", name="Clouds", timezone="UTC")


def question(
    number: int,
    lecture: int = 1,
    on: int = 1,
    *,
    state: str = APPROVED,
    text: str = "",
    **more: object,
) -> BankQuestion:
    """A question with two choices, about a slide."""
    term = TERMS[(on - 1) % len(TERMS)]
    item = Item(
        Kind.CHOICE,
        Text(text or f"What runs {term}, number {number}?"),
        (Choice(Text(f"{term} itself"), 100.0), Choice(Text("nothing"))),
        feedback=Text(f"{term} is explained on this slide"),
    )
    source = Source(f"l{lecture}.pdf", f"{term} of lecture {lecture}", lecture, on, on)
    made = NOON - timedelta(days=30) + timedelta(seconds=number)
    found = BankQuestion(WHERE[0], f"q{number}", WHERE[1], item, "drafted", made, state, source)
    return replace(found, fingerprint=f"f{number}", **more)  # type: ignore[arg-type]


@dataclass
class Held:
    """What may be asked by the clock, as held.py says."""

    clock: FakeClock
    schedule: Schedule = field(default_factory=Schedule)

    def askable(self, question: BankQuestion) -> bool:
        return askable(question, self.clock.now(), self.schedule)

    def opens_at(self, question: BankQuestion) -> datetime | None:
        at = opens_at(question, self.schedule)
        return at if at and at > self.clock.now() else None


@dataclass
class InUse:
    """What a class is being asked, with when that is over."""

    questions: dict[str, datetime | None] = field(default_factory=dict)

    async def until(self) -> dict[str, datetime | None]:
        return dict(self.questions)


@dataclass
class World:
    """A course's practice and the clock; what a person does in it."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    bank: FakeBank = field(default_factory=FakeBank)
    practice: FakePractice = field(default_factory=FakePractice)
    people: FakePeople = field(default_factory=FakePeople)
    user: str = SARA
    known: Course = field(default_factory=course)

    def __post_init__(self) -> None:
        ids = (f"s{n}" for n in count(1))
        asking = QuestionService(
            self.known, WHERE[1], FakeQuestions(), self.people, self.clock, lambda: "q"
        )
        self.held, self.in_use = Held(self.clock), InUse()
        self.parts = PracticeParts(
            *WHERE,
            "UTC",
            self.bank,
            self.practice,
            self.held,
            self.in_use,
            asking,
            lambda: next(ids),
        )
        self.service = PracticeService(self.parts)

    @classmethod
    async def of(cls, questions: Sequence[BankQuestion], **more: object) -> World:
        made = cls(**more)  # type: ignore[arg-type]
        await made.bank.add(questions)
        return made

    def later(self, **span: float) -> None:
        self.clock.move(timedelta(**span))

    async def begins(self, scope: Scope | None = None) -> View:
        return await self.service.steps.begin(self.user, scope or Scope())

    async def answers(self, posed: View, *, right: bool = True, sure: bool = True) -> Outcome:
        """Answer what is posed."""
        assert isinstance(posed, Posed), posed
        good = right_response(posed.question.item)
        response = good if right and good else Response(("b",))
        step = Step.of(posed.place.key)
        found = await self.service.steps.answer(self.user, step, response, sure=sure)
        assert isinstance(found, Outcome), found
        return found

    async def goes_on(self, view: View) -> View:
        assert isinstance(view, Outcome | Posed), view
        return await self.service.steps.go_on(self.user, Step.of(view.place.key))

    async def practises(self, scope: Scope | None = None, *, right: bool = True) -> list[str]:
        """Answer all that a practice asks; the ids in the order in which they were asked."""
        view, asked = await self.begins(scope), []
        while isinstance(view, Posed):
            asked.append(view.question.id)
            view = await self.goes_on(await self.answers(view, right=right))
        return asked
