"""Voting: what a click makes of somebody's choice (pure), and the service that casts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotAllowed
from bot.services.polls.counting import MOST_WORDS, words_of
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    MULTI,
    OPEN,
    PICKED,
    RANKED,
    TEXT,
    WORDS,
    Ballot,
    Cast,
    Choice,
    Decide,
    Poll,
)

LONGEST_ANSWER = 1_000
LONGEST_WORD = 40
GONE = "I no longer have this poll. Ask whoever posted it for a new one."
EARLY = "This poll is not open yet."
LATE = "This poll is closed: your click came too late and changed nothing."
DELETED_ = "This poll was deleted. Your click changed nothing."
TAKEN_OUT = "That option was taken out of the poll; choose again."
OLD_BUTTON = (
    "That button is from before the poll was changed. Look at the poll again and choose there."
)
OUTSIDE = (
    "Only members of the channel can vote. Join it, then click again;"
    " if you joined just now, wait ten seconds."
)
EMPTY = "I saw no answer. Write something into the field first, then press Send."


class VoteRefused(NotAllowed):
    """A click that changes nothing; `for_user` says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Click:
    """Who clicked, on which poll, where, and when: `order` is Slack's `action_ts`."""

    poll_id: str
    user: str
    channel: str
    order: str


# Deciding


def choosing(option_id: str, now: datetime) -> Decide:
    """A click on an option: chosen; of several: also taken out again; of a ranking: put last."""

    def decide(poll: Poll, before: Choice) -> Choice:
        require_open(poll, now)
        option = poll.option(option_id)
        if option is None or poll.kind not in PICKED:
            raise VoteRefused(for_user=OLD_BUTTON)
        if option.removed:
            raise VoteRefused(for_user=TAKEN_OUT)
        live = {each.id for each in poll.shown}
        mine = [each for each in before.get("picked") or () if each in live]
        if poll.kind == MULTI:
            return {"picked": _toggled(mine, option_id, poll.settings.most)}
        if poll.kind == RANKED:
            return {"picked": mine if option_id in mine else [*mine, option_id]}
        return {"picked": [option_id]}

    return decide


def _toggled(mine: Sequence[str], option_id: str, most: int) -> list[str]:
    if option_id in mine:
        return [each for each in mine if each != option_id]
    if most and len(mine) >= most:
        one = f"You may choose {most}, and have" if most > 1 else "You may choose one, and have"
        raise VoteRefused(for_user=f"{one} already. Click one of yours to take it out, then choose again.")  # fmt: skip
    return [*mine, option_id]


def answering(text: str, now: datetime) -> Decide:
    """An answer or words that were sent."""

    def decide(poll: Poll, before: Choice) -> Choice:
        require_open(poll, now)
        if poll.kind not in (TEXT, WORDS):
            raise VoteRefused(for_user=OLD_BUTTON)
        said = text.strip()
        if not said or (poll.kind == WORDS and not words_of(said)):
            raise VoteRefused(for_user=EMPTY)
        _require_fitting(poll, said)
        return {"text": said}

    return decide


def _require_fitting(poll: Poll, said: str) -> None:
    if len(said) > LONGEST_ANSWER:
        sentence = f"Your answer has {len(said):,} characters; there is room for {LONGEST_ANSWER:,}. Shorten it and send it again."
        raise VoteRefused(for_user=sentence)
    if poll.kind == TEXT:
        return
    words = words_of(said, most=MOST_WORDS + 1)
    if len(words) > MOST_WORDS:
        sentence = f"That is more than {MOST_WORDS} words. Keep the {MOST_WORDS} that matter most, with commas between them."
        raise VoteRefused(for_user=sentence)
    if any(len(word) > LONGEST_WORD for word in words):
        sentence = f"A word may have {LONGEST_WORD} characters. Put commas between your words."
        raise VoteRefused(for_user=sentence)


def taking_back(now: datetime) -> Decide:
    """What somebody chose is chosen no more."""

    def decide(poll: Poll, before: Choice) -> Choice:
        require_open(poll, now)
        return {}

    return decide


def require_open(poll: Poll, now: datetime) -> None:
    """Raises VoteRefused. A poll that is due to be closed takes no votes, also before the tick that closes it."""
    if poll.state == DELETED:
        raise VoteRefused(for_user=DELETED_)
    if poll.state == CLOSED or (poll.closes_at is not None and poll.closes_at <= now):
        raise VoteRefused(for_user=LATE)
    if poll.state != OPEN:
        raise VoteRefused(for_user=EARLY)


# Casting


@dataclass(frozen=True)
class Voting:
    """What voters do, and what they and others may be told of it."""

    parts: PollParts

    async def choose(self, click: Click, option_id: str) -> Cast:
        """A click on an option. Raises VoteRefused."""
        return await self._cast(click, choosing(option_id, self.parts.clock.now()))

    async def answer(self, click: Click, text: str) -> Cast:
        """A text that was sent. Raises VoteRefused."""
        return await self._cast(click, answering(text, self.parts.clock.now()))

    async def take_back(self, click: Click) -> Cast:
        """Raises VoteRefused."""
        return await self._cast(click, taking_back(self.parts.clock.now()))

    async def _cast(self, click: Click, decide: Decide) -> Cast:
        parts = self.parts
        if not await parts.members.has(click.channel, click.user):
            raise VoteRefused(for_user=OUTSIDE)
        cast = await parts.ballots.cast(
            parts.workspace, click.poll_id, click.user, order=click.order, decide=decide
        )
        if cast is None:
            raise VoteRefused(for_user=GONE)
        if not cast.stale and cast.after != cast.before:
            parts.redraw(click.poll_id)
        return cast

    async def mine(self, poll_id: str, user: str) -> tuple[Poll, Choice]:
        """A poll, and what somebody chose in it: {} also where nobody can tell any more. Raises VoteRefused."""
        poll = await self._known(poll_id)
        return poll, await self.parts.ballots.mine(self.parts.workspace, poll_id, user)

    async def who(self, poll_id: str) -> tuple[Poll, Sequence[Ballot]]:
        """A poll with its voters and what each chose; nobody of an anonymous one. Raises VoteRefused."""
        poll = await self._known(poll_id)
        if poll.settings.anonymous:
            return poll, ()
        return poll, await self.parts.ballots.all(self.parts.workspace, poll_id)

    async def _known(self, poll_id: str) -> Poll:
        poll = await self.parts.poll(poll_id)
        if poll is None or poll.state == DELETED:
            raise VoteRefused(for_user=GONE if poll is None else DELETED_)
        return poll
