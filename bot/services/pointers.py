"""What is no question to a lecture and yet asked of Lectern: reminders, and what becomes of one's words."""

from __future__ import annotations

import re

from knowledge.dates.cues import EXAM, WORK
from knowledge.normalise import fold

_POLITE = r"(?:(?:please|pls|can you|could you|hey|hi|lectern|how (?:do|can) i) )*"
_REMIND = re.compile(
    rf"{_POLITE}remind me (?:of|about|before|to (?:do|submit|hand in)|when) (?:the |my )?"
    r"(?P<what>[\w' ]{1,60}?)(?: is due)?(?: please| pls)?"
)
_FORGET = re.compile(
    rf"{_POLITE}(?:delete|erase|remove|forget|wipe) (?:all (?:of )?)?"
    r"(?:me|everything about me|my (?:personal )?(?:data|account|history|questions|answers|messages|practice))"
    r"(?: please| pls)?"
)
_PRIVATE = re.compile(
    r"(?:is (?:this|it|what i (?:ask|write)) (?:private|anonymous|confidential)|"
    r"(?:who|can (?:the |my )?(?:teachers?|profs?|professors?|instructors?|tas?|others|anyone|anybody)) (?:can )?"
    r"(?:see|read)s? (?:this|it|my (?:questions?|messages?)|what i (?:ask|write))|"
    r"(?:do|does) (?:the |my )?(?:teachers?|profs?|professors?|instructors?|tas?) (?:see|read) "
    r"(?:this|it|my (?:questions?|messages?)|what i (?:ask|write))|"
    r"what (?:do you|data do you) (?:store|keep|know|save)(?: (?:about|of) me)?)"
)
_KEPT = (
    "A direct message and `/ask` are seen by you alone; what you ask in a channel is seen by all who are in it. I keep "
    "questions with my answers. Instructors read some of them, without names: those that I could not answer, and those "
    "whose answer changes with a lecture."
)
_HOW_TO_FORGET = (
    "`/quiz erase` forgets your practice, and who you were in quizzes that are over; `/deadlines reminders` shows the reminders you asked for, and the address under "
    "`/deadlines calendar` can be removed."
)


def pointer(text: str) -> str | None:
    """A sentence that leads on, for who asks for a reminder or for what is kept; None for all else."""
    bare = " ".join(re.sub(r"[^\w' ]+", " ", fold(text)).split())
    if _FORGET.fullmatch(bare):
        return f"{_HOW_TO_FORGET} {_KEPT}"
    if _PRIVATE.fullmatch(bare):
        return f"{_KEPT} {_HOW_TO_FORGET}"
    found = _REMIND.fullmatch(bare)
    if found and (WORK.search(found["what"]) or EXAM.search(found["what"])):
        return (
            f"I remind you by direct message: type `/deadlines remind {found['what']}` and choose how "
            "long before."
        )
    return None
