"""Yes and no in the language of the question, or in that of the flag: `--janein`, `--oui-non`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.services.polls.limits import same
from knowledge.languages import language_of, says_nothing

_BY_LANGUAGE = {"en": ("Yes", "No"), "de": ("Ja", "Nein"), "fr": ("Oui", "Non"), "es": ("Sí", "No")}
_BY_FLAG = {"ja": "de", "oui": "fr", "sí": "es", "si": "es"}
"""How a flag begins that is not English."""
_ENGLISH_TOO = frozenset(
    "war die man hat art lang will gut tag son con era pour sale chat type types des dies list hier mine".split()
)
"""Words of other languages that stand in English questions: one of them alone tells nothing."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def yes_no(question: str, flag: str = "") -> tuple[str, str]:
    """The two options; `flag` as it was typed, "" without one."""
    typed = flag.casefold().strip("-‐‑‒–—―−")
    told = next((code for start, code in _BY_FLAG.items() if typed.startswith(start)), "")
    return _BY_LANGUAGE.get(told or _language(question), _BY_LANGUAGE["en"])


def are_yes_no(options: Sequence[str]) -> bool:
    """Do these two say yes and no, in any of the languages?"""
    return tuple(map(_bare, options)) in {tuple(map(_bare, two)) for two in _BY_LANGUAGE.values()}


def in_their_words(said: str, options: Sequence[str]) -> str:
    """A yes or a no of any language as the options have it; other words as they are."""
    if not are_yes_no(options):
        return said
    sides = [{_bare(two[place]) for two in _BY_LANGUAGE.values()} for place in (0, 1)]
    return next((options[n] for n, side in enumerate(sides) if _bare(said) in side), said)


def _bare(text: str) -> str:
    """ "Si" is typed for "Sí"."""
    return same(text).replace("í", "i")


def _language(question: str) -> str:
    if question.lstrip().startswith(("¿", "¡")):
        return "es"
    words = [word.replace("’", "'") for word in _WORD.findall(question.casefold())]
    found = language_of(words)
    telling = [word for word in words if found != "en" and says_nothing(word, found)]
    return "en" if len(telling) == 1 and telling[0] in _ENGLISH_TOO else found
