"""Files of quiz questions among what is taught: dropped by themselves, or in a zip beside lectures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.services.dropped import DroppedFile
from bot.services.quizzes.bank.importing import PackedFile
from bot.services.taught import FAILED, QUESTIONS, FileReport
from knowledge.exchange import Imported
from knowledge.exchange.packed import NOT_LOOKED_AT

_MOST_LEFT = 20
"""So many that were not looked at are named."""


class QuestionFiles(Protocol):
    """Who can tell files of quiz questions from lectures."""

    async def read(self, data: bytes, name: str) -> Imported | None:
        """The questions; None where it is no such file. Raises UnreadableSource."""

    async def packed(self, data: bytes, name: str) -> Sequence[PackedFile]:
        """Such files in a zip, and then what else in it may be of questions and is not read, and why."""


async def packed_reports(
    files: QuestionFiles, file: DroppedFile, data: bytes
) -> tuple[FileReport, ...]:
    """A report for each file of questions in a zip, to be looked at as one that was dropped by itself.

    And one for each file that may be of questions and was not looked at; many of these are counted at last.
    """
    packed = await files.packed(data, file.name)
    left = [one for one in packed if not one.place]
    listed = [one for one in packed if one.place or one in left[:_MOST_LEFT]]
    reports = [_report(file, one) for one in listed]
    if left[_MOST_LEFT:]:
        why = _more(len(left) - _MOST_LEFT)
        reports.append(FileReport(file.name, FAILED, why, len(data)))
    return tuple(reports)


def _more(left: int) -> str:
    if left == 1:
        return (
            "1 more file in it may be of quiz questions and was not looked at: drop that by itself"
        )
    return f"{left} more files in it may be of quiz questions and were not looked at: drop those by themselves"


def _report(file: DroppedFile, packed: PackedFile) -> FileReport:
    name = f"{file.name}/{packed.path}" if packed.path else file.name
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
    inside = [report for report in packed if "/" in report.name]
    looked_at = [report.name for report in inside if report.why not in NOT_LOOKED_AT]
    told = tuple(f"{name[name.index('/') :]}: " for name in looked_at)
    xml = f"left out what is no lecture: {sum(one.name.endswith('.xml') for one in inside)} .xml"
    kept = (w for w in account.warnings if not w.endswith(xml) and not any(t in w for t in told))
    said = (account.name, account.status, account.why)
    others = [one for one in packed if (one.name, one.status, one.why) != said]
    if account.status == FAILED:
        return [replace(account, warnings=tuple(kept)), *others]
    # The zip was read: what is said of questions alone is no file that was not.
    left = [one for one in others if one.why in NOT_LOOKED_AT]
    unread = (f"{one.name.partition('/')[2]}: {one.why}" for one in left)
    return [
        replace(account, warnings=(*kept, *unread)),
        *(one for one in others if one not in left),
    ]


def key_of(slack_file: str, place: int) -> str:
    """By which a file in a zip is found again; `place` counts from 1."""
    return f"{slack_file}/{place}"


def parted_key(key: str) -> tuple[str, int]:
    """The id of Slack's file, and the place in it; 0 for the file itself."""
    slack_file, _, place = key.partition("/")
    return slack_file, int(place) if place.isascii() and place.isdecimal() else 0
