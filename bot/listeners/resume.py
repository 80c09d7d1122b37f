"""Taking up an event that a crash interrupted."""

from __future__ import annotations

from bot.listeners import events, once, teach
from bot.listeners.deps import Deps
from bot.services.dropped import dropped
from bot.services.events import heard
from bot.services.ports import InboxEvent


async def resume(deps: Deps, event: InboxEvent) -> bool:
    """Work on it again, unless its answer already stands in the thread under its metadata key.

    False for what takes long: it goes on by itself, and is finished there.
    """
    if event.kind == "event":
        await events.process(deps, event.payload)
    elif event.kind == events.ANSWER:
        message = heard(event.workspace, event.payload["event"], deps.bot_user)
        if message is None:
            return True
        if not await deps.slack.was_posted(message.channel, message.root_ts, message.claim):
            files = bool(dropped(event.payload["event"]))
            await events.answer(deps, message, files=files)
    elif event.kind in once.KINDS:
        await once.make_sure(deps, event)
    elif event.kind == teach.TEACH:
        deps.tasks.spawn(teach.in_the_background(deps, event))
        return False
    return True
