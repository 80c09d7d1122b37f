"""What the dates of a file come to: items with their days, and lines whose days nothing places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import Deadline, Unplaced

_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Dated:
    """One file's dated items, in reading order, and what could not be placed."""

    items: tuple[Deadline, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    warnings: tuple[str, ...] = ()
    """Sentences with the file's name in front."""


def _by_file(lines: Iterable[Unplaced]) -> Mapping[str, Sequence[Unplaced]]:
    """The lines of each file, in their order."""
    found: dict[str, list[Unplaced]] = defaultdict(list)
    for line in lines:
        found[line.file].append(line)
    return found


def told_of_unplaced(lines: Sequence[Unplaced]) -> str:
    """A sentence for the lecturer about the lines of one file: how many, the first, what to do."""
    first = lines[0]
    quote = " ".join(first.quote.split())
    quote = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1].rstrip()}…"
    where = f", page {first.page}" if first.page is not None else ""
    dates = "1 date" if len(lines) == 1 else f"{len(lines)} dates"
    return (
        f"{dates} could not be placed, for nothing tells the year (“{quote}”{where}). "
        "Give the lecture a date or set term.starts in the course file"
    )


def unplaced_sentences(lines: Iterable[Unplaced]) -> list[str]:
    """The same for each file, with its name in front."""
    return [f"{file}: {told_of_unplaced(each)}" for file, each in _by_file(lines).items()]
