"""Today's class in words: before, during and after it, on a holiday, and when the term is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks.times import Zones
from bot.blocks.todays_class import todays_class
from bot.services.timetable import Meeting
from bot.services.todays_class import Class, Today
from knowledge.lectures import Lecture
from knowledge.model import Slide

LA, TOKYO = "America/Los_Angeles", "Asia/Tokyo"
STARTS = datetime(2021, 11, 17, 1, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=2)
HOME = Zones(LA, LA)


def met(title: str = "Lecture", place: str = "CP 229") -> Meeting:
    return Meeting("2021-11-16T17:00", STARTS, ENDS, title, place)


def lecture(*topics: str, number: int | None = 13, title: str = "") -> Lecture:
    return Lecture(number, title, tuple(Slide("l.pdf", topic) for topic in topics))


def words(today: Today | None, now: datetime = STARTS, zones: Zones = HOME) -> str:
    blocks: list[dict[str, Any]] = todays_class(today, now, zones)
    return "\n".join(
        b["text"]["text"] if b["type"] == "section" else b["elements"][0]["text"] for b in blocks
    )


def token(at: datetime, fallback: str) -> str:
    return f"<!date^{int(at.timestamp())}^{{time}}|{fallback}>"


def test_a_course_without_a_timetable_has_no_section() -> None:
    assert todays_class(None, STARTS, HOME) == []


def test_before_it_its_time_place_and_lecture_are_told() -> None:
    one = Class(met(), lecture("KVM", "Docker"))
    said = words(Today((one,)), STARTS - timedelta(hours=3))
    assert said == (
        "*Today's class*\n"
        f"*Lecture 13* · {token(STARTS, '17:00')} to {token(ENDS, '19:00')} · *in 3 hours* · CP 229\n"
        "KVM · Docker"
    )


def test_while_it_is_on_it_says_until_when() -> None:
    one = Class(met(place=""))
    expected = f"*Today's class*\n*Lecture* · *on now, until {token(ENDS, '19:00')}*"
    for now in (STARTS, ENDS - timedelta(seconds=1)):
        assert words(Today((one,)), now) == expected


def test_when_it_is_over_the_next_one_is_named() -> None:
    coming = Class(Meeting("k", STARTS + timedelta(days=2), ENDS, "Lecture", "CP 229"))
    said = words(Today((Class(met()),), next=coming, was=True), ENDS)
    assert "· over · CP 229" in said
    assert "\nNext: Lecture · <!date^" in said
    assert "Thu, November 18, 2021 at 17:00 PST> · CP 229" in said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (
            Today(holiday="Thanksgiving", was=True),
            "No class today: *Thanksgiving*\nThe last class",
        ),
        (Today(holiday="", was=True), "No class today.\nThe last class of"),
        (Today(was=True), "No class today.\nThe last class of"),
        (Today(), "No class today.\nNone is planned yet."),
        (Today(next=Class(met())), "No class today.\nNext: Lecture · <!date^"),
    ],
)
def test_a_day_without_class_says_why_and_what_comes(today: Today, said: str) -> None:
    assert words(today).startswith(f"*Today's class*\n{said}")


def test_two_classes_of_a_day_stand_below_each_other() -> None:
    said = words(Today((Class(met("Lab")), Class(met(), lecture("KVM")))))
    assert said.startswith("*Today's classes*\n*Lab* · ")
    assert "\n*Lecture 13* · " in said
    assert said.count("Today") == 1


def test_a_reader_elsewhere_is_told_the_courses_time_too() -> None:
    said = words(Today((Class(met()),)), STARTS - timedelta(hours=1), Zones(TOKYO, LA))
    assert f"{token(STARTS, '10:00')} to {token(ENDS, '12:00')}" in said
    assert "(Tue, November 16 at 17:00 PST, course time)" in said


@pytest.mark.parametrize(
    ("title", "known", "name"),
    [
        ("Seminar", lecture(), "*Seminar, lecture 13*"),
        ("Lecture", lecture(number=None), "*Lecture*"),
        ("Lecture", None, "*Lecture*"),
    ],
)
def test_a_meeting_has_its_own_name_and_its_lectures_number(
    title: str, known: Lecture | None, name: str
) -> None:
    assert name in words(Today((Class(met(title), known),)))


def test_a_lectures_title_goes_before_its_topics_and_of_many_topics_three_are_named() -> None:
    titled = lecture("KVM", "Docker", title="Containers")
    assert words(Today((Class(met(), titled),))).endswith("\nContainers")
    many = lecture("KVM", "Docker", "Xen", "KVM", "Fargate")
    assert words(Today((Class(met(), many),))).endswith("\nKVM · Docker · Xen · and more")


def test_a_place_that_is_an_address_is_a_link_and_nothing_written_can_ping() -> None:
    one = Class(met(place="https://zoom.us/j/1_2?a=1&b=2"))
    assert "<https://zoom.us/j/1_2?a=1&amp;b=2|Join online>" in words(Today((one,)))
    rude = "<!channel> & <@U1>"
    said = words(Today((Class(met(rude, rude), lecture(rude, title=rude)),)))
    assert "<!channel>" not in said
    assert "<@U1>" not in said
    assert "<!here>" not in words(Today(holiday="<!here>"))


def test_a_day_full_of_the_longest_words_keeps_slacks_limits() -> None:
    full = Class(met("&" * 80, "&" * 200), lecture("&" * 500, "<" * 500, ">" * 500))
    for block in todays_class(Today((full,) * 40), STARTS, HOME):
        text = block["text"] if block["type"] == "section" else block["elements"][0]
        assert len(text["text"]) <= 3_000
