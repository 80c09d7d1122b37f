"""What an instructor is told of a file that was dropped, besides what changes."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.blocks.teaching import report
from bot.services.changes import looked_through, new_dates
from bot.services.taught import NEW, FileReport, TeachingReport
from bot.services.teaching import USED
from knowledge.model import Build, Deadline, SourceFile, Unplaced
from knowledge.quality import quality
from tests.storage.records import teaching


def test_dates_that_could_not_be_placed_come_first_of_what_is_worth_a_look() -> None:
    """Whole: what to do about it stands at its end."""
    quote = "Essay due Friday " * 20
    build = Build(
        sources=(SourceFile("a.md"), SourceFile("b.md")), unplaced=(Unplaced("a.md", 12, quote),)
    )
    looked = quality(build)
    files = [FileReport(name, NEW, warnings=("something",) * 3) for name in ("a.md", "b.md")]
    told, silent = (looked_through(file, looked) for file in files)
    assert silent.warnings == ("something",) * 3
    assert told.warnings[1:] == ("something",) * 3
    message = report(teaching(state=USED, result=TeachingReport((told,)).to_json()))
    said = str(message.blocks).replace("\u2060", "")
    assert "1 date could not be placed, for nothing tells the year (“Essay due Friday" in said
    assert "Give the lecture a date or set term.starts in the course file." in said


def test_an_exam_is_told_by_its_beginning_and_what_is_due_by_its_end() -> None:
    begins, ends = datetime(2026, 12, 15, 13, tzinfo=UTC), datetime(2026, 12, 15, 15, tzinfo=UTC)
    exam = Deadline("Final", "exam", begins, ends, False, "UTC", "Final: 1 to 3 PM", 1.0)
    essay = Deadline("Essay", "due", begins, ends, False, "UTC", "Essay due 1 to 3 PM", 1.0)
    told = {d.title: d.when for d in new_dates(Build(), Build(deadlines=(exam, essay)))}
    assert told == {"Final": begins.isoformat(), "Essay": ends.isoformat()}
