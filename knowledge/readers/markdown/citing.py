"""Pandoc's citations, whose keys nobody sees on a slide (https://pandoc.org/MANUAL.html#citation-syntax)."""

from __future__ import annotations

import re

from knowledge.readers.markdown.spans import CODE, outside_code

_DATED = r"@(?!(?:fig|tbl|sec|eq|thm|lst|exr|def)-)(?P<who>[A-Za-z][A-Za-z'’-]{0,40}?)(?:[_:-][\w:’'-]{0,60}?)?[_:-]?(?P<year>(?:1[5-9]|20)\d\d)[\w:-]*"
"""A key that names who wrote it and when: "@Okada1985", "@ledford_amber_2007"."""
_BRACKETED = re.compile(
    rf"{CODE}|(?<![ \t])[ \t]*(?<![\w\\])(?P<picture>!?)\[(?P<inside>[^\[\]\n@]{{0,60}}@[^\[\]\n]{{1,300}})\](?P<address>\((?:[^()\n]|\([^()\n]*\))*\))?"
)
_CITED = re.compile(
    r"\s*(?:[A-Za-z][\w .,]{0,20}\s)?-?@[A-Za-z0-9_][\w:.#$%&+?<>~/-]*(?:,?\s[^@]{1,30})?\s*"
)
_DOCUMENT = re.compile(
    r"doi\.|/\w+\.(?:pdf|html?)|/(?:abs|article|articles|pubmed|full)/|\.(?:png|jpe?g|svg|gif|webp)\b",
    re.I,
)
"""An address of what is cited, and not of somebody's account."""
_ALONE = re.compile(
    rf"(?m)^[ \t]*(?:[-*+–—]+[ \t]+)?(?:{re.sub(r'[?]P<[a-z]+>', '?:', _DATED)}[ \t]*[,;]?[ \t]*)+$"
)
_NAMED = re.compile(rf"{CODE}|(?<![\w.@/\[\\?&=~]){_DATED}")


def without_keys(text: str) -> str:
    """The text without citations in brackets and on lines of their own; within a sentence a key is who and when."""
    text = outside_code(_BRACKETED, _unbracketed, text)
    return outside_code(_NAMED, _told, _ALONE.sub("", text))


def _unbracketed(found: re.Match[str]) -> str:
    """Nothing; a link to somebody's account, whose name has no year, stays."""
    cited = all(map(_CITED.fullmatch, found["inside"].split(";")))
    account = found["address"] and not _DOCUMENT.search(found["address"])
    if not cited or (account and not found["picture"]):
        return found[0]
    return f"![]{found['address'] or ''}" if found["picture"] else ""


def _told(found: re.Match[str]) -> str:
    who = found["who"]
    return f"{who[:1].upper()}{who[1:]} ({found['year']})"
