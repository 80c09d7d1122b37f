"""When a closed poll tells its right answer (peer instruction: vote, discuss, vote again).

Not when the first round closes: those who vote again after the discussion would know it. It is told when a second round
closes, of both, or as soon as whoever keeps the poll says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.errors import LecternError
from bot.services.polls.editing import PICTURE
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import ASKED, CLOSED, Poll
from bot.services.reminding.ports import NOTICE, Outgoing

TOLD = "right_told"
"""In a poll's notes, once its keeper wanted the right answer to be shown."""
KEPT_BACK = "poll_right_kept_back"
"""What a notice is about (`subject["what"]`)."""
_QUESTION, _MOST_TRIES = 200, 5


def is_first_round(poll: Poll) -> bool:
    """May it be asked again without its answer known? One that repeats is not asked again by hand."""
    first = poll.kind in ASKED and not poll.round_of and not poll.settings.repeats
    return first and TOLD not in poll.notes


def may_keep_back(poll: Poll) -> bool:
    """Does its closing leave the right answer out?"""
    return bool(poll.settings.correct) and is_first_round(poll)


def keeps_back(poll: Poll) -> bool:
    """Is it closed, and its right answer not shown yet?"""
    return poll.state == CLOSED and may_keep_back(poll)


def as_told(poll: Poll) -> Poll:
    """The poll as the class sees it: without the right answer where that is kept back."""
    if not keeps_back(poll):
        return poll
    return replace(poll, settings=replace(poll.settings, correct=()))


def telling(poll: Poll) -> Poll:
    """With its right answer shown from now on; its chart is drawn anew with it."""
    kept = {name: value for name, value in poll.notes.items() if name != PICTURE}
    return replace(poll, notes={**kept, TOLD: True})


async def show_answer(parts: PollParts, poll_id: str) -> Poll | None:
    """The poll with its right answer shown from now on; as it is where it keeps none back. Raises LecternError."""
    for _ in range(_MOST_TRIES):
        poll = await parts.poll(poll_id)
        if poll is None or not keeps_back(poll):
            return poll
        kept = await parts.polls.change(poll, telling(poll))
        if kept is not None:
            return kept
    raise LecternError


async def tell_first_round(parts: PollParts, closed: Poll) -> None:
    """A second round is over and tells the answer: the first one does, too."""
    first = await parts.poll(closed.round_of) if closed.round_of else None
    if first is not None and keeps_back(first):
        await show_answer(parts, first.id)
        parts.redraw(first.id)


def kept_back(poll: Poll, now: datetime) -> Outgoing:
    """To the maker of a poll that closed by the clock: what can be done with its right answer."""
    subject = {
        "what": KEPT_BACK,
        "channel": poll.posted_channel or poll.channel,
        "poll": poll.id,
        "question": poll.question[:_QUESTION],
    }
    key = f"notice:poll:{poll.id}:right:{poll.revision}"
    return Outgoing(
        poll.workspace, key, NOTICE, poll.creator, now, course=poll.course, subject=subject
    )
