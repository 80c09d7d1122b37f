"""Decks for Anki, opened with Anki's own library."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from knowledge.exchange import Choice, Exported, Gap, Item, Kind, Markup, Number, Pair, Text
from knowledge.exchange.export_anki import write_anki

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHOICE = Item(
    Kind.CHOICE,
    Text("Which is <closest>?"),
    (Choice(Text("L1"), 100, Text("Yes")), Choice(Text("disk"), 0, Text("Far"))),
    feedback=Text("**Near** is fast", Markup.MARKDOWN),
    id="q1",
    category="Week 1/Caches",
    tags=("memory walls",),
    difficulty=0.25,
    source="lecture 3, slide 14",
)
OTHERS = [
    Item(Kind.SHORT, Text("Policy?"), (Choice(Text("LRU"), 100), Choice(Text("FIFO"), 0)), id="q2"),
    Item(Kind.NUMERICAL, Text("How many?"), numbers=(Number(Decimal(64), Decimal(1)),), id="q3"),
    Item(
        Kind.MATCHING,
        Text("Match"),
        pairs=(Pair(Text("TLB"), "pages"), Pair(Text("L1"), "lines"), Pair(Text(), "x")),
        id="q4",
    ),
    Item(Kind.ORDERING, Text("Sort"), (Choice(Text("L1")), Choice(Text("disk"))), id="q5"),
    Item(
        Kind.CLOZE,
        Text("A [[1]] has [[2]]."),
        gaps=(
            Gap(Kind.SHORT, (Choice(Text("cache"), 100),)),
            Gap(Kind.CHOICE, (Choice(Text("lines"), 100), Choice(Text("rows")))),
        ),
        id="q6",
    ),
    Item(Kind.ESSAY, Text("Why?"), id="q7"),
]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def load(collection: Collection, exported: Exported, folder: Path) -> None:
    path = folder / "deck.apkg"
    path.write_bytes(exported.data)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path)))


def fields(collection: Collection, query: str) -> dict[str, str]:
    (found,) = collection.find_notes(query)
    return dict(collection.get_note(found).items())


def test_the_package_opens_in_anki(collection: Collection, tmp_path: Path) -> None:
    exported = write_anki([CHOICE, *OTHERS], "Operating systems", NOON)
    load(collection, exported, tmp_path)
    assert exported.written == len(collection.find_notes("")) == 7
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert {"Operating systems", "Operating systems::Week 1::Caches"} <= names
    note = fields(collection, "tag:memory_walls tag:difficulty:0.25")
    assert note == {
        "Front": "Which is &lt;closest&gt;?<ol type=A><li>L1</li><li>disk</li></ol>",
        "Back": (
            "<ol type=A><li><b>L1</b> ✓ <span class=said>Yes</span></li>"
            "<li>disk <span class=said>Far</span></li></ol>"
            "<p><p><strong>Near</strong> is fast</p></p>"
        ),
        "Source": "lecture 3, slide 14",
    }


def test_every_kind_has_its_answer_on_the_back(collection: Collection, tmp_path: Path) -> None:
    load(collection, write_anki(OTHERS, "OS", NOON), tmp_path)
    backs = {n["Front"].split("<")[0]: n["Back"] for n in map(dict, _notes(collection))}
    assert backs == {
        "Policy?": "<b>LRU</b>",
        "How many?": "<b>64 ± 1</b>",
        "Match": "<ul><li>TLB → pages</li><li>L1 → lines</li></ul>",
        "Sort": "<ol><li>L1</li><li>disk</li></ol>",
        "A ": "<ol><li><b>cache</b></li><li><b>lines</b></li></ol>",
        "Why?": "",
    }
    front = fields(collection, "Front:A*")["Front"]
    assert front == "A <b>(1) _____</b> has <b>(2) _____</b> [lines / rows]."


def _notes(collection: Collection) -> Iterator[list[tuple[str, str]]]:
    for found in collection.find_notes(""):
        yield collection.get_note(found).items()


def test_a_later_package_changes_the_card_and_keeps_it_one(
    collection: Collection, tmp_path: Path
) -> None:
    load(collection, write_anki([CHOICE, *OTHERS], "OS", NOON), tmp_path)
    later = replace(CHOICE, stem=Text("Which one is closest?"))
    load(collection, write_anki([later, *OTHERS], "OS", NOON + timedelta(days=1)), tmp_path)
    assert len(collection.find_notes("")) == 7
    assert fields(collection, "tag:memory_walls")["Front"].startswith("Which one is closest?")


def test_two_packages_of_one_moment_do_not_overwrite_each_other(
    collection: Collection, tmp_path: Path
) -> None:
    for item in OTHERS:
        load(collection, write_anki([item], "OS", NOON), tmp_path)
    assert len(collection.find_notes("")) == 6


def test_nothing_in_a_question_runs_in_anki(collection: Collection, tmp_path: Path) -> None:
    html = Text('<img src=x onerror="x()"><script>x()</script>Hi {{Back}}', Markup.HTML)
    choices = (Choice(Text("[sound:x.mp3]"), 100), Choice(Text("[latex]\\input{x}[/latex]")))
    load(collection, write_anki([Item(Kind.CHOICE, html, choices)], "OS", NOON), tmp_path)
    front = fields(collection, "")["Front"]
    assert front == (
        "[picture]Hi {{Back}}<ol type=A><li>&#91;sound:x.mp3]</li>"
        "<li>&#91;latex]\\input{x}&#91;/latex]</li></ol>"
    )


def test_the_same_questions_give_the_same_bytes_and_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first, second = (write_anki([CHOICE, *OTHERS], "OS", NOON).data for _ in range(2))
    assert first == second
    assert list(tmp_path.iterdir()) == []


def test_what_anki_cannot_say_is_said() -> None:
    named = replace(CHOICE, name="Caches", points=2)
    exported = write_anki([named, Item(Kind.DESCRIPTION, Text("Read")), OTHERS[-1]], "OS", NOON)
    assert [str(note) for note in exported.notes] == [
        "Question 1: its name: Anki has no place for it",
        "Question 1: its points: Anki has no place for it",
        "Question 1: spaces in its tags: written as _: Anki parts tags there",
        "Question 2: a text without a question: Anki cannot ask it; it is left out",
        "Question 3: its answer: there is none to show on the back",
    ]
