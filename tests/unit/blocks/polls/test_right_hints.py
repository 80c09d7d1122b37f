"""What is said of when a right answer shows is what closing does."""

from __future__ import annotations

from typing import Any

import pytest

from bot.blocks.polls.edit_window import Editing, edit_window
from bot.blocks.polls.usage import usage
from bot.blocks.polls.window import Filled, form_window
from bot.blocks.windows import Carried
from bot.services.polls.editing import Wanted
from bot.services.polls.form import Form
from bot.services.polls.ports import CLOSED, SCHEDULED, SINGLE
from bot.services.polls.telling import keeps_back
from tests.slack.seen import Blocks
from tests.unit.services.polls.made import NOW, poll

LATER, CLOSING = "once you say so, or when a second round closes", "when the poll closes"
REPEATS = ["", "daily", "weekly", "class"]


def hint(view: Any) -> str:
    """Under the field of the right answer."""
    (found,) = (
        b["hint"]["text"] for b in view["blocks"] if b.get("block_id", "").startswith("correct")
    )
    return str(found)


@pytest.mark.parametrize("repeats", REPEATS)
def test_both_windows_say_when_the_answer_shows(repeats: str) -> None:
    closed = poll(SINGLE, "KVM", "Xen", correct=("2",), repeats=repeats, state=CLOSED)
    when = LATER if keeps_back(closed) else CLOSING
    carried = Carried("p1", "C1")
    form = form_window(carried, Filled(Form(correct="2", repeats=repeats), "C1", staff=True), ())
    assert hint(form).endswith(f"Shown {when}.")
    waiting = poll(SINGLE, "KVM", "Xen", repeats=repeats, state=SCHEDULED, opens_at=NOW)
    edited = edit_window(
        carried, Editing(waiting, Wanted(waiting.question, {}, (), waiting.settings), "UTC")
    )
    assert hint(edited) == f"Shown {when}."


def test_help_tells_instructors_that_what_repeats_shows_its_answer_on_closing() -> None:
    """Students make no polls that repeat."""
    staff, student = (Blocks(usage(staff=each).blocks, "").words for each in (True, False))
    assert f"`--correct 1`  the right answer, shown {LATER}" in staff
    assert f"`--correct 1`  the right answer, shown {LATER}" in student
    said = f"one that repeats shows the right answer {CLOSING}"
    assert (said in staff, said in student) == (True, False)
