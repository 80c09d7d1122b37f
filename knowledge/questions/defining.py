"""Sentences that define, beyond the shapes that answers are sure of: no article, "is one in which", what is called so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.marked import told_of
from knowledge.model import Slide
from knowledge.normalise import fold, words
from knowledge.questions.concepts import is_concept, is_everyday
from knowledge.questions.facts import Meant, group_of
from knowledge.questions.headed import is_noun
from knowledge.questions.material import ARTICLE, Line, Teaching, is_marked
from knowledge.questions.meanings import meaning_of, named, topic_over
from knowledge.questions.texts import (
    capital,
    content,
    has_main_verb,
    is_whole,
    mentions,
    stands_alone,
    tidy,
)

_SOFTLY = (
    r"(?:(?:just|simply|basically|essentially|usually|often|sometimes|generally|commonly|also)\s+)?"
)
_TERM = r"(?P<term>[^\W\d_][\w’'/ -]{1,48}?)"
_IS = re.compile(rf"{_TERM}\s+(?:[Ii]s|[Aa]re)\s+{_SOFTLY}(?P<meaning>\S.*)")
_OCCURS = re.compile(
    rf"{_TERM}\s+{_SOFTLY}(?:occurs?|happens?|arises?|takes place)\s+{_SOFTLY}(?P<meaning>when\s.+)"
)
_ONE = re.compile(
    r"(?:one|ones|those)\s+(?:(?:in|for|on|by|through|to)\s+which|whose|that|where|which|who)\s"
)
_CALLED = re.compile(
    rf"(?P<meaning>\S.{{12,}}?)\s+(?:is|are)\s+{_SOFTLY}(?:called|known as|termed|named|referred to as)\s+"
    r"(?:(?:an?|the)\s+)?[\"“'‘«]?(?P<term>[^\W\d_][\w’' -]{1,40}?)[\"”'’»]?(?:\s*\([^()]*\))?[.!]?",
)
_WHEN = re.compile(r"(?:when|where)\s(?!where|when)(?=\S+\s+\S+\s+\S)")
_STOP = re.compile(r"\.\s+(?=[A-Z])")
_LABELLED = re.compile(r"(?:definition|defn|meaning)\s*[:–-]\s+(?P<meaning>\S.*)", re.I)
_MOVED = re.compile(
    r",\s+(?:this|that|such an?|the)\s+(?:\w+\s+)?$|^(?:in|for|with|when|if|as|by|on|at)\b", re.I
)
"""A condition ahead, or a word that points at it: the meaning is no noun."""


def defined_on(slide: Teaching) -> Iterator[Meant]:
    """What sentences of the slide define, where those of `definitions` see nothing. English only."""
    for line in slide.lines:
        if line.language != "en":
            continue
        text = tidy(line.text).rstrip(" .:")
        found = (
            _called(text) or _is(text) or _behind_mark(text, line.slide) or _labelled(text, line)
        )
        if found:
            term, meaning = found
            name = named(term, "en")
            shown = is_one(meaning) or is_case(meaning) or fold(text).endswith(fold(name))
            sure = " " in name and shown
            taught = is_concept(capital(name), "en") and (sure or _is_taught(name, line))
            if name and taught and not mentions(meaning, name):
                yield Meant(
                    capital(name),
                    meaning,
                    line.text,
                    line.slide,
                    topic_over(line),
                    True,
                    group_of(line),
                    0,
                )


def _is(text: str) -> tuple[str, str] | None:
    bare_text = ARTICLE.sub("", text)
    found = _IS.fullmatch(bare_text) or _OCCURS.fullmatch(bare_text)
    if not found:
        return None
    meaning = _STOP.split(found["meaning"])[0]
    if is_one(meaning) or is_case(meaning):
        whole = is_whole(meaning, "en") and len(content(meaning)) >= 4
        return (found["term"], meaning) if whole else None
    told = meaning_of(meaning, said=True)
    fits = bool(told) and is_whole(told, "en") and is_noun(told)
    return (found["term"], told) if fits else None


def _called(text: str) -> tuple[str, str] | None:
    found = _CALLED.fullmatch(text)
    if not found or _MOVED.search(found["meaning"]):
        return None
    told = meaning_of(found["meaning"], said=True)
    fits = bool(told) and stands_alone(capital(told), "en") and len(content(told)) >= 3
    return (found["term"], told) if fits else None


def _labelled(text: str, line: Line) -> tuple[str, str] | None:
    """ "Definition: movements that …", under a title that names what is defined."""
    found = _LABELLED.match(text)
    if not found or not line.topic:
        return None
    told = meaning_of(found["meaning"], said=True)
    return (line.topic, told) if told and is_whole(told, "en") else None


def _behind_mark(text: str, slide: Slide) -> tuple[str, str] | None:
    """A term that is set off, with its meaning behind it and no mark between: "**Latency** the time between …"."""
    found = told_of(text, slide.marked)
    if found is None or text.startswith(f"{found[0]}:"):
        return None
    term, told = found[0], meaning_of(found[1], said=True)
    whole = bool(told) and is_whole(told, "en") and not has_main_verb(words(told), "en")
    return (term, told) if whole else None


def is_one(meaning: str) -> bool:
    """ "One in which …": said of a thing by its own kind, which the term names."""
    return bool(_ONE.match(meaning))


def is_case(meaning: str) -> bool:
    """ "When …", "where …": what a term is said to be by the case in which it is spoken of."""
    return bool(_WHEN.match(meaning))


def _is_taught(name: str, line: Line) -> bool:
    """Is it what the slide is about, or no word of every day?"""
    return (
        mentions(line.topic, name)
        or is_marked(name, line.slide)
        or not all(map(is_everyday, words(name)))
    )
