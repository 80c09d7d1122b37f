"""Reading due dates: phrases of course pages beside other date parsers, and whole syllabi and schedules.

The phrases, lines without a date and documents in `bench/dated/` are made up; how they are written is
taken from course pages of many departments in four languages. They were written before the parser was
tried on them, and one half of them (by a hash) was not looked at while it was made. The same goes for
`deadline-phrases.tsv` in the data folder, where that is there: of its unseen half 89 % were right before
it was looked at.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.data import FOLDERS
from bench.deadline_peers import PEERS, Parser, Span
from bench.reading import RESULTS, machine
from bench.table import print_table
from knowledge.build import read_course
from knowledge.model import Deadline

DATED = Path(__file__).parent / "dated"
SEEN_DOCUMENTS = frozenset(
    "algorithms-schedule.md botany-syllabus.md canvas-modules.md chem-announcements.md chimie-tp.md droit-plan.md "
    "economia-semanas.md history-lecture.md informatik-organisation.md music-canvas.txt nursing-table.md "
    "physik-blog.md psych-methods.md redes-guia.md robotics-announcements.md stats-assignments.html "
    "studio-plain.txt web-course-weeks.md".split()
)
"""Those that the parser was made with; the others were written last and only measured."""
_ZONE = "America/New_York"
_ALIKE = 0.6
"""The share of words in common (F1) from which a title is counted as right."""


@dataclass(frozen=True)
class Phrase:
    """What is written, when and where, and what it says; `start` is None where nothing is due."""

    text: str
    reference: date
    zone: str
    start: date | datetime | None
    end: date | datetime | None
    language: str | None = None
    title: str = ""
    kind: str = ""

    @property
    def unseen(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


def run() -> None:
    """Print the tables; write them to `bench/results/deadlines.json`."""
    made, real, none = list(made_phrases()), list(real_phrases()), list(negatives())
    sets = {
        "real phrases": real,
        "real, unseen half": [p for p in real if p.unseen],
        "made phrases": made,
        "made, unseen half": [p for p in made if p.unseen],
        "lines without a date": none,
    }
    sets |= {f"made, {name}": [p for p in made if p.language == name] for name in _languages(made)}
    sets = {name: phrases for name, phrases in sets.items() if phrases}
    rows = {name: _measure(parser, sets) for name, parser in PEERS.items()}
    title = f"Start and end of the first hit right, on {machine()}"
    heads = [f"{name} ({len(phrases)})" for name, phrases in sets.items()]
    print_table(title, ["", *rows], [[h, *(r[h] for r in rows.values())] for h in [*heads, "ms"]])
    documents = {name: _read_documents(names) for name, names in _halves().items()}
    print_table("Whole documents", ["", *_FOUND], [[n, *map(str, r)] for n, r in documents.items()])
    _write(title, rows, documents)


def _languages(phrases: Sequence[Phrase]) -> list[str]:
    return sorted({p.language for p in phrases if p.language})


def _measure(parser: Parser, sets: dict[str, list[Phrase]]) -> dict[str, str]:
    """The share that is right of each set, and milliseconds a phrase."""
    phrases = list(dict.fromkeys(p for each in sets.values() for p in each))
    started = time.process_time()
    spans = [_found(parser, p) for p in phrases]
    spent = 1000 * (time.process_time() - started) / len(phrases)
    right = {p for p, span in zip(phrases, spans, strict=True) if is_right(p, span)}
    shares = {
        f"{name} ({len(each)})": f"{100 * sum(p in right for p in each) / len(each):.0f} %"
        for name, each in sets.items()
    }
    return shares | {"ms": f"{spent:.2f}"}


def _found(parser: Parser, phrase: Phrase) -> Span | None:
    """The first hit; a parser that raises has none."""
    try:
        return parser(phrase.text, phrase.reference, phrase.zone, phrase.language)
    except Exception:
        return None


def is_right(phrase: Phrase, found: Span | None) -> bool:
    """Are start and end (to the minute, where a time is given) those that the phrase says?"""
    if phrase.start is None or phrase.end is None or found is None:
        return found is None and phrase.start is None
    pairs = ((phrase.start, found.start), (phrase.end, found.end))
    return all(_same(right, got, phrase.zone) for right, got in pairs)


def _same(right: date | datetime, got: date | datetime, zone: str) -> bool:
    if not isinstance(right, datetime):
        return got == right if not isinstance(got, datetime) else False
    return isinstance(got, datetime) and _instant(right, zone) == _instant(got, zone)


def _instant(at: datetime, zone: str) -> datetime:
    aware = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC).replace(second=0, microsecond=0)


def made_phrases() -> Iterator[Phrase]:
    for line in (DATED / "phrases.psv").read_text(encoding="utf-8").splitlines():
        language, reference, zone, start, end, kind, title, text = line.split("|", 7)
        first = _moment(start)
        last = _moment(end) if end else first
        yield Phrase(text, date.fromisoformat(reference), zone, first, last, language, title, kind)


def real_phrases() -> Iterator[Phrase]:
    """Those of the data folder, where it has some."""
    for path in (folder / "deadline-phrases.tsv" for folder in FOLDERS):
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                none = row["starts_at"] == "NONE"
                first = None if none else _moment(row["starts_at"])
                last = _moment(row["ends_at"]) if row["ends_at"] else first
                day = date.fromisoformat(row["reference_date"])
                yield Phrase(row["phrase"], day, row["timezone"], first, last)


def negatives() -> Iterator[Phrase]:
    for text in (DATED / "negatives.txt").read_text(encoding="utf-8").splitlines():
        yield Phrase(text, date(2024, 9, 16), _ZONE, None, None)


def _moment(text: str) -> date | datetime:
    return (
        date.fromisoformat(text) if len(text) == len("2024-01-01") else datetime.fromisoformat(text)
    )


_FOUND = ("items", "found", "false", "missed", "titles right", "kinds right")


@dataclass(frozen=True)
class Expected:
    """An item of a document; `optional` ones count neither as found nor as false."""

    start: str
    end: str
    kind: str
    title: str
    optional: bool


def _halves() -> dict[str, list[str]]:
    names = sorted(path.name for path in (DATED / "documents").iterdir() if path.is_file())
    return {
        "seen": [name for name in names if name in SEEN_DOCUMENTS],
        "unseen": [name for name in names if name not in SEEN_DOCUMENTS],
    }


def _expected() -> dict[str, list[Expected]]:
    found: dict[str, list[Expected]] = {}
    for line in (DATED / "documents.psv").read_text(encoding="utf-8").splitlines():
        name, start, end, kind, title = line.split("|")
        item = Expected(start, end or start, kind.lstrip("?"), title, kind.startswith("?"))
        found.setdefault(name, []).append(item)
    return found


def _read_documents(names: Sequence[str]) -> tuple[int, ...]:
    """Counts over the documents, in the order of `_FOUND`."""
    expected = _expected()
    totals = [0] * len(_FOUND)
    for name in names:
        build = read_course([DATED / "documents" / name], timezone=_ZONE)
        for n, count in enumerate(_compared(build.deadlines, expected.get(name, []))):
            totals[n] += count
    return tuple(totals)


def _compared(items: Sequence[Deadline], expected: Sequence[Expected]) -> tuple[int, ...]:
    left, found, false, titles, kinds = list(expected), 0, 0, 0, 0
    for item in items:
        same = [e for e in left if (e.start, e.end) == (_written(item, 0), _written(item, 1))]
        if not same:
            false += 1
            continue
        best = max(same, key=lambda e: (_likeness(e.title, item.title), not e.optional))
        left.remove(best)
        found += not best.optional
        titles += not best.optional and _likeness(best.title, item.title) >= _ALIKE
        kinds += not best.optional and best.kind == item.kind
    missed = sum(not e.optional for e in left)
    return found + missed, found, false, missed, titles, kinds


def _written(item: Deadline, end: int) -> str:
    at = item.ends_at if end else item.starts_at
    return at.date().isoformat() if item.all_day else f"{at:%Y-%m-%dT%H:%M}"


def _likeness(right: str, got: str) -> float:
    """F1 of the words; 1.0 where no title is given as right."""
    a, b = set(re.findall(r"\w+", right.casefold())), set(re.findall(r"\w+", got.casefold()))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(not a)


def _write(
    title: str, rows: dict[str, dict[str, str]], documents: dict[str, tuple[int, ...]]
) -> None:
    RESULTS.mkdir(exist_ok=True)
    read = {name: dict(zip(_FOUND, counts, strict=True)) for name, counts in documents.items()}
    text = json.dumps({"title": title, "phrases": rows, "documents": read}, indent=1)
    (RESULTS / "deadlines.json").write_text(text + "\n", encoding="utf-8")
