"""Calendars and licences among the lectures: dates, and nothing to quote."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.errors import UnreadableSource
from knowledge.quality import quality, render_quality
from knowledge.readers import read_bytes
from knowledge.readers.cache import ReadingCache
from knowledge.report import report_json
from tests.unit.knowledge.calendars.made import calendar

ESSAY = "BEGIN:VEVENT\nUID:1\nSUMMARY:Essay due\nDTSTART:20211203T170000\nEND:VEVENT\n"
EXAM = "BEGIN:VEVENT\nUID:2\nSUMMARY:Final exam\nDTSTART;VALUE=DATE:20211215\nEND:VEVENT\n"
CLASS = (
    "BEGIN:VEVENT\nUID:3\nSUMMARY:Lecture\nDTSTART:20211001T100000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
)
OFF = (
    "BEGIN:VEVENT\nUID:4\nSUMMARY:Quiz due\nDTSTART:20211101T100000\nSTATUS:CANCELLED\nEND:VEVENT\n"
)
DATES = calendar(ESSAY, EXAM, CLASS, OFF)
LECTURE = "# Sockets\n\n- A socket is an endpoint\n"
MIT = (Path(__file__).parents[3] / "LICENSE").read_text()
GPL = (
    "GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007\n\n Everyone is permitted to copy\n" * 30
)
LEFT_OUT = "this is a licence, not a lecture"


def test_a_calendar_among_the_lectures_gives_its_dates_and_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LECTURE)
    (tmp_path / "dates.ics").write_bytes(DATES)
    build = read_course([tmp_path], timezone="Europe/Oslo")
    assert [s.file for s in build.slides] == ["a.md"]
    assert [(d.title, d.kind, d.ends_at.isoformat(), d.file) for d in build.deadlines] == [
        ("Essay", "due", "2021-12-03T17:00:00+01:00", "dates.ics"),
        ("Final exam", "exam", "2021-12-15T23:59:59+01:00", "dates.ics"),
    ]
    assert [e.title for e in build.entries] == ["Sockets", "Essay", "Final exam"]
    assert build.warnings == ("dates.ics: 1 meeting that recurs was left out",)
    assert "  dates.ics: a calendar, 2 dates" in render_quality(quality(build)).splitlines()


def test_a_calendar_s_times_are_of_the_course_s_zone_also_from_the_cache(tmp_path: Path) -> None:
    (tmp_path / "dates.ics").write_bytes(DATES)
    cache = ReadingCache(tmp_path / "kept")
    starts = [
        read_course([tmp_path / "dates.ics"], timezone=zone, cache=cache).deadlines[0].starts_at
        for zone in ("Europe/Oslo", "America/Chicago", "Europe/Oslo")
    ]
    assert [f"{start:%H:%M%z}" for start in starts] == ["17:00+0100", "17:00-0600", "17:00+0100"]


def test_a_calendar_in_an_archive_is_read_as_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as packed:
        packed.writestr("a.md", LECTURE)
        packed.writestr("dates.ics", DATES)
        packed.writestr("terms.txt", MIT)
    build = read_course([tmp_path / "week.zip"])
    assert [d.file for d in build.deadlines] == ["week.zip/dates.ics"] * 2
    assert [s.title for s in build.slides] == ["Sockets"]
    assert [(d.text, d.why) for d in build.dropped] == [("week.zip/terms.txt", LEFT_OUT)]


def test_a_calendar_that_breaks_off_cannot_be_read() -> None:
    with pytest.raises(UnreadableSource, match="breaks off"):
        read_bytes(DATES[: len(DATES) // 2], "dates.ics")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LICENSE", MIT),
        ("LICENSE", "All rights reserved."),
        ("COPYING", GPL),
        ("licence.md", "# Licence\n\nCC-BY\n"),
        ("LICENSE-MIT.txt", MIT),
        ("terms.txt", MIT),
        ("terms.md", f"# Terms\n\n{MIT}"),
        ("gpl-3.0.txt", GPL),
    ],
)
def test_a_licence_is_left_out_alone_and_in_a_folder(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    for sources in ([tmp_path / name], [tmp_path]):
        report = report_json(read_course(sources))
        assert (report["slides"], report["entries"]) == ([], 0)
        assert report["dropped"] == [{"text": name, "why": LEFT_OUT, "line": None}]
        assert report["quality"]["files"][0]["left_out"] == LEFT_OUT


@pytest.mark.parametrize(
    "text",
    [
        f"# Open source\n\n- Why licences matter\n\n# MIT\n\n{MIT}",
        "# The MIT licence\n\n- Permission is hereby granted, free of charge, to any person obtaining a copy\n",
        "# GNU General Public License version 3\n\n- What changed\n",
        "# Licences\n\n- Apache License 2.0: patents\n- MIT: short\n",
    ],
)
def test_a_lecture_about_licences_is_a_lecture(text: str) -> None:
    reading = read_bytes(text.encode(), "lecture.md")
    assert reading.left_out == ""
    assert reading.slides


def test_a_file_called_a_licence_that_is_no_text_is_read(tmp_path: Path) -> None:
    assert read_bytes(LECTURE.encode(), "licensing.md").slides
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as packed:
        packed.writestr("a.md", LECTURE)
    assert read_bytes(buffer.getvalue(), "LICENSE").slides
