"""What sources say against what a course has: proposed once, never changed silently, disagreements kept side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.deadlines.found import Statement, from_calendar, from_slides, statements_of
from bot.services.deadlines.likeness import Titles, same_moment, same_thing
from bot.services.deadlines.ports import CANCELLED, CONFIRMED, DISMISSED, PROPOSED, DatedItem
from bot.services.deadlines.proposing import (
    Reconciled,
    alternatives,
    is_waiting,
    missing,
    reconcile,
    says_now,
)
from knowledge.calendars import read_calendar
from knowledge.deadlines import find_deadlines
from knowledge.model import Bullet, Slide
from tests.unit.services.deadlines.made import DUE, NOW, OSLO, SCENE, on_calendar, said, whole_day

DAY = timedelta(days=1)


def put(items: Sequence[DatedItem], *found: Statement) -> tuple[list[DatedItem], Reconciled]:
    """The items afterwards, and what changed."""
    result = reconcile(items, found, SCENE)
    after = {item.id: item for item in items} | {item.id: item for _, item in result.changes}
    return list(after.values()), result


def decided(item: DatedItem, state: str) -> DatedItem:
    return replace(item, state=state, revision=item.revision + 1)


def test_what_is_found_is_proposed_with_its_source_and_not_a_second_time() -> None:
    items, first = put([], said(), said("Homework 4", DUE + 7 * DAY))
    assert [i.state for i in items] == [PROPOSED, PROPOSED]
    assert len(first.asking) == 2
    assert statements_of(items[0])[0].quote == "Homework 3 due 10/20"
    _, again = put(items, said(), said("Homework 4", DUE + 7 * DAY))
    assert again.changes == []


def test_two_replicas_make_the_same_items_in_the_same_batch() -> None:
    one, other = put([], said()), put([], said())
    assert one[0] == other[0]
    assert one[0][0].details["batch"]


def test_what_is_over_is_counted_and_not_proposed() -> None:
    items, result = put([], said(at=NOW - DAY), said("Homework 4"))
    assert [i.title for i in items] == ["Homework 4"]
    assert result.passed == 1
    assert items[0].details["passed"] == 1


def test_a_proposal_follows_its_only_source_and_is_asked_about_again() -> None:
    items, _ = put([], said())
    items, moved = put(items, said(at=DUE + DAY))
    assert [i.ends_at for i in items] == [DUE + DAY]
    assert [i.state for i in moved.asking] == [PROPOSED]
    assert alternatives(items[0]) == ()


def test_a_new_quote_of_the_same_date_asks_nothing() -> None:
    items, _ = put([], said())
    batch = items[0].details["batch"]
    items, result = put(items, replace(said(), quote="HW 3 is due Tuesday", page=9))
    assert result.asking == []
    assert items[0].details["batch"] == batch
    assert statements_of(items[0])[0].page == 9


def test_what_was_confirmed_is_never_changed_by_a_source_but_stands_beside_it() -> None:
    items, _ = put([], said())
    items = [decided(items[0], CONFIRMED)]
    items, result = put(items, said(at=DUE + DAY))
    assert items[0].ends_at == DUE
    assert items[0].revision == 2, "people see nothing new"
    told = says_now(items[0])
    assert told is not None
    assert told.ends_at == DUE + DAY
    assert [is_waiting(i) for i in result.asking] == [True]
    _, again = put(items, said(at=DUE + DAY))
    assert again.changes == []
    back, _ = put(items, said())
    assert says_now(back[0]) is None


def test_what_an_instructor_edited_is_not_asked_about_while_the_source_stays_as_it_was() -> None:
    items, _ = put([], said())
    items = [replace(decided(items[0], CONFIRMED), starts_at=DUE + 2 * DAY, ends_at=DUE + 2 * DAY)]
    _, result = put(items, said())
    assert result.changes == []


@pytest.mark.parametrize("state", [DISMISSED, CANCELLED])
def test_what_was_dismissed_comes_back_only_with_another_date(state: str) -> None:
    items, _ = put([], said())
    items = [decided(items[0], state)]
    assert put(items, said())[1].changes == []
    assert put(items, on_calendar())[1].asking == [], "nor from another source with that date"
    items, result = put(items, said(at=DUE + DAY))
    assert [(i.state, i.ends_at) for i in items] == [(PROPOSED, DUE + DAY)]
    assert len(result.asking) == 1


def test_the_same_thing_from_two_sources_is_one_proposal_with_both_quotes() -> None:
    items, result = put([], said(), on_calendar("HW3: Trees"))
    (one,) = items
    assert {s.file for s in statements_of(one)} == {"l3.pdf", "Canvas"}
    assert alternatives(one) == ()
    assert len(result.asking) == 1


def test_a_day_and_a_time_on_it_agree_and_the_time_is_taken() -> None:
    items, _ = put([], whole_day(said()), on_calendar())
    (one,) = items
    assert (one.all_day, one.ends_at) == (False, DUE)
    assert alternatives(one) == ()


def test_sources_that_disagree_are_one_proposal_with_a_choice() -> None:
    items, _ = put([], said(), on_calendar(at=DUE + DAY))
    (one,) = items
    assert [s.ends_at for s in alternatives(one)] == [DUE, DUE + DAY]
    agreed, result = put(items, on_calendar())
    assert alternatives(agreed[0]) == ()
    assert len(result.asking) == 1


def test_another_source_with_another_date_for_what_is_confirmed_is_shown_beside_it() -> None:
    items, _ = put([], said())
    items, _ = put([decided(items[0], CONFIRMED)], on_calendar(at=DUE + DAY))
    told = says_now(items[0])
    assert told is not None
    assert told.file == "Canvas"


def test_one_source_that_says_it_twice_means_two_things() -> None:
    items, _ = put([], said("Quiz", DUE), replace(said("Quiz", DUE + DAY), key="slides:quiz2"))
    assert len(items) == 2


def test_titles_that_a_source_repeats_are_paired_by_their_moment_alone() -> None:
    weekly = [on_calendar("Quiz", DUE + n * 7 * DAY, key=f"ics:quiz:{n}") for n in range(3)]
    items, _ = put([], *weekly)
    items, _ = put(items, said("Quiz", DUE + 7 * DAY))
    assert len(items) == 3
    assert [len(statements_of(i)) for i in items] == [1, 2, 1]
    odd, _ = put([], *weekly, said("Quiz", DUE + DAY))
    assert len(odd) == 4
    assert not any(alternatives(i) for i in odd)


def test_what_a_calendar_does_not_list_any_more_is_asked_about() -> None:
    listed = on_calendar(calendar="cal1")
    items, _ = put([], listed)
    items = [decided(items[0], CONFIRMED)]
    gone = missing(items, [], NOW, calendar="cal1")
    assert [s.key for s in gone] == [listed.key]
    items, result = put(items, *gone)
    told = says_now(items[0])
    assert told is not None
    assert told.absent
    assert len(result.asking) == 1
    assert missing(items, [], NOW, calendar="cal1") == [], "it is said once"
    back, _ = put(items, listed)
    assert says_now(back[0]) is None


def test_a_proposal_whose_only_source_lost_it_is_dropped_without_a_word() -> None:
    items, _ = put([], on_calendar(calendar="cal1"))
    items, result = put(items, *missing(items, [], NOW, calendar="cal1"))
    assert [i.state for i in items] == [DISMISSED]
    assert result.asking == []


def test_what_is_over_is_not_missed_and_other_calendars_miss_nothing() -> None:
    items, _ = put([], on_calendar(calendar="cal1"))
    assert missing(items, [], DUE + DAY, calendar="cal1") == []
    assert missing(items, [], NOW, calendar="cal2") == []


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("HW3", "Homework 3", True),
        ("Homework 3", "Homework 4", False),
        ("Assignment 2: Sorting", "Assignment 2", True),
        ("Term project check-in", "Term Project Check-in", True),
        ("TCSS 562 Tutorial 7", "Tutorial 7", True),
        ("Project proposal", "Project report", False),
        ("Midterm", "Final exam", False),
        ("Lab 1 part 2", "Lab 2 part 1", False),
    ],
)
def test_titles_are_alike_by_their_words_and_numbers(a: str, b: str, *, alike: bool) -> None:
    titles = Titles("TCSS 562 Cloud Computing")
    assert same_thing(said(a), on_calendar(b), titles) is alike
    assert same_thing(on_calendar(b), said(a), titles) is alike


def test_what_opens_is_not_what_is_due() -> None:
    opens = on_calendar("Quiz 2", kind="release")
    assert not same_thing(said("Quiz 2"), opens, SCENE.titles)


def test_a_moment_is_the_same_on_its_day_in_the_zone_it_was_written_in() -> None:
    assert same_moment(said(), whole_day(said()))
    assert not same_moment(said(), whole_day(said(at=DUE + DAY)))
    assert not same_moment(said(), said(at=DUE + timedelta(hours=1)))


def test_slides_name_their_file_and_place_and_keep_a_key_over_a_new_date() -> None:
    def read(*lines: str) -> list[Statement]:
        slide = Slide("l3.pdf", "Dates", tuple(map(Bullet, lines)), page=4, slide=4, lecture=3)
        found = find_deadlines([slide], timezone=OSLO, reference_date=date(2026, 10, 1))
        return from_slides(found)

    (before,), (after,) = read("Homework 3 due 10/20"), read("Homework 3 due 10/22")
    assert before.key == after.key
    assert (before.file, before.place) == ("l3.pdf", "lecture 3, slide 4")
    twice = read("Quiz due 10/20", "Quiz due 10/27")
    assert len({s.key for s in twice}) == 2


def test_meetings_that_recur_are_not_proposed_and_what_is_due_each_week_is() -> None:
    data = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Lecture
DTSTART:20261005T080000Z
RRULE:FREQ=WEEKLY;COUNT=9
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Reading quiz due
DTSTART:20261006T080000Z
RRULE:FREQ=WEEKLY;COUNT=2
END:VEVENT
END:VCALENDAR"""
    read = read_calendar(data, "x.ics", timezone=OSLO, now=NOW)
    found = from_calendar(read.items, read.name)
    assert [s.title for s in found] == ["Reading quiz", "Reading quiz"]
    assert len(read.items) == 11
    assert found[0].starts_at == datetime(2026, 10, 6, 8, 0, tzinfo=UTC)


def test_a_slide_that_is_taken_out_takes_its_proposal_with_it_and_cancels_nothing() -> None:
    items, _ = put([], said(), said("Homework 4"))
    items[0] = decided(items[0], CONFIRMED)
    items, result = put(items, *missing(items, [], NOW))
    assert [i.state for i in items] == [CONFIRMED, DISMISSED]
    assert result.asking == []
    again, result = put(items, said(), said("Homework 4"))
    assert [i.state for i in again] == [CONFIRMED, PROPOSED], "taught again, asked again"
