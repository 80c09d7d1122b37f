"""What the lines of a course state, in the shapes that can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Slide
from knowledge.normalise import fold
from knowledge.questions.material import Line


@dataclass(frozen=True, slots=True)
class Meant:
    """`text`, a line of `slide`, says that `term` is `meaning`; those with one `group` stand in one list."""

    term: str
    meaning: str
    text: str
    slide: Slide
    topic: str
    said: bool
    group: str
    peers: int
    """How many of the list's lines are of the same shape."""


@dataclass(frozen=True, slots=True)
class Listing:
    """`items` stand under `heading`, with `topic` as what the slide is about; `side` as in `polarity`."""

    heading: str
    items: tuple[str, ...]
    slide: Slide
    topic: str
    side: str = ""
    ordered: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a line gives a year for, among other such lines of its list."""

    year: int
    event: str
    text: str
    slide: Slide
    topic: str


@dataclass(frozen=True, slots=True)
class Period:
    """Something with its dates behind it: "The French Revolution (1789–1799)"."""

    name: str
    when: str
    text: str
    slide: Slide


@dataclass(frozen=True, slots=True)
class Pair:
    """`text` on a slide gives `value` for `name`."""

    name: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Parallel:
    """Pairs that a slide sets side by side: of a column and the one that names the rows, or of like lines of a list."""

    pairs: tuple[Pair, ...]
    slide: Slide
    topic: str
    relation: str = ""
    """What the values are of the names, in the slide's words ("Side effect"); "" where it does not say."""
    described: bool = False
    """Do the values say what the names are, so that they can be asked for as descriptions?"""


def group_of(line: Line) -> str:
    """The list that a line stands in."""
    above = fold(line.under[-1]) if line.under else ""
    return f"{line.slide.file}|{line.slide.page}|{fold(line.slide.title)}|{line.level}|{above}"
