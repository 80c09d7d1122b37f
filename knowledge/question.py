"""What a question asks for: its content terms, the kind of answer wanted, and who it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from knowledge.normalise import fold, words
from knowledge.spelling import Speller
from knowledge.words import FUNCTION_WORDS, is_word

MAX_WORDS = 60


class Asks(StrEnum):
    """The kind of thing that would answer."""

    ANYTHING = "anything"
    DEFINITION = "definition"
    EXPANSION = "expansion"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    PRICE = "price"
    NUMBER = "number"
    REASON = "reason"
    LIST = "list"
    COMPARISON = "comparison"
    HOW_TO = "how to"


_CHATTY = frozenset(
    """good evening morning afternoon night many much thank excuse sorry assistant yo sup dear lectern deal part parts piece pieces came come pls please plz hi hey hello thanks thx help tell explain describe define definition mean means meaning meant
    know understand want need say says said mention mentioned mentions talk talks covered cover covers lecture lectures
    lecturer slide slides deck class course prof professor exactly basically really actually thing things stuff kind
    kinds component components sort type types example examples sth something anything everything again quick question wondering wonder
    anyone someone idk wtf lol btw asap whats what's wats wat waht whos who's hows how's wheres whens when's wehn whne
    whn wen wht wats dis teh u r ur im i'm cant can't don't dont doesnt doesn't isnt isn't does're got gotta gimme give
    show find look let lets remind summary summarize summarise info information details detail bit lot remember
    difference differences differ diff compare compared comparison versus vs between similar list name names call called
    many much long often get go going do doing done make use used uses using work works working happen happens
    stand stands stood abbreviation acronym short full form one ones two way ways point idea purpose basic basics
    simple word words term terms topic topics subject learn taught teach about right wrong correct true false ok okay yes yeah also else kindly actual concept""".split()
)
TIME_WORDS = frozenset(
    """today tonight tomorrow week weeks day days now soon upcoming next current currently month semester term
    due deadline deadlines monday tuesday wednesday thursday friday saturday sunday weekend date dates time year anything midnight noon
    assignment assignments stuff heute morgen""".split()
)
AGENDA_WORDS = frozenset("agenda agendas outline objective objectives".split())
_RELEASE = frozenset(
    """release released launch launched come came out introduced introduce available appear appeared
    add added create created found founded start old started publish published merge merged""".split()
)
_COUNTED = frozenset(
    """tutorial chapter lecture lesson week assignment homework question lab slide part unit module topic
    exercise problem project section quiz""".split()
)
_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        map(str, range(1, 13)),
        strict=True,
    )
)
_DUE = frozenset(
    "due deadline deadlines submit submission handin turn hand fällig abgabe entrega rendre".split()
)
_PATTERNS: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    (
        Asks.EXPANSION,
        re.compile(
            r"\bstands? (?:for|4)\b|\b(?:acronym|abbreviation|short|abbreviated)\b.*\bfor\b|\bspelled? out\b|\bfull (?:form|name)\b|\bacronym\b|\babbreviation\b"
        ),
    ),
    (
        Asks.COMPARISON,
        re.compile(r"\bdiff(?:er\w*)?\b|\bvs\.?\b|\bversus\b|\bcompared?\b|\bcomparison\b"),
    ),
    (
        Asks.PRICE,
        re.compile(
            r"\bhow (?:much|expensive)\b.*\b(?:cost|pay|price|is it|charge)|\bcosts?\b|\bprices?\b|\bpricing\b|\bexpensive\b|\bcheap\b"
        ),
    ),
    (
        Asks.NUMBER,
        re.compile(
            r"\bhow (?:many|long|often|fast|big|large|much)\b|\bnumber of\b|\bwhich version\b|\bwhat version\b|\bwhat port\b|\bwhich port\b"
        ),
    ),
    (
        Asks.PERSON,
        re.compile(
            r"^(?:so |and |but |hey |hi )*who(?:'s|s)?\b|\bwhose\b|\bby whom\b|\bwhich (?:person|company|companies)\b"
        ),
    ),
    (
        Asks.PLACE,
        re.compile(r"^(?:so |and |hey )*wheres?\b|\bwhere(?:'s)?\b|\bwhich room\b|\bwhat room\b"),
    ),
    (
        Asks.DATE,
        re.compile(
            r"\bwh(?:en|ens|en's|ne|n)\b|\bwehns?\b|\bwens?\b|\bhow old\b|\byear\b|\bwhat (?:day|date|time|year)\b|\bwhich (?:day|date|year)\b|\bdeadlines?\b|\bdue\b|\bhow (?:soon|late)\b|\bwhat'?s due\b|\btill when\b|\bby when\b|\bdates?\b"
        ),
    ),
    (Asks.REASON, re.compile(r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat for\b")),
    (
        Asks.HOW_TO,
        re.compile(
            r"\bhow (?:do|can|should|would|to) (?:i|we|you|one|u)\b|\bhow to\b|\bsteps to\b"
        ),
    ),
    (
        Asks.LIST,
        re.compile(
            r"\b(?:which|what)\b.*\b(?:are there|exist|services|offerings|kinds|types|verbs|methods|options|examples|alternatives|tutorials|things)\b|\blist\b|\bname (?:all|the|some)\b|\ball (?:the|of)\b|\bwhat (?:are|r) the\b"
        ),
    ),
    (
        Asks.DEFINITION,
        re.compile(
            r"\b(?:what|wat|waht|wht|wats|whats|what's)\b(?: exactly)?(?: is| are| r| was| does .* mean)?|\bdefin\w+\b|\bmean(?:s|ing)?\b|\bexplain\b|\bdescribe\b|\btell me about\b"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question. `content` holds the words that the answer must speak of, corrected."""

    text: str
    words: tuple[str, ...]
    content: tuple[str, ...]
    asks: Asks
    about_due: bool


def parse(text: str, speller: Speller) -> Question:
    """The question as corrected words; what is asked for is read off the uncorrected text too."""
    raw = [part for w in words(text)[:MAX_WORDS] for part in _parted(w.removesuffix("'s"), speller)]
    raw = _joined(raw, speller)
    raw = _in_digits(raw)
    corrected = tuple(_corrected(w, speller) for w in raw)
    asks = _asks(fold(text), " ".join(corrected))
    due = any(w in _DUE for w in (*raw, *corrected))
    content = tuple(_numbered(corrected, asks, due=due))
    return Question(text, corrected, content, asks, about_due=due)


def _corrected(word: str, speller: Speller) -> str:
    """The course's word that was meant; else the question's own word: "stnad" is "stand"."""
    if word in _CHATTY:
        return word
    found = speller.correct(word)
    return found if found != word or is_word(word) else _asking_words().correct(word)


@cache
def _asking_words() -> Speller:
    speller = Speller()
    speller.add(w for w in _CHATTY | FUNCTION_WORDS | TIME_WORDS | _DUE if is_word(w))
    return speller


def _numbered(corrected: Sequence[str], asks: Asks, *, due: bool) -> Iterator[str]:
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
        elif _is_content(word, asks, due=due):
            yield word


def _parted(word: str, speller: Speller) -> list[str]:
    """ "ch5" as "ch 5", unless the course writes it so: "s3"."""
    found = re.fullmatch(r"([a-z]{2,})(\d{1,2})", word)
    return [found[1], found[2]] if found and not speller.knows(word) else [word]


def _in_digits(raw: Sequence[str]) -> list[str]:
    """ "tutorial five" as "tutorial 5"."""
    return [
        _NUMBERS.get(word, word) if n and raw[n - 1] in _COUNTED else word
        for n, word in enumerate(raw)
    ]


def _joined(raw: Sequence[str], speller: Speller) -> list[str]:
    """ "virtual box" where the course writes VirtualBox: two words as the one it knows."""
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
        else:
            out.append(word)
    return out


def _asks(raw: str, corrected: str) -> Asks:
    for asks, pattern in _PATTERNS:
        if pattern.search(raw) or pattern.search(corrected):
            return asks
    return Asks.ANYTHING


def _is_content(word: str, asks: Asks, *, due: bool) -> bool:
    if word in FUNCTION_WORDS or word in _CHATTY or (len(word) == 1 and not word.isdigit()):
        return False
    if due and word in _DUE:
        return False
    return not (asks is Asks.DATE and word in _RELEASE)
