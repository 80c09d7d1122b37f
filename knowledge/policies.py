"""What students ask of a course's rules, and the words in which courses tell them.

"Do I lose points if I hand in late?" is told of under "Late policy", "can I use ChatGPT?" under "AI policy".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_COURSE = r"(?:course|class|module|subject)"
_MEETING = r"(?:class(?:es)?|lectures?|sessions?|labs?|tutorials?|seminars?)"
_MACHINE = r"(?:chat ?gpt|gpt|copilot|claude|gemini|llms?|ai)"
_WORK = r"(?:points?|marks?|grades?|hand|turn|submi\w+|work|homework|hw|assignments?|essays?|reports?|projects?)"
_OTHERS = r"(?:friends?|partners?|people|someone|somebody|others?|students|classmates?|each other)"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a rule is asked about, the words it goes by, likeliest first, and what tells of it."""

    asked: re.Pattern[str]
    ways: tuple[str, ...]
    told: re.Pattern[str]


def _rule(asked: str, ways: tuple[str, ...], told: str) -> Rule:
    return Rule(re.compile(asked, re.I), ways, re.compile(told, re.I | re.S))


_RULES = (
    _rule(
        rf"^(?=.*\b(?:los[et]|lose|deduct\w*|off|penal\w+|accept\w*|allowed|ok(?:ay)?)\b)(?=.*\b(?:late|after the deadline)\b)(?=.*\b(?:i|we|my|our|you|home ?works?|hw|assignments?|submi\w+|hand(?:ed|ing)? in|turn(?:ed|ing)? in|late (?:work|essays?|reports?|projects?|papers?|labs?))\b).*\b{_WORK}\b",
        ("late policy", "late work"),
        r"\A(?=.*(?:\blate\b|after the deadline))(?=.*(?:%|\b(?:points?|marks?|grades?|credit|penal|polic|submi|accept|hand|turn)))",
    ),
    _rule(
        rf"\b(?:(?:can|may|could|are|am|do) (?:i|we|students)\b.*\b(?:us(?:e|ing)|allowed|permitted)\b|is (?:it )?(?:ok(?:ay)?|cheating|allowed|permitted)\b.*\bus(?:e|ing)|is (?:using )?(?={_MACHINE}\b))"
        rf".*?\b{_MACHINE}\b(?:(?: tools?| help)?(?: (?:ok(?:ay)?|allowed|permitted|cheating|forbidden|banned))?"
        rf"|(?: (?:ok(?:ay)?|allowed|permitted))? (?:for|in|on|to (?:write|do|help with)) (?:(?:the|my|our|this|an?) )?(?:home ?works?|hw|assignments?|exams?|{_COURSE}|essays?|reports?|projects?|code|coding|labs?|quiz(?:zes)?))\W*$",
        ("the AI policy", "use of AI tools", "chatgpt"),
        rf"\A(?=.*\b{_MACHINE}\b)(?=.*(?:\bpolic|allow|permit|prohibit|forbid|\bnot\b|\bcite|disclos))",
    ),
    _rule(
        rf"\bwhat (?:do|should|must) (?:i|we) (?:need|have|know)\b.*\b(?:before|take|taking|join|for)\b.*\b(?:this|the|your|our) {_COURSE}\W*$"
        rf"|\b(?:do|should|must) (?:i|we) (?:need|have) to (?:know|take|have)\b.*\b(?:before|for|take)\b.*\b(?:this|the|your|our) {_COURSE}\W*$",
        ("what are the prerequisites",),
        r"prereq|\brequire|recommend|\bassum",
    ),
    _rule(
        r"\b(?:can|may|could|are|should|do) (?:i|we)\b.*\b(?:work|collaborate|pair up|team up|do (?:the|our|my|this|an?) (?:work|home ?work|hw|project|assignment|lab)s?)\b"
        rf".*\b(?:together|with (?:a |an |my |other |some ){{0,2}}{_OTHERS}|in (?:groups?|pairs|teams))\b",
        ("collaboration", "group work", "individual work"),
        r"collaborat|\btogether\b|\bgroups?\b|\bpairs?\b|\bpartners?\b|\bindividual|\balone\b|\byour own\b",
    ),
    _rule(
        rf"\bhow (?:are|is|will|do|does) (?:we|i|(?:the |our |my )?(?:final )?(?:grades?|marks?)|(?:the|this|our) {_COURSE})\b"
        r".*\b(?:graded|marked|calculated|computed|determined|assessed|evaluated|made up)\b"
        r"|\bgrad(?:e|ing) (?:breakdown|scheme|weights?)\b|\bwhat makes up (?:the|our|my) (?:final )?grade\b",
        ("grade breakdown", "assessment", "grading", "marks", "what are the course requirements"),
        r"\d ?%.*\d ?%",
    ),
    _rule(
        rf"^(?:is|are|do|does|will)\b.*\b(?:grad\w*|marks?|marked|exams?|tests?|finals?|midterms?|{_COURSE})\b.*\b(?:curved|(?:a|the|on a) curve)\W*$"
        rf"|^(?:is|are|will) (?:there|it|we|they)(?: be)? (?:curved|(?:graded )?(?:a|on a) curve)\W*$",
        ("grades are curved", "graded on an absolute scale"),
        r"\bcurv|\babsolute scale\b",
    ),
    _rule(
        r"\bhow (?:do|can|should|to) ?(?:i|we)? (?:do well in|succeed in|pass|study for|ace|get an? (?:a|good grade) in) "
        rf"(?:this|the|your|our) {_COURSE}\b",
        ("succeed in this course", "study tips", "advice for this course"),
        r"\A[^\n]*(?:\bsucce|\btips?\b|\badvice\b|\bdo well\b)",
    ),
    _rule(
        rf"\b(?:what happens|what if|penalty|ok(?:ay)?|can|allowed)\b.*\b(?:i|we|you|for|to)\b(?: \w+){{0,3}} (?:miss|missing|skip|skipping|(?:be |am |are )?absent)\b(?: \w+){{0,3}} {_MEETING}\b",
        ("attendance and absences", "absences", "missed classes"),
        r"\babsen|\bmiss|\battend",
    ),
    _rule(
        rf"\bwhat(?:'?s| is) (?:this|the|our) {_COURSE} (?:all )?about\b"
        rf"|\bwhat (?:will|do) (?:i|we) learn in (?:this|the) {_COURSE}\b|\bwhat does (?:this|the) {_COURSE} cover\b",
        (
            "what is the goal of this course",
            "what is the course description",
            "learning objectives",
        ),
        r"\bcourse|\bclass\b|\bmodule|descri|objective|\bgoals?\b|\baims?\b",
    ),
)


def rules_asked(text: str) -> tuple[Rule, ...]:
    """The rules of the course that a question asks about; none for most."""
    return tuple(rule for rule in _RULES if rule.asked.search(text))
