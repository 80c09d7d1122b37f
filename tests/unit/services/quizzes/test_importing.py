"""Importing: seen first, kept once, taken back whole; nothing of a file goes missing unsaid."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

import pytest

from bot.services.quizzes.bank.exporting import Exporting, Wish, grouped
from bot.services.quizzes.bank.exporting import typed as export_typed
from bot.services.quizzes.bank.importing import Importing, source_in
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, IMPORTED, BankQuestion
from knowledge.errors import UnreadableSource
from knowledge.exchange import Choice, Format, Imported, Item, Kind, Note, Text, read_questions
from tests.unit.services.quizzes.bank_kit import (
    SLIDES,
    choice_item,
    course_of,
    desk,
    question,
)
from tests.unit.services.quizzes.stores import FakeBank

ELENA = "U0ELENA"
GIFT = """::a::What shares a machine?{=A hypervisor ~A snapshot}

Explain paging.{}

Which is right?{~this ~that}

::b::What shares a machine?{=A hypervisor ~A snapshot}

Broken {=
"""


class _Watched(list[BankQuestion]):
    """Knows who went through it."""

    readers: ClassVar[set[int]] = set()

    def __iter__(self) -> Iterator[BankQuestion]:
        self.readers.add(threading.get_ident())
        return super().__iter__()


class _WatchedBank(FakeBank):
    async def find(self, *_: object, **__: object) -> Sequence[BankQuestion]:
        return _Watched()


async def test_a_file_is_compared_with_the_bank_beside_the_loop_that_takes_clicks() -> None:
    importing = Importing(replace(desk().parts, bank=_WatchedBank()))
    read = await importing.read(GIFT.encode(), "midterm.txt")
    assert read is not None
    _Watched.readers.clear()
    await importing.preview(read, "midterm.txt")
    assert _Watched.readers
    assert threading.get_ident() not in _Watched.readers


async def test_every_question_is_kept_or_noted() -> None:
    at = desk()
    importing = Importing(at.parts)
    read = await importing.read(GIFT.encode(), "midterm.txt")
    assert read is not None
    seen = await importing.preview(read, "midterm.txt")
    assert [item.name for item in seen.items] == ["a"]
    whys = " ".join(note.why for note in seen.notes)
    assert "written freely" in whys
    assert "marked as right" in whys
    assert "stands twice in the file" in whys
    assert len(seen.items) + len(seen.notes) >= 5


async def test_what_is_kept_is_kept_once_and_goes_again() -> None:
    at = desk()
    importing = Importing(at.parts)
    seen = await importing.preview(Imported((choice_item(), choice_item("Why?"))), "m.txt")
    assert await importing.keep(seen, "F1", ELENA, approved=True) == 2
    assert await importing.keep(seen, "F1", ELENA, approved=True) == 0
    assert {(q.state, q.origin, q.made_by) for q in at.kept} == {(APPROVED, IMPORTED, ELENA)}
    assert await importing.take_back("F1") == (2, 0)
    assert not at.kept


async def test_what_somebody_changed_since_stays() -> None:
    at = desk()
    importing = Importing(at.parts)
    seen = await importing.preview(Imported((choice_item(), choice_item("Why?"))), "m.txt")
    await importing.keep(seen, "F1", ELENA, approved=False)
    first = at.kept[0]
    assert first.state == DRAFT
    await at.bank.change(first, replace(first, state=APPROVED))
    assert await importing.take_back("F1") == (1, 1)


async def test_what_is_in_the_bank_is_not_brought_in_again() -> None:
    at = desk()
    await at.bank.add([question(1, item=choice_item())])
    named = replace(choice_item(), name="other", tags=("t",))
    seen = await Importing(at.parts).preview(Imported((named,)), "m.txt")
    assert not seen.items
    assert [n.why for n in seen.notes] == ["it is in the bank already; it is left out"]


async def test_a_lecture_is_no_file_of_questions() -> None:
    assert await Importing(desk().parts).read(b"KVM\n\nIt needs {root}.", "l1.txt") is None


async def test_a_file_that_is_broken_says_why() -> None:
    with pytest.raises(UnreadableSource):
        await Importing(desk().parts).read(b"no questions", "m.gift")


@pytest.mark.parametrize(
    ("source", "category", "slide"),
    [
        ("l13.pdf, slide 4", "", 4),
        ("lecture 13, slide 4", "", 4),
        ("lecture 13, slide 99", "", None),
        ("", "midterm/Lecture 13", None),
    ],
)
def test_a_question_that_names_its_slide_is_about_it(
    source: str, category: str, slide: int | None
) -> None:
    item = replace(choice_item(), source=source, category=category)
    found = source_in(item, course_of(*SLIDES))
    assert found is not None
    assert (found.lecture, found.slide) == (13, slide)


@pytest.mark.parametrize("source", ["", "lecture 99, slide 4", "other.pdf, slide 4", "l13.pdf"])
def test_a_question_that_names_none_of_ours_is_about_none(source: str) -> None:
    assert source_in(replace(choice_item(), source=source), course_of(*SLIDES)) is None


# Out


@pytest.mark.parametrize("kind", [f for f in Format if f is not Format.ANKI])
async def test_what_is_exported_comes_in_again(kind: Format) -> None:
    at = desk()
    await at.bank.add([question(1, state=APPROVED), question(2), question(3, 14, state=APPROVED)])
    packed = await Exporting(at.parts).pack(Wish(kind))
    assert packed is not None
    assert (packed.count, packed.written) == (2, 2)
    assert packed.name.startswith("tcss-562-questions.")
    read = read_questions(packed.data, packed.name)
    assert [item.stem.text for item in read.items] == ["Question 1?", "Question 3?"]


async def test_a_lecture_and_drafts_can_be_taken_along() -> None:
    at = desk()
    await at.bank.add([question(1, state=APPROVED), question(2), question(3, 14)])
    packed = await Exporting(at.parts).pack(Wish(Format.GIFT, 13, drafts=True))
    assert packed is not None
    assert (packed.count, packed.name) == (2, "tcss-562-questions-lecture-13.gift.txt")
    assert await Exporting(at.parts).pack(Wish(Format.GIFT, 14)) is None


async def test_a_deck_for_anki_is_a_zip() -> None:
    at = desk()
    await at.bank.add([question(1, state=APPROVED)])
    packed = await Exporting(at.parts).pack(Wish(Format.ANKI))
    assert packed is not None
    assert packed.data.startswith(b"PK")
    assert packed.name.endswith(".apkg")


async def test_what_a_format_cannot_say_is_said_once_with_its_questions() -> None:
    at = desk()
    essay = Item(Kind.ORDERING, Text("Order?"), choice_item().choices)
    await at.bank.add([question(1, state=APPROVED, item=essay), question(2, state=APPROVED)])
    packed = await Exporting(at.parts).pack(Wish(Format.AIKEN))
    assert packed is not None
    assert (packed.count, packed.written) == (2, 1)
    assert any(said.questions == (1,) and "cannot ask" in said.why for said in packed.notes)


def test_remarks_are_grouped() -> None:
    notes = [Note("its name", "no place", question=n) for n in (1, 2)]
    assert [(s.what, s.questions) for s in grouped(notes)] == [("its name", (1, 2))]


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("gift", Wish(Format.GIFT)),
        ("Moodle lecture 13", Wish(Format.MOODLE_XML, 13)),
        ("canvas", Wish(Format.QTI)),
        ("csv drafts", Wish(Format.CSV, drafts=True)),
        ("anki lecture 2 with drafts", Wish(Format.ANKI, 2, drafts=True)),
        ("", None),
        ("pdf", None),
        ("gift everything", Wish(Format.GIFT, drafts=True)),
        ("gift live migration", Wish(Format.GIFT, topic="live migration")),
        ("csv about kvm with drafts", Wish(Format.CSV, drafts=True, topic="kvm")),
    ],
)
def test_what_is_typed_behind_export(words: str, wish: Wish | None) -> None:
    assert export_typed(words) == wish


async def test_another_right_answer_than_the_one_in_the_bank_is_said() -> None:
    """A lecturer who mended the key of a question brings it in again: "already there" would hide that nothing changed."""
    at = desk()
    item = choice_item()
    await at.bank.add([question(1, item=item)])
    first, second, *rest = item.choices
    other = replace(
        item,
        choices=(replace(first, weight=second.weight), replace(second, weight=first.weight), *rest),
    )
    seen = await Importing(at.parts).preview(Imported((other,)), "m.txt")
    assert [n.why.partition(";")[0] for n in seen.notes] == [
        "it is in the bank already, with another answer marked as right"
    ]
    fresh = replace(item, stem=Text("Another?"))
    twice = Imported((fresh, fresh, replace(other, stem=Text("Another?"))))
    seen = await Importing(at.parts).preview(twice, "m.txt")
    assert (len(seen.items), [n.why for n in seen.notes]) == (
        1,
        [
            "it stands twice in the file; the first is taken",
            "it stands twice in the file, with different answers marked as right; the first is taken",
        ],
    )


async def test_a_right_choice_that_reads_as_a_wrong_one_is_not_kept() -> None:
    right, wrong = Choice(Text("x"), 100.0), Choice(Text("y"))
    twins = Item(Kind.CHOICE, Text("Which?"), (right, replace(right, weight=0.0), wrong))
    both_wrong = Item(Kind.CHOICE, Text("And?"), (right, wrong, wrong))
    written = Item(Kind.SHORT, Text("Who?"), (right, replace(right, weight=0.0)))
    seen = await Importing(desk().parts).preview(Imported((twins, both_wrong, written)), "m.txt")
    assert [item.stem.text for item in seen.items] == ["And?", "Who?"]
    assert [n.why for n in seen.notes] == [
        "two of its choices read the same, and only one is right; it is left out"
    ]
