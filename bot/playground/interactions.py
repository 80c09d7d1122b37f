"""What people do to the app: commands, clicks, selects, shortcuts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground import payloads
from bot.playground import text as texts
from bot.playground.blockkit import Invalid, check_suggestions
from bot.playground.copies import copied
from bot.playground.delivery import Ack
from bot.playground.errors import Refused, SlackError
from bot.playground.hub import Hub
from bot.playground.responses import Responses
from bot.playground.state import APP_ID, TEAM_ID, Channel, Message, User
from bot.playground.triggers import Triggers
from bot.playground.views import Views

Json = dict[str, Any]


class Interactions:
    """From people to the app; a failure is told to the person as Slack tells it."""

    def __init__(self, hub: Hub, views: Views, triggers: Triggers, responses: Responses) -> None:
        self._hub, self._triggers, self._responses = hub, triggers, responses
        self._places = payloads.Places(hub, views, responses)

    async def command(self, user: User, channel: Channel, command: str, text: str) -> Ack:
        """A slash command."""
        known = self._hub.manifest.command(command)
        if known is None:
            raise Refused(
                f"{command} is not a valid command. In Slack, anything starting with “/” is a command."
            )
        escape = bool(known.get("should_escape"))
        payload = {
            "token": "unused",
            "team_id": TEAM_ID,
            "team_domain": "local",
            "channel_id": channel.id,
            "channel_name": channel.payload_name,
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": texts.command_text(text, self._hub.world, should_escape=escape),
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._responses.new(user.id, channel),
            "trigger_id": self._triggers.new(user.id),
        }
        ack = await self._hub.events.send("slash_commands", payload)
        failed = None if ack.ok else ack.error
        if ack.ok and ack.body:
            failed = self._answered(payload["response_url"], ack.body)
        if failed:
            self._hub.notice(
                user.id, f"{command} failed with the error “{failed}”", channel=channel.id
            )
        return ack

    def _answered(self, address: str, body: Any) -> str | None:
        """Show what came with the acknowledgement; the error if it cannot be shown."""
        try:
            self._responses.acknowledged(
                address, body if isinstance(body, dict) else {"text": str(body)}
            )
        except SlackError as error:
            return error.code
        return None

    async def click(
        self,
        user: User,
        container: Mapping[str, Any],
        block_id: str,
        action: Mapping[str, Any],
        state: Any,
    ) -> Ack:
        """Something interactive in a message, a modal or a Home."""
        place, blocks = self._places.find(user, container, state)
        chosen = payloads.action_in(blocks, user, block_id, action)
        payload = payloads.base("block_actions", user) | place
        modal = place["view"]["id"] if place.get("view", {}).get("type") == "modal" else None
        payload |= {
            "trigger_id": self._triggers.new(user.id, modal),
            "actions": [{**chosen, "action_ts": self._hub.world.new_ts()}],
        }
        return await self._interact(user, payload)

    async def options(
        self, user: User, container: Mapping[str, Any], block_id: str, action_id: str, value: str
    ) -> Json:
        """Suggestions for an external select: `options` or `option_groups`."""
        place, _ = self._places.find(user, container, None)
        payload = payloads.base("block_suggestion", user) | place
        payload |= {"block_id": block_id, "action_id": action_id, "value": value}
        ack = await self._interact(user, payload)
        if not ack.ok:
            return {"options": []}
        try:
            check_suggestions(ack.body)
        except Invalid:
            self._hub.notice(user.id, "The app's suggestions could not be read.")
            return {"options": []}
        return dict(ack.body)

    async def shortcut(self, user: User, callback_id: str) -> Ack:
        """A global shortcut."""
        self._known(callback_id, "global")
        payload = payloads.base("shortcut", user)
        payload |= {
            "callback_id": callback_id,
            "trigger_id": self._triggers.new(user.id),
            "action_ts": self._hub.world.new_ts(),
        }
        return await self._interact(user, payload)

    async def message_shortcut(
        self, user: User, callback_id: str, channel: Channel, message: Message
    ) -> Ack:
        """A shortcut on a message."""
        self._known(callback_id, "message")
        payload = payloads.base("message_action", user)
        payload |= {
            "callback_id": callback_id,
            "trigger_id": self._triggers.new(user.id),
            "action_ts": self._hub.world.new_ts(),
            "channel": payloads.channel_of(channel),
            "message": copied(message),
            "message_ts": message["ts"],
            "response_url": self._responses.new(user.id, channel),
        }
        return await self._interact(user, payload)

    def _known(self, callback_id: str, kind: str) -> None:
        if not self._hub.manifest.has_shortcut(callback_id, kind):
            raise Refused("The app has no such shortcut.")

    async def _interact(self, user: User, payload: Json) -> Ack:
        ack = await self._hub.events.send("interactive", payload)
        if not ack.ok:
            self._hub.notice(user.id, "The app did not respond in time. Try again?")
        return ack
