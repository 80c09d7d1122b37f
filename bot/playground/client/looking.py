"""What a person sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.client import given
from bot.playground.client.given import Json, Rights
from bot.playground.client.moving import Moving
from bot.playground.hub import Hub
from bot.playground.seed import welcome
from bot.playground.shown import channel_json, user_json
from bot.playground.state import APP_ID, BOT_USER, TEAM_ID, Channel, Message, User
from bot.playground.views import Views

Look = Callable[[User, Mapping[str, Any]], Json]
_MOST_MESSAGES = 1000


class Looking:
    """GET /client/…"""

    def __init__(self, hub: Hub, views: Views, rights: Rights, moving: Moving) -> None:
        self._hub, self._views, self._rights, self._moving = hub, views, rights, moving
        self.looks: dict[str, Look] = {
            "boot": self._boot,
            "history": self._history,
            "thread": self._thread,
            "home": self._home,
            "views": self._open_views,
            "wire": self._wire,
        }

    def _boot(self, user: User, _query: Mapping[str, Any]) -> Json:
        world, manifest = self._hub.world, self._hub.manifest
        introduction = self._hub.introduction()
        return {
            "team": {"id": TEAM_ID, "name": "Sample University", "domain": "local"},
            "me": user_json(user, world),
            "time": self._moving.shown(),
            "users": [user_json(u, world) for u in world.users.values()],
            "channels": [
                channel_json(c, user.id)
                for c in world.channels.values()
                if world.can_see(user.id, c)
            ],
            "bot": {**user_json(world.users[BOT_USER], world), "app_id": APP_ID},
            "commands": [
                {
                    "command": c["command"],
                    "description": c.get("description", ""),
                    "usage_hint": c.get("usage_hint", ""),
                }
                for c in manifest.commands
            ],
            "shortcuts": [dict(s) for s in manifest.shortcuts],
            "welcome": welcome(user, introduction),
            "examples": list(introduction.examples),
            "prompts": [
                p for p in world.prompts.values() if user.id in world.channels[p["channel"]].members
            ],
        }

    def _history(self, user: User, query: Mapping[str, Any]) -> Json:
        channel = self._rights.visible(user, query)
        most = given.number(query, "limit", 200)
        if not 1 <= most <= _MOST_MESSAGES:
            raise given.Malformed
        roots = channel.roots()[-most:]
        threads = {m["ts"]: channel.thread(m["ts"])[1:] for m in roots} if channel.is_im else {}
        statuses = self._hub.world.statuses.items()
        return {
            "messages": roots,
            "threads": threads,
            "ephemerals": self._ephemerals(user, channel, None),
            "statuses": {ts: s for (c, ts), s in statuses if c == channel.id},
        }

    def _thread(self, user: User, query: Mapping[str, Any]) -> Json:
        channel, ts = self._rights.visible(user, query), given.text(query, "ts")
        return {"messages": channel.thread(ts), "ephemerals": self._ephemerals(user, channel, ts)}

    def _ephemerals(self, user: User, channel: Channel, thread: str | None) -> list[Message]:
        mine = [
            m
            for m in self._hub.world.ephemerals.values()
            if m["to"] == user.id and m["channel"] == channel.id
        ]
        if channel.is_im and thread is None:
            return mine
        return [m for m in mine if m.get("thread_ts") == thread]

    def _home(self, user: User, _query: Mapping[str, Any]) -> Json:
        return {"view": self._hub.world.homes.get(user.id)}

    def _open_views(self, user: User, _query: Mapping[str, Any]) -> Json:
        return {"stack": self._views.stack(user.id)}

    def _wire(self, user: User, query: Mapping[str, Any]) -> Json:
        since = given.number(query, "since", 0)
        return {"entries": [e.as_json(user.id) for e in self._hub.wire.entries if e.n > since]}
