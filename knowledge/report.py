"""The account of a build: for programs as JSON, for a lecturer as plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any

from knowledge.model import AnswerKind, Box, Build, Bullet, Deadline, Dropped, Slide
from knowledge.quality import QualityReport, quality, render_quality

_LISTED = 20
"""Lines that were left out for one reason; `--json` has them all."""


def report_json(build: Build) -> dict[str, Any]:
    """What `lectern build --json` prints; the shape is a contract and only ever grows."""
    return {
        "slides": [_slide_json(slide) for slide in build.slides],
        "entries": len(build.entries),
        "acronyms": dict(build.acronyms),
        "deadlines": [deadline_json(item) for item in build.deadlines],
        "repairs": [
            {"from": r.original, "to": r.repaired, "evidence": r.evidence, "line": r.line}
            for r in build.repairs
        ],
        "dropped": [{"text": d.text, "why": d.why, "line": d.line} for d in build.dropped],
        "warnings": list(build.warnings),
        "quality": quality_json(quality(build)),
    }


def quality_json(report: QualityReport) -> dict[str, Any]:
    """The quality report; pages are page numbers, `alike` is a share from 0 to 1."""
    return {
        "files": [
            {
                "name": file.name,
                "slides": file.slides,
                "pages": file.pages,
                "language": file.language,
                "faqs": file.faqs,
                "without_slide": list(file.without_slide),
                "without_title": list(file.without_title),
                "without_text": list(file.without_text),
                "hidden": list(file.hidden),
                "scanned": list(file.scanned),
                "dates": file.dates,
                "left_out": file.left_out,
                "unplaced_dates": len(file.unplaced),
            }
            for file in report.files
        ],
        "near_duplicates": [
            {"alike": same.alike, "slides": [[s.file, s.page] for s in same.slides]}
            for same in report.near_duplicates
        ],
        "in_several_files": report.in_several_files,
        "unread": list(report.unread),
    }


def _slide_json(slide: Slide) -> dict[str, Any]:
    return {
        "file": slide.file,
        "page": slide.page,
        "lecture": slide.lecture,
        "slide": slide.slide,
        "title": slide.title,
        "bullets": [b.text for b in slide.bullets],
        "levels": [b.level for b in slide.bullets],
        "originals": {b.text: b.original for b in slide.bullets if b.original},
        "notes": slide.notes,
        "date": slide.date.isoformat() if slide.date else None,
        "course": slide.course,
        "kind": slide.kind.value,
        "forms": [b.form.value for b in slide.bullets],
        "language": slide.language,
        "hidden": slide.hidden,
        "builds": list(slide.builds),
        "box": [getattr(slide.box, f.name) for f in fields(Box)] if slide.box else None,
    }


def deadline_json(item: Deadline) -> dict[str, Any]:
    """One dated item; a date without a time stays a date."""
    start, end = item.starts_at, item.ends_at
    return {
        "title": item.title,
        "kind": item.kind,
        "starts_at": start.date().isoformat() if item.all_day else start.isoformat(),
        "ends_at": end.date().isoformat() if item.all_day else end.isoformat(),
        "all_day": item.all_day,
        "timezone": item.timezone,
        "quote": item.quote,
        "file": item.file,
        "page": item.page,
        "lecture": item.source.lecture if item.source else None,
        "slide": item.source.slide if item.source else None,
        "confidence": item.confidence,
        "warnings": list(item.warnings),
        "conflict": item.conflict,
    }


def slide_label(slide: Slide) -> str:
    """`L13.26`, `L13 p. 4`, `p. 4` or `-`: the shortest name of a slide."""
    page = f"p. {slide.page}" if slide.page is not None else ""
    if slide.lecture is not None:
        lecture = f"L{slide.lecture}"
        return (
            f"{lecture}.{slide.slide}" if slide.slide is not None else f"{lecture} {page}".strip()
        )
    if slide.slide is not None:
        return f"slide {slide.slide}"
    return page or "-"


def render_report(build: Build) -> str:
    """The report a lecturer reads: what was understood, mended, left out, and what to look at."""
    faqs = [entry.title for entry in build.entries if entry.kind is AnswerKind.FAQ]
    parts = [
        _heading(
            f"{len(build.slides)} slides, {len(build.entries)} entries from {_files(build.files)}"
        ),
        *_by_file(build.slides),
        *(_section("Questions with their answers", faqs) if faqs else ()),
        *_section("Acronyms", [f"{short}: {long}" for short, long in build.acronyms.items()]),
        *_section("Dates", [_date_line(item) for item in build.deadlines]),
        *_section(
            "Repairs",
            [
                _numbered(r.line, f"{r.original} → {r.repaired}\n      {r.evidence}")
                for r in build.repairs
            ],
        ),
        *_left_out(build.dropped),
        *_section("Worth a look", list(build.warnings)),
        "\n" + render_quality(quality(build)),
    ]
    return "\n".join(parts)


def _heading(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _files(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} files"


def _by_file(slides: Sequence[Slide]) -> Iterator[str]:
    """The slides, under the names of their files where there are several."""
    files = [(name, list(each)) for name, each in groupby(slides, key=lambda s: s.file)]
    for name, each in files:
        if len(files) > 1:
            yield f"\n{name}: {len(each)} slide{'s' * (len(each) != 1)}"
        yield from _slides(each)


def _slides(slides: Sequence[Slide]) -> Iterator[str]:
    width = max((len(slide_label(s)) for s in slides), default=0)
    for slide in slides:
        day = slide.date.isoformat() if slide.date else "undated"
        title = slide.title or "(no title)"
        kind = "" if slide.kind.value == "content" else f" [{slide.kind.value}]"
        yield f"  {slide_label(slide):<{width}}  {day:<10}  {title}{kind}, {_counted(slide.bullets)}"


def _counted(bullets: Sequence[Bullet]) -> str:
    return "1 bullet" if len(bullets) == 1 else f"{len(bullets)} bullets"


def _section(name: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"\n{name}: {len(lines) or 'none'}"
    for line in lines:
        yield f"  - {line}"


def _left_out(dropped: Sequence[Dropped]) -> Iterator[str]:
    """The first lines of each reason: a long file has hundreds of a kind."""
    yield f"\nLeft out: {len(dropped) or 'none'}"
    reasons: dict[str, list[Dropped]] = defaultdict(list)
    for line in dropped:
        reasons[line.why].append(line)
    for why, lines in reasons.items():
        yield from (f"  - {_numbered(d.line, f'{d.text} ({why})')}" for d in lines[:_LISTED])
        if len(lines) > _LISTED:
            yield f"  - … and {len(lines) - _LISTED} more ({why})"


def _date_line(item: Deadline) -> str:
    start, end = deadline_json(item)["starts_at"], deadline_json(item)["ends_at"]
    span = start if start == end else f"{start} to {end}"
    doubt = f" (check: {'; '.join(item.warnings)})" if item.warnings else ""
    return f"{span}  {item.title} ({item.kind}){doubt}\n      “{item.quote}”"


def _numbered(line: int | None, text: str) -> str:
    return f"line {line}: {text}" if line is not None else text
