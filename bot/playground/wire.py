"""What went over the wire between the workspace and the bot, for people to look at and tests to wait on."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_KEPT = 2_000
_HIDDEN = {"hidden": "This concerns somebody else. Switch to them to read it."}
Readers = frozenset[str] | None
"""Who may read an exchange; None is everybody."""
_TOKENS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=/response/)[\w-]+|(?<=\bticket=)[\w-]+|(?<=/upload/v1/)[\w-]+"
)
"""Tokens, and the keys in addresses that stand for one: whoever has them can act as the app."""


@dataclass
class Entry:
    """One exchange. `direction` is `to_bot` or `from_bot`; `ms` is None while it is pending."""

    n: int
    at: int
    direction: str
    transport: str
    name: str
    request: Any
    status: str = "pending"
    ms: float | None = None
    response: Any = None
    started: float = field(default_factory=time.perf_counter)
    readers: Readers = None

    def hidden_from(self, reader: str) -> bool:
        """Is it none of this person's business?"""
        return self.readers is not None and reader not in self.readers

    def as_json(self, reader: str | None = None) -> dict[str, Any]:
        """For the page of `reader`: what is private in the workspace is private here."""
        hidden = reader is not None and self.hidden_from(reader)
        return {
            "n": self.n,
            "at": self.at,
            "direction": self.direction,
            "transport": self.transport,
            "name": self.name,
            "status": self.status,
            "ms": self.ms,
            "request": _HIDDEN if hidden else redacted(self.request),
            "response": None if hidden else redacted(self.response),
        }


def redacted(value: Any) -> Any:
    """`value` with tokens and keys struck out."""
    if isinstance(value, str):
        return _TOKENS.sub("[token]", value)
    if isinstance(value, dict):
        return {
            k: "[token]" if k in {"token", "bot_token"} else redacted(v) for k, v in value.items()
        }
    if isinstance(value, list | tuple):
        return [redacted(v) for v in value]
    return value


class WireLog:
    """The last entries, and those who listen for more."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self.entries: deque[Entry] = deque(maxlen=_KEPT)
        self.listeners: list[Callable[[Entry], None]] = []
        self.readers_of: Callable[[str, Any], Readers] = lambda _name, _request: None
        self._count = 0

    def begin(
        self, direction: str, transport: str, name: str, request: Any, readers: Readers = None
    ) -> Entry:
        """Note the start of an exchange."""
        self._count += 1
        entry = Entry(self._count, int(self._clock() * 1000), direction, transport, name, request)
        entry.readers = readers if readers is not None else self.readers_of(name, request)
        self.entries.append(entry)
        self._tell(entry)
        return entry

    def end(self, entry: Entry, status: str, response: Any = None) -> None:
        """Note how it ended."""
        entry.status, entry.response = status, response
        entry.ms = round((time.perf_counter() - entry.started) * 1000, 2)
        self._tell(entry)

    def _tell(self, entry: Entry) -> None:
        for listener in list(self.listeners):
            listener(entry)

    def calls(self, method: str) -> list[Entry]:
        """The bot's Web API calls of one method, oldest first."""
        return [e for e in self.entries if e.direction == "from_bot" and e.name == method]

    def deliveries(self, name: str) -> list[Entry]:
        """What was delivered to the bot under that name, oldest first."""
        return [e for e in self.entries if e.direction == "to_bot" and e.name == name]

    async def wait_for(self, wanted: Callable[[Entry], bool], timeout: float = 30.0) -> Entry:
        """The first entry, past or future, that is `wanted`. Raises TimeoutError."""
        for entry in self.entries:
            if wanted(entry):
                return entry
        found: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()

        def listen(entry: Entry) -> None:
            if wanted(entry) and not found.done():
                found.set_result(entry)

        self.listeners.append(listen)
        try:
            return await asyncio.wait_for(found, timeout)
        finally:
            self.listeners.remove(listen)
