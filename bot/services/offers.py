"""What somebody takes who was offered something close: "yes", "ja", "the second one", "2"."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.services.replies import SHOWN, Near, Reply
from knowledge.normalise import fold

OPEN_FOR = timedelta(hours=1)
"""A "yes" after that answers something else."""
_POLITE = r"(?: (?:please|pls|plz|thanks|thank you|bitte|danke|merci|s'il (?:te|vous) pla[iî]t|por favor|gracias))*"
_YES = re.compile(
    r"(?:(?:oh|ah|ok|okay|hm+) )*"
    r"(?:(?:yes|yeah|yep|yup|ya|sure|right|exactly|correct|that one|that's it|that's the one|i did|i do|please|pls|"
    r"i mean(?:t)? that|ja|jo|jep|jawohl|genau|richtig|klar|gerne|bitte|das meine ich|oui|ouais|exact|exactement|tout à fait|"
    r"c'est [cç]a|s[ií]|claro|exacto|exactamente|correcto|eso(?: es)?)(?: |$))+"
)
_YES_TAKES, _LAST = 0, -1
_NOBODY, _SIGNED = re.compile(r"no one"), re.compile(r"\s*[+−-]\s*\d")
"""Neither takes the first: who agrees with "+1" agrees with a person."""
_ONE = {
    0: r"1|1st|one|first|erste[rns]?|eins|premi[eè]re?|un|primer[oa]?|uno",
    1: r"2|2nd|two|second|other|zweite[rns]?|zwei|andere[rn]?|deuxi[eè]me|seconde?|deux|autre|segund[oa]|dos|otr[oa]",
    2: r"3|3rd|three|third|dritte[rns]?|drei|troisi[eè]me|trois|tercer[oa]?|tres",
    _LAST: r"last|letzte[rns]?|derni[eè]re?|[uú]ltim[oa]",
}
_PICKS = {
    at: re.compile(
        rf"(?:(?:no|nein|non|yes|ja|oui|s[ií]) )?(?:i mean(?:t)? )?(?:(?:the|der|die|das|den|l[ea]|el|l') ?)?"
        rf"(?:(?:number|no|nr|option|nummer|num[eé]ro|n[uú]mero|opci[oó]n) )?(?:{names})(?: one)?"
    )
    for at, names in _ONE.items()
}


def choice(text: str) -> int | None:
    """The place that is taken of what was offered, -1 for the last; None where `text` says something else.

    A bare yes takes the first; "the other one" is the second.
    """
    if says_yes(text):
        return _YES_TAKES
    bare = _bare(text)
    if _NOBODY.fullmatch(bare) or _SIGNED.match(text):
        return None
    return next((at for at, pattern in _PICKS.items() if pattern.fullmatch(bare)), None)


def says_yes(text: str) -> bool:
    """Is it a bare yes, which names none of several? "Sure?" is none."""
    return "?" not in text and bool(_YES.fullmatch(_bare(text)))


def taken(text: str, offer: Reply, *, unasked: bool) -> Near | None:
    """What somebody takes of a refusal's near misses.

    `unasked` in a thread where people talk, too: a bare yes answers nothing there but a "Did you mean …?".
    """
    place = choice(text)
    if place is None or offer.answered or not offer.near:
        return None
    if unasked and says_yes(text) and not offer.meant:
        return None
    shown = offer.near[:SHOWN]
    return shown[place] if place < len(shown) else None


def _bare(text: str) -> str:
    bare = " ".join(re.sub(r"[^\w']+", " ", fold(text)).split())
    return re.sub(rf"{_POLITE}$", "", bare) or bare
