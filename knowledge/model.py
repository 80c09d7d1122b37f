"""The nouns of the knowledge base: what was read, what can be found, what is answered.

Everything here is a frozen value. Nothing here reads a file, a clock or a network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class SlideKind(StrEnum):
    """What a slide is for: only agendas are read for dated items."""

    CONTENT = "content"
    AGENDA = "agenda"
    TITLE = "title"


class AnswerKind(StrEnum):
    """The `kind` of `lectern ask --json`."""

    QUOTE = "quote"
    DEFINITION = "definition"
    DEADLINE = "deadline"
    FAQ = "faq"
    CHAT = "chat"
    NONE = "none"


class Form(StrEnum):
    """How a piece of a slide is set: code and tables keep their lines and columns."""

    TEXT = "text"
    CODE = "code"
    TABLE = "table"
    FORMULA = "formula"
    PICTURE = "picture"
    """What a picture shows, in the words that the lecturer gave it; nobody sees them on the slide."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a slide, or one block of code, table or formula with its lines in `text`.

    `level` is 0 for the outermost; `original` is set only where repaired. A table's text has a row
    a line, its cells joined by " | ".
    """

    text: str
    level: int = 0
    original: str | None = None
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page, as fractions of its width and height from the top left corner."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide as a lecturer would recognise it. `slide` is the printed number, if known.

    `page` counts the file's pages (or its slides) from 1; `box` is where on that page the slide is,
    for handouts with several a page; `builds` are the pages of its unfinished states, folded into it.
    `language` is an ISO 639-1 code. `digest` names the content of the file it was read from.
    `scanned`: its words were seen on a picture of it (OCR). `marked` are the short phrases that the
    lecturer set off within a line (bold, italics, colour), as they stand there, in order, each once.
    """

    file: str
    title: str
    bullets: tuple[Bullet, ...] = ()
    page: int | None = None
    lecture: int | None = None
    slide: int | None = None
    notes: str = ""
    date: date | None = None
    course: str | None = None
    kind: SlideKind = SlideKind.CONTENT
    box: Box | None = None
    builds: tuple[int, ...] = ()
    hidden: bool = False
    language: str | None = None
    digest: str | None = None
    scanned: bool = False
    marked: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The bullets, one to a line."""
        return "\n".join(bullet.text for bullet in self.bullets)


@dataclass(frozen=True, slots=True)
class Gist:
    """What a slide says, in the forms in which slides are compared (`gist.gist_of`).

    `key` is its entry's id; `words` are its folded words with a space between; `sketch` are the
    hashes that slides which resemble it have in common with it.
    """

    key: str
    words: str = ""
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quotation stands."""

    file: str
    title: str
    lecture: int | None = None
    slide: int | None = None
    page: int | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A reading error mended. `evidence` is a sentence a lecturer can check."""

    original: str
    repaired: str
    evidence: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is not part of any slide, and why."""

    text: str
    why: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A dated item. `starts_at`/`ends_at` are aware datetimes at the course's zone.

    For a due date `ends_at` is the moment it is due and `starts_at` equals it; for a range they
    differ; where the text gives no time `all_day` is true and the times are the day's bounds.
    `conflict` is a sentence where the text contradicts itself (a weekday that is not its date's), and
    stands among the `warnings` too.
    """

    title: str
    kind: str  # due, exam, event, release, range
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    timezone: str
    quote: str
    confidence: float
    file: str | None = None
    page: int | None = None
    source: Source | None = None
    warnings: tuple[str, ...] = ()
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that announces something on a day whose year nothing tells."""

    file: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found and quoted. `id` is stable for the same input."""

    id: str
    title: str
    text: str
    aliases: tuple[str, ...] = ()
    kind: AnswerKind = AnswerKind.QUOTE
    source: Source | None = None
    also: tuple[Source, ...] = ()
    """Where else the very same stands."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; `score` is in 0..1, best first, and is not a probability."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Something close that was not the answer; `entry_id` leads to it."""

    entry_id: str
    title: str
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an entry that an answer needs besides its own: the other side of a comparison."""

    entry_id: str
    quote: str
    source: Source


@dataclass(frozen=True, slots=True)
class Answer:
    """A quotation that answers. `quote` is text of `entry`, bullets one to a line.

    `also` is quoted with it: what the answer needs from another slide. `remark` is our own sentence,
    said before it: "Nothing is due this week. What comes next:".
    """

    entry: Entry | None
    quote: str
    kind: AnswerKind
    confidence: float
    near_misses: tuple[NearMiss, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    also: tuple[Quotation, ...] = ()
    remark: str = ""

    @property
    def answered(self) -> bool:
        return True

    @property
    def source(self) -> Source | None:
        return self.entry.source if self.entry else None


UNDECIDED_FROM = 0.25
"""An abstention's confidence from which its closest quotation may well be the answer."""


@dataclass(frozen=True, slots=True)
class Abstention:
    """The lecture does not say. `confidence` is that of the best candidate.

    `meant` are words of the course that the first near miss answers for: what was asked about may be
    a slip for them, or another thing that the course does not have.
    """

    confidence: float
    why: str = "nothing close enough"
    near_misses: tuple[NearMiss, ...] = ()
    meant: tuple[str, ...] = ()
    entry: None = None
    quote: str = ""
    kind: AnswerKind = AnswerKind.NONE
    deadlines: tuple[Deadline, ...] = ()
    also: tuple[Quotation, ...] = ()

    @property
    def answered(self) -> bool:
        return False

    @property
    def undecided(self) -> bool:
        """Is there a quotation close enough to be shown as the closest there is?"""
        return self.confidence >= UNDECIDED_FROM and bool(self.near_misses)

    @property
    def source(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a build. `digest` is its content's SHA-256; `pages` are those that it has."""

    name: str
    digest: str = ""
    pages: int | None = None
    slides: int = 0
    language: str | None = None
    is_calendar: bool = False
    left_out: str = ""
    """Why it is no lecture, where it is none."""


@dataclass(frozen=True, slots=True)
class Build:
    """All that was read from a course's files, with the account of how."""

    slides: tuple[Slide, ...] = ()
    """Every slide of every file, in their order."""
    entries: tuple[Entry, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    """Names of one word with another name that the slides give the same thing."""
    deadlines: tuple[Deadline, ...] = ()
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    """What is worth a look, with all that is `unread`."""
    files: tuple[str, ...] = ()
    distinct: tuple[Slide, ...] = ()
    """The slides that entries are made of: each once, hidden and empty ones left out."""
    sources: tuple[SourceFile, ...] = ()
    unread: tuple[str, ...] = ()
    """A sentence for each file that could not be read."""
    unplaced: tuple[Unplaced, ...] = ()
    gists: tuple[Gist, ...] = ()
    """Of each of the distinct slides, where they were compared."""

    @property
    def quoted(self) -> tuple[Slide, ...]:
        """The slides to find answers on: the distinct ones, or all where nobody compared them."""
        return self.distinct or tuple(slide for slide in self.slides if not slide.hidden)
