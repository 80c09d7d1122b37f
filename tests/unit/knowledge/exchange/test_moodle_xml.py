"""Moodle XML in and out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.exchange import Format, Item, Kind, Markup, Text, read_questions, write_questions
from tests.unit.knowledge.exchange.items import items, texts

QUESTION = """
  <question type="multichoice">
    <name><text>Caches &amp; co</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Which is <em>closest</em>?&nbsp;</p>]]></text>
    </questiontext>
    <generalfeedback format="markdown"><text>See *slide 4*</text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>mem-1</idnumber>
    <single>true</single>
    <shuffleanswers>0</shuffleanswers>
    <answernumbering>abc</answernumbering>
    <correctfeedback format="html"><text>Yes</text></correctfeedback>
    <answer fraction="100" format="plain_text"><text>L1</text>
      <feedback format="html"><text><![CDATA[<b>Right</b>]]></text></feedback></answer>
    <answer fraction="33.33333"><text>L2</text><feedback><text></text></feedback></answer>
    <answer fraction="-50"><text>disk</text></answer>
    <tags><tag><text>cache</text></tag><tag><text>difficulty:0.25</text></tag></tags>
    <hint format="html"><text>Think of distance</text></hint>
  </question>
"""


def quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'.encode()


def read_one(question: str) -> Item:
    read = read_questions(quiz(question), "quiz.xml")
    assert read.format is Format.MOODLE_XML
    (item,) = read.items
    return item


def test_a_choice_with_all_that_moodle_says() -> None:
    category = (
        '<question type="category"><category><text>$course$/top/A/B</text></category></question>'
    )
    read = read_questions(quiz(category, QUESTION), "quiz.xml")
    (item,) = read.items
    assert item.kind is Kind.CHOICE
    assert item.stem == Text("<p>Which is <em>closest</em>?&nbsp;</p>", Markup.HTML)
    assert item.feedback == Text("See *slide 4*", Markup.MARKDOWN)
    assert (item.name, item.id, item.category) == ("Caches & co", "mem-1", "A/B")
    assert (item.points, item.shuffle, item.when_right.text) == (2, False, "Yes")
    assert (item.tags, item.difficulty) == (("cache",), 0.25)
    assert [(c.text, c.weight) for c in item.choices] == [
        (Text("L1"), 100),
        (Text("L2", Markup.HTML), 33.33333),
        (Text("disk", Markup.HTML), -50),
    ]
    assert item.choices[0].feedback == Text("<b>Right</b>", Markup.HTML)
    assert [str(note) for note in read.notes] == [
        "Moodle's settings: not carried over: answernumbering, hidden, penalty",
        "Line 22, question 1: a hint: not carried over",
    ]


def test_blanks_of_every_type() -> None:
    text = (
        "{1:MULTICHOICE:=L1#yes~%50%L2~disk\\}s} holds {2:SHORTANSWER_C:=lines~%25%words}, "
        "{:NUMERICAL:=64:1#bytes~*#no} bytes, {1:MR:=a~=b~c} and {1:ODD:=x}"
    )
    question = (
        '<question type="cloze"><questiontext format="html"><text><![CDATA[<p>'
        f"{text}</p>]]></text></questiontext></question>"
    )
    read = read_questions(quiz(question), "quiz.xml")
    (item,) = read.items
    assert item.stem == Text("[[1]] holds [[2]], [[3]] bytes, [[4]] and {1:ODD:=x}")
    first, second, third, fourth = item.gaps
    assert [(c.text.text, c.weight) for c in first.choices] == [
        ("L1", 100),
        ("L2", 50),
        ("disk}s", 0),
    ]
    assert (second.case_sensitive, second.points, second.kind) == (True, 2, Kind.SHORT)
    assert [(n.value, n.tolerance, n.feedback.text) for n in third.numbers] == [
        (Decimal(64), Decimal(1), "bytes"),
        (None, Decimal(0), "no"),
    ]
    assert fourth.kind is Kind.MULTIPLE
    assert [note.what for note in read.notes] == ["a blank of the type ODD"]


def test_words_to_drag_become_blanks_to_choose_for() -> None:
    item = read_one(
        '<question type="ddwtos"><questiontext><text>The [[2]] is above the [[1]].</text></questiontext>'
        "<dragbox><text>cellar</text><group>1</group></dragbox>"
        "<dragbox><text>roof</text><group>1</group></dragbox>"
        "<dragbox><text>river</text><group>2</group></dragbox></question>"
    )
    assert item.stem.text == "The [[1]] is above the [[2]]."
    assert [[(c.text.text, c.weight) for c in gap.choices] for gap in item.gaps] == [
        [("cellar", 0), ("roof", 100)],
        [("cellar", 100), ("roof", 0)],
    ]


def test_the_right_order_is_in_the_fractions() -> None:
    item = read_one(
        '<question type="ordering"><questiontext><text>Sort</text></questiontext>'
        '<answer fraction="3"><text>disk</text></answer><answer fraction="1"><text>L1</text></answer>'
        '<answer fraction="2"><text>DRAM</text></answer></question>'
    )
    assert [choice.text.text for choice in item.choices] == ["L1", "DRAM", "disk"]


def test_what_is_unknown_or_wrong_is_noted_beside_the_good_ones() -> None:
    odd = (
        '<question type="calculated"><questiontext><text>{a}+{b}</text></questiontext></question>\n'
    )
    bad = '<question type="numerical"><questiontext><text>How many?</text></questiontext>\n<answer fraction="100"><text>many</text></answer></question>\n'
    read = read_questions(quiz("\n", odd, bad, QUESTION), "quiz.xml")
    assert [item.id for item in read.items] == ["mem-1"]
    assert [str(note) for note in read.notes][1:3] == [
        "Line 3, question 1: the question type “calculated”: Lectern does not know it; it is left out",
        "Line 4, question 2: “many” is no number: write it like 3 or 2.5",
    ]


def test_a_file_that_breaks_off_gives_what_is_whole() -> None:
    data = quiz(QUESTION, "\n", QUESTION.replace("mem-1", "mem-2"))
    read = read_questions(data[: data.index(b"mem-2") + 30], "quiz.xml")
    assert [item.id for item in read.items] == ["mem-1"]
    assert [note.what for note in read.notes][-2:] == ["a question in broken XML", "broken XML"]
    assert "mend the file" in read.notes[-2].why


def test_html_s_names_for_characters_are_understood() -> None:
    item = read_one(
        '<question type="essay"><questiontext format="moodle_auto_format">'
        "<text>Caf&eacute;&nbsp;&amp; &lt;b&gt;bar&lt;/b&gt;</text></questiontext></question>"
    )
    assert item.stem == Text("Café\xa0& <b>bar</b>", Markup.MOODLE)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE quiz [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]>',
    ],
)
def test_entities_are_not_opened(prolog: str) -> None:
    data = f"{prolog}<quiz><question type='essay'><questiontext><text>&x;</text></questiontext></question></quiz>"
    with pytest.raises(UnreadableSource, match="declares entities"):
        read_questions(data.encode(), "quiz.xml")


def test_a_dtd_elsewhere_is_not_fetched_and_does_no_harm() -> None:
    data = (
        b'<!DOCTYPE quiz SYSTEM "http://localhost:9/quiz.dtd">' + quiz(QUESTION).split(b"\n", 1)[1]
    )
    assert len(read_questions(data, "quiz.xml").items) == 1


def test_deep_nesting_is_refused_in_words() -> None:
    deep = "<a>" * 5_000 + "</a>" * 5_000
    read = read_questions(quiz(deep, QUESTION), "quiz.xml")
    assert read.items == ()
    assert any(note.what == "broken XML" for note in read.notes)


def test_other_encodings_are_read_as_they_say() -> None:
    text = quiz(QUESTION).decode().replace("Caches &amp; co", "Größe é")
    for encoding in ("ISO-8859-1", "windows-1252", "UTF-16"):
        data = text.replace("UTF-8", encoding).encode(encoding)
        assert read_questions(data, "quiz.xml").items[0].name == "Größe é"


def _carried(item: Item) -> Item:
    """Feedback by result belongs to questions with several answers."""
    if item.kind in {Kind.CHOICE, Kind.MULTIPLE, Kind.MATCHING, Kind.ORDERING}:
        return item
    return replace(item, when_right=Text(), when_partly=Text(), when_wrong=Text())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(items(), min_size=1, max_size=3),
    texts(tuple(Markup), empty=True),
    st.sampled_from([1.0, 0.5, 3.0]),
    st.booleans(),
)
def test_what_moodle_xml_can_say_comes_back_as_it_was(
    given_items: list[Item], told: Text, points: float, case: bool
) -> None:
    full = [
        replace(
            item,
            when_right=told,
            when_wrong=told,
            points=1.0 if item.kind is Kind.DESCRIPTION else points,
            case_sensitive=case and item.kind is Kind.SHORT,
        )
        for item in given_items
    ]
    exported = write_questions(full, Format.MOODLE_XML)
    read = read_questions(exported.data, "out.xml")
    assert list(read.items) == [_carried(item) for item in full]
    assert exported.written == len(full)


def test_pairs_to_drag_are_pairs() -> None:
    item = read_one(
        '<question type="ddmatch"><questiontext format="html"><text>Drag</text></questiontext>'
        "<subquestion><text>a</text><answer format='html'><text>&lt;p&gt;&lt;b&gt;1&lt;/b&gt; &amp;amp; 2&lt;/p&gt;</text>"
        "</answer></subquestion><subquestion><text>b</text><answer format='html'><text>3</text></answer></subquestion>"
        "</question>"
    )
    assert item.kind is Kind.MATCHING
    assert [(pair.left.text, pair.right) for pair in item.pairs] == [("a", "1 & 2"), ("b", "3")]


def test_what_stands_empty_in_an_export_is_no_remark_and_what_is_said_of_a_category_is_one() -> (
    None
):
    """Moodle writes these tags for each question, empty or not."""
    essay = (
        '<question type="essay"><questiontext format="html"><text>Why?</text></questiontext>'
        '<graderinfo format="html">\n <text></text></graderinfo><responsetemplate format="html"><text/></responsetemplate>'
        '<hint format="html">\n <text></text></hint></question>'
    )
    category = '<question type="category"><category><text>top/A</text></category><info format="html"><text>{}</text></info></question>'
    assert read_questions(quiz(category.format(""), essay), "q.xml").notes == ()
    read = read_questions(quiz(category.format("On leaves"), essay), "q.xml")
    assert [note.what for note in read.notes] == ["what is said of a category"]
