"""Files of questions that lie in a zip, beside lectures or by themselves: which of its members are worth a look."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from knowledge.errors import UnreadableSource
from knowledge.exchange.detecting import is_zip
from knowledge.exchange.limits import MAX_BYTES
from knowledge.exchange.recognising import may_be_questions
from knowledge.readers.archive import Member, picked, suspicion
from knowledge.readers.kinds import Kind, Refused, kind_of
from knowledge.readers.limits import megabytes
from knowledge.readers.quizzes import has_marks

MOST_FILES = 20
"""So many are read of one zip."""
MOST_TOGETHER = 30_000_000
"""Bytes of all members that are opened."""
DEEPEST = 3
"""A zip in a zip in a zip is opened, none in that."""
DAMAGED = "this member of the zip archive is damaged"
TOO_LARGE = f"not looked at for quiz questions, as it is larger than {megabytes(MAX_BYTES)}: split it into several files"
TOO_MANY = (
    f"not read, as {MOST_FILES} files of quiz questions are read of one zip: drop it by itself"
)
TOO_DEEP = "not looked at for quiz questions, as it lies in zips in zips: drop it by itself"
TOO_LATE = f"not looked at for quiz questions, as {megabytes(MOST_TOGETHER)} of a zip are: drop it by itself"
NOT_LOOKED_AT = frozenset((TOO_LARGE, TOO_DEEP, TOO_LATE))
"""Why a member may be a lecture as well."""
_TEXTS = frozenset((".gift", ".aiken", ".txt", ".xml", ".qti", ".csv", ".tsv"))
_PACKAGES = frozenset((".zip", ".imscc", ".xlsx"))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member that may be of questions, or hold such files, and is not read; `path` "" is the zip itself. `size` in bytes."""

    path: str
    why: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """Members that may be files of questions, in natural order, also those in zips in it (`inner.zip/a.gift`); and what was left."""

    members: Sequence[Member] = ()
    left: Sequence[LeftOut] = ()


def packed_in(data: bytes, name: str) -> Packed:
    """Those of a zip; none of another file, an Office file, a damaged zip, and one that is a package of questions itself."""
    if not _is_plain_zip(data) or may_be_questions(data, name):
        return Packed()
    search = _Search()
    search.look(data, "", 1)
    over = [LeftOut(m.name, TOO_MANY, len(m.data)) for m in search.found[MOST_FILES:]]
    return Packed(search.found[:MOST_FILES], (*search.left, *over))


@dataclass
class _Search:
    """What was found until now, and how many bytes may still be opened."""

    found: list[Member] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    room: int = field(default_factory=lambda: MOST_TOGETHER)

    def look(self, data: bytes, within: str, depth: int) -> None:
        """Through a zip; `within` is its path and a slash, "" for the outermost one."""
        opening: dict[str, int] = {}

        def wanted(info: zipfile.ZipInfo, path: str) -> bool:
            path, why = path.replace("\\", "/"), self._why_not(info, path)
            if why:
                self.left.append(LeftOut(within + path, why, info.file_size))
            elif why is None:
                opening[path] = info.file_size
                self.room -= info.file_size
            return why is None

        try:
            members = picked(data, within, wanted)
        except UnreadableSource as error:
            self.left.append(LeftOut(within.rstrip("/"), error.why, len(data)))
            return
        for member in members:
            opening.pop(member.name, None)
            self._sort_in(Member(within + member.name, member.data), depth)
        self.left += [LeftOut(within + path, DAMAGED, size) for path, size in opening.items()]

    def _why_not(self, info: zipfile.ZipInfo, path: str) -> str | None:
        """Why it is not opened; "" where it is of no interest, None where it is opened."""
        if PurePosixPath(path).suffix.casefold() not in _TEXTS | _PACKAGES:
            return ""
        if info.file_size > MAX_BYTES:
            return suspicion(info, path) or TOO_LARGE
        return suspicion(info, path) or (TOO_LATE if info.file_size > self.room else None)

    def _sort_in(self, member: Member, depth: int) -> None:
        if _may_be(member):
            self.found.append(member)
        elif _is_plain_zip(member.data) and depth < DEEPEST:
            self.look(member.data, f"{member.name}/", depth + 1)
        elif _is_plain_zip(member.data):
            self.left.append(LeftOut(member.name, TOO_DEEP, len(member.data)))


def _is_plain_zip(data: bytes) -> bool:
    """PowerPoint's and Word's files are zips too, of many parts in XML, none of which has to be opened."""
    try:
        return is_zip(data) and kind_of(data) is Kind.ZIP
    except Refused:
        return False


def _may_be(member: Member) -> bool:
    if is_zip(member.data):
        return may_be_questions(member.data, member.name)
    named = PurePosixPath(member.name).suffix.casefold() in {".gift", ".aiken"}
    return named or (has_marks(member.data) and may_be_questions(member.data, member.name))
