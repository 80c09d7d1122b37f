"""Asking: what is remembered, what a thread is about, and what stays within its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.loading import load_sources
from bot.services.questions import MAX_STORED_TEXT, UNTAUGHT, Asked, Asking, QuestionService
from bot.services.replies import Reply
from knowledge.course import Course
from knowledge.model import Build, Deadline
from tests.unit.fakes import NOON, FakeClock, FakePeople, FakeQuestions

LECTURE = """# Lecture 3: Virtual machines
## KVM
- KVM turns the Linux kernel into a hypervisor
## Xen
- Xen runs its guests in domains
- Domain 0 manages the others
"""
ASKING = Asking("T1", "C1", "U1", "What is KVM?", "mention", False, "1.000001", "1.000001")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    path = tmp_path_factory.mktemp("lectures") / "vm.md"
    path.write_text(LECTURE, encoding="utf-8")
    return load_sources([path], timezone="Europe/Berlin")


@pytest.fixture
def store() -> FakeQuestions:
    return FakeQuestions()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def service(course: Course, store: FakeQuestions, clock: FakeClock) -> QuestionService:
    numbers = count(1)
    people = FakePeople({"U1": "Asia/Tokyo"})
    return QuestionService(course, "vm", store, people, clock, lambda: f"q{next(numbers)}")


async def ask(service: QuestionService, text: str, **changes: object) -> Asked:
    asked = await service.ask(replace(ASKING, text=text, **changes))  # type: ignore[arg-type]
    assert asked is not None
    return asked


async def test_an_answered_question_is_kept_with_all_that_was_said(
    service: QuestionService, store: FakeQuestions
) -> None:
    asked = await ask(service, "What is KVM?")
    assert asked.id is not None
    record = await service.recall("T1", asked.id)
    assert record is not None
    assert (record.text, record.answered, record.asked_at) == ("What is KVM?", True, NOON)
    assert (record.user, record.surface, record.private) == ("U1", "mention", False)
    assert "KVM turns the Linux kernel into a hypervisor" in asked.reply.quote
    assert Reply.from_json(record.result) == asked.reply
    assert asked.reader_timezone == "Asia/Tokyo"


async def test_a_declined_question_is_kept_too(service: QuestionService) -> None:
    asked = await ask(service, "How does backpropagation work?")
    assert not asked.reply.answered
    assert asked.id is not None
    record = await service.recall("T1", asked.id)
    assert record is not None
    assert not record.answered


async def test_small_talk_is_answered_and_not_kept(
    service: QuestionService, store: FakeQuestions
) -> None:
    asked = await ask(service, "thank you!")
    assert (asked.id, asked.reply.kind) == (None, "chat")
    assert store.records == {}


async def test_what_should_not_be_answered_is_not_kept(
    service: QuestionService, store: FakeQuestions
) -> None:
    offered: list[Reply] = []

    def refuse(reply: Reply) -> bool:
        offered.append(reply)
        return False

    assert await service.ask(ASKING, only_if=refuse) is None
    assert [reply.answered for reply in offered] == [True]
    assert store.records == {}


async def test_a_follow_up_takes_its_topic_from_its_own_thread(service: QuestionService) -> None:
    await ask(service, "What is Xen?")
    assert "domains" in (await ask(service, "tell me more about it")).reply.quote


@pytest.mark.parametrize(
    "elsewhere", [{"channel": "D1"}, {"workspace": "T2"}, {"thread_ts": "9.000001"}]
)
async def test_a_topic_never_leaves_its_thread_channel_or_workspace(
    service: QuestionService, elsewhere: dict[str, str]
) -> None:
    await ask(service, "What is Xen?", **elsewhere)
    assert not (await ask(service, "tell me more about it")).reply.answered


async def test_what_is_asked_outside_of_threads_has_no_topic(service: QuestionService) -> None:
    """Private questions of `/ask` follow each other, and are still apart."""
    await ask(service, "What is Xen?", thread_ts=None)
    assert not (await ask(service, "tell me more about it", thread_ts=None)).reply.answered


async def test_a_question_with_a_key_is_one_question_however_often_it_is_taken_up(
    service: QuestionService, store: FakeQuestions
) -> None:
    first = await ask(service, "What is KVM?", key="answer:C1:1.000001")
    again = await ask(service, "What is KVM?", key="answer:C1:1.000001")
    other = await ask(service, "What is KVM?", key="answer:C1:1.000001", workspace="T2")
    assert first.id == again.id != other.id
    assert len(store.records) == 2


async def test_the_query_is_looked_up_and_the_text_is_kept(
    service: QuestionService, store: FakeQuestions
) -> None:
    asked = await ask(service, "@somebody: KVM", query="<@U2> what is KVM?")
    assert asked.reply.answered
    assert [record.text for record in store.records.values()] == ["@somebody: KVM"]


async def test_a_very_long_question_is_kept_in_part(
    service: QuestionService, store: FakeQuestions
) -> None:
    await ask(service, "what is KVM? " + "x" * 20_000)
    assert [len(record.text) for record in store.records.values()] == [MAX_STORED_TEXT]


async def test_a_thread_is_ours_once_something_was_asked_there(service: QuestionService) -> None:
    assert not await service.is_ours("T1", "C1", "1.000001")
    await ask(service, "What is KVM?")
    assert await service.is_ours("T1", "C1", "1.000001")
    assert not await service.is_ours("T1", "C2", "1.000001")
    assert not await service.is_ours("T2", "C1", "1.000001")


async def test_near_misses_are_found_by_number_and_nothing_else_is(
    service: QuestionService,
) -> None:
    asked = await ask(service, "how many domains does KVM's Linux kernel price?")
    assert asked.id is not None
    assert asked.reply.near
    found = [await service.near("T1", asked.id, n) for n in range(len(asked.reply.near))]
    assert found == list(asked.reply.near)
    assert await service.near("T1", asked.id, len(found)) is None
    assert await service.near("T1", asked.id, -1) is None
    assert await service.near("T2", asked.id, 0) is None


async def test_a_vote_says_whether_it_changed_anything(service: QuestionService) -> None:
    asked = await ask(service, "What is KVM?")
    assert asked.id is not None
    assert await service.vote("T1", asked.id, "U2", helpful=True)
    assert not await service.vote("T1", asked.id, "U2", helpful=True)
    assert await service.vote("T1", asked.id, "U2", helpful=False)


async def test_what_is_still_to_come_is_decided_by_the_clock_that_was_passed_in(
    store: FakeQuestions, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "agenda.md"
    path.write_text(
        "# Agenda, November 16, 2021\n- Proposal due November 20, 2021\n- Report due December 10, 2021\n",
        encoding="utf-8",
    )
    course = load_sources([path], timezone="UTC")
    service = QuestionService(course, "vm", store, FakePeople(), clock, lambda: "q")
    before = await ask(service, "What's due?")
    clock.move(timedelta(days=10))
    after = await ask(service, "What's due?")
    assert [item.title for item in before.reply.items] != [item.title for item in after.reply.items]


class Dates:
    """Dates that hold, and how often they were read."""

    def __init__(self) -> None:
        self.read = 0

    async def now_held(
        self, told: Sequence[Deadline], user: str | None
    ) -> Sequence[tuple[Deadline, str]]:
        self.read += 1
        return [(_essay(), "moved")]


def _essay() -> Deadline:
    at = NOON + timedelta(days=3)
    return Deadline("Essay", "due", at, at, False, "UTC", "Essay due", 1.0)


async def test_dates_are_read_for_questions_about_dates_alone(service: QuestionService) -> None:
    service.dates = dates = Dates()
    for text in ("What is KVM?", "who invented Xen?", "hello", "", "what about the essay"):
        assert "moved" not in str((await ask(service, text)).reply.items)
    assert dates.read == 0
    about = ("when is the essay due?", "what's due?", "any deadlines this week?", "essay when")
    for number, text in enumerate(about, 1):
        assert [i.note for i in (await ask(service, text)).reply.items] == ["moved"]
        assert dates.read == number


async def test_before_the_first_lecture_nothing_is_said_to_be_missing_from_it(
    service: QuestionService, course: Course
) -> None:
    service.take_up(Course.from_build(Build(), code="VM", name="VM", timezone="Europe/Berlin"))
    early = await ask(service, "What is KVM?")
    assert (early.reply.answered, early.reply.remark) == (False, UNTAUGHT)
    service.take_up(course)
    (kept,), answered = await service.unanswered("T1")
    assert kept.id == early.id
    assert answered == {early.id}
    assert (await ask(service, "What is backpropagation?")).reply.remark == ""


async def test_what_still_has_no_answer_is_not_said_to_have_one(
    service: QuestionService, course: Course
) -> None:
    service.take_up(Course.from_build(Build(), code="VM", name="VM", timezone="Europe/Berlin"))
    taught, untaught = [await ask(service, f"What is {what}?") for what in ("KVM", "osmosis")]
    service.take_up(course)
    records, answered = await service.unanswered("T1")
    assert {record.id for record in records} == {taught.id, untaught.id}
    assert answered == {taught.id}
