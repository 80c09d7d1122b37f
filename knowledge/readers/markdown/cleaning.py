"""What programs add to Markdown that is no text: layout tags, templates, attribute lists."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.readers.markdown.captions import with_captions
from knowledge.readers.markdown.citing import without_keys
from knowledge.readers.markdown.classes import without_classes
from knowledge.readers.markdown.components import with_headings
from knowledge.readers.markdown.fences import coded
from knowledge.readers.markdown.flavour import Flavour
from knowledge.readers.markdown.obsidian import without_marks
from knowledge.readers.markdown.remark import without_macros
from knowledge.readers.markdown.shortcodes import without_shortcodes
from knowledge.readers.markdown.spans import CODE, blank, outside_code
from knowledge.readers.markdown.tex import without_tex

_STRUCTURE = (
    "table|thead|tbody|tfoot|tr|td|th|caption|ul|ol|li|dl|dt|dd|p|br|hr|h[1-6]|pre|code|img|a|b|i|em|strong|sup|sub|"
    "s|del|u|mark|small|kbd|q|cite|blockquote|summary|figcaption|style|script|svg|textarea|span|font"
)
_TAG = re.compile(
    rf"{CODE}|(?P<inline></?(?:span|font|small|u|mark|kbd|cite|b|i|em|strong)\b[^<>]*>)"
    rf"|</?(?!(?:{_STRUCTURE})\b)[A-Za-z][\w.-]*(?::[a-z][\w-]*)?(?=[\s/>])[^<>]*>",
    re.S,
)
_BRACKETED_SIGN = re.compile(
    rf"{CODE}|[ \t]*<[A-Za-z]\w*-[\w-]+[^<>\n]*/>[ \t]*(?=\))|(?<=\()[ \t]*<[A-Za-z]\w*-[\w-]+[^<>\n]*/>[ \t]*"
)
"""Slidev's icons ("<mdi-clock />") at the ends of brackets: no blank stays in their place."""
_WHOLE = re.compile(rf"{CODE}|<(?P<name>style|script|svg)\b.*?(?:</(?P=name)>|\Z)", re.S | re.I)
_TEMPLATE = re.compile(
    r"\{%-?[^{}%\n]*-?%\}|\{\{[<%][^{}\n]*[>%]\}\}|^[ \t]*<<<[ \t].*$"
    r"|\{\{-?\s*[$\w]*[\w\]]*\.[^{}\n]*\}\}|\{\{[^{}\n|]*\|[^{}\n]*\}\}|(?<!`)`r [^`\n]*[(\[$][^`\n]*`(?!`)",
    re.M,
)
"""Jekyll's, Quarto's and Slidev's templates and imports, and what R is asked for within a line."""
_ATTRIBUTES = re.compile(
    r"^[ \t]*\{:[^{}\n]*\}[ \t]*$|(?<=\))\{[^{}\n]*\}|^[ \t]*\[{1,2}_?toc_?\]{1,2}[ \t]*$",
    re.M | re.I,
)
_SLOT = re.compile(r"^[ \t]*::[\w-]+::[ \t]*$|^[ \t]*\. \. \.[ \t]*$", re.M)
_REMARK_LINE = re.compile(
    r"^(?:class|name|layout|template|count|exclude|background-[\w-]+)[ \t]*:.*$|^--[ \t]*$"
)
_FOOTNOTE = re.compile(
    r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]{2,}\S.*))*)", re.M
)
_ABBREVIATION = re.compile(
    r"<abbr\s+title=(?P<mark>[\"'])(?P<long>[^\"'<>\n]*)(?P=mark)\s*>(?P<short>[^<>\n]*)</abbr>(?P<on>[\w-]?)",
    re.I,
)
_SHORT, _LONG = 8, 60
_SPACED = re.compile(
    rf"{CODE}|(?<=\])\((?P<address>[^()<>\n\"]*[ ][^()<>\n\"]*\.\w{{2,5}})[ \t]*\)"
)
"""An address with blanks, which CommonMark takes for none."""
_LONE_BREAK = re.compile(r"^[ \t]*</?br\s*/?>[ \t]*$", re.M | re.I)
_SPAN = re.compile(rf"{CODE}|(?<!\\)(?<!\])\[(?P<inside>[^\[\]\n]+)\]\{{\s*[.#][^{{}}\n]*\}}")
"""Pandoc's spans (https://pandoc.org/MANUAL.html#extension-bracketed_spans): "the [prior]{.alert}"."""


def cleaned(text: str, flavour: Flavour) -> str:
    """The page without what only lays it out; code is left alone, lines keep their places."""
    parts: list[str] = []
    lines = text.split("\n")
    code = coded(lines)
    if flavour is Flavour.REMARK:
        lines = without_classes(lines, code)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and code[end] == code[at]:
            end += 1
        run = "\n".join(lines[at:end])
        parts.append(run if code[at] else _clean(run, flavour))
        at = end
    return "\n".join(parts)


def _clean(text: str, flavour: Flavour) -> str:
    text = without_keys(with_captions(outside_code(_WHOLE, blank, text)))
    text = _TEMPLATE.sub("", _ATTRIBUTES.sub("", _SLOT.sub("", text)))
    if flavour is Flavour.REMARK:
        lines = ("" if _REMARK_LINE.match(line) else line for line in text.split("\n"))
        text = without_macros("\n".join(lines))
    text = outside_code(_SPAN, lambda m: m["inside"], text)
    text = without_shortcodes(without_tex(without_marks(text)))
    text = outside_code(_SPACED, lambda m: f"(<{m['address'].strip()}>)", text)
    text = with_headings(_ABBREVIATION.sub(_spelled, _LONE_BREAK.sub("", text)))
    text = outside_code(_BRACKETED_SIGN, lambda _: "", text)
    return outside_code(_TAG, blank, text)


def _spelled(found: re.Match[str]) -> str:
    """An abbreviation with what it is short for; other hints stay hidden."""
    short, long = found["short"].strip(), " ".join(found["long"].split())
    known = len(short) <= _SHORT and sum(c.isupper() or c.isdigit() for c in short) > 1
    spelled = known and " " not in short and len(short) < len(long) <= _LONG
    if spelled and not found["on"]:
        return f"{short} ({long})"
    return f"{found['short']}{found['on']}"


def footnotes(text: str, keep: Callable[[str, str], None]) -> str:
    """The text without its footnotes; each is handed to `keep` with its name."""

    def take(found: re.Match[str]) -> str:
        keep(found["name"], " ".join(found["text"].split()))
        return blank(found)

    return _FOOTNOTE.sub(take, text)
