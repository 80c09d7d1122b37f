"""Response URLs: how the app answers an interaction without being in the channel."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground.content import message_content
from bot.playground.errors import SlackError
from bot.playground.hub import Hub
from bot.playground.state import Channel, Message

RESPONSE_USES = 5
RESPONSE_SECONDS = 30 * 60
_TRUE = (True, "true")


@dataclass(slots=True)
class ResponseUrl:
    """Where an interaction may be answered, how often and until when."""

    user: str
    channel: Channel
    expires: float
    message: Message | None = None
    uses: int = 0


class Responses:
    """The response URLs that were given out."""

    def __init__(self, hub: Hub, base_url: str) -> None:
        self._hub, self._base = hub, base_url
        self._known: dict[str, ResponseUrl] = {}

    def new(self, user: str, channel: Channel, *, message: Message | None = None) -> str:
        """An address for one interaction; `message` is what the person clicked in."""
        key = secrets.token_urlsafe(18)
        expires = self._hub.world.clock() + RESPONSE_SECONDS
        self._known[key] = ResponseUrl(user, channel, expires, message)
        return f"{self._base}/response/{key}"

    async def handle(self, request: web.Request) -> web.Response:
        """POST /response/{key}"""
        key = request.match_info["key"]
        try:
            body = await request.json()
        except (ValueError, LookupError, RecursionError):
            body = None
        known = self._known.get(key)
        readers = frozenset({known.user}) if known else frozenset()
        wire = self._hub.wire
        entry = wire.begin("from_bot", "response_url", "response_url", body, readers)
        status, said = self.post(key, body)
        wire.end(entry, "ok" if status == 200 else said, said)
        return web.Response(status=status, text=said)

    def post(self, key: str, body: Any) -> tuple[int, str]:
        """What a POST to the address does; status and body as Slack's."""
        known = self._known.get(key)
        if known is None or self._hub.world.clock() > known.expires:
            return 404, "expired_url"
        if known.uses >= RESPONSE_USES:
            return 404, "used_url"
        if not isinstance(body, dict):
            return 400, "invalid_payload"
        known.uses += 1
        try:
            self._answer(known, body)
        except SlackError as error:
            return 404 if error.code == "message_not_found" else 400, error.code
        return 200, "ok"

    def acknowledged(self, address: str, body: dict[str, Any]) -> None:
        """The answer that came with a command's acknowledgement. Raises SlackError."""
        self._answer(self._known[address.rsplit("/", 1)[1]], body)

    def _answer(self, url: ResponseUrl, body: dict[str, Any]) -> None:
        if body.get("delete_original") in _TRUE:
            self._delete(url)
            return
        content = message_content(body)
        if body.get("replace_original") in _TRUE and url.message is not None:
            self._replace(url, content)
            return
        # Into the main timeline unless the app says otherwise, whatever thread was clicked in:
        # docs.slack.dev/interactivity/handling-user-interaction/#publishing_in_thread
        message = self._hub.by_bot(content | _thread(body.get("thread_ts")))
        if body.get("response_type") == "in_channel":
            self._hub.post(url.channel, message)
        else:
            self._hub.ephemeral(url.channel, url.user, message)

    def _original(self, url: ResponseUrl) -> Message:
        """The message the person clicked in, if it is still there. Raises SlackError."""
        message = url.message
        if message is not None and message.get("ephemeral"):
            found = self._hub.world.ephemerals.get(message["ephemeral_id"])
        elif message is not None:
            found = url.channel.messages.get(message["ts"])
        else:
            found = None
        if found is None:
            raise SlackError("message_not_found")
        return found

    def _delete(self, url: ResponseUrl) -> None:
        message = self._original(url)
        if message.get("ephemeral"):
            self._hub.drop_ephemeral(message)
        else:
            self._hub.delete(url.channel, message["ts"])

    def _replace(self, url: ResponseUrl, content: dict[str, Any]) -> None:
        message = self._original(url)
        if message.get("ephemeral"):
            self._hub.change_ephemeral(message, content)
        else:
            self._hub.change(url.channel, message, {"blocks": None, "attachments": None, **content})


def _thread(ts: Any) -> dict[str, Any]:
    return {"thread_ts": str(ts)} if ts else {}
