"""Aiken in and out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.exchange import Choice, Format, Item, Kind, Text, read_questions, write_questions
from tests.unit.knowledge.exchange.items import LINE

AIKEN = """\
Which cache is closest to the core?
A. L1
B) L2
C) L3
ANSWER: A

  What holds
  a page table entry?
a) a frame number
b) permissions
   and flags

c) a file name
Answer: a, b

Who forgot the answer?
A) me
B) you

Which letter is it?
A) one
B) two
ANSWER: D

What comes last?
A)this
B)that
ANSWER: B.
"""


def test_aiken_is_read_and_its_errors_are_named() -> None:
    read = read_questions(AIKEN.replace("\n", "\r\n").encode("utf-16"), "x")
    assert read.format is Format.AIKEN
    first, second, third = read.items
    assert (first.kind, first.stem.text) == (Kind.CHOICE, "Which cache is closest to the core?")
    assert [(c.text.text, c.weight) for c in first.choices] == [("L1", 100), ("L2", 0), ("L3", 0)]
    assert second.kind is Kind.MULTIPLE
    assert second.stem.text == "What holds\na page table entry?"
    assert [(c.text.text, c.weight) for c in second.choices] == [
        ("a frame number", 50),
        ("permissions\nand flags", 50),
        ("a file name", 0),
    ]
    assert [(c.text.text, c.weight) for c in third.choices] == [("this", 0), ("that", 100)]
    assert [str(note) for note in read.notes] == [
        "Line 16, question 3: no ANSWER line: write ANSWER: and the letter of the right choice below it",
        "Line 20, question 4: ANSWER: D: there is no choice with this letter",
    ]


def test_why_and_the_numbers_of_other_programs_are_understood() -> None:
    """The explanation ran into the next question, and the numbers stood in the class's questions."""
    text = (
        "1. What keeps water in?\nA. Wax\nB. A stone\nAnswer: A\nExplanation: see\nslide 2\n\n"
        "2. And what lets gas in?\na) a pore\nb) a vein\nANSWER: a\n\nFeedback: slide 3\n"
        "10) Last?\nA) x\nB) y\nANSWER: B\n"
    )
    read = read_questions(text.encode(), "x.aiken")
    assert [(item.stem.text, item.feedback.text) for item in read.items] == [
        ("What keeps water in?", "see\nslide 2"),
        ("And what lets gas in?", "slide 3"),
        ("Last?", ""),
    ]


def test_years_at_a_question_s_beginning_are_no_numbers() -> None:
    text = "1984. Who wrote it?\nA) Orwell\nB) Huxley\nANSWER: A\n\n3. Who?\nA) a\nB) b\nANSWER: A\n\n2. Who?\nA) a\nB) b\nANSWER: B\n"
    stems = [item.stem.text for item in read_questions(text.encode(), "x.aiken").items]
    assert stems == ["1984. Who wrote it?", "3. Who?", "2. Who?"]


def test_what_aiken_cannot_say_is_said() -> None:
    choices = (Choice(Text("a"), 100, Text("why")), Choice(Text("b"), 50))
    essay = Item(Kind.ESSAY, Text("Why?"))
    choice = Item(
        Kind.CHOICE, Text("Which\none?"), choices, name="N", tags=("t",), source="slide 3"
    )
    tricky = Item(Kind.CHOICE, Text("B) is it?"), choices)
    out = write_questions([essay, choice, tricky], Format.AIKEN)
    assert out.data == b"Which one?\nA) a\nB) b\nANSWER: A\n"
    assert [str(note) for note in out.notes] == [
        "Question 1: an essay: Aiken cannot ask it; it is left out",
        "Question 2: its name: Aiken has no place for it",
        "Question 2: its tags: Aiken has no place for it",
        "Question 2: its source: Aiken has no place for it",
        "Question 2: feedback on single answers: Aiken has no place for it",
        "Question 2: parts of the points for single answers: Aiken has no place for it",
        "Question 2: line breaks: written as spaces: Aiken has one line",
        "Question 3: its first words: Aiken would take them for a choice; it is left out",
    ]


@st.composite
def plain_choices(draw: st.DrawFn) -> Item:
    """A question that Aiken can say in full."""
    words = draw(st.lists(LINE, min_size=2, max_size=6))
    right = draw(st.integers(0, len(words) - 1))
    choices = tuple(
        Choice(Text(text), 100.0 if n == right else 0.0) for n, text in enumerate(words)
    )
    return Item(Kind.CHOICE, Text(draw(LINE)), choices)


@settings(max_examples=100, deadline=None)
@given(st.lists(plain_choices(), min_size=1, max_size=3))
def test_what_aiken_can_say_comes_back_as_it_was(items: list[Item]) -> None:
    out = write_questions(items, Format.AIKEN)
    left_out = {note.question for note in out.notes}
    kept = [item for n, item in enumerate(items, 1) if n not in left_out]
    if kept:
        assert list(read_questions(out.data, "x").items) == kept
