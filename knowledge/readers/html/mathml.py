"""MathML as one readable line; TeX where the page keeps it beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from knowledge.readers.latex import formula
from knowledge.readers.mathtext import BIG_OPERATORS, fraction, root, subscript, superscript

_SPACED = frozenset("=<>≤≥≠≈≡→←⇒⇔∈∉⊂⊆∪∩∧∨±×")
_DEPTH = 60


def mathml(element: etree._Element) -> str:
    """The formula in a `math` element."""
    for note in element.iter("annotation"):
        if "tex" in (note.get("encoding") or "") and note.text:
            return formula(note.text)
    return " ".join(_of(element, 0).split())


def _of(element: etree._Element, depth: int) -> str:
    name = _name(element)
    if name in {"annotation", "annotation-xml", ""} or depth > _DEPTH:
        return ""
    parts = [_of(child, depth + 1) for child in element if _name(child)]
    rule = _RULES.get((name, len(parts)))
    if rule is not None:
        return rule(parts)
    if name == "msqrt":
        return root("".join(parts))
    if name == "mtr":
        return ", ".join(part for part in parts if part.strip()) + "; "
    text = (element.text or "").strip() + "".join(parts)
    return f" {text} " if name == "mo" and text in _SPACED else text


def _below(parts: Sequence[str]) -> str:
    return parts[0] + subscript(parts[1]) + _gap(parts[0])


def _around(parts: Sequence[str]) -> str:
    return parts[0] + subscript(parts[1]) + superscript(parts[2]) + _gap(parts[0])


def _gap(base: str) -> str:
    return " " if base.strip() in BIG_OPERATORS else ""


def _name(element: etree._Element) -> str:
    """The name without a prefix; empty for comments."""
    return str(element.tag).rpartition(":")[2] if isinstance(element.tag, str) else ""


_RULES: dict[tuple[str, int], Callable[[Sequence[str]], str]] = {
    ("mfrac", 2): lambda parts: fraction(parts[0], parts[1]),
    ("mroot", 2): lambda parts: root(parts[0], parts[1]),
    ("msup", 2): lambda parts: parts[0] + superscript(parts[1]),
    ("mover", 2): lambda parts: parts[0] + superscript(parts[1]),
    ("msub", 2): _below,
    ("munder", 2): _below,
    ("msubsup", 3): _around,
    ("munderover", 3): _around,
}
