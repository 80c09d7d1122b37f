"""Obsidian's own marks (https://help.obsidian.md/obsidian-flavored-markdown): the words they stand around."""

from __future__ import annotations

import re

from knowledge.readers.markdown.spans import CODE, blank, outside_code

_MARKS = re.compile(
    rf"{CODE}|!\[\[(?P<picture>[^\[\]\n]{{1,300}})\]\](?!\()|(?<![\w\[])\[\[(?P<link>[^\[\]\n]{{1,300}})\]\](?![(\]])"
    r"|(?<![=\w])==(?=[^\s=])(?P<bright>[^=\n]+?)(?<=\S)==(?![=\w])|%%(?P<comment>(?:(?!%%).)+?)%%",
    re.S,
)
_CALLOUT = re.compile(r"^(?P<quote>[ \t]*(?:>[ \t]?)+)\[![\w-]+(?:\|[^\]\n]*)?\][-+]?[ \t]*", re.M)
_TITLED = re.compile(
    r"^(?P<quote>[ \t]*(?:>[ \t]?)+)\[![\w-]+(?:\|[^\]\n]*)?\][-+]?[ \t]+(?P<title>\S.*)$", re.M
)
_BLOCK_ID = re.compile(
    r"(?:(?<=\S)[ \t]+|^[ \t]*)\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{3,}[ \t]*$", re.M
)
_TAGS = re.compile(r"^[ \t]*(?:#[A-Za-z][\w/-]*[ \t]*)+$", re.M)
_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|pdf|mp[34]|webm|excalidraw|canvas)$", re.I
)
_SIZE = re.compile(r"\d+(?:x\d+)?")


def without_marks(text: str) -> str:
    """The text, on as many lines, without links' brackets, comments, tags, ids and callouts' kinds."""
    text = _CALLOUT.sub(r"\g<quote>", _TITLED.sub(r"\g<quote>\g<title>  ", text))
    text = _TAGS.sub("", _BLOCK_ID.sub("", text))
    return outside_code(_MARKS, _said, text)


def _said(found: re.Match[str]) -> str:
    if found["comment"] is not None:
        return blank(found)
    if found["bright"] is not None:
        return found["bright"]
    name, *shown = (found["picture"] or found["link"]).replace("\\|", "|").split("|")
    words = [part.strip() for part in shown if not _SIZE.fullmatch(part.strip())]
    if words:
        return words[-1]
    if found["picture"] is not None:
        return ""
    page = name.split("#")[0].strip() or name.strip("#^ ")
    return "" if _FILE.search(page) else page
