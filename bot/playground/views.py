"""Modals: a stack of at most three a person, hashes against stale updates, App Homes."""

from __future__ import annotations

import secrets
from typing import Any

from bot.playground.blockkit import Invalid, TooLarge, check_view, fill_ids
from bot.playground.errors import SlackError
from bot.playground.state import APP_ID, BOT_ID, TEAM_ID, World
from bot.playground.stream import Stream

View = dict[str, Any]
MAX_STACK = 3
_KEPT = ("id", "root_view_id", "previous_view_id", "state")


def checked(raw: Any, kind: str) -> View:
    """A view of this kind that keeps Block Kit's rules. Raises SlackError for any other."""
    try:
        check_view(raw)
        if raw["type"] != kind:
            raise Invalid("/view/type", f"must be {kind}")
    except TooLarge as error:
        raise SlackError("view_too_large") from error
    except Invalid as error:
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": [str(error)]}
        ) from error
    view: View = raw
    return view


class Views:
    """Who has which views open."""

    def __init__(self, world: World, stream: Stream) -> None:
        self._world, self._stream = world, stream
        self._stacks: dict[str, list[View]] = {}

    def stack(self, user: str) -> list[View]:
        return self._stacks.setdefault(user, [])

    def _made(
        self,
        raw: View,
        *,
        root: View | None = None,
        previous: View | None = None,
        instead_of: View | None = None,
    ) -> View:
        """The view as Slack keeps it. Raises SlackError where its external_id is taken."""
        self._unique(raw, instead_of)
        view_id = self._world.new_id("V")
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **raw,
            "id": view_id,
            "team_id": TEAM_ID,
            "app_id": APP_ID,
            "bot_id": BOT_ID,
            "app_installed_team_id": TEAM_ID,
            "blocks": fill_ids(raw["blocks"]),
            "state": {"values": {}},
            "hash": f"{int(self._world.clock())}.{secrets.token_hex(4)}",
            "root_view_id": root["id"] if root else view_id,
            "previous_view_id": previous["id"] if previous else None,
        }

    def _unique(self, raw: View, instead_of: View | None) -> None:
        name = raw.get("external_id")
        taken = (v for v in self._all() if v is not instead_of and v["external_id"] == name)
        if name and any(taken):
            raise SlackError("duplicate_external_id")

    def _all(self) -> list[View]:
        modals = [view for stack in self._stacks.values() for view in stack]
        return [*modals, *self._world.homes.values()]

    def open(self, user: str, raw: View) -> View:
        """A new modal in place of what was open."""
        view = self._made(checked(raw, "modal"))
        self._stacks[user] = [view]
        self.tell(user)
        return view

    def push(self, user: str, raw: View, on: str | None) -> View:
        """A modal on top of the one it was asked from. Raises SlackError."""
        stack = self.stack(user)
        checked(raw, "modal")
        if on is None or all(view["id"] != on for view in stack):
            raise SlackError("not_found")
        if len(stack) >= MAX_STACK:
            raise SlackError("push_limit_reached")
        view = self._made(raw, root=stack[0], previous=stack[-1])
        stack.append(view)
        self.tell(user)
        return view

    def update(
        self, raw: Any, *, view_id: str | None, external_id: str | None, known_hash: str | None
    ) -> View:
        """New content for an open view or a Home. Raises SlackError."""
        user, place, old = self._find(view_id, external_id)
        checked(raw, old["type"])
        if known_hash and known_hash != old["hash"]:
            raise SlackError("hash_conflict")
        view = {**self._made(raw, instead_of=old), **{k: old[k] for k in _KEPT}}
        if place is None:
            self._show_home(user, view)
        else:
            self._stacks[user][place] = view
            self.tell(user)
        return view

    def _find(self, view_id: str | None, external_id: str | None) -> tuple[str, int | None, View]:
        for user, stack in self._stacks.items():
            for n, view in enumerate(stack):
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return user, n, view
        for user, home in self._world.homes.items():
            if home["id"] == view_id or (external_id and home["external_id"] == external_id):
                return user, None, home
        raise SlackError("not_found")

    def owner(self, view_id: str | None, external_id: str | None = None) -> str | None:
        """Whose view it is."""
        try:
            return self._find(view_id, external_id)[0]
        except SlackError:
            return None

    def publish(self, user: str, raw: Any, known_hash: str | None) -> View:
        """A person's App Home. Raises SlackError."""
        checked(raw, "home")
        old = self._world.homes.get(user)
        if known_hash and old is not None and known_hash != old["hash"]:
            raise SlackError("hash_conflict")
        view = self._made(raw, instead_of=old)
        if old is not None:
            view["id"] = view["root_view_id"] = old["id"]
        self._show_home(user, view)
        return view

    def _show_home(self, user: str, view: View) -> None:
        self._world.homes[user] = view
        self._stream.send([user], {"type": "home", "view": view})

    def top(self, user: str, view_id: str) -> View | None:
        """The open view with this id, if it is this person's and lies on top."""
        stack = self.stack(user)
        return stack[-1] if stack and stack[-1]["id"] == view_id else None

    def close(self, user: str, view_id: str) -> None:
        """Close a view and what is above it."""
        stack = self.stack(user)
        at = next((n for n, v in enumerate(stack) if v["id"] == view_id), None)
        if at is not None:
            del stack[at:]
            self.tell(user)

    def clear(self, user: str) -> list[View]:
        """Close everything; what was open, the root first."""
        gone, self._stacks[user] = self.stack(user), []
        self.tell(user)
        return gone

    def tell(self, user: str) -> None:
        self._stream.send([user], {"type": "views", "stack": self.stack(user)})
