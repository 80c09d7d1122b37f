"""GIFT as teachers and other tools write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.errors import UnreadableSource
from knowledge.exchange import Format, Item, Kind, Markup, Note, read_questions, write_questions

EVERY_KIND = r"""
// A file as a teacher types it, with every kind of question
$CATEGORY: $course$/top/Systems/Memory

// [id:mem-1] [tag:cache] [tag:odd \] tag]
::Cache levels:: Which cache is closest
to the core? {
    =L1 # Yes: some kB a core
    ~%50%L2#Close
    ~L3
    ####See slide 4
}

::Write-back::[html]<p>A write-back cache writes to memory <b>at once</b>.</p>{FALSE#It waits#Right}

What is the page size of x86? {#4096:0 #bytes}

Pages are mapped by the {~linker =kernel ~shell} alone.

Name a page replacement policy. {=LRU =%50%random#rarely used =FIFO}

::Pi::How much is pi? {# =3.1415:0.0005#Good =%50%3..3.2#About ~#Look it up}

Match them. {=TLB -> translations =L1  -> data = -> nothing}

Which are volatile? {~%50%DRAM ~%50%SRAM ~%-100%flash#It keeps its bits}

$CATEGORY: Essays
Why do caches work? {}

::Order:: From fast to slow. {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW 123
register
L1
disk
}

[markdown]Read *chapter 5* first.

Escapes\: \{ \} \= \~ \# and C:\\temp {=\=2 + 2 # \#1\nnext line}
"""


@pytest.fixture
def items() -> list[Item]:
    read = read_questions(EVERY_KIND.encode(), "quiz.txt")
    assert read.format is Format.GIFT
    assert read.notes == ()
    return list(read.items)


def test_every_kind_is_told_apart(items: list[Item]) -> None:
    assert [item.kind for item in items] == [
        Kind.CHOICE,
        Kind.TRUE_FALSE,
        Kind.NUMERICAL,
        Kind.CHOICE,
        Kind.SHORT,
        Kind.NUMERICAL,
        Kind.MATCHING,
        Kind.MULTIPLE,
        Kind.ESSAY,
        Kind.ORDERING,
        Kind.DESCRIPTION,
        Kind.SHORT,
    ]


def test_a_choice_with_all_that_gift_can_say(items: list[Item]) -> None:
    item = items[0]
    assert (item.name, item.id, item.tags) == ("Cache levels", "mem-1", ("cache", "odd ] tag"))
    assert item.category == "Systems/Memory"
    assert item.stem.text == "Which cache is closest\nto the core?"
    assert [(c.text.text, c.weight, c.feedback.text) for c in item.choices] == [
        ("L1", 100, "Yes: some kB a core"),
        ("L2", 50, "Close"),
        ("L3", 0, ""),
    ]
    assert item.feedback.text == "See slide 4"


def test_true_and_false_keep_what_is_said_to_each(items: list[Item]) -> None:
    true, false = items[1].choices
    assert (true.weight, true.feedback.text) == (0, "It waits")
    assert (false.weight, false.feedback.text) == (100, "Right")
    assert items[1].stem.markup is true.feedback.markup is Markup.HTML


def test_numbers_have_tolerances_ranges_and_words_for_all_others(items: list[Item]) -> None:
    one = items[2].numbers[0]
    assert (one.value, one.tolerance, one.feedback.text) == (Decimal(4096), Decimal(0), "bytes")
    pi = items[5].numbers
    assert [(n.value, n.tolerance, n.weight) for n in pi] == [
        (Decimal("3.1415"), Decimal("0.0005"), 100),
        (Decimal("3.1"), Decimal("0.1"), 50),
        (None, 0, 0),
    ]
    assert pi[2].feedback.text == "Look it up"


def test_a_missing_word_leaves_a_blank(items: list[Item]) -> None:
    assert items[3].stem.text == "Pages are mapped by the _____ alone."


def test_pairs_orders_and_escapes(items: list[Item]) -> None:
    assert [(p.left.text, p.right) for p in items[6].pairs] == [
        ("TLB", "translations"),
        ("L1", "data"),
        ("", "nothing"),
    ]
    assert [c.text.text for c in items[9].choices] == ["register", "L1", "disk"]
    assert items[8].category == "Essays"
    assert items[11].stem.text == "Escapes: { } = ~ # and C:\\temp"
    assert items[11].choices[0].text.text == "=2 + 2"
    assert items[11].choices[0].feedback.text == "#1\nnext line"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_encoding_and_the_line_ends_do_not_matter(encoding: str, ends: str) -> None:
    text = "::Größe::  Wie groß ist eine Seite?{\n\n  =4 kB   #für x86\n~2 kB\n}\n\n\n \nZwei?{T}"
    read = read_questions(text.replace("\n", ends).encode(encoding), "quiz")
    assert [(item.name, item.stem.text) for item in read.items] == [
        ("Größe", "Wie groß ist eine Seite?"),
        ("", "Zwei?"),
    ]
    assert read.items[0].choices[0].feedback.text == "für x86"
    assert not read.notes


def test_the_good_questions_are_offered_beside_what_is_wrong_with_the_others() -> None:
    text = (
        "One?{=a ~b}\n\nTwo?{=a ~b\n\nThree?{#many}\n\nFour?{~only}\n\nFive?{~%200%a =b}\n\nSix?{T}"
    )
    read = read_questions(text.encode(), "quiz")
    assert [item.stem.text for item in read.items] == ["One?", "Six?"]
    assert [(note.line, note.question) for note in read.notes] == [(3, 2), (5, 3), (7, 4), (9, 5)]
    assert str(read.notes[0]).startswith("Line 3, question 2: a brace is missing ( } ): put the")
    assert str(read.notes[1]) == (
        "Line 5, question 3: “many” is no number: write it like 3, 3:0.5 or 2.5..3.5"
    )


def test_a_name_begins_a_question_though_no_blank_line_stands_before_it() -> None:
    text = """::E1::Which?{
~%50%truth
~%50%promises # kept
}
// [id:second] [tag:hard]
::E2::Kant wrote it in {#=1781:0
=%50%1787:0}
::E3::The critique is {~long =pure} reason's.
  :: E4 :: So?{T}
"""
    read = read_questions(text.encode(), "ethics.gift")
    assert [(item.name, item.kind) for item in read.items] == [
        ("E1", Kind.MULTIPLE),
        ("E2", Kind.NUMERICAL),
        ("E3", Kind.CHOICE),
        ("E4", Kind.TRUE_FALSE),
    ]
    assert (read.items[1].id, read.items[1].tags) == ("second", ("hard",))
    assert (read.items[0].id, read.items[0].tags, read.notes) == ("", (), ())


def test_two_colons_in_a_text_are_no_name() -> None:
    text = "What does std::vector give\n::size:: of? {=n ~m}\n\nGaps: {=a ~b\n::x:: more}"
    assert len(read_questions(text.encode(), "c.gift").items) == 2


def test_questions_that_no_blank_line_parts_are_told_how_to() -> None:
    read = read_questions(b"What is KVM? {=a ~b}\nWhat is Xen? {=c ~d}\n", "questions.gift")
    [item], [note] = read.items, read.notes
    assert "Xen" in item.stem.text
    assert note.what == "a second pair of braces"
    assert "put a blank line before it" in note.why


def test_scripts_are_taken_out_and_the_words_stay() -> None:
    text = (
        '[html]<p onclick="x()">What <b>is</b> it?</p><script>alert(1)</script>'
        '<img src\\="@@PLUGINFILE@@/a.png" alt\\="a cache">{=<a href\\="javascript\\:x()">a</a> ~b}'
    )
    read = read_questions(text.encode(), "quiz")
    assert read.items[0].stem.text == "<p>What <b>is</b> it?</p>[a cache]"
    assert read.items[0].choices[0].text.text == "<a>a</a>"
    assert [note.what for note in read.notes] == [
        "onclick= in <p>",
        "<script>",
        "a picture",
        "href= in <a>",
    ]


def test_taking_a_tag_out_makes_no_other_one() -> None:
    for text in ("[html]<<script>script>x</script>?", "[html]<<font>img src\\=x onerror\\=y>?"):
        read = read_questions(f"{text}{{T}}".encode(), "quiz")
        assert "<" not in read.items[0].stem.text


def test_angle_brackets_that_are_no_tags_are_words() -> None:
    read = read_questions(b"Is vector<int> a < b type? {T}", "quiz")
    assert read.items[0].stem.text == "Is vector&lt;int> a < b type?"
    assert [note.what for note in read.notes] == ["<int> is shown as text"]


def test_what_gift_cannot_say_is_said_by_the_question_s_number() -> None:
    moodle = read_questions(b"A?{T}", "q").items[0]
    cloze = Item(Kind.CLOZE, moodle.stem)
    valued = Item(Kind.ESSAY, moodle.stem, points=3, when_right=moodle.stem)
    out = write_questions([moodle, cloze, valued], Format.GIFT)
    assert out.written == 2
    assert out.notes == (
        Note("a text with blanks", "GIFT cannot ask it; it is left out", question=2),
        Note(
            "its feedback for right, partly right and wrong answers",
            "GIFT has no place for it",
            question=3,
        ),
        Note("its points", "GIFT has no place for it", question=3),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "nothing in this file"),
        (b"  \n ", "nothing in this file"),
        (b"\x00\x01\x02\xff" * 99, "no text"),
        (b"Just a letter to a friend.", "cannot tell what format"),
        (b"<html><body>Quiz</body></html>", "web page"),
        (b"{" + b"x" * 21_000_000, "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableSource, match=why):
        read_questions(data, "quiz")


def test_a_huge_file_is_cut_where_the_limit_is_and_says_so() -> None:
    read = read_questions(b"Yes?{T}\n\n" * 5_010, "quiz")
    assert len(read.items) == 5_000
    assert str(read.notes[0]) == (
        "Line 10001: more than 5,000 questions: the rest is left out: split the file"
    )
    many = read_questions(b"Which?{" + b"~a" * 400 + b"=b}", "quiz")
    assert many.items == ()
    assert many.notes[0].what == "more than 300 answers"


def test_a_question_whose_right_choice_has_no_text_is_refused() -> None:
    """Without it nothing could be right, and written again it asked for several."""
    read = read_questions(
        b"// gift\nWhich one? {~ash ~elm =}\n\nWhich tree? {~ash =elm}\n", "a.gift"
    )
    assert [item.stem.text for item in read.items] == ["Which tree?"]
    assert any("the right choice has no text" in note.what for note in read.notes)
