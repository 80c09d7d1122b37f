"""Which questions are about what somebody typed, by the course's own words: other forms, short forms, slips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.services.quizzes.bank.ports import BankQuestion
from knowledge.course import Course
from knowledge.coverage import Text, coverage
from knowledge.exchange.markup import as_plain
from knowledge.normalise import fold, without_markup, words
from knowledge.question import parse
from knowledge.words import FUNCTION_WORDS

_ABOUT = 0.7
"""The share of a topic's words that a question, or its slide, has to speak of."""
_CLOSE = 45
_LECTURE = re.compile(
    r"(?:(?:lecture|lec\.?|lesson|class|vorlesung|l\.?)\s*(?:no\.?|#)?\s*)?(\d{1,4})", re.I
)
MOST_NEAR = 4
MOST_TYPED = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The questions about a topic, in the order they came in; `near` are topics to offer where there are none."""

    questions: tuple[BankQuestion, ...] = ()
    near: tuple[str, ...] = ()


def lecture_in(said: str) -> int | None:
    """The lecture that somebody named: "13", "lecture 13", "lec. 13", "Vorlesung #13"; None for anything else."""
    found = _LECTURE.fullmatch(said.strip())
    return int(found[1]) if found else None


def narrowed(
    course: Course, questions: Sequence[BankQuestion], topic: str, lecture: int | None
) -> Found:
    """Those of a lecture and about a topic, where these are given; topics to offer are of any lecture."""
    of_lecture = [one for one in questions if lecture is None or one.lecture == lecture]
    if not topic.strip():
        return Found(tuple(of_lecture))
    found = about(course, topic, of_lecture)
    return found if found.questions else Found(near=about(course, topic, questions).near)


def about(course: Course, topic: str, questions: Sequence[BankQuestion]) -> Found:
    """Those that speak of the topic: in what is asked, what is right, their tags or the title of their slide.

    Of a whole course to be called in a thread.
    """
    typed = without_markup(topic)[:MOST_TYPED]
    asked = parse(typed, course.known.speller, course.known.lexicon)
    lexicon = course.known.lexicon
    as_typed = tuple(word for word in words(typed) if word not in FUNCTION_WORDS)
    meant = asked.meant.content if asked.meant else ()
    for content in dict.fromkeys((as_typed, asked.content, meant)):
        found = [q for q in questions if coverage(content, _text(q), lexicon) >= _ABOUT]
        if found:
            return Found(tuple(found))
    return Found(near=_near(course, typed, questions))


def _text(question: BankQuestion) -> Text:
    item = question.item
    right = [as_plain(choice.text) for choice in item.choices if choice.weight > 0]
    title = question.source.title if question.source else ""
    told = (as_plain(item.stem), *right, as_plain(item.feedback), title, item.category)
    return Text.of(*told, *item.tags)


def _near(course: Course, typed: str, questions: Sequence[BankQuestion]) -> tuple[str, ...]:
    """Titles of slides that have questions, and the course's short forms, the most like what was typed first."""
    titles = {q.source.title for q in questions if q.source and q.source.title}
    names = {title: fold(title) for title in sorted(titles)}
    said = " ".join(fold(as_plain(q.item.stem)) for q in questions)
    names |= {short: fold(short) for short in course.build.acronyms if f" {fold(short)}" in said}
    ranked = process.extract(
        fold(typed), names, scorer=fuzz.WRatio, limit=MOST_NEAR * 2, score_cutoff=_CLOSE
    )
    likely = [str(name) for _, _, name in ranked]
    newest = sorted(
        (q.source for q in questions if q.source and q.source.title),
        key=lambda s: -(s.lecture or 0),
    )
    return tuple(dict.fromkeys([*likely, *(source.title for source in newest)]))[:MOST_NEAR]
