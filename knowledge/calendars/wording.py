"""What a calendar's entry is about: a title without its exporter's additions, and the kind of date it is.

Canvas appends the course in brackets and marks assignments in their UID; Moodle says in words whether
something is due, opens or closes; people write "HW 3 due" into Google Calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CANVAS_UID = re.compile(r"event-(assignment|calendar-event|quiz|discussion|sub-assignment)\b")
_COURSE = re.compile(r"\s*\[[^\[\]]{1,120}\]\s*$")
_DUE = re.compile(
    r"""\s*(?:(?:[-–—:,(]\s*)?\b(?:is|are|ist|sind|est|sont|es)?\s*
        (?:due(?:\s+date)?|fällig|à\s+(?:rendre|remettre)|vence)\b\s*[.)]?)\s*$""",
    re.I | re.X,
)
_LEADING_DUE = re.compile(
    r"^(?:due|deadline|abgabe|frist|échéance|fecha\s+límite|vencimiento\s+de)\s*[:–—-]?\s+(?=\S)",
    re.I,
)
_CLOSES = re.compile(
    r"\s+(?:closes|ends|schließt|endet|ferme|se\s+termine|se\s+cierra|cierra)\.?$", re.I
)
_OPENS = re.compile(
    r"\s+(?:opens|starts|begins|öffnet|beginnt|ouvre|s'ouvre|se\s+abre|abre)\.?$", re.I
)
_GRADED = re.compile(r"\bdue to be graded\b", re.I)
_ABOUT_DUE = re.compile(
    r"\b(?:due|deadline|submit|submission|hand[- ]?in|abgabe\w*|fällig|frist|rendre|remettre|échéance|remise|entrega\w*|vence|vencimiento|plazo|límite)\b",
    re.I,
)
_EXAM = re.compile(
    r"\b(?:exams?|mid-?terms?|final exam|quiz(?:zes)?|tests?|klausur\w*|prüfung\w*|examen|partiel|parcial)\b",
    re.I,
)
_QUOTED = re.compile(r"^[\"'“”„«‚‘](.+)[\"'“”»‘’]$")


@dataclass(frozen=True, slots=True)
class Wording:
    """`sure` where the exporter marks what is due, rather than a person's choice of words."""

    title: str
    kind: str
    sure: bool = False


def wording(summary: str, uid: str, *, todo: bool) -> Wording:
    """The title and kind (due, exam, event, release) of an entry."""
    title = " ".join(summary.split())
    canvas = _CANVAS_UID.search(uid)
    if canvas:
        title = _COURSE.sub("", title) or title
    kind, sure = _kind(title, todo=todo or (canvas is not None and canvas[1] != "calendar-event"))
    return Wording(_bare(title, kind), kind, sure)


def _kind(title: str, *, todo: bool) -> tuple[str, bool]:
    if todo:
        return "due", True
    if _GRADED.search(title):
        return "event", False
    if _OPENS.search(title):
        return "release", True
    if _CLOSES.search(title):
        return "due", True
    if _ABOUT_DUE.search(title):
        return "due", bool(_DUE.search(title))
    return ("exam", False) if _EXAM.search(title) else ("event", False)


def _bare(title: str, kind: str) -> str:
    """Without "is due" and the like, which the kind says already."""
    bare = title
    if kind == "due":
        bare = _LEADING_DUE.sub("", _CLOSES.sub("", _DUE.sub("", title)))
    elif kind == "release":
        bare = _OPENS.sub("", title)
    quoted = _QUOTED.match(bare.strip())
    return (quoted[1] if quoted else bare).strip(" -–—:;,") or title
