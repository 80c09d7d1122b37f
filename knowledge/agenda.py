"""Answers to "what's due?" and "when is X due?" from the dated items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from knowledge.coverage import Lexicon, Text, coverage
from knowledge.dates.cues import EXAM, WORK
from knowledge.model import Deadline
from knowledge.normalise import fold
from knowledge.question import TIME_WORDS, Asks, Question
from knowledge.shorthand import HOMEWORK, spelt_out
from knowledge.windows import asks_what_comes, day_meant, window

_ENOUGH = 0.62
_PADDING = frozenset("this coming still left remaining ahead two three four five six".split())
"""Words that say nothing in "what is still due in the next two weeks", and much in "left join"."""
_NEXT = 3
"""So many dates are told to who asked of a week that has none."""
_NOT_DATES = frozenset({Asks.PLACE, Asks.PERSON, Asks.PRICE, Asks.NUMBER, Asks.REASON})
_WHOLE = 0.95
"""An item that speaks of so much of a question with "and" in it is called so."""
_HALVES = frozenset({"", "home", "work"})
_AND = frozenset("and plus n und et y e".split())
_CHANGES = frozenset(
    """change changes changed changing move moves moved moving shift shifted postpone postponed push pushed extended
    delayed updated same""".split()
)
"""Whether a date has changed is told by the date."""
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
"""When something is, and no part of its name."""
_ANNOUNCED = frozenset({"due", "range", "exam"})


def is_overview(question: Question) -> bool:
    """ "What's due?", "any deadlines this week?": about dates, and about nothing in particular."""
    about_dates = (
        question.about_due
        or any("deadline" in w for w in question.words)
        or asks_what_comes(question)
    )
    return about_dates and all(day_meant(w) in TIME_WORDS | _PADDING for w in question.content)


def asks_for_a_date(question: Question) -> bool:
    """Could a dated item be what is asked for? Of any other question, dates have no say in the answer."""
    asks_when = question.about_due or question.asks is Asks.DATE
    return (
        is_overview(question)
        or (asks_when and question.asks not in _NOT_DATES)
        or _only_names_work(question)
    )


def _only_names_work(question: Question) -> bool:
    """ "HW 2 and exam 2": several things that are handed in or sat, and nothing asked of them."""
    if question.asks is not Asks.ANYTHING or not _AND & set(question.words):
        return False
    names = _named_apart(question)
    return len(names) > 1 and all(
        len(name) == 1 and (WORK.search(name[0]) or EXAM.search(name[0])) for name in names
    )


def lasting(
    question: Question, items: Sequence[Deadline], lexicon: Lexicon
) -> tuple[Deadline, ...]:
    """ "How long is the exam?": the items so called that begin at one time and end at another."""
    timed = [d for d in items if not d.all_day and d.starts_at < d.ends_at]
    return tuple(d for _, d in _about(_named(question), timed, lexicon))


def asks_how_long(question: Question) -> bool:
    """Could the hours of a dated item be what is asked for?"""
    return question.asks is Asks.NUMBER and ("how", "long") in pairwise(question.words)


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
    within = window(question, now, timezone)
    if within is None or not coming:
        return soonest_first(coming or told, now), ""
    name, start, end = within
    asked = [d for d in coming if d.starts_at < end and d.ends_at >= start]
    if asked:
        return soonest_first(asked, now), ""
    later = [d for d in soonest_first(coming, now) if d.ends_at >= start] or coming
    return tuple(later[:_NEXT]), f"Nothing is due {name}. What comes next:"


def _named(question: Question) -> list[str]:
    """What the question is about: "deadline hw2" is about homework 2, however the course writes it."""
    short = [found["n"] for found in HOMEWORK.finditer(fold(question.text))]
    said = {"hw", "hws", "hmwk", "hmw"} if short else set()
    kept = [
        w
        for w in question.content
        if w not in TIME_WORDS | _CHANGES | _MONTHS | said and not _is_homework(w, short)
    ]
    return [*(f"homework {n}" for n in short), *kept] or list(question.content)


def _is_homework(word: str, numbers: Sequence[str]) -> bool:
    """ "hw2" in one word, where the slides write it so, or the number's half of "home work 2"."""
    if HOMEWORK.fullmatch(word):
        return True
    noun, _, number = word.rpartition(" ")
    return number.lstrip("0") in numbers and noun in _HALVES


def matching(
    question: Question, items: Sequence[Deadline], lexicon: Lexicon
) -> tuple[tuple[float, Deadline], ...]:
    """The dated items the question is about, best first, with the share of it they speak of."""
    if not asks_for_a_date(question):
        return ()
    return _about(_named(question), items, lexicon)


def matching_each(
    question: Question, items: Sequence[Deadline], lexicon: Lexicon
) -> tuple[tuple[Deadline, ...], tuple[str, ...]]:
    """Of a question about several things ("hw 2 and the exam"): their dates, and the names that have none.

    Nothing at all where it is about one thing, or about none that has a date.
    """
    names = _named_apart(question)
    if len(names) < 2:
        return (), ()
    whole = _about(_named(question), items, lexicon)
    if whole and whole[0][0] > _WHOLE:
        return (), ()
    found = [_about(name, items, lexicon) for name in names]
    dates = tuple(dict.fromkeys(d for each in found for _, d in each))
    without = [" ".join(name) for name, each in zip(names, found, strict=True) if not each]
    return (dates, tuple(without)) if dates else ((), ())


def _about(
    content: Sequence[str], items: Sequence[Deadline], lexicon: Lexicon
) -> tuple[tuple[float, Deadline], ...]:
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


def _named_apart(question: Question) -> tuple[tuple[str, ...], ...]:
    """What stands on either side of each "and": "hw 1 and 2" is homework 1, and homework 2."""
    sides: list[list[str]] = [[]]
    for word in question.words:
        if word in _AND:
            sides.append([])
        else:
            sides[-1].append(word)
    named = _named(question)
    names = [tuple(_of_side(side, named)) for side in sides]
    names = [name for name in names if name]
    if len(names) > 1 and all(len(name) == 1 and name[0].isdigit() for name in names[1:]):
        noun = names[0][-1].split()[0]
        names = [names[0], *((f"{noun} {name[0]}",) for name in names[1:])]
    return tuple(names)


def _of_side(side: Sequence[str], named: Sequence[str]) -> Iterator[str]:
    """Homework by its number, and all other content words that stand on the side."""
    said = " ".join(side)
    for found in HOMEWORK.finditer(said):
        yield f"homework {found['n']}"
    rest = HOMEWORK.sub(" ", said).split()
    if len(rest) == 1 and rest[0].isdigit():
        yield rest[0]
    for word in named:
        if not word.startswith("homework ") and f" {word} " in f" {' '.join(rest)} ":
            yield word
