"""Files: pictures to be shown in blocks, and files for one person."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.delivery.slack_calls import Calls

log = structlog.get_logger(__name__)
READY_SECONDS = (0.3, 0.6, 1.2, 2.4, 4.8)
"""Waits between looks at a file that Slack has not looked through yet."""


class SlackFiles(Calls):
    """What Lectern does with files."""

    async def file(self, file_id: str) -> Mapping[str, Any]:
        """What Slack knows of a file (files.info)."""
        response = await self._call("files.info", data={"file": file_id})
        found: Mapping[str, Any] = response["file"]
        return found

    async def upload_picture(self, name: str, data: bytes, *, title: str, alt: str) -> str | None:
        """The file's id once Slack can show it in a block; None where that can't be had.

        It is shared nowhere by itself: who sees a message or window with it sees it there
        (docs.slack.dev/messaging/working-with-files). Slack looks through a new file for a moment,
        and refuses to show it before.
        """
        try:
            asked = {"filename": name, "length": str(len(data)), "alt_txt": alt[:1_000]}
            file_id = await self._uploaded(asked, data)
            files = [{"id": file_id, "title": title}]
            await self._call("files.completeUploadExternal", json={"files": files})
            return file_id if await self._is_ready(file_id) else None
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("picture_not_uploaded", error=type(error).__name__)
            return None

    async def send_file(self, user: str, name: str, data: bytes, *, words: str) -> None:
        """Put a file into somebody's direct message with us. Raises SlackApiError, aiohttp.ClientError."""
        opened = await self._call("conversations.open", data={"users": user})
        file_id = await self._uploaded({"filename": name, "length": str(len(data))}, data)
        shared = {
            "files": [{"id": file_id, "title": name}],
            "channel_id": opened["channel"]["id"],
            "initial_comment": words,
        }
        await self._call("files.completeUploadExternal", json=shared)

    async def _uploaded(self, asked: Mapping[str, str], data: bytes) -> str:
        """The id of a file whose bytes are there, and which is not completed yet."""
        ticket = await self._call("files.getUploadURLExternal", data=dict(asked))
        async with self._session.post(ticket["upload_url"], data=data) as response:
            if response.status != 200:
                raise aiohttp.ClientError(f"the upload URL answered {response.status}")
        return str(ticket["file_id"])

    async def _is_ready(self, file_id: str) -> bool:
        for wait in READY_SECONDS:
            if (await self.file(file_id)).get("mimetype"):
                return True
            await asyncio.sleep(wait)
        return False
