"""Days that a question about dates speaks of: "this week", "until friday", "what comes next"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.question import Question

_MEANT = {
    **dict.fromkeys("dis diz thsi tihs ths tis".split(), "this"),
    **dict.fromkeys("nxt nex neext".split(), "next"),
    **dict.fromkeys("tmrw tmr tomorow tommorow tommorrow 2moro 2morrow".split(), "tomorrow"),
    "tonite": "tonight",
}
"""How days are typed on a phone. Words that carry a question are not corrected elsewhere: "dis" may be a name."""
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORT_DAYS = {
    short: day
    for day, shorts in zip(
        _DAYS, ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun"), strict=True
    )
    for short in shorts.split()
}
_WEEKDAY = re.compile(
    rf" (?P<how>until|till|til|by|before|next|this|for|on|due)? ?(?:this )?(?P<day>{'|'.join(_DAYS)})s? "
)
_UNTIL = frozenset("until till til by before".split())
_COMING = re.compile(
    r" (?:upcoming|coming up|whats next|what's next|what is next|what comes next|what's coming|whats coming) "
    r"| (?:what|wat|whats|which|anything|something) (?:\S+ )*?(?:have|need|needs|got|must|should|supposed|gotta) (?!(?:i|we) (?:know|learn)|you )"
    r"| (?:anything|something|whats|what's) (?:for |on |due |happening )?(?:next week|tomorrow|this week|(?:on |for )?(?:mon|tues|wednes|thurs|fri|satur|sun)day) "
)
_OF_LECTURES = re.compile(
    r" (?:about|topics?|cover(?:ed|s|ing)?|learn(?:ed|ing)?|did|was|were|last|agenda|outline|lectures?|class(?:es)?|slides?|objectives?|discuss\w*) "
)
"""What a lecture was or will be about is asked, and not what is due."""


def day_meant(word: str) -> str:
    """The word for a day that was typed in short or with a slip: "tmrw" is tomorrow, "fri" friday."""
    return _MEANT.get(word) or _SHORT_DAYS.get(word, word)


def asks_what_comes(question: Question) -> bool:
    """ "What's next?", "what do I have to do until friday?": what is to come, or to be done."""
    said = _said(question)
    return bool(_COMING.search(said)) and not _OF_LECTURES.search(said)


def window(
    question: Question, now: datetime, timezone: str
) -> tuple[str, datetime, datetime] | None:
    """The days that "due this week" or "until friday" speaks of, in the course's zone, by name.

    A week is from Monday to Sunday; a weekday is the next one, today included.
    """
    said = _said(question)
    today = now.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    for phrase, start, days in (
        (" today ", today, 1),
        (" tonight ", today, 1),
        (" tomorrow ", today + timedelta(days=1), 1),
        (" this week ", monday, 7),
        (" next week ", monday + timedelta(days=7), 7),
        (" this weekend ", monday + timedelta(days=5), 2),
        (" next weekend ", monday + timedelta(days=12), 2),
    ):
        if phrase in said:
            return phrase.strip(), start, start + timedelta(days=days)
    named = _WEEKDAY.search(said)
    return _to_weekday(named["how"] or "", named["day"], today) if named else None


def _to_weekday(how: str, name: str, today: datetime) -> tuple[str, datetime, datetime]:
    ahead = (_DAYS.index(name) - today.weekday()) % 7
    if how == "next":
        monday = today + timedelta(days=7 - today.weekday())
        day = monday + timedelta(days=_DAYS.index(name))
    else:
        day = today + timedelta(days=ahead)
    called = name.capitalize()
    if how in _UNTIL:
        return f"until {called}", today, day + timedelta(days=1)
    return (f"next {called}" if how == "next" else f"on {called}"), day, day + timedelta(days=1)


def _said(question: Question) -> str:
    return f" {' '.join(day_meant(word) for word in question.words)} "
