"""What Markdown's programs set off within a line by marks of their own, which are cleaned away before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.readers.drafts import without_unseen
from knowledge.readers.emphasis import phrase_of
from knowledge.readers.markdown.blocks import Block
from knowledge.readers.markdown.pages import coded
from knowledge.readers.markdown.spans import CODE

_TAGS = "b|strong|em|i|mark|dfn|u"
_COLOURS = "red|green|blue|orange|purple|pink|teal|magenta|cyan|brown|gold|crimson|maroon|violet"
_CLASS = (
    rf"(?:hi|hl|highlight|bold|b|strong|em|emph|emphasis|it|ital|italics?|alert|terms?|def|defn|dfn|definition|"
    rf"key|keyword|mark|ul|underline|blackbold|{_COLOURS})"
)
_STYLED = rf"(?:\.[\w-]+){{0,4}}?\.{_CLASS}(?:-[\w-]+)?(?:\.[\w-]+){{0,4}}"
_CLASSED = re.compile(rf"{_STYLED}\[", re.I)
_SOURCE = re.compile(
    rf"{CODE}|<(?P<tag>{_TAGS})\b[^<>\n]{{0,200}}>(?P<tagged>[^\n]{{1,200}}?)</(?P=tag)>"
    r"|<(?P<span>span|font)\b[^<>\n]{0,200}\bcolor\s*[:=][^<>\n]{0,200}>(?P<coloured>[^\n<>]{1,200})</(?P=span)>"
    r"|(?<![=\w])==(?=[^\s=])(?P<bright>[^=\n]{1,200}?)(?<=\S)==(?![=\w])"
    rf"|(?<![\w.)\]]){_STYLED}\[(?P<classed>[^\[\]\n]{{1,200}})\]"
    rf"|(?<![\\\]])\[(?P<inside>[^\[\]\n]{{1,200}})\]\{{[^{{}}\n]{{0,100}}?{_STYLED}(?=[\s}}])[^{{}}\n]{{0,100}}\}}",
    re.I,
)
"""HTML, Obsidian's "==x==", remark's ".red[x]" and Pandoc's "[x]{.alert}", which are cleaned away."""
_SAID = ("tagged", "coloured", "bright", "classed", "inside")
_HIDDEN = re.compile(r"<[^<>]*>")
_LINKED = re.compile(r"\]\(|\[\[|`|https?:")
_STARS = re.compile(r"[*_~]{2,3}|\*|(?<!\w)_|_(?!\w)")


def _styled(text: str) -> list[tuple[int, str]]:
    """The phrases that a page's source sets off by other marks, with their lines, counted from 0."""
    found: list[tuple[int, str]] = []
    code: list[bool] = []
    for each in _SOURCE.finditer(text) if _may_have(text) else ():
        said = next((s for name in _SAID if (s := each[name])), "")
        if phrase := phrase_of(_seen(said)):
            code = code or coded(text.split("\n"))
            line = text.count("\n", 0, each.start())
            if not code[line]:
                found.append((line, phrase))
    return found


def _may_have(text: str) -> bool:
    return "==" in text or "]{" in text or "</" in text or bool(_CLASSED.search(text))


def _seen(source: str) -> str:
    """What is seen of it; nothing of links and code."""
    if _LINKED.search(source):
        return ""
    return without_unseen(_STARS.sub("", _HIDDEN.sub("", source)))


def with_styled(blocks: Sequence[Block], source: str) -> list[Block]:
    """The blocks with what their source sets off by other marks than Markdown's own.

    Each phrase goes to the nearest block by line that it stands in.
    """
    found = list(blocks)
    for line, phrase in _styled(source):
        holding = [n for n, block in enumerate(found) if phrase in block.text]
        if holding:
            at = min(holding, key=lambda n: abs(found[n].line - line))
            found[at] = replace(found[at], marked=(*found[at].marked, phrase))
    return found
