"""Who a file says has written it, ahead of its text: `author: Mara Lindqvist`, `\\author{Mara Lindqvist}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

AUTHOR, LECTURER = "Author", "Lecturer"
"""How a note begins that keeps it with the file's first slide (knowledge.who_teaches)."""
_KEY = re.compile(
    r"^(?P<key>authors?|lecturers?|instructors?|teachers?|professors?|presenters?|speakers?|dozent(?:in)?|docente|"
    r"profesora?|enseignante?)[ \t]*[:=][ \t]*(?P<value>.*)$",
    re.I,
)
_ITEM = re.compile(
    r"^[ \t]*-[ \t]+(?!\w+:)(?P<bare>.+)$|^[ \t]*(?:-[ \t]+)?name:[ \t]*(?P<name>.+)$"
)
_BELOW = re.compile(r"^(?:[ \t]|-[ \t])")
_BESIDE = re.compile(
    r"\s*(?:<[^<>]*>|\([^()]*\)|\^\[[^\[\]]*\]|\[\^[^\[\]]*\]|(?<=\])\([^()]*\))|[\[\]\"']"
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,5}")
_PARTED = re.compile(r"\s*(?:[,;&]|\b(?:and|und|y|et)\b)\s*")


def author_note(front: str) -> str:
    """ "Author: Mara Lindqvist" from front matter in YAML or TOML; "" where nobody is named."""
    lines = front.split("\n")
    notes: dict[str, str] = {}
    for n, line in enumerate(lines):
        if found := _KEY.match(line):
            label = AUTHOR if found["key"].casefold().startswith("author") else LECTURER
            value = found["value"].strip()
            named = note_of(label, [value] if value else _below(lines[n + 1 :]))
            notes.setdefault(label, named)
    return notes.get(LECTURER) or notes.get(AUTHOR, "")


def note_of(label: str, said: Iterable[str]) -> str:
    """The note on all names that stand in what is `said`; "" where none does."""
    names = (name for text in said for name in _PARTED.split(_BESIDE.sub("", text).strip()))
    known = list(dict.fromkeys(name for name in names if _NAME.fullmatch(name)))
    return f"{label}: {', '.join(known)}" if known else ""


def _below(lines: Iterable[str]) -> Iterator[str]:
    """The items of a list, or the names of its entries."""
    for line in lines:
        if line.strip() and not _BELOW.match(line):
            return
        if item := _ITEM.match(line):
            yield item["bare"] or item["name"]
