"""A Slack app without a framework: it posts what a test gives it, and remembers what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Self

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.manifest import Manifest
from config.settings import MANIFEST_FILE
from tests.slack.person import PATIENCE

Payload = dict[str, Any]
Block = dict[str, Any]
Reply = Callable[[Payload], Payload | None]
CHANNEL = "C0TCSS562"
COMMANDS = (
    {
        "command": "/sink",
        "description": "Opens the taps",
        "usage_hint": "[hot | cold]",
        "should_escape": True,
    },
    {"command": "/silent", "description": "Is never acknowledged", "usage_hint": ""},
)
SHORTCUTS = (
    {
        "name": "Turn the tap",
        "type": "global",
        "callback_id": "tap",
        "description": "From anywhere",
    },
    {
        "name": "Wash this",
        "type": "message",
        "callback_id": "wash",
        "description": "With a message",
    },
)
SILENT = "/silent"


def sink_manifest() -> Manifest:
    """Lectern's manifest with the sink's own commands and shortcuts."""
    known = Manifest.load(MANIFEST_FILE)
    return replace(
        known, commands=COMMANDS, shortcuts=SHORTCUTS, scopes=known.scopes | {"files:write"}
    )


class Sink:
    """The app. It acknowledges everything; `replies` says with what, by the payload's type."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.payloads: list[Payload] = []
        self.replies: dict[str, Reply] = {}
        # A busy machine is no fault of the page's.
        playground.faults.ack_timeout = playground.faults.trigger_seconds = PATIENCE
        self._arrived = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        self.client = AsyncWebClient(
            token=self.playground.bot_token,
            base_url=self.playground.api_url,
            session=self.session,
        )
        await self.connect()
        return self

    async def connect(self) -> None:
        """Open the socket, once more where the workspace was restarted."""
        opened = await self.client.apps_connections_open(app_token=self.playground.app_token)
        self._socket = await self.session.ws_connect(str(opened["url"]))
        self._reader = asyncio.create_task(self._read())

    async def __aexit__(self, *_: object) -> None:
        await self.hang_up()
        await self.session.close()

    async def hang_up(self) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._socket.close()

    async def _read(self) -> None:
        async for frame in self._socket:
            envelope = frame.json() if frame.type is aiohttp.WSMsgType.TEXT else {}
            if "payload" in envelope:
                await self._take(envelope)

    async def _take(self, envelope: Payload) -> None:
        payload = envelope["payload"]
        if payload.get("command") == SILENT:
            return
        reply = self.replies.get(payload.get("command") or payload["type"])
        body = reply(payload) if reply else None
        ack = {"envelope_id": envelope["envelope_id"], **({"payload": body} if body else {})}
        await self._socket.send_json(ack)
        async with self._arrived:
            self.payloads.append(payload)
            self._arrived.notify_all()

    async def heard(self, wanted: Callable[[Payload], bool]) -> Payload:
        """The newest payload that is `wanted`, once there is one. Raises TimeoutError."""

        def found() -> list[Payload]:
            return [p for p in self.payloads if wanted(p)]

        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(lambda: bool(found()))
        return found()[-1]

    async def kind(self, name: str) -> Payload:
        """The newest payload of a type (or command)."""
        return await self.heard(lambda p: name in {p.get("command"), p.get("type")})

    async def action(self, action_id: str) -> Payload:
        """The newest `block_actions` of an element."""
        return await self.heard(
            lambda p: p.get("type") == "block_actions" and p["actions"][0]["action_id"] == action_id
        )

    async def post(self, *blocks: Block, text: str = "Blocks", channel: str = CHANNEL) -> str:
        """Post a message; returns its ts."""
        posted = await self.client.chat_postMessage(
            channel=channel, text=text, blocks=list(blocks) or None
        )
        return str(posted["ts"])

    async def open(self, trigger: Payload, view: Payload) -> Payload:
        """Open a modal."""
        opened = await self.client.views_open(trigger_id=trigger["trigger_id"], view=view)
        return dict(opened["view"])


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def option(value: str, text: str | None = None) -> Block:
    return {"text": plain(text or value.title()), "value": value}


def actions(*elements: Block, block_id: str = "row") -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def field(name: str, element: Block, **more: Any) -> Block:
    """An input block; block and action are both called `name`."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(name.replace("_", " ").capitalize()),
        "element": {"action_id": name, **element},
        **more,
    }


def modal(*blocks: Block, title: str = "A window", **more: Any) -> Payload:
    submit = {"submit": plain("Send")} if "submit" not in more else {}
    return {"type": "modal", "title": plain(title), "blocks": list(blocks), **submit, **more}
