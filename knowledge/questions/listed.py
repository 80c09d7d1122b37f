"""The lists of slides, each under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.normalise import fold, words
from knowledge.questions.facts import Listing, group_of
from knowledge.questions.lexis import CATEGORIES, GENERIC, KINDS
from knowledge.questions.material import Line, Teaching, is_process, polarity
from knowledge.questions.meanings import is_adverb
from knowledge.questions.texts import (
    bare,
    capital,
    is_name,
    is_plural,
    is_sentence,
    is_topic,
    stands_alone,
    tidy,
)

_INLINE = re.compile(r"^(?P<head>[^:]{3,60}):\s+(?P<items>[^:;]+)$")
_ARROWS = re.compile(r"\s*(?:→|⟶|➔|->|-->|=>|⇒)\s*")
_ORDINAL = re.compile(
    r"^(?:step|phase|stage|schritt|stufe|paso|fase|etapa|étape)\s*#?\d+\s*[:.)–—-]\s*(?P<step>\S.*)$",
    re.I,
)
_NO_THINGS = frozenset("problem problems issue issues example examples etc others more".split())
"""Last words of items that are remarks among the things of a list."""
_LEAST_ITEMS, _MOST_ITEMS = 3, 14


def listings_on(slide: Teaching) -> Iterator[Listing]:
    """The lists of the slide, each under its heading."""
    yield from _nested(slide)
    yield from _titled(slide)
    for line in slide.lines:
        if listed := _inline(line):
            yield listed
        if steps := _arrows(line):
            yield steps


def _nested(slide: Teaching) -> Iterator[Listing]:
    """Lines under a line that heads them."""
    for _, lines in groupby(slide.lines, key=group_of):
        together = list(lines)
        if together[0].under:
            yield from _listing(together[0].under[-1], together, slide.topic)


def _titled(slide: Teaching) -> Iterator[Listing]:
    """All the outermost lines of a slide, under its title."""
    level = min((line.level for line in slide.lines), default=0)
    lines = [line for line in slide.lines if line.level == level]
    if len(lines) >= _LEAST_ITEMS:
        yield from _listing(slide.slide.title, lines, "")
    # A flat slide: "Pros:" and then what they are, at the same level.
    head: str = ""
    gathered: list[Line] = []
    for line in [*slide.lines, None]:
        if line is None or (line.text.endswith(":") and len(line.text.split()) <= 5):
            if (
                head
                and len(gathered) >= _LEAST_ITEMS - 1
                and all(x.level == level for x in gathered)
            ):
                yield from _listing(head, gathered, slide.topic)
            head, gathered = (line.text if line else ""), []
        else:
            gathered.append(line)


def _listing(heading: str, lines: Sequence[Line], topic: str) -> Iterator[Listing]:
    language = lines[0].language
    head, side = bare(heading), polarity(heading)
    items = tuple(dict.fromkeys(_item(line.text, language) for line in lines))
    good = tuple(item for item in items if item)
    ordered = is_process(head) and _are_of_one_shape(items, language)
    if not 2 <= len(good) <= _MOST_ITEMS or len(good) < 0.75 * len(items):
        return
    named = all(is_topic(item, language) for item in good)
    if not (side or ordered or (is_category(head, language) and named)):
        return
    slide = lines[0].slide
    text = "\n".join([heading, *(line.text for line in lines)])
    yield Listing(head, good, slide, topic, side, ordered and len(good) == len(items), text)


def _are_of_one_shape(items: Sequence[str], language: str) -> bool:
    """Names throughout, or lines with a verb throughout: what announces steps, or remarks on them, is none."""
    told = sum(is_sentence(item, language) for item in items)
    return told in {0, len(items)}


def is_category(heading: str, language: str) -> bool:
    """Does it name a kind of things, of which some follow: "Allocation methods", "Types of …"?

    Not where they are those of one case: "The company's goals".
    """
    if re.search(r"\w['’]s\s", heading):
        return False
    if CATEGORIES.match(heading):
        return True
    said = words(heading)
    return is_topic(heading, language) and bool(said) and (said[-1] in KINDS or said[0] in KINDS)


def _item(text: str, language: str) -> str:
    """The item as a choice; what it is called, where the line explains it too."""
    text = tidy(text)
    named = re.match(r"(?P<name>[^:]{2,50}):\s+\S|(?P<other>[^–—]{2,50}?)\s[–—-]\s\S", text)
    if named:
        text = named["name"] or named["other"]
    step = _ORDINAL.match(text)
    text = capital(bare(step["step"] if step else text))
    whole = stands_alone(text, language) and len(words(text)) <= 14
    said = words(text)
    empty = set(said) <= GENERIC or (len(said) > 1 and said[-1] in _NO_THINGS)
    empty = empty or (language == "en" and is_adverb(text))
    return text if whole and not empty and not polarity(text) else ""


def _inline(line: Line) -> Listing | None:
    """ "Security violation methods: masquerading, replay attack, session hijacking"."""
    found = _INLINE.match(tidy(line.text))
    if not found:
        return None
    head, language = bare(found["head"]), line.language
    parts = re.split(r",\s+(?:(?:and|or|und|oder|y|o|et|ou)\s+)?", found["items"])
    items = tuple(dict.fromkeys(capital(bare(part)) for part in parts))
    good = all(is_name(item, language) and len(item.split()) <= 4 for item in items)
    if not good or not _LEAST_ITEMS <= len(items) <= _MOST_ITEMS:
        return None
    side = polarity(head)
    plural = is_topic(head, language) and is_plural(head)
    if not side and not plural and not is_category(head, language):
        return None
    return Listing(head, items, line.slide, line.topic, side, False, line.text)


def _arrows(line: Line) -> Listing | None:
    """ "Requirements → Design → Implementation → Test"."""
    text = tidy(line.text)
    head, _, tail = text.rpartition(": ")
    steps = [capital(bare(step)) for step in _ARROWS.split(tail)]
    alright = all(is_name(step, line.language) and len(step.split()) <= 5 for step in steps)
    if len(steps) < 4 or not alright or len(set(map(fold, steps))) < len(steps):
        return None
    heading = bare(head) or line.topic
    return (
        Listing(heading, tuple(steps), line.slide, line.topic, "", True, line.text)
        if heading
        else None
    )
