"""What a paragraph's runs set off within it: bold, italic, underlined, highlighted or in another colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.readers.emphasis import set_off
from knowledge.readers.pptx.names import A, is_on, local
from knowledge.readers.pptx.package import Element
from knowledge.readers.pptx.styles import is_mono

Piece = tuple[Element | None, str]
"""A run's element with its text; a formula has none."""
_USUAL = frozenset({"tx1", "tx2", "dk1", "dk2", "bg1", "bg2", "lt1", "lt2"})
_NEARLY = 24
"""Of 255: a colour whose parts differ by less is a grey, which sets back and not off."""
_PLAIN: frozenset[str] = frozenset()
_PROPERTIES, _LINK, _LATIN = f"{A}rPr", f"{A}hlinkClick", f"{A}latin"
_HIGHLIGHT, _FILL = f"{A}highlight", f"{A}solidFill"
_TOGGLES = ("b", "i", "u", "highlight")


def set_off_in(pieces: Sequence[Piece]) -> Iterator[str]:
    """The phrases of a paragraph, or of a table's row, that look otherwise than the rest of it."""
    shown = [(text, _looks(run)) for run, text in pieces if text]
    kinds = {looks for _, looks in shown}
    if len(kinds) < 2:
        return
    letters: Counter[str] = Counter()
    for text, looks in shown:
        letters[_colour_of(looks)] += sum(map(str.isalpha, text))
    usual = max(letters, key=lambda colour: letters[colour])
    for kind in {name for looks in kinds for name in looks} - {usual}:
        yield from set_off((text, kind in looks) for text, looks in shown)


def _colour_of(looks: frozenset[str]) -> str:
    return next((name for name in looks if name not in _TOGGLES), "")


def _looks(run: Element | None) -> frozenset[str]:
    """How a run is set off by its own properties; links and code are not."""
    properties = run[0] if run is not None and len(run) else None
    if properties is None or properties.tag != _PROPERTIES:
        return _PLAIN
    found = [name for name in ("b", "i") if is_on(properties.get(name))]
    if properties.get("u", "none") != "none":
        found.append("u")
    for child in properties:
        tag = child.tag
        if tag == _LINK or (tag == _LATIN and is_mono(child.get("typeface") or "")):
            return _PLAIN
        if tag == _HIGHLIGHT:
            found.append("highlight")
        elif tag == _FILL and (colour := _colour(child)):
            found.append(colour)
    return frozenset(found) if found else _PLAIN


def _colour(fill: Element) -> str:
    """The colour where it is another than a text usually has."""
    for colour in fill:
        value = (colour.get("val") or "").lower()
        if local(colour) == "schemeClr":
            return "" if value in _USUAL else value
        if local(colour) == "srgbClr" and len(value) == 6:
            return "" if _is_grey(value) else value
    return ""


def _is_grey(value: str) -> bool:
    try:
        parts = [int(value[n : n + 2], 16) for n in (0, 2, 4)]
    except ValueError:
        return True
    return max(parts) - min(parts) < _NEARLY
