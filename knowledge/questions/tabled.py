"""The tables of slides as pairs: what a row is called, and what a column gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.normalise import fold, words
from knowledge.questions.facts import Meant, Pair, Parallel
from knowledge.questions.lexis import BASES, GENERIC, NOUN_VERBS, function_words
from knowledge.questions.material import ARTICLE, Teaching, without_numbers
from knowledge.questions.texts import (
    FINITE,
    bare,
    content,
    is_name,
    is_plural,
    is_whole,
    key,
    stems,
    without_symbol,
)

_PLANNED = re.compile(
    r"\b(?:date|day|week|time|due|readings?|assignments?|points?|grades?|rooms?|topics?|lectures?|lecturer|who|author|speaker|deadline|weight|hours?|credits?|status|link|url|"
    r"datum|tag|woche|uhrzeit|raum|note|punkte|thema|fecha|día|semana|hora|aula|nota|puntos|tema|séance|semaine|heure|salle|sujet|points)\b|%",
    re.I,
)
"""Heads of columns of plans, whose cells are nothing to learn."""
_MEANING = (
    r"descriptions?|definitions?|meaning|explanation|what it (?:is|does)|bedeutung|beschreibung|erklärung|"
    r"definición|descripción|significado|signification"
)
_DESCRIBES = re.compile(rf"\b(?:{_MEANING}|purpose|function|role|función|fonction)\b", re.I)
"""Heads of columns whose cells say what the rows are."""
_DEFINES = re.compile(rf"\b(?:{_MEANING}|définition)\b", re.I)
"""Those of them that head what the rows are, and not what they are for."""
_RELATIONS = frozenset(
    "function purpose role structure characteristics properties usage use result results advantage advantages disadvantage disadvantages".split()
)
"""Words that name no topic, and yet say what a column holds."""
_ASIDE = re.compile(
    r"^(?:\W*|#|n[or]\.?|id|ids?|index|examples?|beispiele?|ejemplos?|exemples?|notes?|comments?|remarks?|others?|misc|references?|sources?|image|picture|figure|symbol)$",
    re.I,
)
"""Heads of columns that count the rows, or add something that need not be known."""
_COMPARES = re.compile(
    r"^(?:(?:propert|qualit)(?:y|ies)|features?|aspects?|characteristics?|criteri(?:a|on)|attributes?|parameters?|dimensions?|"
    r"eigenschaft(?:en)?|merkmale?|aspekte?|kriteri(?:um|en)|propiedad(?:es)?|característica?s?|aspectos?|criterios?|propriétés?|caractéristiques?|critères?)$",
    re.I,
)
"""Heads of columns that list properties: the things that have them head the other columns."""
_COUNTED = re.compile(
    r"^(?:\d+|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|dos|tres|cuatro|cinco|seis|deux|trois|quatre|cinq|six)\s",
    re.I,
)
_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s")
_PARTS = re.compile(r"\s[-–•]\s(?=[A-Z])|\s(?=\d\.\s)|;\s|(?<=[a-zäöüéáíóñ)])\.\s+(?=[A-ZÄÖÜÉ])")
"""Where a cell that holds several lines goes on."""
_THERE = re.compile(r"^there (?:are|is) (?:an?|many|several|some|\w+(?= \w+ of))\s+", re.I)
_SIGNS = re.compile(r"->|=>|[→←↔⇒↑↓+⁺⁻⁰¹²³⁴-⁹₀-₉()\d/&,-]")
"""Signs and figures that cells are full of, and that tell nothing against them."""
_LEAST, _MOST_COLUMNS = 2, 8
_MOST_WORDS = 16
_LEAST_MEASURED = 3
"""Words of a cell that begins with a number, and is more than an amount."""
_LONGEST_TITLE = 7


@dataclass(frozen=True, slots=True)
class _Grid:
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    turned: bool = False
    """Were rows and columns exchanged, as the table compares the things that head its columns?"""

    def quoted(self, row: Sequence[str], column: int) -> str:
        """The cell's row with the head of its column, as the table has them."""
        if not self.turned:
            return f"{' | '.join(self.head)}\n{' | '.join(row)}"
        named, told = ((self.head[n], *(r[n] for r in self.rows)) for n in (0, column))
        return f"{' | '.join(named)}\n{' | '.join(told)}"


def tabled_on(slide: Teaching) -> Iterator[Parallel]:
    """What the slide's tables give for their rows, a column at a time."""
    language = slide.slide.language or "en"
    for table in slide.tables:
        if grid := _grid(table):
            yield from _columns(grid, slide, language)


def _columns(grid: _Grid, slide: Teaching, language: str) -> Iterator[Parallel]:
    naming = _naming(grid, language)
    if naming is None:
        return
    for column, head in enumerate(grid.head):
        relation = bare(head)
        if column == naming or not _is_relation(relation, language):
            continue
        told = len(_meanings(grid, naming, column, language)) > _LEAST
        pairs = [
            Pair(without_symbol(bare(row[naming])), cell, grid.quoted(row, column))
            for row in grid.rows
            if is_cell(cell := _first_part(row[column]), language)
        ]
        if not told and len(pairs) >= min(_LEAST + 1, len(grid.rows)):
            described = bool(_DEFINES.search(head))
            relation = "" if described else relation
            if described and any(_opens(p.value, language) for p in pairs):
                continue
            yield Parallel(tuple(pairs), slide.slide, context(slide), relation, described)


def _opens(told: str, language: str) -> bool:
    """Does it begin with a small word, and so describe nothing: "By enzymes"?"""
    return words(told)[0] in function_words(language) and not ARTICLE.match(told)


def _is_relation(head: str, language: str) -> bool:
    """Does the head of a column say what its cells are of the rows?"""
    named = is_name(head, language) and len(head.split()) <= 4 and not re.search(r"[/_()]", head)
    return named and not _ASIDE.match(head) and not set(words(head)) <= GENERIC - _RELATIONS


def _meanings(
    grid: _Grid, naming: int, column: int, language: str
) -> Sequence[tuple[str, str, str]]:
    """Names with what a column headed "Description" says of them, and their rows."""
    if not _DESCRIBES.search(grid.head[column]) or len(grid.rows) <= _LEAST:
        return []
    cells = [(row[naming], _first_part(row[column]), " | ".join(row)) for row in grid.rows]
    return [
        (name, told, text)
        for name, told, text in cells
        if is_name(name, language) and is_whole(told, language) and len(content(told)) >= 3
    ]


def meant_in_tables(slide: Teaching) -> Iterator[Meant]:
    """What columns headed "Description" say of the names that their rows begin with."""
    language = slide.slide.language or "en"
    for table in slide.tables:
        grid = _grid(table)
        if grid is None:
            continue
        naming = int(not any(c.isalpha() for row in grid.rows for c in row[0]))
        group = f"{slide.slide.file}|{slide.slide.page}|{fold(table)[:60]}"
        for column in range(naming + 1, len(grid.head)):
            if found := _meanings(grid, naming, column, language):
                for name, told, text in found:
                    yield Meant(
                        name, told, text, slide.slide, slide.topic, False, group, len(grid.rows)
                    )
                break


def context(slide: Teaching) -> str:
    """What the slide is about, for a question that needs to say so: its topic, or its title where that is short."""
    title = _THERE.sub("", bare(without_numbers(slide.slide.title)))
    title = max(title.split(": "), key=len)
    short = is_whole(title, slide.slide.language or "en") and len(title.split()) <= _LONGEST_TITLE
    says = bool(FINITE & set(words(title))) or "!" in title
    return slide.topic or (title if short and not says and set(words(title)) - GENERIC else "")


def _grid(table: str) -> _Grid | None:
    """The table, where it has a head and at least two rows, and is no plan and no lists side by side."""
    rows = [
        [cell.strip() for cell in re.split(r" \| | \|$|^\| ", row)] for row in table.split("\n")
    ]
    head = rows[0]
    body = [row + [""] * (len(head) - len(row)) for row in rows[1:]]
    body = [row for row in body if sum(map(bool, row)) > 1]
    wide = any(len(row) > len(head) for row in body)
    if wide or len(body) < _LEAST or not 2 <= len(head) <= _MOST_COLUMNS:
        return None
    if any(_PLANNED.search(cell) for cell in head) or _are_lists(head, body):
        return None
    if not head[0] and len(head) != 3:
        return None
    if not head[0] or _COMPARES.match(head[0]):
        turned = list(zip(head, *body, strict=True))
        return _Grid(turned[0], turned[1:], turned=True)
    return _Grid(head, body)


def _are_lists(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Do the columns list things of their own, so that no row goes together: "Six organs", "Six tissues"?"""
    numbered = any(_NUMBERED.match(cell) for row in rows for cell in row[1:])
    counted = any(_COUNTED.match(cell) for cell in head)
    if numbered or counted:
        return True
    alike = len({stems(cell)[-1:] for cell in head}) < len(head)
    return alike or (len(head) == 2 and all(map(is_plural, head)))


def _naming(grid: _Grid, language: str) -> int | None:
    """The first column that gives each row a name of its own; the things that a table compares have theirs first."""
    for column, head in enumerate(grid.head):
        cells = [without_symbol(bare(row[column])) for row in grid.rows]
        distinct = len(set(map(key, cells))) == len(cells)
        headed = grid.turned or not re.match(r"\W*$", head)
        if distinct and headed and all(is_row_name(c, language) for c in cells):
            return column
        if grid.turned:
            return None
    return None


def is_row_name(cell: str, language: str) -> bool:
    plain = " ".join(_SIGNS.sub(" ", cell).split())
    return (
        any(len(w) > 1 for w in words(plain))
        and (is_name(cell, language) or is_name(plain, language))
        and not re.fullmatch(r"\d.*", cell)
    )


def is_cell(cell: str, language: str) -> bool:
    """Can the cell be an answer: some words, that are whole?"""
    plain = " ".join(_SIGNS.sub(" ", cell).split())
    said = words(plain)
    return (
        any(len(w) > 1 for w in said)
        and len(said) <= _MOST_WORDS
        and len(content(plain)) >= 1
        and not (cell[0].isdigit() and len(cell.split()) < _LEAST_MEASURED)
        and (is_whole(cell, language) or is_whole(plain, language))
        and cell.count("(") == cell.count(")")
    )


def _first_part(cell: str) -> str:
    """What a cell says first, where it holds several lines."""
    if _NUMBERED.match(cell):
        return ""
    first = _PARTS.split(cell, maxsplit=1)[0]
    for word in re.finditer(r"(?<=[a-z]) ([A-Z][a-z]+) ", first):
        if fold(word[1]) in BASES - NOUN_VERBS:
            return bare(first[: word.start()])
    return bare(first)
