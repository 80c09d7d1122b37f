"""From a parsed question to an answer: each way of answering in turn, the most certain first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from knowledge import agenda, comparison
from knowledge.announcing import definition_first, list_first, told_what_it_is
from knowledge.asked_before import known_question, with_known_questions
from knowledge.catalogue import Catalogue
from knowledge.coverage import certainty
from knowledge.embedding import embed
from knowledge.entries import deadline_entry_id, source_of
from knowledge.examined import asks_of_an_exam
from knowledge.gist import slide_entry_id
from knowledge.measure import Measure
from knowledge.model import (
    UNDECIDED_FROM,
    Abstention,
    Answer,
    AnswerKind,
    Deadline,
    NearMiss,
    Quotation,
    SlideKind,
)
from knowledge.near import near_misses
from knowledge.normalise import fold, words
from knowledge.places import Place, names_only_a_place, place_of
from knowledge.plans import agenda_slide, opening
from knowledge.question import AGENDA_WORDS, TIME_WORDS, Asks, Question, in_names
from knowledge.reading_list import reading_list
from knowledge.signs import Weighed
from knowledge.spans import Span, best_span
from knowledge.spelt import acronym_entry, name_with_initials, not_spelt, spelt_beside
from knowledge.themes import of_a_kind
from knowledge.who_teaches import who_teaches

Result = Answer | Abstention
CERTAIN = 0.5
_CLOSER = 12
_NOTED = 0.85
"""The share of a question that speaker notes must speak of for their slide to be shown."""
_FOR_MEANING = 400
_WORKS = frozenset({"assignment", "assignments"})
"""What is handed in, of which more is asked than when: "what language are the assignments in"."""
_OFFERED = 0.3
"""The confidence of what answers only if a name of its own is a slip."""


def answer(asked: Question, known: Catalogue, now: datetime) -> Result:
    """The answer, or an abstention with what came near. `now` decides what is still to come."""
    result = _answer(asked, known, now)
    if result.answered:
        return result
    meant = asked.meant or _by_initials(asked, known)
    if meant is None:
        return result
    return _perhaps_meant(asked, meant, _answer(meant, known, now)) or result


def _by_initials(asked: Question, known: Catalogue) -> Question | None:
    """ "RCT" as "randomized control trial", where a slide is called so and the course has no RCT."""
    spelt = name_with_initials(asked, known)
    if not spelt:
        return None
    (short,) = asked.content
    at = asked.words.index(short)
    said = (*asked.words[:at], *spelt, *asked.words[at + 1 :])
    return replace(asked, words=said, content=spelt, asks=Asks.DEFINITION)


def _perhaps_meant(asked: Question, meant: Question, found: Result) -> Abstention | None:
    """What answers if a name that the course lacks is a slip: shown, and not called the answer."""
    if not isinstance(found, Answer) or found.entry is None:
        return None
    title = found.source.title if found.source else found.entry.title
    closest = NearMiss(found.entry.id, title, found.quote, _OFFERED)
    words_meant = tuple(dict.fromkeys(w for w in meant.words if w not in asked.words))
    others = (replace(m, confidence=min(m.confidence, _OFFERED)) for m in found.near_misses[:2])
    return Abstention(_OFFERED, "the course has no such name", (closest, *others), words_meant)


def _answer(asked: Question, known: Catalogue, now: datetime) -> Result:
    question = of_a_kind(not_spelt(_without_own_name(asked, known), known), known.themes)
    certain = (
        known_question(question, known)
        or who_teaches(question, known)
        or reading_list(question, known)
        or _numbered(asked, known)
        or dated(question, known, now)
    )
    if certain is not None:
        return certain
    spans = weighed(question, known)
    found = (
        _definition(question, known, spans)
        or _compared(question, known, spans)
        or _from_slides(question, known, spans)
    )
    return with_known_questions(found, question, known)


def _without_own_name(question: Question, known: Catalogue) -> Question:
    """Leave out what only says which course, lecture or week is meant: "in TCSS 562", "lecture 13"."""
    code = fold(known.code)
    own = {code, code.replace(" ", ""), *words(known.code)}
    own |= {f"lecture {s.lecture}" for s in known.build.quoted}
    content = tuple(w for w in question.content if w not in own)
    named = in_names(question.words, known.lexicon)
    dated = question.asks is Asks.DATE or question.about_due
    unsaid = TIME_WORDS if dated else TIME_WORDS - _WORKS
    content = tuple(w for w in content if w not in unsaid or w in named) or content
    return replace(question, content=content)


def _numbered(question: Question, known: Catalogue) -> Answer | None:
    """ "What's on slide 26?", "what was lecture 3 about?": the slide, or the lecture's agenda."""
    place = place_of(question)
    if place == Place() or not names_only_a_place(question):
        return None
    for slide in known.build.quoted:
        there = place.lecture is None or slide.lecture == place.lecture
        agenda_asked = place.slide is None and slide.kind is SlideKind.AGENDA
        if there and slide.bullets and (agenda_asked or slide.slide == place.slide is not None):
            return Answer(known.entry_of(slide), slide.body, AnswerKind.QUOTE, 0.95)
    return opening(place, known) if place.slide is None else None


# Dated items


def dated(question: Question, known: Catalogue, now: datetime) -> Answer | None:
    """The dates that are asked for; None where none is, or the course has none of that name."""
    if agenda.asks_how_long(question):
        long = agenda.lasting(question, known.dates_asked_for(), known.lexicon)
        return _deadlines(agenda.soonest_first(long, now), 1.0, known)
    if not agenda.asks_for_a_date(question):
        return None
    items = known.dates_asked_for()
    if agenda.is_overview(question) and items:
        shown, remark = agenda.overview(question, items, now, known.timezone)
        told = _deadlines(shown, 0.95, known)
        return replace(told, remark=remark) if told else None
    several, without = agenda.matching_each(question, items, known.lexicon)
    if several:
        told = _deadlines(agenda.soonest_first(several, now), 1.0, known)
        missed = f"I have no date for “{'” or “'.join(without)}”." if without else ""
        return replace(told, remark=missed) if told else None
    matched = agenda.matching(question, items, known.lexicon)
    if not matched:
        return None
    return _deadlines(agenda.soonest_first([d for _, d in matched], now), matched[0][0], known)


def _deadlines(items: Sequence[Deadline], share: float, known: Catalogue) -> Answer | None:
    if not items:
        return None
    others = [d for d in agenda.announced(known.dates_asked_for()) if d not in items][:3]
    misses = tuple(NearMiss(deadline_entry_id(d), d.title, d.quote, 0.3) for d in others)
    quote = "\n".join(d.quote or d.title for d in items)
    entry = known.entry_of_deadline(items[0])
    return Answer(entry, quote, AnswerKind.DEADLINE, certainty(share), misses, tuple(items))


# Acronyms


def _definition(question: Question, known: Catalogue, spans: Sequence[Weighed]) -> Answer | None:
    """What an acronym stands for: where that was asked, or where it is all that the slides say."""
    entry = acronym_entry(question, known)
    if entry is None:
        return _spelt_on_a_slide(question, known, spans)
    in_title = entry.source is not None and entry.text == entry.source.title
    if question.asks is not Asks.EXPANSION and (in_title or _says_more(spans, entry.text)):
        return None
    return Answer(entry, entry.text, AnswerKind.DEFINITION, 0.97, near_misses(spans, entry.text))


def _says_more(spans: Sequence[Weighed], spelt: str) -> bool:
    """Does the best span quote the line that spells it out, and others besides?"""
    best = next(iter(spans), None)
    return (
        best is not None
        and best.confidence >= CERTAIN
        and spelt in best.span.quote.split("\n")[:-1]
    )


def _spelt_on_a_slide(
    question: Question, known: Catalogue, spans: Sequence[Weighed]
) -> Answer | None:
    """What "ACID" stands for, where its slide's bullets begin with its letters or a line spells it."""
    if question.asks is not Asks.EXPANSION or len(question.content) != 1:
        return None
    for found in spans:
        sheet = found.span.sheet
        lines = sheet.spelling(question.content[0]) or spelt_beside(question.content[0], sheet)
        if lines:
            entry, quote = known.entry_of(sheet.slide), sheet.quote(lines)
            return Answer(entry, quote, AnswerKind.QUOTE, 0.9, near_misses(spans, quote))
    return None


# Slides


def weighed(question: Question, known: Catalogue) -> list[Weighed]:
    """The best span of each slide that may answer, best first."""
    if not question.content:
        return []
    measure = Measure(known.lexicon)
    sheets = [
        known.sheets.of(s)
        for s in known.shortlist.slides(question.content, place_of(question).lecture)
    ]
    found = [best_span(question, sheet, measure) for sheet in sheets]
    ranked = sorted(
        (s for s in found if s.lines),
        key=lambda s: (-round(s.coverage, 2), -comparison.tells(s), len(s.lines)),
    )
    spans = list({(s.slide.title, s.quote): s for s in reversed(ranked)}.values())[::-1][:_CLOSER]
    return sorted(
        (
            Weighed.of(question, span, measure, meaning)
            for span, meaning in zip(spans, _meanings(question, spans), strict=True)
        ),
        key=lambda w: -w.confidence,
    )


def _meanings(question: Question, spans: Sequence[Span]) -> list[float]:
    """The cosine of the question's embedding with each span's."""
    asked = " ".join((*question.content, *question.hints))
    vectors = embed([asked, *(f"{s.sheet.heading} {s.quote}"[:_FOR_MEANING] for s in spans)])
    return [float(v @ vectors[0]) for v in vectors[1:]]


def _compared(question: Question, known: Catalogue, spans: Sequence[Weighed]) -> Answer | None:
    """Both sides of "A or B?", each in its own bullets, of one slide or of two."""
    sheets = [w.span.sheet for w in spans[:8]]
    both = comparison.both_sides(question, sheets, known.lexicon)
    two = comparison.apart(question, sheets, lambda side: weighed(side, known))
    if both is not None and not (
        two and comparison.is_better_apart(question, both, two, known.lexicon)
    ):
        rest = [w for w in spans if w.span.slide is not both.slide]
        sure, misses = certainty(both.coverage), near_misses(rest, both.quote)
        return Answer(known.entry_of(both.slide), both.quote, AnswerKind.QUOTE, sure, misses)
    told = comparison.each_apart(question, lambda side: weighed(side, known)) or two
    if not told:
        return None
    one, *others = told
    slides = [w.span.slide for w in told]
    return Answer(
        known.entry_of(one.span.slide),
        one.span.quote,
        AnswerKind.QUOTE,
        min(w.confidence for w in told),
        near_misses([w for w in spans if w.span.slide not in slides]),
        also=tuple(
            Quotation(slide_entry_id(w.span.slide), w.span.quote, source_of(w.span.slide))
            for w in others
        ),
    )


def _from_slides(question: Question, known: Catalogue, spans: Sequence[Weighed]) -> Result:
    if all(w in TIME_WORDS | AGENDA_WORDS for w in question.content) and not told_what_it_is(
        question, spans
    ):
        return agenda_slide(question, known)
    if not spans:
        return Abstention(0.0)
    spans = definition_first(question, list_first(question, spans, CERTAIN))
    best = spans[0]
    if question.asks is Asks.EXPANSION:
        return Abstention(0.2, "the lecture does not spell it out", near_misses(spans))
    if comparison.says_nothing_of_it(question, best.span, known.lexicon):
        return Abstention(0.2, "both are named, and not compared", near_misses(spans))
    if asks_of_an_exam(question, best.span):
        return Abstention(UNDECIDED_FROM, "no slide says what is examined", near_misses(spans))
    if best.confidence < CERTAIN:
        noted = _noted(question, known)
        misses = (*noted, *near_misses(spans))[:3]
        sure = max(best.confidence, UNDECIDED_FROM) if noted else best.confidence
        return Abstention(sure, _why_not(question, best.span), misses)
    quote = best.span.quote
    misses = near_misses(spans[1:], quote)
    return Answer(known.entry_of(best.span.slide), quote, AnswerKind.QUOTE, best.confidence, misses)


def _noted(question: Question, known: Catalogue) -> tuple[NearMiss, ...]:
    """The slide whose speaker notes speak of it, if one's do. The notes themselves are not quoted."""
    measure = Measure(known.lexicon)
    sheets = [known.sheets.of(s) for s in known.shortlist.slides(question.content) if s.notes]
    shares = [measure.share(question.content, s.title, s.notes) for s in sheets]
    if max(shares, default=0.0) < _NOTED:
        return ()
    slide = sheets[shares.index(max(shares))].slide
    quote = slide.body or slide.title
    return (NearMiss(slide_entry_id(slide), slide.title, quote, UNDECIDED_FROM),) if quote else ()


def _why_not(question: Question, best: Span) -> str:
    if best.fits:
        return "the closest slide does not speak of all that was asked"
    return f"no {question.asks} given there"
