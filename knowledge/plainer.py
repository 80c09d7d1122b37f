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


_DEFINED = re.compile(
    r"^(?!.*\b(?:what|is|are|does|do|how|python|function|keyword|method|class)\b)(?:def(?:\.| of) (?P<of>.{2,60}?)|(?P<what>.{2,60}?)[ ,]+def\.?)[ ?!.]*$",
    re.I,
)
_COMPARED = re.compile(r"\b(?:diff\w*|vs|versus|compar\w+|between)\b", re.I)
_BY = r"(?P<by> (?:and|or|vs\.?|versus) )"
_SHARED_BEHIND = re.compile(
    rf"\b(?P<one>[b-hj-zA-Z]){_BY}(?P<other>[a-zA-Z])[- ](?P<noun>(?!(?:and|or|vs|versus|in|of|is|are)\b)[a-z]{{3,}})\b"
)
_SHARED_BEFORE = re.compile(
    rf"\b(?P<noun>(?!(?:between|compare|difference|from|with|the|and|versus)\b)[a-z]{{3,}})[- ](?P<one>[a-zA-Z]){_BY}(?P<other>[a-zA-Z])\b(?![- ][a-z])"
)


def _each_named(text: str) -> str:
    """ "T and B cells" as "T cells and B cells", "vitamin c vs d" as "vitamin c vs vitamin d", where they are compared."""
    if not _COMPARED.search(text):
        return text
    text = _SHARED_BEHIND.sub(r"\g<one> \g<noun>\g<by>\g<other> \g<noun>", text)
    return _SHARED_BEFORE.sub(r"\g<noun> \g<one>\g<by>\g<noun> \g<other>", text)


def _late(found: re.Match[str]) -> str:
    return f"late work {found['work'] or ''}"


def plainer(text: str) -> str:
    """The question without what only says how it is to be answered; as it is where nothing else is left."""
    left = _LATE.sub(_late, text)
    if defined := _DEFINED.match(left.strip()):
        left = f"definition of {defined['of'] or defined['what']}"
    left = _each_named(left)
    left = _SIMPLY.sub(" ", f" {_AND.sub(' and ', left)}").strip(" ,:")
    return left or text
