"""How large a file of questions may be, and what becomes of one that is larger."""

from __future__ import annotations

from knowledge.errors import UnreadableSource
from knowledge.exchange.model import Draft
from knowledge.readers.limits import megabytes

MAX_BYTES = 20_000_000
MAX_ITEMS = 5_000
MAX_PARTS = 300
"""Choices, pairs, numbers or blanks of one question."""
MAX_TEXT = 100_000
"""Characters of one question, as it stands in the file."""
MAX_NOTES = 2_000


def check_size(data: bytes, name: str) -> None:
    """Raises UnreadableSource: there is nothing in it, or too much."""
    if len(data) > MAX_BYTES:
        raise UnreadableSource(
            name, f"larger than {megabytes(MAX_BYTES)}: split it into several files"
        )
    if not data.strip():
        raise UnreadableSource(name, "there is nothing in this file")


def is_full(draft: Draft, line: int | None) -> bool:
    """Whether no more questions are read; says so in a note."""
    if len(draft.items) < MAX_ITEMS and len(draft.notes) < MAX_NOTES:
        return False
    if len(draft.items) >= MAX_ITEMS:
        what, why = f"more than {MAX_ITEMS:,} questions", "the rest is left out: split the file"
    else:
        what, why = f"more than {MAX_NOTES:,} remarks", "the rest is left out: mend these first"
    draft.question = 0
    draft.note(what, why, line)
    return True
