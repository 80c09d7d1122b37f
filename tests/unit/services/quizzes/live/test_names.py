"""Names of players."""

from __future__ import annotations

from bot.services.quizzes.live.names import name_for


def test_somebody_has_the_same_name_through_a_quiz_and_another_one_in_the_next() -> None:
    assert name_for("quiz1", "U1") == name_for("quiz1", "U1")
    assert len({name_for(f"quiz{n}", "U1") for n in range(20)}) > 15


def test_no_two_of_three_hundred_have_the_same_name() -> None:
    taken: set[str] = set()
    for n in range(300):
        taken.add(name_for("quiz1", f"U{n}", taken))
    assert len(taken) == 300


class Everything(set[str]):
    """All names without a number are taken."""

    def __contains__(self, name: object) -> bool:
        return str(name)[-1].isalpha()


def test_names_do_not_run_out() -> None:
    assert name_for("quiz1", "U1", Everything()).endswith(" 2")
