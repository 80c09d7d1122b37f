"""Fits the weights of knowledge/signs.py and prints them: `python -m bench.fit_course`.

Every second question of each course in `bench/questions/`. Two losses at once: the right span before
the others of its question (listwise softmax), and the best span's confidence (logistic), where the
questions that a course does not answer are the negatives. Weights keep the sign that makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.course import Asked, courses
from knowledge import signs
from knowledge.answering import weighed
from knowledge.course import Course
from knowledge.question import parse

Array = NDArray[np.float64]
SPEAKS_FOR = {"coverage", "headed", "defines", "own words", "meaning", "hints", "in one piece"}
FREE = {"bias", "words asked"}
AT_MOST = {"gap the course never names": -1.0, "largest gap": -0.6}
"""Held at least so low: misspelt training questions would have unknown words count for nothing."""
CANDIDATES, STEPS, RATE, PULL = 12, 3_000, 0.02, 1.0
NEGATIVE = 3.0


@dataclass(frozen=True)
class Case:
    """A question's spans: their signs, shape (n, signs), and which of them answer."""

    signs: Array
    right: NDArray[np.bool_]
    weight: float


def cases(parity: int) -> Iterator[Case]:
    """The spans found for every second question of each course."""
    for _, build, questions in courses():
        course = Course.from_build(build, code="", name="", timezone="UTC")
        for n, question in enumerate(questions):
            if n % 2 == parity and (case := _case(course, question)):
                yield case


def _case(course: Course, question: Asked) -> Case | None:
    asked = parse(question.text, course.known.speller, course.known.lexicon)
    found = weighed(asked, course.known)[:CANDIDATES]
    none = question.kind == "none"
    right = [not none and question.is_right(w.span.slide.title, w.span.quote) for w in found]
    if not found:
        return None
    return Case(np.array([w.signs for w in found]), np.array(right), NEGATIVE if none else 1.0)


def fit(found: list[Case], start: Array) -> Array:
    """Weights near `start` that rank and decide best (Adam, projected onto the signs allowed)."""
    low = np.array([0.0 if name in SPEAKS_FOR else -np.inf for name in signs.NAMES])
    high = np.array(
        [np.inf if name in SPEAKS_FOR | FREE else AT_MOST.get(name, 0.0) for name in signs.NAMES]
    )
    weights, m, v = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        gradient = PULL * (weights - start) + sum(_gradient(case, weights) for case in found)
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        weights = weights - RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
        weights = np.clip(weights, low, high)
    return weights


def _gradient(case: Case, weights: Array) -> Array:
    values = case.signs @ weights
    best = int(values.argmax())
    chance = 1 / (1 + np.exp(-values[best]))
    gradient: Array = case.signs[best] * (chance - case.right[best])
    if case.right.any() and not case.right.all():
        share = np.exp(values - values.max())
        share /= share.sum()
        wanted = share * case.right
        gradient = gradient + case.signs.T @ (share - wanted / wanted.sum())
    return case.weight * gradient


def main() -> None:
    """Print the weights, and how often the first span is right on the half not seen."""
    weights = fit(list(cases(0)), np.array(signs.WEIGHTS))
    for name, weight in zip(signs.NAMES, weights, strict=True):
        print(f"{weight:8.2f}  {name}")
    for name, parity in (("seen", 0), ("unseen", 1)):
        able = [c for c in cases(parity) if c.right.any()]
        first = [c.right[(c.signs @ weights).argmax()] for c in able]
        print(name, "ranked first of those found:", round(float(np.mean(first)), 3))


if __name__ == "__main__":
    main()
