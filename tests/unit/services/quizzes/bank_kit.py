"""A course with its bank in memory, and questions for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.services.questions import QuestionService
from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.ports import DRAFTED, BankQuestion
from bot.services.quizzes.held import Holding
from bot.services.timetable import Timetable
from knowledge.course import Course
from knowledge.entries import make_entries
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.model import Build, Bullet, Slide, Source
from tests.unit.fakes import NOON, FakeClock, FakePeople, FakeQuestions
from tests.unit.services.deadlines.stores import FakeOutbox
from tests.unit.services.quizzes.stores import FakeBank

WORKSPACE, COURSE = "T1", "tcss562"
STAFF = ("U0ELENA", "U0OMAR")
DEFINITIONS = (
    "Hypervisor: a layer that shares one machine among several guests",
    "Unikernel: a program linked with just the parts of the system it needs",
    "Container: a group of processes that sees a file system of its own",
    "Snapshot: a copy of the disk as it was at one moment",
)


def slide(number: int, title: str, *lines: str, lecture: int = 13, **more: Any) -> Slide:
    day = more.pop("day", date(2021, 11, 16))
    bullets = tuple(map(Bullet, lines))
    file = f"l{lecture}.pdf"
    return Slide(
        file,
        title,
        bullets,
        page=number,
        lecture=lecture,
        slide=number,
        date=day,
        language="en",
        **more,
    )


SLIDES = (slide(4, "Virtualization terms", *DEFINITIONS),)


def build_of(*slides: Slide) -> Build:
    files = tuple(dict.fromkeys(one.file for one in slides))
    return Build(slides=slides, entries=make_entries(slides, (), ()), files=files)


def course_of(*slides: Slide) -> Course:
    build = build_of(*(slides or SLIDES))
    return Course.from_build(build, code="TCSS 562", name="Cloud", timezone="UTC")


@dataclass
class Desk:
    """Parts, and the fakes in them."""

    parts: BankParts
    bank: FakeBank
    outbox: FakeOutbox
    clock: FakeClock

    @property
    def kept(self) -> list[BankQuestion]:
        return list(self.bank.kept.values())


def desk(*slides: Slide, embargoes: Any = ()) -> Desk:
    """A course with these slides, at noon on the day of lecture 13."""
    clock, bank, outbox = FakeClock(NOON), FakeBank(), FakeOutbox()
    questions = QuestionService(
        course_of(*slides), COURSE, FakeQuestions(), FakePeople(), clock, lambda: "q"
    )
    holding = Holding(questions, Timetable("UTC"), embargoes)
    kept: Any = outbox
    parts = BankParts(
        WORKSPACE,
        COURSE,
        "TCSS 562",
        bank,
        holding,
        kept,
        STAFF,
        clock,
    )
    return Desk(parts, bank, outbox, clock)


def choice_item(stem: str = "What shares a machine?", *choices: str) -> Item:
    """A question whose first choice is right."""
    texts = choices or ("A hypervisor", "A snapshot", "A unikernel")
    made = tuple(Choice(Text(t), 100.0 if n == 0 else 0.0) for n, t in enumerate(texts))
    return Item(Kind.CHOICE, Text(stem), made, feedback=Text("Hypervisor: a layer that shares"))


def question(number: int, lecture: int | None = 13, **more: Any) -> BankQuestion:
    """Question `number` of a lecture, on the slide of that number."""
    source = more.pop(
        "source",
        Source(f"l{lecture}.pdf", "Terms", lecture=lecture, slide=number, page=number)
        if lecture is not None
        else None,
    )
    given = {
        "workspace": WORKSPACE,
        "id": f"q{number}",
        "course": COURSE,
        "item": choice_item(f"Question {number}?"),
        "origin": DRAFTED,
        "made_at": NOON,
        "source": source,
        "form": "term",
        "fingerprint": f"f{number}",
    }
    return BankQuestion(**(given | more))
