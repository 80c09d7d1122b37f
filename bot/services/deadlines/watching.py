"""Dates in the lectures are proposed when the course is read, and again whenever it is another one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.deadlines.proposals import ProposalService
from bot.services.questions import QuestionService
from knowledge.course import Course


@dataclass
class CourseWatch:
    """Looks now and then whether questions are answered from a course that it has not seen."""

    questions: QuestionService
    proposals: ProposalService
    seen: Course | None = None

    async def tick(self) -> None:
        """Propose what the course names. Raises StorageError, and then looks again at the next tick."""
        course = self.questions.course
        if course is not self.seen:
            await self.proposals.course_read(course.build)
            self.seen = course
