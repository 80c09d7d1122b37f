"""Socket Mode's server side, as slack_sdk's client speaks it (docs.slack.dev/apis/events-api/using-socket-mode)."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.delivery import Ack, name_of
from bot.playground.faults import Faults
from bot.playground.state import APP_ID
from bot.playground.wire import WireLog, redacted

MAX_CONNECTIONS = 10
TICKET_SECONDS = 30.0
_PING_SECONDS = 30.0
"""On this machine a connection that ends is seen at once; one whose bot is busy must not be cut off."""
_CLOSE_SECONDS = 1.0
_CONNECTION_SECONDS = 3600
_Waiting = tuple[web.WebSocketResponse, "asyncio.Future[Any]"]


class SocketMode:
    """Up to ten connections; each envelope goes to one of them, in turn."""

    name = "socket"

    def __init__(self, faults: Faults, wire: WireLog, clock: Callable[[], float]) -> None:
        self._faults, self._wire, self._clock = faults, wire, clock
        self._tickets: dict[str, float] = {}
        self._connections: list[web.WebSocketResponse] = []
        self._turn = 0
        self._waiting: dict[str, _Waiting] = {}
        self.connected = asyncio.Event()

    def ticket(self) -> str:
        """A ticket for the address that apps.connections.open gives: good once, for half a minute."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = self._clock() + TICKET_SECONDS
        return ticket

    @property
    def connections(self) -> int:
        return len(self._connections)

    # Connections

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket end point."""
        expires = self._tickets.pop(request.query.get("ticket", ""), None)
        if expires is None or self._clock() > expires:
            return web.Response(status=403)
        socket = web.WebSocketResponse(heartbeat=_PING_SECONDS, timeout=_CLOSE_SECONDS)
        await socket.prepare(request)
        if len(self._connections) >= MAX_CONNECTIONS:
            await _say_goodbye(socket, "too_many_websockets")
            return socket
        self._connections.append(socket)
        try:
            await socket.send_json(self._hello())
            self.connected.set()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._received(socket, message.data)
        finally:
            self._gone(socket)
        return socket

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {
                "host": "local-workspace",
                "build_number": 1,
                "approximate_connection_time": _CONNECTION_SECONDS,
            },
            "connection_info": {"app_id": APP_ID},
        }

    def _gone(self, socket: web.WebSocketResponse) -> None:
        """What this connection had not acknowledged will not be acknowledged any more."""
        if socket in self._connections:
            self._connections.remove(socket)
        if not self._connections:
            self.connected.clear()
        for owner, waiting in self._waiting.values():
            if owner is socket and not waiting.done():
                waiting.set_exception(ConnectionResetError("the connection closed"))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every client to reconnect, and close."""
        sockets = list(self._connections)
        for socket in sockets:
            self._gone(socket)
        await asyncio.gather(*(_say_goodbye(socket, reason) for socket in sockets))

    async def close(self) -> None:
        await asyncio.gather(*(socket.close() for socket in list(self._connections)))

    # Envelopes

    def _received(self, socket: web.WebSocketResponse, text: str) -> None:
        """An acknowledgement, which counts on the connection that the envelope went to; or rubbish."""
        try:
            message = json.loads(text)
            owner, waiting = self._waiting[message["envelope_id"]]
        except (ValueError, KeyError, TypeError, RecursionError):
            return
        if owner is not socket or waiting.done():
            return
        if self._faults.lose_acks:
            self._faults.lose_acks -= 1
            return
        waiting.set_result(message.get("payload"))

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        socket = self._next()
        if socket is None:
            return Ack(ok=False, error="dispatch_failed", reason="connection_failed")
        envelope: dict[str, Any] = {
            "envelope_id": secrets.token_hex(16),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        entry = self._wire.begin("to_bot", self.name, name_of(kind, payload), payload)
        try:
            body = await self._exchange(socket, envelope)
        except (TimeoutError, ConnectionError):
            self._wire.end(entry, "timeout")
            return Ack(ok=False, error="operation_timeout", reason="timeout")
        self._wire.end(entry, "acked", redacted(body))
        return Ack(ok=True, body=body)

    def _next(self) -> web.WebSocketResponse | None:
        """The connection whose turn it is."""
        there = [socket for socket in self._connections if not socket.closed]
        if not there:
            return None
        self._turn += 1
        return there[self._turn % len(there)]

    async def _exchange(self, socket: web.WebSocketResponse, envelope: dict[str, Any]) -> Any:
        """The acknowledgement's payload. Raises TimeoutError, or ConnectionError where the connection closes."""
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = (socket, waiting)
        try:
            # Not wait_for: in Python 3.11 it loses a cancellation that comes with the result.
            async with asyncio.timeout(self._faults.ack_timeout):
                await socket.send_json(envelope)
                return await waiting
        finally:
            del self._waiting[envelope["envelope_id"]]
            if waiting.done() and not waiting.cancelled():
                waiting.exception()  # the connection closed before it was awaited


async def _say_goodbye(socket: web.WebSocketResponse, reason: str) -> None:
    farewell = {"type": "disconnect", "reason": reason, "debug_info": {"host": "local-workspace"}}
    try:
        await socket.send_json(farewell)
    except ConnectionError:
        return
    await socket.close()
