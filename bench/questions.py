"""How long does drafting a term's quiz questions take, and what do automatic checks find in them?

The term is invented, the same each time: lectures with glossaries, lists, steps and sentences, so large
that a thousand questions can be drafted. The checks are of those and of the shared decks, where they are.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import islice

from rapidfuzz import fuzz

from bench.data import DATA
from bench.table import print_table
from knowledge.build import read_course
from knowledge.model import Build, Bullet, Slide
from knowledge.normalise import fold
from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.texts import key
from knowledge.words import frequencies

LECTURES, SLIDES, COUNT, LIMIT = 24, 45, 1_000, 30.0
_ENDINGS = ("tion", "ment", "ity", "ance", "ence", "ure", "ism", "logy", "sis")
_UNBALANCED, _ALIKE = 1.8, 95.0
"""An answer so many times longer than every other choice; a likeness from which two stems with one answer are one."""
_GIVEN = frozenset({QuizKind.TRUE_FALSE, QuizKind.ORDER, QuizKind.NUMBER})
"""Kinds whose answer may be a word of the question, such as a number."""


def term(seed: int = 1) -> Build:
    """A term of invented slides on real English words."""
    rng = random.Random(seed)
    known = [w for w in islice(frequencies(), 2_000, 30_000) if len(w) > 4]
    nouns = [w for w in known if w.endswith(_ENDINGS)]
    slides = tuple(
        _slide(f"lecture-{lecture:02d}.md", lecture, page, rng, nouns, known)
        for lecture in range(1, LECTURES + 1)
        for page in range(1, SLIDES + 1)
    )
    files = tuple(dict.fromkeys(s.file for s in slides))
    return Build(slides=slides, distinct=slides, files=files)


def _slide(
    file: str,
    lecture: int,
    page: int,
    rng: random.Random,
    nouns: Sequence[str],
    known: Sequence[str],
) -> Slide:
    def name() -> str:
        return f"{rng.choice(known)} {rng.choice(nouns)}"

    def told(most: int = 9) -> str:
        return " of the ".join(
            " ".join(rng.sample(known, 3)) for _ in range(rng.randrange(2, most // 2))
        )

    shape = page % 4
    if shape == 0:
        lines = [f"{name().capitalize()}: the {told()}" for _ in range(4)]
    elif shape == 1:
        lines = [f"Types of {name()}: {', '.join(name() for _ in range(4))}" for _ in range(2)]
    elif shape == 2:
        lines = [f"The {name()} is a {told()}" for _ in range(4)]
    else:
        lines = [f"{told().capitalize()}" for _ in range(5)]
    title = f"Stages of {name()}" if page % 12 == 3 else name().capitalize()
    bullets = tuple(map(Bullet, lines))
    return Slide(file, title, bullets, page=page, lecture=lecture, language="en")


def failures(questions: Sequence[QuizQuestion]) -> list[str]:
    """Shares of questions with the fault, in the order of the table's columns."""
    stems = [fold(q.question) for q in questions]
    told = sum(
        q.kind not in _GIVEN and f" {key(q.answer)} " in f" {key(q.question)} " for q in questions
    )
    same = sum(len({key(c) for c in q.choices}) < len(q.choices) for q in questions)
    long = sum(
        len(q.choices) > 2
        and len(q.answer) > _UNBALANCED * max(len(c) for c in q.choices if c != q.answer)
        for q in questions
    )
    twice = sum(
        any(
            key(before.answer) == key(q.answer) and fuzz.ratio(stem, other) >= _ALIKE
            for before, other in zip(questions[:n], stems, strict=False)
        )
        for n, (q, stem) in enumerate(zip(questions, stems, strict=True))
    )
    total = max(1, len(questions))
    return [f"{100 * n / total:.1f} %" for n in (told, same, long, twice)]


def run() -> None:
    draft_questions(term(), count=1)  # loads the embeddings
    rows = [_measured("a term, invented", term(), COUNT)]
    decks = sorted(p for p in (DATA / "decks").glob("*") if p.is_dir()) if DATA.is_dir() else []
    rows += [_measured(f"decks/{folder.name}", read_course([folder]), None) for folder in decks]
    head = [
        "",
        "slides",
        "questions",
        "CPU s",
        "answer told",
        "same choice",
        "long answer",
        "twice",
    ]
    print_table(f"Drafting (at most {LIMIT:.0f} s for {COUNT:,} on one core)", head, rows)


def _measured(name: str, build: Build, count: int | None) -> list[str]:
    begun = time.process_time()
    questions = draft_questions(build, count=count, seed=1).questions
    took = time.process_time() - begun
    return [name, f"{len(build.quoted)}", f"{len(questions)}", f"{took:.1f}", *failures(questions)]


if __name__ == "__main__":
    run()
