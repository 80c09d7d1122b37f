"""True or false: what a line says, or the same with a word turned to its opposite or with a name for its sibling's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from knowledge.normalise import stem
from knowledge.questions.concepts import is_everyday
from knowledge.questions.known import TRUE_SHARE, Asked, Known, draft
from knowledge.questions.lexis import BASES
from knowledge.questions.material import ARTICLE, Line
from knowledge.questions.meanings import named, topic_over
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.opposites import COMPARING, OPPOSITE, SCALAR, opposites_in
from knowledge.questions.sentences import Sentence, places_of
from knowledge.questions.texts import bare, capital, content, is_plural, mentions, stems
from knowledge.questions.wording import say

_HEDGED = re.compile(
    r"\b(?:not|no|never|neither|nor|more or less|no more|any ?more|may|might|sometimes|often|usually|typically|mostly|n['’]t|once more|nicht|kein\w*|ne|pas|plus de)\b",
    re.I,
)
_EXAMPLE = re.compile(
    r"\d{3,}|\b\d+(?:\.\d+)?x\b|\bthan one\b|\b(?:should|would|will|program|code|output|figure|exercise|task|both|either|e\.g|for example|such as|like|different|same)\b",
    re.I,
)
"""Results of one run, advice, and what names both sides: none is worth a true or false."""
_ELSEWHERE = re.compile(
    r"\b(?:(?:top|bottom) to (?:bottom|top)|(?:left|right) to (?:right|left)|while|whereas|but|rather than|instead|unlike|contrast|compared|"
    r"second(?:ly)?|third(?:ly)?|während|mientras|tandis)\b|, the\b",
    re.I,
)
"""What a picture shows, and sentences of two sides, which contradict themselves when one is turned."""
_COMPARATIVE = re.compile(
    r"(?:more|less|fewer|better|worse|(?:high|low|fast|slow|larg|small|bigg|long|short|cheap|strong|weak|eas|hard|great|earli|lat|old|new|hott|cold|warm|cool|dens|spars)i?er)",
    re.I,
)
_COMPARES = re.compile(r"\b(?:than|als|que|the (?:more|less))\b", re.I)
_ORDERS = re.compile(
    r"\b(?:happens?|occurs?|comes?|runs?|starts?|executed|called|performed|carried out|takes? place)\b",
    re.I,
)
_ARTICLE_AHEAD = re.compile(r"\b(?P<a>a)n? $", re.I)
_LETTER = re.compile(r"\b[B-HJ-Z]\b(?!\.)")
"""What a case calls its parties: "D failed to do X"."""
_NOUN_AHEAD = re.compile(r"\b(?:an?|the|its|their|this|each|of|for|by|in|on|from|with) $", re.I)
"""Behind these a verb is a noun: "the release date"."""
_BEGIN = 8
"""So many words of a sentence hold what it is about."""
_LONGER = 1.6
"""So much longer than a turned sentence a line may be that says the same, perhaps of another case."""
_BOUND = re.compile(
    r"\b(?:more (?:and|or)|at (?:first|last)|the (?:last|first) \d|before (?:and|or)|public (?:key|domain|sector|health|good)|"
    r"static (?:method|file)|with(?:out)? (?:respect|regard)|right (?:to|of|away)|left (?:to|with)|first (?:name|class)|last name)\b",
    re.I,
)
"""Set phrases in which the word is not the one that has an opposite."""


class Contrasts:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._siblings = _siblings(known)
        self._taught: dict[str, Sequence[str]] = {}
        self._told: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for line in (line for slide in known.slides for line in slide.lines):
            self._told[line.slide.file].append((line.text, content(line.text)))

    def drafts(self) -> Iterator[Draft]:
        for sentence in filter(self._is_about_something, self._known.sentences):
            for asked in (self._turned(sentence), self._exchanged(sentence)):
                made = asked and draft(self._known, asked)
                if made:
                    yield made
                    break

    def _is_about_something(self, sentence: Sentence) -> bool:
        """Does it begin with what its slide is titled, or with a concept of the lecture?

        "Benefits are external" says nothing without its slide, and "Various sources respond differently" nothing at all.
        """
        line = sentence.line
        begin = " ".join(sentence.text.split()[:_BEGIN])
        if content(begin) & content(line.slide.title):
            return True
        return any(mentions(begin, name) for name in self._names(line.slide.file))

    def _names(self, file: str) -> Sequence[str]:
        """Concepts of the file that are more than a word of every day."""
        if file not in self._taught:
            names = self._known.concepts.names(file)
            self._taught[file] = [n for n in names if " " in n or not is_everyday(n)]
        return self._taught[file]

    def _turned(self, sentence: Sentence) -> Asked | None:
        text = sentence.text
        found = opposites_in(text)
        if len(found) != 1 or not _is_sound(sentence) or _BOUND.search(text):
            return None
        (at,) = found
        word = at[0].casefold()
        compares = _COMPARES.search(text) or (
            word in {"before", "after", "first", "last"} and _ORDERS.search(text[: at.start()])
        )
        thing = word in BASES and _NOUN_AHEAD.search(text[: at.start()])
        one_of_two = text[: at.start()].endswith(" the ")
        needs = word in COMPARING or (_COMPARATIVE.fullmatch(word) and not one_of_two)
        if not at.start() or thing or (needs and not compares) or _ELSEWHERE.search(text):
            return None
        other = OPPOSITE[word]
        if not (needs or word in SCALAR or self._known.named[stem(other)]):
            return None
        behind = text[at.end() :].split(maxsplit=1)
        if other == "less" and behind and is_plural(behind[0]):
            other = "fewer"
        other = capital(other) if at[0][0].isupper() else other
        turned = _with_its_article(text[: at.start()], other) + text[at.end() :]
        return self._asked(sentence, turned, 0.68)

    def _exchanged(self, sentence: Sentence) -> Asked | None:
        """With the name of a concept that is set beside the one that the sentence is about."""
        text, line = sentence.text, sentence.line
        if not _is_sound(sentence):
            return None
        for name, other in self._siblings.get(line.slide.file, {}).items():
            places = places_of(name, text)
            if len(places) != 1 or mentions(text, other) or is_plural(name) != is_plural(other):
                continue
            (at,) = places
            begins = not ARTICLE.sub("", text[: at.start()])
            if not begins or (line.topic and mentions(line.topic, other)):
                continue
            if content(other) & content(text[: at.start()] + text[at.end() :]) - content(name):
                continue
            told = other[:1].lower() + other[1:] if at[0][0].islower() else capital(other)
            return self._asked(sentence, text[: at.start()] + told + text[at.end() :], 0.66)
        return None

    def _asked(self, sentence: Sentence, turned: str, quality: float) -> Asked | None:
        text, line = sentence.text, sentence.line
        over = topic_over(line)
        if len(content(text)) < 4 or self._is_stated(turned, line):
            return None
        # An aside stays as it is, and may tell that a word was changed: with one, the sentence is asked as it is.
        right = "(" in text or self._known.choosing.luck("turned", text).random() < TRUE_SHARE
        topic = over if over and not mentions(text, over) else ""
        yes, no = say(line.language, "yes"), say(line.language, "no")
        stem = say(line.language, "true", topic=topic, text=text if right else turned)
        chosen = (yes, no) if right else (no, yes)
        return Asked(
            QuizKind.TRUE_FALSE,
            stem,
            chosen[0],
            [chosen[1]],
            text,
            line.slide,
            quality + 0.04 * bool(line.topic),
        )

    def _is_stated(self, turned: str, line: Line) -> bool:
        """Does another line of the file say so, of another case?"""
        said = content(turned)
        others = (told for text, told in self._told[line.slide.file] if text != line.text)
        return any(said <= told and len(told) <= _LONGER * len(said) for told in others)


def _with_its_article(before: str, word: str) -> str:
    """ "An immutable", and "a mutable": the old article would tell that the word was changed."""
    article = "n" if word[:1].casefold() in "aeiou" else ""
    return _ARTICLE_AHEAD.sub(rf"\g<a>{article} ", before) + word


def _is_sound(sentence: Sentence) -> bool:
    """Does it say something for certain, and all of it: no lead-in above it that it goes on from?"""
    text, line = sentence.text, sentence.line
    lead = bool(line.under) and not named(bare(line.under[-1]), line.language)
    cases = len(_LETTER.findall(text)) > 1
    return not (lead or cases or _HEDGED.search(text) or _EXAMPLE.search(text))


def _siblings(known: Known) -> Mapping[str, Mapping[str, str]]:
    """Names of a file that differ in one word of two or three: "active transport", "passive transport"."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in {slide.slide.file for slide in known.slides}:
        by_rest: dict[tuple[int, tuple[str, ...]], list[str]] = defaultdict(list)
        for name in known.concepts.names(file):
            said = stems(name)
            if 2 <= len(said) <= 3:
                for n in range(len(said)):
                    by_rest[n, said[:n] + said[n + 1 :]].append(name)
        for names in by_rest.values():
            if len(names) == 2:
                one, other = names
                found[file].setdefault(one, other)
                found[file].setdefault(other, one)
    return found
