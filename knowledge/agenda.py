"""Answers to "what's due?" and "when is X due?" from the dated items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.coverage import Lexicon, Text, coverage
from knowledge.model import Deadline
from knowledge.normalise import fold
from knowledge.question import TIME_WORDS, Asks, Question
from knowledge.shorthand import HOMEWORK, spelt_out

_ENOUGH = 0.62
_PADDING = frozenset("this coming still left remaining ahead two three four five six".split())
"""Words that say nothing in "what is still due in the next two weeks", and much in "left join"."""
_NEXT = 3
"""So many dates are told to who asked of a week that has none."""
_MEANT = {
    **dict.fromkeys("dis diz thsi tihs ths tis".split(), "this"),
    **dict.fromkeys("nxt nex neext".split(), "next"),
    **dict.fromkeys("tmrw tmr tomorow tommorow tommorrow 2moro 2morrow".split(), "tomorrow"),
    "tonite": "tonight",
}
"""How days are typed on a phone. Words that carry a question are not corrected elsewhere: "dis" may be a name."""
_NOT_DATES = frozenset({Asks.PLACE, Asks.PERSON, Asks.PRICE, Asks.NUMBER, Asks.REASON})
_ANNOUNCED = frozenset({"due", "range", "exam"})


def is_overview(question: Question) -> bool:
    """ "What's due?", "any deadlines this week?": about dates, and about nothing in particular."""
    about_dates = question.about_due or any("deadline" in w for w in question.words)
    return about_dates and all(_MEANT.get(w, w) in TIME_WORDS | _PADDING for w in question.content)


def asks_for_a_date(question: Question) -> bool:
    """Could a dated item be what is asked for? Of any other question, dates have no say in the answer."""
    asks_when = question.about_due or question.asks is Asks.DATE
    return is_overview(question) or (asks_when and question.asks not in _NOT_DATES)


def soonest_first(items: Sequence[Deadline], now: datetime) -> tuple[Deadline, ...]:
    """What is still to come by date, then what has passed, latest first."""
    coming = sorted((d for d in items if d.ends_at >= now), key=lambda d: d.ends_at)
    passed = sorted((d for d in items if d.ends_at < now), key=lambda d: d.ends_at, reverse=True)
    return (*coming, *passed)


def announced(items: Sequence[Deadline]) -> list[Deadline]:
    """What a class has to mind: no recaps, no releases."""
    return [d for d in items if d.kind in _ANNOUNCED]


def overview(
    question: Question, items: Sequence[Deadline], now: datetime, timezone: str
) -> tuple[tuple[Deadline, ...], str]:
    """What the class has to mind: all that is to come, or what falls into the week or day asked for.

    Where nothing falls into it, what comes next with a sentence that says so, which is empty otherwise;
    all there was, if nothing is to come.
    """
    told = announced(items)
    coming = [d for d in told if d.ends_at >= now]
    within = _window(question, now, timezone)
    if within is None or not coming:
        return soonest_first(coming or told, now), ""
    name, start, end = within
    asked = [d for d in coming if d.starts_at < end and d.ends_at >= start]
    if asked:
        return soonest_first(asked, now), ""
    later = [d for d in soonest_first(coming, now) if d.ends_at >= start] or coming
    return tuple(later[:_NEXT]), f"Nothing is due {name}. What comes next:"


def _window(
    question: Question, now: datetime, timezone: str
) -> tuple[str, datetime, datetime] | None:
    """The day or week (Monday to Sunday, in the course's zone) that "due this week" speaks of, by name."""
    said = f" {' '.join(_MEANT.get(word, word) for word in question.words)} "
    today = now.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    for phrase, start, days in (
        (" today ", today, 1),
        (" tonight ", today, 1),
        (" tomorrow ", today + timedelta(days=1), 1),
        (" this week ", monday, 7),
        (" next week ", monday + timedelta(days=7), 7),
    ):
        if phrase in said:
            return phrase.strip(), start, start + timedelta(days=days)
    return None


def _named(question: Question) -> list[str]:
    """What the question is about: "deadline hw2" is about homework 2, however the course writes it."""
    short = [found["n"] for found in HOMEWORK.finditer(fold(question.text))]
    said = {"hw", "hws", "hmwk", "hmw"} if short else set()
    kept = [
        w
        for w in question.content
        if w not in TIME_WORDS | said
        and w.split()[-1].lstrip("0") not in short
        and not HOMEWORK.fullmatch(w)  # "hw2" in one word, where the slides write it so
    ]
    return [*(f"homework {n}" for n in short), *kept] or list(question.content)


def matching(
    question: Question, items: Sequence[Deadline], lexicon: Lexicon
) -> tuple[tuple[float, Deadline], ...]:
    """The dated items the question is about, best first, with the share of it they speak of."""
    if not asks_for_a_date(question):
        return ()
    content = _named(question)
    if all(word.isdigit() for word in content):  # "2" is also in "December 2" and in "2 PM"
        return ()
    scored = [
        (coverage(content, Text.of(spelt_out(d.title), spelt_out(d.quote)), lexicon), d)
        for d in items
    ]
    best = max((s for s, _ in scored), default=0.0)
    if best < _ENOUGH:
        return ()
    return tuple(sorted((p for p in scored if p[0] >= best - 0.05), key=lambda p: -p[0]))
