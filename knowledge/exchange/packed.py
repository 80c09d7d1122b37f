"""Files of questions that lie in a zip, beside lectures or by themselves: which of its members are worth a look."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.errors import UnreadableSource
from knowledge.exchange.detecting import is_zip
from knowledge.exchange.limits import MAX_BYTES
from knowledge.exchange.recognising import may_be_questions
from knowledge.readers.archive import Member, picked
from knowledge.readers.kinds import Kind, Refused, kind_of
from knowledge.readers.quizzes import has_marks

MOST_FILES = 20
"""So many are read of one zip."""
MOST_TOGETHER = 30_000_000
"""Bytes of all members that are opened."""
_TEXTS = frozenset((".gift", ".aiken", ".txt", ".xml", ".qti", ".csv", ".tsv"))
_PACKAGES = frozenset((".zip", ".imscc"))


@dataclass(frozen=True, slots=True)
class Packed:
    """Members that may be files of questions, in natural order; `left` more are not looked at."""

    members: Sequence[Member] = ()
    left: int = 0


def packed_in(data: bytes, name: str) -> Packed:
    """Those of a zip; none of another file, an Office file, a damaged zip, and one that is a package of questions itself."""
    if not _is_plain_zip(data) or may_be_questions(data, name):
        return Packed()
    room = MOST_TOGETHER

    def wanted(info: zipfile.ZipInfo, path: str) -> bool:
        nonlocal room
        if PurePosixPath(path).suffix.casefold() not in _TEXTS | _PACKAGES:
            return False
        fits = info.file_size <= MAX_BYTES and info.file_size <= room
        room -= info.file_size if fits else 0
        return fits

    try:
        found = [member for member in picked(data, name, wanted) if _may_be(member)]
    except UnreadableSource:
        return Packed()
    return Packed(found[:MOST_FILES], len(found[MOST_FILES:]))


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
