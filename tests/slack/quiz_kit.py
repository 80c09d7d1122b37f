"""What conversations about quizzes share: a bank of questions, and waiting for words that replace others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.services.quizzes.bank.ports import APPROVED, DRAFTED, BankQuestion
from knowledge.entries import source_of
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.model import Source
from tests.slack.person import MAIN, Person
from tests.slack.poll_kit import reads
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

__all__ = ["LECTURE", "answers", "banked", "choice", "chosen", "reads"]
LECTURE = 2
"""One that none of the configured files is of: nothing is drafted about it."""


def choice(stem: str, *texts: str, says: str = "The slide says so.") -> Item:
    """A question whose first choice is right."""
    made = tuple(Choice(Text(t), 100.0 if n == 0 else 0.0) for n, t in enumerate(texts))
    return Item(Kind.CHOICE, Text(stem), made, feedback=Text(says))


async def banked(
    workspace: Workspace,
    *items: Item,
    state: str = APPROVED,
    lecture: int | None = LECTURE,
    title: str = "",
    **more: Any,
) -> list[BankQuestion]:
    """Put questions into the bank: about a lecture, or about the slide with this title."""
    deps = workspace.bot.deps
    parts, now = deps.quizzes.practising.parts, workspace.clock.now()
    slides = deps.questions.course.build.slides
    found = next((source_of(s) for s in slides if s.title == title), None) if title else None
    made = []
    for n, item in enumerate(items):
        source = found or Source(f"l{lecture}.pdf", item.stem.text, lecture, n + 1, n + 1)
        at = now - timedelta(days=1) + timedelta(seconds=n)
        name = item.stem.text
        made.append(
            BankQuestion(
                parts.workspace,
                f"q-{abs(hash(name)) % 10**12}",
                parts.course,
                item,
                DRAFTED,
                at,
                state,
                source,
                fingerprint=f"f-{name}",
                **more,
            )
        )
    assert await workspace.bot.storage.bank.add(made) == len(made)
    return made


async def answers(
    person: Person, label: str, on: Seen, *, sure: bool = True, channel: str = MAIN
) -> Seen:
    """Choose, say how sure, and wait for what came of it."""
    await person.presses(label, on)
    await person.presses("Sure" if sure else "Not sure", await chosen(person, label, channel))
    return await reads(person, "I'll ask you again", channel)


async def chosen(person: Person, label: str, channel: str = MAIN) -> Seen:
    """Wait until a choice is marked."""

    async def look() -> Seen | None:
        found = [m for m in await person.private(channel) if f"✓ {label}" in m.buttons]
        return found[-1] if found else None

    return await person.until(look, f"{label!r} chosen in {channel}")
