"""Bringing many deadlines in: what was understood of each line, before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.deadlines import Reader, when_line
from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import Block, actions, button, context, escape, plain, section, shown
from bot.blocks.times import titled
from bot.blocks.windows import Carried, View, window
from bot.services.deadlines.exchange import COLUMNS, Line

MAX_PASTED = 3_000
_MOST = 60
_HOW = (
    "Paste CSV with a header, JSON, or a deadline a line in words. The columns: "
    f"{', '.join(COLUMNS)}; only a title and a date are needed. `/deadlines export` gives an example."
)


def import_window(
    carried: Carried, text: str, lines: Sequence[Line] | None, reader: Reader
) -> View:
    """The field to paste into; with `lines`, what was understood of it, to save."""
    pasted = labelled("pasted", "Deadlines", text_field(text, MAX_PASTED, multiline=True))
    good = sum(line.draft is not None for line in lines or ())
    blocks = [*_understood(lines, good, reader), pasted, context(_HOW)]
    return window(
        "Import deadlines",
        blocks,
        submit=plain(f"Save {good}" if good else "Check"),
        callback_id="deadline_import",
        private_metadata=carried.dump(),
    )


def _understood(lines: Sequence[Line] | None, good: int, reader: Reader) -> list[Block]:
    if lines is None:
        return []
    refused = len(lines) - good
    head = f"*I understood {good}* and refuse {refused}." if refused else f"*I understood {good}.*"
    blocks = [section(f"{head} Nothing is saved yet; change the text to have it read again.")]
    texts = [_line(line, reader) for line in lines[:_MOST]]
    blocks += [section("\n".join(texts[n : n + 6])) for n in range(0, len(texts), 6)]
    if len(lines) > _MOST:
        blocks.append(context(f"… and {len(lines) - _MOST} more"))
    return blocks


def _line(line: Line, reader: Reader) -> str:
    if line.draft is None:
        return f"✗ Line {line.number}: {line.why}: “{shown(line.text, 80)}”"
    notes = "".join(f" _{escape(note)}_" for note in line.draft.notes)
    return f"✓ *{titled(line.draft.title, 80)}* · {when_line(line.draft, reader)}{notes}"


def imported(count: int, change_id: str) -> Message:
    """What was saved, and the way back."""
    what = "deadline" if count == 1 else "deadlines"
    words = f"Saved {count} {what}. `/deadlines preview` shows what I will post about them."
    return Message(words, [section(words), actions(button("Undo", "deadline_undo", change_id))])
