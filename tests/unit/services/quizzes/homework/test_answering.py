"""What each click makes of somebody's homework."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.quizzes.homework_page import Page, page
from bot.blocks.times import Zones
from bot.services.polls.ports import CLOSED, DRAFT, Decide, Poll
from bot.services.quizzes.asking import Response
from bot.services.quizzes.homework.answering import (
    NO_NUMBER,
    OLD_BUTTON,
    OVER,
    PICK_FIRST,
    WRITE_FIRST,
    Entered,
    HomeworkRefused,
    answer,
    begin,
    go,
    pick,
    show_as,
)
from bot.services.quizzes.homework.model import OVERVIEW, Homework, Said, Work, share_of
from bot.services.quizzes.live.model import ALIAS, LONGEST, NAME
from knowledge.exchange import Kind
from tests.unit.services.polls.made import NOW
from tests.unit.services.quizzes.homework.made import CLOSES, after, homework_poll

BEGIN = begin("Brave Otter", NOW)


def picked(number: int, *options: str, sure: bool = True) -> list[Decide]:
    """Choose and answer."""
    return [
        *(pick(number, one, NOW) for one in options),
        answer(number, sure=sure, now=NOW),
    ]


def wrote(number: int, text: str, *, sure: bool = True) -> Decide:
    return answer(number, sure=sure, entered=Entered(text), now=NOW)


ALL = [BEGIN, *picked(1, "a"), *picked(2, "a", "b"), wrote(3, "4")]


def test_who_starts_is_at_the_first_question_under_an_invented_name() -> None:
    work = after(homework_poll(), BEGIN)

    assert (work.name, work.shown, work.at) == ("Brave Otter", ALIAS, 1)


def test_who_stopped_goes_on_at_the_first_question_without_an_answer() -> None:
    work = after(homework_poll(), BEGIN, *picked(1, "b"), go(3, NOW), begin("Other Name", NOW))

    assert (work.at, work.name) == (2, "Brave Otter")
    assert work.answers[1] == Said(Response(("b",)), sure=True)


def test_an_answer_is_followed_by_the_next_question_and_the_last_by_the_overview() -> None:
    poll = homework_poll()

    assert after(poll, BEGIN, *picked(1, "a")).at == 2
    assert after(poll, BEGIN, go(3, NOW), wrote(3, "4")).at == 1
    done = after(poll, *ALL)
    assert done.at == OVERVIEW
    assert done.has_finished(Homework.of(poll))


def test_of_several_choices_a_second_click_takes_one_out_again() -> None:
    poll = homework_poll()

    assert after(poll, BEGIN, pick(2, "a", NOW), pick(2, "b", NOW)).picked == ("a", "b")
    assert after(poll, BEGIN, pick(2, "a", NOW), pick(2, "a", NOW)).picked == ()
    assert after(poll, BEGIN, pick(1, "a", NOW), pick(1, "b", NOW)).picked == ("b",)


def test_a_choice_is_the_answer_also_where_nobody_says_how_sure_they_are() -> None:
    work = after(homework_poll(), BEGIN, pick(1, "a", NOW), go(2, NOW))

    assert work.at == 2
    assert work.answers == {1: Said(Response(("a",)))}


def test_where_an_answer_stays_a_choice_is_none_until_it_is_said_how_sure() -> None:
    work = after(homework_poll(at_once=True), BEGIN, pick(1, "a", NOW))

    assert work.picked == ("a",)
    assert work.answers == {}


def test_who_takes_out_all_that_they_chose_has_no_answer_any_more() -> None:
    work = after(homework_poll(), BEGIN, pick(2, "a", NOW), pick(2, "a", NOW))

    assert work.answers == {}


def test_looking_around_among_the_choices_is_no_change_of_mind() -> None:
    work = after(homework_poll(), BEGIN, pick(1, "a", NOW), *picked(1, "b"))

    assert work.answers == {1: Said(Response(("b",)), sure=True)}


def test_the_same_choice_once_more_takes_no_word_back() -> None:
    work = after(homework_poll(), BEGIN, *picked(1, "a"), go(1, NOW), pick(1, "a", NOW))

    assert work.answers == {1: Said(Response(("a",)), sure=True)}


def test_written_words_are_kept_when_somebody_goes_on_without_saying_how_sure() -> None:
    poll = homework_poll()

    assert after(poll, BEGIN, go(3, NOW), go(1, NOW, {3: Entered(" 4 ")})).answers == {
        3: Said(Response(text="4"))
    }
    assert after(poll, BEGIN, go(3, NOW), go(1, NOW, {3: Entered(" ")})).answers == {}
    assert after(poll, BEGIN, wrote(3, "4"), go(3, NOW), go(1, NOW, {3: Entered("4")})).answers == {
        3: Said(Response(text="4"), sure=True)
    }
    again = after(poll, BEGIN, wrote(3, "4"), go(3, NOW), go(1, NOW, {3: Entered("5")}))
    assert again.answers == {3: Said(Response(text="5"), changed=True)}
    with pytest.raises(HomeworkRefused):
        after(poll, BEGIN, go(3, NOW), go(1, NOW, {3: Entered("4" * (LONGEST + 1))}))
    at_once = homework_poll(at_once=True)
    assert after(at_once, BEGIN, go(3, NOW), go(1, NOW, {3: Entered("4")})).answers == {}


def test_a_change_of_mind_is_kept_as_one_and_the_same_answer_again_is_none() -> None:
    poll = homework_poll()
    same = after(poll, BEGIN, *picked(1, "a"), go(1, NOW), *picked(1, "a", sure=False))
    other = after(poll, BEGIN, *picked(1, "a"), go(1, NOW), *picked(1, "b"))

    assert same.answers[1] == Said(Response(("a",)), sure=False)
    assert other.answers[1] == Said(Response(("b",)), sure=True, changed=True)


def test_who_comes_back_to_a_question_sees_what_they_answered() -> None:
    assert after(homework_poll(), BEGIN, *picked(1, "b"), go(1, NOW)).picked == ("b",)


def test_where_right_and_wrong_are_told_at_once_an_answer_stays() -> None:
    poll = homework_poll(at_once=True)
    work = after(poll, BEGIN, *picked(1, "b"))

    assert work.at == 1
    for click in (pick(1, "a", NOW), answer(1, sure=True, entered=Entered(""), now=NOW)):
        with pytest.raises(HomeworkRefused) as refused:
            click(poll, work.to_choice())
        assert refused.value.for_user == OLD_BUTTON


def test_nothing_is_answered_without_a_choice_or_words() -> None:
    poll = homework_poll()
    for click, why in (
        (answer(1, sure=True, entered=Entered(""), now=NOW), PICK_FIRST),
        (wrote(3, "  "), WRITE_FIRST),
    ):
        with pytest.raises(HomeworkRefused) as refused:
            after(poll, BEGIN, click)
        assert refused.value.for_user == why


def test_what_is_no_number_is_no_answer_where_a_number_is_asked_for() -> None:
    for click in (wrote(3, "four"), go(1, NOW, {3: Entered("four")})):
        with pytest.raises(HomeworkRefused) as refused:
            after(homework_poll(), BEGIN, go(3, NOW), click)
        assert refused.value.for_user == NO_NUMBER
    assert after(homework_poll(), BEGIN, wrote(3, "4 rings")).answers[3].response.text == "4 rings"


def test_where_an_answer_stays_it_says_so_beside_the_words_that_make_it_one() -> None:
    for at_once in (True, False):
        poll = homework_poll(at_once=at_once)
        work = after(poll, BEGIN, pick(1, "a", NOW))
        said = str(page(Page(Homework.of(poll), work, "U0SARA", Zones("UTC", "UTC"))).blocks)
        assert ("the answer stays" in said) == at_once


def test_an_answer_that_is_too_long_is_refused() -> None:
    with pytest.raises(HomeworkRefused):
        after(homework_poll(), BEGIN, wrote(3, "4" * (LONGEST + 1)))


@pytest.mark.parametrize(
    "click",
    [pick(4, "a", NOW), pick(0, "a", NOW), pick(1, "z", NOW), pick(3, "a", NOW), *picked(9)],
)
def test_a_button_that_belongs_to_no_choice_changes_nothing(click: Decide) -> None:
    with pytest.raises(HomeworkRefused):
        after(homework_poll(), BEGIN, click)


def test_nothing_is_answered_before_starting() -> None:
    with pytest.raises(HomeworkRefused):
        pick(1, "a", NOW)(homework_poll(), {})


@pytest.mark.parametrize(
    ("poll", "late"),
    [
        (homework_poll(state=CLOSED), timedelta(0)),
        (homework_poll(), CLOSES - NOW + timedelta(seconds=2)),
        (homework_poll(state=DRAFT), timedelta(0)),
    ],
)
def test_what_is_not_open_takes_no_answers(poll: Poll, late: timedelta) -> None:
    for click in (begin("Brave Otter", NOW + late), pick(1, "a", NOW + late)):
        with pytest.raises(HomeworkRefused):
            click(poll, after(homework_poll(), BEGIN).to_choice())


def test_a_click_that_was_under_way_when_it_closed_still_counts() -> None:
    late = begin("Brave Otter", CLOSES + timedelta(seconds=1))
    assert after(homework_poll(), late).at == 1
    with pytest.raises(HomeworkRefused) as refused:
        after(homework_poll(), begin("Brave Otter", CLOSES + timedelta(seconds=2)))
    assert refused.value.for_user == OVER


def test_somebody_shows_their_name_or_the_invented_one_again() -> None:
    poll = homework_poll()

    assert after(poll, BEGIN, show_as(NAME, NOW)).shown == NAME
    assert after(poll, BEGIN, show_as(NAME, NOW), show_as(ALIAS, NOW)).shown == ALIAS


def test_answers_are_marked_whatever_their_kind() -> None:
    poll = homework_poll()
    homework, work = Homework.of(poll), after(poll, *ALL)

    assert [share_of(homework, n, work.answers[n]) for n in (1, 2, 3)] == [1.0, 1.0, 1.0]
    half = after(poll, BEGIN, *picked(2, "a"))
    assert share_of(homework, 2, half.answers[2]) == 0.5


def test_each_person_has_an_order_of_their_own_and_the_same_each_time() -> None:
    shuffled = homework_poll(*[Homework.of(homework_poll()).item(2)] * 3)
    homework = Homework.of(shuffled)
    orders = {
        user: [o.id for o in homework.asked(1, user).options]
        for user in ("U0SARA", "U0TOM", "U0AIKO", "U0MINA", "U0LEO", "U0IDA")
    }

    assert len({tuple(order) for order in orders.values()}) > 1
    assert [o.id for o in homework.asked(1, "U0SARA").options] == orders["U0SARA"]


def test_a_button_names_a_choice_by_its_place_in_the_order_of_who_pressed_it() -> None:
    poll = homework_poll()
    for user in ("U0SARA", "U0TOM", "U0AIKO", "U0MINA"):
        shown = Homework.of(poll).asked(1, user).options
        for place, option in enumerate(shown):
            work = after(poll, BEGIN, pick(1, str(place), NOW, user))
            assert work.picked == (option.id,)


def test_what_a_button_carries_does_not_tell_which_choice_was_written_first() -> None:
    homework, work = Homework.of(homework_poll()), after(homework_poll(), BEGIN)
    zones = Zones("UTC", "UTC")
    for user in ("U0SARA", "U0TOM", "U0AIKO", "U0MINA"):
        blocks = page(Page(homework, work, user, zones)).blocks
        buttons = [one for block in blocks for one in block.get("elements", ())]
        picks = [b for b in buttons if str(b.get("action_id")).startswith("homework_pick")]
        assert [b["value"] for b in picks] == [f"hw1:1:{n}" for n in range(len(picks))]


clicks = st.lists(
    st.one_of(
        st.just(BEGIN),
        st.builds(lambda n: go(n, NOW), st.integers(-1, 5)),
        st.builds(lambda n, o: pick(n, o, NOW), st.integers(0, 4), st.sampled_from("abcz")),
        st.builds(
            lambda n, t, s: answer(n, sure=s, entered=Entered(t), now=NOW),
            st.integers(0, 4),
            st.text(max_size=8),
            st.booleans(),
        ),
        st.builds(lambda how: show_as(how, NOW), st.sampled_from([NAME, ALIAS, "no"])),
    ),
    max_size=25,
)


@given(clicks, st.booleans())
def test_whatever_is_clicked_in_whatever_order_work_stays_whole(
    clicked: list[Decide],
    at_once: bool,
) -> None:
    poll = homework_poll(at_once=at_once)
    homework, work = Homework.of(poll), Work()
    for click in clicked:
        try:
            choice = click(poll, work.to_choice() if work.begun else {})
        except HomeworkRefused:
            continue
        before, work = work, Work.of(json.loads(json.dumps(choice)))
        assert 0 <= work.at <= 3
        assert set(work.answers) <= {1, 2, 3}
        gone = before.answers.keys() - work.answers.keys()  # its last choice was taken out
        assert all(len(before.answers[n].response.picked) == 1 for n in gone)
        assert all(homework.item(n).kind is Kind.MULTIPLE for n in gone)
        if at_once:
            assert all(work.answers[n] == said for n, said in before.answers.items())
        assert all(0 <= share_of(homework, n, said) <= 1 for n, said in work.answers.items())
