"""What the page (and a conversation test) may do: look, write, click; as one of the people."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.playground.errors import Refused, SlackError
from bot.playground.hub import Hub
from bot.playground.interactions import Interactions
from bot.playground.seed import EXAMPLES, welcome
from bot.playground.state import APP_ID, BOT_USER, TEAM_ID, Channel, Message, StoredFile, User
from bot.playground.views import Views
from bot.playground.webapi.chat import change_reaction
from bot.playground.webapi.windows import file_json

Json = dict[str, Any]
Handler = Callable[[User, Json], Awaitable[Json]]
_MAX_TEXT = 40_000


class ClientApi:
    """The `/client/…` end points."""

    def __init__(self, hub: Hub, views: Views, interactions: Interactions, base_url: str) -> None:
        self._hub, self._views, self._interactions, self._base = hub, views, interactions, base_url
        self._posts: dict[str, Handler] = {
            name: getattr(self, f"_{name}")
            for name in (
                "post edit delete command action options view_submit view_close shortcut message_shortcut "
                "react open_im open_app join read dismiss"
            ).split()
        }

    # Looking

    async def get(self, request: web.Request) -> web.StreamResponse:
        """GET /client/{what}"""
        what = request.match_info["what"]
        try:
            user = self._user(request.query.get("user", ""))
            if what == "stream":
                return await self._hub.stream.handle(request, user.id)
            looks: dict[str, Callable[[User, Any], Json]] = {
                "boot": self._boot,
                "history": self._history,
                "thread": self._thread,
                "home": self._home,
                "views": lambda u, _: {"stack": self._views.stack(u.id)},
                "wire": self._wire,
            }
            if what not in looks:
                raise web.HTTPNotFound
            return web.json_response({"ok": True, **looks[what](user, request.query)})
        except Refused as error:
            return web.json_response({"ok": False, "error": "refused", "message": str(error)})

    def _boot(self, user: User, _query: Any) -> Json:
        manifest = self._hub.manifest
        return {
            "team": {"id": TEAM_ID, "name": "Sample University", "domain": "local"},
            "me": self._user_json(user),
            "users": [self._user_json(u) for u in self._hub.world.users.values()],
            "channels": [self.channel_json(c, user) for c in self._visible(user)],
            "bot": {**self._user_json(self._hub.world.users[BOT_USER]), "app_id": APP_ID},
            "commands": [
                {
                    "command": c["command"],
                    "description": c.get("description", ""),
                    "usage_hint": c.get("usage_hint", ""),
                }
                for c in manifest.commands
            ],
            "shortcuts": [dict(s) for s in manifest.shortcuts],
            "welcome": welcome(user, manifest.name),
            "examples": list(EXAMPLES),
            "prompts": [
                p
                for p in self._hub.world.prompts.values()
                if user.id in self._hub.world.channels[p["channel"]].members
            ],
        }

    def _visible(self, user: User) -> list[Channel]:
        return [c for c in self._hub.world.channels.values() if self._hub.world.can_see(user.id, c)]

    def _user_json(self, user: User) -> Json:
        return {
            "id": user.id,
            "name": user.name,
            "real_name": user.real_name,
            "display_name": user.real_name,
            "is_bot": user.is_bot,
            "tz": user.tz,
            "tz_offset": user.offset(self._hub.world.clock()),
            "title": user.title,
            "color": user.color,
            "initials": user.initials,
            "role": user.role,
        }

    def channel_json(self, channel: Channel, user: User) -> Json:
        seen = float(channel.read.get(user.id, "0"))
        unread = sum(
            float(m["ts"]) > seen and self._concerns(user, channel, m)
            for m in channel.messages.values()
        )
        peer = next((m for m in channel.members if m != user.id), None) if channel.is_im else None
        return {
            "id": channel.id,
            "name": channel.name,
            "is_im": channel.is_im,
            "is_private": channel.is_private,
            "is_member": user.id in channel.members,
            "topic": channel.topic,
            "members": channel.members,
            "user": peer,
            "unread": unread,
            "last_read": channel.read.get(user.id, "0"),
        }

    @staticmethod
    def _concerns(user: User, channel: Channel, message: Message) -> bool:
        """Does it make the channel unread? Not one's own, nor other people's threads."""
        if message.get("user") == user.id:
            return False
        if channel.is_im or message.get("thread_ts", message["ts"]) == message["ts"]:
            return True
        root = channel.messages.get(message["thread_ts"], {})
        return root.get("user") == user.id or f"<@{user.id}>" in message.get("text", "")

    def _history(self, user: User, query: Any) -> Json:
        channel = self._channel(user, query)
        roots = channel.roots()[-int(query.get("limit", 200)) :]
        threads = {m["ts"]: channel.thread(m["ts"])[1:] for m in roots} if channel.is_im else {}
        statuses = {ts: s for (c, ts), s in self._hub.world.statuses.items() if c == channel.id}
        return {
            "messages": roots,
            "threads": threads,
            "ephemerals": self._ephemerals(user, channel, None),
            "statuses": statuses,
        }

    def _thread(self, user: User, query: Any) -> Json:
        channel = self._channel(user, query)
        ts = query.get("ts", "")
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

    def _home(self, user: User, _query: Any) -> Json:
        return {"view": self._hub.world.homes.get(user.id)}

    def _wire(self, _user: User, query: Any) -> Json:
        since = int(query.get("since", 0))
        return {"entries": [e.as_json() for e in self._hub.wire.entries if e.n > since]}

    # Doing

    async def post(self, request: web.Request) -> web.Response:
        """POST /client/{what}"""
        handler = self._posts.get(request.match_info["what"])
        if handler is None:
            raise web.HTTPNotFound
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = json.loads(await request.text())
            result = await handler(self._user(body.get("user", "")), body)
        except Refused as error:
            return web.json_response({"ok": False, "error": "refused", "message": str(error)})
        except SlackError as error:
            return web.json_response(
                {"ok": False, "error": error.code, "message": error.code.replace("_", " ")}
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise web.HTTPBadRequest from None
        return web.json_response({"ok": True, **result})

    def _user(self, user_id: str) -> User:
        user = self._hub.world.users.get(user_id)
        if user is None or user.is_bot:
            raise Refused("There is no such person in this workspace.")
        return user

    def _channel(self, user: User, body: Any) -> Channel:
        channel = self._hub.world.channels.get(body.get("channel") or "")
        if channel is None or not self._hub.world.can_see(user.id, channel):
            raise Refused("You cannot see that channel.")
        return channel

    def _message(self, channel: Channel, body: Json) -> Message:
        message = channel.messages.get(body.get("ts", ""))
        if message is None:
            raise Refused("That message is gone.")
        return message

    async def _post(self, user: User, body: Json) -> Json:
        channel, text = self._channel(user, body), str(body.get("text", ""))
        if not text.strip():
            raise Refused("Write something first.")
        if len(text) > _MAX_TEXT:
            raise Refused("That message is longer than 40,000 characters.")
        if user.id not in channel.members:
            raise Refused(f"Join #{channel.name} first.")
        thread = {"thread_ts": body["thread_ts"]} if body.get("thread_ts") else {}
        message = self._hub.post(channel, self._hub.by_person(user.id, text, **thread))
        channel.read[user.id] = message["ts"]
        return {"message": message}

    async def _edit(self, user: User, body: Json) -> Json:
        channel = self._channel(user, body)
        message = self._own(user, channel, body)
        fresh = self._hub.by_person(user.id, str(body["text"]))
        edited = {"user": user.id, "ts": self._hub.world.new_ts()}
        fields = {"text": fresh["text"], "blocks": fresh["blocks"], "edited": edited}
        return {"message": self._hub.change(channel, message, fields)}

    async def _delete(self, user: User, body: Json) -> Json:
        channel = self._channel(user, body)
        self._hub.delete(channel, self._own(user, channel, body)["ts"])
        return {}

    def _own(self, user: User, channel: Channel, body: Json) -> Message:
        message = self._message(channel, body)
        if message.get("user") != user.id:
            raise Refused("That is somebody else's message.")
        return message

    async def _command(self, user: User, body: Json) -> Json:
        channel = self._channel(user, body)
        ack = await self._interactions.command(
            user, channel, body["command"], str(body.get("text", ""))
        )
        return {"acked": ack.ok}

    async def _action(self, user: User, body: Json) -> Json:
        ack = await self._interactions.click(
            user, body["container"], body["block_id"], body["action"], body.get("state")
        )
        return {"acked": ack.ok}

    async def _options(self, user: User, body: Json) -> Json:
        ack = await self._interactions.options(
            user, body["container"], body["block_id"], body["action_id"], str(body.get("value", ""))
        )
        return dict(ack.body or {}) if ack.ok else {"options": []}

    async def _view_submit(self, user: User, body: Json) -> Json:
        return await self._interactions.submit(
            user, self._view(user, body), body.get("state") or {}
        )

    async def _view_close(self, user: User, body: Json) -> Json:
        await self._interactions.close_view(
            user, self._view(user, body), everything=bool(body.get("all"))
        )
        return {}

    def _view(self, user: User, body: Json) -> Json:
        view = self._views.top(user.id, body["view_id"])
        if view is None:
            raise Refused("That window is no longer open.")
        return view

    async def _shortcut(self, user: User, body: Json) -> Json:
        ack = await self._interactions.shortcut(user, body["callback_id"])
        return {"acked": ack.ok}

    async def _message_shortcut(self, user: User, body: Json) -> Json:
        channel = self._channel(user, body)
        message = self._message(channel, body)
        ack = await self._interactions.message_shortcut(user, body["callback_id"], channel, message)
        return {"acked": ack.ok}

    async def _react(self, user: User, body: Json) -> Json:
        channel = self._channel(user, body)
        message = self._message(channel, body)
        change_reaction(
            self._hub, channel, message, str(body["name"]), user.id, add=not body.get("remove")
        )
        return {}

    async def _open_im(self, user: User, body: Json) -> Json:
        if body["with"] not in self._hub.world.users:
            raise Refused("There is no such person in this workspace.")
        channel = self._hub.world.im(user.id, body["with"])
        return {"channel": self.channel_json(channel, user)}

    async def _open_app(self, user: User, body: Json) -> Json:
        tab = "home" if body.get("tab") == "home" else "messages"
        event: Json = {
            "user": user.id,
            "channel": self._hub.world.im(user.id, BOT_USER).id,
            "tab": tab,
        }
        home = self._hub.world.homes.get(user.id)
        if tab == "home" and home is not None:
            event["view"] = home
        self._hub.emit("app_home_opened", event)
        return {}

    async def _join(self, user: User, body: Json) -> Json:
        channel = self._channel(user, body)
        if user.id not in channel.members:
            channel.members.append(user.id)
            self._hub.emit(
                "member_joined_channel", {"user": user.id, "channel": channel.id, "team": TEAM_ID}
            )
        return {"channel": self.channel_json(channel, user)}

    async def _read(self, user: User, body: Json) -> Json:
        channel = self._channel(user, body)
        if channel.messages:
            channel.read[user.id] = max(channel.messages, key=float)
        return {}

    async def _dismiss(self, user: User, body: Json) -> Json:
        message = self._hub.world.ephemerals.get(body.get("ephemeral_id", ""))
        if message is not None and message["to"] == user.id:
            self._hub.drop_ephemeral(message)
        return {}

    async def upload(self, request: web.Request) -> web.Response:
        """POST /client/upload: the raw bytes of a file, for a channel or for a modal's file field."""
        query = request.query
        try:
            user = self._user(query.get("user", ""))
            channel = self._channel(user, query) if query.get("channel") else None
        except Refused as error:
            return web.json_response({"ok": False, "error": "refused", "message": str(error)})
        world, name = self._hub.world, query.get("name") or "file"
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = StoredFile(world.new_id("F"), name, name, kind, user.id, await request.read())
        file.created = int(world.clock())
        world.files[file.id] = file
        if channel is not None:
            self._share_file(user, channel, file, query.get("thread_ts"))
        return web.json_response({"ok": True, "file": file_json(file, self._base)})

    def _share_file(
        self, user: User, channel: Channel, file: StoredFile, thread_ts: str | None
    ) -> None:
        file.channels.append(channel.id)
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        shown = [file_json(file, self._base)]
        message = self._hub.by_person(user.id, "", **thread, files=shown, subtype="file_share")
        self._hub.post(channel, message)
        event = {"file_id": file.id, "user_id": user.id, "file": {"id": file.id}}
        self._hub.emit("file_shared", {**event, "channel_id": channel.id})
