"""From one way of writing a text to another, and the harm taken out of what people sent."""

from __future__ import annotations

import re
from html import escape, unescape

from markdown_it import MarkdownIt

from knowledge.exchange.model import Draft, Markup, Text
from knowledge.exchange.safe_html import made_safe

_BREAK = re.compile(r"<br\s*/?>\n?|</(?:p|div|li|tr|h[1-6]|pre|blockquote|dt|dd)\s*>", re.I)
_CELL = re.compile(r"</t[dh]\s*>\s*(?=<t[dh])", re.I)
_ITEM = re.compile(r"<li\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINE_END = re.compile(r"(<br\s*/?>)?[ \t]*\n\s*", re.I)
"""In HTML a line's end is a space, unless a break stands before it."""
_ONLY_BREAK = re.compile(r"<br\s*/?>\n?", re.I)
_WRAPPED = re.compile(
    r"\A\s*<(p|div)(?: dir=\"ltr\")?>((?:(?!</?(?:p|div)\b).)*)</\1>\s*\Z", re.I | re.S
)
_PICTURE = "a picture"


def sent(text: str, markup: Markup, draft: Draft, line: int | None = None) -> Text:
    """What stands in a file, without harm; `draft` notes what was taken out."""
    text = text.strip()
    if not text:
        return Text()
    if markup not in {Markup.HTML, Markup.MOODLE} or "<" not in text:
        return Text(text, markup)
    safe, removed = made_safe(text)
    for what in removed:
        if what == _PICTURE:
            draft.note(what, "pictures are not carried over: add it by hand where it matters", line)
        elif what.endswith("text"):
            draft.note(what, "it is no HTML tag", line)
        else:
            draft.note(what, "taken out, because it could do harm; the words are kept", line)
    return Text(safe.strip(), markup) if safe.strip() else Text()


def as_plain(text: Text) -> str:
    """The words alone; the line breaks of HTML as line breaks. Markdown stays as it is written."""
    if text.markup in {Markup.PLAIN, Markup.MARKDOWN}:
        return text.text
    html = text.text if text.markup is Markup.MOODLE else re.sub(r"\s*\n\s*", " ", text.text)
    html = _ITEM.sub("• ", _CELL.sub(" | ", _BREAK.sub("\n", html)))
    plain = unescape(_TAG.sub("", html)).replace("\xa0", " ")
    return re.sub(r"[ \t]*\n\s*", "\n", plain).strip()


def as_html(text: Text) -> str:
    """The text as HTML, whatever it was written in."""
    if text.markup is Markup.HTML:
        return text.text
    if text.markup is Markup.MARKDOWN:
        return str(
            MarkdownIt("commonmark", {"html": False}).enable("table").render(text.text)
        ).strip()
    if text.markup is Markup.MOODLE:
        return text.text.replace("\n", "<br>")
    return escape(text.text, quote=False).replace("\n", "<br>")


def plainest(text: Text) -> Text:
    """HTML that has no tags but line breaks and one paragraph around it says no more than its words."""
    if text.markup not in {Markup.HTML, Markup.MOODLE}:
        return text
    html = text.text
    while found := _WRAPPED.match(html):
        html = found[2].strip()
    if text.markup is Markup.HTML:
        html = _LINE_END.sub(lambda end: end[1] or " ", html)
    words = _ONLY_BREAK.sub("\n", html)
    if _TAG.search(words):
        return text
    return Text(unescape(words).strip())
