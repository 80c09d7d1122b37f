"""The interaction payloads (https://docs.slack.dev/reference/interaction-payloads), and what may be in them.

A payload is made from what the app sent, not from what the page says was clicked: a person can
neither press a button that is not there nor give one another value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.blockkit import elements_of
from bot.playground.copies import copied
from bot.playground.errors import Refused
from bot.playground.hub import Hub
from bot.playground.responses import Responses
from bot.playground.state import APP_ID, TEAM_ID, Channel, Message, User
from bot.playground.views import Views

Json = dict[str, Any]
_GONE = "That message has changed; there is no such button any more."


def base(kind: str, user: User) -> Json:
    """What every payload has."""
    return {
        "type": kind,
        "token": "unused",
        "api_app_id": APP_ID,
        "team": {"id": TEAM_ID, "domain": "local"},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM_ID},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_of(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.payload_name}


class Places:
    """Where a person clicked: container, message or view, channel, response URL."""

    def __init__(self, hub: Hub, views: Views, responses: Responses) -> None:
        self._hub, self._views, self._responses = hub, views, responses

    def find(self, user: User, container: Mapping[str, Any], state: Any) -> tuple[Json, list[Json]]:
        """The payload's part about the place, and the blocks that stand there. Raises Refused."""
        if container.get("type") == "view":
            return self._in_view(user, str(container["view_id"]), state)
        channel = self._hub.world.channels.get(str(container.get("channel", "")))
        if channel is None or not self._hub.world.can_see(user.id, channel):
            raise Refused("You cannot see that channel.")
        return self._in_message(user, channel, container, state)

    def _in_view(self, user: User, view_id: str, state: Any) -> tuple[Json, list[Json]]:
        home = self._hub.world.homes.get(user.id)
        view = self._views.top(user.id, view_id)
        view = view or (home if home and home["id"] == view_id else None)
        if view is None:
            raise Refused("That window is no longer open.")
        shown = {**view, "state": checked_state(state)}
        return {"container": {"type": "view", "view_id": view["id"]}, "view": shown}, view["blocks"]

    def _in_message(
        self, user: User, channel: Channel, container: Mapping[str, Any], state: Any
    ) -> tuple[Json, list[Json]]:
        message = self._message(user, channel, container)
        private = bool(message.get("ephemeral"))
        where: Json = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel.id,
            "is_ephemeral": private,
        }
        thread = message.get("thread_ts")
        if thread:
            where["thread_ts"] = thread
        found = {
            "container": where,
            "channel": channel_of(channel),
            "state": checked_state(state),
            "response_url": self._responses.new(user.id, channel, message=message),
        }
        if not private:
            found["message"] = copied(message)
        return found, message.get("blocks", [])

    def _message(self, user: User, channel: Channel, container: Mapping[str, Any]) -> Message:
        private = self._hub.world.ephemerals.get(str(container.get("ephemeral_id", "")))
        if private is not None:
            if private["to"] != user.id or private["channel"] != channel.id:
                raise Refused("That message is somebody else's.")
            return private
        message = channel.messages.get(str(container.get("ts", "")))
        if message is None:
            raise Refused("That message is gone.")
        return message


def checked_state(state: Any) -> Json:
    """`{"values": {block_id: {action_id: {…}}}}`. Raises TypeError for anything else."""
    values = (state or {}).get("values", {})
    for block in values.values():
        for value in block.values():
            if not isinstance(value, dict):
                raise TypeError("a value is no object")
    return {"values": values}


def action_in(blocks: list[Json], user: User, block_id: str, clicked: Mapping[str, Any]) -> Json:
    """The action as the app must get it. Raises Refused where no such element can be used."""
    block = next((b for b in blocks if b.get("block_id") == block_id), None)
    if block is None:
        raise Refused(_GONE)
    wanted = clicked.get("action_id")
    element = next((e for _, e in elements_of(block) if e["action_id"] == wanted), None)
    if element is None:
        raise Refused(_GONE)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise Refused("That field is read when the window is submitted.")
    only = element.get("visible_to_user_ids")
    if only and user.id not in only:
        raise Refused(_GONE)
    known = {"type": element["type"], "action_id": wanted, "block_id": block_id}
    return {**_chosen(element, clicked), **known}


def _chosen(element: Json, clicked: Mapping[str, Any]) -> Json:
    """What was pressed or chosen, from the element itself where it says so."""
    match element["type"]:
        case "button" | "icon_button":
            return {k: element[k] for k in ("text", "value", "style", "confirm") if k in element}
        case "feedback_buttons":
            for side in ("positive_button", "negative_button"):
                if element[side]["value"] == clicked.get("value"):
                    return {"text": element[side]["text"], "value": element[side]["value"]}
            raise Refused(_GONE)
        case "static_select" | "radio_buttons" | "overflow":
            _among(element, [clicked.get("selected_option")])
        case "multi_static_select" | "checkboxes":
            _among(element, clicked.get("selected_options") or [])
        case _:
            pass
    return dict(clicked)


def _among(element: Json, chosen: list[Any]) -> None:
    """Only an option that was offered can be chosen."""
    groups = element.get("option_groups") or [element]
    values = {o["value"] for g in groups for o in g["options"]}
    if not all(o is None or (isinstance(o, dict) and o.get("value") in values) for o in chosen):
        raise Refused("There is no such option any more.")
