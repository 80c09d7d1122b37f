"""What voters are told, made once for all who chose the same: a class clicks by the hundred on four options."""

from __future__ import annotations

from bot.blocks.answers import Message
from bot.blocks.polls import voter
from bot.services.polls.ports import Cast

_MOST = 1_000


class Answers:
    """The last ones, by poll, revision and choice."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Message] = {}

    def of(self, cast: Cast) -> Message:
        """What somebody is told of their click."""
        poll, picked = cast.poll, cast.after.get("picked")
        if not cast.after:
            return voter.taken_back(poll)
        if picked is None:  # words of their own: nobody else says the same
            return voter.chosen(poll, cast.after)
        key = (poll.workspace, poll.id, poll.revision, *picked)
        if key not in self._made:
            if len(self._made) >= _MOST:
                self._made.clear()
            self._made[key] = voter.chosen(poll, cast.after)
        return self._made[key]
