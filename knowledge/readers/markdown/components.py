"""Headings that a deck gives to its components: `<Box title="…">` and `<SlideTitle>…</SlideTitle>` in Slidev, MDX, Vue."""

from __future__ import annotations

import re

_NO_TEXT = r"(?:Slidev)?(?:Link|RouterLink|Icon|Image|Img|Figure|Video|Youtube|Tweet|Iframe|Tooltip|Toc|Transform|Button|Code\w*)\b"
"""Components whose title is a hint, a caption or an address."""
_GIVEN = re.compile(
    rf"^[ \t]*<(?!{_NO_TEXT})[A-Z][\w.-]*(?=\s)(?:\"[^\"\n]*\"|'[^'\n]*'|[^<>\"']){{0,600}}?"
    r"\s(?:title|heading|header)=(?P<mark>[\"'])(?P<title>[^\"'<>\n{}]*(?:(?!(?P=mark))[\"'][^\"'<>\n{}]*)*)(?P=mark)"
    r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^<>\"']){0,600}>[ \t]*$",
    re.M,
)
_AROUND = re.compile(
    r"^[ \t]*<(?P<name>[A-Z]\w*(?:Title|Heading)|Title|Heading|Subtitle)\b[^<>]*>"
    r"(?P<title>[^<>]*?)</(?P=name)>[ \t]*$",
    re.M,
)
_LESSER, _BOXED = "##", "####"


def with_headings(text: str) -> str:
    """The text, on as many lines, with what such components are called as Markdown's headings.

    A box's title is a lesser one than any that the writer wrote.
    """
    if "<" not in text:
        return text
    return _GIVEN.sub(_boxed, _AROUND.sub(_named, text))


def _named(found: re.Match[str]) -> str:
    return _heading(_LESSER if "sub" in found["name"].casefold() else "#", found)


def _boxed(found: re.Match[str]) -> str:
    return _heading(_BOXED, found)


def _heading(mark: str, found: re.Match[str]) -> str:
    said = " ".join(found["title"].split())
    return (f"{mark} {said}" if said else "") + "\n" * found[0].count("\n")
