"""HTML that people sent, made harmless: what it says is kept, what it could do is taken out.

It is read as a row of tags and texts. A tag is kept as it stands only if it is one of those below,
is written as it should be and has none but harmless attributes; everything else that opens with `<`
is taken out or written as text. So what comes out means the same to every browser, and what was
harmless comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

_KEPT = frozenset(
    "a abbr b big blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure h1 h2 h3 "
    "h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead "
    "tr tt u ul var".split()
)
_WITH_CONTENT = ("script", "style", "iframe", "object", "template", "noscript", "title", "svg")
_OTHER = frozenset(
    "address applet area article aside audio base basefont bdi bdo body button canvas center data datalist details "
    "dialog embed fieldset font footer form frame frameset head header hgroup html input keygen label legend link "
    "main map marquee math menu meta meter nav noembed noframes optgroup option output param picture plaintext "
    "portal progress rp rt ruby search section select slot source strike summary textarea time track video wbr "
    "xmp mi mo mn ms mrow mfrac msup msub msqrt mtext semantics annotation".split()
)
_ATTRIBUTES = frozenset(
    "abbr align alt cellpadding cellspacing class colspan dir headers height href id lang name rowspan scope span "
    "src start summary title type valign value width border".split()
)
_SAFE_LINK = re.compile(r"(?:https?:|mailto:|#|/(?!/))", re.I)
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"(?P<attributes>(?:\s++[A-Za-z_:][-A-Za-z0-9_:.]*+"
    r"(?:\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++))?+)*+)\s*+/?+>"
)
_LOOSE = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*+>")
_UNKNOWN = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z_][-\w:,.* &]*)>")
_SIGN = re.compile(r"<(?=[^A-Za-z/!?<])")
"""A `<` that no tag can come of, whatever is taken out behind it."""
_ATTRIBUTE = re.compile(
    r"([A-Za-z_:][-A-Za-z0-9_:.]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>=`]+))?"
)
_DECLARATION = re.compile(r"<!(?:doctype|\[)[^<>]*>|<\?xml[^<>]*>", re.I)
_CONTENT = {
    name: re.compile(rf"</{name}\s*>", re.I) for name in _WITH_CONTENT
}  # fmt: skip
_PICTURE = re.compile(r"https?:", re.I)


def made_safe(html: str) -> tuple[str, tuple[str, ...]]:
    """The HTML without what could do harm, and what was taken out of it, in words."""
    removed: dict[str, None] = {}
    safe = "".join(_pieces(html, removed))
    return safe, tuple(what for what in removed if not what.startswith("</"))


def _pieces(html: str, removed: dict[str, None]) -> Iterator[str]:
    at = 0
    while (opens := html.find("<", at)) >= 0:
        yield html[at:opens]
        kept, at = _one(html, opens, removed)
        yield kept
    yield html[at:]


def _one(html: str, at: int, removed: dict[str, None]) -> tuple[str, int]:
    """What becomes of the `<` that stands at `at`, and where to go on."""
    if html.startswith("<!--", at) and (ends := html.find("-->", at)) >= 0:
        return "", ends + 3
    if declaration := _DECLARATION.match(html, at):
        return "", declaration.end()
    found = _TAG.match(html, at) or _LOOSE.match(html, at)
    name = found["name"].casefold() if found else ""
    if found is None or name not in _KEPT | _OTHER | set(_WITH_CONTENT):
        return _as_text(html, at, removed)
    if name in _WITH_CONTENT and not html.startswith("</", at):
        removed[f"<{name}>"] = None
        # Where one is not closed, none behind it is: searched for only once.
        closing = None if f"</{name}>" in removed else _CONTENT[name].search(html, found.end())
        if closing is None:
            removed[f"</{name}>"] = None
        return "", closing.end() if closing else found.end()
    if name not in _KEPT:
        removed[f"<{name}>"] = None
        return "", found.end()
    if "attributes" not in found.groupdict():
        removed[f"a broken <{name}> tag"] = None
        return "", found.end()
    return _kept(found, name, removed), found.end()


def _as_text(html: str, at: int, removed: dict[str, None]) -> tuple[str, int]:
    """`<` as a sign, as in `a < b`, or a word in angle brackets, as in `vector<int>`."""
    unknown = _UNKNOWN.match(html, at)
    if unknown is None and _SIGN.match(html, at):
        return "<", at + 1
    if unknown is not None:
        removed[f"{unknown[0][:40]} is shown as text"] = None
    return "&lt;", at + 1


def _kept(tag: re.Match[str], name: str, removed: dict[str, None]) -> str:
    if tag["end"]:
        return tag[0]
    attributes = [(m[1], m[2]) for m in _ATTRIBUTE.finditer(tag["attributes"])]
    if name == "img" and not _shown(attributes):
        alt = next((_value(v) for a, v in attributes if a.casefold() == "alt"), "")
        removed["a picture"] = None
        return f"[{escape(alt.strip() or 'picture', quote=False)}]"
    harmful = [a for a, v in attributes if not _is_harmless(a.casefold(), v)]
    if not harmful:
        return tag[0]
    for attribute in harmful:
        if attribute.casefold() != "style":  # colours and sizes: not worth a word each
            removed[f"{attribute}= in <{name}>"] = None
    rest = [f" {a}" + (f"={v}" if v else "") for a, v in attributes if a not in harmful]
    return f"<{tag['name']}{''.join(rest)}>"


def _shown(attributes: list[tuple[str, str]]) -> bool:
    return any(a.casefold() == "src" and _PICTURE.match(_value(v)) for a, v in attributes)


def _is_harmless(attribute: str, quoted: str) -> bool:
    if attribute in {"href", "src"}:
        return _SAFE_LINK.match(_value(quoted)) is not None
    return attribute in _ATTRIBUTES


def _value(quoted: str | None) -> str:
    text = quoted or ""
    return unescape(text[1:-1] if text[:1] in {'"', "'"} else text).strip()
