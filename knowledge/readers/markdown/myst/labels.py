"""What the labels of a MyST file stand at, which references show where they say nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(?P<title>\S.*?)[ \t#]*$")
_PREFIX = re.compile(r"^(?:sec|section|ch|chap|chapter|def|thm|ex|eqn?|lst|code|lecture)[:._-]+(?=\w)", re.I)  # fmt: skip
_FIGURE = re.compile(r"(?:^|[^a-z])(?:fig|figs|figure|img)(?:[^a-z]|$)", re.I)
_TABLE = re.compile(r"(?:^|[^a-z])(?:tab|tbl|table)(?:[^a-z]|$)", re.I)


def labels_in(lines: Sequence[str], targets: Sequence[int]) -> dict[str, str]:
    """The headings below `(label)=`, by label; "" where something else stands there."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    at_target = set(targets)
    for n in sorted({m for at in targets for m in range(at, min(at + 4, len(lines)))}):
        if n in at_target:
            waiting.append(lines[n].strip()[1:-2])
        elif lines[n].strip():
            heading = _HEADING.match(lines[n])
            found |= dict.fromkeys(waiting, heading["title"] if heading else "")
            waiting.clear()
    return {name: title for name, title in found.items() if title}


def words_of(label: str) -> str:
    """A label that stands elsewhere, in words: "sec:water-cycle" → "water cycle"; a document by its file's name."""
    last = re.sub(r"\.(?:md|rst|ipynb|myst)$", "", label.strip().rstrip("/").rpartition("/")[2])
    return " ".join(re.sub(r"[-_:.]+", " ", _PREFIX.sub("", last)).split())


def numbered(label: str) -> str:
    """What a reference by number is to; the numbers are those of the whole book."""
    if _FIGURE.search(label.replace("_", "-")):
        return "the figure"
    if _TABLE.search(label.replace("_", "-")):
        return "the table"
    return words_of(label)
