"""Questions are drafted when the course is read, and again whenever it is another one.

A draft is known again by what it asks for, so that a lecture that is read anew neither asks twice nor
asks again for what somebody rejected.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.ports import DRAFTED, EVERY, BankQuestion, Wanted
from bot.services.reminding.ports import Outgoing
from knowledge.course import Course
from knowledge.model import Build
from knowledge.normalise import fold
from knowledge.questions import QuizQuestion, as_item, draft_questions

log = structlog.get_logger(__name__)
QUIZ_DRAFTS = "quiz_drafts"
"""The kind of the message that tells an instructor how many drafts wait."""
_EDITION = 1
"""Raised where the same lectures give other drafts than before."""


def fingerprint(question: QuizQuestion) -> str:
    """The same for what asks the same: the form, the words and the answer; wrong answers may be others."""
    return _digest(question.kind.value, fold(question.question), fold(question.answer))


def version_of(build: Build) -> str:
    """The same for the same slides: what was drafted from."""
    made = hashlib.sha256(f"{_EDITION}".encode())
    for slide in build.quoted:
        said = (slide.file, slide.page, slide.slide, slide.lecture, slide.date, slide.title)
        made.update(f"{said}\x1f{slide.body}\x1e".encode("utf-8", "replace"))
    return made.hexdigest()[:32]


@dataclass
class Drafting:
    """Looks now and then whether the course is one that it has not drafted from."""

    parts: BankParts
    seen: Course | None = None
    _at_work: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def tick(self) -> None:
        """Draft what is new. Raises StorageError, and then looks again at the next tick."""
        course = self.parts.questions.course
        if course is self.seen or self._at_work.locked():
            return
        async with self._at_work:
            await self.course_read(course.build)
            self.seen = course

    async def course_read(self, build: Build) -> int:
        """Keep what the lectures give; returns how many questions are new. The same lectures give nothing twice."""
        parts = self.parts
        before = await parts.bank.settled(parts.workspace, parts.course)
        version = await asyncio.to_thread(version_of, build)
        if version == before:
            return 0
        drafts = await asyncio.to_thread(self._drafts, build, parts.clock.now())
        added = await parts.bank.add(drafts)
        await self._follow(drafts)
        if not before and drafts:
            await self._tell()
        standing = {draft.fingerprint for draft in drafts}
        await parts.bank.settle(parts.workspace, parts.course, version, standing)
        log.info("quiz_drafted", course=parts.course, drafts=len(drafts), new=added)
        return added

    def _drafts(self, build: Build, now: datetime) -> list[BankQuestion]:
        return [self._draft(question, now) for question in draft_questions(build).questions]

    def _draft(self, question: QuizQuestion, now: datetime) -> BankQuestion:
        parts, mark = self.parts, fingerprint(question)
        return BankQuestion(
            workspace=parts.workspace,
            id=_digest(parts.workspace, parts.course, mark)[:16],
            course=parts.course,
            item=as_item(question),
            origin=DRAFTED,
            made_at=now,
            source=question.source,
            form=question.kind.value,
            language=question.language,
            difficulty=question.difficulty,
            quality=question.quality,
            fingerprint=mark,
        )

    async def _follow(self, drafts: Sequence[BankQuestion]) -> None:
        """Questions go along with their slides, to another page, file or day."""
        bank = self.parts.bank
        kept = {q.fingerprint: q for q in await self.parts.find(Wanted(EVERY, gone=True))}
        for draft in drafts:
            known = kept.get(draft.fingerprint)
            if known is None or known.origin != DRAFTED or known.source == draft.source:
                continue
            item = replace(known.item, source=draft.item.source, category=draft.item.category)
            await bank.change(known, replace(known, source=draft.source, item=item))

    async def _tell(self) -> None:
        """A private word to each instructor, once in a course's life."""
        parts = self.parts
        now = parts.clock.now()
        told = [
            Outgoing(
                parts.workspace,
                f"{QUIZ_DRAFTS}:{parts.course}:{user}",
                QUIZ_DRAFTS,
                user,
                now,
                course=parts.course,
            )
            for user in parts.instructors
        ]
        await parts.outbox.add(told)
        parts.wake()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
