"""Questions in GIFT: every mark escaped, the quotation as feedback, the same when they are read."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from knowledge.exchange import Kind, Markup, Text, read_questions
from knowledge.model import Source
from knowledge.questions import QuizKind, QuizQuestion, draft_questions, to_gift
from tests.unit.knowledge.questions.decks import COURSES, built

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
        "// [tag:difficulty:0.4] [tag:source:week 1/sets.md, slide 2]\n"
        "::001 term Sets\\: \\{a, b\\}::[plain]What is \\{a\\} \\~ \\{b\\} \\= \\#? {\n"
        "\t~x \\= y\n"
        "\t=a\\:b\n"
        "\t~c\\\\d\n"
        "\t####a\\:b\\nis said here\n"
        "}\n"
    )


def test_true_and_false_are_gifts_own() -> None:
    said = question(
        kind=QuizKind.TRUE_FALSE, choices=("Falsch", "Richtig"), answer="Richtig", language="de"
    )
    assert "\n\tTRUE\n\t####" in to_gift([said])
    other = question(kind=QuizKind.TRUE_FALSE, choices=("True", "False"), answer="False")
    assert "\n\tFALSE\n\t####" in to_gift([other])


def test_no_questions_are_no_text() -> None:
    assert to_gift([]) == ""


# Two pairs such as "Ã¼" in a file are taken for a wrong encoding, and mended; a mark of byte order is left out, as no format can say it.
SCRAMBLED = "".join(map(chr, range(0xC2, 0xF0)))
LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters=f"{SCRAMBLED}\ufeff"
)


@given(st.text(LETTERS))
def test_what_is_written_can_be_read_back(text: str) -> None:
    asked = question(question=f"Is {text}\n{text} so?", explanation=f"({text})")
    (item,) = read_questions(to_gift([asked]).encode(), "quiz").items
    assert (item.kind, item.source, item.difficulty) == (
        Kind.CHOICE,
        "week 1/sets.md, slide 2",
        0.4,
    )
    assert item.stem == Text(asked.question, Markup.PLAIN)
    assert item.feedback == Text(asked.explanation, Markup.PLAIN)
    assert [(c.text.text, c.weight) for c in item.choices] == [
        ("x = y", 0),
        ("a:b", 100),
        ("c\\d", 0),
    ]


def test_every_drafted_question_comes_back_with_its_answer_and_quotation(tmp_path: Path) -> None:
    questions = draft_questions(built(tmp_path, *COURSES), seed=1).questions
    read = read_questions(to_gift(questions).encode(), "quiz.gift")
    assert not read.notes
    assert len(read.items) == len(questions)
    for item, drafted in zip(read.items, questions, strict=True):
        assert item.stem.text == drafted.question
        assert item.feedback.text == drafted.explanation
        if item.kind is Kind.CHOICE:
            right = [c.text.text for c in item.choices if c.weight == 100]
            assert (right, len(item.choices)) == ([drafted.answer], len(drafted.choices))
