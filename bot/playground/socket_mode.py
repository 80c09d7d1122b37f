"""Socket Mode's server side, as slack_sdk's client speaks it (docs.slack.dev/apis/events-api/using-socket-mode)."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.delivery import Ack
from bot.playground.faults import Faults
from bot.playground.state import APP_ID
from bot.playground.wire import WireLog, redacted

MAX_CONNECTIONS = 10
_PING_SECONDS = 5.0


class SocketMode:
    """Up to ten connections; each envelope goes to one of them, in turn."""

    name = "socket"

    def __init__(self, faults: Faults, wire: WireLog) -> None:
        self._faults = faults
        self._wire = wire
        self._tickets: set[str] = set()
        self._connections: list[web.WebSocketResponse] = []
        self._turn = 0
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self.connected = asyncio.Event()

    def ticket(self) -> str:
        """A one-time ticket for the address that apps.connections.open gives."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    @property
    def connections(self) -> int:
        return len(self._connections)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket end point."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self._connections) >= MAX_CONNECTIONS:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=True, heartbeat=_PING_SECONDS)
        await socket.prepare(request)
        self._connections.append(socket)
        await socket.send_json(self._hello())
        self.connected.set()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._received(message.data)
        finally:
            self._gone(socket)
        return socket

    def _gone(self, socket: web.WebSocketResponse) -> None:
        if socket in self._connections:
            self._connections.remove(socket)
        if not self._connections:
            self.connected.clear()

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "local-workspace", "approximate_connection_time": 3600},
            "connection_info": {"app_id": APP_ID},
        }

    def _received(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.get(message.get("envelope_id", ""))
        if waiting is None or waiting.done():
            return
        if self._faults.lose_acks:
            self._faults.lose_acks -= 1
            return
        waiting.set_result(message.get("payload"))

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        if not self._connections:
            return Ack(ok=False, error="dispatch_failed")
        envelope: dict[str, Any] = {
            "envelope_id": secrets.token_hex(16),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        entry = self._wire.begin("to_bot", self.name, name_of(kind, payload), payload)
        self._turn += 1
        socket = self._connections[self._turn % len(self._connections)]
        waiting = self._waiting[envelope["envelope_id"]] = (
            asyncio.get_running_loop().create_future()
        )
        try:
            await socket.send_json(envelope)
            body = await asyncio.wait_for(waiting, self._faults.ack_timeout)
        except (TimeoutError, ConnectionError):
            self._wire.end(entry, "timeout")
            return Ack(ok=False, error="operation_timeout")
        finally:
            del self._waiting[envelope["envelope_id"]]
        self._wire.end(entry, "acked", redacted(body))
        return Ack(ok=True, body=body)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every client to reconnect, and close."""
        for socket in list(self._connections):
            self._gone(socket)
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
            await socket.close()

    async def close(self) -> None:
        for socket in list(self._connections):
            await socket.close()


def name_of(kind: str, payload: dict[str, Any]) -> str:
    """How the wire log calls a payload: the event's type, the command, the interaction's type."""
    if kind == "events_api":
        return str(payload.get("event", {}).get("type", payload.get("type")))
    return str(payload.get("command") or payload.get("type"))
