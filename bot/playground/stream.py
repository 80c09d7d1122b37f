"""Live updates to the pages: who hears what."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from aiohttp import WSMsgType, web


class Stream:
    """The open pages, by the person each one acts for."""

    def __init__(self) -> None:
        self._pages: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)
        self._sockets: dict[str, set[web.WebSocketResponse]] = defaultdict(set)

    def send(self, users: Iterable[str], event: dict[str, Any]) -> None:
        """Queue an event for the pages of these people."""
        frame = json.dumps(event)
        for user in users:
            for page in self._pages.get(user, ()):
                page.put_nowait(frame)

    @property
    def people(self) -> list[str]:
        """Whose pages are open."""
        return [user for user, pages in self._pages.items() if pages]

    async def close(self) -> None:
        """Close every page's WebSocket."""
        sockets = [s for sockets in self._sockets.values() for s in sockets]
        await asyncio.gather(*(s.close() for s in sockets))

    async def handle(self, request: web.Request, user: str) -> web.WebSocketResponse:
        """One page's WebSocket, until it closes."""
        socket = web.WebSocketResponse(heartbeat=20, timeout=1.0, max_msg_size=1024)
        await socket.prepare(request)
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._pages[user].add(queue)
        self._sockets[user].add(socket)
        queue.put_nowait(json.dumps({"type": "hello"}))
        writer = asyncio.create_task(self._write(socket, queue))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self._pages[user].discard(queue)
            self._sockets[user].discard(socket)
            writer.cancel()
        return socket

    @staticmethod
    async def _write(socket: web.WebSocketResponse, queue: asyncio.Queue[str]) -> None:
        with contextlib.suppress(ConnectionError):
            while not socket.closed:
                await socket.send_str(await queue.get())
