"""What an instructor is told of a file that was dropped, besides what changes."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.blocks.teaching import changes_window, report
from bot.services.changes import looked_through, new_dates, rewritten
from bot.services.taught import NEW, Counts, FileReport, TeachingReport
from bot.services.teaching import USED
from knowledge.changes import Changed
from knowledge.model import Build, Deadline, Entry, Source, SourceFile, Unplaced
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


def test_of_a_changed_slide_the_lines_are_told_that_are_gone_and_that_are_new() -> None:
    source = Source("a.pptx", "Homework 1", lecture=1, slide=19)

    def entry(*lines: str) -> Entry:
        return Entry("e", "Homework 1", "\n".join(lines), source=source)

    pair = Changed(entry("Groups of two", "Due Monday"), entry("Groups  of two", "Due Friday"))
    (told,) = rewritten([pair])
    assert (told.where, told.before, told.now) == (
        "Lecture 1, slide 19",
        "Due Monday",
        "Due Friday",
    )
    (longer,) = rewritten([Changed(entry("Due Monday"), entry("Due Monday", "In pairs"))])
    assert (longer.before, longer.now) == ("", "In pairs")
    result = TeachingReport((), changed=(told, longer), counts=Counts(changed=2))
    shown = str(changes_window(teaching(state=USED, result=result.to_json())))
    assert "\\n> before: Due Monday\\n> now: Due Friday" in shown
    assert shown.count("before:") == 1
