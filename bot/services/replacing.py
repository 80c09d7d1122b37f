"""Which file the next one is a new version of that somebody drops: they said so before they dropped it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.dropped import DroppedFile
from bot.services.ports import Clock, Teaching, Teachings

WAITS = timedelta(hours=1)
"""Who dropped nothing by then has forgotten that they said so."""
_REPLACING, _NOT = "replacing", "not"


@dataclass(frozen=True)
class Replacing:
    """For one course, kept among what was dropped: so it holds after a restart and for every replica. One a person, the newest."""

    teachings: Teachings
    clock: Clock
    workspace: str
    course: str

    async def wish(self, user: str, channel: str, name: str) -> None:
        """The next file that they drop is a new version of the one with this name."""
        now, id_ = self.clock.now(), self._id(user)
        result = {"name": name, "until": (now + WAITS).isoformat()}
        begun = Teaching(self.workspace, self.course, id_, user, channel, "", _REPLACING, None, result, now)  # fmt: skip
        await self.teachings.begin(begun)
        await self.teachings.note(self.workspace, id_, state=_REPLACING, result=result)

    async def forget(self, user: str) -> None:
        """Not any more; done twice, once."""
        await self.teachings.note(self.workspace, self._id(user), state=_NOT)

    async def name_for(
        self, user: str, files: Sequence[DroppedFile], known: Collection[str]
    ) -> str:
        """The name that their file is to have: of the one it replaces; "" where nothing was said, or that is over.

        Nor where several came together, or one that has the name of another file: then nobody can tell which is meant.
        """
        found = await self.teachings.get(self.workspace, self._id(user))
        if found is None or found.state != _REPLACING or len(files) != 1 or files[0].name in known:
            return ""
        name, until = str(found.result["name"]), datetime.fromisoformat(found.result["until"])
        return name if name in known and self.clock.now() < until else ""

    def _id(self, user: str) -> str:
        words = "\x1f".join((self.workspace, self.course, "replacing", user))
        return hashlib.sha256(words.encode()).hexdigest()[:16]
