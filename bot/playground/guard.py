"""The door: nobody but this machine's own page and bot gets in.

The server listens on the loopback address, but any web page a browser has open can send requests
there, or have a name of its own resolve to it. So Host must be ours, and so must Origin wherever a
browser names one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": _POLICY,
}
_ELSEWHERE = frozenset({"cross-site", "same-site"})
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guard(addresses: Callable[[], frozenset[str]]) -> Callable[..., Awaitable[web.StreamResponse]]:
    """Middleware for a server that is reached as one of these `host:port`."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        response: web.StreamResponse
        if not _is_ours(request, addresses()):
            response = web.Response(status=403, text="This workspace answers only its own page.")
        else:
            try:
                response = await handler(request)
            except web.HTTPException as error:
                response = error
            except ConnectionResetError:
                if request.transport is not None and not request.transport.is_closing():
                    raise
                response = web.Response(status=400)  # who asked has gone: nobody hears it
        if not response.prepared:
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
        if isinstance(response, web.HTTPException):
            raise response
        return response

    return check


def _is_ours(request: web.Request, ours: frozenset[str]) -> bool:
    if request.headers.get("Host", "").casefold() not in ours:
        return False
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin.casefold() in {f"http://{host}" for host in ours}
    return not _led_from_elsewhere(request)


def _led_from_elsewhere(request: web.Request) -> bool:
    """Another site's page fetches something. Following a link from there to ours is fine."""
    navigates = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method == "GET"
    return request.headers.get("Sec-Fetch-Site") in _ELSEWHERE and not navigates
