"""Licences lie beside lectures, and are none: told by the file's name, or by what it says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

LEFT_OUT = "this is a licence, not a lecture"
_NAMED = re.compile(r"(?:un)?licen[sc]es?|copying(?:\.lesser)?", re.I)
_ENDINGS = frozenset({"", ".txt", ".md", ".rst", ".lesser"})
_LONG = re.compile(
    r"gnu (?:lesser |affero |library )?general public license version \d|gnu free documentation license version \d"
    r"|apache license version 2|mozilla public license,? version \d|eclipse public license - v|boost software license"
    r"|creative commons (?:corporation|legal code)|european union public licence v|attribution[\w -]* \d\.\d international ="
)
_SHORT = re.compile(
    r"permission is hereby granted, free of charge, to any person obtaining|redistribution and use in source and binary forms"
    r"|permission to use, copy, modify,? and/?(?:or)? distribute this software|this is free and unencumbered software released"
)
_DISCLAIMS = re.compile(r"\bprovided [\"“'‘]?as is|without warranty of any kind")
_MARKS = re.compile(r"[^\w\s,./=:\"“'‘-]|[*_#]")
_HEADING = re.compile(r"^(?:#+ |---\s*$)", re.M)
_BEGINS, _MOST_SHORT = 700, 4_000


def is_licence_name(name: str) -> bool:
    """LICENSE, licence.txt, COPYING, LICENSE-MIT …: a text that is called so."""
    path = PurePosixPath(name)
    stem = path.name.removesuffix(path.suffix).partition("-")[0]
    return path.suffix.casefold() in _ENDINGS and bool(_NAMED.fullmatch(stem))


def is_licence(text: str, name: str) -> bool:
    """Is it the text of a licence, and nothing else? A lecture that quotes one is not."""
    if is_licence_name(name):
        return True
    said = " ".join(_MARKS.sub(" ", text[: 2 * _BEGINS]).casefold().replace(",", ", ").split())
    if _LONG.search(said.replace(",", "")[:_BEGINS]) and len(text) > _MOST_SHORT // 4:
        return not _is_parted(text[:_MOST_SHORT])
    if len(text) > _MOST_SHORT or not _SHORT.search(said[:_BEGINS]):
        return False
    return bool(_DISCLAIMS.search(" ".join(text.casefold().split()))) and not _is_parted(text)


def _is_parted(text: str) -> bool:
    """Into slides or sections, as lectures are."""
    return len(_HEADING.findall(text)) > 1
