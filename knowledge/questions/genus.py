"""What kind of thing a definition says its term is: its genus ("an *enzyme* that …")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from knowledge.normalise import stem, words
from knowledge.questions.material import ARTICLE

_ENDS = re.compile(
    r"\b(?:of|that|which|who|whose|whom|where|when|in|on|at|for|to|from|with|by|between|among|off|over|under|through|within|without|"
    r"per|as|about|into|onto|upon|against|during|after|before|because|so|if|is|are|was|were|has|have|can|may|and|or|used|made|"
    r"caused|given|based|formed|called|(?<=\s)\w+(?:ed|ing))\b|,(?=\s(?:an?|and|as|e\.g|in|including|or|such|that|the|where|which|who|with)\b)|[;:(–—]"
)
_EMPTY = frozenset(
    stem(w)
    for w in "type kind form class sort group set series collection part piece example number amount unit member pair lot way one".split()
)
"""What stands ahead of the genus: "a type of cell", "a series of lenses"."""
_ACT = re.compile(
    r"^(?!(?:popul|organi[sz]|instit|corpor|not|equ|n|st|posi|condi|por|propor|frac|sec|func|junc|solu|loc|informa|ques)\w{0,3}tions?$)\w{2,}(?:[ts]ions?|ysis|esis)$"
    r"|^\w{3,}ing$|^(?:move|develop|treat|measure|adjust|manage|replace|enforce|assess|improve|arrange|enrich|recruit)ments?$"
)
_ACTS = frozenset(
    stem(w)
    for w in "act change decrease growth increase loss process rise shift spread transfer use".split()
)
_KINDS: Mapping[str, frozenset[str]] = {
    name: frozenset(map(stem, nouns.split()))
    for name, nouns in {
        "field": "study science field branch discipline subject theory school doctrine",
        "living": "organism animal plant person people species bacterium bacteria microbe fungus individual human someone who",
        "quantity": "number amount ratio rate percentage proportion share cost price sum total value difference probability distance length fee",
    }.items()
}
_LONGEST = 400
"""Characters of a meaning that are looked at."""
_OF = re.compile(r"\b(?:of|for)\s+(?P<rest>\S.*)")


@lru_cache(maxsize=20_000)
def genus(meaning: str) -> str:
    """The noun that a meaning begins with: "beam" of "the heavy beam from which …"; "" where it begins otherwise.

    "A type of biological cell" is a cell. English only.
    """
    told = ARTICLE.sub("", re.sub(r"\s*\([^()]*\)", "", meaning[:_LONGEST].strip()))
    if gerund := re.match(r"(\w{3,}ing)\s+of\b", told):
        return gerund[1].lower()
    end = _ENDS.search(told)
    head = words(told[: end.start()] if end else told)
    if not head:
        return ""
    if stem(head[-1]) in _EMPTY:
        rest = _OF.match(told[end.start() :]) if end else None
        return genus(rest["rest"]) if rest else ""
    return head[-1]


def kind(meaning: str) -> str:
    """What kind of thing a meaning is of: "act", "field", "living", "quantity", or "thing" for all else."""
    noun = genus(meaning)
    if _ACT.search(noun) or stem(noun) in _ACTS:
        return "act"
    return next((name for name, nouns in _KINDS.items() if stem(noun) in nouns), "thing")
