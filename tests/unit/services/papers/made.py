"""A course with its timetable and papers in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.services.papers.counting import Outcome, paper_tally
from bot.services.papers.ports import PaperSettings
from bot.services.papers.service import PaperService
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED, OPEN, PAPER, Ballot, Choice, Option, Poll, Settings
from bot.services.questions import QuestionService
from bot.services.reminding.ports import POST, Outgoing
from bot.services.timetable import Timetable
from knowledge.course import Course
from knowledge.entries import make_entries
from knowledge.model import Build, Bullet, Slide
from tests.unit.fakes import FakeClock, FakePeople, FakeQuestions
from tests.unit.services.polls.stores import Stores

ZONE = "America/Los_Angeles"
LECTURE_DAY = date(2021, 11, 16)
STAFF = ("U0ELENA", "U0OMAR")


def at(clock: str, day: date = LECTURE_DAY) -> datetime:
    """A moment on the course's clock."""
    written = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(ZONE))
    return written.astimezone(UTC)


@dataclass(frozen=True)
class Slot:
    """Tuesdays and Thursdays at five."""

    days: Sequence[int] = (1, 3)
    starts: time = time(17)
    ends: time = time(19)
    title: str = "Lecture"
    place: str = ""


def timetable(*slots: Slot) -> Timetable:
    return Timetable(ZONE, slots or (Slot(),), (), date(2021, 9, 29), date(2021, 12, 10))


def slide(
    number: int, title: str, *bullets: str, day: date = LECTURE_DAY, lecture: int = 13
) -> Slide:
    lines = tuple(map(Bullet, bullets))
    return Slide("l13.pdf", title, lines, page=number, lecture=lecture, slide=number, date=day)


SLIDES = (
    slide(26, "Kernel based virtual machines (KVM)", "KVM converts Linux into a type-1 hypervisor"),
    slide(33, "Unikernels", "A unikernel is a single process, multi-thread operating system"),
    slide(58, "REST", "REST supersedes SOAP", "Responses are most often in JSON"),
)


def course(slides: Sequence[Slide] = SLIDES) -> Course:
    entries = make_entries(slides, (), ())
    build = Build(
        slides=tuple(slides), entries=entries, acronyms={"KVM": "Kernel based virtual machines"}
    )
    return Course.from_build(build, code="TCSS 562", name="Cloud", timezone=ZONE)


@dataclass
class FakeWishes:
    """papers.ports.PaperWishes in memory."""

    chosen: PaperSettings | None = None
    users: set[str] = field(default_factory=set)

    async def settings(self, workspace: str, course: str) -> PaperSettings | None:
        return self.chosen

    async def set(self, workspace: str, course: str, settings: PaperSettings) -> None:
        self.chosen = settings

    async def opt_in(self, workspace: str, course: str, user: str, at: datetime) -> bool:
        new = user not in self.users
        self.users.add(user)
        return new

    async def opt_out(self, workspace: str, course: str, user: str) -> bool:
        there = user in self.users
        self.users.discard(user)
        return there

    async def wants(self, workspace: str, course: str, user: str) -> bool:
        return user in self.users

    async def wanting(self, workspace: str, course: str) -> Sequence[str]:
        return sorted(self.users)


class FakeOutbox:
    """What papers do with the outbox, over the memory that the polls put messages into."""

    def __init__(self, stores: Stores) -> None:
        self.messages = stores.memory.messages

    async def add(self, messages: Sequence[Outgoing]) -> int:
        new = [m for m in messages if m.key not in self.messages]
        self.messages |= {m.key: m for m in new}
        return len(new)

    async def posted(self, workspace: str, about: str, *, kind: str = "") -> Sequence[Outgoing]:
        return [
            m
            for m in self.messages.values()
            if m.ts and m.op == POST and m.about == about and kind in {"", m.kind}
        ]


@dataclass
class Desk:
    """A service with all that is around it."""

    service: PaperService
    stores: Stores
    wishes: FakeWishes
    outbox: FakeOutbox
    clock: FakeClock

    def keys(self, kind: str) -> list[str]:
        return [m.key for m in self.outbox.messages.values() if m.kind == kind]


def desk(now: datetime, table: Timetable | None = None, known: Course | None = None) -> Desk:
    stores, wishes, clock = Stores(), FakeWishes(), FakeClock(now)
    outbox: Any = FakeOutbox(stores)
    parts = PollParts(
        "T1",
        "tcss562",
        ZONE,
        stores.polls,
        stores.ballots,
        stores.redraws,
        stores.templates,
        clock,
        lambda: "id",
        lambda: None,
    )
    questions = QuestionService(
        known or course(), "tcss562", FakeQuestions(), FakePeople(), clock, lambda: "q"
    )
    table = timetable() if table is None else table
    service = PaperService(parts, table, questions, wishes, outbox, STAFF, ("C1",))
    return Desk(service, stores, wishes, outbox, clock)


def paper(*options: Option, state: str = OPEN, **fields: Any) -> Poll:
    given: dict[str, Any] = {
        "workspace": "T1",
        "id": "paper1",
        "course": "tcss562",
        "channel": "C1",
        "creator": "U0ELENA",
        "kind": PAPER,
        "question": "Lecture 13",
        "options": options or (Option("s26", "26 · KVM"), Option("s33", "33 · Unikernels")),
        "settings": Settings(anonymous=True, hidden=True),
        "made_at": at("19:05"),
        "opened_at": at("19:05"),
        "closes_at": at("16:00", date(2021, 11, 18)),
        "about": "2021-11-16T17:00",
        "state": state,
    }
    return Poll(**(given | fields))


def closed(*choices: Choice, open_one: Poll | None = None, **fields: Any) -> Poll:
    """A paper with what these answers came to."""
    asked = open_one or paper(**fields)
    result = paper_tally(asked, [Ballot("", choice) for choice in choices]).to_json()
    given: dict[str, Any] = {"state": CLOSED, "result": result, "closed_at": at("20:00")}
    return paper(*asked.options, **(given | fields))


def outcome(*choices: Choice) -> Outcome:
    return Outcome.from_result(closed(*choices).result)
