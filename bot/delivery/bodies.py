"""Bodies of answers, no further than they may go: a length that was announced may be a lie."""

from __future__ import annotations

import aiohttp

_CHUNK = 65_536


async def body_within(response: aiohttp.ClientResponse, most: int) -> bytes | None:
    """The body, or None as soon as it has more than `most` bytes."""
    data = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        data += chunk
        if len(data) > most:
            return None
    return bytes(data)
