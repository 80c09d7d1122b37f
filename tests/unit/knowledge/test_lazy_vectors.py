"""Vectors that are made when they are first looked at."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import DTypeLike, NDArray

from knowledge import Entry, KnowledgeBase
from knowledge.lazy import LazyVectors


@pytest.mark.parametrize("dtype", [np.int8, np.float16])
def test_each_vector_is_made_once_and_found_again_in_any_order(dtype: DTypeLike) -> None:
    made: list[int] = []

    def make(numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        made.extend(numbers.tolist())
        return np.stack([numbers / 100, numbers / 200], axis=1).astype(np.float32)

    vectors = LazyVectors(make, 2, dtype)
    first = vectors.of(np.array([7, 3, 7]))
    again = vectors.of(np.array([90, 3, 7]))
    assert made == [3, 7, 90]
    assert first == pytest.approx(
        np.array([[0.07, 0.035], [0.03, 0.015], [0.07, 0.035]]), abs=0.005
    )
    assert again[1].tolist() == first[1].tolist()
    assert again[2].tolist() == first[0].tolist()


def test_no_vectors_are_asked_for_at_all() -> None:
    vectors = LazyVectors(lambda numbers: np.zeros((len(numbers), 3), np.float32), 3, np.int8)
    assert vectors.of(np.zeros(0, np.int64)).shape == (0, 3)


def test_a_misspelt_question_keeps_its_capitals_where_meaning_is_compared() -> None:
    kb = KnowledgeBase([Entry("a", "Scheduler", "The scheduler picks a thread.")])
    assert kb._reader.corrected("Which Thread does the shceduler pick?") == (
        "Which Thread does the scheduler pick?"
    )
