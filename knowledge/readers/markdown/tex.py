r"""LaTeX between Markdown's lines, as Pandoc takes it (https://pandoc.org/MANUAL.html#extension-raw_tex)."""

from __future__ import annotations

import re

from knowledge.readers.markdown.spans import CODE, blank, outside_code

_GAPS = "bigskip|medskip|smallskip|newpage|clearpage|pagebreak|pause|quad|qquad|vfill|hfill|centering|raggedright|noindent|newline"
_SIZES = "tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge"
_DRAWN = "tikzpicture|dependency|forest|picture|pspicture|circuitikz|axis|figure|table"
_PLACED = (
    "center|columns|column|flushleft|flushright|quote|quotation|minipage|block|itemize|enumerate"
)
_DRAWING = re.compile(
    rf"\\begin\{{(?P<name>(?:{_DRAWN})\*?)\}}.{{0,6000}}?\\end\{{(?P=name)\}}", re.S
)
_TREE = re.compile(r"\\Tree\b.*?(?=\\end\{|\n[ \t]*\n|\Z)", re.S)
_LAYOUT = re.compile(
    rf"{CODE}|(?P<math>\$[^$\n]+\$)|\\(?:{_GAPS}|{_SIZES})(?![A-Za-z])(?:\{{\}})?[ \t]*"
    rf"|\\(?:begin|end)\{{(?:{_PLACED}|{_SIZES})\*?\}}(?:\[[^\]\n]*\]|\{{[^{{}}\n]*\}})*"
    r"|\\[vh]space\*?\{[^{}\n]*\}|\\(?:setlength|addtolength|setcounter|setbeamerfont)\{[^{}\n]*\}\{[^{}\n]*\}"
    r"|\\(?:textbf|textit|emph|underline|texttt|textsc|alert|structure)\{(?P<styled>[^{}\n]*)\}"
    r"|\\(?:textcolor|colorbox)\{[^{}\n]*\}\{(?P<coloured>[^{}\n]*)\}"
)
_CITED = re.compile(
    rf"{CODE}|[ \t]?\[(?:[^\[\]\n@]*[ ;(-])?-?@[\w][\w:.#$%&+?<>~/-]*[^\[\]\n]*\](?!\()"
)


def without_tex(text: str) -> str:
    """The text without gaps, sizes, places, drawings and citations, on as many lines; words stay."""
    if "\\" in text:
        text = _TREE.sub(blank, _DRAWING.sub(blank, text))
        text = outside_code(_LAYOUT, _said, text)
    return outside_code(_CITED, lambda _: "", text) if "@" in text else text


def _said(found: re.Match[str]) -> str:
    if found["math"] is not None:
        return found[0]
    return found["styled"] or found["coloured"] or ""
