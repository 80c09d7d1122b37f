"""Names in the singular, so that their number does not tell one from the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.normalise import fold
from knowledge.questions.texts import is_plural
from knowledge.words import is_word

_IRREGULAR = re.compile(r"(?:yses|eses|ases|ises|ves)$", re.I)
"""Of "analyses", "theses", "leaves"."""
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))


def singular(name: str) -> str:
    """The English name in the singular: "Fixed cost" of "Fixed costs"; itself where it is none of more than one.

    Only where what is left is a word: "Economics", "Mathematics" and "Gas" stay.
    """
    last = re.search(r"[^\W\d_]+$", name)
    if not last or not is_plural(name) or _IRREGULAR.search(last[0]):
        return name
    for ending, instead in _ENDINGS:
        if last[0].endswith(ending):
            one = last[0].removesuffix(ending) + instead
            return name[: last.start()] + one if _is_noun(one) and _is_long(one, ending) else name
    return name


def _is_long(word: str, ending: str) -> bool:
    """ "Lens" and "Mars" are one thing each."""
    return len(word) > 3 or ending != "s"


def one_in_number(names: Sequence[str]) -> list[str]:
    """The names, all in the singular if some of them are and some are not."""
    return list(map(singular, names)) if len({is_plural(n) for n in names}) > 1 else list(names)


def _is_noun(word: str) -> bool:
    """ "Economic" is left of "economics", and names nothing."""
    return is_word(fold(word)) and not fold(word).endswith(("ic", "new", "mean"))
