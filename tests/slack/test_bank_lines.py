"""Instructors edit questions whose parts are lines: pairs, orders, texts with blanks."""

from __future__ import annotations

import pytest

from bot.services.quizzes.bank.ports import APPROVED, DRAFT, BankQuestion, Wanted
from knowledge.exchange import Choice, Gap, Item, Kind, Pair, Text
from tests.slack.person import Person
from tests.slack.quiz_kit import banked, reads
from tests.slack.workspace import Workspace

MATCHING = Item(
    Kind.MATCHING,
    Text("What goes together?"),
    pairs=(Pair(Text("RAM"), "volatile"), Pair(Text("Disk"), "lasting")),
)
ORDERING = Item(
    Kind.ORDERING, Text("In which order?"), tuple(Choice(Text(t)) for t in ("decode", "fetch"))
)
CLOZE = Item(
    Kind.CLOZE,
    Text("KVM is part of the [[1]]."),
    gaps=(Gap(Kind.SHORT, (Choice(Text("kernel"), 100.0),)),),
)


async def _kept(workspace: Workspace) -> list[BankQuestion]:
    parts = workspace.bot.deps.quizzes.banking.parts
    return list(await parts.find(Wanted((DRAFT, APPROVED))))


@pytest.mark.parametrize(
    ("item", "field", "shown", "wrong", "said", "right"),
    [
        (MATCHING, "pairs", "RAM -> volatile\nDisk -> lasting", "RAM -> fast\nDisk slow", "Line 2: put ->", "RAM -> fast\nDisk -> slow"),
        (ORDERING, "order", "decode\nfetch", "fetch", "at least two", "fetch\ndecode"),
        (CLOZE, "stem", "KVM is part of the [[kernel]].", "KVM is part of Linux.", "double brackets", "[[KVM|The KVM]] is part of the [[kernel]]."),
    ],
    ids=["pairs", "order", "blanks"],
)  # fmt: skip
async def test_lines_are_edited_in_the_window_and_what_is_wrong_is_said_there(
    workspace: Workspace,
    elena: Person,
    item: Item,
    field: str,
    shown: str,
    wrong: str,
    said: str,
    right: str,
) -> None:
    await banked(workspace, item, state=DRAFT)
    await elena.types("/quiz review lecture 2")
    await elena.presses("Edit…", on=await reads(elena, "Draft 1 of 1"))
    window = await elena.sees_window("Edit a question")
    assert window.inputs[field]["element"]["initial_value"] == shown
    errors = await elena.submits(window, **{field: wrong})
    assert list(errors) == [field]
    assert said in errors[field]
    assert (await _kept(workspace))[0].item == item
    assert await elena.submits(window, **{field: right}) == {}
    await reads(elena, "Saved, approved")
    (kept,) = await _kept(workspace)
    assert kept.state == APPROVED
    made = kept.item
    assert {
        "pairs": [(p.left.text, p.right) for p in made.pairs] == [("RAM", "fast"), ("Disk", "slow")],
        "order": [c.text.text for c in made.choices] == ["fetch", "decode"],
        "stem": (made.stem.text, len(made.gaps)) == ("[[1]] is part of the [[2]].", 2),
    }[field]  # fmt: skip


async def test_a_text_with_blanks_is_written_and_practised(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await elena.types("/quiz add")
    window = await elena.sees_window("Write a question")
    await elena.changes(window, "bank_kind", bank_kind="A text with blanks")
    await workspace.settle()
    window = (await elena.windows())[-1]
    text = "KVM is part of the [[kernel|Linux kernel]] since [[#2007 ± 1]]."
    assert await elena.submits(window, stem=text) == {}
    await reads(elena, "Saved, approved")
    await sara.types("/quiz")
    asked = await reads(sara, "KVM is part of the ▁▁▁ (1) since ▁▁▁ (2).")
    first, second = asked.inputs
    await sara.presses("Sure", asked, **{first: "linux kernel", second: "2006"})
    assert "Right" in (await reads(sara, "I'll ask you again")).words
