r"""mhchem's ``\ce{…}`` (https://mhchem.github.io/MathJax-mhchem/): H2SO4 → H₂SO₄, NH2^- → NH₂⁻."""

from __future__ import annotations

import re

from knowledge.readers.latex.symbols import symbol
from knowledge.readers.mathtext import subscript, superscript

_ARROWS = {"<=>": "⇌", "<->": "↔", "->": "→", "<-": "←"}
_TOKEN = re.compile(
    r"(?P<arrow><=>|<->|->|<-)|(?P<mark>[\^_])(?:\{(?P<group>[^{}]*)\}|(?P<bare>\d*[+\-−⁻]?|.))"
    r"|(?<=[A-Za-z)\]])(?P<count>\d+)|(?P<triple>(?<=\w)#(?=\w))|\\(?P<name>[A-Za-z]+)"
    r"|(?P<escaped>\\.)|(?P<rest>[{}$])"
)


def chemical(tex: str) -> str:
    """A chemical formula or reaction as one readable line."""
    return " ".join(_TOKEN.sub(_said, tex).split())


def _said(found: re.Match[str]) -> str:
    if found["arrow"]:
        return f" {_ARROWS[found['arrow']]} "
    if found["mark"]:
        inside = found["group"] if found["group"] is not None else found["bare"]
        inside = inside.replace("⁻", "-")
        return superscript(inside) if found["mark"] == "^" else subscript(inside)
    if found["count"]:
        return subscript(found["count"])
    if found["triple"]:
        return "≡"
    return (symbol(found["name"]) or "") if found["name"] else ""
