"""The smallest part of a slide that answers: which pieces, with the heading they need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.completing import MAX_LINES, MAX_LIST, completed
from knowledge.coverage import Text
from knowledge.credits import credits_somebody
from knowledge.instances import examples
from knowledge.kinds import STRICT, holds
from knowledge.measure import Measure
from knowledge.model import Form, Slide
from knowledge.normalise import forms, words
from knowledge.question import Asks, Question
from knowledge.sheets import Piece, Sheet

_AS_TELLING = 0.08
_SIGNED = re.compile(r"[$€£]\d[\d.,]*\d|[$€£]\d|\d[\d.,]*%")
_THE_TERM, _FEW_WORDS = 0.95, 4
_SPOKEN, _TITLED = 0.5, 0.75
_REASONS = re.compile(
    r"\b(?:why|reasons?|causes?|motivations?|explanations?|warum|gründe|ursachen|por qué|razones|causas|pourquoi|raisons)\b",
    re.I,
)
_DEFINING = frozenset({Asks.DEFINITION, Asks.ANYTHING, Asks.EXPANSION})


@dataclass(frozen=True, slots=True)
class Span:
    """Some pieces of a slide, in order, and how well they answer (0..1)."""

    sheet: Sheet
    lines: tuple[int, ...]
    coverage: float
    fits: bool
    apt: float = 0.0
    """0..1: how far the slide, or one of its bullets, is headed by just what was asked about."""
    defines: float = 0.0
    """0..1: how far a quoted piece says what the thing asked about is."""

    @property
    def slide(self) -> Slide:
        return self.sheet.slide

    @property
    def quote(self) -> str:
        return self.sheet.quote(self.lines)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(self.sheet.pieces[n] for n in self.lines)

    @property
    def texts(self) -> tuple[Text, ...]:
        """What the quoted pieces say, and the headings they stand under."""
        own = {n for piece in self.pieces for n in piece.heads} | set(self.lines)
        return tuple(self.sheet.pieces[n].said for n in sorted(own))


def best_span(question: Question, sheet: Sheet, measure: Measure) -> Span:
    """The pieces of the slide that answer best; the title speaks for all of them."""
    content = question.content
    share = measure.share(content, sheet.whole)
    titled = [w for w in content if measure.cover(w, sheet.title) >= _TITLED]
    asked = [w for w in content if w not in titled]
    lines = completed(question, sheet, _lines(question, sheet, asked, titled, measure))
    lines = _with_counted_heads(asked, sheet, lines, measure)
    lines = _said(content, sheet, tuple(n for n in lines if n not in sheet.labels), measure)
    span = Span(sheet, lines, 0.0, fits=False)
    got = measure.share(content, sheet.title, *span.texts) if lines else 0.0
    return Span(
        sheet,
        lines,
        max(0.0, got - 0.25 * max(share - got, 0.0)),
        _fits(question, sheet, span.pieces),
        max((measure.same(content, *heading) for heading in sheet.headings), default=0.0),
        _said_to_be(question, span, titled, measure),
    )


def _with_counted_heads(
    asked: Sequence[str], sheet: Sheet, lines: tuple[int, ...], measure: Measure
) -> tuple[int, ...]:
    """With what they stand under where only that says what was asked: "Raku" above "fired at 900 °C"."""
    said = [sheet.pieces[n].said for n in lines]
    missing = [w for w in asked if measure.cover(w, *said) < _SPOKEN]
    heads = {
        head
        for n in lines
        for head in sheet.pieces[n].heads
        if any(measure.cover(w, sheet.pieces[head].said) >= _TITLED for w in missing)
    }
    return tuple(sorted(heads.union(lines)))


def _said(
    content: Sequence[str], sheet: Sheet, lines: tuple[int, ...], measure: Measure
) -> tuple[int, ...]:
    """The lines without what only describes pictures, where the others speak of as much."""
    seen = tuple(n for n in lines if sheet.pieces[n].form is not Form.PICTURE)
    if not seen or seen == lines:
        return lines
    every, some = (
        measure.share(content, sheet.title, *Span(sheet, chosen, 0.0, fits=False).texts)
        for chosen in (lines, seen)
    )
    return seen if some >= every else lines


def _said_to_be(question: Question, span: Span, titled: Sequence[str], measure: Measure) -> float:
    """How far it is said what it is: "Osmosis is …", or "A flow of …" first under its name."""
    content, sheet = question.content, span.sheet
    terms = [(p.term, p.termed) for p in span.pieces]
    if 0 in span.lines and sheet.is_opened_by_definition and len(titled) == len(content):
        terms += sheet.headings
    if span.lines and sheet.defined:
        terms.append(sheet.defined)
    return max((measure.same(content, *term) for term in terms), default=0.0)


def _lines(
    question: Question, sheet: Sheet, asked: Sequence[str], titled: Sequence[str], measure: Measure
) -> tuple[int, ...]:
    if not sheet.pieces:
        return ()
    given = examples(question, sheet, measure)
    if given:
        return given[:MAX_LIST]
    if not asked:
        return _about_title(question, sheet, titled, measure)
    if titled and _lists_reasons(question, sheet, measure):
        return tuple(range(len(sheet.pieces)))
    scores = [measure.share(asked, *_with_heads(sheet, p)) for p in sheet.pieces]
    best = max(scores)
    if best == 0:
        return _about_title(question, sheet, titled, measure) if titled else ()
    if question.asks in {Asks.COMPARISON, Asks.LIST} or best < 0.99:
        return _cover(question, sheet, asked, scores, measure)
    top = [n for n, score in enumerate(scores) if score >= best - 0.05]
    announced = _announced(question, sheet, top, measure)
    if announced:
        return announced
    return tuple(_wanted(question, sheet, top, measure)[:MAX_LINES])


def _lists_reasons(question: Question, sheet: Sheet, measure: Measure) -> bool:
    """Is why asked, and are all of the slide's few lines reasons, by its title?"""
    if question.asks is not Asks.REASON or len(sheet.pieces) > MAX_LINES:
        return False
    own = max(measure.share(question.content, p.said) for p in sheet.pieces)
    return bool(_REASONS.search(sheet.slide.title)) and own < _THE_TERM


def _announced(
    question: Question, sheet: Sheet, top: Sequence[int], measure: Measure
) -> tuple[int, ...]:
    """The first of the best pieces that by itself says what was asked and announces a list, with all of it."""
    if question.asks in STRICT:
        return ()
    for n in top:
        piece = sheet.pieces[n]
        if piece.opens and sheet.under(n) and measure.share(question.content, piece.said) >= 0.95:
            return (n, *sheet.under(n))[:MAX_LIST]
    return ()


def _with_heads(sheet: Sheet, piece: Piece) -> list[Text]:
    """What a piece says together with what it stands under; a row with its table's first row."""
    heads = (sheet.pieces[n] for n in piece.heads)
    near = (h for h in heads if h.opens or h.form is Form.TABLE or len(h.said.words) <= 4)
    return [piece.said, *(h.said for h in near)]


def _cover(
    question: Question,
    sheet: Sheet,
    asked: Sequence[str],
    scores: Sequence[float],
    measure: Measure,
) -> tuple[int, ...]:
    """As few pieces as speak of as much as possible; all that speak of it for lists."""
    if question.asks is Asks.LIST and len(asked) < len(question.content):
        opened = [n for n, s in enumerate(scores) if s >= 0.9 and sheet.under(n)]
        if opened:
            return (opened[0], *sheet.under(opened[0]))[:MAX_LIST]
        return tuple(range(len(sheet.pieces)))[:MAX_LIST]
    if question.asks is Asks.LIST:
        return tuple(n for n, s in enumerate(scores) if s >= 0.5 * max(scores))[:MAX_LINES]
    chosen: list[int] = []
    left = list(asked)
    own = [round(measure.share(question.content, p.said), 3) for p in sheet.pieces]
    while left and len(chosen) < 3:
        gains = [measure.share(left, p.said) - 0.3 * p.empty for p in sheet.pieces]
        n = max(range(len(gains)), key=lambda k: (round(gains[k], 3), own[k], -k))
        if gains[n] < 0.2 or n in chosen:
            break
        chosen.append(n)
        text = sheet.pieces[n].said
        left = [w for w in left if measure.cover(w, text) < 0.5]
    return tuple(sorted(chosen))


def _about_title(
    question: Question, sheet: Sheet, titled: Sequence[str], measure: Measure
) -> tuple[int, ...]:
    """All of the question is in the title: the pieces that name it first, else the whole slide."""
    everything = tuple(range(len(sheet.pieces)))
    named = [w for w in words(sheet.slide.title) if w not in question.words]
    just = max(measure.same(question.content, *heading) for heading in sheet.titled)
    if (said := _told_in_a_line(question, sheet, measure)) is not None:
        return said
    if question.asks is Asks.LIST or not named or just > 0.9:
        naming = []
    else:
        telling = max((measure.lexicon.weight(w) for w in titled), default=0.0) - _AS_TELLING
        titled = [w for w in titled if measure.lexicon.weight(w) >= telling]
        naming = _saying(question, sheet) or [
            n for n, p in enumerate(sheet.pieces) if any(_names(w, p.text, measure) for w in titled)
        ]
    naming = _wanted(question, sheet, naming, measure)
    if not naming and question.asks in STRICT:
        naming = [n for n, p in enumerate(sheet.pieces) if holds(question, p.text)]
    if naming and len(naming) < len(everything):
        return tuple(naming[:4])
    return everything[:MAX_LIST]


def _told_in_a_line(question: Question, sheet: Sheet, measure: Measure) -> tuple[int, ...] | None:
    """ "Virtual memory: …" on the slide of that name, where names of other things come below it."""
    if question.asks is not Asks.DEFINITION or len(sheet.pieces) <= MAX_LINES:
        return None
    piece = sheet.pieces[0]
    if piece.opens or piece.form is not Form.TEXT or not piece.term or sheet.under(0):
        return None
    told = measure.same(question.content, piece.term, piece.termed)
    others = sum(1 < len(p.text.split()) <= _FEW_WORDS for p in sheet.pieces[1:])
    return (0,) if told >= _THE_TERM and others > len(sheet.pieces) / 2 else None


def _saying(question: Question, sheet: Sheet) -> list[int]:
    """The pieces that hold the asked words side by side: "the hypervisor kernel"."""
    wanted = [forms(w)[0] for w in question.content]
    if len(wanted) < 2:
        return []
    return [n for n, p in enumerate(sheet.pieces) if _in_row(wanted, p.text)]


def _in_row(wanted: Sequence[str], text: str) -> bool:
    said = [forms(w)[0] for w in words(text)]
    return any(said[n : n + len(wanted)] == wanted for n in range(len(said) - len(wanted) + 1))


def _names(word: str, text: str, measure: Measure) -> bool:
    first = words(text)[:2]
    own = set(forms(word))
    shorts = {s for s, long in measure.lexicon.expansions.items() if own & long}
    return any(set(forms(f)) & (own | shorts) for f in first)


def _wanted(question: Question, sheet: Sheet, lines: Sequence[int], measure: Measure) -> list[int]:
    """Prefer, among equals, what is no question itself, holds what is asked for, and defines."""
    telling = [n for n in lines if not sheet.pieces[n].empty] or list(lines)
    holding = [n for n in telling if holds(question, sheet.pieces[n].text)] or telling
    holding = [n for n in holding if _signed(question, sheet.pieces[n].text)] or holding
    if question.asks not in _DEFINING:
        return holding
    said = {
        n: measure.same(question.content, sheet.pieces[n].term, sheet.pieces[n].termed)
        for n in holding
    }
    return [n for n in holding if said[n] >= 0.8] or holding


def _signed(question: Question, text: str) -> bool:
    """Does it hold each sum of money and share that is asked about, and no bare number in its place?"""
    return all(sign in text.replace(" ", "") for sign in _SIGNED.findall(question.text))


def _fits(question: Question, sheet: Sheet, pieces: Sequence[Piece]) -> bool:
    """Is the kind of thing asked for among the pieces, or credited in the title?"""
    titled = question.asks in {Asks.PERSON, Asks.DATE} and credits_somebody(sheet.slide.title)
    return titled or any(holds(question, p.text) for p in pieces)
