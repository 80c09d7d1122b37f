"""Looking at deadlines: lists, pages, search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks import deadlines as blocks
from bot.blocks.answers import Message
from bot.blocks.deadlines import Reader, Shown
from bot.blocks.times import Zones
from bot.listeners.deadlines.telling import chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.who import user_of
from knowledge.normalise import fold

Payload = Mapping[str, Any]
VIEWS = ("upcoming", "past", "all", "search")


async def reader_of(deps: Deps, user: str) -> Reader:
    """Who reads: their zone as Slack knows it, the course's where it does not."""
    course = deps.config.course.timezone
    zone = await deps.questions.people.timezone(user) or course
    return Reader(deps.clock.now(), Zones(zone, course), deps.config.is_instructor(user))


async def shown(deps: Deps, user: str, view: str, query: str = "", page: int = 0) -> Shown:
    """What a view lists for somebody."""
    listing = deps.deadlines.listing
    if view == "search":
        items = await listing.search(user, query, synonyms_of(deps))
    elif view == "past":
        items = await listing.past(user)
    elif view == "all":
        items = await listing.all(user)
    else:
        waiting = len(await deps.proposals.waiting())
        return Shown(view, await listing.upcoming(user), query, page, waiting)
    return Shown(view, items, query, page)


def synonyms_of(deps: Deps) -> dict[str, str]:
    """The course's acronyms and other names, by folded name."""
    build = deps.questions.course.build
    return {fold(k): v for k, v in (*build.synonyms.items(), *build.acronyms.items())}


async def page(deps: Deps, user: str, view: str, query: str = "", number: int = 0) -> Message:
    """A page of a view, as a message."""
    found = await shown(deps, user, view, query, number)
    return blocks.listing(found, await reader_of(deps, user))


async def turn(deps: Deps, body: Payload) -> None:
    """A button under a list: another page, or another list, in its place."""
    view, _, rest = chosen(body).partition(":")
    page_number, _, query = rest.partition(":")
    if view in VIEWS:
        wanted = max(0, number(page_number))
        await tell(deps, body, await page(deps, user_of(body), view, query, wanted), replace=True)
