"""How a message of the outbox gets its words: at the moment it is posted, by the composer of its kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.services.reminding.ports import CANCELLED, Outgoing


@dataclass(frozen=True, slots=True)
class Composed:
    """What is posted. `revision` is the one of its item that the readers see; 0 where there is no item."""

    message: Message
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """It is not posted: `state` says what became of it, `why` is for the log and the table."""

    state: str = CANCELLED
    why: str = ""


Composer = Callable[[Outgoing], Awaitable[Composed | Dropped]]
