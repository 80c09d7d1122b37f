"""What a question asks for: its content terms, the kind of answer wanted, and who it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from knowledge.asks import YES_OR_NO, Asks, asks_of
from knowledge.cognates import cognates
from knowledge.coverage import Lexicon
from knowledge.hints import HINTS
from knowledge.languages import language_of, says_nothing, words_of
from knowledge.normalise import fold, words
from knowledge.numerals import with_digits
from knowledge.shorthand import SHORT
from knowledge.slips import as_usual_word, distance, is_name_of_its_own, nearest
from knowledge.spelling import Speller
from knowledge.strangers import SURE, slip_cost
from knowledge.words import FUNCTION_WORDS, frequencies, is_word

__all__ = [
    "AGENDA_WORDS",
    "CARRIERS",
    "MAX_WORDS",
    "RELEASE_WORDS",
    "TIME_WORDS",
    "Asks",
    "Question",
    "parse",
]

MAX_WORDS = 60
_CHAT = frozenset(
    """good evening morning afternoon night thank excuse sorry assistant yo sup dear lectern deal came come pls please
    plz hi hey hello thanks thx help tell explain describe define definition mean means meaning meant know understand
    need want say says said mention mentioned mentions talk talks covered cover covers lecture lectures lecturer slide
    slides deck class course prof professor exactly basically really actually sth something anything everything again
    quick question wondering wonder anyone someone idk wtf lol btw asap whats what's wats wat waht whos who's hows
    how's wheres whens when's wehn whne whn wen wht wats dis teh u r ur im i'm cant can't don't dont doesnt doesn't
    isnt isn't does're got gotta gimme give show find look let lets remind info information details bit lot remember
    difference differences differ diff compare compared comparison versus vs between many much often stand stands stood
    abbreviation acronym learn taught teach about ok okay yes yeah also else kindly call called actual doing going
    don't please hint supposed""".split()
)
_CHATTY = _CHAT | HINTS
CARRIERS = _CHATTY | FUNCTION_WORDS
"""English words that carry a question and say nothing, or little, of its subject."""
TIME_WORDS = frozenset(
    """today tonight tomorrow week weeks day days now soon upcoming next current currently month semester term
    due deadline deadlines monday tuesday wednesday thursday friday saturday sunday weekend date dates time year anything midnight noon
    assignment assignments stuff heute morgen""".split()
)
AGENDA_WORDS = frozenset("agenda agendas outline objective objectives".split())
RELEASE_WORDS = frozenset(
    """release released launch launched come came out introduced introduce available appear appeared
    add added create created found founded start old started publish published merge merged since
    invented described discovered born established developed proposed appeared patented entered force""".split()
)
_DENIABLE = 3
_LENGTHS = frozenset({"short", "long"})
_HELD = frozenset("holds hold held gives gave teaches leads".split())
"""What a person does with an event, and what a slide leaves out: "Office hours: Dr. Hale"."""
_COMMON = 3_000_000
"""Counted so often, an English word is meant as it stands; "wheen" and "dors" are slips."""
_OR = frozenset({"or", "oder", "o", "ou"})
_DUE = frozenset(
    "due deadline deadlines submit submission handin turn hand fällig abgabe entrega rendre".split()
)


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
    def is_yes_or_no(self) -> bool:
        """ "Does an offer bind?"; not "is it red or blue?"."""
        return bool(YES_OR_NO & set(self.words[:1])) and not _OR & set(self.words)


def parse(text: str, speller: Speller, lexicon: Lexicon) -> Question:
    """The question as corrected words; what is asked for is read off the uncorrected text too.

    `speller` knows the course's words, `lexicon` also what is the same in other forms.
    """
    raw = [part for w in words(text)[:MAX_WORDS] for part in _parted(w.removesuffix("'s"), speller)]
    language = language_of(raw)
    raw = _joined(_elided(_spaced(raw, speller, language), language), speller, lexicon)
    raw = with_digits(raw, lexicon.pairs)
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
        asks = asks_of(fold(text), " ".join(corrected), self.language)
        due = any(w in _DUE for w in (*raw, *corrected))
        kept = tuple(_numbered(corrected, asks, self.language, due=due))
        if asks is not Asks.COMPARISON:
            kept = _either(kept, corrected)
        kept = self._with_their_names(kept, corrected)
        if YES_OR_NO & set(corrected[:1]):
            kept = tuple(self._or_denied(w) for w in kept)
        unsaid = _HELD if asks is Asks.PERSON else frozenset[str]()
        kept = tuple(w for w in kept if w not in unsaid) or kept
        hints = tuple(w for w in corrected if (w in HINTS or w in unsaid) and w not in kept)
        if len(kept) == 1:
            kept = (_not_guessed(kept[0], raw, self.speller),)
        return Question(text, corrected, kept, asks, due, hints, self.language)

    def _with_their_names(self, kept: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
        """With words that mostly say little where the course has them in a name: "working memory"."""
        named: set[int] = set()
        for n, (one, other) in enumerate(pairwise(said)):
            if one in HINTS and other in kept and self.lexicon.pairs(one, other):
                named.add(n)
            if other in HINTS and one in kept and self.lexicon.pairs(one, other):
                named.add(n + 1)
        if not named:
            return tuple(kept)
        return tuple(w for n, w in enumerate(said) if w in kept or n in named)

    def _or_denied(self, word: str) -> str:
        """ "reliable|unreliable": whether it is so is answered by either."""
        denied = (f"{no}{word}" for no in ("un", "in", "im", "ir", "non", "non-"))
        found = next((w for w in denied if len(word) > _DENIABLE and self.lexicon.says(w)), None)
        return f"{word}|{found}" if found and " " not in word else word

    def _corrected(self, word: str, before: Sequence[str], correct: Callable[[str], str]) -> str:
        """The word that was meant, of the course or of those that carry questions: "stnad" is "stand"."""
        language = self.language
        if word in _CHATTY or says_nothing(word, language) or self.speller.knows(word):
            return word
        if is_word(word) and self.lexicon.knows(word):
            return word
        found = correct(word)
        if found != word and is_name_of_its_own(word, found):
            return word
        if frequencies().get(word, 0) > _COMMON and language == "en":
            return found
        meant = nearest(word, before, _carriers(language))
        if meant is None and found == word and language == "en" and not is_word(word):
            return as_usual_word(word)
        if meant is None:
            return found
        if found == word:
            return meant
        favour = 0 if meant in HINTS or found[0] == word[0] != meant[0] else 1
        return meant if distance(word, meant) < distance(word, found) + favour else found


def _is_numbered_work(said: Sequence[str]) -> bool:
    """ "hw 2": homework, where "hw did it" is a slip of "how"."""
    return len(said) > 1 and said[0] in SHORT and said[1].isdigit()


def _spaced(raw: Sequence[str], speller: Speller, language: str) -> list[str]:
    """ "wha tblock" as "what block": a space that slipped by one letter."""

    def known(word: str) -> bool:
        return word in _carriers(language) or speller.knows(word)

    out: list[str] = []
    for word in raw:
        left = out[-1] if out else ""
        if left and not (known(left) and known(word)) and left.isalpha() and word.isalpha():
            moved = (left + word[0], word[1:]), (left[:-1], left[-1] + word)
            for one, other in moved:
                if len(other) > 1 and known(one) and known(other):
                    out[-1], word = one, other  # noqa: PLW2901
                    break
        out.append(word)
    return out


def _elided(raw: Sequence[str], language: str) -> list[str]:
    """French "l'examen" as "l" and "examen"."""
    if language != "fr":
        return list(raw)
    return [part for w in raw for part in (w.split("'", 1) if "'" in w else [w])]


def _not_guessed(only: str, raw: Sequence[str], speller: Speller) -> str:
    """As it was written, where all that is asked about was guessed among the words of English."""
    if only in raw or speller.knows(only):
        return only
    return next((w for w in raw if as_usual_word(w) == only), only)


@cache
def _carriers(language: str) -> tuple[str, ...]:
    own = words_of(language) if language != "en" else frozenset[str]()
    english = frozenset(w for w in _CHATTY | FUNCTION_WORDS | TIME_WORDS | _DUE if is_word(w))
    return tuple(sorted(own or english))


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


def _parted(word: str, speller: Speller) -> list[str]:
    """ "ch5" as "ch 5", "microvm" as "micro vm", unless the course writes it so: "s3"."""
    if speller.knows(word):
        return [word]
    found = re.fullmatch(r"([a-z]{2,})(\d{1,2})", word)
    if found:
        return [found[1], found[2]]
    if word in _CHATTY or is_word(word) or 0 < slip_cost(word, speller.correct(word)) <= SURE:
        return [word]
    for at in range(len(word) - 2, 2, -1):
        if speller.knows(word[:at]) and speller.knows(word[at:]):
            return [word[:at], word[at:]]
    return [word]


def _joined(raw: Sequence[str], speller: Speller, lexicon: Lexicon) -> list[str]:
    """ "virtual box" where the course writes VirtualBox, "short day" where it writes short-day."""
    out: list[str] = []
    for word in raw:
        pair = out[-1] + word if out else ""
        if (
            out
            and len(pair) > 5
            and speller.knows(pair)
            and not (speller.knows(word) and speller.knows(out[-1]))
        ):
            out[-1] = pair
        elif out and not {out[-1], word} & FUNCTION_WORDS and lexicon.says(f"{out[-1]}-{word}"):
            out[-1] = f"{out[-1]}-{word}"
        else:
            out.append(word)
    return out


def _is_content(word: str, asks: Asks, language: str, *, due: bool) -> bool:
    if word in FUNCTION_WORDS or word in _CHATTY or (len(word) == 1 and not word.isdigit()):
        return False
    if says_nothing(word, language):
        return False
    if due and word in _DUE:
        return False
    return not (asks is Asks.DATE and word in RELEASE_WORDS)
