"""The Slack client, wrapped once: one session, no blind retries, 429 obeyed.

A post is never repeated on a broken connection: it may have been accepted. Those who need to know
look for their metadata key instead (`find_key`).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.blocks.answers import Message
from bot.delivery.response_urls import ResponseUrls
from bot.delivery.slack_time import SlackTime

log = structlog.get_logger(__name__)
CALL_SECONDS = 10.0
MAX_WAIT_SECONDS = 30.0
MAX_TRIES = 4
READY_SECONDS = (0.3, 0.6, 1.2, 2.4, 4.8)
"""Waits between looks at a file that Slack has not looked through yet."""
LONGEST_SECONDS = MAX_TRIES * CALL_SECONDS + (MAX_TRIES - 1) * MAX_WAIT_SECONDS
"""How long one call may be under way, waits for a 429 included."""


class ResponseRefused(aiohttp.ClientError):
    """A response URL did not take the message."""


class Unanswered(aiohttp.ClientError):
    """What came back is no answer of Slack's (a page, half an answer): the call may have taken effect."""


def make_client(
    token: str, base_url: str, session: aiohttp.ClientSession, *, local: bool
) -> AsyncWebClient:
    """A client on the shared session; a local base URL is never reached through a proxy."""
    client = AsyncWebClient(
        token=token,
        base_url=base_url,
        session=session,
        timeout=int(CALL_SECONDS),
        retry_handlers=[],
    )
    if local:
        client.proxy = None
    return client


class SlackGateway:
    """What Lectern does in a workspace."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client, self._session = client, session
        self._responses = ResponseUrls(CALL_SECONDS)
        self.time = SlackTime()

    async def post(
        self,
        channel: str,
        message: Message,
        *,
        key: str,
        thread_ts: str | None = None,
        kind: str = "answer",
    ) -> str:
        """Post with a metadata key; returns the message's time stamp. Raises SlackApiError."""
        posted = _posted(channel, message, key, kind, thread_ts)
        return str((await self._call("chat.postMessage", json=posted))["ts"])

    async def post_now(
        self, channel: str, message: Message, *, key: str, kind: str, thread_ts: str | None
    ) -> tuple[str, str]:
        """The same without waiting where Slack says 429; returns the channel's id and the time stamp."""
        posted = _posted(channel, message, key, kind, thread_ts)
        response = await self._call("chat.postMessage", patient=False, json=posted)
        return str(response["channel"]), str(response["ts"])

    async def edit_now(
        self, channel: str, ts: str, message: Message, *, key: str, kind: str
    ) -> None:
        """`edit` without waiting where Slack says 429."""
        edited = _edited(channel, ts, message, key, kind)
        await self._call("chat.update", patient=False, json=edited)

    async def direct_channel(self, user: str) -> str:
        """The id of the bot's direct message with somebody."""
        response = await self._call("conversations.open", patient=False, data={"users": user})
        return str(response["channel"]["id"])

    async def edit(
        self, channel: str, ts: str, message: Message, *, key: str, kind: str = "answer"
    ) -> None:
        """New words in place of our message's. Raises SlackApiError."""
        await self._call("chat.update", json=_edited(channel, ts, message, key, kind))

    async def edit_in_passing(
        self, channel: str, ts: str, message: Message, *, key: str, kind: str = "answer"
    ) -> bool:
        """The same where there is room for it now: False where Slack refuses or says 429."""
        try:
            await self.edit_now(channel, ts, message, key=key, kind=kind)
        except SlackApiError as error:
            log.info("not_edited", channel=channel, error=error.response["error"])
            return False
        return True

    async def delete_now(self, channel: str, ts: str) -> bool:
        """Take our message away; False where Slack does not let us. Raises SlackApiError where it says 429."""
        try:
            await self._call("chat.delete", patient=False, json={"channel": channel, "ts": ts})
        except SlackApiError as error:
            if error.response.status_code == 429:
                raise
            log.info("not_deleted", channel=channel, error=error.response["error"])
            return bool(error.response["error"] == "message_not_found")
        return True

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

    async def was_posted(
        self, channel: str, thread_ts: str | None, key: str, *, since: datetime | None = None
    ) -> bool:
        """Is our message with this key there? False, and said in the log, where history is closed to us.

        Then a kill between a post and its note doubles that one message; nothing is lost.
        """
        try:
            return await self.find_key(channel, thread_ts, key, since=since) is not None
        except SlackApiError as error:
            if error.response.status_code == 429:
                raise
            log.warning("history_unreadable", channel=channel, error=error.response["error"])
            return False

    async def find_key(
        self,
        channel: str,
        thread_ts: str | None,
        key: str,
        *,
        since: datetime | None = None,
        patient: bool = True,
    ) -> str | None:
        """The time stamp of our message with this key, through all pages; None without one.

        Looks in the thread, or without one in the channel from `since` on.
        """
        arguments = {"channel": channel, "include_all_metadata": "true", "limit": "200"}
        if thread_ts:
            arguments["ts"] = thread_ts
        elif since is not None:
            arguments["oldest"] = f"{since.timestamp():.6f}"
        while True:
            page = await self._history(arguments, patient)
            for message in page["messages"]:
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("key") == key:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
            arguments["cursor"] = cursor

    async def _history(self, arguments: dict[str, str], patient: bool) -> Mapping[str, Any]:
        if "ts" in arguments:
            return await self._call("conversations.replies", patient=patient, data=arguments)
        return await self._call("conversations.history", patient=patient, data=arguments)

    async def whisper(
        self, channel: str, user: str, message: Message, *, thread_ts: str | None = None
    ) -> None:
        """Post so that only one person sees it."""
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        await self._call(
            "chat.postEphemeral",
            json={"channel": channel, "user": user, **message.as_fields(), **thread},
        )

    async def respond(
        self,
        response_url: str,
        message: Message,
        *,
        thread_ts: str | None = None,
        replace: bool = False,
    ) -> None:
        """Answer an interaction, to the person who made it. Raises aiohttp.ClientError.

        Without `thread_ts` it goes to the main timeline, also where a thread's button was pressed.
        """
        body = {**message.as_fields(), "response_type": "ephemeral", "replace_original": replace}
        body |= {"thread_ts": thread_ts} if thread_ts else {}
        status = await self._responses.post(response_url, json.dumps(body).encode())
        if status >= 400:
            raise ResponseRefused(f"the response URL answered {status}")

    async def close(self) -> None:
        """Let go of connections of its own; the session is its owner's."""
        await self._responses.close()

    async def open_window(self, trigger_id: str, view: Mapping[str, Any]) -> str:
        """Open a modal; returns its id."""
        response = await self._call(
            "views.open", json={"trigger_id": trigger_id, "view": dict(view)}
        )
        return str(response["view"]["id"])

    async def update_window(
        self, view_id: str, view: Mapping[str, Any], *, patient: bool = True
    ) -> None:
        """Show another view in an open window. Raises SlackApiError."""
        given = {"view_id": view_id, "view": dict(view)}
        await self._call("views.update", patient=patient, json=given)

    async def publish_home(self, user: str, view: Mapping[str, Any]) -> None:
        await self._call("views.publish", json={"user_id": user, "view": dict(view)})

    async def suggest(self, channel: str, title: str, prompts: list[dict[str, str]]) -> None:
        """Suggested prompts in the agent view."""
        await self._call(
            "assistant.threads.setSuggestedPrompts",
            json={"channel_id": channel, "title": title, "prompts": prompts},
        )

    async def set_status(self, channel: str, thread_ts: str, status: str) -> None:
        """The line under a thread while the bot works; a reply takes it away."""
        await self._call(
            "assistant.threads.setStatus",
            json={"channel_id": channel, "thread_ts": thread_ts, "status": status},
        )

    async def timezone(self, user: str) -> str | None:
        """The IANA zone of a person's profile."""
        response = await self._call("users.info", data={"user": user})
        zone = response["user"].get("tz")
        return str(zone) if zone else None

    async def is_in(self, channel: str) -> bool:
        """Are we a member of that channel? False also for one that we cannot see, or that is archived."""
        try:
            response = await self._call("conversations.info", data={"channel": channel})
        except SlackApiError as error:
            log.info("channel_unknown", channel=channel, error=error.response["error"])
            return False
        found = response["channel"]
        return bool(found.get("is_member")) and not found.get("is_archived")

    async def members(self, channel: str) -> frozenset[str]:
        """Who is in a channel, without waiting where Slack says 429. Raises SlackApiError."""

        async def ask(place: Mapping[str, str]) -> Mapping[str, Any]:
            asked = {"channel": channel, "limit": "900", **place}
            return await self._call("conversations.members", patient=False, data=asked)

        return frozenset(await _all_pages(ask, "members"))

    async def users(self) -> list[Mapping[str, Any]]:
        """Everybody in the workspace, bots too. Raises SlackApiError."""

        async def ask(place: Mapping[str, str]) -> Mapping[str, Any]:
            return await self._call("users.list", data={"limit": "200", **place})

        return await _all_pages(ask, "members")

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message; "" where Slack gives none."""
        try:
            asked = {"channel": channel, "message_ts": ts}
            response = await self._call("chat.getPermalink", data=asked)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.info("no_permalink", channel=channel, error=type(error).__name__)
            return ""
        return str(response["permalink"])

    async def identity(self) -> Mapping[str, Any]:
        """auth.test of the bot token."""
        return await self._call("auth.test", data={})

    async def _call(
        self, method: str, *, patient: bool = True, **arguments: Any
    ) -> Mapping[str, Any]:
        """One call; a 429 waits as long as Slack says and tries again, at most three times.

        Raises SlackApiError for a refusal, and what aiohttp raises, `Unanswered` too, for no answer.
        """
        for attempt in range(1, MAX_TRIES + 1):
            try:
                response = await self._client.api_call(method, **arguments)
            except SlackApiError as error:
                if not _is_slacks(error):
                    raise Unanswered(method) from None
                if error.response.status_code != 429 or attempt == MAX_TRIES or not patient:
                    raise
                await asyncio.sleep(min(retry_after(error), MAX_WAIT_SECONDS))
            except json.JSONDecodeError:
                raise Unanswered(method) from None
            else:
                self.time.note(response.headers.get("Date"))
                return response.data if isinstance(response.data, dict) else {}
        raise AssertionError("unreachable")


async def _all_pages(
    ask: Callable[[Mapping[str, str]], Awaitable[Mapping[str, Any]]], name: str
) -> list[Any]:
    """What each page holds under a name; `ask` is given the page's cursor."""
    found, place = list[Any](), dict[str, str]()
    while True:
        page = await ask(place)
        found += page[name]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return found
        place = {"cursor": cursor}


def retry_after(error: SlackApiError) -> float:
    """Seconds that a 429 asks to wait."""
    return float(error.response.headers.get("Retry-After", 1))


def _is_slacks(error: SlackApiError) -> bool:
    """Did Slack say no? The SDK raises the same for a page in place of JSON, with a response of another kind."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return False
    said = isinstance(response.data, dict) and "error" in response.data
    return said or response.status_code == 429


def _posted(
    channel: str, message: Message, key: str, kind: str, thread_ts: str | None
) -> dict[str, Any]:
    return {
        "channel": channel,
        **message.as_fields(),
        "metadata": {"event_type": f"lectern_{kind}", "event_payload": {"key": key}},
        "unfurl_links": False,
        "unfurl_media": False,
        **({"thread_ts": thread_ts} if thread_ts else {}),
    }


def _edited(channel: str, ts: str, message: Message, key: str, kind: str) -> dict[str, Any]:
    metadata = {"event_type": f"lectern_{kind}", "event_payload": {"key": key}}
    return {"channel": channel, "ts": ts, **message.as_fields(), "metadata": metadata}
