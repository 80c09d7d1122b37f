"""Today's class in the Home tab, through a week of the sample course and past its end."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.slack.person import Person
from tests.slack.workspace import Workspace


def at(day: str, clock: str) -> datetime:
    """A moment on the course's clock."""
    written = datetime.fromisoformat(f"{day}T{clock}")
    return written.replace(tzinfo=ZoneInfo("America/Los_Angeles")).astimezone(UTC)


async def home(workspace: Workspace, person: Person, day: str, clock: str = "12:00") -> str:
    """What somebody's Home tab says when they open it then."""
    await workspace.move_to(at(day, clock))
    await person.opens_app("home")
    await workspace.settle()
    return (await person.sees_home()).words


async def test_a_student_sees_the_days_class_with_its_lecture(
    workspace: Workspace, tom: Person
) -> None:
    before = await home(workspace, tom, "2021-11-16")
    assert "Today's class\n" in before.replace("*", "")
    assert "Lecture 13" in before
    assert "in 5 hours" in before
    assert "Online, on Zoom" in before
    assert "KERNEL BASED VIRTUAL MACHINES (KVM)" in before
    assert "on now, until" in await home(workspace, tom, "2021-11-16", "17:30")
    over = await home(workspace, tom, "2021-11-16", "19:00")
    assert "over · Online" in over
    assert "Next: Lecture · " in over


async def test_on_a_holiday_it_is_named_and_after_the_term_nothing_comes(
    workspace: Workspace, tom: Person
) -> None:
    thanks = await home(workspace, tom, "2021-11-25")
    assert "No class today: *Thanksgiving*\nNext: Lecture · " in thanks
    assert "No class today: *Finals week*\nThe last class of the term is over." in await home(
        workspace, tom, "2021-12-14"
    )


async def test_somebody_elsewhere_has_it_on_their_own_day(
    workspace: Workspace, aiko: Person
) -> None:
    """At noon on Tuesday in Los Angeles it is Wednesday in Tokyo, and the class is at ten."""
    said = await home(workspace, aiko, "2021-11-16", "12:00")
    assert "Lecture 13" in said
    assert "(Tue, November 16 at 17:00 PST, course time)" in said
    assert "No class today.\nNext: Lecture 13 · " in await home(
        workspace, aiko, "2021-11-16", "06:00"
    )


async def test_who_asks_when_the_next_lecture_is_gets_the_timetable_and_not_a_slide(
    workspace: Workspace, tom: Person
) -> None:
    await workspace.move_to(at("2021-11-15", "12:00"))
    answer = await tom.hears(await tom.writes("when is the next lecture?"))
    assert answer.words == (
        "The next class is on Tuesday, November 16, 2021 at 17:00 PST: Lecture 13, Online, on Zoom."
    )


async def test_a_course_without_a_timetable_says_nothing_of_classes(
    empty_workspace: Workspace,
) -> None:
    """As course files that were written before there were timetables."""
    config = empty_workspace.config
    facts = config.course.model_copy(update={"timetable": (), "no_class": ()})
    empty_workspace.config = config.model_copy(update={"course": facts})
    await empty_workspace.start()
    said = await home(empty_workspace, empty_workspace.people["tom"], "2021-11-16")
    assert "What is due for you" in said
    assert "class" not in said.casefold()
