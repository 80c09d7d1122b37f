"""What slides give years and dates for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.questions.facts import Event, Period
from knowledge.questions.material import ARTICLE, Teaching
from knowledge.questions.texts import (
    bare,
    capital,
    is_topic,
    stands_alone,
    tidy,
)

_YEAR = re.compile(
    r"^(?:in |um |en |ab )?(?P<year>1[0-9]\d\d|20\d\d)\s*(?:[:–—-]|\s-)\s*(?P<event>\S.{8,120})$",
    re.I,
)
_DATED = re.compile(
    r"^(?P<name>[^()]{3,60}?)\s*\((?:c\. ?|ca\. ?|um )?(?P<when>(?:[^()]*\d)(?:st|nd|rd|th)?[^()]*?)\)$",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:b\.?c\.?(?:e\.?)?|c\.?e\.?|a\.?d\.?|century|centuries|v\. ?chr\.?|n\. ?chr\.?|jahrhundert|siglo|siècle)\b|"
    r"\b1\d{3}s?\s*[-–—]\s*(?:late |early |mid-?)?(?:1\d{3}|20\d\d)s?\b",
    re.I,
)


_LASTS = re.compile(
    r"(?:tion|sion|ment|ance|ence|ism|nik|krieg|zeit|reich|guerre|guerra|wars?|age|era|époque|época|period|periode|dynast(?:y|ie|ía)|empires?|imperio|"
    r"republi[ck]|république|república|crus?ades?|plague|depression|crisis|krise|crise|reign|revolt|treaty|kingdom|regime|siege|battle|famine)$",
    re.I,
)
"""Names of times and of what went on for some: the dates of a person's life are nothing to learn."""


def events_on(slide: Teaching) -> Iterator[Event]:
    """Lines that begin with a year: "1905: Einstein publishes special relativity"."""
    for line in slide.lines:
        found = _YEAR.match(tidy(line.text))
        event = capital(bare(found["event"])) if found else ""
        if (
            found
            and stands_alone(event, line.language)
            and not re.search(r"\b(?:1\d|20)\d\d\b", event)
        ):
            yield Event(int(found["year"]), event, line.text, line.slide, line.topic)


def periods_on(slide: Teaching) -> Iterator[Period]:
    """Titles and short lines with their dates in parentheses."""
    for text in (slide.slide.title, *(line.text for line in slide.lines)):
        found = _DATED.match(" ".join(text.split()))
        language = slide.slide.language or "en"
        name = capital(ARTICLE.sub("", bare(found["name"]))) if found else ""
        lasts = any(_LASTS.search(word) for word in name.split())
        if found and lasts and _WHEN.search(found["when"]) and is_topic(name, language):
            yield Period(name, found["when"].strip(), text, slide.slide)
