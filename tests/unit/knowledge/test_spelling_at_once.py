"""A course is asked by several threads at once: questions, and what a minute paper's digest groups."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from knowledge.spelling import Speller

_THREADS = 8


@pytest.fixture
def _hurried() -> Iterator[None]:
    """Threads take turns so often that each comes between two steps of another."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_hurried")
def test_threads_that_ask_first_at_the_same_time_find_the_same() -> None:
    """Words are taken in when the first question comes, which several threads may ask at one time."""
    words = [f"{a}{b}{c}nucleus" for a in "bcdfgh" for b in "aeiou" for c in "klmnprst"]
    for _ in range(20):
        speller = Speller()
        speller.add(words)
        speller.add(["photosynthesis"])
        start = Barrier(_THREADS)

        def ask(speller: Speller = speller, start: Barrier = start) -> list[str]:
            start.wait()
            return [found for found, _ in speller.near("photosintesis")]

        with ThreadPoolExecutor(_THREADS) as threads:
            asked = [threads.submit(ask) for _ in range(_THREADS)]
            assert [each.result() for each in asked] == [["photosynthesis"]] * _THREADS
