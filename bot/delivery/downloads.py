"""Fetching files from Slack's own file host, and from nowhere else.

The token goes in a header to hosts of the workspace's own domain only, over https, and along no
redirect: `url_private` answers with a redirect or a sign-in page (HTML with a status of 200) where
the token may not read the file (docs.slack.dev/messaging/working-with-files).
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

import aiohttp
from pydantic import SecretStr

from bot.delivery.bodies import body_within
from bot.errors import LecternError

DOWNLOAD_SECONDS, SILENCE_SECONDS = 600.0, 30.0
_PORTS = {"https": 443, "http": 80}


class CannotFetch(LecternError):
    """A file that is not fetched; `for_user` says why."""


ELSEWHERE = "it doesn't lie on Slack's own file host, so I leave it alone"
SIGN_IN = "Slack didn't let me fetch it; the app may have to be installed anew with files:read"
INCOMPLETE = "it arrived incomplete; please drop it again"
UNREACHABLE = "Slack's file host didn't answer; please drop it again in a moment"


def too_large(most: int) -> str:
    """The sentence for a file of more than `most` bytes."""
    return f"it is larger than {most // 1_000_000} MB"


class FileHost:
    """Where the files of a workspace lie. `api_url` is the base of its Web API."""

    def __init__(self, session: aiohttp.ClientSession, token: SecretStr, api_url: str) -> None:
        self._session, self._token, self._base = session, token, urlsplit(api_url)

    def is_ours(self, url: str) -> bool:
        """May the token be sent there?"""
        try:
            found = urlsplit(url)
            place = _place(found)
        except ValueError:
            return False
        if found.username is not None or found.password is not None or "\\" in url:
            return False
        if place == _place(self._base):
            return True
        base = (self._base.hostname or "").removeprefix("www.")
        of_the_domain = (found.hostname or "").endswith(f".{base}")
        return self._base.scheme == "https" and place[::2] == ("https", 443) and of_the_domain

    async def download(self, url: str, *, size: int, most: int) -> bytes:
        """The file's bytes; `size` is what Slack announced, 0 where it did not.

        Raises:
            CannotFetch: it lies elsewhere, is larger than `most` bytes, or did not arrive whole.
        """
        if not self.is_ours(url):
            raise CannotFetch(for_user=ELSEWHERE)
        if size > most:
            raise CannotFetch(for_user=too_large(most))
        headers = {"Authorization": f"Bearer {self._token.get_secret_value()}"}
        timeout = aiohttp.ClientTimeout(total=DOWNLOAD_SECONDS, sock_read=SILENCE_SECONDS)
        try:
            async with self._session.get(
                url, headers=headers, allow_redirects=False, timeout=timeout
            ) as response:
                return await _body(response, size, most)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise CannotFetch(for_user=UNREACHABLE) from error


async def _body(response: aiohttp.ClientResponse, size: int, most: int) -> bytes:
    if response.status != 200:
        raise CannotFetch(for_user=UNREACHABLE if response.status >= 500 else SIGN_IN)
    data = await body_within(response, most)
    if data is None:
        raise CannotFetch(for_user=too_large(most))
    if (size and len(data) != size) or not data:
        page = response.content_type == "text/html"
        raise CannotFetch(for_user=SIGN_IN if page else INCOMPLETE)
    return data


def _place(url: SplitResult) -> tuple[str, str, int]:
    """Scheme, host and port. Raises ValueError for a port that is no number."""
    return url.scheme, url.hostname or "", url.port or _PORTS.get(url.scheme, 0)
