"""What a local workspace says of the course that Lectern assists in it."""

from __future__ import annotations

from bot.playground import SAMPLE
from bot.running import classroom, introduction
from config.course import CourseFacts
from knowledge.course import Course
from knowledge.model import Build, Bullet, Slide, SourceFile

BIOLOGY = CourseFacts(id="bio110", code="BIO 110", name="Plant Biology", timezone="Europe/London")


def known(*slides: Slide, file: str = "water.pptx") -> Course:
    build = Build(slides=slides, sources=(SourceFile(file),))
    return Course.from_build(build, code="BIO 110", name="Plant Biology", timezone="Europe/London")


def test_a_course_of_ones_own_is_introduced_by_its_name() -> None:
    told = introduction(known(Slide("water.pptx", "Osmosis", (Bullet("Water moves"),))), BIOLOGY)
    assert told.said.startswith("Lectern has read 1 slide of BIO 110. Ask it something")
    assert told.examples == ()


def test_without_a_lecture_it_says_how_it_gets_one() -> None:
    told = introduction(known(), BIOLOGY)
    assert told.said.startswith("Lectern has not read a lecture of BIO 110 yet.")
    assert told.examples == ()


def test_the_sample_lecture_is_introduced_with_the_questions_of_the_readme() -> None:
    assert introduction(known(file="sample-lecture.txt"), BIOLOGY) is SAMPLE


def test_the_classs_channel_is_called_after_the_course() -> None:
    assert classroom(BIOLOGY) == ("bio110", "Plant Biology")
