"""Questions with their answers beside the lectures, in tables and pages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.model import AnswerKind
from knowledge.readers import Reading, read_bytes


def read(text: str, name: str = "faq.md") -> Reading:
    return read_bytes(text.encode(), name)


def pairs(text: str, name: str = "faq.md") -> list[tuple[str, str]]:
    return [(e.title, e.text) for e in read(text, name).faq]


@pytest.mark.parametrize(
    "text",
    [
        'question,answer,also\nWhen?,"Monday, at 9",what time; which day\n',
        "Frage;Antwort;Auch\nWhen?;Monday, at 9;what time| which day;\n",
        "Tags\tPregunta\tRespuesta\nwhat time; which day\tWhen?\tMonday, at 9\n",
        '\n Question , Answer , Aliases \n When? , "Monday, at 9" , "what time; which day" \n',
    ],
)
def test_a_table_of_questions_is_read_by_the_names_of_its_columns(text: str) -> None:
    (entry,) = read(text, "questions.txt").faq
    assert (entry.title, entry.text, entry.kind) == ("When?", "Monday, at 9", AnswerKind.FAQ)
    assert entry.aliases == ("what time", "which day")
    assert entry.source is not None
    assert entry.source.file == "questions.txt"


def test_a_row_without_an_answer_is_told_and_the_rest_is_read() -> None:
    reading = read("q,a\nWhen?,Now\nWhere?,\n", "faq.csv")
    assert [e.title for e in reading.faq] == ["When?"]
    assert reading.warnings == ("faq.csv: row 3 has no answer; left out",)


def test_any_other_table_is_a_slide_with_a_table() -> None:
    reading = read('Date,Topic,Room\n9/1,Intro,A\n9/3,"Caches, more",B\n', "schedule.csv")
    (slide,) = reading.slides
    assert slide.title == "Schedule"
    assert slide.bullets[0].text == "Date | Topic | Room\n9/1 | Intro | A\n9/3 | Caches, more | B"


def test_headings_that_ask_in_a_page_called_faq_are_its_questions() -> None:
    text = (
        "# FAQ\n\nGeneral words.\n\n## Handing in\n\n### How do I submit?\nThrough **Canvas**.\n\n- one\n\n"
        "### Late?\n\nYes.\n\n## Rooms\n\nNot a question.\n"
    )
    assert pairs(text) == [("How do I submit?", "Through Canvas.\none"), ("Late?", "Yes.")]
    assert [(s.title, s.body) for s in read(text).slides] == [
        ("FAQ", "General words."),
        ("Rooms", "Not a question."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Q:** Is it open?\n\n**A:** Yes.\n\n**Q:** Until when?\n\n**A:** Ten.\n",
        "**Q: Is it open?**\n**A:** Yes.\n\n**Q: Until when?**\n**A:** Ten.\n",
        "Q1. Is it open?\nA1. Yes.\n\nQ2. Until when?\nA2. Ten.\n",
        "## Q: Is it open?\n\nYes.\n\n## Q: Until when?\n\nTen.\n",
        "# Häufige Fragen\n\n- Is it open? Yes.\n- Until when? Ten.\n",
        "# Questions and Answers\n\n**Is it open?**\n\nYes.\n\n**Until when?**\n\nTen.\n",
    ],
)
def test_questions_are_told_from_answers_however_they_are_marked(text: str) -> None:
    reading = read(text, "page.txt")
    assert [(e.title, e.text) for e in reading.faq] == [
        ("Is it open?", "Yes."),
        ("Until when?", "Ten."),
    ]


def test_a_lecture_whose_headings_now_and_then_ask_is_no_faq() -> None:
    text = "# Caches\n\n## Why caches?\n\nSpeed.\n\n## Lines\n\n64 bytes.\n\n## What is a miss?\n\nNo hit.\n"
    assert read(text, "05-caches.md").faq == ()


CELLS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_every_row_of_a_written_table_is_read_or_told(rows: list[tuple[str, str]]) -> None:
    quoted = "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows
    )
    reading = read("question,answer\n" + quoted, "faq.csv")
    blank = sum(not all(cell.strip() for cell in row) for row in rows)
    empty = sum(not any(cell.strip() for cell in row) for row in rows)
    assert len(reading.faq) + len(reading.warnings) == len(rows) - empty or blank


@pytest.mark.parametrize(
    "table",
    [
        "Student,ID,SIS User ID,Section,Homework 1 (88)\nDoe Ada,1,ad1,A,9\n",
        "Last name,First name,Points\nDoe,Ada,9\n",
        "Nachname,Vorname,Note\nDoe,Ada,1.3\n",
        "Student,Section,Total\nDoe Ada,A,9\n",
        "who,what\nAda,ada@example.edu\nBo,bo@example.edu\n",
        "Student,Midterm,Attendance\nDoe Ada,9,x\n",
        "Name,Quiz 1,Quiz 2\nAda Doe,9,7\nBo Poe,B+,-\n",
    ],
)
def test_a_gradebook_is_left_unread(table: str) -> None:
    with pytest.raises(UnreadableSource, match="looks like a list of people"):
        read(table, "grades.csv")


@pytest.mark.parametrize(
    "text",
    [
        "Student no.  Name       Quiz 1  Essay\n17           Ada Doe    9       B+\n18           Bo Poe     7       A-\n",
        "Spring marks\n\nName\tLab 1\tLab 2\nAda Doe\t9\t8\nBo Poe\t7\t-\nCy Roe\t5\t6\n",
        "# Marks\n\n| Student | Total |  Group |\n|---|---|---|\n| Ada Doe | 9 | red |\n| Bo Poe | 7 | blue |\n",
    ],
)
def test_a_gradebook_in_plain_text_is_left_unread(text: str) -> None:
    with pytest.raises(UnreadableSource, match="looks like a list of people"):
        read(text, "marks.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Joins\n\n- a join pairs rows of two tables\n- an outer join keeps rows without a pair\n\n"
        "| Student | Grade | Course |\n|---|---|---|\n| Ada Doe | 9 | Art |\n- the key is the student\n- rows are not ordered\n",
        "Name          Points  Share\nEssay         20      10 %\nTerm project  30      40 %\n",
        "Era        Thinker   Work\nRomantic   Ada Doe   Cloud songs\nClassic    Bo Poe    Marble odes\n",
    ],
)
def test_plain_text_with_other_tables_is_read(text: str) -> None:
    assert read(text, "notes.txt").slides


@pytest.mark.parametrize(
    "table",
    [
        "Assignment,Points\nHomework 1,10\nEssay,20\n",
        "Hormone,Effect\nAuxin,growth\n",
        "Date,Topic,Room for students\n9/1,Intro,30\n",
        "Role,Contact\nDean,dean@example.edu\nLab,Room 3\nDesk,Hall 1\nTA,Room 5\n",
    ],
)
def test_other_tables_are_read(table: str) -> None:
    assert len(read(table, "table.csv").slides) == 1
