"""Questions in GIFT: every mark escaped, the quotation as feedback."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Source
from knowledge.questions import QuizKind, QuizQuestion, to_gift
from knowledge.questions.gift import escaped

SOURCE = Source("week 1/sets.md", "Sets: {a, b}", page=2)


def question(**changes: object) -> QuizQuestion:
    given: dict[str, object] = {
        "question": "What is {a} ~ {b} = #?",
        "kind": QuizKind.TERM,
        "choices": ("x = y", "a:b", "c\\d"),
        "answer": "a:b",
        "explanation": "a:b\nis said here",
        "source": SOURCE,
        "difficulty": 0.4,
    }
    return QuizQuestion(**{**given, **changes})  # type: ignore[arg-type]


def test_every_mark_of_the_format_is_escaped() -> None:
    assert to_gift([question()]) == (
        "$CATEGORY: week 1//sets.md\n\n"
        "// week 1/sets.md, slide 2; difficulty 0.4\n"
        "::001 term Sets\\: \\{a, b\\}::[plain]What is \\{a\\} \\~ \\{b\\} \\= \\#? {\n"
        "~x \\= y\n"
        "=a\\:b\n"
        "~c\\\\d\n"
        "####a\\:b\\nis said here\n"
        "}\n"
    )


def test_true_and_false_are_gifts_own() -> None:
    said = question(
        kind=QuizKind.TRUE_FALSE, choices=("Falsch", "Richtig"), answer="Richtig", language="de"
    )
    assert "\nT\n####" in to_gift([said])
    other = question(kind=QuizKind.TRUE_FALSE, choices=("True", "False"), answer="False")
    assert "\nF\n####" in to_gift([other])


def test_no_questions_are_no_text() -> None:
    assert to_gift([]) == ""


@given(st.text())
def test_what_is_escaped_can_be_read_back(text: str) -> None:
    made = escaped(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[~=#{}:]", made)
    assert len(made.splitlines()) <= 1
    lines = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], made)
    assert lines == "\n".join(line.rstrip() for line in text.strip().splitlines())
