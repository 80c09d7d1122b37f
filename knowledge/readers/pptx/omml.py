"""Office's formulas (OMML, ECMA-376 part 1, section 22.1) as one readable line."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.readers.mathtext import fraction, root, subscript, superscript
from knowledge.readers.pptx.names import A14, A, M, local
from knowledge.readers.pptx.package import Element

_ACCENTS = {"\u0302", "\u0303", "\u0304", "\u0305", "\u0307", "\u0308", "\u20d7", "\u030c"}
_SPACED = frozenset("=<>≤≥≠≈≡→←↔⇒⇔∈∉⊂⊆∪∩∧∨±×⋅")


def linear(element: Element) -> str:
    """The formula in `element` (m:oMath, m:oMathPara or any part of them)."""
    return " ".join(_of(element).split())


def _of(element: Element | None) -> str:
    if element is None:
        return ""
    name = local(element) if element.tag != f"{A14}m" else ""
    if name == "r":
        return _run(element)
    if rule := _RULES.get(name):
        return rule(element)
    if name.endswith("Pr"):
        return ""
    return "".join(_of(child) for child in element)


def _run(element: Element) -> str:
    text = "".join(t.text or "" for t in element.iter(f"{M}t", f"{A}t"))
    return f" {text.strip()} " if text.strip() in _SPACED else text


def _part(element: Element, name: str) -> str:
    return _of(element.find(f"{M}{name}")).strip()


def _value(element: Element, path: str, default: str) -> str:
    found = element.find("/".join(f"{M}{step}" for step in path.split("/")))
    return default if found is None else (found.get(f"{M}val") or "")


def _sub_super(element: Element) -> str:
    lowered, raised = subscript(_part(element, "sub")), superscript(_part(element, "sup"))
    return f"{_part(element, 'e')}{lowered}{raised}"


def _prescript(element: Element) -> str:
    lowered, raised = subscript(_part(element, "sub")), superscript(_part(element, "sup"))
    return f"{lowered}{raised}{_part(element, 'e')}"


def _n_ary(element: Element) -> str:
    sign = _value(element, "naryPr/chr", "∫")
    limits = subscript(_part(element, "sub")) + superscript(_part(element, "sup"))
    return f" {sign}{limits} {_part(element, 'e')}"


def _delimited(element: Element) -> str:
    start, end = _value(element, "dPr/begChr", "("), _value(element, "dPr/endChr", ")")
    between = _value(element, "dPr/sepChr", "|")
    parts = [_of(e).strip() for e in element.findall(f"{M}e")]
    return start + f"{between} ".join(parts) + end


def _matrix(element: Element) -> str:
    rows = [
        ", ".join(_of(e).strip() for e in row.findall(f"{M}e")) for row in element.findall(f"{M}mr")
    ]
    return f"[{'; '.join(rows)}]"


def _function(element: Element) -> str:
    name, body = _part(element, "fName"), _part(element, "e")
    return f"{name}{body}" if body.startswith(("(", "[", "{")) else f"{name} {body}"


def _accent(element: Element) -> str:
    mark, body = _value(element, "accPr/chr", "\u0302"), _part(element, "e")
    return f"{body}{mark}" if mark in _ACCENTS and len(body) == 1 else body


def _equations(element: Element) -> str:
    return "; ".join(_of(e).strip() for e in element.findall(f"{M}e"))


_RULES: dict[str, Callable[[Element], str]] = {
    "f": lambda e: fraction(_part(e, "num"), _part(e, "den")),
    "sSup": lambda e: _part(e, "e") + superscript(_part(e, "sup")),
    "sSub": lambda e: _part(e, "e") + subscript(_part(e, "sub")),
    "sSubSup": _sub_super,
    "sPre": _prescript,
    "rad": lambda e: root(_part(e, "e"), _part(e, "deg")),
    "nary": _n_ary,
    "d": _delimited,
    "m": _matrix,
    "func": _function,
    "acc": _accent,
    "limLow": lambda e: _part(e, "e") + subscript(_part(e, "lim")),
    "limUpp": lambda e: _part(e, "e") + superscript(_part(e, "lim")),
    "eqArr": _equations,
}
