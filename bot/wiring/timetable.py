"""The timetable as the course file says."""

from __future__ import annotations

from bot.services.timetable import Timetable
from config.course import CourseConfig


def timetable_of(config: CourseConfig) -> Timetable:
    """When the class meets; an empty one where the course file does not say."""
    facts = config.course
    term = facts.term
    return Timetable(facts.timezone, facts.timetable, facts.no_class, term.starts, term.ends)
