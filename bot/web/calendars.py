"""`/calendar/<token>.ics`: private calendars, for apps that look once in a while.

Nothing is asked but the token, and a wrong one is answered like any address that does not exist.
Tokens are not logged: the server has no access log.
"""

from __future__ import annotations

import hashlib
import math
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.errors import StorageError

log = structlog.get_logger(__name__)
Read = Callable[[str], Awaitable[bytes | None]]
BURST, REFILL_SECONDS = 30, 10.0
"""An address may be read so often at once, and then once in so many seconds."""
_REMEMBERED = 10_000
_NAME = re.compile(r"([\w-]{20,64})\.ics", re.ASCII)
_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Disposition": 'inline; filename="deadlines.ics"',
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def add_calendars(
    app: web.Application, read: Read, monotonic: Callable[[], float] = time.monotonic
) -> None:
    """Serve what `read` has for a token."""
    allowance = Allowance(monotonic)

    async def calendar(request: web.Request) -> web.Response:
        named = _NAME.fullmatch(request.match_info["name"])
        if named is None:
            raise web.HTTPNotFound
        wait = allowance.wait(named[1])
        if wait:
            return web.Response(status=429, headers={"Retry-After": str(wait)})
        try:
            data = await read(named[1])
        except StorageError as error:
            log.warning("calendar_unreadable", error=type(error).__name__)
            return web.Response(status=503, headers={"Retry-After": "60"})
        if data is None:
            raise web.HTTPNotFound
        return _answer(request, data)

    app.router.add_get("/calendar/{name}", calendar)


def _answer(request: web.Request, data: bytes) -> web.Response:
    tag = hashlib.sha256(data).hexdigest()[:32]
    headers = {**_HEADERS, "ETag": f'"{tag}"'}
    # Compared without regard to W/, which proxies that compress add (RFC 9110, 13.1.2).
    known = request.if_none_match or ()
    if any(each.value in {tag, "*"} for each in known):
        return web.Response(status=304, headers=headers)
    return web.Response(body=data, content_type="text/calendar", charset="utf-8", headers=headers)


class Allowance:
    """How often each of the last addresses may still be read, in this process."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._now = monotonic
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, name: str) -> int:
        """Seconds until the next reading is due; 0, and one reading less, where it is now."""
        now = self._now()
        left, since = self._left.pop(name, (float(BURST), now))
        left = min(float(BURST), left + (now - since) / REFILL_SECONDS)
        allowed = left >= 1
        self._left[name] = (left - 1 if allowed else left, now)
        if len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - left) * REFILL_SECONDS))
