"""What a line begins by naming, and says something of: "Osmosis: …", "Osmosis is …", "This is called osmosis"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.dates.names import MONTH, WEEKDAY
from knowledge.words import FUNCTION_WORDS

_TIGHT = r"(?<=[\w)\"”’'])(?:--|—)(?=[\w(\"“‘'])"
"""A dash without blanks: "Twill--a weave with slanting ribs"."""
_HEADED = re.compile(
    rf"^(?P<head>[^\s].{{0,40}}?)(?:\s+(?:[-–—]|--|[-=]+>|[→⇒])\s+|{_TIGHT})|"
    r"^(?P<colon>[^\s:][^:]{0,40}):\s"
)
_DEFINED = re.compile(
    r"^(?:(?:an?|the|eine?|der|die|das|une?|el|la|los|las|les?|un)\s+)?(?P<term>[^\s:=].{0,60}?)"
    rf"(?:{_TIGHT}|"
    r"\s*:\s|\s+(?:[-–—]|--|[-=]+>|[→⇒])\s+|\s*=\s*|\s+\((?=(?:e\.g\.|i\.e\.|[\w-]+)[ ,]+\w)|,?\s+(?:(?:is|are|was|were)(?!\s+(?:at|in|on|under|near|among|behind)\b)|means?|refers? to|denotes?|describes?|represents?|consists? of|(?:occurs?|happens?|arises?) (?:when|if)|ist|sind|"
    r"bedeutet|es|son|est|sont|désigne)\s)",
    re.I,
)
_DOES = re.compile(
    r"^(?:An?|Eine?|Un[ae]?)\s+(?P<term>[\w-]+(?:\s[\w-]+)?)\s+(?:\w{2,}[^\Ws]s|can)\s"
)
"""What a thing of a kind does tells what it is: "A ligand binds to …"."""
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
_LABEL = re.compile(
    r"(?:(?:main|key|some|the|its|other|common|typical|possible) )?(?:advantages?|disadvantages?|pros|cons|pros (?:and|&) cons|benefits?|drawbacks?|"
    r"strengths?|weaknesses|limitations?|examples?|properties|features|characteristics|uses|applications|causes|effects|"
    r"symptoms|treatments?|diagnosis|prevention|goals?|aims?|objectives?|assumptions?|requirements?|steps|stages|phases|rules|"
    r"definitions?|problems?|challenges|solutions?|results?|consequences|inputs?|outputs?|components|types|kinds|functions?|"
    r"vorteile|nachteile|beispiele?|eigenschaften|ursachen|folgen|ziele|ventajas|desventajas|ejemplos?|causas|"
    r"avantages|inconvénients|exemples?|propriétés)\W*",
    re.I,
)
"""Alone on a line, they stand for what comes below: "Advantages"."""
_NUMBERS: Mapping[str, int] = dict(
    zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True)
)
_SEVERAL = 12
_ANNOUNCED = re.compile(
    rf"\b(?P<many>{'|'.join(_NUMBERS)}|\d|several|following)\b(?: [\w-]+){{0,2}}? (?:things|ways|reasons|problems|steps|types|kinds|stages|"
    r"phases|parts|elements|properties|rules|levels|components|categories|principles|conditions|methods|approaches|questions|"
    r"factors|features|criteria|dimensions|assumptions|forms|sources|goals|tasks)\b(?: [\w-]+){0,4}[.:]?$",
    re.I,
)
_REASONS = re.compile(r"(?:why|warum|wieso|weshalb|pourquoi|por qué)(?: [\w'’/-]+){1,7}", re.I)
"""Names what it does not tell: the reason stands below."""
_ON_A_DAY = re.compile(
    rf"\b(?:{WEEKDAY})s?\b|\b(?:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?!,? \d{{3}})|\b\d{{1,2}}(?::\d\d)? ?[ap]\.?m\b",
    re.I,
)
_PRONOUNS = FUNCTION_WORDS - {"a", "an", "the"}


def is_label(text: str) -> bool:
    """Is it the name of what comes below it, and no more: "Advantages", "Why joins are slow"?"""
    line = text.strip()
    return bool(_LABEL.fullmatch(line) or _REASONS.fullmatch(line))


def announced_by(text: str) -> int:
    """How many lines below it at most a line stands for; 0 where it speaks for itself.

    "Challenges:" and "Advantages" stand for all that come, "There are three problems." for three.
    """
    line = text.strip()
    found = _ANNOUNCED.search(line)
    if found and len(line.split()) <= _SEVERAL:
        many = found["many"].casefold()
        return _NUMBERS.get(many) or (int(many) if many.isdigit() else _SEVERAL)
    return _SEVERAL if line.endswith(":") or is_label(line) else 0


def head_of(text: str) -> str:
    """What stands before a line's colon, dash or arrow; empty where nothing does."""
    found = _HEADED.match(text)
    return "" if found is None or _RATIO.search(text) else found["head"] or found["colon"]


def term_in(text: str) -> str:
    """What the line says something of by itself; empty where it defines nothing."""
    found = _CALLED.fullmatch(text) or _DEFINED.match(text) or _DOES.match(text)
    if found is None or _RATIO.search(text):
        return ""
    first = found["term"].split()[0].casefold().strip("“”\"'(")
    return "" if first in _PRONOUNS else found["term"]


def only_names(text: str) -> bool:
    """Does it only give a name to what stands before it: "This is called mooring"?"""
    found = _CALLED.fullmatch(text)
    return found is not None and not found["before"]


def tells_when(text: str) -> bool:
    """ "Open kiln: Tuesday, 9 am" says all there is to say; "Midway: June 4, 1942" may head what happened."""
    _, _, told = text.partition(":")
    return bool(_ON_A_DAY.search(told))
