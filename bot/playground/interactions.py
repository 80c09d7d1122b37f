"""What people do to the app: commands, clicks, modals, shortcuts; and the ways it may answer."""

from __future__ import annotations

import copy
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.playground.blockkit import Invalid, check_message_blocks, fill_ids
from bot.playground.delivery import Ack
from bot.playground.errors import Refused, SlackError
from bot.playground.hub import Hub
from bot.playground.state import APP_ID, TEAM_ID, Channel, Message, User
from bot.playground.views import View, Views

TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_SECONDS = 30 * 60


@dataclass
class ResponseUrl:
    """Where an interaction may be answered, how often and until when."""

    user: str
    channel: Channel
    expires: float
    message: Message | None = None
    thread_ts: str | None = None
    uses: int = field(default=0)


class Interactions:
    """Payloads from people to the app, trigger ids and response URLs."""

    def __init__(self, hub: Hub, views: Views, base_url: str) -> None:
        self._hub, self._views, self._base = hub, views, base_url
        self._triggers: dict[str, tuple[str, float]] = {}
        self._used: set[str] = set()
        self._responses: dict[str, ResponseUrl] = {}

    # Triggers

    def new_trigger(self, user: str) -> str:
        """Good for one use within three seconds."""
        trigger = f"{int(self._hub.world.clock())}.{secrets.token_hex(8)}"
        self._triggers[trigger] = (user, self._hub.world.clock() + TRIGGER_SECONDS)
        return trigger

    def redeem(self, trigger: str | None) -> str:
        """Whose click it was. Raises SlackError where it was used, is too old or was never given out."""
        if not trigger:
            raise SlackError("invalid_arguments")
        if trigger in self._used:
            raise SlackError("exchanged_trigger_id")
        user, expires = self._triggers.pop(trigger, ("", 0.0))
        if not user:
            raise SlackError("invalid_trigger_id")
        if self._hub.world.clock() > expires:
            raise SlackError("expired_trigger_id")
        self._used.add(trigger)
        return user

    # What people do

    async def command(self, user: User, channel: Channel, command: str, text: str) -> Ack:
        """A slash command; a failure is told to the person as Slack tells it."""
        if not any(c["command"] == command for c in self._hub.manifest.commands):
            raise Refused(
                f"{command} is not a valid command. In Slack, anything starting with “/” is a command."
            )
        payload = {
            "token": "unused",
            "team_id": TEAM_ID,
            "team_domain": "local",
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.is_im else channel.name,
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._response_url(user.id, channel),
            "trigger_id": self.new_trigger(user.id),
        }
        ack = await self._hub.send("slash_commands", payload)
        if not ack.ok:
            self._hub.notice(
                user.id, f"{command} failed with the error “{ack.error}”", channel=channel.id
            )
        elif ack.body:
            self._answer(
                self._responses[payload["response_url"].rsplit("/", 1)[1]], _as_answer(ack.body)
            )
        return ack

    async def click(
        self,
        user: User,
        container: dict[str, Any],
        block_id: str,
        action: dict[str, Any],
        state: Any,
    ) -> Ack:
        """Something interactive in a message, a modal or a Home."""
        payload = self._base_payload("block_actions", user)
        payload |= self._contained(user, container, state)
        payload |= {
            "trigger_id": self.new_trigger(user.id),
            "actions": [self._action(payload, block_id, action)],
        }
        return await self._interact(user, payload)

    def _action(
        self, payload: dict[str, Any], block_id: str, action: dict[str, Any]
    ) -> dict[str, Any]:
        blocks = (payload.get("message") or payload.get("view") or {}).get("blocks", ())
        if not payload["container"].get("is_ephemeral") and not any(
            b.get("block_id") == block_id for b in blocks
        ):
            raise Refused("That message has changed; there is no such button any more.")
        return {**action, "block_id": block_id, "action_ts": self._hub.world.new_ts()}

    async def options(
        self, user: User, container: dict[str, Any], block_id: str, action_id: str, value: str
    ) -> Ack:
        """Suggestions for an external select."""
        payload = self._base_payload("block_suggestion", user) | self._contained(
            user, container, None
        )
        payload |= {"block_id": block_id, "action_id": action_id, "value": value}
        return await self._interact(user, payload)

    async def submit(self, user: User, view: View, state: dict[str, Any]) -> dict[str, Any]:
        """A modal's submit button; returns what the page must show: errors, or nothing."""
        view["state"] = state or {"values": {}}
        payload = self._base_payload("view_submission", user)
        payload |= {"view": view, "trigger_id": self.new_trigger(user.id), "response_urls": []}
        ack = await self._interact(user, payload)
        if not ack.ok:
            raise Refused("We had some trouble connecting. Try again?")
        return self._submitted(user, view, ack.body or {})

    def _submitted(self, user: User, view: View, body: dict[str, Any]) -> dict[str, Any]:
        match body.get("response_action"):
            case "errors":
                known = {b["block_id"] for b in view["blocks"]}
                return {
                    "response_action": "errors",
                    "errors": {k: v for k, v in body["errors"].items() if k in known},
                }
            case "update":
                self._views.update(
                    body["view"], view_id=view["id"], external_id=None, known_hash=None
                )
            case "push":
                self._views.push(user.id, body["view"])
            case "clear":
                self._views.clear(user.id)
            case _:
                self._views.close(user.id, view["id"])
        return {}

    async def close_view(self, user: User, view: View, *, everything: bool) -> None:
        if everything or view.get("clear_on_close"):
            self._views.clear(user.id)
        else:
            self._views.close(user.id, view["id"])
        if view.get("notify_on_close"):
            payload = self._base_payload("view_closed", user) | {
                "view": view,
                "is_cleared": everything,
            }
            await self._interact(user, payload)

    async def shortcut(self, user: User, callback_id: str) -> Ack:
        payload = self._base_payload("shortcut", user)
        payload |= {
            "callback_id": callback_id,
            "trigger_id": self.new_trigger(user.id),
            "action_ts": self._hub.world.new_ts(),
        }
        return await self._interact(user, payload)

    async def message_shortcut(
        self, user: User, callback_id: str, channel: Channel, message: Message
    ) -> Ack:
        payload = self._base_payload("message_action", user)
        thread = message.get("thread_ts")
        payload |= {
            "callback_id": callback_id,
            "trigger_id": self.new_trigger(user.id),
            "action_ts": self._hub.world.new_ts(),
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            "message": copy.deepcopy(message),
            "message_ts": message["ts"],
            "response_url": self._response_url(user.id, channel, thread_ts=thread),
        }
        return await self._interact(user, payload)

    def _base_payload(self, kind: str, user: User) -> dict[str, Any]:
        return {
            "type": kind,
            "token": "unused",
            "api_app_id": APP_ID,
            "team": {"id": TEAM_ID, "domain": "local"},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM_ID},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _contained(self, user: User, container: dict[str, Any], state: Any) -> dict[str, Any]:
        """Container, message or view, channel and response URL of a click."""
        if container.get("type") == "view":
            view = self._views.top(user.id, container["view_id"])
            home = self._hub.world.homes.get(user.id)
            view = view or (home if home and home["id"] == container["view_id"] else None)
            if view is None:
                raise Refused("That window is no longer open.")
            view = {**view, "state": state or {"values": {}}}
            return {"container": {"type": "view", "view_id": view["id"]}, "view": view}
        channel = self._hub.world.channels.get(container.get("channel", ""))
        if channel is None or not self._hub.world.can_see(user.id, channel):
            raise Refused("You cannot see that channel.")
        return self._in_message(user, channel, container, state)

    def _in_message(
        self, user: User, channel: Channel, container: dict[str, Any], state: Any
    ) -> dict[str, Any]:
        private = self._hub.world.ephemerals.get(container.get("ephemeral_id", ""))
        if private is not None and private["to"] != user.id:
            raise Refused("That message is somebody else's.")
        message = private or channel.messages.get(container.get("ts", ""))
        if message is None:
            raise Refused("That message is gone.")
        where: dict[str, Any] = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel.id,
            "is_ephemeral": private is not None,
        }
        if message.get("thread_ts"):
            where["thread_ts"] = message["thread_ts"]
        found = {
            "container": where,
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            "state": state or {"values": {}},
            "response_url": self._response_url(
                user.id, channel, message=message, thread_ts=message.get("thread_ts")
            ),
        }
        return found if private is not None else {**found, "message": copy.deepcopy(message)}

    async def _interact(self, user: User, payload: dict[str, Any]) -> Ack:
        ack = await self._hub.send("interactive", payload)
        if not ack.ok and payload["type"] != "view_submission":
            self._hub.notice(user.id, "The app did not respond in time. Try again?")
        return ack

    # How the app answers

    def _response_url(
        self,
        user: str,
        channel: Channel,
        *,
        message: Message | None = None,
        thread_ts: str | None = None,
    ) -> str:
        key = secrets.token_urlsafe(18)
        expires = self._hub.world.clock() + RESPONSE_SECONDS
        self._responses[key] = ResponseUrl(user, channel, expires, message, thread_ts)
        return f"{self._base}/response/{key}"

    def respond(self, key: str, body: Any) -> tuple[int, str]:
        """A POST to a response URL; status and body as Slack's."""
        known = self._responses.get(key)
        if known is None or self._hub.world.clock() > known.expires:
            return 404, "expired_url"
        if known.uses >= RESPONSE_USES:
            return 404, "used_url"
        if not isinstance(body, dict):
            return 400, "invalid_payload"
        known.uses += 1
        try:
            self._answer(known, body)
        except SlackError as error:
            return 404 if error.code == "message_not_found" else 400, error.code
        return 200, "ok"

    def _answer(self, url: ResponseUrl, body: dict[str, Any]) -> None:
        content = self._content(body)
        if body.get("delete_original") in {True, "true"}:
            self._replace(url, None)
        elif body.get("replace_original") in {True, "true"} and url.message is not None:
            self._replace(url, content)
        elif body.get("response_type") == "in_channel":
            thread = body.get("thread_ts")
            self._hub.post(
                url.channel,
                self._hub.by_bot({**content, **({"thread_ts": thread} if thread else {})}),
            )
        else:
            thread = body.get("thread_ts") or url.thread_ts
            fields = {**content, **({"thread_ts": thread} if thread else {})}
            self._hub.ephemeral(url.channel, url.user, self._hub.by_bot(fields))

    def _content(self, body: dict[str, Any]) -> dict[str, Any]:
        blocks = body.get("blocks") or []
        if not body.get("text") and not blocks and not body.get("delete_original"):
            raise SlackError("no_text")
        try:
            check_message_blocks(blocks)
        except Invalid as error:
            raise SlackError(
                "invalid_blocks", response_metadata={"messages": [str(error)]}
            ) from error
        content: dict[str, Any] = {"text": body.get("text", "")}
        if blocks:
            content["blocks"] = fill_ids(blocks)
        if body.get("metadata"):
            content["metadata"] = body["metadata"]
        return content

    def _replace(self, url: ResponseUrl, content: dict[str, Any] | None) -> None:
        message = url.message
        if message is None:
            raise SlackError("message_not_found")
        if message.get("ephemeral"):
            if message["ephemeral_id"] not in self._hub.world.ephemerals:
                raise SlackError("message_not_found")
            self._hub.drop_ephemeral(message)
            if content is not None:
                thread = {"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}
                url.message = self._hub.ephemeral(
                    url.channel, url.user, self._hub.by_bot({**content, **thread})
                )
        elif content is None:
            self._hub.delete(url.channel, message["ts"])
        else:
            self._hub.change(
                url.channel, url.channel.messages[message["ts"]], {"blocks": None, **content}
            )


def _as_answer(body: Any) -> dict[str, Any]:
    """The body of a command's ack, which may be text alone."""
    return body if isinstance(body, dict) else {"text": str(body)}
