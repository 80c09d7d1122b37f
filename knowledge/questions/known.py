"""All that a course states, gathered once, and the question made from a part of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from knowledge.entries import source_of
from knowledge.glossary import Acronym, find_acronyms
from knowledge.model import Build, Slide
from knowledge.normalise import stem, words
from knowledge.questions.choices import Choosing, Names, Nearness, are_fair, stands_out
from knowledge.questions.concepts import Concept, Concepts, is_everyday, short_forms_in
from knowledge.questions.dated import events_on, periods_on
from knowledge.questions.defining import defined_on
from knowledge.questions.facts import Event, Listing, Meant, Period
from knowledge.questions.headed import meant_by_titles
from knowledge.questions.kinship import Kinship, heads_apart
from knowledge.questions.lexis import REFERENCE
from knowledge.questions.listed import listings_on
from knowledge.questions.marked_lists import meant_by_marks
from knowledge.questions.material import Teaching, teaching
from knowledge.questions.meanings import labels_in, meant_on
from knowledge.questions.misprints import misprint_in
from knowledge.questions.model import Draft, QuizKind, QuizQuestion
from knowledge.questions.sentences import Sentence, sentences
from knowledge.questions.tabled import meant_in_tables
from knowledge.questions.texts import capital, content, key, tidy
from knowledge.words import FUNCTION_WORDS

_FINDERS = (meant_on, meant_by_marks, defined_on, meant_in_tables)
"""What finds what slides say that their terms are; of two that find one line, the first is believed."""
_DEFAULT_DIFFICULTY = {
    QuizKind.TRUE_FALSE: 0.3,
    QuizKind.MEMBER: 0.4,
    QuizKind.TERM: 0.4,
    QuizKind.DEFINITION: 0.45,
    QuizKind.CLOZE: 0.45,
    QuizKind.ACRONYM: 0.45,
    QuizKind.SHORT_FORM: 0.35,
    QuizKind.ODD_ONE_OUT: 0.5,
    QuizKind.ORDER: 0.55,
    QuizKind.NUMBER: 0.6,
    QuizKind.TABLE: 0.5,
}


_NAMED = frozenset({QuizKind.TERM, QuizKind.DEFINITION, QuizKind.CLOZE})
"""What asks for a name or a meaning: its wrong answers must be rivals of the right one."""
TRUE_SHARE = 0.5
"""Of true or false: were one of them likelier, guessing it would pay."""
_LONGEST_PHRASE = 4


@dataclass(frozen=True)
class Known:
    """What the course's slides state, in the order of the course."""

    slides: tuple[Teaching, ...]
    meant: tuple[Meant, ...]
    listings: tuple[Listing, ...]
    events: tuple[Event, ...]
    periods: tuple[Period, ...]
    sentences: tuple[Sentence, ...]
    acronyms: tuple[Acronym, ...]
    concepts: Concepts
    kinship: Kinship
    choosing: Choosing
    named: Counter[str]
    """How many slides speak of each stem."""
    phrases: frozenset[str]
    """Runs of stems in the lines below titles."""
    spelt: Counter[str]
    """How many lines have each word, as it is spelt."""

    @classmethod
    def of(cls, build: Build, seed: int) -> Known:
        slides = teaching(build)
        labels = labels_in(slides)
        said = (m for s in slides for find in _FINDERS for m in find(s))
        stated = chain(said, meant_by_titles(slides))
        meant = tuple(_first(m for m in stated if (m.slide.file, key(m.term)) not in labels))
        listings = tuple(x for s in slides for x in listings_on(s))
        own = {id(s.slide) for s in slides}
        acronyms = tuple(
            a for a in find_acronyms(build.quoted) if id(a.slide) in own and _is_spelt_out(a)
        )
        texts = chain(
            (m.term for m in meant),
            (capital(m.meaning) for m in meant),
            (s.topic for s in slides),
            (item for x in listings for item in x.items),
            (x.heading for x in listings),
            (tidy(line.text) for s in slides for line in s.lines),
        )
        short = {f: s.topic for s in slides for f in short_forms_in(s.slide.title) if s.topic}
        names = Names.of({**build.synonyms, **build.acronyms, **short})
        choosing = Choosing(Nearness(texts), names, seed)
        events = tuple(x for s in slides for x in events_on(s))
        periods = tuple(x for s in slides for x in periods_on(s))
        return cls(
            slides,
            meant,
            listings,
            events,
            periods,
            tuple(sentences(slides)),
            acronyms,
            Concepts(slides, meant, listings, acronyms),
            Kinship(slides, meant, listings),
            choosing,
            _spoken_of(slides),
            _phrases(slides),
            _spelt(slides),
        )

    @property
    def near(self) -> Nearness:
        return self.choosing.near

    def are_siblings(self, slide: Slide, one: str, other: str) -> bool:
        """Do they stand in one list of the slide's file?"""
        return self.kinship.are_siblings(slide.file, one, other)

    def are_rivals(self, slide: Slide, one: str, other: str, *, listed: bool = False) -> bool:
        """May one be taken for the other in the slide's file, and only one of them be right? `listed`: they stand in one list."""
        return self.kinship.are_rivals(slide.file, one, other, listed=listed)

    def stand_apart(self, slide: Slide, one: str, other: str) -> bool:
        """Does neither of the two stand under the other in the slide's file?"""
        return self.kinship.stand_apart(slide.file, one, other)

    def siblings(self, slide: Slide, name: str) -> Sequence[Concept]:
        """What stands beside the name in its lists, as concepts of that slide."""
        place = self.concepts.place(slide)
        return [Concept(n, (place,), frozenset()) for n in self.kinship.siblings(slide.file, name)]

    def speaks_of(self, name: str) -> bool:
        """Does a line of the course use the name? A title that no line takes up names no concept."""
        return " ".join(map(stem, words(name))) in self.phrases

    def often(self, name: str) -> int:
        """On how many slides the rarest word of the name stands."""
        return min((self.named[w] for w in content(name)), default=0)


def _first(found: Iterable[Meant]) -> Iterator[Meant]:
    """Each term with what was said of it first; a term with two meanings has two."""
    seen: set[tuple[str, str]] = set()
    for meant in found:
        if (known := (key(meant.term), key(meant.meaning))) not in seen:
            seen.add(known)
            yield meant


def _phrases(slides: Sequence[Teaching]) -> frozenset[str]:
    found: set[str] = set()
    for line in (line for slide in slides for line in slide.lines):
        said = [stem(w) for w in words(line.text)]
        for n in range(1, _LONGEST_PHRASE + 1):
            found.update(" ".join(said[at : at + n]) for at in range(len(said) - n + 1))
    return frozenset(found)


def _spoken_of(slides: Sequence[Teaching]) -> Counter[str]:
    return Counter(
        word
        for slide in slides
        for word in content(" ".join([slide.slide.title, *(line.text for line in slide.lines)]))
    )


def _spelt(slides: Sequence[Teaching]) -> Counter[str]:
    lines = (line.text for slide in slides for line in (slide.title, *slide.lines))
    return Counter(word for line in lines for word in set(words(line)))


def _is_spelt_out(acronym: Acronym) -> bool:
    """Certainly a long form: "the change in price levels (CPI, PCE)" only has the letters."""
    small = any(w in FUNCTION_WORDS for w in acronym.long.split()[1:-1])
    among = re.search(
        rf"\({re.escape(acronym.short)}\s*[,/]|[,/]\s*{re.escape(acronym.short)}\)", acronym.text
    )
    cited = REFERENCE.search(acronym.text)
    return not cited and not (acronym.long.islower() and (small or among))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is made of, before it is known to be fair."""

    kind: QuizKind
    question: str
    answer: str
    wrong: Sequence[str]
    explanation: str
    slide: Slide
    quality: float
    fact: str = ""
    kin: frozenset[str] = frozenset()
    """Keys of wrong answers that stand in one list with the right one."""
    told: str = ""
    """By what the right answer is to be known: a term by its meaning, a meaning by its term."""


def draft(known: Known, asked: Asked) -> Draft | None:
    """The question with its choices shuffled; None where it would not be fair."""
    language = asked.slide.language or "en"
    asked = replace(asked, wrong=_thinkable(known, asked))
    answer = asked.answer
    choices = [answer, *asked.wrong]
    if language == "en" and _is_misspelt(known, asked):
        return None
    free = asked.kind in {QuizKind.TRUE_FALSE, QuizKind.ORDER, QuizKind.NUMBER}
    apart = asked.kind is QuizKind.TERM and heads_apart(answer, asked.wrong)
    if not asked.wrong or apart or not (free or are_fair(asked.question, choices, answer)):
        return None
    if language == "en" and asked.told and _is_told(known, asked):
        return None
    known.choosing.luck(asked.question).shuffle(choices)
    question = QuizQuestion(
        question=asked.question,
        kind=asked.kind,
        choices=tuple(choices),
        answer=answer,
        explanation=asked.explanation,
        source=source_of(asked.slide),
        difficulty=_difficulty(known, asked),
        language=language,
        quality=round(max(0.0, min(1.0, asked.quality)), 3),
    )
    return Draft(question, asked.fact or key(asked.explanation), asked.slide)


def _is_told(known: Known, asked: Asked) -> bool:
    term = asked.told if asked.kind is QuizKind.DEFINITION else asked.answer
    everyday = all(map(is_everyday, words(term)))
    return stands_out(known.near, asked.told, asked.answer, asked.wrong, everyday=everyday)


def _is_misspelt(known: Known, asked: Asked) -> bool:
    spoken = known.spelt.__getitem__
    shown = "\n".join([asked.question, asked.answer, *asked.wrong])
    return bool(misprint_in(shown, spoken))


def _thinkable(known: Known, asked: Asked) -> Sequence[str]:
    """The wrong answers, if two at least may be taken for right and are not: others of its own list, or its sisters by name."""
    if asked.kind not in _NAMED:
        return asked.wrong
    rivals = [w for w in asked.wrong if _is_rival(known, asked, w)]
    return rivals if len(rivals) >= 2 else ()


def _is_rival(known: Known, asked: Asked, wrong: str) -> bool:
    listed = key(wrong) in asked.kin
    if listed and asked.kind is QuizKind.DEFINITION:
        return True
    return known.are_rivals(asked.slide, asked.answer, wrong, listed=listed)


def _difficulty(known: Known, asked: Asked) -> float:
    """Estimated: harder with wrong answers close to the right one and terms seldom spoken of."""
    value = _DEFAULT_DIFFICULTY[asked.kind]
    if asked.kind not in {QuizKind.TRUE_FALSE, QuizKind.ORDER, QuizKind.NUMBER}:
        near = [known.near(asked.answer, w) for w in asked.wrong]
        value += 0.5 * (sum(near) / max(1, len(near)) - 0.35)
        value += 0.1 if known.often(asked.answer) <= 1 else -0.05
        value -= 0.1 * (len(asked.wrong) < 3)
    return round(max(0.05, min(0.95, value)), 2)
