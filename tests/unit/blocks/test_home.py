"""The Home tab: what is due for me, my reminders, what I can do; for instructors what waits and goes out next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.blocks import home as blocks
from bot.blocks.home import Dates, HomeFacts, Upcoming
from bot.services.deadlines.ports import Extension, Mark
from bot.services.deadlines.seen import SeenItem
from tests.slack.seen import Window
from tests.unit.blocks.dated import DUE, NOW, ZONES, item, reminder

FACTS = HomeFacts("TCSS 562", "Clouds", 1, 40, ("What is KVM?",), Dates(NOW, ZONES))


def read(facts: HomeFacts) -> Window:
    view = blocks.home(facts)
    numbered = [{**b, "block_id": str(n)} for n, b in enumerate(view["blocks"])]
    return Window({**view, "blocks": numbered, "id": "V1"})


def with_dates(**dates: object) -> HomeFacts:
    return replace(FACTS, dates=replace(FACTS.dates, **dates))  # type: ignore[arg-type]


def test_what_is_due_is_shown_with_the_time_left_and_a_mark_to_set() -> None:
    home = read(with_dates(due=(SeenItem(item("Check-in")),), more=2))
    assert "*Check-in*\ndue · Wed, December 1, 2021 at 23:59 PST · *in 3 days*" in home.words
    assert "2 more dates later" in home.words
    assert "Done" in home.buttons


def test_what_is_done_is_struck_through_and_an_extension_is_the_persons_own() -> None:
    done = SeenItem(item("Check-in"), mark=Mark("T1", "c1", "i1", "U1", done_at=NOW))
    assert "~Check-in~" in read(with_dates(due=(done,))).words
    later = Extension("T1", "i1", "U1", DUE + timedelta(days=2), "U2", NOW)
    extended = read(with_dates(due=(SeenItem(item("Check-in"), later),))).words
    assert "Fri, December 3, 2021 at 23:59 PST" in extended
    assert "extended for you" in extended


def test_nothing_due_and_no_reminders_say_so_and_what_can_be_done() -> None:
    home = read(FACTS).words
    assert "Nothing in the next 14 days." in home
    assert "None yet. `/deadlines remind`" in home
    assert "I have read 40 slides from 1 lecture file." in home


def test_reminders_that_will_come_are_listed() -> None:
    home = read(with_dates(mine=(Upcoming(reminder("U1"), item("Check-in")),)))
    assert "•  Check-in: Tue, November 30, 2021 at 23:59 PST" in home.words


def test_only_the_staff_sees_what_waits_and_what_goes_out_next() -> None:
    dates = {"waiting": 3, "next_out": (Upcoming(reminder("C1"), item("Check-in")),)}
    student, staff = with_dates(**dates), replace(with_dates(**dates), staff="12 questions")
    assert "confirm" not in read(student).words
    assert "goes out" not in read(student).words
    home = read(staff)
    assert "3 dates wait for you to confirm" in home.words
    assert "<#C1> Tue, November 30, 2021 at 23:59 PST: Check-in" in home.words
    assert "Review" in home.buttons


def test_a_long_list_keeps_slacks_limits() -> None:
    many = tuple(SeenItem(item("x" * 500)) for _ in range(60))
    view = blocks.home(with_dates(due=many))
    assert len(view["blocks"]) < 60
    assert "50 more dates later" in read(with_dates(due=many)).words
