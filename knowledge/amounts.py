"""Amounts by their units: "8 km/s" tells how fast, though the line says neither "fast" nor "speed"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

_NUMBER = r"(?<![\w.])\d[\d.,]*\s?"
_LENGTH = r"(?:[kcmnµμ]?m|ft|mi|miles?|feet|met(?:er|re)s?|inch(?:es)?|light[ -]years?|(?:kilo|centi|milli|nano)met(?:er|re)s?)"
_MASS = r"(?:[kmµμ]?g|t|lbs?|pounds?|tons?|tonnes?|(?:kilo|milli)?grams?)"
_WORDS_AND_UNITS: Mapping[str, tuple[str, str]] = {
    "speed": (
        "speed speeds velocity velocities geschwindigkeit velocidad vitesse",
        rf"{_NUMBER}(?:{_LENGTH}\s?(?:/|per |pro |por |par )\s?(?:s|h|hr|min|sec(?:ond)?|hour|minute|year|a|day)\b|mph\b|kph\b|knots?\b"
        r"|[kMGT]?(?:bit|b|B)(?:/s|ps)\b|fps\b|rpm\b)",
    ),
    "temperature": (
        "temp temps temperature temperatures temperatur temperatura température",
        rf"{_NUMBER}(?:°|[CF]\b|K\b|degrees?\b|grad\b|grados\b|degrés\b)",
    ),
    "percentage": (
        "percent percentage percentages proportion prozent prozentsatz porcentaje pourcentage",
        rf"{_NUMBER}(?:%|percent\b|prozent\b|por ciento\b|pour cent\b)|\bhalf\b|\b(?:thirds?|quarters?|fifths?)\b",
    ),
    "length": (
        """thickness height depth width diameter radius distance dicke höhe tiefe breite durchmesser grosor altura profundidad
        anchura épaisseur hauteur profondeur""",
        rf"{_NUMBER}{_LENGTH}\b(?!\s?(?:/|per ))",
    ),
    "mass": (
        "mass weigh weighs weight masse gewicht masa peso poids",
        rf"{_NUMBER}{_MASS}\b(?!\s?(?:/|per ))",
    ),
}
_UNITS = {name: re.compile(units) for name, (_, units) in _WORDS_AND_UNITS.items()}
AMOUNT_OF: Mapping[str, str] = {
    word: f"{name} given" for name, (said, _) in _WORDS_AND_UNITS.items() for word in said.split()
}
"""A word that asks for an amount → what stands among a text's terms where one is given; it holds a space."""


_SHOWN = frozenset({"percentage given", "temperature given"})
_HOW = {
    "fast": "speed given",
    "hot": "temperature given",
    "cold": "temperature given",
    "warm": "temperature given",
    "thick": "length given",
    "tall": "length given",
    "wide": "length given",
    "heavy": "mass given",
}


def how_much(words: Sequence[str]) -> str:
    """ "fast" in "how fast is sound?": the word behind "how" that asks for an amount with a unit, else ""."""
    return next((b for a, b in pairwise(words) if a == "how" and b in _HOW), "")


def tells_how_much(words: Sequence[str], text: str) -> bool | None:
    """Does the text give the amount that is asked for? None where none is asked for that shows by its unit."""
    asked = how_much(words)
    if asked:
        return _HOW[asked] in amounts_in(text) or (
            asked in text.casefold() and any(c.isdigit() for c in text)
        )
    wanted = {AMOUNT_OF[word] for word in words if word in AMOUNT_OF} & _SHOWN
    return not wanted.isdisjoint(amounts_in(text)) if wanted else None


def amounts_in(text: str) -> tuple[str, ...]:
    """Of what the text gives amounts, as values of `AMOUNT_OF`."""
    if not any(c.isdigit() for c in text):
        return ()
    return tuple(f"{name} given" for name, units in _UNITS.items() if units.search(text))
