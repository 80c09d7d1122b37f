"""What holds for every question, whatever the slides say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Build, Bullet, Form, Slide
from knowledge.questions import QuizKind, draft_questions, to_gift
from knowledge.questions.choices import are_fair
from knowledge.questions.texts import bare, is_name, is_sentence, key, stands_alone, tidy

NAMES = st.sampled_from(
    "osmosis|active transport|ribosome|lysosome|cell cycle|KVM|the senate|virtual machine|sodium pump|mRNA|quorum|"
    "Types of attacks|Advantages|Cons|Phases of the cycle|Overview|What is a socket?|replication lag|byte".split(
        "|"
    )
)
MEANINGS = st.sampled_from(
    "a council of former officials that decided on war|the movement of water through a membrane|it does this|"
    "moves three ions for every two that enter|a process that shares the kernel with its host|less than before|"
    "see the next slide|simple diffusion, facilitated diffusion, osmosis|higher than the lower one|x = y|1914".split(
        "|"
    )
)
SHAPES = st.sampled_from(
    ["{0}: {1}", "{0} is {1}", "{0} – {1}", "{0}", "{1}", "{0} ({1})", "1066: {1}"]
)
LINES = st.one_of(
    st.builds(lambda shape, name, told: shape.format(name, told), SHAPES, NAMES, MEANINGS),
    st.text(max_size=60),
)
BULLETS = st.builds(
    Bullet,
    text=LINES,
    level=st.integers(0, 2),
    form=st.sampled_from([Form.TEXT, Form.TEXT, Form.TABLE]),
)
SLIDES = st.lists(
    st.builds(
        lambda title, bullets, page, file: Slide(
            file=file, title=title, bullets=tuple(bullets), page=page, language="en"
        ),
        st.one_of(NAMES, st.text(max_size=40)),
        st.lists(BULLETS, max_size=8),
        st.integers(1, 9),
        st.sampled_from(["a.md", "b.md"]),
    ),
    max_size=8,
)


def course(slides: list[Slide]) -> Build:
    filler = Slide(
        file="a.md",
        title="Cells",
        bullets=(
            Bullet("The cell is the unit of life and it is of the size of a grain in a heap"),
        ),
        language="en",
    )
    given_slides = (filler, *slides)
    return Build(slides=given_slides, distinct=given_slides, files=("a.md", "b.md"))


@settings(max_examples=60, deadline=None)
@given(SLIDES, st.integers(0, 5))
def test_every_question_has_one_answer_among_distinct_choices(
    slides: list[Slide], seed: int
) -> None:
    build = course(slides)
    found = draft_questions(build, seed=seed)
    for q in found.questions:
        assert q.choices.count(q.answer) == 1
        assert len({key(c) for c in q.choices}) == len(q.choices) >= 2
        assert 0.0 <= q.difficulty <= 1.0
        assert q.explanation.strip()
        if q.kind not in {QuizKind.TRUE_FALSE, QuizKind.ORDER, QuizKind.NUMBER}:
            assert f" {key(q.answer)} " not in f" {key(q.question)} "
    assert len({q.question for q in found.questions}) == len(found.questions)
    assert draft_questions(build, seed=seed) == found
    assert to_gift(found.questions).count("####") == len(found.questions)


@settings(max_examples=30, deadline=None)
@given(SLIDES, st.integers(1, 4))
def test_no_more_are_given_than_were_asked_for(slides: list[Slide], count: int) -> None:
    build = course(slides)
    every = draft_questions(build).questions
    some = draft_questions(build, count=count).questions
    assert len(some) == min(count, len(every))
    assert set(some) <= set(every)


@given(st.text(max_size=80))
def test_any_line_can_be_judged(text: str) -> None:
    assert tidy(tidy(text)) == tidy(tidy(tidy(text)))
    if stands_alone(bare(text), "en"):
        assert bare(text)
    is_name(text, "en")
    is_sentence(text, "en")


def test_a_question_that_tells_its_answer_is_not_fair() -> None:
    wrong = ["Stack", "Tree", "Graph"]
    assert are_fair("Which structure gives back first what came first?", ["Queue", *wrong], "Queue")
    assert not are_fair("What does a queue do?", ["Queue", *wrong], "Queue")
    assert not are_fair("Which loop filesystem is it?", ["loopfs", "procfs", "ufs"], "loopfs")
    long = "A structure from which whatever was put in first is also taken out first, without exception"
    assert not are_fair("What is it?", [long, *wrong], long)
    assert not are_fair("What is it?", ["Queue", "queue", "Tree"], "Queue")
