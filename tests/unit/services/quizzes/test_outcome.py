"""What a live quiz came to, and its table."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls.ports import OPEN
from bot.services.quizzes.asking import Response
from bot.services.quizzes.live.model import HIDDEN, NAME, Answer, Player
from bot.services.quizzes.live.outcome import Outcome, chance, of_quiz
from bot.services.quizzes.live.table import file_name, to_csv, wanting_names
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.exchange.model import Number
from tests.unit.services.quizzes.outcomes import (
    answers,
    item,
    outcome,
    players,
    question,
    quiz,
    quiz_poll,
)


def rows_of(found: Outcome, **names: str) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    text = to_csv(found, names).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_questions_that_were_skipped_or_never_closed_count_for_nothing() -> None:
    of = quiz([item("One?"), item("Two?"), item("Three?")])
    skipped = question(of, 1, answers("ab"), skipped=True)
    running = question(of, 3, {})
    running = type(running)(
        quiz_poll(id="quiz1-03", state=OPEN, closed_at=None), running.frozen, 3, 3, 30, speed=False
    )

    found = of_quiz(of, [running, question(of, 2, answers("ab")), skipped], players(2))

    assert [put.number for put in found.questions] == [2]


def test_an_answer_is_told_in_the_words_of_its_choices_in_the_order_shown() -> None:
    [put] = outcome(["a"]).questions

    assert put.words(Response(("c", "a"))) == "KVM; QEMU"
    assert put.right_words == "KVM"
    assert put.right == frozenset("a")


def test_the_chance_of_a_guess_follows_from_what_is_asked() -> None:
    several = tuple(Choice(Text(w), 50.0) for w in ("A", "B", "C"))

    assert chance(item()) == 0.25
    assert chance(Item(Kind.MULTIPLE, Text("?"), several)) == 1 / 7
    assert chance(Item(Kind.NUMERICAL, Text("?"), numbers=(Number(Decimal(4)),))) == 0


def test_the_table_has_a_row_a_player_and_four_columns_a_question() -> None:
    found = outcome(["ab", "a-"], sure=True)

    [first, second] = rows_of(found)

    assert (first["player"], first["points"], first["right"]) == ("Otter 0", "200", "2")
    assert (first["1. Question 1?"], first["1 share"]) == ("KVM", "1")
    assert (first["1 sure"], first["1 seconds"]) == ("sure", "4.5")
    assert (second["1. Question 1?"], second["1 share"]) == ("VirtualBox", "0")
    assert (second["answered"], second["questions"]) == ("1", "2")
    assert second["2. Question 2?"] == second["2 share"] == ""


def test_only_who_chose_to_show_their_name_is_named() -> None:
    of = quiz([item()])
    found = of_quiz(of, [question(of, 1, answers("aaa"))], players(3, U0P1=NAME, U0P2=HIDDEN))

    names = {"U0P0": "Sara Lind", "U0P1": "Tom Berg", "U0P2": "Aiko Mori"}
    rows = rows_of(found, **names)

    assert [row["player"] for row in rows] == ["Otter 0", "Otter 2", "Tom Berg"]
    assert wanting_names(found) == ["U0P1"]
    text = to_csv(found, names).decode()
    assert "U0P" not in text
    assert "Sara" not in text


def test_who_shows_their_name_and_is_not_known_by_it_stays_with_the_invented_one() -> None:
    of = quiz([item()])
    found = of_quiz(of, [question(of, 1, answers("a"))], players(1, U0P0=NAME))

    assert [row["player"] for row in rows_of(found)] == ["Otter 0"]


def test_players_of_a_rehearsal_are_marked_in_the_table_too() -> None:
    of = quiz([item()])
    found = of_quiz(of, [question(of, 1, answers("a"))], {"~ada": Player("~ada", "Ada")})

    assert [row["player"] for row in rows_of(found)] == ["Ada (invented)"]


@given(st.text("=+-@\t'\r\n\",;abc", min_size=1, max_size=12))
def test_nothing_that_people_wrote_is_run_as_a_formula(text: str) -> None:
    asked = item(text, choices=(Choice(Text(text), 100.0), Choice(Text("other"))), shuffle=False)
    of = quiz([asked])
    found = of_quiz(
        of, [question(of, 1, {"U0P0": Answer(("a",), share=1.0)})], players(1, U0P0=NAME)
    )

    table = csv.reader(io.StringIO(to_csv(found, {"U0P0": text}).decode("utf-8-sig")))
    for row in table:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_the_file_is_named_after_the_quiz() -> None:
    assert file_name(outcome(["a"])) == "quiz-virtual-machines.csv"
    assert file_name(outcome(["a"], poll=quiz_poll(question="量子"))) == "quiz-quiz1.csv"
