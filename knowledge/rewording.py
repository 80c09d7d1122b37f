"""Other words for what students ask of a course, tried where their own are answered by nothing.

"How much is the essay worth?" is answered by "the essay counts for 20 %", which is worth nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.policies import rules_asked

_LEAD = r"(?:so |and |ok |hey |hi )*"
_THE = r"(?:the |our |your |this |that )?"
_WORK = r"(?P<work>[^?,;]{2,50}?)"
_WORTH = re.compile(
    rf"^{_LEAD}(?:how (?:much|many (?:points?|percent|marks|%))|what(?:'?s)?(?: percent(?:age)?)?)(?: of (?:the|our|my) grade)? "
    rf"(?:is|are|does|do|will)? ?{_THE}{_WORK}(?: be)? (?:worth|count(?:s|ed)?(?: for)?|weigh(?:ted)?)(?: in total| for our grade)?\W*$"
    rf"|^(?:what(?:'?s| is| are) )?the weight(?:ing)? (?:of|for) {_THE}(?P<weighed>[^?,;]{{2,50}}?)\W*$",
    re.I,
)
_COUNTS = re.compile(
    rf"^{_LEAD}(?:is|are|do|does|will) {_THE}{_WORK}(?: be)? (?:graded|marked|part of (?:the|our|my) (?:final )?grade"
    r"|count(?:ed)?(?: (?:for|towards?) (?:the|our|my) (?:final )?grade)?)\W*$",
    re.I,
)
_POINTING = frozenset("it that this they these those everything anything".split())
_SHARE = re.compile(r"\d\s?(?:%|percent|prozent|points?\b|pts?\b|marks?\b)", re.I)
_CLASS = re.compile(
    rf"^{_LEAD}(?P<what>what time|when|whens|when's|where|wheres|where's|what room|which room)(?: (?:is|are|does|do))? {_THE}"
    r"(?:class(?:es)?|lectures?|we)(?: (?:start|begin|meet|held|take place|on|again|at))*\W*$",
    re.I,
)
_SUMMED_UP = re.compile(
    r"^(?:can you |please |pls )*(?:summari[sz]e|sum up|recap|(?:a |the )?(?:summary|recap|overview|tl;?dr) (?:of|for|on)) (?:the )?"
    r"(?P<lecture>(?:lecture|class|lesson) ?\d{1,3})\W*$",
    re.I,
)
_ON_A_DAY = re.compile(
    rf"^{_LEAD}(?:(?:is|are) there|do we have|is there any|any)(?: a| any)? (?:class(?:es)?|lectures?)(?: today| tomorrow)? "
    r"(?:on )?(?:this |next )?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\W*$",
    re.I,
)
_HOUR = re.compile(r"\d\s?(?:am|pm|uhr|h)\b|\d:\d\d", re.I)
_ROOM = re.compile(
    r"\b(?:rooms?|halls?|building|auditorium|online|zoom|theat(?:er|re)|lab)\b", re.I
)
_REACHED = re.compile(
    rf"^{_LEAD}(?:(?:what|whats|what's)(?: is| are)? )?{_THE}(?P<who>[^?,;]{{2,50}}?)(?:'s|s'|s)? (?:tele)?(?P<how>phone|e-?mail|mail)"
    r"(?: number| address)?\W*$",
    re.I,
)
_ADDRESS = {
    "p": re.compile(r"\+?\d[\d ()/.-]{5,}\d"),
    "e": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w"),
}


@dataclass(frozen=True, slots=True)
class Reworded:
    """The same question in other words; its answer, or the title over it, holds what `told` finds, or is none."""

    text: str
    told: re.Pattern[str]


def reworded(text: str) -> tuple[Reworded, ...]:
    """Other words for a question, the likeliest first; none for most."""
    said = " ".join(text.split())
    if found := _WORTH.match(said):
        return _share_of(found["work"] or found["weighed"])
    if found := _COUNTS.match(said):
        return _share_of(found["work"])
    if found := _CLASS.match(said):
        place = found["what"].casefold().startswith(("where", "what room", "which"))
        verb = "where" if place else "when"
        return (Reworded(f"{verb} does class meet", _ROOM if place else _HOUR),)
    if found := _SUMMED_UP.match(said):
        return (Reworded(f"what was {found['lecture']} about", re.compile(r"\w")),)
    if found := _ON_A_DAY.match(said):
        return (Reworded("when does class meet", re.compile(rf"\b{found['day']}s?\b", re.I)),)
    if found := _REACHED.match(said):
        how = "p" if found["how"].casefold() == "phone" else "e"
        return (Reworded(f"contact {found['who']}", _ADDRESS[how]),)
    return tuple(Reworded(way, rule.told) for rule in rules_asked(said) for way in rule.ways)


def _share_of(work: str) -> tuple[Reworded, ...]:
    if work.casefold() in _POINTING:
        return ()
    ways = (f"what percentage is the {work}", f"what percent of the grade is the {work}")
    return tuple(Reworded(way, _SHARE) for way in ways)
