"""Is a student's question answered from the right slide, in the right words, or declined?

Questions lie in `bench/questions/*.jsonl`: the first line names the course's files (under
`bench/questions/` or among the shared decks), each other line is a question with parts of the slide's
title and of the words that answer, or of the kind "none" where the course does not say. The peers
rank whole slides and never decline.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rank_bm25 import BM25Okapi
from rapidfuzz import fuzz, process, utils

from bench.data import DATA, slip
from bench.table import print_table
from knowledge.build import read_course
from knowledge.course import Course
from knowledge.model import Build, Slide
from knowledge.normalise import fold, terms

FOLDER = Path(__file__).parent / "questions"
RESULTS = Path(__file__).parent / "results"
NOW = datetime(2024, 1, 1, tzinfo=UTC)
KINDS = ("clean", "1 slip", "2 slips", "misspelt", "paraphrase", "story")


@dataclass(frozen=True)
class Asked:
    """A question: what the slide's title and the quotation must hold one of; "none" has no answer."""

    text: str
    kind: str
    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def is_right(self, title: str, quote: str) -> bool:
        """Does a quotation from a slide of this title answer it?"""
        return _holds(title, self.titles) and _holds(quote, self.words)


@dataclass(frozen=True)
class Given:
    """What came back: the quoted slides' titles and words, or that it was declined."""

    answered: bool
    title: str = ""
    quote: str = ""


Ask = Callable[[str], Given]


def _holds(text: str, parts: Sequence[str]) -> bool:
    return not parts or any(fold(part) in fold(text) for part in parts)


def courses() -> Iterator[tuple[str, Build, list[Asked]]]:
    """Each course whose files are there, read, with its questions."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        head, *rows = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines()]
        files = [_found(name) for name in head["files"]]
        if all(file.exists() for file in files):
            yield path.stem, read_course(files), list(_with_slips(rows))


def _found(name: str) -> Path:
    own = FOLDER / name
    return own if own.exists() else DATA / "decks" / name


def _with_slips(rows: Sequence[dict[str, Any]]) -> Iterator[Asked]:
    for row in rows:
        rest = tuple(row.get("titles", ())), tuple(row.get("words", ()))
        yield Asked(row["q"], row["kind"], *rest)
        if row["kind"] == "clean":
            yield Asked(slip(row["q"], 1, 1), "1 slip", *rest)
            yield Asked(slip(row["q"], 2, 2), "2 slips", *rest)


def lectern(build: Build) -> Ask:
    course = Course.from_build(build, code="", name="", timezone="UTC")

    def ask(question: str) -> Given:
        result = course.ask(question, now=NOW)
        titles = [s.title for s in (result.source, *(o.source for o in result.also)) if s]
        quotes = [result.quote, *(o.quote for o in result.also)]
        return Given(result.answered, "\n".join(titles), "\n".join(quotes))

    return ask


def bm25(build: Build) -> Ask:
    slides = build.quoted
    index = BM25Okapi([terms(_whole(s)) or [""] for s in slides])

    def ask(question: str) -> Given:
        best = slides[int(index.get_scores(terms(question)).argmax())]
        return Given(True, best.title, _whole(best))

    return ask


def token_set(build: Build) -> Ask:
    slides = build.quoted
    texts = [utils.default_process(_whole(s)) for s in slides]

    def ask(question: str) -> Given:
        asked = utils.default_process(question)
        found = process.extractOne(asked, texts, scorer=fuzz.token_set_ratio)
        best = slides[found[2] if found else 0]
        return Given(True, best.title, _whole(best))

    return ask


def _whole(slide: Slide) -> str:
    return f"{slide.title}\n{slide.body}"


PEERS: dict[str, Callable[[Build], Ask]] = {
    "Lectern": lectern,
    "BM25, whole slide": bm25,
    "rapidfuzz token_set, whole slide": token_set,
}


@dataclass(frozen=True)
class Measured:
    """Shares of questions by kind, and of the answers given those that are right."""

    right: dict[str, float]
    declined: float
    precision: float
    words: float
    milliseconds: float


def measure(ask: Ask, questions: Sequence[Asked]) -> Measured:
    """Ask everything once; `words` is the median length of a quotation."""
    given, spent = [], []
    for question in questions:
        begun = time.perf_counter()
        given.append(ask(question.text))
        spent.append((time.perf_counter() - begun) * 1000)
    pairs = list(zip(questions, given, strict=True))
    right = {
        kind: _share([g.answered and q.is_right(g.title, g.quote) for q, g in of_kind])
        for kind in KINDS
        if (of_kind := [(q, g) for q, g in pairs if q.kind == kind])
    }
    told = [(q, g) for q, g in pairs if g.answered]
    return Measured(
        right,
        _share([not g.answered for q, g in pairs if q.kind == "none"]),
        _share([q.kind != "none" and q.is_right(g.title, g.quote) for q, g in told]),
        statistics.median([len(g.quote.split()) for _, g in told] or [0]),
        statistics.median(spent),
    )


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def run() -> None:
    """A table for each course, and the same as JSON in `bench/results/course.json`."""
    results: dict[str, dict[str, dict[str, Any]]] = {}
    for name, build, questions in courses():
        measured = {peer: measure(make(build), questions) for peer, make in PEERS.items()}
        print_table(
            f"Course, {name}: {len(build.quoted)} slides, {len(questions)} questions",
            ["", *KINDS, "declined", "precision", "words", "ms", "ours/theirs"],
            [_row(peer, found, measured["Lectern"]) for peer, found in measured.items()],
        )
        results[name] = {
            peer: {
                "right": m.right,
                "declined": m.declined,
                "precision": m.precision,
                "words": m.words,
            }
            for peer, m in measured.items()
        }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False)
    (RESULTS / "course.json").write_text(text + "\n", encoding="utf-8")


def _row(peer: str, found: Measured, ours: Measured) -> list[str]:
    shares = [f"{found.right[k]:.0%}" if k in found.right else "-" for k in KINDS]
    ratio = ours.right["clean"] / max(found.right["clean"], 1e-9)
    return [
        peer,
        *shares,
        f"{found.declined:.0%}",
        f"{found.precision:.0%}",
        f"{found.words:.0f}",
        f"{found.milliseconds:.1f}",
        f"{ratio:.2f}",
    ]
