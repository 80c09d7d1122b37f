"""MyST Markdown, of Jupyter Book and Sphinx (https://mystmd.org/guide): its roles and directives as they are rendered."""

from __future__ import annotations

import re

from knowledge.readers.markdown.fences import coded
from knowledge.readers.markdown.myst.directives import KNOWN, Directives
from knowledge.readers.markdown.myst.labels import labels_in
from knowledge.readers.markdown.myst.roles import shows_role, without_roles

_TARGET = re.compile(r"^[ \t]*\([^()\s]+\)=[ \t]*$")
_COMMENT = re.compile(r"^%(?!\|).*$")
_MARK = re.compile(r"\}`|^[ \t>]*(?:[-*+][ \t]+)?(?:`{3,}|~{3,}|:{3,})\{[a-z]|\)=[ \t]*$", re.M)
_CELLS = re.compile(r"\A\s*---\n(?:.*\n){0,40}?(?:kernelspec|jupytext):", re.M)
_CELL = re.compile(r"^\+\+\+(?:[ \t]*\{.*\})?[ \t]*$")

__all__ = ["KNOWN", "without_myst"]


def without_myst(text: str) -> str:
    """The text in ordinary Markdown, on as many lines; the very same where there is nothing of MyST outside code.

    Roles become what they show, admonitions their titles and what stands in them, figures their captions; lists of contents,
    bibliographies and options of cells are nothing.
    """
    if not _MARK.search(text):
        return text
    lines = text.split("\n")
    code = coded(lines)
    targets = [n for n, line in enumerate(lines) if not code[n] and _TARGET.match(line)]
    directives = Directives(lines)
    if not (targets or directives.found or shows_role(lines, code)):
        return text
    labels = labels_in(lines, targets) | directives.labels
    written = directives.written()
    for n in targets:
        written[n] = ""
    return "\n".join(without_roles(_without_comments(text, written), labels))


def _without_comments(text: str, lines: list[str]) -> list[str]:
    """Without what is a comment in MyST alone, and without the ends of a notebook's cells, which are not shown."""
    code, cells = coded(lines), bool(_CELLS.match(text))
    return [
        "" if not code[n] and (_COMMENT.match(line) or (cells and _CELL.match(line))) else line
        for n, line in enumerate(lines)
    ]
