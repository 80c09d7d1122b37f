"""Teaching: dropped files are fetched, read, compared with what is known, and used or asked about."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import LecternError
from bot.services.calendars.fetched import CannotFollow
from bot.services.calendars.reading import CalendarReading
from bot.services.changes import (
    affected,
    alike,
    differences,
    listed,
    looked_through,
    new_dates,
    rewritten,
)
from bot.services.dropped import DroppedFile
from bot.services.knowing import CourseKeeper, CourseReader
from bot.services.ports import Clock, Material, Materials, Questions, Teaching, Teachings
from bot.services.question_files import QuestionFiles, packed_reports, with_packed
from bot.services.questions import QuestionService
from bot.services.replacing import Replacing
from bot.services.stage import Stage
from bot.services.taught import (
    CALENDAR,
    FAILED,
    KNOWN,
    MOST_LISTED,
    NEW,
    QUESTIONS,
    REPLACES,
    Counts,
    FileReport,
    TeachingReport,
)
from knowledge.calendars import is_calendar
from knowledge.course import Course
from knowledge.errors import UnreadableSource
from knowledge.model import AnswerKind
from knowledge.quality import quality
from knowledge.readers.reading import Reading

READING, USING, USED, ASKING = "reading", "using", "used", "asking"
NOTHING, DISCARDED, UNDONE = "nothing", "discarded", "undone"
Fetch = Callable[[DroppedFile], Awaitable[bytes]]
TWICE = "two files of this name came together; drop them one after the other"


@dataclass(frozen=True)
class TeachingService:
    """What instructors teach one course."""

    keeper: CourseKeeper
    materials: Materials
    teachings: Teachings
    questions: QuestionService
    asked: Questions
    calendars: CalendarReading
    clock: Clock
    quizzes: QuestionFiles

    @property
    def reader(self) -> CourseReader:
        return self.keeper.reader

    @property
    def replacing(self) -> Replacing:
        """Who said which file is to be replaced."""
        return Replacing(self.teachings, self.clock, self.workspace, self.course_id)

    @property
    def workspace(self) -> str:
        return self.keeper.workspace

    @property
    def course_id(self) -> str:
        return self.keeper.course_id

    async def begin(self, key: str, by: str, channel: str, thread_ts: str) -> Teaching:
        """The teaching of one message, begun now or before a crash."""
        return await self.teachings.begin(
            Teaching(
                workspace=self.workspace,
                course=self.course_id,
                id=_id(self.workspace, key),
                taught_by=by,
                channel=channel,
                thread_ts=thread_ts,
                state=READING,
                report_ts=None,
                result={},
                begun_at=self.clock.now(),
            )
        )

    async def read(
        self, teaching: Teaching, files: Sequence[DroppedFile], fetch: Fetch, stage: Stage
    ) -> Teaching:
        """Read the files and decide: what is new is used at once, what replaces something is asked about.

        Taken up after a crash it does again what was not finished. Raises StorageError.
        """
        if teaching.state == READING:
            report = await self._report(teaching, files, fetch, stage)
            state = ASKING if report.asks else USING if report.readable else NOTHING
            await self.teachings.note(
                self.workspace, teaching.id, state=state, result=report.to_json()
            )
            teaching = replace(teaching, state=state, result=report.to_json())
            if report.asks:
                await self.replacing.forget(teaching.taught_by)
        if teaching.state == USING:
            await self._use(teaching.id)
            await self.teachings.note(self.workspace, teaching.id, state=USED)
            teaching = replace(teaching, state=USED)
        return teaching

    async def _report(
        self, teaching: Teaching, files: Sequence[DroppedFile], fetch: Fetch, stage: Stage
    ) -> TeachingReport:
        used = await self.taught()
        own = await asyncio.to_thread(self.reader.own)
        known = {p.name: digest for p, digest in own.items()}
        known |= {m.name: m.digest for m in used}
        reports, paths = list[FileReport](), dict[str, Path]()
        instead = await self.replacing.name_for(teaching.taught_by, files, known)
        stage.files = len(files)
        for number, file in enumerate(files, 1):
            stage.fetching(file.name, number)
            if file.name in paths:
                reports.append(FileReport(file.name, FAILED, TWICE))
                continue
            accounts, path = await self._one(teaching, file, fetch, stage, known, instead)
            reports += accounts
            if path is not None:
                paths[accounts[0].name] = path
        report = TeachingReport(files=tuple(reports))
        if not paths:
            return report
        stage.doing = "comparing"
        staying = await self.keeper.on_disk([m for m in used if m.name not in paths])
        together = sorted((*staying, *paths.values()), key=lambda p: (p.name, p))
        return await self._compared(report, await asyncio.to_thread(self.reader.course, together))

    async def _one(
        self,
        teaching: Teaching,
        file: DroppedFile,
        fetch: Fetch,
        stage: Stage,
        known: Mapping[str, str],
        instead: str,
    ) -> tuple[list[FileReport], Path | None]:
        """One file's account, with those of the files of questions in it; its path where it can be used as a lecture.

        It has the name `instead`, where that is given: of what it replaces.
        """
        try:
            data = await fetch(file)
        except LecternError as error:
            return [FileReport(file.name, FAILED, error.for_user)], None
        if is_calendar(data):
            return [await self._calendar(file, data)], None
        quiz = await self._quiz(file, data)
        if quiz is not None:
            return [quiz], None
        packed = await packed_reports(self.quizzes, file, data)
        account, path = await self._lecture(teaching, file, data, stage, known, instead)
        return with_packed(account, packed), path

    async def _lecture(
        self,
        teaching: Teaching,
        file: DroppedFile,
        data: bytes,
        stage: Stage,
        known: Mapping[str, str],
        instead: str,
    ) -> tuple[FileReport, Path | None]:
        digest = hashlib.sha256(data).hexdigest()
        same = next((name for name, known_ in known.items() if known_ == digest), None)
        if same is not None:
            return FileReport(file.name, KNOWN, "" if same == file.name else same, len(data)), None
        name = instead or file.name
        path = await asyncio.to_thread(self.keeper.shelf.put, digest, name, data)
        stage.doing = "reading"
        try:
            reading = await asyncio.to_thread(self.reader.read, path, stage.told)
        except UnreadableSource as error:
            return FileReport(file.name, FAILED, error.why, len(data)), None
        status = REPLACES if name in known else NEW
        report = _account(name, status, len(data), reading)
        report = replace(report, dropped_as=file.name) if instead else report
        await self._keep(teaching, report, digest, data)
        return report, path

    async def _calendar(self, file: DroppedFile, data: bytes) -> FileReport:
        """A calendar is no lecture: its dates are proposed, and it is kept nowhere."""
        try:
            account = await self.calendars.read(data, file.name)
        except CannotFollow as error:
            return FileReport(file.name, FAILED, error.for_user, len(data))
        return FileReport(
            name=file.name,
            status=CALENDAR,
            why=account.name,
            size=len(data),
            warnings=account.warnings,
            dates=account.dates,
            asked=account.asked,
            over=account.passed,
            meetings=account.meetings,
        )

    async def _quiz(self, file: DroppedFile, data: bytes) -> FileReport | None:
        """Quiz questions are no lecture: who dropped them decides about them, and they are kept nowhere yet."""
        try:
            read = await self.quizzes.read(data, file.name)
        except UnreadableSource as error:
            return FileReport(file.name, FAILED, error.why, len(data))
        if read is None:
            return None
        return FileReport(file.name, QUESTIONS, size=len(data), slack_file=file.id)

    async def _keep(self, teaching: Teaching, report: FileReport, digest: str, data: bytes) -> None:
        now = self.clock.now()
        material = Material(
            workspace=self.workspace,
            course=self.course_id,
            id=_id(teaching.id, report.name),
            name=report.name,
            digest=digest,
            size=len(data),
            state="proposed",
            teaching=teaching.id,
            taught_by=teaching.taught_by,
            taught_at=now,
            changed_by=teaching.id,
            changed_at=now,
            summary={"slides": report.slides, "pages": report.pages, "faqs": report.faqs},
        )
        await self.materials.add(material, data)

    async def _compared(self, report: TeachingReport, after: Course) -> TeachingReport:
        before = self.questions.course
        names = {file.name for file in report.readable}
        looked = await asyncio.to_thread(quality, after.build)
        similar = alike(looked, names)
        found = differences(before.build, after.build)
        faqs = sum(entry.kind is AnswerKind.FAQ for entry in found.new)
        dates = new_dates(before.build, after.build)
        records = await self.asked.latest(self.workspace, self.course_id)
        touched, answerable = await asyncio.to_thread(
            affected, records, before, after, self.clock.now()
        )
        return replace(
            report,
            files=tuple(looked_through(file, looked) for file in report.files),
            counts=Counts(
                new=len(found.new) - faqs,
                faqs=faqs,
                changed=len(found.changed),
                gone=len(found.gone),
                same=found.same,
                affected=len(touched),
                answerable=len(answerable),
                dates=len(dates),
                alike=len(similar),
            ),
            new=listed(found.new),
            changed=rewritten(found.changed),
            gone=listed(found.gone),
            dates=dates[:MOST_LISTED],
            affected=touched[:MOST_LISTED],
            answerable=answerable[:MOST_LISTED],
            alike=similar[:MOST_LISTED],
        )

    # What an instructor decides

    async def get(self, teaching_id: str) -> Teaching | None:
        return await self.teachings.get(self.workspace, teaching_id)

    async def use(self, teaching_id: str) -> Teaching | None:
        """Let students get answers from what was proposed. None where nothing is proposed any more."""
        if not await self._use(teaching_id):
            return None
        return await self._noted(teaching_id, USED)

    async def _use(self, teaching_id: str) -> bool:
        done = await self.materials.use(
            self.workspace, self.course_id, teaching_id, self.clock.now()
        )
        await self.catch_up()
        return done

    async def discard(self, teaching_id: str) -> Teaching | None:
        """Forget what was proposed. None where nothing is proposed any more."""
        if not await self.materials.discard(self.workspace, teaching_id):
            return None
        return await self._noted(teaching_id, DISCARDED)

    async def undo(self, change: str) -> bool:
        """Take back a teaching or a removal; False where something was changed again since."""
        done = await self.materials.undo(self.workspace, self.course_id, change, self.clock.now())
        await self.catch_up()
        if done:
            await self.teachings.note(self.workspace, change, state=UNDONE)
        return done

    async def remove(self, material_id: str) -> str | None:
        """Teach it no longer; the change to undo it by, or None where it was not taught."""
        change = _id("remove", material_id)
        done = await self.materials.remove(
            self.workspace, self.course_id, material_id, change, self.clock.now()
        )
        await self.catch_up()
        return change if done else None

    async def taught(self) -> Sequence[Material]:
        """What is taught now, by name."""
        return await self.materials.used(self.workspace, self.course_id)

    async def catch_up(self) -> None:
        """Take up the newest version of the course; every replica does this now and then."""
        course = await self.keeper.newer()
        if course is not None:
            self.questions.take_up(course)

    async def _noted(self, teaching_id: str, state: str) -> Teaching | None:
        await self.teachings.note(self.workspace, teaching_id, state=state)
        return await self.teachings.get(self.workspace, teaching_id)


def _account(name: str, status: str, size: int, reading: Reading) -> FileReport:
    return FileReport(
        name=name,
        status=status,
        size=size,
        slides=len(reading.slides),
        faqs=len(reading.faq),
        pages=reading.pages or 0,
        repairs=len(reading.repairs),
        warnings=tuple(w[:300] for w in reading.warnings[:MOST_LISTED]),
    )


def _id(*parts: str) -> str:
    """The same for the same parts, so that a crash makes nothing twice."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
