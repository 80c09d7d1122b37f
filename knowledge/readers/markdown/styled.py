"""What Markdown's programs set off within a line by marks of their own, which are cleaned away before it is parsed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from knowledge.readers.drafts import without_unseen
from knowledge.readers.emphasis import phrase_of
from knowledge.readers.markdown.blocks import Block
from knowledge.readers.markdown.fences import coded
from knowledge.readers.markdown.spans import CODE

_TAGS = "b|strong|em|i|mark|dfn|u"
_COLOURS = "red|green|blue|orange|purple|pink|teal|magenta|cyan|brown|gold|crimson|maroon|violet"
_CLASS = (
    rf"(?:hi|hl|highlight|bold|b|strong|em|emph|emphasis|it|ital|italics?|alert|terms?|def|defn|dfn|definition|"
    rf"key|keyword|mark|ul|underline|blackbold|{_COLOURS})"
)
_STYLED = rf"(?:\.[\w-]+){{0,4}}?\.{_CLASS}(?:-[\w-]+)?(?:\.[\w-]+){{0,4}}"
_SOURCE = re.compile(
    rf"{CODE}|<(?P<tag>{_TAGS})\b[^<>\n]{{0,200}}>(?P<tagged>[^\n]{{1,200}}?)</(?P=tag)>"
    r"|<(?P<span>span|font)\b[^<>\n]{0,200}\bcolor\s*[:=][^<>\n]{0,200}>(?P<coloured>[^\n<>]{1,200})</(?P=span)>"
    r"|(?<![=\w])==(?=[^\s=])(?P<bright>[^=\n]{1,200}?)(?<=\S)==(?![=\w])"
    rf"|(?<![\\\]])\[(?P<inside>[^\[\]\n]{{1,200}})\]\{{[^{{}}\n]{{0,100}}?{_STYLED}(?=[\s}}])[^{{}}\n]{{0,100}}\}}",
    re.I,
)
"""HTML, Obsidian's "==x==" and Pandoc's "[x]{.alert}"."""
_REMARK = re.compile(rf"{CODE}|(?<![\w.)\]]){_STYLED}\[(?P<classed>[^\[\]\n]{{1,200}})\]", re.I)
_SAID = frozenset({"tagged", "coloured", "bright", "classed", "inside"})
_ENDS = ("</b>", "</strong>", "</em>", "</i>", "</mark>", "</dfn>", "</u>", "</span>", "</font>")
_HIDDEN = re.compile(r"<[^<>]*>")
_LINKED = re.compile(r"\]\(|\[\[|`|https?:")
_STARS = re.compile(r"[*_~]{2,3}|\*|(?<!\w)_|_(?!\w)")


def _styled(text: str, *, remark: bool) -> list[tuple[int, str]]:
    """The phrases that a page's source sets off by other marks, with their lines, counted from 0."""
    found: list[tuple[int, str]] = []
    code: list[bool] = []
    for each in chain(
        _SOURCE.finditer(text) if _may_have(text) else (), _REMARK.finditer(text) if remark else ()
    ):
        said = next((s for name, s in each.groupdict().items() if s and name in _SAID), "")
        if phrase := phrase_of(_seen(said)):
            code = code or coded(text.split("\n"))
            line = text.count("\n", 0, each.start())
            if not code[line]:
                found.append((line, phrase))
    return found


def _may_have(text: str) -> bool:
    """Most pages have none of them, which is told more quickly so."""
    tagged = "</" in text and any(end in text for end in _ENDS)
    return tagged or "==" in text or "]{" in text


def _seen(source: str) -> str:
    """What is seen of it; nothing of links and code."""
    if _LINKED.search(source):
        return ""
    return without_unseen(_STARS.sub("", _HIDDEN.sub("", source)))


def with_styled(blocks: list[Block], source: str, *, remark: bool = False) -> list[Block]:
    """The blocks with what their source sets off by other marks than Markdown's own; with `remark`, by its too.

    Each phrase goes to the nearest block by line that it stands in.
    """
    found = blocks
    for line, phrase in _styled(source, remark=remark):
        holding = [n for n, block in enumerate(found) if phrase in block.text]
        if holding:
            at = min(holding, key=lambda n: abs(found[n].line - line))
            found[at] = replace(found[at], marked=(*found[at].marked, phrase))
    return found
