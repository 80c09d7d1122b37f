"""What the lines of a course state, in the shapes that can be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from knowledge.definitions import meaning_in
from knowledge.model import Slide
from knowledge.normalise import fold, words
from knowledge.questions.lexis import BASES, CATEGORIES, GENERIC, KINDS, function_words
from knowledge.questions.material import ARTICLE, Line, Teaching, is_process, polarity
from knowledge.questions.texts import (
    bare,
    capital,
    content,
    is_name,
    is_plural,
    is_topic,
    is_whole,
    stands_alone,
    tidy,
)
from knowledge.words import is_word

_INLINE = re.compile(r"^(?P<head>[^:]{3,60}):\s+(?P<items>[^:;]+)$")
_ARROWS = re.compile(r"\s*(?:→|⟶|➔|->|-->|=>|⇒)\s*")
_YEAR = re.compile(
    r"^(?:in |um |en |ab )?(?P<year>1[0-9]\d\d|20\d\d)\s*(?:[:–—-]|\s-)\s*(?P<event>\S.{8,120})$",
    re.I,
)
_ORDINAL = re.compile(
    r"^(?:step|phase|stage|schritt|stufe|paso|fase|etapa|étape)\s*#?\d+\s*[:.)–—-]\s*(?P<step>\S.*)$",
    re.I,
)
_HEADS = re.compile(
    r"\b(?:problem|goal|idea|result|question|key|point|reason|way|difference|thing|part|case|advantage|example|issue|focus|answer|"
    r"challenge|title|rest|solution|aim|purpose|main|first|second|last|next|best|approach|consequence|conclusion|bottom line|downside|outcome|"
    r"benefit|drawback|trade-?offs?|limitation|problema|objetivo|ejemplo|razón|ziel|grund|beispiel|but|raison|exemple)s?\b",
    re.I,
)
_INNER = frozenset("of and de del du des und la y et der die das for von le les l à".split())
"""Small words that a term may hold."""
_NO_MEANING = re.compile(
    r"^(?:with|without|the same|not|no|more|less|very|also|only|just|usually|often|because|when|where|if|how|what|why|one of|that|used|called|defined|currently|already|now|needs?|have|has|should|must|can|may|could|will)\b|\bvs\b",
    re.I,
)
"""How remarks on a thing begin, which do not say what it is."""
_LEAST_ITEMS, _MOST_ITEMS = 3, 14


@dataclass(frozen=True, slots=True)
class Meant:
    """`text`, a line of `slide`, says that `term` is `meaning`; those with one `group` stand in one list."""

    term: str
    meaning: str
    text: str
    slide: Slide
    topic: str
    said: bool
    group: str
    peers: int
    """How many of the list's lines are of the same shape."""


@dataclass(frozen=True, slots=True)
class Listing:
    """`items` stand under `heading`, with `topic` as what the slide is about; `side` as in `polarity`."""

    heading: str
    items: tuple[str, ...]
    slide: Slide
    topic: str
    side: str = ""
    ordered: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a line gives a year for, among other such lines of its list."""

    year: int
    event: str
    text: str
    slide: Slide
    topic: str


def group_of(line: Line) -> str:
    """The list that a line stands in."""
    above = fold(line.under[-1]) if line.under else ""
    return f"{line.slide.file}|{line.slide.page}|{fold(line.slide.title)}|{line.level}|{above}"


def meant_on(slide: Teaching) -> Iterator[Meant]:
    """What the slide says its terms are."""
    for _, lines in groupby((slide.title, *slide.lines), key=group_of):
        together = list(lines)
        found = [(line, meaning_in(tidy(line.text))) for line in together]
        shaped = sum(1 for _, meaning in found if meaning and not meaning.said)
        for line, meaning in found:
            if meaning is None:
                continue
            term, told = (
                _named(meaning.term, line.language),
                _meaning(meaning.meaning, said=meaning.said),
            )
            if not term or not told or not is_whole(told, line.language):
                continue
            peers = shaped if not meaning.said else 0
            if line.number < 0 and not meaning.said:
                continue
            if meaning.said or peers >= 2 or ARTICLE.match(told) or same_topic(term, line.topic):
                text = line.text
                yield Meant(
                    _spelt(term, text),
                    told,
                    text,
                    line.slide,
                    line.topic,
                    meaning.said,
                    group_of(line),
                    peers,
                )
    yield from _explained(slide)
    for table in slide.tables:
        yield from _tabled(table, slide)


def _spelt(term: str, line: str) -> str:
    """With a capital, but for a command that its line begins with: "df: free space of a disk"."""
    command = line.startswith(term) and " " not in term and len(term) <= 8 and term.isascii()
    return term if command else capital(term)


def _explained(slide: Teaching) -> Iterator[Meant]:
    """Lines that only name something, each with a line under it that says what that is."""
    pairs: list[tuple[Line, Line]] = []
    for line, below in pairwise(slide.lines):
        if below.level == line.level + 1 and len(line.text.split()) <= 5:
            pairs.append((line, below))
    for line, below in pairs:
        language = line.language
        peers = [p for p, _ in pairs if group_of(p) == group_of(line)]
        term = _named(re.sub(r"\s*\([^()]*\)$", "", bare(line.text)), language)
        told = _meaning(bare(below.text))
        fits = (
            bool(told)
            and stands_alone(told, language)
            and len(told.split()) >= 4
            and ":" not in told
        )
        if term and fits and len(peers) >= 2:
            text = f"{line.text}\n{below.text}"
            yield Meant(
                capital(term),
                told,
                text,
                line.slide,
                line.topic,
                False,
                f"{group_of(line)}|under",
                len(peers),
            )


def _named(term: str, language: str) -> str:
    """The term as a name of its own; "" where it is none."""
    name = bare(ARTICLE.sub("", term))
    if not is_topic(name, language) or _HEADS.search(name) or polarity(name):
        return ""
    said = words(name)
    acts = language == "en" and len(said) > 1 and said[0].endswith("s") and said[0][:-1] in BASES
    joined = {w for w in said[1:-1] if w in function_words(language)} - _INNER
    label = (name.isupper() and is_word(name)) or (name.isupper() and len(name) == 1)
    return "" if acts or joined or label else name


def _meaning(text: str, *, said: bool = False) -> str:
    """The first sentence of what is said; "" where it leads nowhere."""
    if not said and re.search(r"\w: ", text):
        return ""
    first = re.split(r"(?<=[a-zäöüéáíóñ)])\.\s+(?=[A-ZÄÖÜÉ¿\d])|;\s|(?<=\w): ", text, maxsplit=1)[0]
    told = bare(first)
    few = len(content(told)) < 3 or told[:1] in "(<[" or "<" in told
    parts = re.split(r"[,;]\s", told)
    few = (
        few
        or bool(_NO_MEANING.search(told))
        or (len(parts) >= 3 and len(told.split()) < 2.5 * len(parts))
    )
    points = re.search(
        r"\b(?:this|these|we|our|i|my|here|above|below|dies\w*|wir|hier|esto|nosotros|nous|ceci)\b",
        told,
        re.I,
    )
    return "" if few or points else told


def same_topic(term: str, topic: str) -> bool:
    return bool(topic) and content(term) == content(topic)


_DESCRIBES = re.compile(
    r"\b(?:descriptions?|definitions?|meaning|explanation|purpose|function|role|what it (?:is|does)|bedeutung|beschreibung|"
    r"erklärung|definición|descripción|significado|función|signification|fonction)\b",
    re.I,
)


def _tabled(table: str, slide: Teaching) -> Iterator[Meant]:
    """The rows of a table of two columns whose second is headed "Description"."""
    rows = [[cell.strip() for cell in row.split(" | ")] for row in table.split("\n")]
    if len(rows) < 4 or any(len(row) != 2 for row in rows) or not _DESCRIBES.search(rows[0][1]):
        return
    language = slide.slide.language or "en"
    group = f"{slide.slide.file}|{slide.slide.page}|{fold(table)[:60]}"
    for name, told in rows[1:]:
        if is_name(name, language) and is_whole(told, language) and len(content(told)) >= 3:
            yield Meant(
                name,
                bare(told),
                f"{name} | {told}",
                slide.slide,
                slide.topic,
                False,
                group,
                len(rows) - 1,
            )


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
    ordered = is_process(head)
    if not 2 <= len(good) <= _MOST_ITEMS or len(good) < 0.75 * len(items):
        return
    named = all(is_topic(item, language) for item in good)
    if not (side or ordered or (is_category(head, language) and named)):
        return
    slide = lines[0].slide
    text = "\n".join([heading, *(line.text for line in lines)])
    yield Listing(head, good, slide, topic, side, ordered and len(good) == len(items), text)


def is_category(heading: str, language: str) -> bool:
    """Does it name a kind of things, of which some follow: "Allocation methods", "Types of …"?"""
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
    return text if whole and not set(words(text)) <= GENERIC and not polarity(text) else ""


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
