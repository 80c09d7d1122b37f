"""LaTeX sources: Beamer frames, and the sections of lecture notes."""

from __future__ import annotations

import re

from knowledge.readers.drafts import Draft, heading_of, to_slides
from knowledge.readers.reading import Reading


def looks_like_latex(text: str) -> bool:
    """A document class, a document or a frame begins."""
    return bool(
        re.search(r"^[^%\n]*\\(?:documentclass\b|begin\s*\{(?:document|frame)\})", text, re.M)
    )


def read_latex(text: str, name: str) -> Reading:
    """The slides of a LaTeX source: a frame each, or a section each where there are none."""
    drafts = [Draft()]
    for line in text.splitlines():
        if found := re.search(r"\\(?:begin\{frame\}|frametitle|section)\*?\{([^}]*)\}", line):
            drafts.append(Draft(found[1]))
        elif item := re.match(r"\s*\\item\s+(.*)", line):
            drafts[-1].add(item[1])
    kept = [d for d in drafts if not d.empty]
    slides = to_slides(kept, name, heading_of(kept, name))
    return Reading(slides, pages=len(slides))
