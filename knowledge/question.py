"""What a question asks for: its content terms, the kind of answer wanted, and who it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.amounts import how_much
from knowledge.asks import YES_OR_NO, Asks, asks_of
from knowledge.carriers import (
    AGENDA_WORDS,
    CARRIERS,
    CHATTY,
    COSTS,
    DUE_WORDS,
    NAMING,
    TIME_WORDS,
    carriers,
    speaks_of_due,
)
from knowledge.cognates import cognates
from knowledge.coverage import Lexicon
from knowledge.hints import HINTS
from knowledge.joining import joined, parted
from knowledge.languages import language_of, says_nothing
from knowledge.normalise import fold, forms
from knowledge.shorthand import SHORT
from knowledge.slips import as_usual_word, distance, is_name_of_its_own, nearest
from knowledge.spelling import Speller
from knowledge.words import FUNCTION_WORDS, frequencies, is_word

__all__ = [
    "AGENDA_WORDS",
    "MAX_WORDS",
    "RELEASE_WORDS",
    "TIME_WORDS",
    "Asks",
    "Question",
    "in_names",
    "parse",
]

MAX_WORDS = 60
RELEASE_WORDS = frozenset(
    """release released launch launched come came out introduced introduce available appear appeared
    add added create created found founded start old started publish published merge merged since
    invented described discovered born established developed proposed appeared patented entered force""".split()
)
_DENIABLE = 3
_COUNTED = re.compile(r"\bhow many (?:different |main |other )?(\w+)")
_DEFINES = frozenset("whats what's define definition mean means meaning explain describe".split())
_POINTING = frozenset("the this that it these those your my".split())
_HOW_MUCH = frozenset("much expensive cheap dollars euros".split())
_BETWEEN = frozenset("difference differences between vs versus compare compared".split())
_LENGTHS = frozenset({"short", "long"})
_HELD = frozenset("holds hold held gives gave teaches leads".split())
"""What a person does with an event, and what a slide leaves out: "Office hours: Dr. Hale"."""
_COMMON = 3_000_000
"""Counted so often, an English word is meant as it stands; "wheen" and "dors" are slips."""
_TELLS_APART = frozenset("differs different differentiate distinguish distinguishes".split())
"""What asks for a comparison is none of what is compared."""
_TIMES = frozenset({"time", "date", "day"})
_OR = frozenset({"or", "oder", "o", "ou"})


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question. `content` holds the words that the answer must speak of, corrected.

    `hints` are words that may help to tell one answer from another and are not missed. `language`
    is an ISO 639-1 code. `meant` is the question with words of the course put for near ones that
    it lacks and that may as well be names of their own; None where there are none.
    """

    text: str
    words: tuple[str, ...]
    content: tuple[str, ...]
    asks: Asks
    about_due: bool
    hints: tuple[str, ...] = ()
    language: str = "en"
    meant: Question | None = None

    @property
    def content_forms(self) -> frozenset[str]:
        """All terms by which the content words are known, each word of a name by itself."""
        parts = (part for word in self.content for part in word.split())
        return frozenset(form for part in parts for form in forms(part))

    @property
    def is_yes_or_no(self) -> bool:
        """ "Does an offer bind?"; not "is it red or blue?"."""
        return bool(YES_OR_NO & set(self.words[:1])) and not _OR & set(self.words)


def parse(text: str, speller: Speller, lexicon: Lexicon) -> Question:
    """The question as corrected words; what is asked for is read off the uncorrected text too.

    `speller` knows the course's words, `lexicon` also what is the same in other forms.
    """
    raw = parted(text, MAX_WORDS, speller)
    language = language_of(raw)
    raw = joined(raw, speller, lexicon, language)
    reader = _Reader(speller, lexicon, language)
    asked = reader.read(text, raw, speller.correct)
    guess: Callable[[str], str] = speller.guess
    if language not in {"en", lexicon.language}:
        guess = cognates(lexicon.vocabulary, guess)
    meant = reader.read(text, raw, guess)
    return asked if meant == asked else replace(asked, meant=meant)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads questions in a language against a course's words."""

    speller: Speller
    lexicon: Lexicon
    language: str

    def read(self, text: str, raw: Sequence[str], correct: Callable[[str], str]) -> Question:
        """The question whose words, folded, are `raw`; `correct` gives the course's word for one."""
        corrected = tuple(
            w if _is_numbered_work(raw[n : n + 2]) else self._corrected(w, raw[:n], correct)
            for n, w in enumerate(raw)
        )
        asks = self._asks(text, corrected)
        due = speaks_of_due(raw) or speaks_of_due(corrected)
        kept = tuple(_numbered(corrected, asks, self.language, due=due))
        if asks is Asks.COMPARISON:
            kept = tuple(w for w in kept if w not in _TELLS_APART) or kept
        else:
            kept = _either(kept, corrected)
        kept = self._with_their_names(kept, corrected)
        kept = self._with_what_is_counted(kept, corrected, asks) or self._only(corrected)
        if YES_OR_NO & set(corrected[:1]):
            kept = tuple(self._or_denied(w) for w in kept)
        unsaid = _HELD if asks is Asks.PERSON else frozenset({how_much(corrected)})
        kept = tuple(w for w in kept if w not in unsaid) or kept
        hints = tuple(w for w in corrected if (w in HINTS or w in unsaid) and w not in kept)
        if len(kept) == 1:
            kept = (_not_guessed(kept[0], raw, self.speller),)
        return Question(text, corrected, kept, asks, due, hints, self.language)

    def _with_their_names(self, kept: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
        """With words that mostly say little where the course has them in a name: "working memory"."""
        named: set[int] = set()
        for n, (one, other) in enumerate(pairwise(said)):
            if one in NAMING and other in kept and self.lexicon.pairs(one, other):
                named.add(n)
            if other in NAMING and one in kept and self.lexicon.pairs(one, other):
                named.add(n + 1)
        if not named:
            return tuple(kept)
        return tuple(w for n, w in enumerate(said) if w in kept or n in named)

    def _with_what_is_counted(
        self, kept: tuple[str, ...], said: Sequence[str], asks: Asks
    ) -> tuple[str, ...]:
        """ "How many stages of growth are there": the number is told of the stages."""
        found = _COUNTED.search(" ".join(said)) if asks is Asks.NUMBER else None
        if found is None or found[1] not in HINTS or not kept or not self.lexicon.knows(found[1]):
            return kept
        return (*kept, found[1]) if found[1] not in kept else kept

    def _only(self, said: Sequence[str]) -> tuple[str, ...]:
        """What alone was asked about, though it mostly says little: "what is a concept"."""
        left = [w for w in said if w not in FUNCTION_WORDS and w not in _DEFINES]
        alone = len(left) == 1 and left[0] in HINTS and not _POINTING & set(said)
        return tuple(left) if alone and len(said) > 1 and self.lexicon.knows(left[0]) else ()

    def _asks(self, text: str, said: Sequence[str]) -> Asks:
        """What is asked for; "switching costs" by itself names a thing and asks for no price."""
        asks = asks_of(fold(text), " ".join(said), self.language)
        if asks is Asks.PRICE and any(
            other in COSTS and one not in CARRIERS and self.lexicon.pairs(one, other)
            for one, other in pairwise(said)
        ):
            return asks if _HOW_MUCH & set(said) else Asks.ANYTHING
        if asks is Asks.ANYTHING and self._ends_with_time(said):
            return Asks.DATE
        if asks is Asks.COMPARISON and YES_OR_NO & set(said[:1]) and not _BETWEEN & set(said):
            return Asks.ANYTHING
        return asks

    def _ends_with_time(self, said: Sequence[str]) -> bool:
        """ "Exam time?" asks when it is; "reaction time" of a course that has it is a name."""
        return (
            self.language == "en"
            and len(said) > 1
            and said[-1] in _TIMES
            and not self.lexicon.pairs(said[-2], said[-1])
        )

    def _or_denied(self, word: str) -> str:
        """ "reliable|unreliable": whether it is so is answered by either."""
        denied = (f"{no}{word}" for no in ("un", "in", "im", "ir", "non", "non-"))
        found = next((w for w in denied if len(word) > _DENIABLE and self.lexicon.says(w)), None)
        return f"{word}|{found}" if found and " " not in word else word

    def _corrected(self, word: str, before: Sequence[str], correct: Callable[[str], str]) -> str:
        """The word that was meant, of the course or of those that carry questions: "stnad" is "stand"."""
        language = self.language
        if word in CHATTY or says_nothing(word, language) or self.speller.knows(word):
            return word
        if is_word(word) and self.lexicon.knows(word):
            return word
        found = correct(word)
        if found != word and is_name_of_its_own(word, found):
            return word
        if frequencies().get(word, 0) > _COMMON and language == "en":
            return found
        meant = nearest(word, before, carriers(language))
        if meant is None and found == word and language == "en" and not is_word(word):
            return as_usual_word(word)
        if meant is None:
            return found
        if found == word:
            return meant
        favour = 0 if meant in HINTS or found[0] == word[0] != meant[0] else 1
        return meant if distance(word, meant) < distance(word, found) + favour else found


def in_names(said: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """Words that mostly carry a question and that the course says beside one that does not: "time series"."""
    found = (
        (one, other)
        for one, other in pairwise(said)
        if {one, other} & NAMING and not {one, other} <= CARRIERS and lexicon.pairs(one, other)
    )
    return frozenset(word for pair in found for word in pair)


def _is_numbered_work(said: Sequence[str]) -> bool:
    """ "hw 2": homework, where "hw did it" is a slip of "how"."""
    return len(said) > 1 and said[0] in SHORT and said[1].isdigit()


def _not_guessed(only: str, raw: Sequence[str], speller: Speller) -> str:
    """As it was written, where all that is asked about was guessed among the words of English."""
    if only in raw or speller.knows(only):
        return only
    return next((w for w in raw if as_usual_word(w) == only), only)


def _numbered(corrected: Sequence[str], asks: Asks, language: str, *, due: bool) -> Iterator[str]:
    """The content words; a number stays with the word it counts: "tutorial 5" is one thing."""
    for n, word in enumerate(corrected):
        number = corrected[n + 1] if n + 1 < len(corrected) else ""
        if number.isdigit() and word.isalpha() and word not in FUNCTION_WORDS:
            yield f"{word} {number}"
        elif (
            word.isdigit()
            and n
            and corrected[n - 1].isalpha()
            and corrected[n - 1] not in FUNCTION_WORDS
        ):
            continue
        elif (
            _is_content(word, asks, language, due=due)
            or (asks is Asks.COMPARISON and word in _LENGTHS)
            or (word == "deal" and number == "with" and "the" not in corrected[n - 1 : n])
        ):
            yield word


def _either(content: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
    """ "In the matrix or the cytosol" as one thing to be spoken of: "matrix|cytosol"."""
    kept = list(content)
    for n, word in enumerate(said):
        left = next((w for w in reversed(said[:n]) if w not in FUNCTION_WORDS), "")
        right = next((w for w in said[n + 1 :] if w not in FUNCTION_WORDS), "")
        if word in _OR and left in kept and right in kept and left != right:
            kept[kept.index(left)] = f"{left}|{right}"
            kept.remove(right)
    return tuple(kept)


def _is_content(word: str, asks: Asks, language: str, *, due: bool) -> bool:
    if word in FUNCTION_WORDS or word in CHATTY or (len(word) == 1 and not word.isdigit()):
        return False
    if says_nothing(word, language):
        return False
    if due and word in DUE_WORDS:
        return False
    return not (asks is Asks.DATE and word in RELEASE_WORDS)
