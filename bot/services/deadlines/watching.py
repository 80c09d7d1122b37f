"""Dates in the lectures are proposed when the course is read, and again whenever it is another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.deadlines.proposals import ProposalService
from bot.services.questions import QuestionService
from knowledge.course import Course

SET_BACK = timedelta(minutes=1)
"""A clock that is put right by less is no news."""


@dataclass
class CourseWatch:
    """Looks now and then whether questions are answered from a course that it has not seen.

    Also when the clock was set back: dates that had passed may be ahead.
    """

    questions: QuestionService
    proposals: ProposalService
    seen: Course | None = None
    _looked_at: datetime | None = None

    async def tick(self) -> None:
        """Propose what the course names. Raises StorageError, and then looks again at the next tick."""
        course = self.questions.course
        now, before = self.proposals.parts.clock.now(), self._looked_at
        set_back = before is not None and now < before - SET_BACK
        if course is not self.seen or set_back:
            await self.proposals.course_read(course.build)
            self.seen = course
        self._looked_at = now
