"""Tables of people: a gradebook that is dropped among the lectures must not be quoted to students."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

WHY = "this looks like a list of people, such as a gradebook: it is left unread, so that nobody is told what stands in it"
_PEOPLE = re.compile(
    r"\b(?:students?|last ?names?|surnames?|family names?|first ?names?|given names?|e-?mail(?: address)?|sis (?:user |login )?id|"
    r"student (?:id|number)|matrikel\w*|nachnamen?|vornamen?|studierende\w*|nom de famille|prénoms?|étudiant\w*|apellidos?|"
    r"estudiantes?|alumn[oa]s?)\b",
    re.I,
)
_MARKS = re.compile(
    r"\b(?:grades?|scores?|points?|marks?|total|results?|note|punkte|ergebnis|notes?|calificaci\w+|nota)\b",
    re.I,
)
_WORK = re.compile(
    r"\b(?:mid-?terms?|finals?|exams?|tests?|quiz(?:zes)?|home ?works?|hws?|assignments?|essays?|memos?|projects?|labs?|"
    r"papers?|attendance|participation|absences?|klausur\w*|testat\w*|anwesenheit|mitarbeit|examens?|partiels?|parcial\w*|"
    r"asistencia)(?: ?\d{1,2})?\b",
    re.I,
)
"""What a gradebook has columns of, beside its marks."""
_NAME = re.compile(r"(?:full |student )?names?|naam|noms?|nombres?", re.I)
_MARK = re.compile(r"[A-F][+-]?|\d{1,3}(?:[.,]\d{1,2})?\s?%?|[-–]|n/?a", re.I)
_PERSON = re.compile(r"[^\W\d_][\w'’.-]*,? [^\W\d_][\w'’. -]*")
_COLUMNS = re.compile(r"\t+|\s*\|\s*|\s*;\s*|\s{2,}")
_RULE = re.compile(r"[\s|+:=_–-]+")
_LEAST_COLUMNS, _LEAST_PEOPLE = 3, 2
_MOST_OF_IT = 0.5
_LINES, _HEADERS = 500, 12
"""So many lines tell, and so far down the names of the columns may stand."""
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
_SHARE = 0.3


def lists_people(rows: Sequence[Sequence[str]]) -> bool:
    """Has a table a row a person: two columns that name them, one beside marks, or addresses in its rows?"""
    header, *body = rows or [[]]
    naming = [cell for cell in header if _PEOPLE.search(cell)]
    if len(naming) > 1 or (naming and any(_MARKS.search(c) or _WORK.search(c) for c in header)):
        return True
    if _marks_names(header, body):
        return True
    addressed = sum(any(_ADDRESS.search(cell) for cell in row) for row in body)
    return len(body) > 1 and addressed >= _SHARE * len(body)


def text_lists_people(text: str) -> bool:
    """Is a text hardly more than a table of people, its columns parted by blanks, tabs or bars?

    A lecture on databases may show such a table; a gradebook is nothing else.
    """
    filled = (line.strip() for line in text.splitlines() if not _RULE.fullmatch(line))
    lines = list(islice(filter(None, filled), _LINES))
    rows = [[cell for cell in _COLUMNS.split(line.strip("|")) if cell] for line in lines]
    for at, header in enumerate(rows[:_HEADERS]):
        body = [row for row in rows[at + 1 :] if len(row) >= _LEAST_COLUMNS]
        if len(body) < max(_LEAST_PEOPLE, _MOST_OF_IT * len(rows)):
            return False
        if len(header) >= _LEAST_COLUMNS and lists_people([header, *body]):
            return True
    return False


def _marks_names(header: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """A column of names beside several of work, with a mark each: "Name, Midterm, Final"."""
    names = [n for n, cell in enumerate(header) if _NAME.fullmatch(cell.strip())]
    work = [n for n, cell in enumerate(header) if _WORK.search(cell) or _MARKS.search(cell)]
    if not names or len(work) < _LEAST_COLUMNS - 1 or len(body) < _LEAST_PEOPLE:
        return False
    full = [row for row in body if len(row) > max(names[0], *work)]
    people = sum(
        bool(_PERSON.fullmatch(row[names[0]].strip()))
        and any(_MARK.fullmatch(row[n].strip()) for n in work)
        for row in full
    )
    return people >= _LEAST_PEOPLE and people > _MOST_OF_IT * len(body)
