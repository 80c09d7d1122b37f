"""Clicks on a poll: voting, taking it back, looking at one's own vote and at who voted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.polls import notices, voter
from bot.listeners.deadlines.telling import chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler, Keep, Take, entered, whole
from bot.listeners.where import click_of, is_private
from bot.listeners.who import user_of
from bot.services.polls.ports import Cast

Payload = Mapping[str, Any]


async def vote(deps: Deps, body: Payload) -> Handler:
    """A click on an option; from a private reply it is that reply which changes."""
    poll_id, _, option_id = chosen(body).partition(":")
    return _told(await deps.polls.voting.choose(click_of(body, poll_id), option_id))


async def send(deps: Deps, body: Payload) -> Handler:
    """ "Send" under a text field in the message: what is in it comes with the click."""
    text = entered(body, "answer")
    return _told(await deps.polls.voting.answer(click_of(body, chosen(body)), text))


async def take_back(deps: Deps, body: Payload) -> Handler:
    """ "Take back" and "Start over"."""
    return _told(await deps.polls.voting.take_back(click_of(body, chosen(body))))


def _told(cast: Cast) -> Handler:
    """Nothing for a click that was overtaken by a newer one: that is answered by itself."""

    async def telling(deps: Deps, body: Payload) -> None:
        if not cast.stale:
            poll, after = cast.poll, cast.after
            said = voter.chosen(poll, after) if after else voter.taken_back(poll)
            await tell(deps, body, said, replace=is_private(body))

    return telling


async def mine(deps: Deps, body: Payload) -> None:
    """ "Your vote" """
    poll, choice = await deps.polls.voting.mine(chosen(body), user_of(body))
    await tell(deps, body, voter.mine(poll, choice))


async def who(deps: Deps, body: Payload) -> None:
    """ "Who voted" """
    poll, ballots = await deps.polls.voting.who(chosen(body))
    await tell(deps, body, voter.who(poll, ballots))


async def inert(deps: Deps, body: Payload) -> None:
    """A button of a preview."""
    await tell(deps, body, voter.inert())


async def repost(deps: Deps, body: Payload) -> None:
    """ "Post it again", from the word to its maker that it stands nowhere."""
    poll_id, _, again = chosen(body).partition(":")
    instructors = deps.config.slack.instructors
    await deps.polls.reposting.again(poll_id, again, user_of(body), instructors)
    await tell(deps, body, notices.posting())


KEEPING: dict[str, Keep] = {
    "poll_vote": vote,
    "poll_send": send,
    "poll_back": take_back,
    "poll_over": take_back,
}
"""A vote is acknowledged once it is on disk: after a crash nobody has seen a click go through that does not count."""
ACTIONS: dict[str, Handler] = {
    **{name: whole(keep) for name, keep in KEEPING.items()},
    "poll_mine": mine,
    "poll_who": who,
    "poll_inert": inert,
    "poll_repost": repost,
}
WINDOWS: dict[str, Take] = {}
