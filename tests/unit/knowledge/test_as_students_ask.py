"""Questions as students type them: amounts, names told in passing, columns, letters, and what is no answer."""

from __future__ import annotations

import pytest

from knowledge.course import Topic
from knowledge.model import Abstention, Answer, AnswerKind, Bullet, Form
from tests.unit.knowledge.test_asking import NOW, course_of, quote, slide

LOOMS = course_of(
    slide("Tapestry", "Weavers' names stand for their towns"),
    slide("Learning outcomes", "Explain how felting works", "Describe the reasons for sizing"),
    slide("T Looms", "They stand upright", "They run at about 3 m/s"),
    slide("S Looms", "They lie flat", "They run at about 5 m/s"),
    slide("Dyeing", "The vat is held at around 60 °C", "Wool takes up 80 % of the dye"),
    slide("Cold mordants", "4 people are needed in winter"),
    slide(
        "Kinds of yarn",
        Bullet(
            "Woollen yarn | Worsted yarn\nshort fibres | long fibres\nwarm | smooth",
            form=Form.TABLE,
        ),
    ),
    slide("Trouble with worsted", "costs a lot", "no match for woollen cloth", "needs combing"),
    slide(
        "Prices",
        Bullet("price | quantity\n$3 | 5\n$5 | 3\n$6 | 2", form=Form.TABLE),
    ),
    slide("Second quality cloth", "sold by weight", "has small faults"),
    slide("Step #2: Fulling", "The cloth is beaten in water", "It shrinks and thickens"),
    slide("Fulling has limits", "Where is the water from?", "Depends on the mill"),
    slide("Fulling and felting together", "A", "B", "A", "B"),
    slide("Chapter plan", "Sizing", "Beetling", "Sizing and beetling"),
    slide("A weaver's mind", 'A shop goes by the "FTO" rule', "Fibre", "Twist", "Order"),
    slide("Ann Lee", "Ann Lee was born in 1736 on the quay", "Her shop opened in 1760"),
    slide("Mills", "Ann Lee proposed the mill in 1771", "Work Book: A list of all cloth"),
    slide("R Looms", "They hang from a beam"),
    slide("Warp Faced Weave", "Only the warp shows"),
    slide("Fill in the gaps", "Words: gauze, selvedge, nap, pile, bobbin"),
    slide("Cloth", "A selvedge is used so that no edge frays"),
    slide(
        "Cloth at home",
        Bullet("Trims!"),
        Bullet("Braid", level=1),
        Bullet("Gold fringe", level=1),
        Bullet("Trims", level=0),
        Bullet("Whatever is sewn on along an edge for show", level=1),
    ),
    slide("Finishing has one challenge: dust", "Dust settles on the cloth"),
)


def answered(question: str) -> bool:
    return LOOMS.ask(question, now=NOW).answered


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how fast are s looms", "5 m/s"),
        ("speed of t looms", "3 m/s"),
        ("how hot is the vat", "60 °C"),
        ("what percentage of dye does wool take up", "80 %"),
        ("what is the quantity when the price is $5", "$5 | 3"),
        ("when was ann lee born", "1736"),
        ("2nd quality cloth", "small faults"),
        ("what is fulling", "beaten in water"),
        ("drawbacks of finishing", "Dust settles"),
        ("characteristics of t looms", "stand upright"),
        ("fulling def", "beaten in water"),
        ("what's the workbook", "A list of all cloth"),
        ("what does FTO stand for", "Fibre\nTwist\nOrder"),
    ],
)
def test_it_is_found_where_the_slide_says_it_in_a_unit_a_column_or_another_form(
    question: str, said: str
) -> None:
    assert said in quote(LOOMS, question)


@pytest.mark.parametrize(
    "question",
    [
        "what is felting",
        "why is sizing done",
        "what is beetling",
        "third quality cloth",
        "how old is the quay",
        "what is nap",
    ],
)
def test_aims_bare_names_another_of_the_kind_and_a_birth_are_no_answers(question: str) -> None:
    assert not answered(question)


def test_only_the_row_with_the_price_is_quoted() -> None:
    assert quote(LOOMS, "what is the quantity when the price is $3").split("\n") == [
        "price | quantity",
        "$3 | 5",
    ]


@pytest.mark.parametrize(
    "question", ["difference between t and s looms", "T vs S looms", "t looms vs s looms"]
)
def test_a_noun_that_stands_once_belongs_to_both_letters(question: str) -> None:
    found = LOOMS.ask(question, now=NOW)
    assert isinstance(found, Answer)
    assert {"upright" in found.quote, "flat" in found.quote} == {True, False}
    assert "flat" in found.also[0].quote or "upright" in found.also[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "woollen vs worsted yarn",
        "how is woollen different from worsted",
        "how does woollen yarn differ from worsted",
    ],
)
def test_a_table_with_a_column_for_either_compares_them(question: str) -> None:
    found = quote(LOOMS, question)
    assert found.startswith("Woollen yarn | Worsted yarn\nshort")


def test_labels_of_a_drawing_are_never_quoted() -> None:
    assert "\nB" not in f"\n{quote(LOOMS, 'difference between fulling and felting')}"
    assert "\nA\n" not in f"\n{quote(LOOMS, 'fulling and felting together')}\n"


@pytest.mark.parametrize(
    "text", ["who made you", "Who built u?", "qué puedes hacer", "was kannst du"]
)
def test_who_made_the_assistant_is_no_question_about_the_course(text: str) -> None:
    assert LOOMS.ask(text, now=NOW).kind is AnswerKind.CHAT


def test_three_that_are_compared_are_each_told_of() -> None:
    found = LOOMS.ask("t looms vs s looms vs r looms", now=NOW)
    assert isinstance(found, Answer)
    told = [found.quote, *(other.quote for other in found.also)]
    assert ["upright" in told[0], "flat" in told[1], "beam" in told[2]] == [True] * 3


def test_a_line_that_tells_comes_before_one_that_counts_up() -> None:
    assert "no edge frays" in quote(LOOMS, "what is a selvedge")


@pytest.mark.parametrize("question", ["what does WFW stand for", "what is WFW", "WFWs?"])
def test_initials_of_a_title_are_offered_and_not_called_the_answer(question: str) -> None:
    found = LOOMS.ask(question, now=NOW)
    assert isinstance(found, Abstention)
    assert found.meant == ("warp", "faced", "weave")
    assert found.near_misses[0].quote == "Only the warp shows"


def test_initials_that_no_title_has_are_offered_nothing() -> None:
    assert LOOMS.ask("what is XQZ", now=NOW).near_misses == ()


def test_names_below_the_kind_are_its_examples_and_what_it_is_is_none() -> None:
    assert quote(LOOMS, "examples of trims") == "Trims!\nBraid\nGold fringe"


@pytest.mark.parametrize(
    ("before", "then", "said"),
    [
        ("who was ann lee", "when was she born", "1736"),
        ("what are s looms", "how fast are they?", "5 m/s"),
        ("what are trims", "any examples?", "Gold fringe"),
    ],
)
def test_a_follow_up_is_about_what_the_thread_is_about(before: str, then: str, said: str) -> None:
    assert said in LOOMS.ask(then, now=NOW, topic=Topic(before)).quote


def test_a_follow_up_about_an_amount_is_not_answered_about_something_else() -> None:
    assert not LOOMS.ask("how fast is it?", now=NOW, topic=Topic("what is fulling")).answered
