"""English words that carry a question and say nothing, or little, of its subject."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from knowledge.hints import HINTS
from knowledge.languages import words_of
from knowledge.words import FUNCTION_WORDS, is_word

_CHAT = frozenset(
    """good evening morning afternoon night thank excuse sorry assistant yo sup dear lectern deal came come pls please
    plz hi hey hello thanks thx help tell explain describe define definition mean means meaning meant know understand
    need want say says said mention mentioned mentions talk talks covered cover covers lecture lectures lecturer slide
    slides deck class course prof professor exactly basically really actually sth something anything everything again
    quick question wondering wonder anyone someone idk wtf lol btw asap whats what's wats wat waht whos who's hows
    how's wheres whens when's wehn whne whn wen wht wats dis teh u r ur im i'm cant can't don't dont doesnt doesn't
    isnt isn't does're got gotta gimme give show find look let lets remind info information details bit lot remember
    difference differences differ diff compare compared comparison versus vs between many much often stand stands stood
    abbreviation acronym learn taught teach about ok okay yes yeah also else kindly call called actual doing going
    don't please hint supposed""".split()
)
CHATTY = _CHAT | HINTS
CARRIERS = CHATTY | FUNCTION_WORDS
TIME_WORDS = frozenset(
    """today tonight tomorrow week weeks day days now soon upcoming next current currently month semester term
    due deadline deadlines monday tuesday wednesday thursday friday saturday sunday weekend date dates time year anything midnight noon
    assignment assignments stuff heute morgen""".split()
)
AGENDA_WORDS = frozenset("agenda agendas outline objective objectives".split())
DUE_WORDS = frozenset(
    "due deadline deadlines submit submission handin turn turned hand handed fällig abgabe entrega rendre".split()
)
_GIVEN_IN = frozenset("hand handed turn turned".split())
"""Verbs of giving in; in "the left-hand rule" and "a beta turn" they are names."""
_WHO_GIVES = frozenset("i we you u to students they".split())
_WITHIN = 4
COSTS = frozenset("cost costs price prices pricing".split())
NAMING = (
    HINTS
    | TIME_WORDS
    | COSTS
    | frozenset(
        "definition definitions question questions class classes information lecture talk".split()
    )
)
"""Words that mostly carry a question, and that a course may have in a name: "time series", "abstract class"."""


def speaks_of_due(said: Sequence[str]) -> bool:
    """Do the words speak of what is due? "Hand" and "turn" do where somebody hands it, or it is handed in."""
    return any(
        word in DUE_WORDS and (word not in _GIVEN_IN or _gives_in(said, n))
        for n, word in enumerate(said)
    )


def _gives_in(said: Sequence[str], at: int) -> bool:
    return bool(_WHO_GIVES & set(said[max(at - 1, 0) : at])) or "in" in said[at + 1 :][:_WITHIN]


@cache
def carriers(language: str) -> tuple[str, ...]:
    own = words_of(language) if language != "en" else frozenset[str]()
    english = frozenset(w for w in CHATTY | FUNCTION_WORDS | TIME_WORDS | DUE_WORDS if is_word(w))
    return tuple(sorted(own or english))
