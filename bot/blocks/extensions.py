"""Private extensions as instructors and their student are shown them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.blocks.answers import Message
from bot.blocks.deadlines import Reader
from bot.blocks.mrkdwn import Block, actions, button, context, section
from bot.blocks.times import course_time, linked, spoken, titled, when
from bot.services.deadlines.ports import DatedItem, Extension

_MOST = 25
_NOT_TOLD = "I have not told them. `/deadlines extensions` lists who has one."


def seconds(extension: Extension | None) -> int:
    """Until when, in Unix time; 0 for no extension."""
    return int(extension.due_at.timestamp()) if extension else 0


@dataclass(frozen=True, slots=True)
class Undoing:
    """What an Undo button stands for: the extension that its message tells of (`seen`, Unix time), and the one before."""

    item: str
    student: str
    seen: int
    before: int

    @property
    def until(self) -> datetime | None:
        return datetime.fromtimestamp(self.before, UTC) if self.before else None

    def dump(self) -> str:
        return f"{self.item}:{self.student}:{self.seen}:{self.before}"

    @classmethod
    def load(cls, value: str) -> Undoing:
        """Raises ValueError for what is none."""
        item, student, seen, before = value.split(":")
        return cls(item, student, int(seen), int(before))


def extended(
    item: DatedItem, extension: Extension, before: Extension | None, reader: Reader, *, told: bool
) -> Message:
    """To the instructor who gave it; `before` is what the student had until now."""
    words = _has_until(item, extension, reader)
    rest = "They were told by direct message." if told else "I have not told them."
    note = f"Nobody else sees it; their reminders move with it. {rest}"
    buttons = [_undo(item.id, extension.user, seconds(extension), seconds(before))]
    if before:
        buttons.append(_withdraw(extension))
    return Message(
        f"Extension for {titled(item.title, 80)}",
        [section(words), context(note), actions(*buttons)],
    )


def withdrawn(extension: Extension) -> Message:
    """To the instructor who withdrew it."""
    words = (
        f"The extension is withdrawn. <@{extension.user}> has the same deadline as everybody again."
    )
    undo = _undo(extension.item_id, extension.user, 0, seconds(extension))
    return Message(words, [section(words), context(_NOT_TOLD), actions(undo)])


def taken_back(item: DatedItem, student: str, given: Extension | None, reader: Reader) -> Message:
    """To the instructor who pressed Undo: what the student has now."""
    words = _has_until(item, given, reader) if given else _like_everybody(student)
    words = f"Taken back. {words}"
    return Message(words, [section(words), context(_NOT_TOLD)])


def _like_everybody(student: str) -> str:
    return f"<@{student}> has the same deadline as everybody again."


def _has_until(item: DatedItem, extension: Extension, reader: Reader) -> str:
    until = when(extension.due_at, reader.zones)
    return f"<@{extension.user}> has until {until} for *{titled(item.title)}*."


def _undo(item_id: str, student: str, seen: int, before: int) -> Block:
    return button("Undo", "extension_undo", Undoing(item_id, student, seen, before).dump())


def _withdraw(extension: Extension) -> Block:
    return button("Withdraw", "extension_withdraw", f"{extension.item_id}:{extension.user}")


def told_to_student(item: DatedItem, extension: Extension, reader: Reader) -> Message:
    """To the student who has it."""
    words = (
        f"You have an extension for *{titled(item.title)}*: {when(extension.due_at, reader.zones)}."
    )
    page = [section(link)] if (link := linked(item.link, "Open the page")) else []
    spoken_ = spoken(extension.due_at, reader.zones.reader)
    return Message(
        f"You have an extension for {titled(item.title, 80)}: {spoken_}",
        [section(words), *page, context("Only you and the instructors see this.")],
    )


def listed(pairs: Sequence[tuple[DatedItem, Extension]], reader: Reader) -> Message:
    """`/deadlines extensions`"""
    if not pairs:
        words = "There are no extensions. Give one with `/deadlines extend homework 1`."
        return Message(words, [section(words)])
    blocks: list[Block] = [section("*Extensions*  (only instructors see this list)")]
    for item, extension in pairs[:_MOST]:
        usual = course_time(item.target, reader.zones) or spoken(item.target, reader.zones.reader)
        line = (
            f"<@{extension.user}> · *{titled(item.title)}*\n"
            f"Until {when(extension.due_at, reader.zones)}; for everybody else {usual}"
        )
        blocks.append(section(line, accessory=_withdraw(extension)))
    if len(pairs) > _MOST:
        blocks.append(context(f"… and {len(pairs) - _MOST} more"))
    return Message("Extensions", blocks)
