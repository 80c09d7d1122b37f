"""One of the people, through the page's own end points."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from bot.playground import Playground
from tests.playground.app import SOON

Json = dict[str, Any]
SARA, TOM, AIKO, MINA = "U0SARA", "U0TOM", "U0AIKO", "U0OKAFOR"
MAIN, GENERAL, STAFF = "C0TCSS562", "C0GENERAL", "G0TATEAM"
SARAS_DM, TOMS_DM = "D0LECTERN1", "D0LECTERN2"


class Refused(AssertionError):
    """The workspace would not let the person do that."""


class Person:
    """Acts as one person; a refusal is raised."""

    def __init__(self, user: str, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.id, self._url, self._session = user, playground.url, session

    async def post(self, what: str, **body: Any) -> Json:
        url = f"{self._url}/client/{what}"
        async with self._session.post(url, json={"user": self.id, **body}) as response:
            assert response.status == 200, response.status
            return _allowed(await response.json())

    async def get(self, what: str, **query: str) -> Json:
        params = {"user": self.id, **query}
        async with self._session.get(f"{self._url}/client/{what}", params=params) as response:
            assert response.status == 200, response.status
            return _allowed(await response.json())

    async def writes(self, text: str, channel: str = MAIN, **more: Any) -> Json:
        """Write a message; returns it."""
        message: Json = (await self.post("post", channel=channel, text=text, **more))["message"]
        return message

    async def uploads(self, name: str, data: bytes, **query: str) -> Json:
        params = {"user": self.id, "name": name, **query}
        url = f"{self._url}/client/upload"
        async with self._session.post(url, params=params, data=data) as response:
            file: Json = _allowed(await response.json())["file"]
            return file

    async def clicks(self, message: Json, action: Json, **more: Any) -> bool:
        """Press an element of the message's first block that has it."""
        block = next(
            b for b in message["blocks"] if action["action_id"] in str(b.get("elements", ()))
        )
        container = {
            k: message[k] for k in ("channel", "ts", "ephemeral_id") if message.get(k) is not None
        }
        answer = await self.post(
            "action",
            container={"type": "message", **container},
            block_id=block["block_id"],
            action=action,
            **more,
        )
        return bool(answer["acked"])

    async def stream(self) -> aiohttp.ClientWebSocketResponse:
        """The page's live stream, past its greeting."""
        url = f"{self._url}/client/stream?user={self.id}"
        socket = await self._session.ws_connect(url)
        assert (await socket.receive_json())["type"] == "hello"
        return socket


def _allowed(answer: Json) -> Json:
    if not answer["ok"]:
        raise Refused(answer["message"])
    return answer


async def notice(page: aiohttp.ClientWebSocketResponse) -> str:
    """The next line from the workspace itself."""
    async with asyncio.timeout(SOON):
        while True:
            frame = await page.receive_json()
            if frame["type"] == "notice":
                return str(frame["text"])
