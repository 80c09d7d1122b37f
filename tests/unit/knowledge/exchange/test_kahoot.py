"""Kahoot's template in, as CSV and as the workbook that it is."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.exchange import Imported, Kind, read_questions
from knowledge.exchange.kahoot import from_kahoot
from knowledge.exchange.model import Draft
from knowledge.exchange.packed import packed_in
from knowledge.exchange.recognising import questions_in

HEADER: list[object] = [
    "",
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
]
LEAD: list[list[object]] = [
    [],
    ["", "Quiz template"],
    ["", "Add questions, at least two answers.\nHave fun!"],
    [],
]
ROWS: list[list[object]] = [
    [1, "What is KVM?", "A hypervisor", "A container", "A disk", "", 20, 1],
    [2, "Which are hypervisors?", "Xen", "Docker", "KVM", "Podman", 30, "1,3"],
    [3, "Is 2 + 2 = 5?", True, False, "", "", 10, 2],
    [4, "How many rings?", 4, 2, 1, 8, 20, 1],
    [5, "", "", "", "", "", "", ""],
]


def as_csv(rows: Sequence[Sequence[object]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def as_workbook(rows: Sequence[Sequence[object]], *, first: int = 0) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Sheet1")
        for n, row in enumerate(rows, first):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def asked(read: Imported | None) -> list[tuple[str, Kind, list[tuple[str, float]]]]:
    assert read is not None
    return [
        (item.stem.text, item.kind, [(c.text.text, round(c.weight, 3)) for c in item.choices])
        for item in read.items
    ]


WANTED = [
    ("What is KVM?", Kind.CHOICE, [("A hypervisor", 100), ("A container", 0), ("A disk", 0)]),
    (
        "Which are hypervisors?",
        Kind.MULTIPLE,
        [("Xen", 50), ("Docker", 0), ("KVM", 50), ("Podman", 0)],
    ),
    ("Is 2 + 2 = 5?", Kind.TRUE_FALSE, [("True", 0), ("False", 100)]),
    ("How many rings?", Kind.CHOICE, [("4", 100), ("2", 0), ("1", 0), ("8", 0)]),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("lead", [[], LEAD], ids=["from the first line", "below instructions"])
def test_a_template_saved_as_csv(delimiter: str, lead: list[list[object]]) -> None:
    data = as_csv([*lead, HEADER, *ROWS], delimiter)
    read = questions_in(data, "quiz.csv")
    assert asked(read) == WANTED
    assert read is not None
    [note] = read.notes
    assert (note.what, note.line) == ("the time limits", len(lead) + 1 + bool(lead))


@pytest.mark.parametrize("first", [0, 3])
def test_a_template_as_a_workbook(first: int) -> None:
    read = questions_in(as_workbook([*LEAD, HEADER, *ROWS], first=first), "quiz.xlsx")
    assert asked(read) == WANTED
    assert read is not None
    assert [(note.what, note.line) for note in read.notes] == [("the time limits", first + 5)]


def test_other_tables_of_questions_are_read_from_workbooks_too() -> None:
    table = [["question", "choice 1", "choice 2", "answer"], ["What is Xen?", "Y", "N", "a"]]
    assert asked(questions_in(as_workbook(table), "q.xlsx")) == [
        ("What is Xen?", Kind.CHOICE, [("Y", 100), ("N", 0)])
    ]


def test_a_workbook_of_something_else_is_no_file_of_questions() -> None:
    grades = as_workbook([["Name", "Points"], ["Sara", 3]])
    assert questions_in(grades, "grades.xlsx") is None
    with pytest.raises(UnreadableSource, match="no sheet of this workbook"):
        read_questions(grades, "grades.xlsx")


def test_what_is_wrong_with_a_question_is_said_at_its_line() -> None:
    rows = [HEADER, ["", "What?", "A", "B", "", "", 20, ""], ["", "Who?", "A", "B", "", "", 20, 4], *ROWS[:1]]  # fmt: skip
    read = read_questions(as_csv(rows), "quiz.csv")
    assert len(read.items) == 1
    assert [(note.line, note.what) for note in read.notes if note.question] == [
        (2, "no right choice"),
        (3, "the answer “4”"),
    ]


def test_a_workbook_in_a_zip_is_looked_at() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("quiz.xlsx", as_workbook([HEADER, *ROWS]))
        archive.writestr("l.md", "# L")
    assert [m.name for m in packed_in(out.getvalue(), "term.zip").members] == ["quiz.xlsx"]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_workbook_that_is_cut_off_or_holds_too_much_is_none(cut: float) -> None:
    whole = as_workbook([HEADER, *ROWS])
    assert questions_in(whole[: int(len(whole) * cut)], "quiz.xlsx") is None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    with pytest.raises(UnreadableSource, match="unpacks to more than 40 MB"):
        read_questions(out.getvalue(), "quiz.xlsx")


def test_cells_far_out_and_words_within_them_take_no_room() -> None:
    cell = '<c r="XFD1" t="inlineStr"><is><t>{}</t></is></c>'.format(escape("far <out>"))
    sheet = f'<worksheet><row r="1048576">{cell}</row></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    assert questions_in(out.getvalue(), "far.xlsx") is None


@given(
    st.text(max_size=200), st.sampled_from(["", "Time limit\n", ",".join(map(str, HEADER)) + "\n"])
)
def test_any_text_keeps_its_number_of_lines_and_what_is_no_template_stays(
    text: str, lead: str
) -> None:
    kept = from_kahoot(f"{lead}{text}", Draft())
    assert kept.count("\n") == f"{lead}{text}".count("\n")
    if not lead:
        assert kept == text or "time limit" in text.casefold()


_CELLS = st.text(
    st.characters(max_codepoint=126, exclude_categories=("C", "Z")), min_size=1, max_size=12
)


@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS, st.sampled_from([1, 2])), min_size=1, max_size=5))
def test_any_words_are_read_from_csv_and_workbook_alike(
    rows: list[tuple[str, str, str, int]],
) -> None:
    table = [HEADER, *([n, q, a, b, "", "", 20, right] for n, (q, a, b, right) in enumerate(rows, 1))]  # fmt: skip
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(table):
            sheet.write_row(n, 0, row)
    one, other = read_questions(as_csv(table), "a.csv"), read_questions(out.getvalue(), "a.xlsx")
    assert one.items == other.items
    assert len(one.items) + len({note.question for note in one.notes if note.question}) >= len(rows)
