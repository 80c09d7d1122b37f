"""What a line says of a term that the lecturer set off in it: "**Latency** the time between …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.heads import term_in
from knowledge.words import FUNCTION_WORDS

_ARTICLE = r"(?:(?:an?|the|its|eine?|der|die|das|une?|el|la|los|las|les?|un)\s+|l['’])?"
_BEGINS = re.compile(rf"[\"“„'‘(]?{_ARTICLE}[\"“„'‘(]?", re.I)
_MARK = re.compile(r"[\"”’')]*\s*(?::|\s[–—-]|\s=)\s+(?=\S)")
_BLANK = re.compile(r"[\"”’')]*\s+(?=[^\W\d_])")
_NOUN = re.compile(r"(?:an?|the|any|eine?|der|die|das|une?|el|la|los|las|les?|un)\s+\w", re.I)
_NAMED = re.compile(
    r"(?P<thing>[a-z][\w-]+(?:\s[\w-]+)??)\s(?:of|for|in|that|which|who|by|between|to|from|with|where|whose)\s\w"
)
"""A thing by its kind, and what kind of it: "better memory for the first items"."""
_PERSONS = frozenset("we you i they he she it this that these those please let there".split())
_CALLED = re.compile(
    r"(?:\b(?:is|are)\s+(?:often\s+|usually\s+|commonly\s+)?(?:called|known as|termed|named|referred to as)|"
    r"\b(?:we\s+)?call (?:this|it|them|that)|\bnennt man|\bheißt|\bheißen|\bse llaman?|\bse conoce como|"
    rf"\bs['’]appelle|\best appelée?)\s+{_ARTICLE}[\"“„'‘]?$",
    re.I,
)
_GOES_ON = re.compile(rf"\s+(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)[^\W\d_]", re.I)
"""More words of what something is called, which are not set off."""
_THIS = re.compile(rf"\b(?:this|these|that|it|such an? [\w-]+)\s+(?:is|are)\s+{_ARTICLE}$", re.I)
_LEAST = 3
_ENDS_IN_S = r"(?<!s)(?<!i)(?<!u)(?<!serie)s$"
_PLURAL = re.compile(_ENDS_IN_S)
_NO_THING = re.compile(r"^\w+ing$|^\w+ly\b", re.I)
"""How "Rearranging the equation" and "Randomly a ball is drawn" begin."""
_VERB = re.compile(rf"{_ENDS_IN_S}|ed$|ing$|ly$|\W$")
"""How a word ends that may tell what the term does; "process", "basis" and "status" do not."""
_NO_NOUN = FUNCTION_WORDS | frozenset(
    "often always never sometimes usually still now then today first second next last there here".split()
)


def told_of(line: str, marked: Sequence[str]) -> tuple[str, str] | None:
    """The term among `marked` that the line says the meaning of, with that; None where it does not."""
    for term in marked:
        at = line.find(term)
        if at >= 0 and (meaning := _meaning(line, term, at)):
            return term, meaning
    return None


def term_of(line: str, marked: Sequence[str]) -> str:
    """What a line says something of, by itself or because it is set off there; "" where nothing."""
    told = None if (term := term_in(line)) or not marked else told_of(line, marked)
    return told[0] if told else term


def _meaning(line: str, term: str, at: int) -> str:
    before, after = line[:at], line[at + len(term) :]
    if _BEGINS.fullmatch(before):
        return _behind(term, after, alone=not before.strip("\"“„'‘("))
    said = _CALLED.search(before)
    if said and _is_enough(before[: said.start()]) and not _GOES_ON.match(after):
        return before[: said.start()].strip()
    found = _THIS.search(before)
    if found and (mark := _MARK.match(after)):
        return after[mark.end() :]
    return ""


def _behind(term: str, after: str, *, alone: bool) -> str:
    """What stands behind a term that begins its line, with a mark between or, if it is `alone`, none."""
    if mark := _MARK.match(after):
        rest = after[mark.end() :]
        return "" if rest.split()[0].casefold() in _PERSONS else rest
    blank = _BLANK.match(after) if alone else None
    rest = after[blank.end() :] if blank else ""
    return rest if _is_enough(rest) and _names_a_thing(term, rest) else ""


def _names_a_thing(term: str, rest: str) -> bool:
    """Does it begin by naming something ("the time …", "better memory for …"), with no verb up to there?"""
    if rest.rstrip().endswith("?") or _NO_THING.search(term):
        return False
    if _NOUN.match(rest):
        return True
    found = _NAMED.match(rest)
    named = found["thing"].split() if found else []
    verbs = any(_VERB.search(word) or word.casefold() in _NO_NOUN for word in named)
    return bool(named) and not (verbs or _PLURAL.search(term))


def _is_enough(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= _LEAST
