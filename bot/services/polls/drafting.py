"""Polls that their maker alone sees, until they are posted or thrown away.

Nothing is posted to a channel that nobody confirmed: what was typed or filled in is kept as a draft, and `post` takes
that draft as it was shown. It happens once, whoever presses how often.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.errors import NotAllowed
from bot.services.polls import limits
from bot.services.polls.drafts import EACH_CLASS, Draft
from bot.services.polls.opening import opened, posting
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import ASKED, DELETED, DRAFT, OPEN, SCHEDULED, Option, Poll
from bot.services.reminding.ports import Outgoing

TYPED, REMARKS = "typed", "remarks"
"""Where a draft's notes hold the line that was typed, while it is unclear, and what its maker should know."""
GONE = "I no longer have that draft. Type `/poll` to begin a new one."
POSTED = "That poll is posted already. `/poll list` shows yours."
OVER = "Its closing time is over. Choose a later one under Edit, then post it."
NO_CHANNEL = "Choose the channel it should go to first."
NO_CLASSES = (
    "I know of no class to come, so I can't repeat a poll with each class.",
    "Use `--every friday 9am` instead, or put the timetable into the course file.",
)
"""What is wrong, and what to do."""
ONCE = "Classes end before it would come again, so it is posted only this once."
Next = Callable[[Poll, datetime], datetime | None]
"""When a recurring poll opens next; None where it does not."""


class Stale(NotAllowed):
    """A button of a draft that is no draft any more, or not the presser's."""

    for_user = GONE


class Changed(NotAllowed):
    """A draft that is not any more as its maker saw it when they confirmed it."""

    for_user = "This draft has changed since. Look at it once more, then post it."


class Refused(NotAllowed):
    """It cannot be posted as it is; `field` is where a form shows why."""

    def __init__(self, for_user: str, field: str = "question") -> None:
        super().__init__(for_user=for_user)
        self.field = field


@dataclass(frozen=True)
class Drafting:
    """A course's drafts. `next_opening` tells when a recurring poll opens after a moment; None for never."""

    parts: PollParts
    next_opening: Next = lambda poll, now: poll.opens_at

    async def draft(
        self, draft: Draft, user: str, channel: str, *, typed: str = "", poll_id: str = ""
    ) -> Poll:
        """Keep what was understood, for its maker alone; `typed` where it was unclear. `channel` may be "" yet.

        With the id of a draft of theirs that one is changed. Raises Stale where it is a draft no more.
        """
        before = await self.parts.poll(poll_id) if poll_id else None
        made = self.unsaved(draft, user, channel, poll_id=poll_id, typed=typed)
        if before is None:
            if not await self.parts.polls.add(made):
                raise Stale
            return made
        before = _theirs(before, user)
        after = replace(made, revision=before.revision, made_at=before.made_at, round_of=before.round_of)  # fmt: skip
        kept = await self.parts.polls.change(before, after)
        if kept is None:
            raise Stale
        return kept

    def unsaved(
        self, draft: Draft, user: str, channel: str, *, poll_id: str = "", typed: str = ""
    ) -> Poll:
        """The poll that a draft makes, without keeping it: for a preview."""
        parts = self.parts
        notes: dict[str, Any] = {TYPED: typed} if typed else {}
        if draft.notes:
            notes[REMARKS] = list(draft.notes)
        made = Poll(
            parts.workspace,
            poll_id or parts.new_id(),
            parts.course,
            channel,
            user,
            draft.kind,
            draft.question,
            tuple(Option(str(n), text) for n, text in enumerate(draft.options, 1)),
            draft.settings,
            parts.clock.now(),
            opens_at=draft.opens_at,
            closes_at=draft.closes_at,
            notes=notes,
        )
        return self._once(made) if self._never_again(made) else made

    def never_opens(self, draft: Draft) -> bool:
        """Is it to open with each class, and there is none to come?"""
        if draft.settings.repeats != EACH_CLASS or draft.opens_at is not None:
            return False
        return self.next_opening(self.unsaved(draft, "", ""), self.parts.clock.now()) is None

    def _never_again(self, poll: Poll) -> bool:
        """Does one that is to repeat from a time of its own come but once?"""
        at = poll.opens_at
        return bool(poll.settings.repeats) and at is not None and not self.next_opening(poll, at)

    def _once(self, poll: Poll) -> Poll:
        """Without a promise that the timetable breaks, and with the reason."""
        notes = {**poll.notes, REMARKS: [*poll.notes.get(REMARKS, ()), ONCE]}
        return replace(poll, settings=replace(poll.settings, repeats=""), notes=notes)

    async def mine(self, poll_id: str, user: str) -> Poll:
        """Somebody's draft. Raises Stale."""
        return _theirs(await self.parts.poll(poll_id), user)

    async def move(self, poll_id: str, user: str, channel: str) -> Poll:
        """It shall go to another channel. Raises Stale."""
        before = await self.mine(poll_id, user)
        kept = await self.parts.polls.change(before, replace(before, channel=channel))
        if kept is None:
            raise Stale
        return kept

    async def post(self, poll_id: str, user: str, *, seen: int) -> Poll:
        """Open it and put its message into the outbox, in one transaction; `seen` is the revision that was confirmed.

        Raises Stale, Changed, Refused.
        """
        before, now = await self._seen(poll_id, user, seen), self.parts.clock.now()
        self._check(before, now)
        after = opened(replace(before, notes={}), now)
        return await self._kept(before, after, [posting(after, now)])

    async def schedule(self, poll_id: str, user: str, *, seen: int) -> Poll:
        """Let it open by itself at its time, again and again where it repeats. Raises Stale, Changed, Refused."""
        before, now = await self._seen(poll_id, user, seen), self.parts.clock.now()
        self._check(before, now)
        opens = before.opens_at or self.next_opening(before, now)
        if opens is None:
            raise Refused(" ".join(NO_CLASSES), "repeats")
        if opens <= now:
            raise Refused("The time at which it should open is over. Choose a later one under Edit.", "opens")  # fmt: skip
        after = replace(before, state=SCHEDULED, opens_at=opens, notes={})
        return await self._kept(before, after, [])

    async def _seen(self, poll_id: str, user: str, revision: int) -> Poll:
        draft = await self.mine(poll_id, user)
        if draft.revision != revision:
            raise Changed
        return draft

    def _check(self, poll: Poll, now: datetime) -> None:
        wrong = limits.problems(poll.kind, poll.question, [option.text for option in poll.options])
        if wrong:
            raise Refused(f"{wrong[0].wrong} {wrong[0].fix}", wrong[0].field)
        if not poll.channel:
            raise Refused(NO_CHANNEL, "channel")
        if poll.closes_at is not None and poll.closes_at <= now:
            raise Refused(OVER, "closes")

    async def _kept(self, before: Poll, after: Poll, messages: Sequence[Outgoing]) -> Poll:
        kept = await self.parts.polls.change(before, after, messages)
        if kept is None:
            raise Stale(for_user=POSTED)
        self.parts.wake()
        return kept

    async def discard(self, poll_id: str, user: str) -> None:
        """Throw a draft away; one that is gone stays so. Raises Stale for one that was posted."""
        before = await self.parts.poll(poll_id)
        if before is None or before.state == DELETED:
            return
        before = _theirs(before, user)
        gone = replace(before, state=DELETED, question="", options=(), notes={})
        await self.parts.polls.change(before, gone)

    async def running(self, user: str, *, everybodys: bool = False) -> Sequence[Poll]:
        """Somebody's open and scheduled polls, or everybody's; the newest first."""
        parts = self.parts
        found = await parts.polls.of_course(
            parts.workspace, parts.course, states={OPEN, SCHEDULED}, kinds=ASKED, limit=200
        )
        return [poll for poll in found if everybodys or poll.creator == user]


def is_for_later(poll: Poll | Draft) -> bool:
    """Does it open by itself, instead of at once?"""
    return poll.opens_at is not None or poll.settings.repeats == EACH_CLASS


def draft_of(poll: Poll) -> Draft:
    """What a kept draft says, to be edited."""
    texts = tuple(option.text for option in poll.shown)
    return Draft(poll.kind, poll.question, texts, poll.settings, poll.closes_at, poll.opens_at, remarks(poll))  # fmt: skip


def remarks(poll: Poll) -> tuple[str, ...]:
    """What its maker should know before it is posted."""
    return tuple(str(note) for note in poll.notes.get(REMARKS) or ())


def _theirs(poll: Poll | None, user: str) -> Poll:
    if poll is None or poll.creator != user or poll.state == DELETED:
        raise Stale
    if poll.state != DRAFT:
        raise Stale(for_user=POSTED)
    return poll
