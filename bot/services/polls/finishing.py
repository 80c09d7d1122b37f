"""What follows a poll's end, once that is drawn: the chart of its result, drawn and uploaded once, and what a crash left.

Where that cannot be had the result stands there in words, as it did before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.services.pictures import Upload
from bot.services.polls.charted import Plot, alt_text, comparison_plot, plot
from bot.services.polls.editing import PICTURE
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import ASKED, CLOSED, Poll, Polls
from bot.services.polls.rounds import compared
from bot.services.polls.tally import Tally
from bot.services.polls.telling import as_told, tell_first_round

RECENT, SETTLED = timedelta(days=1), timedelta(minutes=2)
"""After a start charts are drawn of polls that were closed not longer ago; somebody else may be at it for so long."""
_MOST_TRIES = 5


def drawn(shown: Plot) -> bytes:
    """The plot as PNG."""
    from bot.services.polls.chart import draw  # noqa: PLC0415 - matplotlib takes long to load

    return draw(shown)


def plot_of(poll: Poll, first: Poll | None) -> Plot | None:
    """What the chart of a closed poll shows; with the round before, where there is one to compare it with."""
    poll = as_told(poll)
    found = compared(first, poll) if first is not None else None
    both = comparison_plot(poll, found) if found is not None else None
    return both or plot(poll, Tally.from_json(poll.result))


async def first_round(polls: Polls, poll: Poll) -> Poll | None:
    """The poll that this one asks again, while it has a result."""
    found = await polls.get(poll.workspace, poll.round_of) if poll.round_of else None
    return found if found is not None and found.state == CLOSED else None


def _is_still(poll: Poll, drawn_from: Poll) -> bool:
    """Does the poll say all that its picture was drawn from? Its right answer may be told by now."""
    now, then = (
        (p.result, p.question, p.options, as_told(p).settings.correct) for p in (poll, drawn_from)
    )
    return poll.state == CLOSED and now == then


@dataclass(frozen=True)
class Finishing:
    """For one course's polls."""

    parts: PollParts
    upload: Upload
    draw: Callable[[Plot], bytes] = drawn

    async def finish(self, poll: Poll) -> None:
        """Draw, upload, and note the file; once for each result and wording.

        A second round tells the first one's answer as soon as it closes; here once more, if a crash came between.
        """
        if poll.state != CLOSED or poll.course != self.parts.course:
            return
        await tell_first_round(self.parts, poll)
        if PICTURE in poll.notes:
            return
        shown = plot_of(poll, await first_round(self.parts.polls, poll))
        if shown is None:
            return
        data = await asyncio.to_thread(self.draw, shown)
        file_id = await self.upload.upload_picture(
            f"poll-{poll.id}.png", data, title="Poll result", alt=alt_text(shown)
        )
        await self._note(poll, file_id or "")

    async def forget(self, poll: Poll) -> None:
        """Slack shows its picture no longer: the result goes on without."""
        if poll.notes.get(PICTURE):
            without = replace(poll, notes={**poll.notes, PICTURE: ""})
            await self.parts.polls.change(poll, without)

    async def _note(self, drawn_from: Poll, file_id: str) -> None:
        """Keep the file's id, if the picture still shows what the poll says."""
        for _ in range(_MOST_TRIES):
            poll = await self.parts.poll(drawn_from.id)
            if poll is None or PICTURE in poll.notes or not _is_still(poll, drawn_from):
                return
            after = replace(poll, notes={**poll.notes, PICTURE: file_id})
            if await self.parts.polls.change(poll, after) is not None:
                self.parts.redraw(poll.id)
                return

    async def catch_up(self) -> int:
        """After a start: charts that a crash left undrawn; how many polls were looked at."""
        parts, now = self.parts, self.parts.clock.now()
        found = await parts.polls.of_course(
            parts.workspace, parts.course, states={CLOSED}, kinds=ASKED
        )
        left = [
            poll
            for poll in found
            if PICTURE not in poll.notes
            and poll.ts is not None
            and poll.closed_at is not None
            and now - RECENT < poll.closed_at < now - SETTLED
        ]
        for poll in left:
            await self.finish(poll)
        return len(left)
