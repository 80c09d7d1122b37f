"""A "yes" to a date that was offered is told what holds by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot.services.offered_dates import dates_of
from bot.services.questions import Asking, QuestionService
from bot.services.replies import Near, Reply
from knowledge.course import Course
from knowledge.entries import deadline_entry_id, make_entries, source_of
from knowledge.gist import slide_entry_id
from knowledge.model import Build, Deadline
from tests.unit.fakes import FakeClock, FakePeople, FakeQuestions
from tests.unit.knowledge.test_asking import slide

DUE = "The monopoly essay is due 12/1 at 5 pm"
BOTH = "Monopoly draft 12/1, poster 12/8"
TEXT = slide("Monopoly", "One seller and no close substitute", DUE)
PLAN = slide("Sharing", BOTH, "Sharing a resource needs a rule for who goes first")
WHEN = datetime(2021, 12, 1, 17, tzinfo=UTC)
ASKING = Asking(
    "T1", "D1", "U1", "when is the monopsony essay due?", "dm", True, "1.000001", "1.000001"
)
YES = replace(ASKING, text="yes", message_ts="2.000001", thread_ts="2.000001")


def date(title: str, quote: str, source: object, at: datetime = WHEN) -> Deadline:
    return Deadline(title, "due", at, at, False, "UTC", quote, 1.0, source=source)  # type: ignore[arg-type]


ESSAY = date("Monopoly essay", DUE, source_of(TEXT))
DRAFT, POSTER = (date(name, BOTH, source_of(PLAN)) for name in ("Monopoly draft", "Poster"))
TOLD = (ESSAY, DRAFT, POSTER)


def at(day: int, given: Deadline = ESSAY, **changes: object) -> Deadline:
    moment = WHEN.replace(day=day)
    return replace(given, starts_at=moment, ends_at=moment, **changes)  # type: ignore[arg-type]


@dataclass
class Dates:
    """What holds now, each with a word on it; changed while somebody thinks about an offer."""

    held: Sequence[tuple[Deadline, str]] = field(default_factory=lambda: [(d, "") for d in TOLD])
    read: int = 0

    async def now_held(
        self, told: Sequence[Deadline], user: str | None
    ) -> Sequence[tuple[Deadline, str]]:
        self.read += 1
        return self.held


@pytest.fixture
def dates() -> Dates:
    return Dates()


@pytest.fixture
def service(dates: Dates) -> QuestionService:
    slides = (TEXT, PLAN)
    build = Build(slides=slides, entries=make_entries(slides, (), TOLD), deadlines=TOLD)
    course = Course.from_build(build, code="", name="", timezone="UTC")
    numbers, clock = count(1), FakeClock(WHEN - timedelta(days=9))
    return QuestionService(
        course, "m", FakeQuestions(), FakePeople(), clock, lambda: f"q{next(numbers)}", dates
    )


async def told(service: QuestionService, asking: Asking) -> Reply:
    asked = await service.ask(asking)
    assert asked is not None
    return asked.reply


async def test_a_date_that_was_moved_before_it_was_offered_is_told_as_it_is_now(
    service: QuestionService, dates: Dates
) -> None:
    dates.held = [(at(3), "moved")]
    assert (await told(service, ASKING)).meant == ("monopoly",)
    reply = await told(service, YES)
    assert [(i.ends_at.day, i.note) for i in reply.items] == [(3, "moved")]
    assert (reply.answered, reply.kind) == (True, "deadline")


async def test_a_date_that_is_moved_between_offer_and_yes_is_told_as_it_is_now(
    service: QuestionService, dates: Dates
) -> None:
    await told(service, ASKING)
    dates.held = [(at(3, title="Essay on monopolies"), "moved")]
    reply = await told(service, YES)
    assert [(i.title, i.ends_at.day) for i in reply.items] == [("Essay on monopolies", 3)]


async def test_a_date_that_nobody_moved_is_told_too(service: QuestionService) -> None:
    await told(service, ASKING)
    reply = await told(service, YES)
    assert [(i.ends_at.day, i.quote) for i in reply.items] == [(1, DUE)]


@pytest.mark.parametrize("moved_first", [True, False])
async def test_a_date_that_was_dismissed_meanwhile_is_no_answer(
    service: QuestionService, dates: Dates, moved_first: bool
) -> None:
    if moved_first:
        dates.held = [(at(3), "moved")]
    await told(service, ASKING)
    dates.held = []
    assert (await told(service, YES)).kind == "chat"


async def test_what_tells_more_than_a_date_is_quoted_as_it_stands(
    service: QuestionService, dates: Dates
) -> None:
    dates.held = [(at(3), "moved")]
    await told(service, replace(ASKING, text="what is monopsony"))
    reply = await told(service, YES)
    assert reply.quote == f"One seller and no close substitute\n{DUE}"
    assert reply.items == ()


async def test_the_offer_itself_and_its_button_tell_a_moved_date_as_it_is_now(
    service: QuestionService, dates: Dates
) -> None:
    """Who reads only the offer believes what stands there."""
    asked = await service.ask(ASKING)
    assert asked is not None
    assert asked.reply.near[0].dates == ()
    dates.held = [(at(3), "moved")]
    asked = await service.ask(replace(ASKING, message_ts="3.000001", thread_ts="3.000001"))
    assert asked is not None
    (near, *_) = asked.reply.near
    assert [(i.ends_at.day, i.note) for i in near.dates] == [(3, "moved")]
    dates.held = [(at(6), "moved")]
    pressed = await service.near("T1", str(asked.id), 0)
    assert pressed is not None
    assert [i.ends_at.day for i in pressed.dates] == [6]


async def test_see_also_tells_a_moved_date_as_it_is_now(
    service: QuestionService, dates: Dates
) -> None:
    """One that was moved has no entry of its own, whatever became of it since."""
    dates.held = [(DRAFT, ""), (at(3), "moved")]
    asked = await service.ask(replace(ASKING, text="when is the monopoly draft due?"))
    assert asked is not None
    assert asked.reply.answered
    for day in (3, 6):
        dates.held = [(DRAFT, ""), (at(day), "moved")]
        pressed = await service.near("T1", str(asked.id), 0)
        assert pressed is not None
        assert [(i.title, i.ends_at.day) for i in pressed.dates] == [("Monopoly essay", day)]


SLIDE = make_entries((TEXT, PLAN), (), TOLD)
ENTRIES = {entry.id: entry for entry in SLIDE}


@pytest.mark.parametrize(
    ("offered", "now"),
    [
        (Near(deadline_entry_id(DRAFT), "Sharing", BOTH), ["Monopoly draft"]),
        (Near(slide_entry_id(PLAN), "Sharing", BOTH), ["Monopoly draft", "Poster"]),
        (
            Near(deadline_entry_id(ESSAY), "Monopoly", f"{DUE}\n{BOTH}"),
            ["Monopoly essay", "Monopoly draft", "Poster"],
        ),
        (Near(slide_entry_id(TEXT), "Monopoly", "Monopoly essay"), ["Monopoly essay"]),
        (Near(slide_entry_id(TEXT), "Monopoly", "One seller and no close substitute"), None),
        (Near(slide_entry_id(PLAN), "Sharing", DUE), None),
    ],
    ids=[
        "one of two in a line",
        "a line of two",
        "an overview",
        "written down by hand",
        "no date",
        "elsewhere",
    ],
)
def test_dates_of_one_line_are_told_apart_by_name_and_of_one_wording_by_place(
    offered: Near, now: list[str] | None
) -> None:
    held = [at(7, each) for each in TOLD]
    if offered.quote == ESSAY.title:
        held = [at(7, quote=""), *held[1:]]
    found = dates_of(offered, ENTRIES[offered.entry_id], TOLD, held)
    assert (None if found is None else [d.title for d in found]) == now
    assert {d.ends_at.day for d in found or ()} <= {7}


async def test_which_dates_hold_is_not_asked_for_where_no_slide_tells_one(
    service: QuestionService, dates: Dates
) -> None:
    plain = slide("Monopoly", "One seller and no close substitute")
    build = Build(slides=(plain,), entries=make_entries((plain,), (), ()))
    service.take_up(Course.from_build(build, code="", name="", timezone="UTC"))
    await told(service, replace(ASKING, text="what is monopsony"))
    assert (await told(service, YES)).quote == "One seller and no close substitute"
    assert dates.read == 0
