"""What formats without a place for it keep in a question's tags: its difficulty and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.exchange.model import Item

_DIFFICULTY = "difficulty:"
_SOURCE = "source:"


def tags_of(item: Item) -> list[str]:
    """The question's tags, with its difficulty and source among them."""
    tags = list(item.tags)
    if item.difficulty is not None:
        tags.append(f"{_DIFFICULTY}{item.difficulty!r}")
    if item.source:
        tags.append(f"{_SOURCE}{item.source}")
    return tags


def with_tags(item: Item, tags: Iterable[str]) -> Item:
    """The question with what `tags_of` gave."""
    kept: list[str] = []
    difficulty, source = item.difficulty, item.source
    for tag in tags:
        if tag.startswith(_DIFFICULTY) and (found := as_difficulty(tag[len(_DIFFICULTY) :])):
            difficulty = found[0]
        elif tag.startswith(_SOURCE) and tag != _SOURCE:
            source = tag[len(_SOURCE) :].strip()
        elif tag.strip():
            kept.append(tag.strip())
    return replace(item, tags=tuple(dict.fromkeys(kept)), difficulty=difficulty, source=source)


def as_difficulty(text: str) -> tuple[float] | None:
    """A number between 0 and 1."""
    try:
        value = float(text)
    except ValueError:
        return None
    return (value,) if 0 <= value <= 1 else None
