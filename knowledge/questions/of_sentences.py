"""Questions from sentences with a gap for the key term."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, groupby

from knowledge.normalise import fold, words
from knowledge.questions.choices import Wanted
from knowledge.questions.concepts import is_concept
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.lexis import VERBS, function_words
from knowledge.questions.material import ARTICLE, Line
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.sentences import Sentence, places_of
from knowledge.questions.texts import (
    capital,
    content,
    is_name,
    key,
    mentions,
)
from knowledge.questions.wording import BLANK, say
from knowledge.words import frequencies

_EMPTY = re.compile(
    r"\bone of the (?:most|main|key|best|biggest)\b|\b(?:important|useful|crucial|essential)\b$|^most of the time\b",
    re.I,
)
"""Praise, which fits many a thing."""
_COMMON = 60_000_000
"""Count of an English word from which it fills too many gaps."""


class Sentences:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._terms: dict[str, dict[str, str]] = defaultdict(dict)
        self._files: dict[str, list[str]] = defaultdict(list)
        for name, file in _key_terms(known):
            self._terms[words(name)[0]].setdefault(key(name), name)
            self._files[file].append(name)
        self._lists: dict[str, frozenset[str]] = defaultdict(frozenset)
        for listing in known.listings:
            items = frozenset(map(key, listing.items))
            for item in items:
                self._lists[item] |= items
        self._all = [name for names in self._files.values() for name in names]

    def drafts(self) -> Iterator[Draft]:
        for sentence in self._known.sentences:
            asked = self._cloze(sentence)
            made = asked and draft(self._known, asked)
            if made:
                yield made

    def _named_in(self, text: str) -> list[str]:
        """The key terms in the sentence, the longest first."""
        said = set(words(text))
        near = {k: n for w in said for k, n in self._terms.get(w, {}).items()}
        found = [n for n in near.values() if len(places_of(n, text)) == 1]
        return sorted(found, key=lambda n: (-len(n), n))

    def _cloze(self, sentence: Sentence) -> Asked | None:
        named = self._named_in(sentence.text)
        outer = [n for n in named if not any(n != m and mentions(m, n) for m in named)]
        luck = self._known.choosing.luck("cloze", sentence.text)
        for name in sorted(outer, key=lambda n: (-self._weight(n, sentence), luck.random())):
            asked = self._gap(sentence, name)
            if asked:
                return asked
        return None

    def _weight(self, name: str, sentence: Sentence) -> int:
        """The topic itself before what is named beside it."""
        return 2 * bool(content(name) & content(sentence.line.topic)) + (len(name.split()) > 1)

    def _gap(self, sentence: Sentence, name: str) -> Asked | None:
        text, line = sentence.text, sentence.line
        (at,) = places_of(name, text)
        rest = text[: at.start()] + " " + text[at.end() :]
        if (
            not is_concept(name, line.language)
            or _EMPTY.search(text)
            or content(name) & content(rest)
            or len(content(rest)) < 4
            or not _is_free(at, text, line)
        ):
            return None
        before = re.sub(
            r"\b[Aa]n? $", lambda m: "A(n) " if m[0][0] == "A" else "a(n) ", text[: at.start()]
        )
        gapped = before + BLANK + text[at.end() :]
        topic = (
            line.topic if line.topic and not content(line.topic) & content(f"{name} {rest}") else ""
        )
        stem = say(line.language, "cloze", topic=topic, text=gapped)
        answer = name
        near = self._known.near
        fit = near(name, rest)
        wanted = Wanted(
            answer,
            text,
            wrong=lambda c: near(c, rest) < max(0.5, fit + 0.02) and is_concept(c, line.language),
        )
        wrong = self._known.choosing.wrong(wanted, [self._files[line.slide.file], self._all])
        if not wrong:
            return None
        quality = 0.5 + 0.3 * max(0.0, fit) + 0.06 * (at.start() == 0) + 0.06 * bool(topic)
        quality += 0.08 * bool(content(name) & content(line.topic))
        quality += (
            0.05
            if re.search(r"\b(?:is|are|means|called|ist|sind|est|sont|es|son)\b", text)
            else 0.0
        )
        kin = self._lists[key(name)]
        if quality < _SURE:
            return None
        return Asked(QuizKind.CLOZE, stem, answer, wrong, text, line.slide, quality, kin=kin)


def _is_free(at: re.Match[str], text: str, line: Line) -> bool:
    """Is the gap a part of the sentence by itself, and spelt out nowhere beside it?"""
    after = re.match(r"\s([^\W\d_][\w'’-]*)", text[at.end() :])
    free = VERBS[line.language] | function_words(line.language)
    short = "".join(w[0] for w in words(at[0]))
    told = len(short) > 1 and any(short == w.removesuffix("s") for w in words(text))
    inside = text[: at.start()].count("(") > text[: at.start()].count(")")
    listed = text[at.end() :].startswith(",") and re.search(
        r"\b(?:an?|the|very) $", text[: at.start()]
    )
    bracketed = inside or re.match(r"\s*\(", text[at.end() :])
    return (
        not bracketed
        and not listed
        and not _ends_with_article(text[: at.start()], line)
        and not told
        and (after is None or fold(after[1]) in free)
    )


def _ends_with_article(before: str, line: Line) -> bool:
    """Articles tell the gender of what follows, in all languages but English."""
    last = before.rsplit(maxsplit=1)[-1:]
    return line.language != "en" and bool(last) and bool(ARTICLE.match(f"{last[0]} "))


def _spoken_of(known: Known) -> Iterator[tuple[str, str]]:
    """Rarer words that name something ("the quorum") and that several lines of a file speak of."""
    for file, lines in groupby(known.slides, key=lambda s: s.slide.file):
        texts = [line.text for slide in lines for line in slide.lines]
        named = Counter(fold(found["noun"]) for text in texts for found in _NAMED.finditer(text))
        said = Counter(w for text in texts for w in set(words(text)))
        for word in sorted(named):
            rare = 0 < frequencies().get(word, 0) < _RARE
            if rare and said[word] >= 3:
                yield capital(word), file


_NAMED = re.compile(
    r"\b(?:an?|the|of|each|every|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una)\s+(?P<noun>[^\W\d_]{5,})(?=\s(?:of|is|are|has|in|and|or|for|to|that|which)\b|[.,;)]|$)",
    re.I,
)
_RARE = 25_000_000
_SURE = 0.66
"""What a gap is worth at least: of those below hardly one in three was usable as it was."""


def _key_terms(known: Known) -> Iterator[tuple[str, str]]:
    """Names that the course is about, with their file: terms, topics, acronyms, items of lists."""
    found: dict[tuple[str, str], str] = {}
    for name, file in chain(_stated(known), _spoken_of(known)):
        found.setdefault((key(name), file), name)
    for (said, file), name in found.items():
        if len(said) > 2 and (" " in said or frequencies().get(said, 0) < _COMMON):
            yield name, file


def _stated(known: Known) -> Iterator[tuple[str, str]]:
    for meant in known.meant:
        yield meant.term, meant.slide.file
    for acronym in known.acronyms:
        yield acronym.short, acronym.slide.file
        yield acronym.long, acronym.slide.file
    for slide in known.slides:
        if slide.topic and len(slide.topic.split()) <= 3 and known.speaks_of(slide.topic):
            yield slide.topic, slide.slide.file
    for listing in known.listings:
        language = listing.slide.language or "en"
        for item in listing.items:
            if not listing.side and len(item.split()) <= 3 and is_name(item, language):
                yield item, listing.slide.file
