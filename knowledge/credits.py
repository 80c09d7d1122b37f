"""Who is named for something: "Miller (1956)", "(Baddeley & Hitch, 1974)", "coined by Ada Lovelace"."""

from __future__ import annotations

import re

CREDITED = "somebody credited"
"""Stands among a text's terms where the text credits somebody; a term holds no space."""
CREDITING = frozenset(
    """wrote written write writes coined coin authored author authors invented invent inventor discovered discover
    discoverer proposed propose proposes introduced introduce introduces formulated developed described
    founded published suggested established devised""".split()
)
"""What somebody is credited with having done: a citation beside the thing says as much."""
_NAME = r"[A-ZÄÖÜÉ][a-zäöüéèß'’-]+(?:[A-Z][a-z]+)?"
_CREDIT = re.compile(
    rf"\b{_NAME}(?:,? (?:and|&|und|y|et) {_NAME}| et al\.?)?(?:,? |'s )\(?(?:1[5-9]|20)\d\d[a-z]?\)"
    rf"|\b(?:by|von|por) {_NAME} {_NAME}|\b{_NAME}, (?:[A-Z]\.|{_NAME}\.)"
)
_ASIDE = re.compile(
    r"\([^()]*\)|(?:(?:image|picture|figure|photo|video|source|credits?|see|via|from|by|bild|quelle|fuente|imagen)\W+){0,3}"
    r"https?://\S+"
    r"|(?:figure|image|picture|photo|diagram|graphic|abbildung|bild)s? (?:(?:is |are )?(?:based on|adapted from|taken from)|from|by|aus|nach) .*"
    r"(?:\b(?:19|20)\d\d\b|https?:).*",
    re.I,
)


def credits_somebody(text: str) -> bool:
    """Does it name who made or found it, as citations and bylines do?"""
    return bool(_CREDIT.search(text))


def is_aside(text: str) -> bool:
    """Is it a remark in brackets, or nothing but where something is from?"""
    return bool(_ASIDE.fullmatch(text.strip()))
