"""A build, indexed: what answering looks things up in. Immutable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from knowledge.coverage import Lexicon
from knowledge.entries import deadline_entry_id, source_of
from knowledge.gist import gists_of, slide_entry_id
from knowledge.languages import language_of
from knowledge.model import AnswerKind, Build, Deadline, Entry, Slide, Source
from knowledge.normalise import line_words, words
from knowledge.sheets import Sheets
from knowledge.shortlist import Shortlist
from knowledge.spelling import Speller
from knowledge.themes import themes_of


class DatesWanted(Exception):
    """The answer depends on dates that have to be fetched first."""


@dataclass(frozen=True)
class Catalogue:
    """All that a course knows, with the ways to find it. `faq` is quoted before slides."""

    build: Build
    code: str
    timezone: str
    faq: tuple[Entry, ...]
    lexicon: Lexicon
    speller: Speller
    shortlist: Shortlist
    entries: Mapping[str, Entry]
    slides: Mapping[str, Slide]
    sheets: Sheets
    themes: frozenset[str]
    """The terms of the lectures' titles."""
    lecturer: Entry | None
    dated: tuple[Deadline, ...] | None
    """What questions about dates are answered with; None where nobody has said yet."""

    @classmethod
    def of(
        cls,
        build: Build,
        *,
        code: str,
        timezone: str,
        faq: Sequence[Entry],
        lecturer: str = "",
    ) -> Catalogue:
        lines = [b.text for s in build.quoted for b in s.bullets]
        teaches = _teaching(lecturer) if lecturer else None
        return cls(
            build=build,
            code=code,
            timezone=timezone,
            faq=tuple(faq),
            lexicon=Lexicon.of(
                [*lines, *(s.title for s in build.quoted)],
                {**build.synonyms, **build.acronyms},
                language_of_course(build),
            ),
            speller=_speller(build, faq),
            shortlist=Shortlist.of(build.quoted),
            entries={e.id: e for e in (*build.entries, *faq, *((teaches,) if teaches else ()))},
            slides=dict(zip((g.key for g in gists_of(build)), build.quoted, strict=True)),
            sheets=Sheets(),
            themes=themes_of(build.quoted),
            lecturer=teaches,
            dated=build.deadlines,
        )

    def dates_asked_for(self) -> tuple[Deadline, ...]:
        """What the answer to a question about dates is. Raises DatesWanted where nobody has said yet."""
        if self.dated is None:
            raise DatesWanted
        return self.dated

    def entry_of(self, slide: Slide) -> Entry | None:
        """The entry that quotes this slide."""
        return self.entries.get(slide_entry_id(slide))

    def entry_of_deadline(self, item: Deadline) -> Entry | None:
        """The entry that quotes this dated item, or the slide that it stands on."""
        own = self.entries.get(deadline_entry_id(item))
        if own is not None or item.source is None:
            return own
        slide = next((s for s in self.slides.values() if source_of(s) == item.source), None)
        return self.entry_of(slide) if slide else None

    def slide_under(self, entry_id_: str) -> Slide | None:
        """The slide an entry stands on."""
        slide, entry = self.slides.get(entry_id_), self.entries.get(entry_id_)
        if slide is not None or entry is None or entry.source is None:
            return slide
        return next((s for s in self.slides.values() if source_of(s) == entry.source), None)


def _teaching(lecturer: str) -> Entry:
    """Who teaches, as the course file says it."""
    asked = "Who teaches this course?"
    return Entry("faq-lecturer", asked, lecturer, kind=AnswerKind.FAQ, source=Source("", asked))


def language_of_course(build: Build) -> str:
    """ISO 639-1 code of the language that most slides are in."""
    told = Counter(s.language or language_of(words(f"{s.title} {s.body}")) for s in build.quoted)
    return told.most_common(1)[0][0] if told else "en"


def _speller(build: Build, faq: Sequence[Entry]) -> Speller:
    """A vocabulary of all that may be quoted, hyphenated words in all their parts."""
    lines = chain(
        (line for s in build.quoted for line in (s.title, *(b.text for b in s.bullets))),
        (line for e in faq for line in (e.title, *e.aliases)),
    )
    counts: Counter[str] = Counter()
    for word, count in Counter(chain.from_iterable(map(line_words, lines))).items():
        for part in dict.fromkeys((word, *re.split(r"[-/]", word), word.replace("-", ""))):
            counts[part] += count
    speller = Speller()
    speller.add_counted(counts)
    return speller
