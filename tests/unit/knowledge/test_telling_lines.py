"""Lines that stand for those below them, names with small words in them, and what only looks like an answer."""

from __future__ import annotations

import pytest

from knowledge.model import Abstention, Bullet, Form
from tests.unit.knowledge.test_asking import NOW, course_of, quote, slide

LOOMS = course_of(
    slide(
        "Drawloom",
        "Drawlooms lift single warp threads by cords that a second weaver pulls",
        "Advantages",
        "any pattern at all, and as wide as the cloth",
        "Disadvantages",
        "two people are needed, and each pattern takes weeks to set up",
    ),
    slide(
        "Weighted loom",
        "The warp hangs from a beam and is kept straight by stones",
        "Pros",
        "cheap to build",
        "Cons",
        "narrow cloth only",
    ),
    slide(
        "Choosing a yarn",
        "There are three problems in choosing a yarn.",
        "It may shrink when washed",
        "It may lose its colour",
        "It may tear on the loom",
        "Ask the dyer first",
    ),
    slide("Warp and weft", "Under the plain theory, this is what holds the cloth", "Ends are cut"),
    slide("Plain theory", "Cloth holds by friction alone", "Named after a village"),
    slide(
        "Selvedge",
        "A selvedge is a classic edge.",
        "This keeps the cloth from fraying and needs no hem",
        "Old looms made it narrow",
    ),
    slide("Terms", "Extra shuttles describe weaving with more than one colour", "A heddle lifts a thread"),
    slide("Weave values", "They are not all the same values", "Twill: steep, satin: flat"),
    slide("Weave classes", "An open class is a weave with holes", "Cloth is sold by the ell"),
    slide("K cells", "K cells weave the lining of silk glands", "Silk glands hold liquid silk"),
    slide("Deals", "“Spot” deals end on the spot", "Buyer and seller meet at the fair"),
    slide(
        "Stolen wool",
        "Oster v. Tern (1891) 12 G.C. 538",
        "A weaver sold wool that the guild had lent her",
        "The court: lent wool is not sold wool",
    ),
    slide("Later deals", "Non-spot deals need a notary", "Guild costs grow with distance"),
    slide("The guild", "Guild costs pay for the hall and its heating", "Members meet on Mondays"),
    slide(
        "Stations",
        "The shed and the reed are cleaned with the batten each night",
        "At the fair, if the reed breaks, the weaver and the shed stand idle",
    ),
    slide("Finishing", "Finishing has its dangers", "4 stages of finishing: fulling, napping, shearing, pressing"),
    slide("What are patterns?", "Patterns are orders of lifted threads", "They repeat"),
    slide("Fairness", "A guild does not tell fair and unfair deals apart: it does not distinguish them"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("advantages of the drawloom", "any pattern at all"),
        ("drawloom disadvantages", "two people are needed"),
        ("weighted loom cons", "narrow cloth only"),
        ("problems in choosing a yarn", "It may lose its colour"),
        ("what is the plain theory", "friction"),
        ("what is a selvedge", "fraying"),
        ("what is a heddle", "lifts a thread"),
        ("what is an open class", "a weave with holes"),
        ("what are k cells", "lining of silk glands"),
        ("what are spot deals", "end on the spot"),
        ("oster v tern", "lent wool is not sold wool"),
        ("guild costs", "pay for the hall"),
        ("how many stages of finishing are there", "4 stages"),
        ("what are patterns", "orders of lifted threads"),
        ("does a guild distinguish fair and unfair deals", "does not"),
    ],
)
def test_the_lines_that_tell_are_quoted(question: str, said: str) -> None:
    assert said in quote(LOOMS, question)


def test_a_label_is_quoted_with_its_own_lines_alone() -> None:
    assert quote(LOOMS, "drawloom disadvantages").split("\n") == [
        "Disadvantages",
        "two people are needed, and each pattern takes weeks to set up",
    ]


def test_as_many_lines_as_were_announced_are_quoted() -> None:
    assert "dyer" not in quote(LOOMS, "problems in choosing a yarn")


@pytest.mark.parametrize(
    "question",
    ["what is a p value", "what is a b cell", "difference between shed and reed"],
)
def test_what_only_names_a_part_of_it_is_no_answer(question: str) -> None:
    assert not LOOMS.ask(question, now=NOW).answered


EXAMPLES = course_of(
    slide(
        "How do knots form?", "Many knots form at night in damp or weak yarn (e.g. flax, nettle)"
    ),
    slide("Knots: example of a bowline", "The harbour of Tern has been tied so for years"),
    slide("Levels", "Person-level (e.g. weavers, dyers)", "Guild-level (e.g. halls, towns)"),
    slide("Beware", "Guild-level numbers say nothing at the person-level"),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("example of a knot", "harbour of Tern"),
        ("person level example", "weavers, dyers"),
        ("guild level?", "halls, towns"),
    ],
)
def test_examples_are_those_of_what_was_asked(question: str, said: str) -> None:
    assert said in quote(EXAMPLES, question)


TOOLS = course_of(
    slide("Tools", "We use Cassandra in the lab with a gossip protocol", "Vim edits files"),
    slide(
        "Locks", "A mutex admits one thread", "Threads often wait on a condvar, a queue of sleepers"
    ),
    slide("Logs", "Old versions are removed later: vacuum", "Readers never block on a snapshot"),
)


@pytest.mark.parametrize("question", ["what is gossip", "define gossip", "what is a snapshot?"])
def test_what_a_line_on_something_else_only_mentions_is_the_closest_and_no_answer(
    question: str,
) -> None:
    found = TOOLS.ask(question, now=NOW)
    assert isinstance(found, Abstention)
    assert found.undecided
    assert found.near_misses[0].quote.split()[0] in {"We", "Readers"}


@pytest.mark.parametrize("question", ["what is a mutex", "what is a condvar", "what is vacuum"])
def test_what_a_line_is_on_or_tells_beside_is_an_answer(question: str) -> None:
    assert TOOLS.ask(question, now=NOW).answered


REASONS = course_of(
    slide(
        "Indexes",
        "Why B-trees are wide",
        "Nodes fill a page, so few reads are needed",
        "Leaves are linked",
    ),
    slide("Joins", "Why joins are slow", "Rows are fetched at random"),
    slide("Why replication lags"),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [("why are b-trees wide", "few reads"), ("why are joins slow", "at random")],
)
def test_why_is_told_by_the_lines_below_one_that_only_asks_it(question: str, said: str) -> None:
    assert said in quote(REASONS, question)


def test_why_is_not_told_by_a_title_alone() -> None:
    assert not REASONS.ask("why does replication lag", now=NOW).answered


def test_a_pictures_description_is_quoted_only_where_it_tells_more_than_the_lines() -> None:
    drawn = Bullet("A diagram of quorums with three replicas", form=Form.PICTURE)
    course = course_of(
        slide("Quorums", "Quorums overlap, so that each read sees the last write", drawn),
        slide("Why NoSQL scales", Bullet("A chart of throughput by nodes", form=Form.PICTURE)),
    )
    assert "diagram" not in quote(course, "what are quorums")
    assert "diagram" in quote(course, "how many replicas are there with quorums")
    why = course.ask("why does nosql scale", now=NOW)
    assert isinstance(why, Abstention)
    assert why.undecided


def test_where_a_figure_is_from_tells_nothing() -> None:
    course = course_of(
        slide("Microservices", "Figure based on A. Meik. Testing with Encapsulation. Blog, 2021")
    )
    assert not course.ask("what is a microservice", now=NOW).answered
