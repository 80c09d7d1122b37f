"""Mending what a scan misread, on evidence only, with the original kept.

A dictionary speller breaks more words of a lecture than it mends. Here a token changes only where
(a) it breaks the pattern of its own family ("laaS" beside FaaS and CaaS), (b) an expansion must fit an
acronym the lecture uses ("Octaliner-as-a-Service" beside CaaS), or (c) it is no word, and one known
misreading away stands a word of this lecture. Real words are left and flagged where another would fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.footers import Consensus
from knowledge.fuzzy import ratio
from knowledge.model import Repair
from knowledge.words import frequencies, is_acronym, is_word

_TOKEN = re.compile(r"[^\W_]+(?:[-'’/][^\W_]+)*")
_SERVICE = re.compile(r"\b(?P<word>[A-Za-z]{4,})(?P<rest>-as-a-Service)\b", re.I)
_FAMILY = re.compile(r"^[A-Z][a-z]{0,2}aaS$|^[A-Z]aaS$")
_FAMILY_MISREAD = re.compile(r"^[l1|][a-z]?aaS$")
_MISREADINGS = (
    ("rn", "m"),
    ("cl", "d"),
    ("vv", "w"),
    ("ii", "u"),
    ("li", "h"),
    ("1", "l"),
    ("0", "o"),
    ("5", "s"),
    ("|", "l"),
    ("8", "B"),
    ("l", "i"),
    ("I", "l"),
    ("c", "e"),
    ("6", "b"),
)
_EXPANSION_LIKENESS = 70.0


@dataclass
class Repairer:
    """Mends texts of one document and keeps account of it."""

    vocabulary: Counter[str]
    services: frozenset[str]
    repairs: list[Repair] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @classmethod
    def learn(cls, lines: Sequence[str], consensus: Consensus) -> Repairer:
        """Take the document's own words as evidence."""
        tokens = [t for line in lines for t in _TOKEN.findall(line)]
        words = Counter(t.casefold() for t in tokens if t.isalpha() and len(t) > 2)
        families = frozenset(t for t in tokens if _FAMILY.match(t))
        repairer = cls(words, families)
        repairer.flags += list(_suspicious(lines))
        return repairer

    def mend(self, text: str, line: int) -> str:
        """`text` with its misread tokens repaired; each repair is noted with its evidence."""
        text = _SERVICE.sub(lambda m: self._service(m, line), text)
        return _TOKEN.sub(lambda m: self._token(m[0], line), text)

    def _note(self, old: str, new: str, evidence: str, line: int) -> str:
        self.repairs.append(Repair(old, new, evidence, line))
        return new

    def _service(self, found: re.Match[str], line: int) -> str:
        word = found["word"]
        if is_word(word):
            return found[0]
        fits = [
            (ratio(word.casefold(), known), known)
            for known in self.vocabulary
            for singular in (known.rstrip("s"),)
            if f"{singular[:1].upper()}aaS" in self.services and is_word(known)
        ]
        best = max(fits, default=(0.0, ""))
        if best[0] < _EXPANSION_LIKENESS:
            return found[0]
        right = best[1].rstrip("s").capitalize()
        evidence = f"not a word; the lecture has {right[0]}aaS, and “{best[1]}” is its closest word with that letter"
        return self._note(found[0], right + found["rest"], evidence, line)

    def _token(self, token: str, line: int) -> str:
        if _FAMILY_MISREAD.match(token) and self.services:
            family = ", ".join(sorted(self.services))
            evidence = f"the lecture's other “as a Service” acronyms begin with a capital: {family}"
            return self._note(token, "I" + token[1:], evidence, line)
        if not self._is_suspect(token):
            return token
        right = self._one_misreading_away(token)
        if right is None:
            return token
        evidence = f"not a word; one known misreading away from “{right}”, which the lecture uses"
        return self._note(token, _like(token, right), evidence, line)

    def _is_suspect(self, token: str) -> bool:
        lower = token.casefold()
        alone = self.vocabulary[lower] <= 1
        mixed = any(c.isalpha() for c in token) and any(c.isdigit() for c in token)
        plain = len(token) > 3 and (
            token.islower() or token.istitle() or (mixed and token[1:].islower())
        )
        return alone and plain and not is_acronym(token) and not is_word(token)

    def _one_misreading_away(self, token: str) -> str | None:
        lower = token.casefold()
        found = {c for c in _misreadings_of(token) if c in self.vocabulary and c != lower}
        known = [c for c in sorted(found) if is_word(c) or self.vocabulary[c] > 1]
        return max(known, key=lambda c: (self.vocabulary[c], frequencies().get(c, 0)), default=None)


def _misreadings_of(token: str) -> Iterator[str]:
    for wrong, right in _MISREADINGS:
        for old, new in ((wrong, right), (right, wrong)):
            at = token.find(old)
            while at >= 0:
                yield (token[:at] + new + token[at + len(old) :]).casefold()
                at = token.find(old, at + 1)


def _like(token: str, word: str) -> str:
    return word.capitalize() if token[:1].isupper() else word


def _suspicious(lines: Sequence[str]) -> Iterator[str]:
    """Things that look wrong but are left: real words, and numbers that disagree."""
    for line in lines:
        words = line.split()
        if len(words) > 2 and is_acronym(words[0]) and words[2][:1].isupper():
            verb = words[1].removesuffix("rs") + "s"
            if words[1].endswith("ers") and is_word(words[1]) and is_word(verb):
                yield f"“{words[0]} {words[1]} …”: “{verb}” would fit, but “{words[1]}” is a word; left as it is"
    yield from _same_remainder(lines)


def _same_remainder(lines: Sequence[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for line in lines:
        head, dash, rest = line.partition(" - ")
        if not dash or not re.search(r"\d", head) or len(rest) < 8:
            continue
        if rest in seen and seen[rest] != head:
            yield f"“{seen[rest]}” and “{head}” stand before the same text; left as they are"
        seen.setdefault(rest, head)
