"""The lines of a course that questions can be drafted from, each with what it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath

from knowledge.model import Build, Bullet, Form, Slide, SlideKind
from knowledge.normalise import fold, words
from knowledge.questions.lexis import ADMINISTRATIVE_FILE, CONS, GENERIC, NO_TEACHING, PROS, STEPS
from knowledge.questions.texts import NAMED_BY_INITIALS, bare, capital, is_topic, tidy
from knowledge.questions.wording import LANGUAGES
from knowledge.readers.languages import share_of_function_words
from knowledge.words import FUNCTION_WORDS, is_word

_AHEAD = re.compile(
    rf"^(?!{NAMED_BY_INITIALS})(?:(?:an? )?(?:short |brief )?(?:introduction to|overview of|digression on|primer on|look at|einführung in|überblick über|introducción a|introduction à)(?: (?:the|die|das|den|der|la|el|los|las))?|(?:recall|reminder|recap|preview|review|background|excursus|digression|case study|recurring problem|recurring solution|problem|solution|question|topic|idea|example|excursion|definition|pattern|part|chapter|section|step|theorem|law|beispiel|wiederholung|"
    r"definición|ejemplo|définition|exemple|rappel)\s*(?:#?\d+)?\s*[:–—-]|\d+(?:\.\d+)+[.:)]?|1(?= [A-Z]\w+ [A-Z])|\d+[.:)]|[ivx]+[.)])\s+",
    re.I,
)
_BEHIND = re.compile(
    r"\s*(?:\((?:cont\.?|continued|cont['’]d|forts\.?|suite|cont|\d+|\d+/\d+|i+|wikipedia|[^()]*(?:\d{4}|century|BCE)[^()]*)\)|(?<=\s)cont(?:\.|['’]?d\.?|inued)?|[¹²³⁴⁵*]+|\.\.\.|…|[-–—] ?(?:part )?\d+|#\d+|\d/\d)\s*$",
    re.I,
)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_PART = re.compile(r"(?P<title>\S.*?)\s+(?P<n>[IVX]{1,4}|\d)")
_WHAT_IS = re.compile(
    r"^(?:what(?:'s|’s| is| are)|was (?:ist|sind)|¿?qu[ée] (?:es|son)|qu['’]est-ce qu(?:e |['’]))\s*(?:(?:an?|the|eine?|der|die|das|un[ae]?|el|la|los|las|les?|l['’])\s*\b)?(?P<of>[^?]+?)\s*\??$",
    re.I,
)
ARTICLE = re.compile(
    r"^(?!a (?:priori|posteriori|fortiori|contrario|capella|cappella)\b)(?:an?|the|any|eine?[rnsm]?|der|die|das|une?|l[ea]s?|el|los|un[ao]?)\s|^l['’]",
    re.I,
)
_EXAMPLE = re.compile(
    r"\b(?:example|beispiel|ejemplo|exemple)\b(?! (?:of|for|von|für|de|of)\b)|^\W*(?:\w+ ){0,4}(?:examples|beispiele|ejemplos|exemples)\W*$|^(?:demo|exercise|quiz|try it)\b|\S in (?:action|practice)\W*$|^applications of\b",
    re.I,
)
"""Slides that show one case: what they say holds for that only."""
_EXAMPLES = re.compile(
    r"^(?:for |some |more |zum |par |por )?(?:examples?|case stud(?:y|ies)|beispiele?|ejemplos?|exemples?)\s*:?$"
    r"|^(?:[\w’'-]+ ){1,4}(?:examples|applications|case studies)\s*:$",
    re.I,
)
"""A line that heads examples: what stands under it, or after it at its level, holds for those only."""
_ONE_CASE = re.compile(
    r"^(?:e\.? ?g\b\.?|for (?:example|instance)\b|(?:zum )?beispiel\s*:|(?:por )?ejemplo\s*:|(?:par )?exemple\s*:|(?:[\w’'-]+ ){0,3}(?:example|application)\s*:)",
    re.I,
)
"""A line that names one case: what stands under it holds for that only."""
_APPLIED = re.compile(r"\S (in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)\W*$")
_FIELDS = 3
"""So many titles that end alike ("… in Criminal Justice") are of a field that all else is applied to: its cases, not what is taught."""
_LEAST_SHARE = 0.04
"""Of words that hold sentences together: a file with fewer may be in any language."""
_LEAST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `under` are the lines above it that it belongs to, the nearest last."""

    text: str
    level: int
    slide: Slide
    topic: str
    under: tuple[str, ...] = ()
    number: int = 0
    """Which of the slide's bullets it is."""

    @property
    def language(self) -> str:
        return self.slide.language or ""


@dataclass(frozen=True, slots=True)
class Teaching:
    """A slide that teaches something, with its topic ("" where its title names none) and lines."""

    slide: Slide
    topic: str
    lines: tuple[Line, ...]
    title: Line
    """The title as a line of its own: many a title states what its slide shows."""
    tables: tuple[str, ...] = ()


def teaching(build: Build) -> tuple[Teaching, ...]:
    """The slides to ask about: content, in a language that is known, and in the course's order."""
    slides = [s for s in build.quoted if not s.hidden]
    sure = _sure_of(slides)
    often = _running_titles(slides)
    fields = _fields(slides)
    parts = _numbered(slides)
    return tuple(
        _taught(
            slide, "" if fold(slide.title) in often else topic_of(slide, parts.get(id(slide), ""))
        )
        for slide in slides
        if sure.get(slide.file) and slide.language in LANGUAGES and _teaches(slide)
        if field_of(slide) not in fields
    )


def _fields(slides: Sequence[Slide]) -> frozenset[str]:
    """What the course applies its subjects to: slides on those cases follow the subjects' own."""
    titles = {(field_of(slide), fold(slide.title)) for slide in slides}
    counts = Counter(field for field, _ in titles if field)
    return frozenset(field for field, n in counts.items() if n >= _FIELDS)


def field_of(slide: Slide) -> str:
    """What a title ends with that says where its subject is looked at: "in Criminal Justice"; "" for most."""
    found = _APPLIED.search(tidy(slide.title))
    return fold(found[1]) if found else ""


def _sure_of(slides: Sequence[Slide]) -> dict[str, bool]:
    """Is a file's language known well enough? Its words must be those of the language it is said to be in."""
    said: dict[str, Counter[str]] = {}
    text: dict[str, list[str]] = {}
    for slide in slides:
        said.setdefault(slide.file, Counter())[slide.language or ""] += len(slide.body) + 1
        text.setdefault(slide.file, []).append(_prose(slide))
    return {
        file: len(words(whole := " ".join(text[file])[:20_000])) >= _LEAST_WORDS
        and share_of_function_words(whole, counts.most_common(1)[0][0]) >= _LEAST_SHARE
        for file, counts in said.items()
    }


def _prose(slide: Slide) -> str:
    return " ".join([slide.title, *(b.text for b in slide.bullets if b.form is Form.TEXT)])


def is_marked(name: str, slide: Slide) -> bool:
    """Did the lecturer set the name off within a line: in bold, in italics?"""
    wanted = fold(name)
    return any(fold(ARTICLE.sub("", bare(mark))) == wanted for mark in slide.marked)


def _running_titles(slides: Sequence[Slide]) -> frozenset[str]:
    """Titles that stand on a fifth of all slides are the course's, and name no topic."""
    counts = Counter(fold(slide.title) for slide in slides)
    return frozenset(t for t, n in counts.items() if n > max(6, len(slides) / 5))


def _teaches(slide: Slide) -> bool:
    return (
        slide.kind is not SlideKind.TITLE
        and not slide.scanned
        and not ADMINISTRATIVE_FILE.search(PurePosixPath(slide.file).name)
        and not NO_TEACHING.match(tidy(slide.title) or "-")
        and not (slide.kind is SlideKind.AGENDA and _only_names(slide))
        and not _EXAMPLE.search(tidy(slide.title))
    )


def _only_names(slide: Slide) -> bool:
    """An agenda lists what comes; a slide that is taken for one may explain it."""
    lines = [b.text for b in slide.bullets if b.form is Form.TEXT]
    return not any(len(line.split()) > 5 for line in lines)


def _numbered(slides: Sequence[Slide]) -> dict[int, str]:
    """The titles of slides in parts without their numbers: "Coase theorem I", and "Coase theorem II" behind it."""
    found: dict[int, str] = {}
    for one, other in pairwise(slides):
        first, second = (_PART.fullmatch(s.title.strip()) for s in (one, other))
        same = first and second and first["title"] == second["title"] and one.file == other.file
        if first and second and same and first["n"] != second["n"]:
            found[id(one)] = found[id(other)] = first["title"]
    return found


def topic_of(slide: Slide, title: str = "") -> str:
    """What the slide's title, or `title` in its place, says it is about; "" where that is nothing to ask about."""
    language = slide.language or ""
    if language not in LANGUAGES:
        return ""
    for part in _topics_in(without_numbers(title or slide.title)):
        asked = _WHAT_IS.match(part)
        topic = sentence_case(capital(ARTICLE.sub("", bare(asked["of"] if asked else part))))
        if is_topic(topic, language):
            return topic
    return ""


def _topics_in(title: str) -> Iterator[str]:
    """The title, or the part of "Decision trees: properties" or "Deployment (continuous)" that names something."""
    plain = _BRACKETED.sub("", title).strip()
    yield plain
    head, colon, tail = (part.strip() for part in re.sub(r"\s[–—-]\s", ": ", plain).partition(": "))
    if colon and set(words(tail)) <= GENERIC:
        yield head
    elif colon and set(words(head)[-1:]) <= GENERIC:
        yield tail


def sentence_case(text: str) -> str:
    """In small letters what is in capitals throughout, but for short forms: "TYPES OF CLOUD" is "Types of cloud"."""
    parts = text.split()
    if len(parts) < 2 or not text.isupper():
        return text
    return capital(" ".join(w.lower() if _is_plain(w) else w for w in parts))


def _is_plain(word: str) -> bool:
    return fold(word) in FUNCTION_WORDS or (len(word) > 3 and is_word(fold(word)))


@lru_cache(maxsize=50_000)
def without_numbers(title: str) -> str:
    """ "Pattern #3: The typed emitter (cont.)" is on the typed emitter."""
    title = tidy(title)
    for _ in range(2):
        title = _BEHIND.sub("", _AHEAD.sub("", title)).strip()
    return title


def _taught(slide: Slide, topic: str) -> Teaching:
    texts = tuple(b.text for b in slide.bullets if b.form is Form.TABLE)
    title = Line(without_numbers(slide.title), 0, slide, "", number=-1)
    return Teaching(slide, topic, tuple(_lines(slide, topic)), title, texts)


def _lines(slide: Slide, topic: str) -> Iterator[Line]:
    above: list[Bullet] = []
    for number, bullet in _without_examples(slide.bullets):
        if bullet.form is not Form.TEXT or bullet.original:
            continue
        above = [b for b in above if b.level < bullet.level]
        text = " ".join(bullet.text.split())
        if text:
            yield Line(text, bullet.level, slide, topic, tuple(b.text for b in above), number)
        above.append(bullet)


def _without_examples(bullets: Sequence[Bullet]) -> Iterator[tuple[int, Bullet]]:
    """The bullets with their places, but for lists of examples."""
    heading: Bullet | None = None
    nested = False
    for number, bullet in enumerate(bullets):
        if heading is not None:
            nested |= bullet.level > heading.level
            inside = bullet.level > heading.level or (bullet.level == heading.level and not nested)
            if inside:
                continue
            heading = None
        text = " ".join(bullet.text.split())
        if _EXAMPLES.match(text):
            heading, nested = bullet, False
            continue
        yield number, bullet
        if _ONE_CASE.match(text):
            heading, nested = bullet, True


def polarity(heading: str) -> str:
    """ "pro" or "con" where the heading is of advantages or disadvantages, else ""."""
    text = bare(heading)
    if PROS.match(text):
        return "pro"
    return "con" if CONS.match(text) else ""


def is_process(heading: str) -> bool:
    """Does the heading announce steps, one after the other?"""
    return bool(STEPS.search(bare(heading))) and "?" not in heading
