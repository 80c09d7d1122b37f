"""A file of questions is told from a lecture by what stands in it, both ways."""

from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.errors import UnreadableSource
from knowledge.exchange import Choice, Format, Item, Kind, Text, write_anki, write_questions
from knowledge.exchange.apart import read_questions_apart
from knowledge.exchange.recognising import may_be_questions, questions_in
from knowledge.readers.limits import Limits
from tests.unit.fakes import NOON

ITEM = Item(
    Kind.CHOICE,
    Text("What shares a machine?"),
    (Choice(Text("A hypervisor"), 100.0), Choice(Text("A snapshot"))),
)
TRUE = Item(
    Kind.TRUE_FALSE, Text("KVM is free."), (Choice(Text("True"), 100.0), Choice(Text("False")))
)


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


@pytest.mark.parametrize("kind", [f for f in Format if f is not Format.ANKI])
@pytest.mark.parametrize("name", ["midterm.txt", "x", "slides.pdf"])
def test_what_other_programs_export_is_recognised_whatever_it_is_called(
    kind: Format, name: str
) -> None:
    data = write_questions([ITEM, ITEM], kind).data
    assert may_be_questions(data, name)
    found = questions_in(data, name)
    assert found is not None
    assert (found.format, len(found.items)) == (kind, 2)


def test_questions_are_recognised_beside_explanations_and_mistakes() -> None:
    text = "// midterm\n\nRead this first.\n\nKVM is free.{T}\n\nPi?{#3.14:0.1}\n\nWhich?{=a\n"
    found = questions_in(text.encode(), "midterm.txt")
    assert found is not None
    assert len(found.items) == 3
    assert found.notes


@pytest.mark.parametrize(
    "text",
    [
        "VIRTUALIZATION\n\n• KVM turns Linux into a hypervisor\n• It needs {root}\n",
        "# Sets\n\nLet S = {a, b}. Then {T} is the set of T.\n\nNow {x = 3}.\n\nAnd so on.\n",
        "# JS\n\n```js\nfunction f() { return 1; }\nconst o = {a: 1};\n```\n\nText.\n",
        "# How GIFT works\n\nOne looks like this: KVM is free.{T}\n\nIt has braces.\n\nThen text.\n",
        "See [it]({{ site.baseurl }}{% link a.md %}).\n{: .big }\n",
        "\\begin{frame}\\frametitle{KVM}\nIt runs guests.\n\\end{frame}\n",
        "\\documentclass{beamer}\n\\begin{document}\n\\frame{\\titlepage}\n$x = {= 3}$ answer\n\\end{document}\n",
        "A lecture without blank lines\n" + "- A line of it\n" * 20 + "So {T} is a set.\n",
        "# A sample question\n\n"
        + "Long text on machines.\n" * 40
        + "What is it?\nA. This\nB. That\nANSWER: A\n",
        "question,answer\nWhere is the room?,In the cellar\nWhen?,At five\n",
        "question,answer,also\nWhere?,Here,place\n",
        "name,points\nSara,3\n",
        "<!doctype html><title>KVM</title><h1>KVM</h1><p>It is {=good}</p>",
        "A question that I was asked: what is the answer? Nobody knows.",
    ],
)
def test_a_lecture_or_an_faq_is_none(text: str) -> None:
    assert questions_in(text.encode(), "lecture.txt") is None


def test_presentations_and_archives_of_lectures_are_none() -> None:
    for data in (
        zipped(**{"[Content_Types]_dot_xml": "<Types/>", "ppt__slides__slide1_dot_xml": "<sld/>"}),
        zipped(lecture_dot_txt="KVM {=x}"),
        zipped(imsmanifest_dot_xml="<manifest>a course</manifest>", index_dot_html="<p>"),
        b"PK\x03\x04 broken",
        b"%PDF-1.7 {=x}",
        b"",
    ):
        assert not may_be_questions(data, "lecture.zip")
        assert questions_in(data, "lecture.zip") is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "entities"),
        (write_anki([ITEM], "Deck", NOON).data, "only written"),
        (zipped(imsmanifest_dot_xml="<manifest>imsqti</manifest>"), "no questions in this zip"),
    ],
)
def test_a_broken_file_of_questions_is_no_lecture_but_says_what_is_wrong(
    data: bytes, why: str
) -> None:
    with pytest.raises(UnreadableSource, match=why):
        questions_in(data, "midterm")


def test_a_gift_file_is_one_by_its_ending_alone() -> None:
    with pytest.raises(UnreadableSource):
        questions_in(b"just text", "midterm.gift")


def test_what_is_wrong_with_a_broken_gift_file_is_said_by_its_lines() -> None:
    read = questions_in(b"What is KVM? {\n =a hypervisor\n ~a fruit\n", "Midterm.GIFT")
    assert read is not None
    assert read.items == ()
    assert [str(note).partition(":")[0] for note in read.notes] == ["Line 1, question 1"]
    assert "a brace is missing" in str(read.notes[0])


def test_an_aiken_file_with_more_bad_questions_than_good_ones_is_no_lecture() -> None:
    text = (
        "Too few\nA) Only\nANSWER: A\n\nGood\nA) Yes\nB) No\nANSWER: A\n\n"
        "No end\nA) Yes\nB) No\n\nNo such\nA) Yes\nB) No\nANSWER: D\n"
    )
    read = questions_in(text.encode(), "week 3.txt")
    assert read is not None
    assert (len(read.items), len(read.notes)) == (1, 3)
    broken = questions_in(b"No end\nA) Yes\nB) No\n", "week 3.aiken")
    assert broken is not None
    assert [note.line for note in broken.notes] == [1]


def test_a_table_with_wrong_answers_is_a_quiz_and_no_faq() -> None:
    read = questions_in(b"question,answer,wrong 1\nWhat is KVM?,A hypervisor,A fruit\n", "t.csv")
    assert read is not None
    assert len(read.items) == 1


def test_reading_apart_gives_the_same() -> None:
    data = write_questions([ITEM, TRUE], Format.GIFT).data + b"\nWhich?{~a ~b}\n"
    assert read_questions_apart(data, "midterm.txt") == questions_in(data, "midterm.txt")
    assert read_questions_apart(b"A lecture on {sets}", "lecture.txt") is None
    with pytest.raises(UnreadableSource, match="only written"):
        read_questions_apart(write_anki([ITEM], "Deck", NOON).data, "deck.apkg")


def test_what_takes_too_long_is_ended_and_said_so() -> None:
    data = b"KVM is free.{T}\n\n" * 200_000
    with pytest.raises(UnreadableSource, match="split it"):
        read_questions_apart(data, "long.txt", Limits(page_seconds=0.01, file_seconds=0.02))
