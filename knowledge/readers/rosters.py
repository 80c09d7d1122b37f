"""Tables of people: a gradebook that is dropped among the lectures must not be quoted to students."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_SHARE = 0.3


def lists_people(rows: Sequence[Sequence[str]]) -> bool:
    """Has a table a row a person: two columns that name them, one beside marks, or addresses in its rows?"""
    header, *body = rows or [[]]
    naming = [cell for cell in header if _PEOPLE.search(cell)]
    if len(naming) > 1 or (naming and any(map(_MARKS.search, header))):
        return True
    addressed = sum(any(_ADDRESS.search(cell) for cell in row) for row in body)
    return len(body) > 1 and addressed >= _SHARE * len(body)
