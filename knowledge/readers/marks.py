"""Bullets' marks that a scan took for letters and signs: "e Inflation is …", "¢ Prices rise"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from knowledge.bullets import MARKS
from knowledge.model import Repair

_BEGINS = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>[^\sA-Z0-9\"'“”„‘’(\[<]{1,2})[ \t]+(?P<next>\S)")
_KNOWN = frozenset(MARKS) | set("-–—*+")
_LEAST_SIGNS, _LEAST_LETTERS = 3, 4
_SHARE = 0.12
_BEFORE_CAPITALS = 0.6


def with_marks(lines: Sequence[str]) -> tuple[list[str], list[Repair]]:
    """The lines with misread marks as "•", and what was taken for one.

    A sign, or a letter that is no word, is a mark where it begins many lines and mostly a
    capital follows; "a" and "o" in running text are followed by small letters.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if begins := _BEGINS.match(line):
            found[begins["mark"]].append(begins["next"])
    filled = sum(bool(line.strip()) for line in lines)
    marks = {mark for mark, following in found.items() if _is_mark(mark, following, filled)}
    if not marks:
        return list(lines), []
    counted: Counter[str] = Counter()
    mended = []
    for line in lines:
        begins = _BEGINS.match(line)
        if begins and begins["mark"] in marks:
            counted[begins["mark"]] += 1
            line = f"{begins['indent']}• {line[begins.start('next') :]}"  # noqa: PLW2901
        mended.append(line)
    return mended, [
        Repair(mark, "•", f"begins {counted[mark]} lines: what the scan made of a bullet's mark")
        for mark in sorted(counted)
    ]


def _is_mark(mark: str, following: Sequence[str], filled: int) -> bool:
    if mark in _KNOWN or (len(mark) == 2 and mark.isalpha()):
        return False
    least = _LEAST_LETTERS if any(c.isalpha() for c in mark) else _LEAST_SIGNS
    capitals = sum(c.isupper() or c.isdigit() for c in following)
    return len(following) >= max(least, _SHARE * filled) and capitals >= _BEFORE_CAPITALS * len(
        following
    )
