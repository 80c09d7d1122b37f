"""Where hosts' private panels stand, so that they can be drawn again when a quiz goes on by itself, whichever process runs it then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

USES = 4
"""So often a panel is drawn again at one address: Slack takes five answers, and the panel itself was one."""
LASTS = timedelta(minutes=30)
"""So long Slack takes answers at an address."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel on a host's screen: where it can be answered until when, in which thread, and what it says."""

    quiz_id: str
    user: str
    url: str
    thread: str | None
    says: str
    until: datetime
    left: int = USES


class Panels(Protocol):
    """The newest panel of each host and quiz of a course."""

    async def remember(self, workspace: str, course: str, shown: Shown, now: datetime) -> None:
        """This one is on the screen now. Those whose address is over are forgotten."""

    async def all(self, workspace: str, course: str, now: datetime) -> Sequence[Shown]:
        """Those that can be drawn again."""

    async def drawn(self, workspace: str, shown: Shown, says: str) -> bool:
        """It is about to be drawn again, and will say this; after its last use it is forgotten.

        False where it does not stand like this any more: another process draws it, or a newer one took its place.
        """

    async def forget(self, workspace: str, shown: Shown) -> None:
        """It need not be drawn any more; a newer one in its place stays."""
