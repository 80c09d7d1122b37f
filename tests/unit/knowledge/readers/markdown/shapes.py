"""What a Markdown text is read as, in a form that a test can spell out."""

from __future__ import annotations

from knowledge.model import Slide
from knowledge.readers.markdown import read_markdown

Shape = list[tuple[str, list[tuple[int, str]]]]


def slides(text: str, name: str = "deck.md") -> tuple[Slide, ...]:
    """The slides of a text."""
    return read_markdown(text, name).slides


def shape(text: str, name: str = "deck.md") -> Shape:
    """Each slide's title with the levels and texts of its bullets."""
    return [(s.title, [(b.level, b.text) for b in s.bullets]) for s in slides(text, name)]


def lines(text: str) -> list[str]:
    """The bullets of a single slide, without their levels."""
    (slide,) = slides(f"# T\n\n{text}\n")
    return [bullet.text for bullet in slide.bullets]
