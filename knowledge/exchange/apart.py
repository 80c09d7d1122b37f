"""Files of questions that strangers made, read in a process of its own, within limits."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from knowledge.errors import UnreadableSource
from knowledge.exchange.codec import item_from, item_json
from knowledge.exchange.limits import check_size
from knowledge.exchange.model import Format, Imported, Note
from knowledge.exchange.recognising import may_be_questions, questions_in
from knowledge.readers.limits import Limits
from knowledge.readers.processes import Processes
from knowledge.readers.tasks import WORKER, Ended, Task

LIMITS = Limits(
    page_seconds=60.0, file_seconds=60.0, memory_bytes=1_500_000_000, output_bytes=60_000_000
)
_TOO_MUCH = "reading it takes too long or too much memory: split it into several files"


def read_questions_apart(data: bytes, name: str, limits: Limits = LIMITS) -> Imported | None:
    """As `questions_in`. Takes a moment, and belongs in a thread.

    Raises:
        UnreadableSource: it is a file of questions, and cannot be read.
    """
    if not may_be_questions(data, name):
        return None
    check_size(data, name)
    with contextlib.closing(Processes(limits, WORKER)) as processes:
        try:
            answer = processes.ask(Task(name, questions=True), data, lambda *_: None)
        except Ended as ended:
            raise UnreadableSource(name, _TOO_MUCH) from ended
    return imported_from(json.loads(answer))


def answer(data: bytes, name: str) -> bytes:
    """What the reading process says: JSON. Raises UnreadableSource."""
    return json.dumps(imported_json(questions_in(data, name))).encode()


def imported_json(found: Imported | None) -> dict[str, Any] | None:
    """Plain JSON; `imported_from` gives it back."""
    if found is None:
        return None
    return {
        "items": [item_json(item) for item in found.items],
        "notes": [[n.what, n.why, n.line, n.question] for n in found.notes],
        "format": found.format.value if found.format else None,
    }


def imported_from(raw: dict[str, Any] | None) -> Imported | None:
    if raw is None:
        return None
    kind = Format(raw["format"]) if raw["format"] else None
    return Imported(
        tuple(item_from(item) for item in raw["items"]),
        tuple(Note(*note) for note in raw["notes"]),
        kind,
    )
