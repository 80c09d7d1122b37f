"""Options that voters add."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.polls.limits import LONGEST_OPTION, MOST_OPTIONS, WITH_OPTIONS, problems, same
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import Option, Poll
from bot.services.polls.voting import GONE, OLD_BUTTON, OUTSIDE, VoteRefused, require_open

_TRIES = 20
"""Several may add at once; each sees what the others added."""


def with_option(poll: Poll, option_id: str, text: str, now: datetime) -> Poll:
    """The poll with one more option; nobody's name is kept. Raises VoteRefused."""
    require_open(poll, now)
    if not poll.settings.adding or poll.kind not in WITH_OPTIONS:
        raise VoteRefused(for_user=OLD_BUTTON)
    text = " ".join(text.split())
    _require_fitting(poll, text)
    return replace(poll, options=(*poll.options, Option(option_id, text)))


def _require_fitting(poll: Poll, text: str) -> None:
    if not text:
        raise VoteRefused(for_user="Write the option first.")
    if len(text) > LONGEST_OPTION:
        sentence = f"That has {len(text):,} characters; an option has room for {LONGEST_OPTION}."
        raise VoteRefused(for_user=sentence)
    if any(same(option.text) == same(text) for option in poll.shown):
        raise VoteRefused(for_user="That option is there already. Vote for it in the poll.")
    if len(poll.shown) >= MOST_OPTIONS:
        raise VoteRefused(for_user=f"The poll has {MOST_OPTIONS} options, and holds no more.")
    texts = [option.text for option in poll.shown]
    if found := problems(poll.kind, poll.question, [*texts, text]):
        raise VoteRefused(for_user=f"{found[0].wrong} {found[0].fix}")


@dataclass(frozen=True)
class Adding:
    """Adds to open polls that allow it."""

    parts: PollParts

    async def asked(self, poll_id: str) -> Poll:
        """A poll that somebody wants to add to. Raises VoteRefused."""
        poll = await self.parts.poll(poll_id)
        if poll is None:
            raise VoteRefused(for_user=GONE)
        require_open(poll, self.parts.clock.now())
        return poll

    async def add(self, poll_id: str, user: str, channel: str, text: str) -> Poll:
        """Add an option as the poll is by then. Raises VoteRefused."""
        if not await self.parts.members.has(channel, user):
            raise VoteRefused(for_user=OUTSIDE)
        option_id = self.parts.new_id()
        for _ in range(_TRIES):
            before = await self.asked(poll_id)
            after = with_option(before, option_id, text, self.parts.clock.now())
            changed = await self.parts.polls.change(before, after)
            if changed is not None:
                self.parts.redraw(poll_id)
                return changed
        raise VoteRefused(for_user="Too many people add options right now. Try again in a moment.")
