"""Taps and words on a minute paper. Nothing here writes down, sends or logs who gave which answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.answers import note
from bot.blocks.papers import asking
from bot.blocks.papers import question as blocks
from bot.listeners.deadlines.telling import chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler, Keep, entered, field_of, whole
from bot.listeners.where import click_of
from bot.listeners.who import user_of
from bot.services.papers.answering import Answer, rated, taken_back, told
from bot.services.polls.ports import Cast, Decide

Payload = Mapping[str, Any]
INERT = "This is a preview: nothing is asked yet. Press *Post* below it, and the class can answer."


async def rate(deps: Deps, body: Payload) -> Handler:
    """A number: kept at once."""
    poll_id, _, rest = chosen(body).partition(":")
    field, _, value = rest.partition(":")
    return await _answered(deps, body, poll_id, rated(field, number(value)))


async def send(deps: Deps, body: Payload) -> Handler:
    """ "Send": what is written and picked comes with the click."""
    picked = field_of(body, blocks.SLIDES).get("selected_options") or ()
    slides = [str(option["value"]) for option in picked]
    main, unclear = entered(body, blocks.MAIN), entered(body, blocks.UNCLEAR)
    return await _answered(deps, body, chosen(body), told(main, slides, unclear))


async def _answered(deps: Deps, body: Payload, poll_id: str, decide: Decide) -> Handler:
    cast = await _keep(deps, body, poll_id, decide)

    async def telling(deps: Deps, body: Payload) -> None:
        zone = deps.config.course.timezone
        message = blocks.kept(cast.poll, Answer.of(cast.after), zone, late=cast.stale)
        await tell(deps, body, message)

    return telling


async def _keep(deps: Deps, body: Payload, poll_id: str, decide: Decide) -> Cast:
    """Keep what was tapped, in a channel of its members alone; whoever is asked directly is asked wherever they are."""
    click = click_of(body, poll_id)
    channel = "" if click.channel.startswith("D") else click.channel
    return await deps.papers.answer(poll_id, click.user, click.order, decide, channel=channel)


async def take_back(deps: Deps, body: Payload) -> Handler:
    """ "Take back", in the private word."""
    await _keep(deps, body, chosen(body), taken_back)

    async def telling(deps: Deps, body: Payload) -> None:
        await tell(deps, body, blocks.taken_back(), replace=True)

    return telling


async def direct(deps: Deps, body: Payload) -> None:
    """ "Ask me by direct message" under a paper."""
    await deps.papers.opt(user_of(body), on=True)
    await tell(deps, body, asking.wish(on=True))


async def not_direct(deps: Deps, body: Payload) -> None:
    """ "Don't ask me here any more" under a paper in somebody's direct message."""
    await deps.papers.opt(user_of(body), on=False)
    await tell(deps, body, asking.wish(on=False))


async def switch_wish(deps: Deps, body: Payload) -> None:
    """The button that turns the wish around, in the private word about it."""
    on = chosen(body) == "on"
    await deps.papers.opt(user_of(body), on=on)
    await tell(deps, body, asking.wish(on=on), replace=True)


async def inert(deps: Deps, body: Payload) -> None:
    """A button of a preview."""
    await tell(deps, body, note(INERT))


KEEPING: dict[str, Keep] = {"paper_rate": rate, "paper_send": send, "paper_back": take_back}
"""An answer is acknowledged once it is on disk: after a crash nobody has seen a tap go through that does not count."""
ACTIONS: dict[str, Handler] = {
    **{name: whole(keep) for name, keep in KEEPING.items()},
    "paper_direct": direct,
    "paper_not_direct": not_direct,
    "paper_wish": switch_wish,
    "paper_inert": inert,
}
