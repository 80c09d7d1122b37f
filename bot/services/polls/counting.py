"""What a poll's ballots come to. Pure: from a poll and its ballots to a `Tally`, in whatever order they come."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import mean, median
from typing import Any

from bot.services.papers.counting import paper_tally
from bot.services.polls.ports import (
    MULTI,
    PAPER,
    QUESTION,
    QUIZ,
    RANKED,
    SCALE,
    SINGLE,
    TEXT,
    WORDS,
    Ballot,
    Option,
    Poll,
)
from bot.services.polls.runoff import run_off
from bot.services.polls.tally import Tally
from bot.services.quizzes.live.scoring import quiz_tally

MOST_WORDS = 5
"""So many of a person's words are counted."""
_BETWEEN_WORDS = re.compile(r"[,;，、；\n]+")
_AT_THE_END = " .!?…。！？"
_ACRONYM = 4
"""So many capitals are a name, such as ECTS; more are shouting."""


def tally(poll: Poll, ballots: Sequence[Ballot]) -> Tally:
    """The result so far. Votes for options that were removed do not count, nor those who chose nothing else."""
    counted = _COUNTED.get(poll.kind)
    if counted is not None:
        live = _live(poll)
        return counted(poll, [these for ballot in ballots if (these := _among(live, ballot))])
    texts = [said for ballot in ballots if (said := str(ballot.choice.get("text") or "").strip())]
    if poll.kind == TEXT:
        return Tally(len(texts), texts=grouped(texts))
    if poll.kind == WORDS:
        return Tally(len(texts), texts=grouped(w for text in texts for w in words_of(text)))
    if poll.kind == PAPER:
        return paper_tally(poll, ballots)
    if poll.kind in (QUIZ, QUESTION):
        return quiz_tally(poll, ballots)
    raise ValueError(f"polls of kind {poll.kind} are of a newer replica, which counts them")


def count(poll: Poll, ballots: Sequence[Ballot]) -> Mapping[str, Any]:
    """The same as JSON, to be kept."""
    return tally(poll, ballots).to_json()


def picked(poll: Poll, ballot: Ballot) -> tuple[str, ...]:
    """Ids of the options that somebody chose and that are still there, in their order, each once."""
    return _among(_live(poll), ballot)


def _live(poll: Poll) -> frozenset[str]:
    return frozenset(option.id for option in poll.shown)


def _among(live: frozenset[str], ballot: Ballot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o for o in ballot.choice.get("picked") or () if o in live))


def value_of(option: Option) -> int:
    """The number that an option of a scale stands for."""
    return int(option.text)


def _choices(poll: Poll, chosen: Sequence[Sequence[str]]) -> Tally:
    counts = _counts(poll, (o for one in chosen for o in one))
    most = max(counts.values(), default=0)
    winners = tuple(o for o, n in counts.items() if n == most > 0)
    return Tally(len(chosen), counts, winners=winners)


def _ranked(poll: Poll, chosen: Sequence[Sequence[str]]) -> Tally:
    rounds, winners = run_off([option.id for option in poll.shown], chosen)
    counts = _counts(poll, (ranking[0] for ranking in chosen))
    return Tally(len(chosen), counts, rounds=rounds, winners=winners)


def _scale(poll: Poll, chosen: Sequence[Sequence[str]]) -> Tally:
    """No number wins: the mean and the median say what it came to."""
    numbers = {option.id: value_of(option) for option in poll.shown}
    said = [numbers[one[0]] for one in chosen]
    counts = _counts(poll, (one[0] for one in chosen))
    if not said:
        return Tally(counts=counts)
    return Tally(len(said), counts, mean=mean(said), median=median(said))


def _counts(poll: Poll, chosen: Iterable[str]) -> dict[str, int]:
    """Votes by option, in the options' order, zeros too."""
    counted = Counter(chosen)
    return {option.id: counted[option.id] for option in poll.shown}


_COUNTED: dict[str, Callable[[Poll, Sequence[Sequence[str]]], Tally]] = {
    SINGLE: _choices,
    MULTI: _choices,
    RANKED: _ranked,
    SCALE: _scale,
}


# Text and words


def words_of(text: str, most: int = MOST_WORDS) -> tuple[str, ...]:
    """Somebody's words, or short phrases, between commas, semicolons or lines; each once, so many at most."""
    once: dict[str, str] = {}
    for part in _BETWEEN_WORDS.split(text):
        if key := normalised(part):
            once.setdefault(key, " ".join(part.split()))
    return tuple(once.values())[:most]


def normalised(text: str) -> str:
    """What two answers have in common that say the same: letter case, white space and a full stop make no difference."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return plain.rstrip(_AT_THE_END) or plain


def grouped(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Texts that are equal when normalised, with how many; the most frequent first, then by the alphabet.

    Written as most wrote it, so that neither the order nor the spelling tells who came first.
    """
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        spellings.setdefault(normalised(text), Counter())[" ".join(text.split())] += 1
    ordered = sorted(spellings.items(), key=lambda one: (-one[1].total(), one[0]))
    return tuple((_most_written(written), written.total()) for _, written in ordered)


def _most_written(written: Counter[str]) -> str:
    """Of those that are as frequent: one that neither shouts nor ends in a full stop."""
    return min(written, key=lambda text: (-written[text], _is_loud(text), text))


def _is_loud(text: str) -> bool:
    return text.endswith((".", "!", "…", "。", "！")) or (text.isupper() and len(text) > _ACRONYM)
