"""What is sent with a slide's picture, and without it where Slack will not show that any more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.blocks.windows import slide_window
from bot.delivery.slack import ResponseRefused
from bot.listeners.deps import Deps
from bot.services.pictures import Picture
from knowledge.model import Slide

T = TypeVar("T")
_ABOUT_BLOCKS = frozenset({"invalid_blocks", "invalid_arguments"})


async def with_picture(
    deps: Deps, slide: Slide | None, send: Callable[[Picture | None], Awaitable[T]]
) -> T:
    """What `send` gives, called with the slide's picture where Slack has it.

    Its file may be gone (deleted, or past the workspace's retention): then it is forgotten, to be
    uploaded anew when it is next wanted, and `send` is called once more, without.
    """

    async def forget() -> None:
        if slide is not None:
            await deps.pictures.forget(slide)

    return await unless_refused(await deps.pictures.known(slide), send, forget)


async def unless_refused(
    known: Picture | None,
    send: Callable[[Picture | None], Awaitable[T]],
    forget: Callable[[], Awaitable[None]],
) -> T:
    """What `send` gives, called with a picture; where Slack refuses that it is forgotten, and `send` called without."""
    try:
        return await send(known)
    except (SlackApiError, ResponseRefused) as error:
        refused = isinstance(error, ResponseRefused) or error.response["error"] in _ABOUT_BLOCKS
        if known is None or not refused:
            raise
        await forget()
        return await send(None)


async def open_slide(deps: Deps, trigger_id: str, slide: Slide | None) -> None:
    """The whole slide, in a window, with its picture as soon as there is one."""
    view_id = await with_picture(
        deps,
        slide,
        lambda picture: deps.slack.open_window(trigger_id, slide_window(slide, picture)),
    )
    if await deps.pictures.known(slide) is not None:
        return
    made = await deps.pictures.make(slide)
    if made is not None:
        with suppress(SlackApiError):  # the window may be closed by now
            await deps.slack.update_window(view_id, slide_window(slide, made))
