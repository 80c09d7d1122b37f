"""Fetching calendars from addresses that people typed: https only, public hosts only, within limits.

What a name resolves to is checked, and that very address is connected to, so that a name which
changes its mind between the two gains nothing; redirects are followed by hand and held to the same.
Such addresses are secrets: nothing here logs one, and no error carries one.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.delivery.bodies import body_within
from bot.services.calendars.fetched import CannotFollow, Fetched

FETCH_SECONDS, CONNECT_SECONDS = 20.0, 8.0
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 4
MOST_URL = 2_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CARRIES_IPV4 = (
    IPv6Network("64:ff9b::/96"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("2002::/16"),
)

NO_ADDRESS = "That is no calendar address. It begins with https:// or webcal://, and ends in .ics more often than not."
NOT_HTTPS = "I only read calendars over https. Most services offer such an address too."
NOT_PUBLIC = "That address leads into a private network, where I don't go."
SIGNED_IN = "That address carries a name and a password. Use the calendar's secret address instead."
NO_ANSWER = "The calendar's server did not answer. Is the address right?"
TOO_LARGE = f"That calendar is larger than {MOST_BYTES // 1_000_000} MB. Follow the course's own calendar instead."
TOO_SLOW = "The calendar's server took too long."
GOES_ROUND = "That address leads from one place to the next without end."
_STATUS = {
    401: "The calendar wants a sign-in. Use its secret address (iCal or ICS) instead.",
    403: "The calendar's server does not let me read it. Use its secret address (iCal or ICS) instead.",
    404: "There is no calendar at that address (any more).",
    410: "There is no calendar at that address any more.",
    429: "The calendar's server asks me to come back later.",
}


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """May we connect there? No private, loopback, link-local, reserved or multicast address."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _CARRIES_IPV4):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be fetched; tests loosen them for a server of their own."""

    scheme: str = "https"
    port: int | None = 443
    may: Callable[[IPv4Address | IPv6Address], bool] = is_public


PUBLIC = Rules()


class PublicResolver(AbstractResolver):
    """Resolves names to addresses that may be connected to; to none others."""

    def __init__(self, rules: Rules = PUBLIC) -> None:
        self._rules = rules

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises CannotFollow where any of the name's addresses is not public."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        addresses = [(known, str(place[0])) for known, _, _, _, place in found]
        if not all(self._rules.may(ip_address(text.partition("%")[0])) for _, text in addresses):
            raise CannotFollow(for_user=NOT_PUBLIC)
        return [
            {
                "hostname": host,
                "host": text,
                "port": port,
                "family": known,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
            for known, text in addresses
        ]

    async def close(self) -> None: ...


class CalendarHost:
    """Fetches calendars (services.calendars.fetched.Fetching).

    `session` must connect by a `PublicResolver` with the same rules, and through no proxy.
    """

    def __init__(self, session: aiohttp.ClientSession, rules: Rules = PUBLIC) -> None:
        self._session, self._rules = session, rules

    def address(self, typed: str) -> str:
        """The address to follow. Raises CannotFollow with the sentence that says what is wrong with it."""
        text = typed.strip().strip("<>").partition("|")[0]
        scheme, colon, rest = text.partition(":")
        if scheme.casefold() in {"webcal", "webcals"}:
            text = f"{self._rules.scheme}{colon}{rest}"
        return urlunsplit(self._checked(text)._replace(fragment=""))

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname or ""
        except ValueError:
            raise CannotFollow(for_user=NO_ADDRESS) from None
        if len(url) > MOST_URL or not host or any(c.isspace() or c == "\\" for c in url):
            raise CannotFollow(for_user=NO_ADDRESS)
        if parts.scheme != self._rules.scheme:
            known = parts.scheme in {"http", "ftp"}
            raise CannotFollow(for_user=NOT_HTTPS if known else NO_ADDRESS)
        if parts.username is not None or parts.password is not None:
            raise CannotFollow(for_user=SIGNED_IN)
        if self._rules.port is not None and port not in {None, self._rules.port}:
            raise CannotFollow(for_user=NOT_PUBLIC)
        if not self._may_be_named(host):
            raise CannotFollow(for_user=NOT_PUBLIC)
        return parts

    def _may_be_named(self, host: str) -> bool:
        """A literal address is not resolved, so it is checked here; 0x7f.1 and the like are none."""
        try:
            return self._rules.may(ip_address(host.partition("%")[0]))
        except ValueError:
            return not host.rpartition(".")[2].removeprefix("0x").isdecimal()

    async def fetch(self, url: str, etag: str = "") -> Fetched:
        """What lies there; no data where it is still what `etag` names. Raises CannotFollow."""
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                return await self._fetched(url, etag)
        except TimeoutError:
            raise CannotFollow(for_user=TOO_SLOW) from None
        except (aiohttp.ClientError, OSError, UnicodeError):
            raise CannotFollow(for_user=NO_ANSWER) from None

    async def _fetched(self, url: str, etag: str) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            self._checked(url)
            async with self._session.get(url, **_asking(etag)) as response:
                if response.status not in _REDIRECTS:
                    return await _answer(response)
                url = urljoin(url, response.headers.get("Location", ""))
        raise CannotFollow(for_user=GOES_ROUND)


def _asking(etag: str) -> dict[str, Any]:
    headers = {"User-Agent": "Lectern", "Accept": "text/calendar, */*;q=0.5"}
    headers |= {"If-None-Match": etag} if etag else {}
    timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS, sock_connect=CONNECT_SECONDS)
    return {"headers": headers, "timeout": timeout, "allow_redirects": False}


async def _answer(response: aiohttp.ClientResponse) -> Fetched:
    etag = response.headers.get("ETag", "")
    if response.status == 304:
        return Fetched(None, etag)
    if response.status != 200:
        raise CannotFollow(for_user=_STATUS.get(response.status, NO_ANSWER))
    data = await body_within(response, MOST_BYTES)
    if data is None:
        raise CannotFollow(for_user=TOO_LARGE)
    return Fetched(data, etag if len(etag) <= 500 else "")
