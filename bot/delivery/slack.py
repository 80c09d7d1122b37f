"""The Slack client, wrapped once: one session, no blind retries, 429 obeyed.

A post is never repeated on a broken connection: it may have been accepted. Those who need to know
look for their metadata key instead (`find_key`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks.answers import Message
from bot.delivery.conversations import conversation
from bot.delivery.slack_files import SlackFiles
from bot.delivery.slack_places import SlackPlaces

log = structlog.get_logger(__name__)


class ResponseRefused(aiohttp.ClientError):
    """A response URL did not take the message."""


class SlackGateway(SlackFiles, SlackPlaces):
    """What Lectern does in a workspace."""

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
            log.info("not_edited", channel=conversation(channel), error=error.response["error"])
            return False
        return True

    async def delete_now(self, channel: str, ts: str) -> bool:
        """Take our message away; False where Slack does not let us. Raises SlackApiError where it says 429."""
        try:
            await self._call("chat.delete", patient=False, json={"channel": channel, "ts": ts})
        except SlackApiError as error:
            if error.response.status_code == 429:
                raise
            log.info("not_deleted", channel=conversation(channel), error=error.response["error"])
            return bool(error.response["error"] == "message_not_found")
        return True

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
            log.warning(
                "history_unreadable", channel=conversation(channel), error=error.response["error"]
            )
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
        async with self._session.post(response_url, json=body) as response:
            if response.status >= 400:
                # aiohttp's own error carries the address, with which anybody could answer.
                raise ResponseRefused(f"the response URL answered {response.status}")

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
