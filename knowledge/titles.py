"""What of a slide's title names its subject."""

from __future__ import annotations

import re

_ILLUSTRATES = re.compile(
    r"\b(?:examples?|exercises?|quiz|homework|readings?|resources?|stud(?:y|ies)|summary|questions?|demo|"
    r"beispiele?|übung(?:en)?|aufgaben?|ejemplos?|ejercicios?|exemples?|exercices?)\b",
    re.I,
)
_WHAT_IS = re.compile(
    r"^(?:what (?:is|are)|was (?:ist|sind)|¿?qué (?:es|son)|qu'est-ce que?)\s+", re.I
)
_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<other>(?=\S*[^\W\d])[^()]+)\)")
_NUMBERED = re.compile(
    r"^(?!.*\b(?:chapter|ch|section|week|lecture|lesson|module|unit|session|class|kapitel|woche|vorlesung|tema|semana|clase|chapitre|semaine|cours)\b)"
    r".*\w\s#?\d{1,2}$",
    re.I,
)
"""What is counted says little, if it is no part of the course; what stands behind it names the subject: "Solution #1: drains"."""
_DIVIDED = re.compile(r":|\s[-–—]\s")
_KIND = re.compile(
    r"(?P<name>.*\w)\s+(?:patterns?|algorithms?|methods?|approach|techniques?|models?|theory|principles?|architecture|"
    r"protocols?)",
    re.I,
)
"""A name with the kind of thing that it is: "The feature store pattern"."""


def names_in(title: str) -> tuple[str, ...]:
    """The title, and what of it names the slide's subject by itself.

    "Solution #1: drains" is about drains, "STRIDE: steps" about STRIDE, and "STRIDE: an example" about an example.
    """
    found = [title, _WHAT_IS.sub("", title)]
    before, after = _divided(title)
    if not _ILLUSTRATES.search(after):
        found.append(before)
    if _NUMBERED.search(before) and not _ILLUSTRATES.search(before):
        found.append(after)
    for naming in (_KIND, _BRACKETED):
        named = naming.fullmatch(title)
        found += named.groups() if named else ()
    return tuple(dict.fromkeys(found))


def _divided(heading: str) -> tuple[str, str]:
    """What stands before a colon or a dash in a title, and behind it."""
    found = _DIVIDED.search(heading)
    return (heading[: found.start()], heading[found.end() :]) if found else (heading, "")
