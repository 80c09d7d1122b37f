"""Which drafts are kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from knowledge.questions import QuizKind, draft_questions
from knowledge.questions.model import Draft
from knowledge.questions.selection import select
from tests.unit.knowledge.questions.decks import COURSES, built

GLOSSARY = """# Cadences

- Authentic cadence: dominant to tonic, the strongest close of a phrase
- Plagal cadence: subdominant to tonic, known from the end of many hymns
- Half cadence: ends on the dominant and leaves the phrase unfinished
- Deceptive cadence: dominant to submediant in place of the expected tonic
- Phrygian cadence: a step down in the bass to the dominant of a minor key
"""
SHORT_FORMS = "# Protocols\n\n" + "".join(
    f"- The {long} ({short}) is a part of the work of the network and of its hosts\n"
    for long, short in (
        ("Transmission Control Protocol", "TCP"),
        ("Domain Name System", "DNS"),
        ("Simple Network Management Protocol", "SNMP"),
        ("Address Resolution Protocol", "ARP"),
        ("Remote Procedure Call", "RPC"),
        ("Virtual Private Network", "VPN"),
        ("Internet Control Message Protocol", "ICMP"),
        ("Network File System", "NFS"),
    )
)
SHORT_FORMS += "\n---\n\n# Order\n\n- TCP, DNS, SNMP, ARP, RPC, VPN, ICMP and NFS come in turn\n"


def test_what_a_term_means_is_asked_once(tmp_path: Path) -> None:
    """The term asked for by its meaning would answer the meaning asked for by its term."""
    build = built(tmp_path, cadences=GLOSSARY)
    for seed in range(8):
        questions = draft_questions(build, seed=seed).questions
        lines = Counter(q.explanation for q in questions)
        assert questions
        assert set(lines.values()) == {1}


def test_terms_are_not_all_asked_for_in_one_way(tmp_path: Path) -> None:
    build = built(tmp_path, cadences=GLOSSARY)
    kinds = Counter(
        q.kind for seed in range(8) for q in draft_questions(build, seed=seed).questions
    )
    assert set(kinds) == {QuizKind.TERM, QuizKind.DEFINITION, QuizKind.TRUE_FALSE}
    assert max(kinds.values()) < 0.75 * sum(kinds.values())


def test_short_forms_do_not_fill_a_course(tmp_path: Path) -> None:
    only = draft_questions(built(tmp_path / "only", forms=SHORT_FORMS)).questions
    assert len(only) == 2
    beside = draft_questions(built(tmp_path / "beside", *COURSES, forms=SHORT_FORMS)).questions
    assert {q.source.file for q in beside} == {*COURSES, "forms.md"}


def test_true_is_right_as_often_as_false(tmp_path: Path) -> None:
    build = built(tmp_path, *COURSES, cadences=GLOSSARY)
    answers = Counter(
        q.answer
        for seed in range(60)
        for q in draft_questions(build, seed=seed).questions
        if q.kind is QuizKind.TRUE_FALSE and q.language == "en"
    )
    assert 0.4 < answers["True"] / sum(answers.values()) < 0.6


def test_true_or_false_is_asked_at_most_twice_of_a_slide(tmp_path: Path) -> None:
    build = built(tmp_path, cadences=GLOSSARY)
    drafted = (q for seed in range(8) for q in draft_questions(build, seed=seed).questions)
    one = next(q for q in drafted if q.kind is QuizKind.TRUE_FALSE)
    lines = ("The oak sheds its leaves", "A mill grinds corn", "Herons wade", "Tin melts early")
    drafts = [
        Draft(
            replace(one, question=f"True or false: {line}.", explanation=line),
            line,
            build.quoted[0],
        )
        for line in lines
    ]
    assert len(select(drafts, None, Random(1))) == 2
