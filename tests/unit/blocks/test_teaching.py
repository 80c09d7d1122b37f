"""What instructors see of teaching: progress, the report in each state, what changed, what is taught."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.blocks import materials as listing
from bot.blocks import teaching as blocks
from bot.blocks.answers import Message
from bot.services.stage import Stage
from bot.services.taught import (
    FAILED,
    KNOWN,
    NEW,
    REPLACES,
    Affected,
    Counts,
    FileReport,
    FoundDate,
    Place,
    TeachingReport,
)
from bot.services.teaching import ASKING, DISCARDED, NOTHING, UNDONE, USED
from tests.outside_rules import check_message, check_view
from tests.storage.records import material, teaching

HOSTILE = "<!channel> *a* & <@U1> " * 30
FULL = TeachingReport(
    files=(
        FileReport("a.pdf", REPLACES, slides=40, pages=42, untitled=(3, 9), textless=(5,)),
        FileReport("b.pdf", FAILED, HOSTILE),
        FileReport("c.pdf", KNOWN, "a.pdf"),
    ),
    counts=Counts(3, 2, 1, 30, 1, 1, 9, 1),
    new=(Place("New", "Lecture 1, slide 2", "a.pdf"),) * 100,
    changed=(Place(HOSTILE, "page 3", "a.pdf"),),
    gone=(Place("", "", "a.pdf"),),
    dates=(
        FoundDate("Homework", "2026-12-01T23:59:00-08:00", "due Dec 1 at 11:59pm"),
        FoundDate("Exam", "2026-12-09", "Exam on December 9"),
    ),
    affected=(Affected(HOSTILE, "old", "", "C1"), Affected("Why?", "old", "new")),
    answerable=("What is X?",),
    alike=((Place("A", "page 1", "a.pdf"), Place("A", "page 2", "b.pdf")),),
)


def words(message: Message | dict[str, Any]) -> str:
    blocks_ = message.blocks if isinstance(message, Message) else message["blocks"]
    return "\n".join(b["text"]["text"] for b in blocks_ if b["type"] == "section").replace(
        "\u2060", ""
    )


def buttons(message: Message) -> list[str]:
    rows = (b["elements"] for b in message.blocks if b["type"] == "actions")
    return [e["text"]["text"] for row in rows for e in row]


def made(state: str, report: TeachingReport = FULL) -> Message:
    message = blocks.report(teaching(state=state, result=report.to_json()))
    check_message(message.as_fields())
    return message


def test_a_report_is_stored_and_read_back_as_it_was() -> None:
    assert TeachingReport.from_json(FULL.to_json()) == FULL
    assert TeachingReport.from_json({}) == TeachingReport()


def test_a_report_says_what_was_read_and_what_to_look_at() -> None:
    said = words(made(ASKING))
    assert "I have read 1 of 3 files." in said
    assert (
        "40 slides from 42 pages, 2 without a title (pages 3, 9), 1 without text (page 5)" in said
    )
    assert "3 slides new, 2 changed, 1 gone, 30 as before" in said
    assert "nearly the same: once" in said
    assert "Wed, December 9, 2026" in said
    assert "… and 7 more" in said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(new=1, faqs=2, same=4), "1 slide new, 2 FAQs new, 4 as before."),
        (Counts(faqs=1), "*What changes:* 1 FAQ new."),
        (Counts(same=23), "*What changes:* nothing new, 23 as before."),
    ],
)
def test_what_changes_counts_questions_with_their_answers_apart(counts: Counts, said: str) -> None:
    assert said in words(made(USED, replace(FULL, counts=counts)))


def test_a_file_of_questions_has_no_slides() -> None:
    faq = replace(FULL, files=(FileReport("faq.csv", NEW, faqs=2),))
    assert "*faq.csv* (new): 2 FAQs\n" in f"{words(made(USED, faq))}\n"


def test_nothing_that_a_file_says_pings_anybody() -> None:
    for message in (
        words(made(ASKING)),
        words(blocks.changes_window(teaching(result=FULL.to_json()))),
    ):
        assert "<!channel>" not in message
        assert "<@U1>" not in message


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (ASKING, ["Use it", "Discard", "Show what changed"]),
        (USED, ["Show what changed", "Review the 9 dates", "Undo"]),
        (DISCARDED, []),
        (UNDONE, []),
        (NOTHING, []),
    ],
)
def test_each_state_offers_what_can_be_done(state: str, offered: list[str]) -> None:
    assert buttons(made(state)) == offered


def test_a_drop_of_many_files_keeps_slacks_limits() -> None:
    many = replace(FULL, files=(FileReport("x" * 200 + ".pdf", FAILED, HOSTILE),) * 50)
    message = made(NOTHING, many)
    assert "… and 30 more files" in str(message.blocks)
    assert sum(len(b["text"]["text"]) for b in message.blocks if b["type"] == "section") < 13_000


def test_what_changed_keeps_slacks_limits() -> None:
    window = blocks.changes_window(teaching(result=FULL.to_json()))
    check_view(window)
    assert "no answer any more" in words(window)
    assert "asked in <#C1>" in words(window)


def test_nothing_changed_is_said() -> None:
    assert "Nothing that students would notice" in words(blocks.changes_window(teaching()))


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage(), "I have your files."),
        (Stage(ahead=1), "1 other reading to finish first"),
        (Stage("fetching", "a.pdf", 1, 2), "Fetching *a.pdf* (file 1 of 2)…"),
        (Stage("reading", "a.pdf", 1, 1, 12, 40), "slide 12 of 40\n`████░░░░░░░░` 30 %"),
        (Stage("reading", "b.pdf", 2, 2, 20, 40), "75 %"),
        (Stage("comparing"), "Comparing it with what I know…"),
    ],
)
def test_progress_says_where_it_is(stage: Stage, said: str) -> None:
    message = blocks.progress(stage)
    check_message(message.as_fields())
    assert said in words(message)


def test_what_is_taught_is_listed_within_slacks_limits() -> None:
    taught = [material(f"m{n}", name=f"{n}-{HOSTILE}.pdf"[:200], state="used") for n in range(60)]
    message = listing.materials(taught, ["own.txt"] * 40, "Asia/Tokyo", undo="r1")
    check_message(message.as_fields())
    assert "Page 1 of 3, 60 files" in str(message.blocks)
    assert buttons(message) == [*["Replace", "Remove"] * 20, "More ›", "Undo the removal"]


@pytest.mark.parametrize(
    ("page", "first", "ways"),
    [(0, 0, ["More ›"]), (1, 20, ["‹ Back", "More ›"]), (2, 40, ["‹ Back"]), (9, 40, ["‹ Back"])],
)
def test_all_that_is_taught_can_be_paged_through(page: int, first: int, ways: list[str]) -> None:
    taught = [material(f"m{n}", name=f"{n}.pdf", state="used") for n in range(41 + 4)]
    message = listing.materials(taught, [], None, page=page)
    assert f"*{first}.pdf*" in str(message.blocks)
    assert f"*{first - 1}.pdf*" not in str(message.blocks)
    assert [label for label in buttons(message) if label not in ("Replace", "Remove")] == ways


def test_however_much_is_to_be_said_of_files_each_is_named_and_the_rest_is_counted() -> None:
    """A term's zip with many bad files in it: six are told, the others counted, and no file is cut off."""
    doubts = tuple(f"term.zip/{n}.pdf: {'damaged ' * 30}" for n in range(40))
    files = tuple(FileReport(f"term{n}.zip", NEW, slides=3, warnings=doubts) for n in range(5))
    told = made(USED, TeachingReport(files=files))
    assert [f"term{n}.zip* (new)" in words(told) for n in range(5)] == [True] * 5
    assert words(told).count("… and 34 more") == 5
