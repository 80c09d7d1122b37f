"""Files of quiz questions are no lectures, wherever they lie: students would be told the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.exchange import Choice, Format, Item, Kind, Text, write_questions
from knowledge.readers import read_bytes, read_file
from knowledge.readers.quizzes import LEFT_OUT
from tests.unit.knowledge.readers.test_kinds import zipped

CHOICES = (Choice(Text("the cuticle"), 100.0), Choice(Text("the stoma")), Choice(Text("a vein")))
ITEMS = [Item(Kind.CHOICE, Text(f"What keeps water in leaf {n}?"), CHOICES) for n in (1, 2)]
TEXTS = [Format.GIFT, Format.AIKEN, Format.CSV, Format.MOODLE_XML]


@pytest.mark.parametrize("kind", TEXTS)
def test_a_quiz_among_lectures_is_left_out_and_said(kind: Format, tmp_path: Path) -> None:
    quiz = write_questions(ITEMS, kind).data
    path = tmp_path / "week 4.txt"
    path.write_bytes(quiz)
    reading = read_file(path)
    assert (reading.slides, reading.faq, reading.left_out) == ((), (), LEFT_OUT)
    packed = zipped({"leaves.md": "# Leaves\n\n- A leaf has veins\n", "quiz/week 4.txt": quiz})
    reading = read_bytes(packed, "term.zip")
    assert [slide.title for slide in reading.slides] == ["Leaves"]
    assert reading.warnings[0] == f"term.zip/quiz/week 4.txt: {LEFT_OUT}"


@pytest.mark.parametrize(
    "text",
    [
        "# Sets\n\nLet S = {a, b}. Then {T} is one.\n\n- Now {=x}\n\nAnd so on.\n\nMore text.\n",
        "# Svelte\n\n```\n{#if user}\n  <p>Hello</p>\n{/if}\n```\n\n- Blocks begin with a sign\n",
        "# A sample question\n\n"
        + "Long text.\n" * 30
        + "What is it?\nA. This\nB. That\nANSWER: A\n",
        "question,answer\nWhere is the room?,In the cellar\n",
        "Option A is cheap\n\n- Option B is dear\n- Answer 1 was wrong\n",
    ],
)
def test_a_lecture_that_looks_a_little_like_one_is_read(text: str) -> None:
    reading = read_bytes(text.encode(), "lecture.md")
    assert not reading.left_out
    assert reading.slides or reading.faq
