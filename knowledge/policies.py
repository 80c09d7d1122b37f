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
        rf"^(?=.*\b(?:los[et]|lose|deduct\w*|off|penal\w+|accept\w*|allowed|ok(?:ay)?)\b)(?=.*\b(?:late|after the deadline)\b).*\b{_WORK}\b",
        ("late policy", "late work"),
        r"(?=.*(?:\blate\b|after the deadline))(?=.*(?:%|\b(?:points?|marks?|grades?|credit|penal|polic|submi|accept|hand|turn)))",
    ),
    _rule(
        rf"^(?=.*\b(?:us(?:e|ing)|allowed|ok(?:ay)?|cheating|permitted)\b)(?=.*\b(?:can|may|could|is|are|am|do)\b).*\b{_MACHINE}\b",
        ("the AI policy", "use of AI tools", "chatgpt"),
        rf"(?=.*\b{_MACHINE}\b)(?=.*(?:\bpolic|allow|permit|prohibit|forbid|\bnot\b|\bcite|disclos))",
    ),
    _rule(
        rf"\bwhat (?:do|should|must) (?:i|we) (?:need|have|know)\b.*\b(?:before|take|taking|join|for)\b.*\b{_COURSE}\b"
        rf"|\b(?:do|should|must) (?:i|we) (?:need|have) to (?:know|take|have)\b.*\b(?:before|for|take)\b.*\b{_COURSE}\b",
        ("what are the prerequisites",),
        r"prereq|\brequire|recommend|\bassum",
    ),
    _rule(
        r"\b(?:can|may|could|are|should|do) (?:i|we)\b.*\b(?:work|do|collaborate|pair|team)\b"
        rf".*\b(?:together|with (?:a |an |my |other |some ){{0,2}}{_OTHERS}|in (?:groups?|pairs|teams))\b",
        ("collaboration", "group work", "individual work"),
        r"collaborat|\btogether\b|\bgroups?\b|\bpairs?\b|\bpartners?\b|\bindividual|\balone\b|\byour own\b",
    ),
    _rule(
        rf"\bhow (?:are|is|will|do|does) (?:we|i|they|(?:the |our |my )?(?:final )?(?:grades?|marks?)|(?:the|this|our) {_COURSE})\b"
        r".*\b(?:graded|marked|calculated|computed|determined|assessed|evaluated|made up)\b"
        r"|\bgrad(?:e|ing) (?:breakdown|scheme|weights?)\b|\bwhat makes up (?:the|our|my) (?:final )?grade\b",
        ("grade breakdown", "assessment", "grading", "marks", "what are the course requirements"),
        r"\d ?%.*\d ?%",
    ),
    _rule(
        r"^(?:is|are|do|does|will)\b.*\b(?:curved|(?:a|the|on a) curve)\W*$",
        ("grades are curved", "graded on an absolute scale"),
        r"\bcurv|\babsolute scale\b",
    ),
    _rule(
        r"\bhow (?:do|can|should|to) ?(?:i|we)? (?:do well|succeed|pass|study|ace|get an? (?:a|good grade))\b"
        rf".*\b{_COURSE}\b",
        ("succeed in this course", "study tips", "advice for this course"),
        r"\A[^\n]*(?:\bsucce|\btips?\b|\badvice\b|\bdo well\b)",
    ),
    _rule(
        rf"\b(?:what happens|what if|penalty|ok(?:ay)?|can|allowed)\b.*\b(?:miss|skip|absent)\b.*\b{_MEETING}\b",
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
