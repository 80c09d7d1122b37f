"""Tables of questions in and out."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.exchange import (
    Choice,
    Format,
    Item,
    Kind,
    Markup,
    Text,
    read_questions,
    write_questions,
)
from tests.unit.knowledge.exchange.items import items, texts


def test_the_columns_are_those_that_are_documented() -> None:
    item = Item(Kind.CHOICE, Text("Which?"), (Choice(Text("a"), 100), Choice(Text("b"))), id="q1")
    lines = write_questions([item], Format.CSV).data.decode("utf-8-sig").splitlines()
    assert lines[0] == (
        "id,kind,name,category,question,markup,choice 1,weight 1,feedback 1,choice 2,weight 2,feedback 2,"
        "explanation,if right,if partly right,if wrong,points,shuffle,case sensitive,tags,difficulty,source"
    )
    assert lines[1] == "q1,choice,,,Which?,plain,a,100,,b,0,,,,,,1,yes,no,,,"


def test_tables_of_other_programs_are_read() -> None:
    table = (
        "Question;Answer 1;Answer 2;Answer 3;Time limit (sec);Correct answer(s)\r\n"
        "Which are volatile?;SRAM;DRAM;flash;20;1,2\r\n"
        '"Which is; fast?";L1;disk;;20;1\r\n'
        "Is it?;True;False;;20;B\r\n"
    )
    read = read_questions(table.encode("cp1252"), "kahoot")
    assert [item.kind for item in read.items] == [Kind.MULTIPLE, Kind.CHOICE, Kind.TRUE_FALSE]
    assert [c.weight for c in read.items[0].choices] == [50, 50, 0]
    assert read.items[1].stem.text == "Which is; fast?"
    assert [note.what for note in read.notes] == ["the time limits"]


def test_the_right_answer_may_stand_apart_from_the_wrong_ones() -> None:
    tables = (
        "question,answer,wrong1,wrong2\nWhich?,a,b,c\n",
        "question,correct answer,incorrect answer 1,incorrect answer 2\nWhich?,a,b,c\n",
        "question,distractor 1,distractor 2,answer\nWhich?,b,c,a\n",
        "question,option 1,answer,wrong option 1,wrong option 2\nWhich?,a,A,b,c\n",
    )
    for table in tables:
        read = read_questions(table.encode(), "x")
        assert not read.notes
        [item] = read.items
        assert item.kind is Kind.CHOICE
        assert [(c.text.text, c.weight) for c in item.choices] == [("a", 100), ("b", 0), ("c", 0)]


def test_wrong_answers_alone_do_not_say_what_is_right() -> None:
    read = read_questions(b"question,wrong 1,wrong 2\nWhich?,b,c\n", "x")
    assert [note.what for note in read.notes] == ["no right choice"]


def test_answers_may_be_letters_words_or_numbers() -> None:
    table = (
        "question\tA\tB\tC\tcorrect\n"
        "One?\t4\t3\t2\t4\nTwo?\tx\ty\tz\tc\nThree?\tred\tgreen\tblue\tGreen\n"
        "Four?\t\t\t\tcache; a cache\nFive?\ta\tb\tc\tq\n"
    )
    read = read_questions(table.encode(), "x")
    rights = [[c.text.text for c in item.choices if c.weight > 0] for item in read.items]
    assert rights == [["4"], ["z"], ["green"], ["cache", "a cache"]]
    assert [str(note) for note in read.notes] == [
        "Line 6, question 5: the answer “q”: it is none of the choices"
    ]


def test_a_missing_quotation_mark_spoils_one_row_only() -> None:
    rows = [f'"Is {n} even?",{n % 2 == 0}' for n in range(200)]
    rows[3] = '"Is 3 even?,no'
    read = read_questions("\n".join(["question,answer", *rows]).encode(), "x")
    assert len(read.items) == 199
    assert [(note.line, note.what) for note in read.notes] == [(5, "a broken row")]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(items(), min_size=1, max_size=3),
    texts(tuple(Markup), empty=True),
    st.sampled_from([1.0, 0.5, 3.0]),
    st.booleans(),
)
def test_a_table_says_everything_and_runs_nothing(
    given_items: list[Item], told: Text, points: float, flag: bool
) -> None:
    full = [
        replace(
            item,
            when_right=told,
            when_partly=told,
            when_wrong=told,
            points=points,
            shuffle=flag,
            case_sensitive=not flag,
        )
        for item in given_items
    ]
    out = write_questions(full, Format.CSV)
    assert list(read_questions(out.data, "x").items) == full
    assert out.notes == ()
    for row in csv.reader(io.StringIO(out.data.decode("utf-8-sig"))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


@pytest.mark.parametrize(
    "header",
    ["Frage;Antwort A;Antwort B;richtig", "Pregunta;Opción a;Opción b;Respuesta correcta"],
)
def test_columns_may_be_called_in_german_or_spanish(header: str) -> None:
    (item,) = read_questions(f"{header}\nWas lebt?;Biotop;Stein;A\n".encode(), "q.csv").items
    assert [(c.text.text, c.weight) for c in item.choices] == [("Biotop", 100), ("Stein", 0)]
    apart = "Frage;richtige Antwort;falsch 1\nWas lebt?;Biotop;Stein\n"
    assert len(read_questions(apart.encode(), "q.csv").items[0].choices) == 2


def test_what_quiz_games_export_is_read() -> None:
    table = (
        "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Answer explanation\n"
        'Which are torts?,Checkbox,Negligence,Contract,Battery,"1,3",See slide 3\n'
        "Name the tort,Fill-in-the-Blank,Battery,battery,,,\n"
    )
    read = read_questions(table.encode(), "game.csv")
    assert [item.kind for item in read.items] == [Kind.MULTIPLE, Kind.SHORT]
    assert (read.items[0].feedback.text, read.notes) == ("See slide 3", ())


def test_a_number_that_may_mean_two_choices_is_said() -> None:
    table = "question,option 1,option 2,option 3,answer\nHow many?,2,3,4,2\nAnd?,1,2,3,2\n"
    read = read_questions(table.encode(), "q.csv")
    assert [[c.weight for c in item.choices] for item in read.items] == [[100, 0, 0], [0, 100, 0]]
    assert [str(note) for note in read.notes] == [
        "Line 2, question 1: the answer “2”: is one of the choices, and the number of another: "
        "the choice that says so is taken"
    ]
