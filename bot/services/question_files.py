"""Files of quiz questions among what is taught: dropped by themselves, or in a zip beside lectures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.services.dropped import DroppedFile
from bot.services.quizzes.bank.importing import PackedFile
from bot.services.taught import FAILED, QUESTIONS, FileReport
from knowledge.exchange import Imported


class QuestionFiles(Protocol):
    """Who can tell files of quiz questions from lectures."""

    async def read(self, data: bytes, name: str) -> Imported | None:
        """The questions; None where it is no such file. Raises UnreadableSource."""

    async def packed(self, data: bytes, name: str) -> tuple[Sequence[PackedFile], int]:
        """Such files in a zip; and how many more there may be, which are not read."""


async def packed_reports(
    files: QuestionFiles, file: DroppedFile, data: bytes
) -> tuple[FileReport, ...]:
    """A report for each file of questions in a zip, to be looked at as one that was dropped by itself."""
    found, left = await files.packed(data, file.name)
    reports = [_report(file, packed) for packed in found]
    if left:
        reports.append(FileReport(file.name, FAILED, _more(left), len(data)))
    return tuple(reports)


def _more(left: int) -> str:
    if left == 1:
        return "1 more file in it may be of questions: drop that by itself"
    return f"{left} more files in it may be of questions: drop those by themselves"


def _report(file: DroppedFile, packed: PackedFile) -> FileReport:
    name = f"{file.name}/{packed.path}"
    if packed.why:
        return FileReport(name, FAILED, packed.why, packed.size)
    return FileReport(name, QUESTIONS, size=packed.size, slack_file=key_of(file.id, packed.place))


def with_packed(account: FileReport, packed: Sequence[FileReport]) -> list[FileReport]:
    """A zip's account before those of the files of questions in it; without it where there is no lecture in it.

    What the reader of lectures says of these files is left out: they have an account of their own.
    """
    read = [report.name for report in packed if report.status == QUESTIONS]
    if read and account.status == FAILED:
        return list(packed)
    inside = [report.name for report in packed if "/" in report.name]
    told = tuple(f"{name[name.index('/') :]}: " for name in inside)
    xml = f"left out what is no lecture: {sum(name.endswith('.xml') for name in inside)} .xml"
    kept = (w for w in account.warnings if not w.endswith(xml) and not any(t in w for t in told))
    return [replace(account, warnings=tuple(kept)), *packed]


def key_of(slack_file: str, place: int) -> str:
    """By which a file in a zip is found again; `place` counts from 1."""
    return f"{slack_file}/{place}"


def parted_key(key: str) -> tuple[str, int]:
    """The id of Slack's file, and the place in it; 0 for the file itself."""
    slack_file, _, place = key.partition("/")
    return slack_file, int(place) if place.isascii() and place.isdecimal() else 0
