"""What remark's decks have of their own: slides that lend others their content, and macros.

https://github.com/gnab/remark/wiki/Markdown#slide-properties, #template and #macros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.readers.markdown.page import Page

_PROPERTY = re.compile(r"^(?P<key>[a-z][\w-]*):[ \t]*(?P<value>.*)$")
_CONTENT = re.compile(r"^[ \t]*\{\{content\}\}[ \t]*$")
_MACRO = re.compile(
    r"!\[:[\w-]+[ \t]*(?P<said>[^\]\n]{0,300})\](?:\((?P<target>(?:[^()\n]|\([^()\n]*\))*)\))?"
)
_SETTING = re.compile(r"(?:^|[\s,]+)(?:-?\d+(?:\.\d+)?(?:px|em|%)?|#[0-9a-fA-F]{3,8})(?=$|[\s,])")


def with_templates(pages: Sequence[Page]) -> Iterator[Page]:
    """The slides that are shown, each with the content of the layout or template that it names."""
    named: dict[str, Sequence[str]] = {}
    layout: Sequence[str] = ()
    for page in pages:
        given = _properties(page)
        lent = layout if (name := given.get("template")) is None else named.get(name, ())
        if given.get("layout") == "false":
            layout, lent = (), ()
        lines = _filled(lent, page.lines)
        if given.get("name"):
            named[given["name"]] = _without_note(lines)
        if given.get("layout") == "true":
            layout = _without_note(page.lines)
        else:
            yield replace(page, lines=[line for line in lines if not _CONTENT.match(line)])


def without_macros(text: str) -> str:
    """The text with a macro's words in its place: "![:jump The law](law.html)" → "The law"."""
    return _MACRO.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    target = (found["target"] or "").strip()
    if " " in target:
        return target
    said = _SETTING.sub("", found["said"]).strip(" ,")
    return said if any(c.isalpha() for c in said) else ""


def _properties(page: Page) -> Mapping[str, str]:
    """The keys at the very beginning of a slide."""
    found: dict[str, str] = dict(page.matter.values)
    for line in page.lines:
        if not line.strip():
            continue
        pair = _PROPERTY.match(line)
        if pair is None:
            break
        found[pair["key"]] = pair["value"].strip()
    return found


def _filled(template: Sequence[str], lines: Sequence[str]) -> list[str]:
    """A template with a slide's lines where it wants them, or below it."""
    place = next((n for n, line in enumerate(template) if _CONTENT.match(line)), len(template))
    own = lines if not template else ["", *lines]
    return [*template[:place], *own, *template[place + 1 :]]


def _without_note(lines: Sequence[str]) -> list[str]:
    end = next((n for n, line in enumerate(lines) if line.strip() == "???"), len(lines))
    return [line for line in lines[:end] if not _PROPERTY.match(line)]
