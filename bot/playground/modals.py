"""Submitting and closing modals, and the ways the app may answer."""

from __future__ import annotations

from typing import Any

from bot.playground import payloads
from bot.playground.errors import Refused, SlackError
from bot.playground.hub import Hub
from bot.playground.state import User
from bot.playground.triggers import Triggers
from bot.playground.views import View, Views

TROUBLE = "We had some trouble connecting. Try again?"
"""What Slack writes into the modal when the app's answer is missing or cannot be used."""


class Modals:
    """From a person's modal to the app, and back."""

    def __init__(self, hub: Hub, views: Views, triggers: Triggers) -> None:
        self._hub, self._views, self._triggers = hub, views, triggers

    async def submit(self, user: User, view: View, state: Any) -> dict[str, Any]:
        """A modal's submit button; what the page must show: errors, or nothing. Raises Refused."""
        view["state"] = payloads.checked_state(state)
        payload = payloads.base("view_submission", user)
        payload |= {
            "view": view,
            "trigger_id": self._triggers.new(user.id, view["id"]),
            "response_urls": [],
        }
        ack = await self._hub.events.send("interactive", payload)
        if not ack.ok:
            raise Refused(TROUBLE)
        try:
            return await self._answered(user, view, ack.body or {})
        except (SlackError, KeyError, TypeError, AttributeError) as error:
            raise Refused(TROUBLE) from error

    async def _answered(self, user: User, view: View, body: dict[str, Any]) -> dict[str, Any]:
        match body.get("response_action"):
            case "errors":
                return {"response_action": "errors", "errors": _errors(view, body["errors"])}
            case "update":
                self._views.update(
                    body["view"], view_id=view["id"], external_id=None, known_hash=None
                )
            case "push":
                self._views.push(user.id, body["view"], on=view["id"])
            case "clear":
                await self._told_closed(user, self._views.clear(user.id), view)
            case None if not body:
                self._views.close(user.id, view["id"])
            case unknown:
                raise SlackError("invalid_response_action", action=unknown)
        return {}

    async def close(self, user: User, view: View, *, everything: bool) -> None:
        """Cancel, or the cross: the app hears of it where it asked to."""
        cleared = everything or bool(view.get("clear_on_close"))
        if cleared:
            await self._told_closed(user, self._views.clear(user.id))
        else:
            self._views.close(user.id, view["id"])
            await self._tell_closed(user, view, cleared=False)

    async def _told_closed(self, user: User, gone: list[View], but: View | None = None) -> None:
        """Every view of a cleared stack, the topmost first."""
        for view in reversed(gone):
            if view is not but:
                await self._tell_closed(user, view, cleared=True)

    async def _tell_closed(self, user: User, view: View, *, cleared: bool) -> None:
        if view.get("notify_on_close"):
            payload = payloads.base("view_closed", user) | {"view": view, "is_cleared": cleared}
            await self._hub.events.send("interactive", payload)


def _errors(view: View, errors: dict[str, str]) -> dict[str, str]:
    """Errors at the fields they name. Raises SlackError where they name none."""
    fields = {b["block_id"] for b in view["blocks"] if b["type"] == "input"}
    known = {k: v for k, v in errors.items() if k in fields and isinstance(v, str)}
    if not known:
        raise SlackError("invalid_errors")
    return known
