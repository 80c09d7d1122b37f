"""The sample course, read once."""

from __future__ import annotations

import pytest

from bot.loading import load_course_knowledge
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE
from knowledge.course import Course
from knowledge.model import Build


@pytest.fixture(scope="session")
def course() -> Course:
    """The course that the project ships with, as the bot loads it."""
    return load_course_knowledge(load_course(DEFAULT_COURSE_FILE))


@pytest.fixture(scope="session")
def build(course: Course) -> Build:
    return course.build
