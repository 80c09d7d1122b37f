"""What the files are called that a course sends."""

from __future__ import annotations

import re


def stem_of(code: str) -> str:
    """A course's code as a name begins with it: "tcss-562" of "TCSS 562"; "course" where it has no plain letter or digit."""
    return re.sub(r"[^a-z0-9]+", "-", code.casefold()).strip("-") or "course"
