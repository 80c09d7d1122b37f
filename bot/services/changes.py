"""What a course newly says, says otherwise and says no more, and whose answers that touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.deadlines.ports import ENDING
from bot.services.ports import QuestionRecord
from bot.services.taught import MOST_LISTED, Affected, FileReport, FoundDate, Place
from knowledge.changes import Changed, compare
from knowledge.course import Course
from knowledge.dates.dated import told_of_unplaced
from knowledge.entries import deadline_entry_id, source_of
from knowledge.model import Abstention, Answer, AnswerKind, Build, Deadline, Entry, Source
from knowledge.quality import FileQuality, QualityReport

_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Differences:
    """Slides and FAQs by what became of them; a changed one as it was and as it is now."""

    new: tuple[Entry, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Entry, ...]
    same: int


def differences(before: Build, after: Build) -> Differences:
    """What became of slides and FAQs; definitions and dates go with the slides they stand on."""
    changes = compare(before, after)
    here = {entry.id for entry in before.entries if _is_told(entry)}
    return Differences(
        new=tuple(filter(_is_told, changes.new)),
        changed=tuple(pair for pair in changes.changed if _is_told(pair.after)),
        gone=tuple(filter(_is_told, changes.gone)),
        same=sum(entry.id in here for entry in after.entries),
    )


def _is_told(entry: Entry) -> bool:
    return entry.kind in {AnswerKind.QUOTE, AnswerKind.FAQ}


def place(title: str, source: Source | None) -> Place:
    """How a lecturer would name a slide."""
    if source is None:
        return Place(title[:200], "", "")
    lecture = f"Lecture {source.lecture}" if source.lecture is not None else ""
    number = f"slide {source.slide}" if source.slide is not None else ""
    page = f"page {source.page}" if source.page is not None and not number else ""
    where = ", ".join(part for part in (lecture, number, page) if part)
    return Place(title[:200], where, source.file)


def listed(entries: Sequence[Entry]) -> tuple[Place, ...]:
    """The first of them, as places."""
    titled = ((e.title or e.text.strip().split("\n")[0], e.source) for e in entries[:MOST_LISTED])
    return tuple(place(title, source) for title, source in titled)


def rewritten(pairs: Sequence[Changed]) -> tuple[Place, ...]:
    """The first that changed, as places with the words that are gone and those that are new."""
    places = listed([pair.after for pair in pairs])
    return tuple(
        replace(
            where, before=_without(pair.before, pair.after), now=_without(pair.after, pair.before)
        )
        for where, pair in zip(places, pairs, strict=False)
    )


def _without(entry: Entry, other: Entry) -> str:
    """The lines of an entry that the other one has not."""
    known = set(_lines(other))
    return " / ".join(line for line in _lines(entry) if line and line not in known)[:_QUOTE]


def _lines(entry: Entry) -> list[str]:
    return [" ".join(line.split()) for line in entry.text.split("\n")]


def alike(looked: QualityReport, names: Collection[str]) -> tuple[tuple[Place, ...], ...]:
    """Groups of slides that say nearly the same, of which one at least stands in a file of these names."""
    groups = (each.slides for each in looked.near_duplicates)
    touched = [g for g in groups if any(s.file.split("/")[0] in names for s in g)]
    return tuple(
        tuple(place(s.title, source_of(s)) for s in group[:MOST_LISTED]) for group in touched
    )


def looked_through(file: FileReport, looked: QualityReport) -> FileReport:
    """With the pages that a lecturer may want to look at, and what has to be done about its dates."""
    found = next((q for q in looked.files if q.name == file.name), None)
    if found is None:
        return file
    return replace(
        file,
        untitled=found.without_title[:MOST_LISTED],
        textless=found.without_text[:MOST_LISTED],
        missing=found.without_slide[:MOST_LISTED],
        warnings=(*_undated(found), *file.warnings),
    )


def _undated(found: FileQuality) -> tuple[str, ...]:
    return (f"{told_of_unplaced(found.unplaced)}.",) if found.unplaced else ()


def new_dates(before: Build, after: Build) -> tuple[FoundDate, ...]:
    """Dated items that were not known, soonest first."""
    known = {deadline_entry_id(item) for item in before.deadlines}
    fresh = [item for item in after.deadlines if deadline_entry_id(item) not in known]
    fresh.sort(key=lambda item: (item.ends_at, item.title))
    return tuple(FoundDate(item.title[:200], _when(item), item.quote[:_QUOTE]) for item in fresh)


def _when(item: Deadline) -> str:
    """When it is due, or when it begins."""
    at = item.ends_at if item.kind in ENDING else item.starts_at
    return at.date().isoformat() if item.all_day else at.isoformat()


def affected(
    records: Iterable[QuestionRecord], before: Course, after: Course, now: datetime
) -> tuple[tuple[Affected, ...], tuple[str, ...]]:
    """Questions whose answer changes, and questions declined before that get an answer now.

    Each is asked of both courses; the same words count once.
    """
    changed, answerable, seen = list[Affected](), list[str](), set[str]()
    for record in records:
        words = " ".join(record.text.split())
        if words.casefold() in seen:
            continue
        seen.add(words.casefold())
        old, new = before.ask(record.text, now=now), after.ask(record.text, now=now)
        if not old.answered and new.answered:
            answerable.append(words[:_QUOTE])
        elif old.answered and record.answered and _said(old) != _said(new):
            channel = "" if record.private else record.channel
            changed.append(Affected(words[:_QUOTE], _said(old), _said(new), channel))
    return tuple(changed), tuple(answerable)


def _said(result: Answer | Abstention) -> str:
    return " / ".join(result.quote.split("\n"))[:_QUOTE] if result.answered else ""
