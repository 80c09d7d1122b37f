"""The smallest part of a slide that answers: which pieces, with the heading they need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.coverage import Text
from knowledge.credits import CREDITING, credits_somebody
from knowledge.measure import Measure
from knowledge.model import Form, Slide
from knowledge.normalise import forms, words
from knowledge.question import Asks, Question
from knowledge.sheets import Piece, Sheet

_DATE = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|(?<!version )(?<!\bv)\b\d{1,2}[/.]\d{1,2}\b(?!\s*(?:%|[kMGmµn]?[JWVAgmsBLKN]\b))|\b\d{1,2}\s?(?:am|pm|uhr|h)\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b\d{1,2}(?:\.|st|nd|rd|th|er)?\s+(?:de\s+)?(?:jan|f[eé]b|m[aä]r|a[pbv]r|ma[iy]|jui?n|ju[il]|a[uo][gû]|sep|o[ck]t|nov|de[cz]|d[eé]c|ene)"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|\b(?:lunes|martes|miércoles|jueves|viernes)\b"
    r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi)s?\b|\b(?:weekly|daily|midnight|noon|today|tomorrow)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|few|several|single|once|twice|"
    r"dozens?|hundreds?|thousands?|(?:m|b|tr)illions?|eine?r?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|un[ae]?|deux|trois|"
    r"quatre|cinq|dos|tres|cuatro|cinco)\b",
    re.I,
)
_HOW_LONG = re.compile(r"\bhow long\b|\bwie ?lange?\b|\bcombien de temps\b|\bcuánto tiempo\b")
_DURATION = re.compile(
    r"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few|half|eine?n?|zwei|drei|vier|fünf|"
    r"sechs|sieben|acht|neun|zehn|une?|deux|trois|dos|tres))\+?\s?-?(?:[mµn]?s(?:ec)?\b|[a-z]*seconds?|min(?:ute)?s?\b|"
    r"h\b|hours?|days?|weeks?|months?|years?|decades?|centur\w+|pages?|[kcm]?m\b|words|lines|semesters?|[a-z]*sekunden?|"
    r"minuten?|stunden?|tage?|wochen?|monate?|jahre?|seiten?|heures?|jours?|semaines?|mois|ans?\b|années?|horas?|días?|semanas?|meses|años?)"
    r"|\b(?:minutes|hours|days|weeks|months|years|decades|centuries|minuten|stunden|tage|wochen|monate|jahre|jours|semaines|"
    r"mois|ans|años|días|semanas|meses)\b|\d{1,2}:\d\d\s?-|\d(?:am|pm)?\s?-\s?\d+(?:am|pm)",
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
_SINCE = re.compile(r"\b(?:since|seit|depuis|desde)\b", re.I)
_CONDITION_ASKED = re.compile(
    r"^(?:\w+ )?when (?:should|can|could|must|may|do|does|would|will|are|is) |^wann (?:ist|sind|kann|darf|muss|wird|soll) "
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|once|until|unless|after|before|as soon as|as long as|only|falls|wenn|sobald|solange|sofern)\b",
    re.I,
)
_PRICE = re.compile(r"[$€£]\s?\d|\b\d+\s?(?:cents|dollars|euros?)\b|\bfree\b", re.I)
_PERSON = re.compile(
    r"\bby (?:the |an? )?\w+|\b(?i:by|prof\.?|dr\.?|mrs?\.?|mme\.?|instructor|professor|author|inventor|von|par|por|de)\s+[A-ZÄÖÜÉ]"
    r"|\b[A-ZÄÖÜÉ][\w-]+ [A-ZÄÖÜÉ][\w-]+\b|\b[A-Z][a-z]+,? [A-Z]\.|\b[A-Z][a-z]+ and [A-Z][a-z]+\b"
)
_BYLINE = re.compile(r"\b(?i:by|von|par|por|after) (?:the |an? )?[A-ZÄÖÜÉ]\w+")
_PLACE = re.compile(r"\b(?:room|building|hall|campus|zoom|online)\b|https?:", re.I)
MAX_LINES = 6
MAX_LIST = 12
_AS_TELLING = 0.08
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
    titled = [w for w in content if measure.cover(w, sheet.title) >= 0.75]
    asked = [w for w in content if w not in titled]
    lines = _completed(question, sheet, _lines(question, sheet, asked, titled, measure))
    span = Span(sheet, lines, 0.0, fits=False)
    got = measure.share(content, sheet.title, *span.texts) if lines else 0.0
    return Span(
        sheet,
        lines,
        max(0.0, got - 0.25 * max(share - got, 0.0)),
        _fits(question, sheet, span.pieces),
        max((measure.same(content, *heading) for heading in sheet.headings), default=0.0),
        max((measure.same(content, p.term, p.termed) for p in span.pieces), default=0.0),
    )


def _lines(
    question: Question, sheet: Sheet, asked: Sequence[str], titled: Sequence[str], measure: Measure
) -> tuple[int, ...]:
    if not sheet.pieces:
        return ()
    if not asked:
        return _about_title(question, sheet, titled, measure)
    scores = [measure.share(asked, *_with_heads(sheet, p)) for p in sheet.pieces]
    best = max(scores)
    if best == 0:
        return _about_title(question, sheet, titled, measure) if titled else ()
    if question.asks in {Asks.COMPARISON, Asks.LIST} or best < 0.99:
        return _cover(question, sheet, asked, scores, measure)
    top = [n for n, score in enumerate(scores) if score >= best - 0.05]
    return tuple(_wanted(question, sheet, top, measure)[:MAX_LINES])


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
    while left and len(chosen) < 3:
        gains = [measure.share(left, p.said) - 0.3 * p.empty for p in sheet.pieces]
        n = max(range(len(gains)), key=lambda k: (round(gains[k], 3), -k))
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
    if question.asks is Asks.LIST or (
        not named or measure.same(question.content, *sheet.headings[0]) > 0.9
    ):
        naming = []
    else:
        telling = max((measure.lexicon.weight(w) for w in titled), default=0.0) - _AS_TELLING
        titled = [w for w in titled if measure.lexicon.weight(w) >= telling]
        naming = _saying(question, sheet) or [
            n for n, p in enumerate(sheet.pieces) if any(_names(w, p.text, measure) for w in titled)
        ]
    naming = _wanted(question, sheet, naming, measure)
    if not naming and question.asks in _STRICT:
        naming = [n for n, p in enumerate(sheet.pieces) if _holds(question, p.text)]
    if naming and len(naming) < len(everything):
        return tuple(naming[:4])
    return everything[:MAX_LIST]


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
    holding = [n for n in telling if _holds(question, sheet.pieces[n].text)] or telling
    if question.asks not in _DEFINING:
        return holding
    said = {
        n: measure.same(question.content, sheet.pieces[n].term, sheet.pieces[n].termed)
        for n in holding
    }
    return [n for n in holding if said[n] >= 0.8] or holding


def _completed(question: Question, sheet: Sheet, lines: tuple[int, ...]) -> tuple[int, ...]:
    """With the headings that short pieces need, and what is under a heading that is quoted."""
    out = set(lines)
    for group in sheet.groups:
        inside = [n for n in lines if n in group]
        if not inside or len(group) == 1 or len(group) > MAX_LINES:
            continue
        short = any(len(sheet.pieces[n].text.split()) <= 2 for n in inside)
        head_asked = group[0] in inside and question.asks in {
            Asks.DEFINITION,
            Asks.ANYTHING,
            Asks.COMPARISON,
        }
        if short and sheet.is_heading(group[0]):
            out |= {n for n in group if n <= max(inside)}
        elif head_asked and sheet.is_heading(group[0]) and len(lines) <= 2:
            out |= set(group)
    for n in lines:
        piece = sheet.pieces[n]
        if piece.opens and not out & set(sheet.under(n)):
            out |= set(sheet.under(n)[:MAX_LIST])
        if piece.form is Form.TABLE:
            if not out & set(sheet.under(n)):
                out |= set(sheet.under(n)[:MAX_LIST])
            out |= {h for h in piece.heads if sheet.pieces[h].bullet == piece.bullet}
    return tuple(sorted(out))


def _fits(question: Question, sheet: Sheet, pieces: Sequence[Piece]) -> bool:
    """Is the kind of thing asked for among the pieces, or credited in the title?"""
    titled = question.asks in {Asks.PERSON, Asks.DATE} and credits_somebody(sheet.slide.title)
    return titled or any(_holds(question, p.text) for p in pieces)


_STRICT = frozenset({Asks.DATE, Asks.NUMBER, Asks.PRICE, Asks.PERSON, Asks.PLACE, Asks.REASON})


def _holds(question: Question, text: str) -> bool:
    asks, said = question.asks, " ".join(question.words)
    if asks is Asks.NUMBER and _HOW_LONG.search(said):
        return bool(_DURATION.search(text))
    if asks is Asks.NUMBER:
        text = _LABEL.sub(" ", _DATE.sub(" ", text))
    if asks is Asks.DATE and _CONDITION_ASKED.search(said) and _CONDITION.search(text):
        return True
    if asks is Asks.PERSON and credits_somebody(text):
        return True
    if asks is Asks.PERSON and CREDITING & set(question.words):
        return bool(_BYLINE.search(text) or (CREDITING & set(words(text)) and _PERSON.search(text)))
    if asks is Asks.DATE and _SINCE.search(said) and _SINCE.search(text):
        return True
    needed = {
        Asks.DATE: _DATE,
        Asks.NUMBER: _NUMBER,
        Asks.PRICE: _PRICE,
        Asks.PERSON: _PERSON,
        Asks.PLACE: _PLACE,
        Asks.REASON: _REASON,
    }.get(asks)
    return needed is None or bool(needed.search(text))
