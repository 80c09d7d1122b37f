"""Deadlines as CSV or JSON, and back: what each line says, or why it is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from bot.services.deadlines.drafts import KINDS, MAX_TITLE, Draft, clean, noted, understood
from bot.services.deadlines.ports import DatedItem
from bot.services.deadlines.zones import DAY_END, on_the_wall, tzinfo_of
from knowledge.cells import safe, unsafe
from knowledge.normalise import fold

COLUMNS = ("title", "kind", "starts", "ends", "timezone", "link", "quote")
MOST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what was pasted: its draft, or `why` there is none."""

    number: int
    text: str
    draft: Draft | None = None
    why: str = ""


def to_csv(items: Sequence[DatedItem]) -> str:
    """A header and a line an item; whole days as dates, times with their offset."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        writer.writerow([safe(str(value)) for value in _row(item).values()])
    return out.getvalue()


def to_json(items: Sequence[DatedItem]) -> str:
    """A list of objects with the same fields."""
    return json.dumps([_row(item) for item in items], ensure_ascii=False, indent=1) + "\n"


def _row(item: DatedItem) -> dict[str, str]:
    starts, ends = (_written(at, item) for at in (item.starts_at, item.ends_at))
    values = (item.title, item.kind, starts, ends, item.timezone, item.link, item.quote)
    return dict(zip(COLUMNS, values, strict=True))


def _written(at: datetime, item: DatedItem) -> str:
    local = at.astimezone(tzinfo_of(item.timezone))
    return f"{local:%Y-%m-%d}" if item.all_day else local.isoformat(timespec="seconds")


def read(
    text: str, timezone: str, now: datetime, there: Sequence[DatedItem] = ()
) -> tuple[Line, ...]:
    """What was pasted, line by line: JSON, CSV with a header, or a deadline a line in words.

    What the course has already (`there`), or what comes twice, is refused.
    """
    known = {_same(Draft.of(item)) for item in there}
    lines = list[Line]()
    for line in _lines(text, timezone, now):
        if line.draft is not None and _same(line.draft) in known:
            line = Line(line.number, line.text, why="it is there already")  # noqa: PLW2901
        elif line.draft is not None:
            known.add(_same(line.draft))
        lines.append(line)
    return tuple(lines[:MOST])


def _same(draft: Draft) -> tuple[str, str, datetime, datetime]:
    return fold(draft.title), draft.kind, draft.starts_at, draft.ends_at


def _lines(text: str, timezone: str, now: datetime) -> Iterator[Line]:
    stripped = text.strip().removeprefix("\ufeff")
    if stripped[:1] in {"[", "{"}:
        yield from _json_lines(stripped, timezone, now)
    elif "title" in _header(stripped):
        yield from _csv_lines(stripped, timezone, now)
    else:
        for number, line in enumerate(stripped.splitlines(), 1):
            if line.strip():
                yield _in_words(number, line.strip(), timezone, now)


def _in_words(number: int, line: str, timezone: str, now: datetime) -> Line:
    draft = understood(line, now, timezone)
    if draft is None or not draft.title:
        return Line(
            number, line, why="there is no date in it" if draft is None else "it has no name"
        )
    return Line(number, line, draft)


def _json_lines(text: str, timezone: str, now: datetime) -> Iterator[Line]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        yield Line(1, text[:80], why=f"this is not valid JSON{where}")
        return
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        shown = json.dumps(row, ensure_ascii=False)[:200]
        if isinstance(row, dict):
            cells = {str(k): str(v) for k, v in row.items() if v is not None}
            yield _filled(number, shown, cells, timezone, now)
        else:
            yield Line(number, shown, why="it is no object with a title and a date")


def _header(text: str) -> list[str]:
    first = text.splitlines()[0] if text else ""
    return [name.strip().strip('"').casefold() for name in first.split(_delimiter(first))]


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _csv_lines(text: str, timezone: str, now: datetime) -> Iterator[Line]:
    names = _header(text)
    delimiter = _delimiter(text.splitlines()[0])
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    next(reader)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Line(reader.line_num, "", why="this line is no CSV")
            continue
        if any(cell.strip() for cell in cells):
            row = {n: unsafe(c.strip()) for n, c in zip(names, cells, strict=False)}
            yield _filled(reader.line_num, delimiter.join(cells)[:200], row, timezone, now)


def _filled(number: int, shown: str, row: Mapping[str, str], timezone: str, now: datetime) -> Line:
    try:
        return Line(number, shown, _draft(row, timezone, now))
    except _Refused as refusal:
        return Line(number, shown, why=str(refusal))


class _Refused(Exception):
    """Why a line cannot be taken."""


def _draft(row: Mapping[str, Any], timezone: str, now: datetime) -> Draft:
    title = clean(str(row.get("title", "")))
    if not title:
        raise _Refused("it has no title")
    if len(" ".join(str(row["title"]).split())) > MAX_TITLE:
        raise _Refused(f"its title is longer than {MAX_TITLE} characters")
    kind = str(row.get("kind") or "due").casefold()
    if kind not in KINDS:
        raise _Refused(f"its kind is none of {', '.join(KINDS)}")
    zone = str(row.get("timezone") or timezone)
    try:
        tzinfo_of(zone)
    except (ValueError, LookupError, OSError):
        raise _Refused("I do not know its time zone") from None
    ends_text = str(row.get("ends") or row.get("due") or row.get("date") or row.get("starts") or "")
    ends, all_day = _moment(ends_text, zone, DAY_END)
    starts, _ = _moment(str(row.get("starts") or ends_text), zone, time(0))
    if kind == "due" and not all_day:
        starts = ends
    if starts > ends:
        raise _Refused("it ends before it begins")
    link, quote = str(row.get("link", "")), str(row.get("quote", ""))
    return noted(Draft(title, kind, starts, ends, all_day, zone, link, quote), now)


def _moment(text: str, zone: str, otherwise: time) -> tuple[datetime, bool]:
    """A moment in UTC, and whether only its day was given."""
    text = text.strip()
    if not text:
        raise _Refused("it has no date")
    try:
        if len(text) == len("2021-12-01"):
            return on_the_wall(date.fromisoformat(text), otherwise, zone)[0], True
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            return on_the_wall(at.date(), at.time(), zone)[0], False
        return at.astimezone(UTC), False
    except (ValueError, OverflowError):
        raise _Refused("its date is not like 2021-12-01 or 2021-12-01T23:59") from None
