"""What becomes of a poll that stands in a channel: closed, opened again, edited, asked again, deleted.

Each is done once, and only to the poll as it was seen; who comes second is told what somebody else did.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.errors import LecternError, NotAllowed
from bot.services.polls import counting
from bot.services.polls.drafting import REMARKS
from bot.services.polls.editing import (
    PICTURE,
    Effects,
    Wanted,
    edited,
    effects,
    is_same,
    restored,
    seen,
)
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import (
    ASKED,
    CLOSED,
    DELETED,
    DRAFT,
    OPEN,
    SCHEDULED,
    Ballot,
    Poll,
)
from bot.services.polls.rounds import COMPARED, second_round
from bot.services.polls.telling import show_answer, tell_first_round

_MOST_TRIES = 5
_VOTED_SINCE = (
    "That cannot be undone any more without losing votes: people may have voted for what you added. "
    "Open Edit… to take it out; it says how many votes would go."
)
_COMPARES = "A second round: when it closes, I show both results side by side."


class NotYours(NotAllowed):
    """Somebody who keeps no poll."""

    for_user = "Only whoever made this poll, or an instructor, can do that."


class Gone(NotAllowed):
    """A button of a poll that is there no longer."""

    for_user = "I no longer have that poll; it was deleted, or never posted. `/poll list` shows those that I have."


class Overtaken(NotAllowed):
    """Somebody else was quicker, or the poll has moved on."""


class CannotReopen(NotAllowed):
    """The votes of an anonymous poll are gone."""

    for_user = (
        "An anonymous poll cannot be opened again: when it closed I threw away what told one voter from another, "
        "so nobody could change their vote, and some could vote twice. Ask it again as a second round instead; "
        "I will show both results side by side."
    )


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of an edit. With `asks` nothing was done yet: `effects` are to be confirmed first."""

    before: Poll
    after: Poll
    effects: Effects
    asks: bool = False

    @property
    def same(self) -> bool:
        return is_same(self.before, self.after)


def may(poll: Poll, user: str, instructors: Collection[str]) -> bool:
    """May somebody manage it? Whoever made it and instructors may."""
    return user in instructors or user == poll.creator


@dataclass(frozen=True)
class Managing:
    """Changes of a course's polls. `by` has been let in by `found`. Minute papers are closed and read elsewhere."""

    parts: PollParts

    async def found(self, poll_id: str, user: str, instructors: Collection[str]) -> Poll:
        """A poll that somebody may manage. Raises Gone, NotYours."""
        poll = await self._known(poll_id)
        if not may(poll, user, instructors):
            raise NotYours
        return poll

    async def _known(self, poll_id: str) -> Poll:
        poll = await self.parts.poll(poll_id)
        if poll is None or poll.state in {DELETED, DRAFT} or poll.kind not in ASKED:
            raise Gone
        return poll

    async def close(self, poll_id: str, by: str, *, tell: bool = False) -> Poll:
        """Close it now: count, and keep the result; `tell` its right answer. Raises Overtaken where it was closed meanwhile."""
        parts = self.parts
        await self._known(poll_id)
        closed = await parts.polls.close(
            parts.workspace, poll_id, by=by, at=parts.clock.now(), count=counting.count
        )
        if closed is None:
            raise Overtaken(for_user=_moved_on(await self._known(poll_id)))
        await tell_first_round(parts, closed)
        return await self.tell_answer(poll_id) if tell else closed

    async def tell_answer(self, poll_id: str) -> Poll:
        """Show the right answer of a closed one; done twice, once. Raises Overtaken where it is not closed."""
        await self._known(poll_id)
        told = await show_answer(self.parts, poll_id)
        if told is None or told.state != CLOSED:
            raise Overtaken(for_user=_moved_on(await self._known(poll_id)))
        return told

    async def reopen(self, poll_id: str, by: str) -> Poll:
        """Take votes again, with all that were cast. Raises CannotReopen for an anonymous one, Overtaken."""
        poll = await self._known(poll_id)
        if poll.settings.anonymous:
            raise CannotReopen
        if poll.state != CLOSED:
            raise Overtaken(for_user=_moved_on(poll))
        notes = {name: value for name, value in poll.notes.items() if name != PICTURE}
        now = self.parts.clock.now()
        ahead = poll.closes_at if poll.closes_at and poll.closes_at > now else None
        after = replace(
            poll,
            state=OPEN,
            closes_at=ahead,
            closed_at=None,
            closed_by="",
            result={},
            notes=notes,
        )
        return await self._changed(poll, after)

    async def edit(
        self, poll_id: str, wanted: Wanted, *, was: str, confirmed: bool = False
    ) -> Edited:
        """Change what it says; `was` is what its editor saw of it (`editing.seen`).

        Options that voters have added since then stay. Raises Unedited, Overtaken, Gone.
        """
        for _ in range(_MOST_TRIES):
            before = await self._known(poll_id)
            if seen(before, wanted.texts.keys()) != was:
                raise Overtaken(
                    for_user="Somebody changed this poll while you were editing it, so I kept nothing of yours. "
                    "Open Edit… again to see how it stands now."
                )
            after = edited(before, wanted)
            found = effects(before, after, await self._ballots(before))
            if is_same(before, after) or (found.asks and not confirmed):
                return Edited(before, after, found, asks=not is_same(before, after))
            kept = await self.parts.polls.change(before, after)
            if kept is not None:
                return Edited(before, kept, found)
        raise LecternError

    async def _ballots(self, poll: Poll) -> Sequence[Ballot]:
        if poll.state != OPEN:
            return ()
        return await self.parts.ballots.all(poll.workspace, poll.id)

    async def undo_edit(self, poll_id: str, revision: int) -> Poll:
        """Take the last edit back, and with it what it did to votes.

        Raises Overtaken where more was changed since, or where it would take votes out for what the edit had added.
        """
        poll = await self._known(poll_id)
        before = restored(poll) if poll.revision == revision else None
        if before is None or (poll.state == CLOSED and poll.closes_at != before.closes_at):
            raise Overtaken(
                for_user="That cannot be undone any more: this poll has changed since. Open Edit… to change it by hand."
            )
        if effects(poll, before, await self._ballots(poll)).asks:
            raise Overtaken(for_user=_VOTED_SINCE)
        return await self._changed(poll, before)

    async def delete(self, poll_id: str, by: str) -> Poll:
        """Forget its votes and its result; what stands in the channel is taken away. Raises Overtaken, Gone."""
        poll = await self._known(poll_id)
        after = replace(
            poll,
            state=DELETED,
            closed_at=poll.closed_at or self.parts.clock.now(),
            closed_by=by,
            result={},
            notes={},
        )
        return await self._changed(poll, after)

    async def again(self, poll_id: str, by: str) -> Poll:
        """A draft of a second round, which nobody but its maker sees. Raises Overtaken where the first one still runs."""
        poll = await self._known(poll_id)
        if poll.state != CLOSED:
            raise Overtaken(
                for_user="Close this round first: a second one is compared with its result."
            )
        parts = self.parts
        draft = second_round(poll, parts.new_id(), by, parts.clock.now())
        if poll.kind in COMPARED:
            draft = replace(draft, notes={REMARKS: [_COMPARES]})
        if not await parts.polls.add(draft):
            raise LecternError
        return draft

    async def _changed(self, before: Poll, after: Poll) -> Poll:
        kept = await self.parts.polls.change(before, after)
        if kept is None:
            raise Overtaken(for_user=_moved_on(await self._known(before.id)))
        return kept


def _moved_on(poll: Poll) -> str:
    """What somebody else did meanwhile."""
    who = f" by <@{poll.closed_by}>" if poll.closed_by else ""
    said = {
        CLOSED: f"This poll is closed already{who}; nothing else has changed.",
        OPEN: "This poll is open already.",
        SCHEDULED: "This poll is not posted yet.",
    }
    return f"{said[poll.state]} Open Manage again to see what can be done with it."
