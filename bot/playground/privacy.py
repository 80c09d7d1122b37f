"""Who may read what in the wire log. What is private in the workspace is private behind the scenes too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.state import BOT_USER, World
from bot.playground.triggers import Triggers
from bot.playground.views import Views
from bot.playground.wire import Readers

NOBODY: Readers = frozenset()


class Privacy:
    """Finds the people whom an exchange concerns."""

    def __init__(self, world: World, views: Views, triggers: Triggers) -> None:
        self._world, self._views, self._triggers = world, views, triggers

    def readers(self, name: str, request: Any) -> Readers:
        """Those who may read this exchange; None where it is no secret."""
        if not isinstance(request, Mapping):
            return None
        if isinstance(request.get("event"), Mapping):
            return self._of_event(request["event"])
        if "command" in request:
            return frozenset({str(request.get("user_id"))})
        if isinstance(request.get("user"), Mapping):
            return frozenset({str(request["user"].get("id"))})
        return self._of_call(name, request)

    def _of_event(self, event: Mapping[str, Any]) -> Readers:
        item = event.get("item")
        where = event.get("channel") or event.get("channel_id")
        if isinstance(item, Mapping):
            where = item.get("channel")
        return self._of_channel(where)

    def _of_call(self, name: str, args: Mapping[str, Any]) -> Readers:
        if name.startswith("views."):
            return self._of_view(args)
        if name == "chat.postEphemeral":
            return frozenset({str(args.get("user"))})
        if name.startswith("files."):
            return self._of_files(args)
        if name in {"conversations.list", "chat.scheduledMessages.list"}:
            return NOBODY
        return self._of_channel(args.get("channel") or args.get("channel_id") or args.get("users"))

    def _of_channel(self, where: Any) -> Readers:
        """The members of a private conversation; a person's id stands for their direct message."""
        if not isinstance(where, str):
            return None
        if where in self._world.users:
            return frozenset({where})
        for channel in self._world.channels.values():
            if where.lstrip("#") in {channel.id, channel.name or channel.id}:
                hidden = channel.is_im or channel.is_private
                return frozenset(channel.members) - {BOT_USER} if hidden else None
        return None

    def _of_view(self, args: Mapping[str, Any]) -> Readers:
        owner = (
            args.get("user_id")
            or self._triggers.owner(str(args.get("trigger_id")))
            or self._views.owner(args.get("view_id"), args.get("external_id"))
        )
        return frozenset({str(owner)}) if owner else NOBODY

    def _of_files(self, args: Mapping[str, Any]) -> Readers:
        file = self._world.files.get(str(args.get("file")))
        if file is not None:
            people = (u for u in self._world.users if self._world.can_see_file(u, file))
            return frozenset(people)
        where = args.get("channel_id") or args.get("channels")
        return self._of_channel(where) if where else NOBODY
