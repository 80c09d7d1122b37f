"""What a block set like code holds: a program, a diagram's source, or only words."""

from __future__ import annotations

import re

_DIAGRAMS = frozenset(
    "mermaid plantuml puml dot graphviz d2 nomnoml wavedrom vega vega-lite chart".split()
)
_LABEL = re.compile(
    r"\"(?P<quoted>[^\"\n]+)\"|\[+[(/\\]?(?P<square>[^\[\]\"\n]+?)[)/\\]?\]+|\(+(?P<round>[^()\"\n]+)\)+"
    r"|\{+(?P<curly>[^{}\"\n]+)\}+|\|(?P<edge>[^|\"\n]+)\|"
)
_TAG = re.compile(r"<[^<>]*>")
_STYLE = re.compile(r"^\s*(?:classDef|class|style|linkStyle|click|skinparam|%%).*$", re.M)
_PROGRAM = re.compile(
    r"[{}<>=\\$|#@`~^]|;[ \t]*$|\w_\w|[A-Za-z]\(|(?<!:)//|^\s*(?:import|def|for|if|return|let|var|const)\b",
    re.M,
)
_LEAST_WORDS, _WORDS_A_LINE = 8, 6
_LETTERS = 0.85


def language(info: str) -> str:
    """The language that a fence names: "```{.python .x}" → "python"."""
    found = re.match(r"[{.\s]*([\w+-]+)", info)
    return found[1].casefold() if found else ""


def is_diagram(info: str) -> bool:
    """Is it drawn from its source, which no one sees?"""
    return language(info) in _DIAGRAMS


def labels(source: str) -> str:
    """What a diagram shows in its boxes and on its arrows, a line each."""
    found = _LABEL.finditer(_STYLE.sub("", _TAG.sub("", source)))
    said = (next(g for g in m.groups() if g is not None).strip() for m in found)
    return "\n".join(dict.fromkeys(text for text in said if sum(map(str.isalpha, text)) > 1))


def is_prose(text: str) -> bool:
    """Are they sentences that only look like code?"""
    lines = [line for line in text.split("\n") if line.strip()]
    words = len(text.split())
    if _PROGRAM.search(text) or words < max(_LEAST_WORDS, _WORDS_A_LINE * len(lines)):
        return False
    return sum(c.isalpha() or c.isspace() for c in text) > _LETTERS * len(text)
