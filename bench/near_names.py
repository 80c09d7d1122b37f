"""Is a name that the course lacks taken for a slip of a near one that it has? And are slips undone?

Foreign names: real near terms of other subjects (`bench/questions/near-names.tsv`, either way round),
English words and regular derivations of them that are one or two letters from a term that a course of
`bench/questions/` answers. Slips: those of keyboards and those of people who spell by ear, in the same terms.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bench.course import FOLDER, NOW, courses
from bench.data import slip
from bench.table import print_table
from knowledge.course import Course
from knowledge.entries import make_entries
from knowledge.model import Build, Bullet, Slide
from knowledge.normalise import forms, line_words
from knowledge.words import FUNCTION_WORDS, frequencies

ASKED = ("what is {}", "define {}", "how does {} work")
MOST = 40
_RARE = 20_000
_SOUNDS = (
    ("ei", "ie"), ("ie", "ei"), ("ance", "ence"), ("ence", "ance"), ("tion", "sion"), ("ph", "f"), ("isa", "iza"),
    ("vis", "viz"), ("ck", "k"), ("c", "k"), ("y", "i"), ("er", "or"), ("or", "er"), ("el", "al"), ("al", "el"),
    ("ite", "ate"), ("ing", "eing"), ("e", "i"), ("a", "e"), ("i", "e"), ("o", "u"), ("ss", "s"), ("ll", "l"),
    ("mm", "m"), ("tt", "t"), ("l", "ll"), ("s", "ss"), ("r", "rr"),
)  # fmt: skip
_ENDINGS = ("ing", "er", "able", "ize", "izer", "ist", "less")


@dataclass(frozen=True)
class Tried:
    """A term that a course answers, and something near it that is asked instead."""

    course: Course
    term: str
    instead: str
    asked: str = ASKED[0]

    def is_answered(self) -> bool:
        return self.course.ask(self.asked.format(self.instead), now=NOW).answered

    def is_rescued(self) -> bool:
        """Does it get the answer that the term gets?"""
        meant = self.course.ask(self.asked.format(self.term), now=NOW)
        given = self.course.ask(self.asked.format(self.instead), now=NOW)
        return given.answered and given.quote == meant.quote


def pairs() -> list[tuple[str, str]]:
    """The near terms, each pair once."""
    lines = (FOLDER / "near-names.tsv").read_text(encoding="utf-8").splitlines()
    return [(known, foreign) for known, _, foreign in (x.partition("\t") for x in lines)]


def of_pairs(found: Sequence[tuple[str, str]]) -> Iterator[Tried]:
    """Courses that have one of each pair, asked for the other, each question in one of three ways."""
    for n, (known, foreign) in enumerate([*found, *((b, a) for a, b in found)]):
        yield Tried(_course_about(known), known, foreign, ASKED[n % len(ASKED)])


@cache
def _course_about(term: str) -> Course:
    """A lecture on one term and three that nobody asks for."""
    told = {
        term: f"{term.capitalize()} is the subject of this lecture: how it came about and what it does",
        "history": "The first half of the century, told by those who were there",
        "homework": "Problems 3 and 4, handed in on paper",
        "outlook": "What comes after the break",
    }
    slides = tuple(Slide("a", title.capitalize(), (Bullet(x),)) for title, x in told.items())
    build = Build(slides=slides, entries=make_entries(slides, (), ()))
    return Course.from_build(build, code="", name="", timezone="UTC")


def terms_of(course: Course) -> list[str]:
    """Words of the course, from its titles and headings, that it answers by themselves."""
    heads = (
        part
        for s in course.build.quoted
        for part in (s.title, *(b.text.split(":")[0] for b in s.bullets if ":" in b.text[:40]))
    )
    counted = Counter(w for head in heads for w in line_words(head))
    usable = sorted(w for w in counted if len(w) > 4 and w.isalpha() and w not in FUNCTION_WORDS)
    return [w for w in usable if course.ask(ASKED[0].format(w), now=NOW).answered]


def near_english(course: Course, terms: Sequence[str], rng: random.Random) -> list[Tried]:
    """English words that the course lacks, one or two letters from its terms."""
    return _near(course, terms, _english(), rng)


def near_derived(course: Course, terms: Sequence[str], rng: random.Random) -> list[Tried]:
    """Regular derivations that no list has: "sharding"."""
    return _near(course, terms, _derived(), rng)


def _near(
    course: Course, terms: Sequence[str], words: Sequence[str], rng: random.Random
) -> list[Tried]:
    found = []
    for term in terms:
        close = process.extract(term, words, scorer=OSA.distance, score_cutoff=2, limit=40)
        strange = [w for w, d, _ in close if d and not course.known.lexicon.knows(w)]
        strange = [w for w in strange if forms(w) != forms(term) and w.rstrip("s") != term]
        for word in rng.sample(strange, min(2, len(strange))):
            found.append(Tried(course, term, word))
    return rng.sample(found, min(MOST, len(found)))


@cache
def _english() -> list[str]:
    return sorted(w for w, n in frequencies().items() if len(w) > 4 and n > _RARE and w.isalpha())


@cache
def _derived() -> list[str]:
    roots = [w for w in _english() if re.search(r"[^aeiouyw][^aeiouyws]$", w) and len(w) < 9]
    made = {root + ending for root in roots for ending in _ENDINGS}
    return sorted(made - frequencies().keys())


def typed(term: str, slips: int, seed: int) -> str:
    """The term with slips of the keyboard; a real word that comes of it is tried again."""
    for again in range(20):
        out = slip(term, slips, seed + 100 * again)
        if out != term and out not in frequencies():
            return out
    return term


def by_ear(term: str, rng: random.Random) -> str:
    """The term as somebody spells it who has only heard it."""
    ways = [(a, b) for a, b in _SOUNDS if a in term[1:]]
    for a, b in rng.sample(ways, len(ways)):
        at = rng.choice([m.start() for m in re.finditer(a, term) if m.start()])
        out = term[:at] + b + term[at + len(a) :]
        if out != term and out not in frequencies():
            return out
    return term


def any_letter(term: str, rng: random.Random) -> str:
    """The term with one of its letters, not the first, replaced by any other."""
    at = rng.randrange(1, len(term))
    out = term[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + term[at + 1 :]
    return out if out not in frequencies() else term


SLIPS: dict[str, Callable[[str, random.Random], str]] = {
    "1 slip": lambda term, rng: typed(term, 1, rng.randrange(99)),
    "2 slips": lambda term, rng: typed(term, 2, rng.randrange(99)),
    "by ear": by_ear,
    "any letter": any_letter,
}


def slipped(course: Course, terms: Sequence[str], way: str, rng: random.Random) -> list[Tried]:
    """Terms of the course with slips in them."""
    made = ((term, SLIPS[way](term, rng)) for term in terms)
    return [Tried(course, t, w) for t, w in made if w != t and not course.known.lexicon.knows(w)]


def tried() -> dict[str, list[Tried]]:
    """All that is asked, by kind; the same each time."""
    found: dict[str, list[Tried]] = {"near terms": list(of_pairs(pairs()))}
    for name, build, _ in courses():
        course = Course.from_build(build, code="", name="", timezone="UTC")
        if course.known.lexicon.language != "en":
            continue
        rng = random.Random(name)
        terms = terms_of(course)
        terms = sorted(rng.sample(terms, min(60, len(terms))))
        found.setdefault("English words", []).extend(near_english(course, terms, rng))
        found.setdefault("derived words", []).extend(near_derived(course, terms, rng))
        for way in SLIPS:
            found.setdefault(way, []).extend(slipped(course, terms, way, rng))
    return found


def run() -> None:
    """How many foreign names are answered as something else, how many slips are undone."""
    rows = []
    for kind, asked in tried().items():
        wrong = kind not in SLIPS
        hits = [t.is_answered() if wrong else t.is_rescued() for t in asked]
        share = sum(hits) / max(1, len(hits))
        rows.append(
            [kind, str(len(hits)), f"{share:.1%}" if wrong else "", "" if wrong else f"{share:.1%}"]
        )
    print_table("Near names", ["", "asked", "answered as another", "put right"], rows)
