"""Questions with their answers: CSV files and Markdown pages beside the lectures.

They come as `Reading.faq`, entries of kind FAQ that `knowledge.build` puts among the course's own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.errors import UnreadableSource
from knowledge.model import AnswerKind, Bullet, Entry, Form, Slide, Source
from knowledge.readers.numbering import title_of_name
from knowledge.readers.reading import Reading
from knowledge.readers.rosters import WHY, lists_people
from knowledge.readers.tables import question_columns, table_of

_BETWEEN = re.compile(r"\s*[;|\n]\s*")
NAMED = re.compile(
    r"(?<![A-Za-z])(?:f\.?a\.?q\.?s?|frequently asked questions|questions (?:and|&) answers|q ?& ?a|häufige(?: gestellte)? "
    r"fragen|fragen und antworten|preguntas (?:más )?frecuentes|foire aux questions|questions fréquentes|perguntas "
    r"frequentes|domande frequenti|veelgestelde vragen)(?![A-Za-z])",
    re.I,
)
"""What a page of questions with answers is called."""
_ASKED = re.compile(
    r"^(?:Q|F|P|Question|Frage|Pregunta|Domanda|Pergunta)\s*\d{0,3}\s*[:.)]\s+(?=\S)", re.I
)
_ANSWERED = re.compile(
    r"^(?:A|R|Answer|Antwort|Respuesta|Réponse|Risposta|Resposta)\s*\d{0,3}\s*[:.)]\s+(?=\S)", re.I
)
_BOTH = re.compile(
    r"(?<=[?.!])\s+(?:A|R|Answer|Antwort|Respuesta|Réponse)\s*(?:\d{1,3}\s*[:.)]|:)\s+(?=\S)"
)
_ASKS = re.compile(r"(?:[^\s?.!]+\s+){0,40}[^\s?]+\s?\?(?=\s|$)")


def faq_entry(question: str, answer: str, also: Iterable[str], file: str) -> Entry:
    """A question with its answer; its id lasts as long as the question's wording."""
    return Entry(
        id="faq-" + hashlib.sha256(question.encode()).hexdigest()[:12],
        title=question,
        text=answer,
        aliases=tuple(dict.fromkeys(also)),
        kind=AnswerKind.FAQ,
        source=Source(file=file, title=question),
    )


def read_table(text: str, name: str) -> Reading:
    """A CSV file: an FAQ where its columns are a question and an answer, else one table.

    Raises UnreadableSource for a table of people.
    """
    rows = table_of(text, name) or []
    columns = question_columns(rows[0]) if rows else None
    if columns is None and lists_people(rows):
        raise UnreadableSource(name, WHY)
    if columns is None:
        table = "\n".join(" | ".join(row).rstrip(" |") for row in rows)
        slide = Slide(name, title_of_name(name), (Bullet(table, form=Form.TABLE),), page=1)
        return Reading((slide,) if rows else (), pages=1)
    question, answer, more = columns
    entries: list[Entry] = []
    warnings: list[str] = []
    for number, row in enumerate(rows[1:], 2):
        cells = [*row, *[""] * (len(rows[0]) - len(row))]
        if not cells[question] or not cells[answer]:
            missing = "answer" if cells[question] else "question"
            warnings.append(f"{name}: row {number} has no {missing}; left out")
            continue
        also = (x for n in more for x in _BETWEEN.split(cells[n]) if x)
        entries.append(faq_entry(_line(cells[question]), cells[answer], also, name))
    return Reading((), warnings=tuple(warnings), faq=tuple(entries))


def _line(text: str) -> str:
    return _ASKED.sub("", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Said:
    """A block of a page: a heading of some rank, or text."""

    text: str
    level: int = 0
    rank: int = 0


def questions_in(blocks: Sequence[Said], *, named: bool) -> dict[int, tuple[str, int]]:
    """Where questions stand that the page answers: index → its wording, and where its answer ends.

    `named`: the page calls itself an FAQ, so that every heading or line that asks is one of its
    questions. Else they must be marked as questions (Q:), or nearly all headings of one rank ask.
    """
    chosen = _asking(blocks) if named else _marked(blocks) or _asking_headings(blocks)
    found: dict[int, tuple[str, int]] = {}
    for n, after in pairwise([*chosen, len(blocks)]):
        rank = blocks[n].rank or 9
        end = next((m for m in range(n + 1, after) if 0 < blocks[m].rank <= rank), after)
        if end > n + 1 or _BOTH.search(blocks[n].text) or "? " in blocks[n].text:
            found[n] = (_line(blocks[n].text), end)
    return found


def _asking(blocks: Sequence[Said]) -> list[int]:
    """In an FAQ: headings and outermost lines that ask, with or without the answer behind."""
    return [
        n
        for n, b in enumerate(blocks)
        if _ASKED.match(b.text) or ((b.rank or not b.level) and _ASKS.match(b.text))
    ]


def _marked(blocks: Sequence[Said]) -> list[int]:
    """Lines marked as questions (Q:), where at least two are and answers are marked or below."""
    marked = [n for n, b in enumerate(blocks) if _ASKED.match(b.text)]
    answered = any(_ANSWERED.match(b.text) or _BOTH.search(b.text) for b in blocks)
    sure = len(marked) >= 2 and (answered or any(blocks[n].rank for n in marked))
    return marked if sure else []


def _asking_headings(blocks: Sequence[Said]) -> list[int]:
    for rank in sorted({b.rank for b in blocks if b.rank}):
        at = [n for n, b in enumerate(blocks) if b.rank == rank]
        asking = [n for n in at if blocks[n].text.rstrip().endswith("?")]
        if len(asking) >= 4 and len(asking) >= 0.8 * len(at):
            return asking
    return []


def pairs(blocks: Sequence[Said], found: dict[int, tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """The questions with their answers, lines below one another."""
    for n, (said, end) in found.items():
        question, first = _parted(said, alone=end == n + 1)
        rest = ("  " * b.level + _ANSWERED.sub("", b.text) for b in blocks[n + 1 : end])
        if answer := "\n".join(line for line in (first, *rest) if line.strip()):
            yield question, answer


def _parted(said: str, *, alone: bool) -> tuple[str, str]:
    """A question from the answer that stands in the same line, if one does."""
    both = _BOTH.search(said) or (re.search(r"(?<=\?)\s+", said) if alone else None)
    return (said[: both.start()].strip(), said[both.end() :]) if both else (said.strip(), "")
