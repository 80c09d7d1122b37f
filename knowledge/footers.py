"""Running footers of slides: course, institution, date, slide mark; found, agreed upon, removed.

A slide of a handout carries one footer group. Scans misread some of them, so each kind is put to a
vote over the whole document, and a course code must have the form of one: where most scans of a
code share the same misreading, the form decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from knowledge.bullets import MARKS
from knowledge.dates import MONTH, full_date, is_only_a_date
from knowledge.fuzzy import distance, partial_ratio, ratio
from knowledge.model import Repair

COURSE, INSTITUTION, DATE, MARK, NUMBER, RUNNING = (
    "course line",
    "institution",
    "date",
    "slide mark",
    "slide or page number",
    "running line",
)

_TERM = r"[\[(]\s*\w+\s+(?:19|20)\d\d(?:\s*/\s*\d\d)?\s*[\])]"
_COURSE = re.compile(
    rf"\b[A-Z][A-Z0-9]{{2,9}}(?: ?-?\d{{1,4}}[A-Z]?)?\s*[:–-]\s+[A-Z][^•\n]{{3,80}}?{_TERM}"
)
_PLACE = r"University|Universität|Hochschule|Universidad|Université|Universit[aà]|Institute of|College|Polytechnic"
_UNIT = r"School|Department|Dept|Faculty|Division|Institut|Fakultät|Fachbereich|Facultad|Escuela|Departamento"
_INSTITUTION = re.compile(rf"\A\W*(?:{_UNIT})\b|\b(?:{_PLACE})\b", re.I)
_MARK = re.compile(r"(?<![\w.])L(?P<lecture>\d{1,2})[.\-](?P<slide>\d{1,3})(?![\w.])")
_SLIDE_WORD = re.compile(
    r"^(?:slide|folie|diapositiva|diapo|page|seite|p\.)\s*#?(\d{1,3})(?:\s*(?:/|of|von|de)\s*\d+)?$",
    re.I,
)
_WORD_AT_END = re.compile(
    r"[\s|·,;–-]{1,}(?:slide|folie|diapositiva|diapo|page|seite|p\.)\s*#?(?P<slide>\d{1,3})"
    r"(?:\s*(?:/|of|von|de)\s*\d+)?\s*$",
    re.I,
)
_PAIR = re.compile(r"^(\d{1,2})\s?[-–]\s?(\d{1,3})$")
_COUNT = re.compile(r"^(\d{1,3})\s*(?:/|of|von|de)\s*(\d{1,3})$", re.I)
_CODE_FORM = re.compile(r"^[A-Z]{2,6}[ -]?\d{3,4}[A-Z]?$")
_CONFUSED = str.maketrans(
    {"S": "5", "O": "0", "D": "0", "I": "1", "L": "1", "B": "8", "Z": "2", "G": "6"}
)
_DATE_TAIL = re.compile(rf"(?:{MONTH})\.?\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s*20\d\d\s*$", re.I)
_SIMILAR = 80.0
_RUNS = 3
_MARKED = re.compile(rf"^\s*(?:[{MARKS}*+-]|\d{{1,2}}[.)])\s")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Footer:
    """One footer part. `lecture` and `slide` are set for marks, `day` for dates."""

    kind: str
    text: str
    line: int
    lecture: int | None = None
    slide: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Consensus:
    """What the document's footers say once they are compared."""

    course: str | None = None
    course_line: str | None = None
    institution: str | None = None
    day: date | None = None
    lecture: int | None = None
    repairs: tuple[Repair, ...] = ()


def split_footer(text: str, line: int, running: Sequence[str] = ()) -> tuple[str, list[Footer]]:
    """The line without its footer parts, and those parts in order."""
    alone = _alone(text, line)
    if alone is not None:
        return "", [alone]
    body, footers = text, list[Footer]()
    course = _COURSE.search(text)
    if course is not None:
        body, tail = text[: course.start()], text[course.end() :].strip(" ,;|·")
        footers.append(Footer(COURSE, course[0], line))
        footers += _tail(tail, line)
    else:
        body, marks = _marks_at_end(text, line)
        footers += marks
        if _INSTITUTION.search(body) and _looks_like_institution(body):
            footers = _tail(body, line) + footers
            body = ""
    if body.strip() and any(_same_running(body, known) for known in running):
        footers.insert(0, Footer(RUNNING, body.strip(), line))
        body = ""
    return body.strip(), footers


def _alone(text: str, line: int) -> Footer | None:
    """A footer part that has the line to itself."""
    bare = text.strip()
    if re.fullmatch(r"\d{1,4}", bare):
        return Footer(NUMBER, bare, line, slide=int(bare))
    if found := _MARK.fullmatch(bare):
        return _mark(found, line)
    if found := _SLIDE_WORD.match(bare):
        return Footer(MARK, bare, line, slide=int(found[1]))
    if found := _PAIR.match(bare):
        return Footer(MARK, bare, line, lecture=int(found[1]), slide=int(found[2]))
    if found := _COUNT.match(bare):
        return Footer(MARK, bare, line, slide=int(found[1]))
    if is_only_a_date(bare):
        return Footer(DATE, bare, line, day=full_date(bare))
    return None


def _mark(found: re.Match[str], line: int) -> Footer:
    return Footer(MARK, found[0], line, lecture=int(found["lecture"]), slide=int(found["slide"]))


def _marks_at_end(text: str, line: int) -> tuple[str, list[Footer]]:
    found = _MARK.search(text)
    if found is None or found.end() < len(text.rstrip()):
        return _word_at_end(text, line)
    body, mark = text[: found.start()].rstrip(), _mark(found, line)
    dated = _DATE_TAIL.search(body)
    if dated is None:
        return body, [mark]
    return body[: dated.start()], [Footer(DATE, dated[0], line, day=full_date(dated[0])), mark]


def _word_at_end(text: str, line: int) -> tuple[str, list[Footer]]:
    """ "Institute of Law      Slide 3 of 40": a footer that ends in words for its number."""
    found = _WORD_AT_END.search(text)
    if found is None or not (_INSTITUTION.match(text) or _COURSE.search(text) or "  " in found[0]):
        return text, []
    mark = Footer(MARK, found[0].strip(" |·,;–-"), line, slide=int(found["slide"]))
    return text[: found.start()], [mark]


def _tail(text: str, line: int) -> list[Footer]:
    """The parts behind a course line, or of an institution's line: institution, date, mark."""
    body, footers = _marks_at_end(text, line)
    dated = _DATE_TAIL.search(body)
    if dated is not None:
        footers.insert(0, Footer(DATE, dated[0], line, day=full_date(dated[0])))
        body = body[: dated.start()]
    if body.strip():
        footers.insert(0, Footer(INSTITUTION, body.strip(), line))
    return footers


def _looks_like_institution(text: str) -> bool:
    words = text.split()
    capital = sum(w[:1].isupper() for w in words)
    return (
        2 <= len(words) <= 16
        and capital >= len(words) / 2
        and not text.rstrip().endswith((".", "?", ":"))
    )


def running_lines(pages: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Skeletons of the lines that come back at the edges of pages, misread or with other numbers.

    At a page's end three pages are enough; at its beginning, where titles stand, half of the pages.
    A text that shows no pages is taken as a whole. Lines with a bullet's mark never run.
    """
    if len(pages) < _RUNS:
        return _recurring([line for page in pages for line in page], _RUNS)
    ends = [line for page in pages for line in dict.fromkeys(page[1:][-3:])]
    starts = [page[0] for page in pages if page]
    found = (*_recurring(ends, _RUNS), *_recurring(starts, max(_RUNS, (len(pages) + 1) // 2)))
    return tuple(sorted(set(found)))


def _recurring(lines: Sequence[str], least: int) -> tuple[str, ...]:
    plain = [x for x in lines if 8 <= len(x.strip()) <= 120 and not _MARKED.match(x)]
    counted = Counter(_skeleton(x) for x in plain)
    common = [x for x, n in counted.items() if n >= least]
    for candidate in (x for x in counted if x not in common):
        if sum(n for x, n in counted.items() if ratio(candidate, x) >= 90) >= least:
            common.append(candidate)
    return tuple(x for x in common if x.strip("# "))


def _skeleton(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _same_running(text: str, known: str) -> bool:
    return ratio(_skeleton(text), known) >= 90


def is_misread_date(text: str, day: date | None) -> bool:
    """True for "Movember16,202" where the footers agree on November 16, 2021."""
    if day is None or not any(c.isdigit() for c in text) or len(text) > 24:
        return False
    wanted = f"{day:%B}{day.day}{day.year}".casefold()
    got = re.sub(r"[^0-9a-z]", "", text.casefold())
    return got != wanted and distance(got, wanted) <= 3


def agree(footers: Sequence[Footer]) -> Consensus:
    """Compare all footers of a document and settle each part."""
    lines = [f for f in footers if f.kind == COURSE]
    places = [f for f in footers if f.kind == INSTITUTION]
    course, code_repairs = _agreed_code([_code(f.text) for f in lines])
    line, line_repairs = _agreed_text([_after_code(f.text) for f in lines], COURSE)
    place, place_repairs = _agreed_text([f.text for f in places], INSTITUTION)
    return Consensus(
        course=course,
        course_line=f"{course}: {line}" if course and line else None,
        institution=place,
        day=_most([f.day for f in footers if f.day]),
        lecture=_most([f.lecture for f in footers if f.lecture is not None]),
        repairs=(*code_repairs, *line_repairs, *place_repairs),
    )


def _code(text: str) -> str:
    return re.split(r"\s*[:–]\s+|\s+-\s+", text, maxsplit=1)[0].strip()


def _after_code(text: str) -> str:
    parts = re.split(r"\s*[:–]\s+|\s+-\s+", text, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _agreed_code(codes: Sequence[str]) -> tuple[str | None, list[Repair]]:
    if not codes:
        return None, []
    chosen = _best_code(codes)
    repairs = []
    for code, times in sorted(Counter(codes).items()):
        if code == chosen:
            continue
        alike = code.translate(_CONFUSED) == chosen.translate(_CONFUSED)
        why = (
            "the same letters under known misreadings (S/5, O/0, I/1), and only this has a course code's form"
            if alike and not _CODE_FORM.match(code)
            else "the rest of the footer is the same as on the other slides"
        )
        repairs.append(Repair(code, chosen, f"footers, {times} of {len(codes)}: {why}"))
    return chosen, repairs


def _best_code(codes: Sequence[str]) -> str:
    counted = Counter(codes)
    support = {
        code: sum(
            n
            for other, n in counted.items()
            if other.translate(_CONFUSED) == code.translate(_CONFUSED)
        )
        for code in counted
    }
    return max(counted, key=lambda c: (bool(_CODE_FORM.match(c)), support[c], counted[c], c))


def _agreed_text(texts: Sequence[str], what: str) -> tuple[str | None, list[Repair]]:
    """The wording most of `texts` share, and a repair for each word that some misread."""
    texts = [t for t in texts if t]
    if not texts:
        return None, []
    counted = Counter(texts)
    chosen = max(counted, key=lambda t: (sum(ratio(t, o) for o in texts) + counted[t], t))
    repairs = []
    for text in sorted(counted):
        if text != chosen and ratio(text, chosen) >= _SIMILAR:
            repairs += _word_repairs(
                text, chosen, f"{what}: {counted[chosen]} of {len(texts)} footers agree"
            )
    return chosen, repairs


def _word_repairs(text: str, chosen: str, evidence: str) -> list[Repair]:
    from difflib import SequenceMatcher  # noqa: PLC0415 - hardly ever needed

    got, wanted = text.split(), chosen.split()
    repairs = []
    for op, a, b, c, d in SequenceMatcher(None, got, wanted, autojunk=False).get_opcodes():
        if op == "replace" and not any(w.isdigit() for w in (*got[a:b], *wanted[c:d])):
            repairs.append(Repair(" ".join(got[a:b]), " ".join(wanted[c:d]), evidence))
    return repairs


def _most(values: Sequence[T]) -> T | None:
    return Counter(values).most_common(1)[0][0] if values else None


def alike(text: str, known: str) -> bool:
    """Is `text` a misread copy of `known`, or of a good part of it?"""
    return ratio(text, known) >= _SIMILAR or (
        len(text) >= 0.6 * len(known) and partial_ratio(text, known) >= 88
    )
