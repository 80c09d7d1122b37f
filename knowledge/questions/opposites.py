"""Words whose exchange turns a sentence round."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SCALAR = """more/less higher/lower faster/slower larger/smaller bigger/smaller longer/shorter cheaper/more_expensive stronger/weaker
    easier/harder better/worse greater/smaller fewer/more earlier/later hotter/colder warmer/cooler denser/sparser
    increases/decreases increase/decrease increased/decreased increasing/decreasing rises/falls rise/fall grows/shrinks
    grow/shrink maximum/minimum maximal/minimal largest/smallest highest/lowest
    fastest/slowest longest/shortest most_expensive/cheapest strongest/weakest
    """
_ENGLISH = """synchronous/asynchronous synchronously/asynchronously stateless/stateful mutable/immutable static/dynamic
    statically/dynamically horizontal/vertical horizontally/vertically internal/external internally/externally public/private
    positive/negative positively/negatively upper/lower explicit/implicit explicitly/implicitly symmetric/asymmetric
    centralized/decentralized deterministic/nondeterministic volatile/non-volatile lossy/lossless supervised/unsupervised
    reversible/irreversible directly/indirectly direct/indirect
    permanent/temporary permanently/temporarily legal/illegal homogeneous/heterogeneous
    absorbs/releases absorb/release attracts/repels attract/repel expands/contracts strengthens/weakens accepts/rejects
    encrypts/decrypts compresses/decompresses concave/convex aerobic/anaerobic endothermic/exothermic ascending/descending
    inside/outside above/below before/after always/never first/last with/without sender/receiver
    buyers/sellers buyer/seller succeeds/fails enabled/disabled allowed/forbidden hydrophobic/hydrophilic dominant/recessive
    favours/disfavours favors/disfavors improves/worsens
    preemptive/non-preemptive
    inherited/acquired voluntary/involuntary conscious/unconscious rural/urban exports/imports surplus/deficit
    elastic/inelastic regressive/progressive short-term/long-term short-run/long-run
    innate/adaptive """
_OTHERS = """höher/niedriger größer/kleiner schneller/langsamer steigt/sinkt stärker/schwächer länger/kürzer
    unabhängig/abhängig mayor/menor aumenta/disminuye más/menos augmente/diminue plus/moins
    innerhalb/außerhalb vor/nach"""
_SPLIT = re.compile(r"\s+")


def _pairs(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for pair in _SPLIT.split(text.strip()):
        one, other = (side.replace("_", " ") for side in pair.split("/"))
        found.setdefault(one, other)
        found.setdefault(other, one)
    return found


OPPOSITE: Mapping[str, str] = _pairs(f"{_SCALAR} {_ENGLISH} {_OTHERS}")
"""A word → its opposite."""
SCALAR = frozenset(_pairs(f"{_SCALAR} {_OTHERS}"))
"""Words of size and order, whose opposites make sense wherever they do; others must be spoken of in the course."""
COMPARING = frozenset(
    "before after more less plus moins más menos vor nach fewer first last with without inside outside above below always never".split()
)
"""Words whose opposite may well be true too, unless the sentence compares or orders something."""
_ANY = re.compile(
    "|".join(
        rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in sorted(OPPOSITE, key=len, reverse=True)
    ),
    re.I,
)


_THAN_ONE = re.compile(r"\s+than\s+(?:once|one|a\b|an\b|any|zero|nothing|ever)\b", re.I)


def opposites_in(text: str) -> list[re.Match[str]]:
    """Where such words stand in the text, but for "more than once", of which the opposite is nonsense."""
    return [m for m in _ANY.finditer(text) if not _THAN_ONE.match(text, m.end())]
