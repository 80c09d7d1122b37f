"""Taking what was offered: which words do, and what is answered then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from bot.services.offers import OPEN_FOR, choice, taken
from bot.services.questions import Asked, Asking, QuestionService
from bot.services.replies import Near, Reply
from tests.unit.fakes import FakeClock, FakePeople, FakeQuestions
from tests.unit.knowledge.test_asking import course_of, slide

MARKETS = course_of(
    slide("Monopoly", "One seller and no close substitute", "Sets the price, not the amount"),
    slide("Sharing", "Sharing a resource needs a rule for who goes first"),
)
ASKING = Asking(
    "T1", "D1", "U1", "what is monopsony", "dm", True, "1.000001", "1.000001", key="answer:D1:1"
)
YES = replace(ASKING, text="yes", message_ts="2.000001", thread_ts="2.000001", key="answer:D1:2")
IN_THREAD = replace(YES, thread_ts="1.000001")


@pytest.fixture
def store() -> FakeQuestions:
    return FakeQuestions()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def service(store: FakeQuestions, clock: FakeClock) -> QuestionService:
    numbers = count(1)
    return QuestionService(MARKETS, "m", store, FakePeople(), clock, lambda: f"q{next(numbers)}")


async def offered(service: QuestionService, asking: Asking = ASKING) -> Asked:
    asked = await service.ask(asking)
    assert asked is not None
    assert asked.reply.meant == ("monopoly",)
    return asked


async def told(service: QuestionService, asking: Asking) -> Reply:
    asked = await service.ask(asking)
    assert asked is not None
    return asked.reply


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("yes", 0),
        ("Yes please!", 0),
        ("yep, that one", 0),
        ("ok yes", 0),
        ("Ja", 0),
        ("ja, bitte", 0),
        ("genau", 0),
        ("oui", 0),
        ("Oui, merci", 0),
        ("c’est ça", 0),
        ("sí", 0),
        ("Si, por favor.", 0),
        ("the first one", 0),
        ("1", 0),
        ("2", 1),
        ("#2", 1),
        ("2.", 1),
        ("2)", 1),
        ("the second one please", 1),
        ("no, the second one", 1),
        ("I meant the second", 1),
        ("number two", 1),
        ("option 2", 1),
        ("the other one", 1),
        ("das zweite", 1),
        ("la deuxième", 1),
        ("le second", 1),
        ("el segundo", 1),
        ("third", 2),
        ("the last one", -1),
        ("ok", None),
        ("thanks", None),
        ("no", None),
        ("4", None),
        ("yes but what is osmosis", None),
        ("what is the second one", None),
        ("2 sellers", None),
        ("<@U2> yes", None),
        ("no one", None),
        ("+1", None),
        ("-1", None),
        ("right?", None),
        ("sure?", None),
        ("the second one?", 1),
        ("", None),
    ],
)
def test_words_that_take_what_was_offered(text: str, place: int | None) -> None:
    assert choice(text) == place


def test_only_what_was_shown_can_be_taken() -> None:
    near = tuple(Near(f"e{n}", f"T{n}", f"Q{n}") for n in range(5))
    refused = Reply(False, "none", "", 0.3, near=near)
    assert taken("3", refused, unasked=False) == near[2]
    assert taken("the last one", refused, unasked=False) == near[2]
    assert taken("2", replace(refused, near=near[:1]), unasked=False) is None
    assert taken("yes", replace(refused, near=()), unasked=False) is None
    assert taken("yes", replace(refused, answered=True), unasked=False) is None


@pytest.mark.parametrize("yes", [YES, IN_THREAD])
async def test_a_yes_is_answered_with_what_was_offered_and_kept_under_the_question(
    service: QuestionService, store: FakeQuestions, yes: Asking
) -> None:
    before = await offered(service)
    asked = await service.ask(yes)
    assert asked is not None
    assert asked.reply.answered
    assert asked.reply.quote == before.reply.near[0].quote
    assert asked.reply.source is not None
    assert asked.reply.source.title == "Monopoly"
    assert asked.reply.near == before.reply.near[1:]
    kept = store.records["T1", str(asked.id)]
    assert (kept.text, kept.answered, kept.entry_id) == (
        "what is monopsony",
        True,
        asked.reply.entry_id,
    )


async def test_a_yes_taken_up_again_after_a_crash_says_the_same(
    service: QuestionService, store: FakeQuestions
) -> None:
    await offered(service)
    once, again = await service.ask(YES), await service.ask(YES)
    assert once is not None
    assert again is not None
    assert (once.id, once.reply) == (again.id, again.reply)
    assert len(store.records) == 2


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"user": "U2"},
        {"channel": "D2"},
        {"workspace": "T2"},
        {"thread_ts": "9.000001"},
        {"thread_ts": None},
        {"private": False},
    ],
)
async def test_nobody_takes_what_was_offered_elsewhere_or_to_another(
    service: QuestionService, elsewhere: dict[str, object]
) -> None:
    await offered(service)
    assert (await told(service, replace(YES, **elsewhere))).kind == "chat"  # type: ignore[arg-type]


async def test_a_yes_comes_too_late_after_an_hour_or_another_answer(
    service: QuestionService, clock: FakeClock
) -> None:
    await offered(service)
    clock.move(OPEN_FOR + timedelta(seconds=1))
    assert (await told(service, YES)).kind == "chat"
    clock.move(-timedelta(minutes=30))
    await told(service, replace(ASKING, text="what is sharing", key="answer:D1:3"))
    assert (await told(service, YES)).kind == "chat"


async def test_what_is_taught_no_more_is_not_given(service: QuestionService) -> None:
    await offered(service)
    service.take_up(course_of(slide("Tides", "The moon pulls the water")))
    assert (await told(service, YES)).kind == "chat"


async def test_in_a_thread_where_people_talk_a_bare_yes_answers_a_did_you_mean_alone(
    service: QuestionService, store: FakeQuestions
) -> None:
    public = {"channel": "C1", "private": False}
    await offered(service, replace(ASKING, surface="mention", **public))  # type: ignore[arg-type]
    yes = replace(IN_THREAD, surface="thread", **public)  # type: ignore[arg-type]
    taken_now = await service.ask(yes, only_if=lambda _: False)
    assert taken_now is not None
    assert taken_now.reply.answered
    del store.records["T1", str(taken_now.id)]
    for place, kept in store.records.items():
        store.records[place] = replace(kept, result={**kept.result, "meant": []})
    assert await service.ask(yes, only_if=lambda _: False) is None
    assert await service.ask(replace(yes, text="1"), only_if=lambda _: False) is not None
