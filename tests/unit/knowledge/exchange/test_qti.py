"""QTI 2.1 packages in and out, and Canvas's export in QTI 1.2."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from knowledge.errors import UnreadableSource
from knowledge.exchange import (
    Choice,
    Format,
    Gap,
    Item,
    Kind,
    Markup,
    Number,
    Pair,
    Text,
    read_questions,
    write_questions,
)
from knowledge.exchange.markup import plainest
from tests.unit.knowledge.exchange.canvas import (
    canvas_item,
    equal,
    itemfeedback,
    label,
    lid,
    quiz,
    read_canvas,
    respcondition,
    zipped,
)
from tests.unit.knowledge.exchange.items import items, texts


def test_canvas_s_choices_with_their_feedback() -> None:
    three = label("11", "L1") + label("12", "L2") + label("13", "disk")
    (item,) = read_canvas(
        canvas_item(
            "multiple_choice_question",
            lid("response1", three),
            respcondition("<other/>", "", feedback="general_fb")
            + respcondition(equal("12"), "", feedback="12_fb")
            + respcondition(equal("11")),
            itemfeedback("general_fb", "See slide 4")
            + itemfeedback("12_fb", "Close")
            + itemfeedback("general_incorrect_fb", "No"),
        )
    )
    assert (item.kind, item.stem, item.category) == (Kind.CHOICE, Text("What?"), "Week 3")
    assert (item.points, item.feedback.text, item.when_wrong.text) == (2, "See slide 4", "No")
    assert [(c.text.text, c.weight, c.feedback.text) for c in item.choices] == [
        ("L1", 100, ""),
        ("L2", 0, "Close"),
        ("disk", 0, ""),
    ]


def test_canvas_s_multiple_answers_and_truths() -> None:
    three = label("11", "SRAM") + label("12", "DRAM") + label("13", "flash")
    inside = f"<and>{equal('11')}{equal('12')}<not>{equal('13')}</not></and>"
    multiple, truth = read_canvas(
        canvas_item(
            "multiple_answers_question", lid("response1", three, "Multiple"), respcondition(inside)
        ),
        canvas_item(
            "true_false_question",
            lid("response1", label("21", "True") + label("22", "False")),
            respcondition(equal("22")),
        ),
    )
    assert multiple.kind is Kind.MULTIPLE
    assert [c.weight for c in multiple.choices] == [50, 50, 0]
    assert truth.kind is Kind.TRUE_FALSE
    assert [(c.text.text, c.weight) for c in truth.choices] == [("True", 0), ("False", 100)]


def test_canvas_s_words_and_numbers() -> None:
    fib = '<response_str ident="response1"><render_fib><response_label ident="answer1"/></render_fib></response_str>'
    margin = (
        f"<or>{equal('64')}<and><vargte respident='response1'>63</vargte>"
        "<varlte respident='response1'>65</varlte></and></or>"
    )
    between = "<vargte respident='response1'>1</vargte><varlte respident='response1'>4</varlte>"
    short, number, essay, text = read_canvas(
        canvas_item("short_answer_question", fib, respcondition(equal("LRU") + equal("lru"))),
        canvas_item("numerical_question", fib, respcondition(margin) + respcondition(between)),
        canvas_item("essay_question", fib, respcondition("<other/>", "")),
        canvas_item("text_only_question", "", ""),
    )
    assert [c.text.text for c in short.choices] == ["LRU", "lru"]
    assert [(n.value, n.tolerance) for n in number.numbers] == [
        (Decimal(64), Decimal(1)),
        (Decimal("2.5"), Decimal("1.5")),
    ]
    assert (essay.kind, text.kind) == (Kind.ESSAY, Kind.DESCRIPTION)


def test_canvas_s_pairs_blanks_and_orders() -> None:
    rights = label("1", "translations") + label("2", "data") + label("3", "nothing")
    matching, blanks, dropdown, order = read_canvas(
        canvas_item(
            "matching_question",
            lid("response_7", rights, material="TLB") + lid("response_8", rights, material="L1"),
            respcondition(equal("1", "response_7"), "50.00", "Add")
            + respcondition(equal("2", "response_8"), "50.00", "Add"),
        ),
        canvas_item(
            "fill_in_multiple_blanks_question",
            lid("response_b", label("1", "lines") + label("2", "blocks"), material="b")
            + lid("response_a", label("3", "cache"), material="a"),
            respcondition(equal("1", "response_b"), "50.00", "Add"),
            stem="A [a] holds [b] and [more]",
        ),
        canvas_item(
            "multiple_dropdowns_question",
            lid("response_a", label("1", "big") + label("2", "small"), material="a"),
            respcondition(equal("2", "response_a"), "100.00", "Add"),
            stem="L1 is [a].",
        ),
        canvas_item(
            "ordering_question",
            lid("response1", label("1", "disk") + label("2", "L1"), "Ordered"),
            respcondition(equal("2") + equal("1")),
        ),
    )
    assert matching.pairs == (
        Pair(Text("TLB"), "translations"),
        Pair(Text("L1"), "data"),
        Pair(Text(), "nothing"),
    )
    assert blanks.stem == Text("A [[1]] holds [[2]] and [more]")
    assert [[c.text.text for c in gap.choices] for gap in blanks.gaps] == [
        ["cache"],
        ["lines", "blocks"],
    ]
    assert [(c.text.text, c.weight) for c in dropdown.gaps[0].choices] == [
        ("big", 0),
        ("small", 100),
    ]
    assert [c.text.text for c in order.choices] == ["L1", "disk"]


def test_what_canvas_asks_and_lectern_does_not_is_said() -> None:
    good = canvas_item("essay_question", "", "")
    files = {
        "g1/g1.xml": quiz("\n", canvas_item("calculated_question", "", ""), good),
        "g1/assessment_meta.xml": b"<quiz_meta/>",
        "pictures/a.png": b"\x89PNG",
        "g2/g2.xml": b"<questestinterop><assessment",
    }
    read = read_questions(zipped(files), "export.zip")
    assert [item.kind for item in read.items] == [Kind.ESSAY]
    said = [str(note) for note in read.notes]
    assert said[0] == "1 files such as pictures: files are not carried over"
    assert said[1].startswith("Line 1: g2/g2.xml, broken XML: ")
    assert said[2] == (
        "Line 4, question 1: g1/g1.xml, a formula question: Lectern does not know it; it is left out"
    )


STANDARD = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="bags" title="Bags"
  adaptive="false" timeDependent="false">
 <responseDeclaration identifier="R" cardinality="multiple" baseType="identifier">
  <correctResponse><value>H</value><value>O</value></correctResponse>
  <mapping lowerBound="0" upperBound="2" defaultValue="-2">
   <mapEntry mapKey="H" mappedValue="1"/><mapEntry mapKey="O" mappedValue="1"/>
   <mapEntry mapKey="Cl" mappedValue="-1"/></mapping>
 </responseDeclaration>
 <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
 <itemBody>
  <p>Think of <b>water</b>.</p>
  <choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="0">
   <prompt>Which elements are in it?</prompt>
   <simpleChoice identifier="H">Hydrogen <feedbackInline outcomeIdentifier="F" identifier="H">Yes</feedbackInline></simpleChoice>
   <simpleChoice identifier="O">Oxygen</simpleChoice>
   <simpleChoice identifier="Cl">Chlorine</simpleChoice>
  </choiceInteraction>
 </itemBody>
 <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>
</assessmentItem>
"""


def test_a_question_as_the_standard_has_it() -> None:
    (item,) = read_questions(STANDARD.encode(), "bags.xml").items
    assert (item.kind, item.id, item.name, item.shuffle) == (Kind.MULTIPLE, "bags", "Bags", True)
    assert item.stem == Text(
        "<p>Think of <b>water</b>.</p>\n  \n <div>Which elements are in it?</div>", Markup.HTML
    )
    assert [(c.text.text, c.weight, c.feedback.text) for c in item.choices] == [
        ("Hydrogen", 50, "Yes"),
        ("Oxygen", 50, ""),
        ("Chlorine", -50, ""),
    ]


CONVERTED = """
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="Pick">
 <responseDeclaration identifier="response1" cardinality="multiple" baseType="identifier"/>
 <itemBody><div class="grid-row"><div class="col-12"><div class="html">&lt;b&gt;Which?&lt;/b&gt;</div>
  <choiceInteraction responseIdentifier="response1" maxChoices="0">
   <simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two</simpleChoice>
   <simpleChoice identifier="C">three</simpleChoice>
  </choiceInteraction></div></div></itemBody>
 <responseProcessing><responseCondition><responseIf><and>
   <member><baseValue baseType="identifier">A</baseValue><variable identifier="response1"/></member>
   <member><baseValue baseType="identifier">B</baseValue><variable identifier="response1"/></member>
   <not><member><baseValue baseType="identifier">C</baseValue><variable identifier="response1"/></member></not>
  </and><setOutcomeValue identifier="SCORE"><baseValue baseType="float">100</baseValue></setOutcomeValue>
 </responseIf></responseCondition></responseProcessing>
</assessmentItem>
"""


def test_what_canvas_s_converter_makes_of_its_own_is_read() -> None:
    """Conditions instead of right answers, HTML as text, and divisions around everything."""
    (item,) = read_questions(CONVERTED.encode(), "x").items
    assert item.stem == Text("<b>Which?</b>", Markup.HTML)
    assert [(c.text.text, c.weight) for c in item.choices] == [
        ("one", 50),
        ("two", 50),
        ("three", 0),
    ]


def test_a_bank_s_title_is_the_category() -> None:
    bank = quiz(canvas_item("essay_question", "", "")).decode()
    title = "<qtimetadata><qtimetadatafield><fieldlabel>bank_title</fieldlabel><fieldentry>Bank 7</fieldentry></qtimetadatafield></qtimetadata>"
    bank = re.sub(r"<assessment [^>]*>", f"<objectbank ident='b'>{title}", bank)
    bank = bank.replace("</assessment>", "</objectbank>")
    assert read_questions(bank.encode(), "x").items[0].category == "Bank 7"


def test_what_a_quiz_draws_from_elsewhere_is_said() -> None:
    group = (
        '<section ident="g"><selection_ordering><selection><sourcebank_ref>b7</sourcebank_ref>'
        "<selection_number>3</selection_number></selection></selection_ordering></section>"
    )
    read = read_questions(quiz(group, canvas_item("essay_question", "", "")), "x")
    assert len(read.items) == 1
    assert [note.what for note in read.notes] == [
        "the questions drawn from a bank",
        "that only 3 questions of a group are asked",
    ]


def test_an_office_file_is_told_from_a_package() -> None:
    with pytest.raises(
        UnreadableSource, match=r"no questions in this zip: send a QTI export of a quiz$"
    ):
        read_questions(zipped({"word/document.xml": b"<document/>", "a.png": b"x"}), "x.docx")


def test_canvas_finds_what_it_looks_for() -> None:
    """The names and structures that Canvas's own importer tells kinds and answers by."""
    truth = (Choice(Text("True"), 100, Text("Right")), Choice(Text("False")))
    given_items = [
        Item(Kind.TRUE_FALSE, Text("Is it?"), truth, feedback=Text("See slide 3")),
        Item(Kind.NUMERICAL, Text("How many?"), numbers=(Number(Decimal(3), Decimal(1)),)),
        Item(Kind.SHORT, Text("Which?"), (Choice(Text("LRU"), 100),)),
    ]
    files = zipfile.ZipFile(BytesIO(write_questions(given_items, Format.QTI).data))
    manifest = etree.fromstring(files.read("imsmanifest.xml"))
    assert [e.text for e in manifest.iter("{*}interactionType")] == [
        "choiceInteraction",
        "extendedTextInteraction",
        "extendedTextInteraction",
    ]
    assert [e.get("value") for e in manifest.iter("{*}instructureField")] == ["numerical_question"]
    first, second, third = (
        etree.fromstring(files.read(f"items/lectern_item_{n}.xml")) for n in (1, 2, 3)
    )
    assert [v.get("identifier")[:2] for v in first.iterfind(".//{*}match/{*}variable")] == [
        "TF"
    ] * 2
    assert [f.get("identifier") for f in first.iter("{*}modalFeedback")] == [
        "feedback_1",
        "general_fb",
    ]
    assert [e.text for e in second.iterfind(".//{*}gte/{*}baseValue")] == ["2"]
    assert [e.text for e in third.iterfind(".//{*}stringMatch/{*}baseValue")] == ["LRU"]
    assert [e.text for e in first.iterfind(".//{*}correctResponse/{*}value")] == ["choice_1"]
    assert third.find(".//{*}correctResponse") is None  # Canvas would list each answer twice


def test_what_qti_or_canvas_cannot_say_is_said() -> None:
    odd = Gap(Kind.MULTIPLE, (Choice(Text("a"), 50), Choice(Text("b"), 50)))
    given_items = [
        Item(Kind.CLOZE, Text("So [[1]]"), gaps=(odd,)),
        Item(Kind.ESSAY, Text("*Why?*", Markup.MARKDOWN)),
        Item(Kind.SHORT, Text("Q"), (Choice(Text("a"), 100), Choice(Text("b"), 0))),
        Item(Kind.CHOICE, Text("Q"), (Choice(Text("a"), 100), Choice(Text("b"), 50))),
        Item(Kind.SHORT, Text("Q"), (Choice(Text("*Darwin"), 100), Choice(Text("*"), 100))),
        Item(Kind.SHORT, Text("Q"), (Choice(Text(r"2\*3"), 100), Choice(Text("*"), 100))),
    ]
    assert [str(note) for note in write_questions(given_items, Format.QTI).notes] == [
        "Question 1: a blank with several right choices: QTI cannot ask it; it is left out",
        "Question 2: how its text is set: written as HTML",
        "Question 3: answers that give no points: left out: Canvas would take them for right",
        "Question 4: parts of the points for single answers: in the file, but Canvas counts each answer "
        "as right or wrong",
        "Question 5: a * that stands for anything: others take it as it is",
    ]


def _on_one_line(text: Text) -> Text:
    return replace(text, text=" ".join(text.text.split("\n")))


def _carried(item: Item) -> Item:
    """HTML that says no more than its words comes back as words; every right side but once."""
    choices = tuple(
        replace(c, text=plainest(c.text), feedback=plainest(c.feedback))
        for c in item.choices
        if item.kind is not Kind.SHORT or c.weight > 0
    )
    numbers = tuple(replace(n, feedback=plainest(n.feedback)) for n in item.numbers)
    used = {pair.right for pair in item.pairs if pair.left}
    pairs = tuple(
        replace(p, left=plainest(p.left)) for p in item.pairs if p.left or p.right not in used
    )
    gaps = tuple(
        replace(g, choices=tuple(replace(c, text=_on_one_line(c.text)) for c in g.choices))
        for g in item.gaps
    )
    return replace(
        item,
        stem=plainest(item.stem),
        gaps=gaps,
        choices=choices,
        numbers=numbers,
        pairs=pairs,
        feedback=plainest(item.feedback),
        when_right=plainest(item.when_right),
        when_partly=plainest(item.when_partly),
        when_wrong=plainest(item.when_wrong),
    )


_MARKUPS = (Markup.PLAIN, Markup.HTML)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(items(markups=_MARKUPS), min_size=1, max_size=3),
    texts(_MARKUPS, empty=True),
    st.sampled_from([1.0, 3.0]),
    st.booleans(),
)
def test_what_qti_can_say_comes_back_as_it_was(
    given_items: list[Item], told: Text, points: float, flag: bool
) -> None:
    full = [
        replace(
            item,
            when_right=told,
            when_partly=told,
            when_wrong=told,
            points=1.0 if item.kind is Kind.DESCRIPTION else points,
            shuffle=flag or item.kind not in {Kind.CHOICE, Kind.MULTIPLE, Kind.MATCHING},
            case_sensitive=flag and item.kind is Kind.SHORT,
        )
        for item in given_items
    ]
    out = write_questions(full, Format.QTI)
    refused = {note.question for note in out.notes if note.why.endswith("it is left out")}
    kept = [item for n, item in enumerate(full, 1) if n not in refused]
    assert out.written == len(kept)
    if kept:
        assert list(read_questions(out.data, "out.zip").items) == [_carried(item) for item in kept]
    assert write_questions(full, Format.QTI).data == out.data


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.png": b"x"}, "no questions in this zip"),
        ({"collection.anki2": b"x"}, "Anki decks"),
        ({"a.xml": b"<other/>"}, "no questions in this zip"),
        ({"a.xml": b" " * 30_000_000}, "no questions in this zip.*zip bombs"),
        ({f"{n}.xml": b"" for n in range(10_001)}, "more than 10,000 files"),
        ({f"{n}.xml": b" " * 12_000_000 for n in range(9)}, "unpacks to more than 100 MB"),
    ],
)
def test_packages_that_are_none_or_bombs_are_refused(files: dict[str, bytes], why: str) -> None:
    with pytest.raises(UnreadableSource, match=why):
        read_questions(zipped(files), "x.zip")


def test_a_damaged_zip_is_refused() -> None:
    data = zipped({"a.xml": STANDARD.encode()})
    for broken in (data[:-30], data[:4] + b"?" * 40):
        with pytest.raises(UnreadableSource):
            read_questions(broken, "x.zip")
