"""The table of word-piece vectors, and the code that makes one."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.distilled import DIMENSIONS, distil
from knowledge.embedding import unit
from knowledge.meanings import sketch


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("how do I get my money back", "Refunds are paid within two weeks.", "The gym opens at 7."),
        ("when is the exam", "The final takes place on Friday.", "A stack holds local variables."),
        ("purchase a ticket", "Buy your fare at the counter.", "The lake is forty metres deep."),
    ],
)
def test_a_text_in_other_words_is_nearer_than_one_about_something_else(
    question: str, answer: str, other: str
) -> None:
    asked, right, wrong = distil([question, answer, other])
    assert asked @ right > asked @ wrong


def test_texts_together_have_the_vectors_that_they_have_alone() -> None:
    texts = ["A kernel schedules threads.", "", "naïve café", "x" * 300, "Threads share memory."]
    together = distil(texts)
    assert together.shape == (5, DIMENSIONS)
    assert np.allclose(together, np.concatenate([distil([t]) for t in texts]), atol=1e-6)
    lengths = np.linalg.norm(together, axis=1)
    assert lengths[1] == 0
    assert np.allclose(np.delete(lengths, 1), 1, atol=1e-5)


def test_function_words_count_for_little() -> None:
    bare, padded = distil(["volcanoes", "what is it that the volcanoes are"])
    assert bare @ padded > 0.7


def test_a_sketch_hears_both_embeddings() -> None:
    rng = np.random.default_rng(0)
    a, b, c, d = (unit(rng.normal(size=(1, 256)).astype(np.float32)) for _ in range(4))
    same = sketch(a, b) @ sketch(a, b).T
    one, other = sketch(a, b) @ sketch(a, c).T, sketch(a, b) @ sketch(d, b).T
    assert same > one
    assert same > other
