"""Modals: a stack of at most three a person, hashes against stale updates, App Homes."""

from __future__ import annotations

import secrets
from typing import Any

from bot.playground.blockkit import Invalid, check_view, fill_ids
from bot.playground.errors import SlackError
from bot.playground.state import APP_ID, BOT_ID, TEAM_ID, World
from bot.playground.stream import Stream

View = dict[str, Any]
MAX_STACK = 3


class Views:
    """Who has which views open."""

    def __init__(self, world: World, stream: Stream) -> None:
        self._world, self._stream = world, stream
        self._stacks: dict[str, list[View]] = {}

    def stack(self, user: str) -> list[View]:
        return self._stacks.setdefault(user, [])

    def made(self, raw: Any, *, root: View | None = None, previous: View | None = None) -> View:
        """The view as Slack keeps it. Raises SlackError for one that breaks Block Kit's rules."""
        try:
            check_view(raw)
        except Invalid as error:
            raise SlackError(
                "invalid_arguments", response_metadata={"messages": [str(error)]}
            ) from error
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
            "hash": self._hash(),
            "root_view_id": root["id"] if root else view_id,
            "previous_view_id": previous["id"] if previous else None,
        }

    def _hash(self) -> str:
        return f"{int(self._world.clock())}.{secrets.token_hex(4)}"

    def open(self, user: str, raw: Any) -> View:
        """A new modal in place of what was open."""
        if isinstance(raw, dict) and raw.get("type") == "home":
            raise SlackError("invalid_arguments")
        view = self.made(raw)
        self._stacks[user] = [view]
        self.tell(user)
        return view

    def push(self, user: str, raw: Any) -> View:
        """A modal on top of what is open."""
        stack = self.stack(user)
        if len(stack) >= MAX_STACK:
            raise SlackError("push_limit_reached")
        if not stack:
            return self.open(user, raw)
        view = self.made(raw, root=stack[0], previous=stack[-1])
        stack.append(view)
        self.tell(user)
        return view

    def update(
        self, raw: Any, *, view_id: str | None, external_id: str | None, known_hash: str | None
    ) -> View:
        """New content for an open view or a Home."""
        user, place, old = self._find(view_id, external_id)
        if known_hash and known_hash != old["hash"]:
            raise SlackError("hash_conflict")
        kept = {k: old[k] for k in ("id", "root_view_id", "previous_view_id", "state")}
        view = {**self.made(raw), **kept}
        if place is None:
            self._world.homes[user] = view
            self._stream.send([user], {"type": "home", "view": view})
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
            if home["id"] == view_id:
                return user, None, home
        raise SlackError("not_found")

    def publish(self, user: str, raw: Any, known_hash: str | None) -> View:
        """A person's App Home."""
        if not isinstance(raw, dict) or raw.get("type") != "home":
            raise SlackError("invalid_arguments")
        old = self._world.homes.get(user)
        if known_hash and old is not None and known_hash != old["hash"]:
            raise SlackError("hash_conflict")
        view = self.made(raw)
        if old is not None:
            view["id"] = view["root_view_id"] = old["id"]
        self._world.homes[user] = view
        self._stream.send([user], {"type": "home", "view": view})
        return view

    def top(self, user: str, view_id: str) -> View | None:
        """The open view with this id, if it is this person's."""
        return next((v for v in self.stack(user) if v["id"] == view_id), None)

    def close(self, user: str, view_id: str) -> None:
        """Close a view and what is above it."""
        stack = self.stack(user)
        at = next((n for n, v in enumerate(stack) if v["id"] == view_id), None)
        if at is not None:
            del stack[at:]
            self.tell(user)

    def clear(self, user: str) -> None:
        self._stacks[user] = []
        self.tell(user)

    def tell(self, user: str) -> None:
        self._stream.send([user], {"type": "views", "stack": self.stack(user)})
