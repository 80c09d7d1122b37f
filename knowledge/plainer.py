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


def plainer(text: str) -> str:
    """The question without what only says how it is to be answered; as it is where nothing else is left."""
    left = _SIMPLY.sub(" ", f" {_AND.sub(' and ', text)}").strip(" ,:")
    return left or text
