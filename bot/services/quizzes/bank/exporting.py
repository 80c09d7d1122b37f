"""Questions out as a file for another program, with an account of what that cannot say."""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.file_names import stem_of
from bot.services.polls.exporting import slug
from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, BankQuestion, Wanted
from bot.services.quizzes.topics import MOST_TYPED, Found, lecture_in, narrowed
from knowledge.exchange import Exported, Format, Item, Note, write_anki, write_questions
from knowledge.exchange.codec import item_json

NAMES = {
    "gift": Format.GIFT,
    "moodle": Format.MOODLE_XML,
    "xml": Format.MOODLE_XML,
    "qti": Format.QTI,
    "canvas": Format.QTI,
    "aiken": Format.AIKEN,
    "csv": Format.CSV,
    "anki": Format.ANKI,
}
"""What is typed, and the format that is meant."""
_ENDINGS = {
    Format.GIFT: "gift.txt",
    Format.MOODLE_XML: "moodle.xml",
    Format.QTI: "qti.zip",
    Format.AIKEN: "aiken.txt",
    Format.CSV: "csv",
    Format.ANKI: "apkg",
}
_TYPED = re.compile(
    r"(?P<format>[a-z]+)(?:\s+(?P<drafts>(?:with )?drafts|all|everything))?(?:\s+(?:(?:about|on)\s+)?(?P<about>.+?))??"
    r"(?:\s+(?P<more>(?:with )?drafts|all|everything))?",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to take along: the approved questions, with `drafts` those too. `topic` "" is any."""

    format: Format
    lecture: int | None = None
    drafts: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the file does not say, and the numbers of the questions that it was true of."""

    what: str
    why: str
    questions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """A file. `count` questions were to be in it, `written` are; `made_of` is the same for the same questions, whenever it is made."""

    name: str
    data: bytes
    count: int
    written: int
    made_of: bytes
    notes: tuple[Said, ...] = ()


def typed(words: str) -> Wish | None:
    """What stands behind `/quiz export`; None for what is no format."""
    found = _TYPED.fullmatch(words.strip())
    kind = NAMES.get(found["format"].casefold()) if found else None
    if found is None or kind is None:
        return None
    drafts, about = bool(found["drafts"] or found["more"]), (found["about"] or "").strip()
    lecture = lecture_in(about)
    return Wish(kind, lecture, drafts, "" if lecture is not None else about[:MOST_TYPED])


@dataclass(frozen=True)
class Exporting:
    """One course's questions, as files."""

    parts: BankParts

    async def questions(self, wish: Wish) -> Sequence[BankQuestion]:
        """Which would be in the file, in their order there."""
        return (await self.found(wish)).questions

    async def found(self, wish: Wish) -> Found:
        """The same, with topics to offer where nothing is about the one that was typed."""
        states = (APPROVED, DRAFT) if wish.drafts else (APPROVED,)
        there = await self.parts.find(Wanted(states, wish.lecture))
        course = self.parts.questions.course
        return await asyncio.to_thread(narrowed, course, there, wish.topic, wish.lecture)

    async def pack(self, wish: Wish) -> Packed | None:
        """The file; None where there is nothing to put into it."""
        found = await self.questions(wish)
        if not found:
            return None
        return await asyncio.to_thread(self._packed, found, wish)

    def _packed(self, found: Sequence[BankQuestion], wish: Wish) -> Packed:
        items = [replace(q.item, id=q.item.id or q.id) for q in found]
        made = _written(items, wish.format, self.parts.code, self.parts.clock.now())
        about = f"-lecture-{wish.lecture}" if wish.lecture is not None else ""
        about = f"-{slug(wish.topic)}" if slug(wish.topic) else about
        name = f"{stem_of(self.parts.code)}-questions{about}.{_ENDINGS[wish.format]}"
        made_of = json.dumps([item_json(item) for item in items]).encode()
        return Packed(name, made.data, len(found), made.written, made_of, grouped(made.notes))


def _written(items: list[Item], kind: Format, deck: str, now: datetime) -> Exported:
    return write_anki(items, deck, now) if kind is Format.ANKI else write_questions(items, kind)


def grouped(notes: Sequence[Note]) -> tuple[Said, ...]:
    """The same remark on many questions, said once; and what is missing of the same questions for the same reason."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for note in notes:
        places[note.what, note.why] += [note.question] if note.question else []
    alike: dict[tuple[str, tuple[int, ...]], list[str]] = defaultdict(list)
    for (what, why), at in places.items():
        alike[why, tuple(at)].append(what)
    return tuple(Said(", ".join(whats), why, at) for (why, at), whats in alike.items())
