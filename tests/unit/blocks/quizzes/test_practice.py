"""Questions, outcomes and all that practice says: Slack takes it, and it says what it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.answers import Message
from bot.blocks.quizzes import beginning, erasing
from bot.blocks.quizzes import practice as blocks
from bot.blocks.quizzes.outcome import ASKS, THANKS, again, outcome
from bot.blocks.quizzes.question import Carried, posed
from bot.blocks.quizzes.stats import limits, stats
from bot.playground.content import message_content
from bot.services.pictures import Picture
from bot.services.quizzes.asking import Response, asked, is_answerable, mark, right_response
from bot.services.quizzes.erasing.service import Kept
from bot.services.quizzes.erasing.taking_out import Counted
from bot.services.quizzes.practice.days import Streak
from bot.services.quizzes.practice.forecast import alt_text, drawn, plot
from bot.services.quizzes.practice.parts import practisable
from bot.services.quizzes.practice.ports import Wishes
from bot.services.quizzes.practice.sessions import LECTURE, TOPIC, Scope
from bot.services.quizzes.practice.views import (
    EARLIER,
    GONE,
    Doubt,
    LectureStats,
    Nothing,
    Outcome,
    Place,
    Posed,
    Stale,
    Stats,
    Summary,
    Why,
    Withdrawn,
)
from knowledge.exchange import Choice, Item, Kind, Number, Text
from tests.outside_rules import check_message
from tests.unit.fakes import NOON
from tests.unit.knowledge.exchange.items import items
from tests.unit.services.quizzes.practising import question

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
PLACE = Place("s1", 3, 10)


def takes(message: Message) -> str:
    """Slack takes it; returns all its words."""
    message_content(message.as_fields())
    check_message(message.as_fields())
    return "\n".join(_words(message.blocks))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, str) and key in {"text", "alt_text"}:
                yield inner
            else:
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def waiting(item: Item, **more: Any) -> Posed:
    return Posed(PLACE, replace(question(1), item=item), asked(item, "x"), **more)


def answered(item: Item, response: Response, *, sure: bool = True, **more: Any) -> Outcome:
    known = replace(question(1), item=item)
    right, found = right_response(item), mark(item, response)
    return Outcome(PLACE, known, asked(item, "x"), response, right, found, sure, TOMORROW, TODAY, **more)  # fmt: skip


def choice(*texts: str) -> Item:
    made = tuple(Choice(Text(t), 100.0 if n == 0 else 0.0) for n, t in enumerate(texts))
    return Item(Kind.CHOICE, Text("Which?"), made, shuffle=False, feedback=Text("It says so."))


LONG = "a hypervisor that runs on the bare hardware and not on an operating system"


@given(items().filter(practisable), st.data())
@settings(max_examples=60, deadline=None)
def test_slack_takes_every_question_and_every_outcome(item: Item, data: st.DataObject) -> None:
    ids = [option.id for option in asked(item, "x").options]
    picked = data.draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else []
    takes(posed(waiting(item, changed=True), picked))
    parts = {part.id: ("a",) for part in asked(item, "x").parts}
    takes(outcome(answered(item, Response(tuple(picked), "some words", parts))))
    assert is_answerable(item)


def test_the_longest_question_has_room_for_what_came_of_it() -> None:
    """Twenty long choices, all chosen, each with something to say: there is a way on below it."""
    long = "x & <y> " * 400
    choices = tuple(Choice(Text(f"{n} {long}"), 5.0, Text(long)) for n in range(20))
    item = Item(Kind.MULTIPLE, Text(long), choices, feedback=Text(long), when_right=Text(long))
    ids = tuple(option.id for option in asked(item, "x").options)
    takes(posed(waiting(item, changed=True), ids))
    for flagging in (ASKS, THANKS):
        shown = outcome(answered(item, Response(ids), flagged=True), flagging=flagging)
        assert "Next question" in takes(shown)


def test_short_choices_stand_on_their_buttons_and_long_ones_above_letters() -> None:
    short = takes(posed(waiting(choice("KVM", "Xen"))))
    assert "○" not in short
    long = takes(posed(waiting(choice(LONG, "nothing of this"))))
    assert f"○ A  \n{LONG}" in long


def test_how_sure_is_asked_once_something_is_chosen() -> None:
    item = choice("KVM", "Xen")
    assert "Not sure" not in takes(posed(waiting(item)))
    chosen = takes(posed(waiting(item), ("b",)))
    assert "✓ Xen" in chosen
    assert "Not sure" in chosen
    written = Item(Kind.SHORT, Text("?"), (Choice(Text("KVM"), 100.0),))
    assert "Not sure" in takes(posed(waiting(written)))


def test_a_number_is_told_with_what_is_taken_around_it() -> None:
    """Any number from 1,000 to 2,000 was right, and only 1,500 was said to be."""
    numbers = (Number(Decimal(1500), Decimal(500)),)
    item = Item(Kind.NUMERICAL, Text("How many?"), numbers=numbers)
    assert "1500 ± 500" in takes(outcome(answered(item, Response(text="7"))))
    assert "±" not in takes(outcome(answered(item, Response(text="1600"))))


def test_a_draft_is_marked_as_one() -> None:
    draft = replace(waiting(choice("KVM", "Xen")), question=question(1, state="draft"))
    words = "draft: not looked at yet by your teachers"
    assert words in takes(posed(draft))
    assert words not in takes(posed(waiting(choice("KVM", "Xen"))))


def test_several_may_be_chosen_one_by_one() -> None:
    carried = Carried.load(Carried("s1:3", ("a",), "b").dump())
    assert carried.toggled(Kind.MULTIPLE) == ("a", "b")
    assert carried.toggled(Kind.CHOICE) == ("b",)
    assert Carried("s1:3", ("a", "b"), "b").toggled(Kind.MULTIPLE) == ("a",)
    assert Carried.load("anything") == Carried("anything")


@pytest.mark.parametrize(
    ("picked", "sure", "said"),
    [
        ("a", True, "*Right.*"),
        ("a", False, "*Right*, though you were not sure."),
        ("b", True, "*Not quite.* You were sure, so this one is worth a look."),
        ("b", False, "*Not quite.*"),
    ],
)
def test_an_outcome_says_right_or_wrong_with_the_quotation(
    picked: str, sure: bool, said: str
) -> None:
    words = takes(outcome(answered(choice("KVM", "Xen"), Response((picked,)), sure=sure)))
    assert said in words
    assert "It says so." in words
    assert "✓" in words
    assert ("✗" in words) == (picked == "b")
    assert "I'll ask you again tomorrow." in words


def test_what_is_off_is_asked_for_and_thanked_for() -> None:
    view = answered(choice("KVM", "Xen"), Response(("a",)), flagged=True)
    assert "Several are right" in takes(outcome(view, flagging=ASKS))
    thanked = takes(outcome(view, flagging=THANKS))
    assert "Noted, thank you. Your teachers will look at it" in thanked
    assert "I'll ask you again" not in thanked
    assert "This question is off" not in thanked


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "tomorrow"), (2, "on Thursday"), (9, "on Thu, November 25"), (0, "today")],
)
def test_when_it_is_asked_again(days: int, said: str) -> None:
    assert again(TODAY + timedelta(days=days), TODAY) == f"I'll ask you again {said}."


def test_who_does_not_know_has_no_answer_beside_the_right_one() -> None:
    words = takes(outcome(answered(choice("KVM", "Xen"), Response(), sure=False)))
    assert "*Now you know.*" in words
    assert "✓" in words
    assert "(your answer)" not in words


def test_a_picture_stands_where_there_is_one() -> None:
    view = answered(choice("KVM", "Xen"), Response(("b",)))
    assert "Slide 26: KVM" in takes(outcome(view, shown=Picture("F123", "Slide 26: KVM")))


def test_a_summary_tells_how_it_went_and_what_to_look_at() -> None:
    doubt = Doubt("q1", Text("What is <!channel>?"), 13)
    view = Summary(
        "s1", 7, 5, Streak(3, True), (doubt,), 4, (TOMORROW, 5), Scope(LECTURE, lecture=13), TODAY
    )
    words = takes(blocks.message(view))
    for said in (
        "*You answered 7 questions.* 5 were right.",
        "3 days of practice in a row.",
        "You were sure, and it is otherwise.",
        "_lecture 13_",
        "Next: 5 questions tomorrow.",
        "4 more",
    ):
        assert said in words
    assert "<!channel>" not in words
    none = takes(blocks.message(Summary("s1", 0, 0, Streak(1, True))))
    assert "Nothing was answered this time." in none


@pytest.mark.parametrize(
    ("why", "more", "said"),
    [
        (Why.EMPTY, {}, "There are no questions yet."),
        (Why.UNREVIEWED, {}, "Your teachers are still looking at the questions."),
        (Why.NOT_YET, {"opens": TOMORROW}, "The first can be practised tomorrow."),
        (Why.NO_TOPIC, {"near": ("KVM",)}, "I have no question about “<b>”."),
        (Why.NO_TOPIC, {}, "`/quiz` asks about what there is."),
        (Why.NO_LECTURE, {"lectures": (1, 2, 3, 5)}, "There are questions about lectures 1–3 and 5."),
        (Why.NO_LECTURE, {"lectures": (13, 14)}, "There are questions about lectures 13 and 14."),
        (Why.NO_LECTURE, {"lectures": (1, 3, 4)}, "There are questions about lectures 1, 3 and 4."),
        (Why.NO_LECTURE, {}, "`/quiz` asks about what there is."),
        (Why.NO_LECTURE, {"opens": TOMORROW}, "Lecture 9 cannot be practised yet, but tomorrow it can."),
        (Why.NONE_DUE, {"next_day": TOMORROW, "next_count": 1}, "Nothing is due. Next: 1 question tomorrow."),
        (Why.LIMIT, {"answered": 30}, "You answered 30 questions today, which is your daily limit."),
        (Why.DONE, {"new": True}, "That is all for today."),
        (Why.DONE, {"in_use": 2}, "2 more are asked in homework or a live quiz just now"),
        (Why.IN_USE, {"in_use": 1}, "The only question is asked in a live quiz just now. You can practise it once it is over."),
        (Why.IN_USE, {"in_use": 3, "closes": NOON, "lectures": (2,)}, "All questions are asked in homework that is open until"),
    ],
)  # fmt: skip
def test_nothing_to_ask_says_why_and_what_to_do(why: Why, more: dict[str, Any], said: str) -> None:
    kind = {Why.NO_TOPIC: TOPIC, Why.NO_LECTURE: LECTURE}.get(why, "all")
    scope = Scope(kind, "<b>", 9)
    view = Nothing(why, scope, today=TODAY, **more)
    words = takes(blocks.message(view)).replace("&lt;", "<").replace("&gt;", ">")
    assert said in words
    takes(blocks.message(view, staff=True))


def test_old_buttons_are_told_in_plain_words() -> None:
    assert "begun another practice" in takes(blocks.message(Stale(EARLIER)))
    assert "Nothing is kept" in takes(blocks.message(Stale(GONE)))
    assert "does not count" in takes(blocks.message(Withdrawn(PLACE)))
    assert "asked this question in homework" in takes(blocks.message(Withdrawn(PLACE, in_use=True)))


def test_erasing_says_what_goes_and_what_stays() -> None:
    nothing = takes(erasing.erasing(Kept(Counted())))
    assert "Your practice" in nothing
    assert "This stays" not in nothing
    assert "Only my practice" not in nothing
    one = takes(erasing.erasing(Kept(Counted(1, 0, 0))))
    assert "Who you were in 1 live quiz that is over" in one
    assert "Only my practice" in one
    all_of_it = takes(erasing.erasing(Kept(Counted(12, 2, 3), extra_time=True), staff=True))
    for said in (
        "12 live quizzes and 2 pieces of homework that are over",
        "3 live quizzes or pieces of homework that are still running",
        "extra time",
        "What you made as a teacher",
    ):
        assert said in all_of_it
    assert "still runs" in takes(erasing.erased(Kept(Counted(0, 0, 1)), anything=True))
    assert "nothing of yours" in takes(erasing.erased(Kept(Counted()), anything=False))
    takes(erasing.erased_practice(anything=True))


def test_a_scope_goes_through_a_button() -> None:
    for scope in (Scope(), Scope(TOPIC, topic='a "b" | ü'), Scope(LECTURE, lecture=3, beyond=True)):
        assert beginning.scope_of(beginning.scope_value(scope)) == scope
    assert beginning.scope_of("{broken") == Scope()
    assert beginning.scope_of("[1]") == Scope()


# Stats


def found(**more: Any) -> Stats:
    ahead = dict(zip((TODAY + timedelta(days=n) for n in range(7)), (12, 0, 3, 0, 0, 1, 0), strict=True))  # fmt: skip
    lectures = [LectureStats(13, 24, 30, 20, 4), LectureStats(None, 0, 2)]
    base = Stats(TODAY, 12, 5, lectures, ahead, Streak(3, True), (), 4)
    return replace(base, **more)


def test_stats_in_words_where_there_is_no_picture() -> None:
    words = takes(stats(found(), None))
    assert "*12 questions due.* You answered 5 questions today." in words
    assert "13      | 24 of 30 | 83 %" in words
    assert "today 12 · Wed 0 · Thu 3" in words
    assert "You have not practised yet." in takes(stats(found(days=0), None))
    none = stats(found(days=0, asked=False), None)
    assert "nothing to practise just now" in takes(none)
    assert [block["type"] for block in none.blocks] == ["section"]
    assert "Practise" not in takes(stats(found(due=0, asked=False), None))


def test_the_picture_says_in_words_what_it_shows() -> None:
    plotted = plot(found())
    assert plotted is not None
    alt = alt_text(plotted)
    assert alt.startswith("What is due in the next days: Today 12, Wed 0, Thu 3")
    assert drawn(plotted)[:4] == b"\x89PNG"
    assert alt in takes(stats(found(), Picture("F1", alt)))
    assert plot(found(forecast={TODAY: 0})) is None


def test_limits_show_what_they_are() -> None:
    words = takes(limits(Wishes(7, 30), changed=True))
    assert "Changed. *At most 30 questions a day*, 7 of them new." in words
    assert isinstance(TODAY, date)
