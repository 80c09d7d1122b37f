"""A course that answers: quotations with their slide, or the plain word that it does not say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz

from knowledge import agenda, smalltalk
from knowledge.coverage import Lexicon, Text, coverage
from knowledge.entries import entry_id, slide_entry_id, source_of
from knowledge.model import (
    Abstention,
    Answer,
    AnswerKind,
    Build,
    Deadline,
    Entry,
    NearMiss,
    Slide,
    SlideKind,
)
from knowledge.normalise import fold, forms, without_markup, words
from knowledge.question import TIME_WORDS, Asks, Question, parse
from knowledge.shortlist import Shortlist
from knowledge.spans import Span, best_span
from knowledge.spelling import Speller

_FOLLOW_UP = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|then)\b[ ,]*)+|^(?:what|how) about\b|^(?:and )?why\b|\b(?:it|its|it's|that|this|they|them|their|those|these|more)\b"
)
_STRICT = frozenset({Asks.DATE, Asks.PERSON, Asks.PRICE, Asks.NUMBER})
_CERTAIN = 0.5
_MAX_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Topic:
    """What a thread is about: its last question, and the entry that answered it."""

    question: str
    entry_id: str | None = None


@dataclass(frozen=True)
class Course:
    """A build, indexed. Immutable; safe to ask from several threads at once."""

    build: Build
    code: str
    name: str
    timezone: str
    faq: tuple[Entry, ...]
    lexicon: Lexicon
    speller: Speller
    shortlist: Shortlist
    _entries: dict[str, Entry] = field(default_factory=dict)
    _slides: dict[str, Slide] = field(default_factory=dict)

    @classmethod
    def from_build(
        cls, build: Build, *, code: str, name: str, timezone: str, faq: Sequence[Entry] = ()
    ) -> Course:
        """Index what was read; `faq` entries are quoted before slides where they fit."""
        texts = [" \n".join((s.title, *(b.text for b in s.bullets))) for s in build.slides]
        lines = [b.text for s in build.slides for b in (*s.bullets,)] + [
            s.title for s in build.slides
        ]
        lexicon = Lexicon.of(lines, build.acronyms)
        speller = Speller()
        for text in (*texts, *(e.title + " " + " ".join(e.aliases) for e in faq)):
            speller.add(
                part for w in words(text) for part in {w, *re.split(r"[-/]", w), w.replace("-", "")}
            )
        slides = {slide_entry_id(s): s for s in build.slides}
        entries = {e.id: e for e in (*build.entries, *faq)}
        return cls(
            build,
            code,
            name,
            timezone,
            tuple(faq),
            lexicon,
            speller,
            Shortlist.of(build.slides),
            entries,
            slides,
        )

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, if the course (still) has it."""
        return self._entries.get(entry_id)

    def slide_of(self, entry_id: str) -> Slide | None:
        """The slide an entry stands on."""
        slide = self._slides.get(entry_id)
        entry = self._entries.get(entry_id)
        if slide is not None or entry is None or entry.source is None:
            return slide
        return next((s for s in self._slides.values() if source_of(s) == entry.source), None)

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """Questions the course answers well, made from what it says."""
        asked = [f"What is {short}?" for short in self.build.acronyms if short.isalnum()][:1]
        asked += ["What's due?"] if self.build.deadlines else []
        asked += [
            f"What does {short} stand for?" for short in self.build.acronyms if short.isalnum()
        ][1:2]
        asked += [f"When is the {d.title} due?" for d in self.build.deadlines if d.kind == "due"][
            -1:
        ]
        asked += [
            f"What does the lecture say about {s.title.lower()}?"
            for s in self.build.slides
            if s.title
        ]
        return tuple(asked[:n])

    def ask(
        self,
        question: str,
        *,
        now: datetime,
        reader_timezone: str | None = None,
        topic: Topic | None = None,
    ) -> Answer | Abstention:
        """The answer, or why there is none. Never raises, whatever the text.

        `now` (aware) decides what is still to come; `reader_timezone` is kept for callers that
        render times; `topic` gives follow-ups such as "and what about Xen?" their context.
        """
        text = without_markup(question)[:_MAX_CHARS]
        chat = smalltalk.reply(text)
        if chat is not None:
            return Answer(None, chat, AnswerKind.CHAT, 1.0)
        parsed = parse(text, self.speller)
        if not parsed.words:
            return Abstention(0.0, "there are no words in the question")
        result = self._answer(parsed, now)
        if not result.answered and topic is not None and _FOLLOW_UP.search(fold(text)):
            together = parse(f"{text} {_topic_words(topic, self.speller)}", self.speller)
            followed = self._answer(together, now)
            return followed if followed.answered else result
        return result

    def _answer(self, question: Question, now: datetime) -> Answer | Abstention:
        content = self._without_own_name(question)
        for attempt in (self._faq_answer, self._numbered_slide):
            found = attempt(content)
            if found is not None:
                return found
        dated = self._dated_answer(content, now)
        if dated is not None:
            return dated
        spans = list(self._spans(content))
        definition = self._definition(content, spans)
        if definition is not None:
            return definition
        return self._from_slides(content, spans)

    def _without_own_name(self, question: Question) -> Question:
        """ "in TCSS 562", "lecture 13": words that only say which course or lecture is meant."""
        own = {fold(self.code).replace(" ", ""), *words(self.code)}
        own |= {f"lecture {s.lecture}" for s in self.build.slides}
        code = fold(self.code)
        content = tuple(w for w in question.content if w not in own and w != code)
        content = tuple(w for w in content if w not in TIME_WORDS) or content
        return Question(question.text, question.words, content, question.asks, question.about_due)

    def _faq_answer(self, question: Question) -> Answer | None:
        asked = " ".join(question.words)
        best: tuple[float, Entry] | None = None
        for entry in self.faq:
            for wording in (entry.title, *entry.aliases):
                score = fuzz.ratio(asked, " ".join(words(wording))) / 100
                if best is None or score > best[0]:
                    best = (score, entry)
        if best is None or best[0] < 0.82:
            return None
        return Answer(best[1], best[1].text, AnswerKind.FAQ, round(best[0], 3))

    def _numbered_slide(self, question: Question) -> Answer | None:
        """ "What's on slide 26?" """
        if len(question.content) != 1 or not question.content[0].startswith("slide "):
            return None
        number = int(question.content[0].split()[1])
        for key, slide in self._slides.items():
            if slide.slide == number and slide.bullets:
                quote = "\n".join(b.text for b in slide.bullets)
                return Answer(self._entries.get(key), quote, AnswerKind.QUOTE, 0.95)
        return None

    def _dated_answer(self, question: Question, now: datetime) -> Answer | None:
        items = self.build.deadlines
        if agenda.is_overview(question) and items:
            return self._deadlines(agenda.overview(items, now), 0.95)
        matched = agenda.matching(question, items, self.lexicon)
        if not matched:
            return None
        return self._deadlines(agenda.soonest_first([d for _, d in matched], now), matched[0][0])

    def _deadlines(self, items: Sequence[Deadline], share: float) -> Answer | None:
        if not items:
            return None
        entry = self._entries.get(entry_id("deadline", items[0].file, items[0].quote))
        quote = "\n".join(d.quote for d in items)
        misses = tuple(self._deadline_miss(d) for d in self.build.deadlines if d not in items)[:3]
        return Answer(entry, quote, AnswerKind.DEADLINE, _logistic(share), misses, tuple(items))

    def _deadline_miss(self, item: Deadline) -> NearMiss:
        return NearMiss(entry_id("deadline", item.file, item.quote), item.title, item.quote, 0.3)

    def _definition(self, question: Question, spans: Sequence[Span]) -> Answer | None:
        """What an acronym stands for: asked for, or all the lecture says of it."""
        short = self._acronym(question)
        if short is None:
            return None
        entry = next(
            (e for e in self.build.entries if e.kind is AnswerKind.DEFINITION and e.title == short),
            None,
        )
        if entry is None or (
            question.asks is not Asks.EXPANSION
            and entry.source is not None
            and entry.text == entry.source.title
        ):
            return None
        misses = self._near_misses(spans, entry.text)
        return Answer(entry, entry.text, AnswerKind.DEFINITION, 0.97, misses)

    def _acronym(self, question: Question) -> str | None:
        shorts = {forms(s.casefold())[0]: s for s in self.build.acronyms}
        content = question.content
        if len(content) == 1 and question.asks in {Asks.EXPANSION, Asks.DEFINITION, Asks.ANYTHING}:
            return shorts.get(forms(content[0])[0]) if " " not in content[0] else None
        if question.asks is Asks.EXPANSION:
            for short, long in self.build.acronyms.items():
                both = coverage(content, Text.of(long, short), self.lexicon)
                if (
                    both > 0.9
                    and coverage(words(long), Text.of(" ".join(content)), self.lexicon) > 0.6
                ):
                    return short
        return None

    def _spans(self, question: Question) -> Iterator[Span]:
        """The best bullets of each slide that may answer, best first."""
        if not question.content:
            return
        found = [
            best_span(question, s, self.lexicon) for s in self.shortlist.slides(question.content)
        ]
        yield from sorted(
            (s for s in found if s.lines),
            key=lambda s: (-round(s.coverage, 2), -s.titled, len(s.lines)),
        )

    def _from_slides(self, question: Question, spans: Sequence[Span]) -> Answer | Abstention:
        if not question.content or all(w in TIME_WORDS for w in question.content):
            return self._agenda_answer(question)
        best = spans[0] if spans else None
        if best is None:
            return Abstention(0.0, near_misses=())
        confidence = self._confidence(question, best)
        if question.asks is Asks.EXPANSION:
            return Abstention(
                0.2, "the lecture does not spell it out", self._near_misses(spans, "")
            )
        if confidence < _CERTAIN:
            why = (
                "the closest slide does not speak of all that was asked"
                if best.fits
                else f"no {question.asks} given there"
            )
            return Abstention(confidence, why, self._near_misses(spans, ""))
        entry = self._entries.get(slide_entry_id(best.slide))
        return Answer(
            entry,
            best.quote,
            AnswerKind.QUOTE,
            confidence,
            self._near_misses(spans[1:], best.quote),
        )

    def _agenda_answer(self, question: Question) -> Answer | Abstention:
        """ "What do we do today?": the agenda, whole."""
        slide = next((s for s in self.build.slides if s.kind is SlideKind.AGENDA), None)
        asks_for_it = any(
            w in TIME_WORDS or w in {"lecture", "class", "agenda"} for w in question.words
        )
        if slide is None or not asks_for_it:
            return Abstention(0.0, "the question names nothing that could be looked up")
        quote = "\n".join(b.text for b in slide.bullets)
        return Answer(self._entries.get(slide_entry_id(slide)), quote, AnswerKind.QUOTE, 0.8)

    def _confidence(self, question: Question, span: Span) -> float:
        share = span.coverage
        if question.asks in _STRICT and not span.fits:
            share -= 0.45
        if question.asks is Asks.HOW_TO:
            share -= 0.08
        return _logistic(share)

    def _near_misses(self, spans: Sequence[Span], quoted: str) -> tuple[NearMiss, ...]:
        misses: list[NearMiss] = []
        for span in spans:
            quote = span.quote
            if span.coverage < 0.2 or quote in quoted or any(quote == m.quote for m in misses):
                continue
            title = span.slide.title or span.slide.bullets[span.lines[0]].text
            misses.append(
                NearMiss(
                    slide_entry_id(span.slide), title, quote, round(_logistic(span.coverage), 4)
                )
            )
        return tuple(misses[:3])


def _topic_words(topic: Topic, speller: Speller) -> str:
    return " ".join(parse(without_markup(topic.question)[:_MAX_CHARS], speller).content)


def _logistic(share: float) -> float:
    """Share of the question that is spoken of → probability that it is answered."""
    return round(1 / (1 + math.exp(-14 * (share - 0.74))), 4)
