"""Ways of asking that say nothing of the subject: "like I'm five", "in simple terms", "hw 2 & exam"."""

from __future__ import annotations

import re

_AND = re.compile(r"\s[&+]\s")
_SIMPLY = re.compile(
    r"[ ,]+(?:as if|like|as though) (?:i'?m|i am|im|i was|i were)(?: an?)? (?:\d+|five|six|ten|stupid|dumb|child|kid|idiot|beginner|noob)"
    r"(?: years? old| yr old|yo)?\b"
    r"|\beli ?5\b:?|[ ,]+for (?:dummies|beginners|noobs|kids)\b"
    r"|[ ,]+in (?:a )?(?:simple|simpler|plain|easy|layman'?s|your own|other|few|short|one) (?:terms|words?|english|language|way|sentence)\b"
    r"|[ ,]+in (?:a nutshell|short|brief|detail)\b",
    re.I,
)


_LATE = re.compile(
    r"\bhow late (?:can|may|could|do|should) (?:i|we) (?:still )?(?:hand in|turn in|submit|upload)\b"
    r"|\b(?:can|may|could|what if|what happens if|is it ok(?:ay)? if) (?:i|we) (?:still )?(?:submit|hand in|turn in|hand|turn)\b"
    r"(?P<work>.{0,40}?)(?: in)? late\b"
    r"|\blate (?:work |submissions? |homework |days? |assignments? )?(?:polic(?:y|ies)|penalt(?:y|ies))\b"
    r"|\b(?:polic(?:y|ies)|penalt(?:y|ies)|rules?) (?:on|for|about|regarding) late (?:\w+\b)?",
    re.I,
)
"""Ways to ask what becomes of work that is handed in late."""


def _late(found: re.Match[str]) -> str:
    return f"late work {found['work'] or ''}"


def plainer(text: str) -> str:
    """The question without what only says how it is to be answered; as it is where nothing else is left."""
    left = _LATE.sub(_late, text)
    left = _SIMPLY.sub(" ", f" {_AND.sub(' and ', left)}").strip(" ,:")
    return left or text
