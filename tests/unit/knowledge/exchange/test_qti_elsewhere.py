"""QTI as other programs than Canvas's old quizzes write it: New Quizzes, converters, the standard's own examples."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.exchange import Item, Kind, Markup, Text, read_questions
from tests.unit.knowledge.exchange.canvas import (
    canvas_item,
    equal,
    label,
    lid,
    quiz,
    read_canvas,
    respcondition,
)


def new_label(ident: str, text: str, algorithm: str, answer_type: str) -> str:
    """An answer of a blank, as New Quizzes has it."""
    more = f"scoring_algorithm='{algorithm}' answer_type='{answer_type}'"
    return label(ident, text).replace("<response_label", f"<response_label {more}")


def blanks(*labels: str, fields: str = "") -> str:
    """A text with one blank, whose first answer is right."""
    made = canvas_item(
        "fill_in_multiple_blanks_question",
        lid("response_a", "".join(labels), material="a"),
        respcondition(equal("1", "response_a"), "100.00", "Add"),
        stem="Roses are [a].",
    )
    return made.replace("</qtimetadata>", f"{fields}</qtimetadata>")


def test_a_blank_to_choose_for_has_wrong_choices() -> None:
    """New Quizzes calls it a text with blanks all the same, and once all choices were taken for right."""
    for kind in ("dropdown", "wordbank"):
        (item,) = read_canvas(
            blanks(
                new_label("1", "red", "Equivalence", kind),
                new_label("2", "sour", "Equivalence", kind),
            )
        )
        assert item.gaps[0].kind is Kind.CHOICE
        assert [(c.text.text, c.weight) for c in item.gaps[0].choices] == [
            ("red", 100),
            ("sour", 0),
        ]


def test_words_that_are_matched_by_a_pattern_are_said() -> None:
    read = read_questions(quiz(blanks(new_label("1", "^reds?$", "TextRegex", "openEntry"))), "x")
    assert [c.text.text for c in read.items[0].gaps[0].choices] == ["^reds?$"]
    assert [note.what for note in read.notes] == ["the pattern “^reds?$”"]
    near = blanks(new_label("1", "red", "TextContainsAnswer", "openEntry"))
    assert [note.what for note in read_questions(quiz(near), "x").notes] == [
        "that “red” may stand among other words"
    ]


def test_capital_letters_count_where_new_quizzes_says_so() -> None:
    field = "<qtimetadatafield><fieldlabel>case_sensitive</fieldlabel><fieldentry>true</fieldentry></qtimetadatafield>"
    said = new_label("1", "red", "TextEquivalence", "openEntry")
    (counted,) = read_canvas(blanks(said, fields=field))
    (forgiven,) = read_canvas(blanks(said))
    assert (counted.gaps[0].case_sensitive, forgiven.gaps[0].case_sensitive) == (True, False)


def test_points_by_answer_are_shares_of_the_best() -> None:
    """New Quizzes writes points there, though it says that the most is 100."""
    three = label("1", "A") + label("2", "B") + label("3", "C")
    (item,) = read_canvas(
        canvas_item(
            "multiple_choice_question",
            lid("response1", three),
            respcondition(equal("1"), "2.0") + respcondition(equal("2"), "1.0"),
        )
    )
    assert [choice.weight for choice in item.choices] == [100, 50, 0]


def test_html_that_is_not_escaped_is_read_whole() -> None:
    """Converters write <p> as a tag in the XML, and the words in it and after it were lost."""
    written = canvas_item(
        "multiple_choice_question",
        lid("response1", label("1", "x") + label("2", "y")),
        respcondition(equal("1")),
        stem="STEM",
    )
    stem = "&lt;div&gt;&lt;p&gt;STEM&lt;/p&gt;&lt;/div&gt;"
    nested = written.replace(stem, "<p>What is <code>a &amp; b</code> in\n   <b>C</b>?</p>")
    nested = nested.replace(">x<", "><div class='block'>\n  <p>\n   four\n  </p></div><")
    (item,) = read_canvas(nested)
    assert item.stem == Text("<p>What is <code>a &amp; b</code> in\n   <b>C</b>?</p>", Markup.HTML)
    assert [choice.text for choice in item.choices] == [Text("four"), Text("y")]
    half = written.replace(stem, "&lt;p&gt;Is <code>a &lt; b</code> so?&lt;/p&gt;")
    assert read_canvas(half)[0].stem == Text("<p>Is <code>a &lt; b</code> so?</p>", Markup.HTML)


ORDER = """<questestinterop><item ident="o" title="Days"><presentation><flow>
 <material><mattext>Which order?</mattext></material>
 <response_lid ident="OB01" rcardinality="Ordered"><render_extension><ims_render_object><flow_label>
  <response_label ident="A"><material><mattext>Monday</mattext></material></response_label>
  <response_label ident="C"><material><mattext>Friday</mattext></material></response_label>
  <response_label ident="E"><material><mattext>Sunday</mattext></material></response_label>
 </flow_label></ims_render_object></render_extension></response_lid></flow></presentation>
 <resprocessing><outcomes><decvar varname="ORDERSCORE" vartype="Integer" defaultval="1"/></outcomes>
  <respcondition><conditionvar><varequal respident="OB01">A</varequal><varequal respident="OB01">C</varequal>
   <varequal respident="OB01">E</varequal></conditionvar><setvar action="Add" varname="SCORE1">5</setvar>
  </respcondition></resprocessing></item></questestinterop>"""


def test_an_order_is_told_by_what_the_standard_says() -> None:
    (item,) = read_questions(ORDER.encode(), "x").items
    assert item.kind is Kind.ORDERING
    assert [choice.text.text for choice in item.choices] == ["Monday", "Friday", "Sunday"]


def _asked(prompt: str) -> Item:
    written = f"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="T">
 <responseDeclaration identifier="R" cardinality="single" baseType="identifier">
  <correctResponse><value>A</value></correctResponse></responseDeclaration>
 <itemBody><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>{prompt}</prompt>
  <simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two</simpleChoice>
 </choiceInteraction></itemBody></assessmentItem>"""
    return read_questions(written.encode(), "x").items[0]


def test_lines_of_the_file_are_no_lines_of_the_text() -> None:
    assert _asked("Both belong to the\n\t\t\t   school of\n  thought.").stem == Text(
        "Both belong to the school of thought."
    )
    assert _asked("First\n   one<br/>\n   then  two").stem == Text("First one\nthen  two")


OPENOLAT = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="sc1" title="T">
 <responseDeclaration identifier="R" cardinality="single" baseType="identifier">
  <correctResponse><value>id1</value></correctResponse></responseDeclaration>
 <itemBody><p>Which?</p><choiceInteraction responseIdentifier="R" maxChoices="1">
   <simpleChoice identifier="id1"><p>Cuticle</p></simpleChoice><simpleChoice identifier="id2"><p>Stoma</p></simpleChoice>
  </choiceInteraction><rubricBlock view="candidate"><p>Think of wax.</p></rubricBlock></itemBody>
 <responseProcessing>
  <responseCondition><responseIf><match><baseValue baseType="identifier">correct</baseValue>
   <variable identifier="FEEDBACKBASIC"/></match><setOutcomeValue identifier="FEEDBACKMODAL"><multiple>
   <variable identifier="FEEDBACKMODAL"/><baseValue baseType="identifier">Feedback1</baseValue></multiple>
   </setOutcomeValue></responseIf></responseCondition>
  <responseCondition><responseIf><match><baseValue baseType="identifier">incorrect</baseValue>
   <variable identifier="FEEDBACKBASIC"/></match><setOutcomeValue identifier="FEEDBACKMODAL"><multiple>
   <variable identifier="FEEDBACKMODAL"/><baseValue baseType="identifier">Feedback2</baseValue></multiple>
   </setOutcomeValue></responseIf></responseCondition>
 </responseProcessing>
 <modalFeedback identifier="Feedback1" outcomeIdentifier="FEEDBACKMODAL" showHide="show">Well done.</modalFeedback>
 <modalFeedback identifier="Feedback2" outcomeIdentifier="FEEDBACKMODAL" showHide="show">See slide 3.</modalFeedback>
 <modalFeedback identifier="Third" outcomeIdentifier="FEEDBACKMODAL" showHide="show">After three tries.</modalFeedback>
</assessmentItem>"""


def test_feedback_by_openolats_rules_is_read_and_what_follows_other_rules_is_said() -> None:
    read = read_questions(OPENOLAT.encode(), "x")
    (item,) = read.items
    assert (item.when_right, item.when_wrong) == (Text("Well done."), Text("See slide 3."))
    assert [note.what for note in read.notes] == [
        "a hint or a note (“Think of wax.”)",
        "feedback (“After three tries.”)",
    ]


def _number(rule: str, interaction: str) -> str:
    return f"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="n" title="N">
 <responseDeclaration identifier="R" cardinality="single" baseType="float"><correctResponse><value>4</value>
  </correctResponse></responseDeclaration><itemBody><p>How many? {interaction}</p></itemBody>
 <responseProcessing><responseCondition><responseIf><equal {rule}><variable identifier="R"/>
  <correct identifier="R"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>
  </setOutcomeValue></responseIf></responseCondition></responseProcessing></assessmentItem>"""


@pytest.mark.parametrize(
    ("rule", "tolerance"),
    [
        ('toleranceMode="absolute" tolerance="0.5 0.5"', "0.5"),
        ('toleranceMode="relative" tolerance="10"', "0.4"),
        ('toleranceMode="exact"', "0"),
    ],
)
def test_the_tolerance_around_the_declared_number_is_read(rule: str, tolerance: str) -> None:
    written = _number(rule, '<textEntryInteraction responseIdentifier="R"/>')
    (item,) = read_questions(written.encode(), "x").items
    (number,) = item.gaps[0].numbers
    assert (number.value, number.tolerance) == (Decimal(4), Decimal(tolerance))


def test_a_question_whose_numbers_are_drawn_anew_is_left_out() -> None:
    written = _number(
        "", '<printedVariable identifier="a"/><textEntryInteraction responseIdentifier="R"/>'
    )
    read = read_questions(written.encode(), "x")
    assert read.items == ()
    assert [note.what for note in read.notes] == ["a question with other numbers each time"]
