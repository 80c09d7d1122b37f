"""A quiz question as the formats of teachers can say it, and what was carried over of a file of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

BLANK = "_____"
"""Where a missing word belongs, in the stem of a question with one answer."""

TRUE, FALSE = "True", "False"
"""The two choices of a true/false question, in this order."""


class Format(StrEnum):
    """A format that questions come in or go out in."""

    GIFT = "gift"
    MOODLE_XML = "moodle_xml"
    AIKEN = "aiken"
    QTI = "qti"
    CSV = "csv"
    ANKI = "anki"


FORMAT_NAMES = {
    Format.GIFT: "GIFT",
    Format.MOODLE_XML: "Moodle XML",
    Format.AIKEN: "Aiken",
    Format.QTI: "QTI",
    Format.CSV: "CSV",
    Format.ANKI: "Anki",
}


class Kind(StrEnum):
    """What a question asks for."""

    CHOICE = "choice"
    """One of several choices; others may give a part of the points."""
    MULTIPLE = "multiple"
    """Any number of the choices."""
    TRUE_FALSE = "true_false"
    SHORT = "short"
    """A word or two, of several that are taken for right."""
    NUMERICAL = "numerical"
    MATCHING = "matching"
    ORDERING = "ordering"
    CLOZE = "cloze"
    """A text with blanks, each with its own answers."""
    ESSAY = "essay"
    DESCRIPTION = "description"
    """A text that asks nothing."""


KIND_NAMES = {
    Kind.CHOICE: "a question with one right choice",
    Kind.MULTIPLE: "a question with several right choices",
    Kind.TRUE_FALSE: "a true/false question",
    Kind.SHORT: "a short answer",
    Kind.NUMERICAL: "a numerical question",
    Kind.MATCHING: "a matching question",
    Kind.ORDERING: "an ordering question",
    Kind.CLOZE: "a text with blanks",
    Kind.ESSAY: "an essay",
    Kind.DESCRIPTION: "a text without a question",
}


class Markup(StrEnum):
    """How a text is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    MOODLE = "moodle"
    """Moodle's auto-format: HTML in which a line break counts."""


@dataclass(frozen=True, slots=True)
class Text:
    """What people read, and how it is written."""

    text: str = ""
    markup: Markup = Markup.PLAIN

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice, or an answer that is taken. `weight` is its part of the points, -100 to 100."""

    text: Text
    weight: float = 0.0
    feedback: Text = Text()


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is taken within its `tolerance`; `value` is None for any other number."""

    value: Decimal | None
    tolerance: Decimal = Decimal(0)
    weight: float = 100.0
    feedback: Text = Text()


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together. An empty `left` makes `right` one that belongs to nothing."""

    left: Text
    right: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One blank of a text: the first one is where the stem says [[1]].

    `kind` is CHOICE, MULTIPLE, SHORT or NUMERICAL; `points` is its share in the question's.
    """

    kind: Kind
    choices: tuple[Choice, ...] = ()
    numbers: tuple[Number, ...] = ()
    points: int = 1
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A question, whatever it was written in.

    `choices` are the choices, the accepted answers of a short answer, or what is to be put in
    order, in its right order. `feedback` is for everybody; `when_right`, `when_partly` and
    `when_wrong` only for those. `category` is a path with `/` between its parts; `difficulty` is
    between 0 and 1; `source` says where it comes from, such as "lecture 3, slide 14".
    """

    kind: Kind
    stem: Text
    choices: tuple[Choice, ...] = ()
    numbers: tuple[Number, ...] = ()
    pairs: tuple[Pair, ...] = ()
    gaps: tuple[Gap, ...] = ()
    feedback: Text = Text()
    when_right: Text = Text()
    when_partly: Text = Text()
    when_wrong: Text = Text()
    name: str = ""
    id: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    difficulty: float | None = None
    source: str = ""
    points: float = 1.0
    shuffle: bool = True
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What was not carried over, or not as it was. `line` and `question` count from 1."""

    what: str
    why: str
    line: int | None = None
    question: int | None = None

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line else []
        where += [f"question {self.question}"] if self.question else []
        place = ", ".join(where)
        sentence = f"{self.what}: {self.why}"
        return f"{place[:1].upper()}{place[1:]}: {sentence}" if place else sentence


@dataclass(frozen=True, slots=True)
class Imported:
    """The questions of a file in their order, and a note for everything that is not in them."""

    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of questions, and a note for everything that its format cannot say.

    `written` is how many of the questions are in it.
    """

    data: bytes
    notes: tuple[Note, ...] = ()
    written: int = 0


@dataclass(slots=True)
class Draft:
    """What a reader has gathered so far; `at` says which line and question it is at."""

    items: list[Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    line: int | None = None
    question: int = 0
    file: str = ""
    """Which file of an archive it is at."""

    def note(self, what: str, why: str, line: int | None = None) -> None:
        """Says what is not carried over, at this line and question."""
        where = f"{self.file}, {what}" if self.file else what
        self.notes.append(Note(where, why, line or self.line, self.question or None))

    def done(self, kind: Format) -> Imported:
        """What was read; each note once, by its place."""
        notes = list(dict.fromkeys(self.notes))
        if kind is not Format.QTI:  # which may have many files, each with lines of its own
            notes.sort(key=lambda note: (note.line or 0, note.question or 0))
        return Imported(tuple(self.items), tuple(notes), kind)


class Refused(Exception):
    """A question cannot be read or written: `what` is wrong with it, and `why` or what to do."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")
        self.what = what
        self.why = why
