"""Text whose lines are rows of one table: comma, semicolon or tab between the cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO

_DELIMITERS = ",;\t|"
_ROWS = 20_000
_EVEN = 0.9
_CELL = 80


def table_of(text: str, name: str) -> list[list[str]] | None:
    """The rows of a CSV file, its header first, or None where the text is no table.

    Nearly all rows must have the header's number of cells; two columns are taken for a table only
    where the file is called one or the header names a question and an answer.
    """
    head = text.lstrip("\n").split("\n", 1)[0]
    if len(head) > 400 or not any(d in head for d in _DELIMITERS):
        return None
    delimiter = max(_DELIMITERS, key=head.count)
    rows = _rows(text, delimiter)
    if len(rows) < 2 or not _even(rows) or not _is_header(rows[0]):
        return None
    called = re.search(r"\.(?:csv|tsv|tab)$", name, re.I) is not None
    if called or _is_question_table(rows[0]):
        return rows
    return rows if len(rows) >= 3 and len(rows[0]) >= 3 and _shared(rows) == 1.0 else None


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        rows = [
            [cell.strip() for cell in row] for row, _ in zip(reader, range(_ROWS), strict=False)
        ]
    except csv.Error:
        return []
    kept = [row for row in rows if any(row)]
    width = len(kept[0]) if kept else 0
    return [row if any(row[width:]) else row[:width] for row in kept]


def _shared(rows: Sequence[Sequence[str]]) -> float:
    return Counter(len(row) for row in rows)[len(rows[0])] / len(rows)


def _even(rows: Sequence[Sequence[str]]) -> bool:
    return len(rows[0]) >= 2 and _shared(rows) >= _EVEN


def _is_header(row: Sequence[str]) -> bool:
    """Names of columns are short, and mostly there."""
    named = [cell for cell in row if cell]
    return len(named) >= 2 and all(len(cell) <= _CELL for cell in named)


_QUESTION = frozenset(
    "question questions q frage fragen pregunta preguntas pregunta/s pergunta perguntas question(s) domanda "
    "domande vraag vragen fråga prompt title titel".split()
)
_ANSWER = frozenset(
    "answer answers a antwort antworten respuesta respuestas réponse réponses reponse reponses resposta "
    "respostas risposta risposte antwoord antwoorden svar response reply text".split()
)
_ALSO = frozenset(
    "also alias aliases alternative alternatives variants synonyms auch alternativen varianten también tambien "
    "variantes aussi autres tags tag keywords keyword stichworte schlagworte etiquetas palabras_clave "
    "mots-clés".split()
)


def _named(cell: str) -> str:
    return cell.casefold().strip(" *:?#_\"'").replace(" ", "_")


def question_columns(header: Sequence[str]) -> tuple[int, int, tuple[int, ...]] | None:
    """Where the question, the answer and other ways to ask stand, by the columns' names."""
    names = [_named(cell) for cell in header]
    question = next((n for n, x in enumerate(names) if x in _QUESTION), None)
    answer = next((n for n, x in enumerate(names) if x in _ANSWER and n != question), None)
    if question is None or answer is None:
        return None
    return question, answer, tuple(n for n, x in enumerate(names) if x in _ALSO)


def _is_question_table(header: Sequence[str]) -> bool:
    return question_columns(header) is not None
