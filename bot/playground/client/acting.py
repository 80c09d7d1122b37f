"""What a person does to the app: commands, clicks, modals, shortcuts, opening it."""

from __future__ import annotations

from bot.playground.client import given
from bot.playground.client.given import Json, Rights
from bot.playground.client.writing import Do
from bot.playground.errors import Refused
from bot.playground.hub import Hub
from bot.playground.interactions import Interactions
from bot.playground.modals import Modals
from bot.playground.state import BOT_USER, User
from bot.playground.views import View, Views


class Acting:
    """POST /client/…, as far as the app is to hear of it."""

    def __init__(
        self,
        hub: Hub,
        views: Views,
        interactions: Interactions,
        modals: Modals,
        rights: Rights,
    ) -> None:
        self._hub, self._views, self._rights = hub, views, rights
        self._interactions, self._modals = interactions, modals
        self.deeds: dict[str, Do] = {
            "command": self._command,
            "action": self._action,
            "options": self._options,
            "view_submit": self._view_submit,
            "view_close": self._view_close,
            "shortcut": self._shortcut,
            "message_shortcut": self._message_shortcut,
            "open_app": self._open_app,
        }

    async def _command(self, user: User, body: Json) -> Json:
        name, words = given.text(body, "command", needed=True), given.text(body, "text")
        channel = self._rights.joined(user, body)
        ack = await self._interactions.command(user, channel, name, words)
        return {"acked": ack.ok}

    async def _action(self, user: User, body: Json) -> Json:
        ack = await self._interactions.click(
            user,
            given.mapping(body, "container"),
            given.text(body, "block_id", needed=True),
            given.mapping(body, "action"),
            body.get("state"),
        )
        return {"acked": ack.ok}

    async def _options(self, user: User, body: Json) -> Json:
        return await self._interactions.options(
            user,
            given.mapping(body, "container"),
            given.text(body, "block_id", needed=True),
            given.text(body, "action_id", needed=True),
            given.text(body, "value"),
        )

    async def _view_submit(self, user: User, body: Json) -> Json:
        return await self._modals.submit(user, self._view(user, body), body.get("state"))

    async def _view_close(self, user: User, body: Json) -> Json:
        everything = bool(body.get("all", False))
        await self._modals.close(user, self._view(user, body), everything=everything)
        return {}

    def _view(self, user: User, body: Json) -> View:
        view = self._views.top(user.id, given.text(body, "view_id", needed=True))
        if view is None:
            raise Refused("That window is no longer open.")
        return view

    async def _shortcut(self, user: User, body: Json) -> Json:
        name = given.text(body, "callback_id", needed=True)
        return {"acked": (await self._interactions.shortcut(user, name)).ok}

    async def _message_shortcut(self, user: User, body: Json) -> Json:
        name = given.text(body, "callback_id", needed=True)
        channel = self._rights.joined(user, body)
        message = self._rights.message(channel, body)
        ack = await self._interactions.message_shortcut(user, name, channel, message)
        return {"acked": ack.ok}

    async def _open_app(self, user: User, body: Json) -> Json:
        tab = "home" if body.get("tab") == "home" else "messages"
        channel = self._hub.open_im(user.id, BOT_USER)
        event: Json = {"user": user.id, "channel": channel.id, "tab": tab}
        home = self._hub.world.homes.get(user.id)
        if tab == "home" and home is not None:
            event["view"] = home
        self._hub.events.emit("app_home_opened", event)
        return {}
