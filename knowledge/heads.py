"""What a line begins by naming, and says something of: "Osmosis: …", "Osmosis is …", "This is called osmosis"."""

from __future__ import annotations

import re

_HEADED = re.compile(
    r"^(?P<head>[^\s].{0,40}?)\s+(?:[-–—]|[-=]+>|[→⇒])\s+|^(?P<colon>[^\s:][^:]{0,40}):\s"
)
_DEFINED = re.compile(
    r"^(?:(?:an?|the|eine?|der|die|das|une?|el|la|los|las|les?|un)\s+)?(?P<term>[^\s:=].{0,60}?)"
    r"(?:\s*:\s|\s+(?:[-–—]|[-=]+>|[→⇒])\s+|\s*=\s*|\s+\((?=[\w-]+[ ,]+\w)|,?\s+(?:is|are|was|were|means?|refers? to|denotes?|ist|sind|"
    r"bedeutet|es|son|est|sont|désigne)\s)",
    re.I,
)
_CALLED = re.compile(
    r"(?P<before>.*[.!?;]\s+)?(?:this|that|these|it|such \w+)\b.{0,40}?\b(?:is|are) (?:also |often |sometimes )?(?:called|known as|termed|named|"
    r"referred to as) (?:an? |the )?(?P<term>[^,;.!?]{2,50})[.!]?",
    re.I,
)
"""What stands before it is what the term means: "This is called mooring"."""
_RATIO = re.compile(
    r"\S\s:\s(?:\S+\s){0,3}(?:ratios?|proportions?|odds|verhältnis\w*|rapports?|proporción|proporciones|razón)\b",
    re.I,
)
"""One thing against another, and not what the first of them is: "flour : water ratio"."""


def head_of(text: str) -> str:
    """What stands before a line's colon, dash or arrow; empty where nothing does."""
    found = _HEADED.match(text)
    return "" if found is None or _RATIO.search(text) else found["head"] or found["colon"]


def term_in(text: str) -> str:
    """What the line says something of by itself; empty where it defines nothing."""
    found = _CALLED.fullmatch(text) or _DEFINED.match(text)
    return "" if found is None or _RATIO.search(text) else found["term"]


def only_names(text: str) -> bool:
    """Does it only give a name to what stands before it: "This is called mooring"?"""
    found = _CALLED.fullmatch(text)
    return found is not None and not found["before"]
