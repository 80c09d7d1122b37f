"""The smallest part of a slide that answers: which bullets, with the heading they need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.coverage import Lexicon, Text, coverage, covers
from knowledge.model import Slide, SlideKind
from knowledge.normalise import forms, words
from knowledge.question import Asks, Question
from knowledge.thesaurus import heading_of
from knowledge.words import FUNCTION_WORDS

_HEADED = re.compile(r"^(?P<head>[^\s].{0,40}?)\s+[-–—]\s+|^(?P<colon>[^\s:][^:]{0,40}):\s")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d",
    re.I,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|few|several|single|hundreds?|thousands?)\b",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:tutorial|question|chapter|ch|lecture|slide|week|type|phase|part|section|lab|version)\b[. -]*\d+",
    re.I,
)
_REASON = re.compile(
    r"\bbecause\b|\bsince\b|\bso that\b|\bdue to\b|\bin order\b|\bobjective\b|\bto [a-z]+|\btherefore\b|\(.+\)",
    re.I,
)
_PRICE = re.compile(r"[$€£]\s?\d|\b\d+\s?(?:cents|dollars|euros?)\b|\bfree\b", re.I)
_PERSON = re.compile(r"\b(?:by|prof\.?|dr\.?|instructor|professor|author|inventor)\s+[A-Z]", re.I)
_PLACE = re.compile(r"\b(?:room|building|hall|campus|zoom|online)\b|https?:", re.I)
MAX_LINES = 6
MAX_LIST = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Some bullets of a slide, in order, and how well they answer (0..1)."""

    slide: Slide
    lines: tuple[int, ...]
    coverage: float
    fits: bool
    apt: float = 0.0
    """0..1: how far the slide, or one of its bullets, is headed by just what was asked about."""

    @property
    def quote(self) -> str:
        return "\n".join(self.slide.bullets[n].text for n in self.lines)


def groups_of(slide: Slide) -> list[tuple[int, ...]]:
    """Bullets that belong together: a heading bullet ("Micro VMs - …") and what is under it."""
    if slide.kind is SlideKind.AGENDA:
        return [(n,) for n in range(len(slide.bullets))]
    groups: list[list[int]] = []
    nested = any(b.level for b in slide.bullets)
    for n, bullet in enumerate(slide.bullets):
        starts = bullet.level == 0 if nested else bool(_HEADED.match(bullet.text))
        if starts or not groups:
            groups.append([n])
        else:
            groups[-1].append(n)
    return [tuple(g) for g in groups]


def best_span(question: Question, slide: Slide, lexicon: Lexicon) -> Span:
    """The bullets of `slide` that answer best; the title speaks for all of them."""
    heading = heading_of(slide)
    title = Text.of(heading)
    whole = Text.of(heading, *(b.text for b in slide.bullets))
    share = coverage(question.content, whole, lexicon)
    titled = [w for w in question.content if covers(w, title, lexicon) >= 0.75]
    asked = [w for w in question.content if w not in titled]
    lines = _lines(question, slide, asked, titled, lexicon)
    lines = _with_heading(question, slide, lines)
    text = Text.of(heading, *(slide.bullets[n].text for n in lines))
    got = coverage(question.content, text, lexicon) if lines else 0.0
    fits = _fits(question, slide, lines)
    spread = share - got
    apt = _aptness(question, slide, heading, lexicon)
    return Span(slide, lines, max(0.0, got - 0.25 * max(spread, 0.0)), fits, apt)


def _aptness(question: Question, slide: Slide, heading: str, lexicon: Lexicon) -> float:
    heads = [m["head"] or m["colon"] for b in slide.bullets if (m := _HEADED.match(b.text))]
    return max((_same(question.content, head, lexicon) for head in (heading, *heads)), default=0.0)


def _same(content: Sequence[str], heading: str, lexicon: Lexicon) -> float:
    """How far a heading says what was asked about, and nothing else."""
    named = [w for w in words(heading) if w not in FUNCTION_WORDS]
    back = coverage(named, Text.of(" ".join(content)), lexicon)
    return coverage(content, Text.of(heading), lexicon) * back


def _lines(
    question: Question, slide: Slide, asked: Sequence[str], titled: Sequence[str], lexicon: Lexicon
) -> tuple[int, ...]:
    if not slide.bullets:
        return ()
    if not asked:
        return _about_title(question, slide, titled, lexicon)
    scores = [coverage(asked, Text.of(b.text), lexicon) for b in slide.bullets]
    best = max(scores)
    if best == 0:
        return ()
    if question.asks in {Asks.COMPARISON, Asks.LIST} or best < 0.99:
        return _cover(question, slide, asked, scores, lexicon)
    top = [n for n, score in enumerate(scores) if score >= best - 0.05]
    return tuple(_wanted(question, slide, top)[:MAX_LINES])


def _cover(
    question: Question,
    slide: Slide,
    asked: Sequence[str],
    scores: Sequence[float],
    lexicon: Lexicon,
) -> tuple[int, ...]:
    """As few bullets as speak of as much as possible; all that speak of it for lists."""
    if question.asks is Asks.LIST and len(asked) < len(question.content):
        return tuple(range(len(slide.bullets)))[:MAX_LIST]
    if question.asks is Asks.LIST:
        return tuple(n for n, s in enumerate(scores) if s >= 0.5 * max(scores))[:MAX_LINES]
    chosen: list[int] = []
    left = list(asked)
    while left and len(chosen) < 3:
        gains = [coverage(left, Text.of(b.text), lexicon) for b in slide.bullets]
        n = max(range(len(gains)), key=lambda k: (round(gains[k], 3), -k))
        if gains[n] < 0.2 or n in chosen:
            break
        chosen.append(n)
        text = Text.of(slide.bullets[n].text)
        left = [w for w in left if covers(w, text, lexicon) < 0.5]
    return tuple(sorted(chosen))


def _about_title(
    question: Question, slide: Slide, titled: Sequence[str], lexicon: Lexicon
) -> tuple[int, ...]:
    """All of the question is in the title: the bullets that name it first, else the whole slide."""
    everything = tuple(range(len(slide.bullets)))
    if question.asks is Asks.LIST or _same(question.content, slide.title, lexicon) > 0.9:
        naming = []
    else:
        naming = _saying(question, slide) or [
            n
            for n, b in enumerate(slide.bullets)
            if any(_names(w, b.text, lexicon) for w in titled)
        ]
    naming = _wanted(question, slide, naming)
    if naming and len(naming) < len(everything):
        return tuple(naming[:4])
    return everything


def _saying(question: Question, slide: Slide) -> list[int]:
    """The bullets that hold the asked words side by side: "the hypervisor kernel"."""
    wanted = [forms(w)[0] for w in question.content]
    if len(wanted) < 2:
        return []
    return [n for n, b in enumerate(slide.bullets) if _in_row(wanted, b.text)]


def _in_row(wanted: Sequence[str], text: str) -> bool:
    said = [forms(w)[0] for w in words(text)]
    return any(said[n : n + len(wanted)] == wanted for n in range(len(said) - len(wanted) + 1))


def _names(word: str, text: str, lexicon: Lexicon) -> bool:
    first = words(text)[:2]
    own = set(forms(word))
    shorts = {s for s, long in lexicon.expansions.items() if own & long}
    return any(set(forms(f)) & (own | shorts) for f in first)


def _wanted(question: Question, slide: Slide, lines: Sequence[int]) -> list[int]:
    """Prefer, among equals, the lines that hold the kind of thing asked for."""
    holding = [n for n in lines if _holds(question.asks, slide.bullets[n].text)]
    return list(holding or lines)


def _with_heading(question: Question, slide: Slide, lines: tuple[int, ...]) -> tuple[int, ...]:
    """A bullet of a word or two needs its heading; a definition takes what is under its heading."""
    out = set(lines)
    for group in groups_of(slide):
        inside = [n for n in lines if n in group]
        if not inside or len(group) == 1 or len(group) > MAX_LINES:
            continue
        short = any(len(slide.bullets[n].text.split()) <= 2 for n in inside)
        head_asked = group[0] in inside and question.asks in {
            Asks.DEFINITION,
            Asks.ANYTHING,
            Asks.COMPARISON,
        }
        if short and _is_heading(slide, group[0]):
            out |= {n for n in group if n <= max(inside)}
        elif head_asked and _is_heading(slide, group[0]) and len(lines) <= 2:
            out |= set(group)
    return tuple(sorted(out))


def _is_heading(slide: Slide, n: int) -> bool:
    return bool(_HEADED.match(slide.bullets[n].text)) or any(b.level for b in slide.bullets)


def _fits(question: Question, slide: Slide, lines: Sequence[int]) -> bool:
    """Is the kind of thing asked for among the lines?"""
    return any(_holds(question.asks, slide.bullets[n].text) for n in lines)


def _holds(asks: Asks, text: str) -> bool:
    if asks is Asks.NUMBER:
        text = _LABEL.sub(" ", _DATE.sub(" ", text))
    needed = {
        Asks.DATE: _DATE,
        Asks.NUMBER: _NUMBER,
        Asks.PRICE: _PRICE,
        Asks.PERSON: _PERSON,
        Asks.PLACE: _PLACE,
        Asks.REASON: _REASON,
    }.get(asks)
    return needed is None or bool(needed.search(text))
