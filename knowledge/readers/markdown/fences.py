"""Code fences (https://spec.commonmark.org/0.31.2/#fenced-code-blocks), also behind list marks and in quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

FENCE = re.compile(r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+|>[ \t]?)*(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")


def coded(lines: Sequence[str]) -> list[bool]:
    """Which lines are inside a code fence, its marks included; one that never closes is none."""
    inside = [False] * len(lines)
    opened, mark = -1, ""
    for n, line in enumerate(lines):
        found = FENCE.match(line)
        if not found:
            continue
        if opened < 0:
            if "`" not in found["rest"] or found["mark"][0] == "~":
                opened, mark = n, found["mark"]
        elif found["mark"].startswith(mark) and not found["rest"].strip():
            inside[opened : n + 1] = [True] * (n + 1 - opened)
            opened = -1
    return inside
