"""The course file is checked as a whole and every complaint names the place."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.playground.seed import seed
from bot.playground.state import World
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE

GOOD = """
course: {id: bio1, code: BIO 1, name: Cells, timezone: Europe/Berlin}
slack: {channels: [C012], help_channel: G034, instructors: [U056]}
lectures: [one.txt]
faq: faq.yaml
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text("CELLS")
    (tmp_path / "faq.yaml").write_text(
        "- question: Where?\n  answer: Room 5.\n  also: [which room]\n"
    )
    (tmp_path / "course.yaml").write_text(GOOD)
    return tmp_path


def test_the_course_that_ships_loads_with_its_lecture_and_faq() -> None:
    config = load_course(DEFAULT_COURSE_FILE)
    assert [path.name for path in config.lectures] == ["sample-lecture.txt"]
    assert len(config.faq_items()) >= 1


def test_the_course_of_the_readme_fits_the_local_workspace(tmp_path: Path) -> None:
    """Its lectures are dropped, so it names none; its IDs are those that are there."""
    readme = (DEFAULT_COURSE_FILE.parents[1] / "README.md").read_text(encoding="utf-8")
    written = tmp_path / "course.yaml"
    written.write_text(readme.split("```yaml\n", 1)[1].split("```", 1)[0])
    config, world = load_course(written), World()
    seed(world, "Lectern")
    assert config.lectures == ()
    assert {*config.slack.channels, config.slack.help_channel} <= world.channels.keys()
    assert set(config.slack.instructors) <= world.users.keys()


def test_paths_are_resolved_beside_the_course_file(folder: Path) -> None:
    config = load_course(folder / "course.yaml")
    assert config.lectures == (folder / "one.txt",)
    assert config.faq_items()[0].also == ("which room",)
    assert config.is_instructor("U056")
    assert not config.is_instructor("U057")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (GOOD.replace("Europe/Berlin", "Middle-earth"), "course.timezone"),
        (GOOD.replace("U056", "'@prof'"), "slack.instructors"),
        (GOOD.replace("G034", "'#help'"), "slack.help_channel"),
        (GOOD.replace("one.txt", "two.txt"), "two.txt"),
        (GOOD.replace("lectures", "lessons"), "lessons"),
        (GOOD.replace("course:", "cours:"), "cours"),
        ("course: [unclosed", "line"),
        ("", "course.yaml"),
    ],
)
def test_each_mistake_is_named(folder: Path, wrong: str, named: str) -> None:
    (folder / "course.yaml").write_text(wrong)
    with pytest.raises(ConfigurationError, match=named):
        load_course(folder / "course.yaml")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("[U056]", "U056", "slack.instructors: must be a list, such as"),
        ("[U056]", "['@prof']", "slack.instructors.0: must be a member's ID such as U0123ABCD"),
        ("[C012]", "['#bio']", "slack.channels.0: must be a channel's ID such as C0123ABCD"),
        ("name: Cells", "nmae: Cells", "course.name: is missing"),
        ("name: Cells", "name: 7", "course.name: must be text"),
        ("name: Cells", "name: C, house: D", "course.house: is no name that is known here"),
        ("name: Cells", "name: C, term: {starts: 28.9.26}", "term.starts: must be a day such as"),
        ("[one.txt]", "[week/two.txt]", "there is no week/two.txt, looked for from the file's"),
    ],
)
def test_a_mistake_is_told_in_a_lecturers_words(
    folder: Path, right: str, wrong: str, said: str
) -> None:
    (folder / "course.yaml").write_text(GOOD.replace(right, wrong))
    with pytest.raises(ConfigurationError) as caught:
        load_course(folder / "course.yaml")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("question,answer\nWhere?,Room 5.\n", "a CSV or Markdown file of them goes under lectures"),
        ("question: Where?", "must be a list"),
        ("- question: Where?", "item 1: answer"),
        ("- question: A\n  answer: B\n- answer: C", "item 2: question"),
    ],
)
def test_a_mistake_in_the_faq_names_the_item(folder: Path, wrong: str, named: str) -> None:
    (folder / "faq.yaml").write_text(wrong)
    with pytest.raises(ConfigurationError, match=named):
        load_course(folder / "course.yaml").faq_items()


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("[{until: 2021-12-01}]", "embargoes.0: needs a file or a lecture"),
        ("[{file: a.pdf, lecture: 3, until: 2021-12-01}]", "embargoes.0: needs a file or a"),
        ("[{file: a.pdf}]", "embargoes.0.until"),
        ("[{file: slides/a.pdf, until: 2021-12-01}]", "embargoes.0: names a folder"),
        ("[{lecture: soon, until: 2021-12-01}]", "embargoes.0.lecture"),
        ("[{lecture: 3, until: next week}]", "embargoes.0.until"),
        ("[{lecture: 3, untill: 2021-12-01}]", "embargoes.0"),
        ("[{lecture: 3, until: 0001-01-01}]", "embargoes.0: ends in the year 1"),
    ],
)
def test_a_mistake_in_an_embargo_is_named(folder: Path, lines: str, named: str) -> None:
    (folder / "course.yaml").write_text(f"{GOOD}embargoes: {lines}\n")
    with pytest.raises(ConfigurationError, match=named):
        load_course(folder / "course.yaml")


def test_an_embargo_ends_on_a_day_or_at_a_time(folder: Path) -> None:
    lines = "[{file: a.pdf, until: 2021-12-01}, {lecture: 0, until: 2021-12-01 17:00}]"
    (folder / "course.yaml").write_text(f"{GOOD}embargoes: {lines}\n")
    first, second = load_course(folder / "course.yaml").embargoes
    assert (first.file, first.until) == ("a.pdf", date(2021, 12, 1))
    assert (second.lecture, second.until) == (0, datetime(2021, 12, 1, 17))  # noqa: DTZ001
