"""Bringing questions in from a file: looked at first, then kept as drafts or approved, and taken back whole.

Nothing is kept of a file before somebody says so: it lies in Slack, and is read again when it is to be kept.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.services.quizzes.asking import PICKED, is_answerable
from bot.services.quizzes.bank.editing import Place, found, number_of
from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.ports import (
    APPROVED,
    DRAFT,
    EVERY,
    IMPORTED,
    BankQuestion,
    Wanted,
)
from knowledge.course import Course
from knowledge.entries import source_of
from knowledge.errors import UnreadableSource
from knowledge.exchange import Format, Imported, Item, Note
from knowledge.exchange.apart import read_questions_apart
from knowledge.exchange.codec import item_json
from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import KIND_NAMES, Kind
from knowledge.exchange.packed import packed_in
from knowledge.model import Source
from knowledge.normalise import fold

_REMEMBERED = 8
_LECTURE = re.compile(r"\b(?:lecture|lec|week|vorlesung|cours|clase)\.?[ _-]*(\d{1,3})\b", re.I)
_SLIDE = re.compile(r"\b(?:slide|folie|page|p)\.?[ _-]*(\d{1,4})\b", re.I)
_UNMARKABLE = {
    Kind.ESSAY: "I cannot mark what is written freely; it is left out",
    Kind.DESCRIPTION: "it asks nothing; it is left out",
}
_NO_ANSWER = "no answer of it is marked as right; it is left out"
_THERE = "it is in the bank already; it is left out"
_OTHERWISE = "it is in the bank already, with another answer marked as right; it is left out: change it there with Edit…"
_TWICE = "it stands twice in the file; the first is taken"
_TWO_WAYS = (
    "it stands twice in the file, with different answers marked as right; the first is taken"
)
_ALIKE = "two of its choices read the same, and only one is right; it is left out"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds: the questions that can be kept, and a note for all that cannot, or not as it was.

    `numbers` are the places of the items in the file, from 1.
    """

    name: str
    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()
    format: Format | None = None
    numbers: tuple[int, ...] = ()

    @property
    def kinds(self) -> Counter[Kind]:
        return Counter(item.kind for item in self.items)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of questions in a zip, by its path there; `place` finds it again, `why` it cannot be read is "" where it can.

    `path` is "" where it is of the zip itself, `place` 0 of what was not looked at.
    """

    path: str
    place: int
    size: int
    why: str = ""


@dataclass(frozen=True)
class Importing:
    """One course's imports."""

    parts: BankParts
    _read: OrderedDict[str, Imported] = field(default_factory=OrderedDict)

    async def read(self, data: bytes, name: str) -> Imported | None:
        """The questions of a file, read in a process of its own; None where it is no file of questions.

        Raises UnreadableSource: it is one, and cannot be read.
        """
        key = hashlib.sha256(data).hexdigest() + name
        known = self._read.get(key)
        if known is not None:
            return known
        read = await asyncio.to_thread(read_questions_apart, data, name)
        if read is not None:
            self._read[key] = read
            while len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
        return read

    async def packed(self, data: bytes, name: str) -> list[PackedFile]:
        """The files of questions in a zip, and then what else in it may be of questions and is not read, and why."""
        found = await asyncio.to_thread(packed_in, data, name)
        files = list[PackedFile]()
        for place, member in enumerate(found.members, 1):
            whole = f"{name}/{member.name}"
            try:
                read = await self.read(member.data, whole)
            except UnreadableSource as error:
                files.append(PackedFile(member.name, place, len(member.data), error.why))
            else:
                files += [PackedFile(member.name, place, len(member.data))] if read else []
        return files + [PackedFile(one.path, 0, one.size, one.why) for one in found.left]

    async def member(self, data: bytes, name: str, place: int) -> tuple[bytes, str] | None:
        """What lies at a place (`PackedFile.place`) in a zip, and its path with the zip's name; None where nothing does."""
        members = (await asyncio.to_thread(packed_in, data, name)).members
        if not 1 <= place <= len(members):
            return None
        return members[place - 1].data, f"{name}/{members[place - 1].name}"

    async def preview(self, read: Imported, name: str) -> Preview:
        """What would be kept of it now."""
        there = await self.parts.find(Wanted(EVERY, gone=True))
        return await asyncio.to_thread(_sorted_out, read, name, there)

    async def keep(self, preview: Preview, key: str, by: str, *, approved: bool) -> int:
        """Keep the questions under a key, once; returns how many are new."""
        parts, now = self.parts, self.parts.clock.now()
        course = parts.questions.course
        new = [
            BankQuestion(
                workspace=parts.workspace,
                id=id_of(parts.course, key, number),
                course=parts.course,
                item=item,
                origin=IMPORTED,
                made_at=now,
                state=APPROVED if approved else DRAFT,
                source=source_in(item, course),
                difficulty=0.5 if item.difficulty is None else item.difficulty,
                made_by=by,
                changed_by=by,
                changed_at=now,
                fingerprint=_fingerprint(item),
            )
            for number, item in zip(preview.numbers, preview.items, strict=True)
        ]
        return await parts.bank.add(new)

    async def kept(self, key: str) -> list[BankQuestion]:
        """What there is of what was kept under a key."""
        start = _start(self.parts.course, key)
        every = await self.parts.find(Wanted(EVERY, gone=True))
        return [q for q in every if q.origin == IMPORTED and q.id.startswith(start)]

    async def take_back(self, key: str) -> tuple[int, int]:
        """Forget what was kept under a key; what somebody changed since stays. How many went, how many stayed."""
        parts, mine = self.parts, await self.kept(key)
        gone = [q.id for q in mine if q.revision == 1]
        for question_id in gone:
            await parts.bank.remove(parts.workspace, question_id)
        return len(gone), len(mine) - len(gone)


def id_of(course: str, key: str, number: int) -> str:
    """The same for the same question of the same file, so that two clicks keep it once."""
    return f"{_start(course, key)}{number:04d}"


def _start(course: str, key: str) -> str:
    """What the ids of all questions of a file begin with."""
    digest = hashlib.sha256("\x1f".join((course, key)).encode()).hexdigest()
    return f"{digest[:12]}-"


def source_in(item: Item, course: Course) -> Source | None:
    """The lecture or slide that its source or category names, if the course has it."""
    said = f"{item.source} {item.category.replace('/', ' / ')}"
    lecture, slide = _LECTURE.search(said), _SLIDE.search(item.source)
    number = slide[1] if slide else ""
    if lecture:
        for place in (Place(lecture[1], number), Place(lecture[1])):
            source, wrong = found(course, place)
            if not wrong:
                return source
    file = next((f for f in course.build.files if f and item.source.startswith(f)), "")
    of_file = [s for s in course.build.quoted if s.file == file] if file and number else []
    there = (source_of(s) for s in of_file if str(number_of(s)) == number)
    return next(there, None)


def _sorted_out(read: Imported, name: str, there: Sequence[BankQuestion]) -> Preview:
    seen = {_words(q.item): _right(q.item) for q in there}
    mine, kept, notes = set[tuple[str, ...]](), dict[int, Item](), list(read.notes)
    for number, item in enumerate(read.items, 1):
        what = KIND_NAMES[item.kind]
        said = f"{what} (“{' '.join(as_plain(item.stem).split())[:80]}”)"
        words = _words(item)
        if item.kind in _UNMARKABLE:
            notes.append(Note(said, _UNMARKABLE[item.kind], question=number))
        elif not is_answerable(item):
            notes.append(Note(said, _NO_ANSWER, question=number))
        elif words in seen:
            same, otherwise = (_TWICE, _TWO_WAYS) if words in mine else (_THERE, _OTHERWISE)
            why = same if seen[words] == _right(item) else otherwise
            notes.append(Note(said, why, question=number))
        elif _has_twins(item):
            notes.append(Note(said, _ALIKE, question=number))
        else:
            seen[words] = _right(item)
            mine.add(words)
            kept[number] = item
    return Preview(name, tuple(kept.values()), tuple(notes), read.format, tuple(kept))


def _words(item: Item) -> tuple[str, ...]:
    """The same for questions that read the same, whatever format they come from."""
    texts = [as_plain(choice.text) for choice in item.choices]
    texts += [f"{n.value}±{n.tolerance}" for n in item.numbers]
    texts += [f"{as_plain(p.left)}→{p.right}" for p in item.pairs]
    texts += [as_plain(choice.text) for gap in item.gaps for choice in gap.choices]
    folded = [fold(text) for text in texts]
    return (item.kind.value, fold(as_plain(item.stem)), *sorted(folded))


def _right(item: Item) -> frozenset[str]:
    """What is right of the choices that a question shows."""
    shown = item.choices if item.kind in PICKED else ()
    return frozenset(fold(as_plain(choice.text)) for choice in shown if choice.weight > 0)


def _has_twins(item: Item) -> bool:
    """Does a right choice read as a wrong one does?"""
    groups = [item.choices if item.kind in PICKED else ()]
    groups += [gap.choices for gap in item.gaps if gap.kind in PICKED]
    texts = [({as_plain(c.text) for c in g if c.weight > 0}, {as_plain(c.text) for c in g if c.weight <= 0}) for g in groups]  # fmt: skip
    return any(right & wrong for right, wrong in texts)


def _fingerprint(item: Item) -> str:
    said = json.dumps(item_json(item), sort_keys=True, ensure_ascii=False)
    return f"i{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:23]}"
