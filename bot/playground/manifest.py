"""The app's manifest: what it may do, hear and offer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the local workspace grants and shows of the app."""

    name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[dict[str, Any], ...]
    shortcuts: tuple[dict[str, Any], ...]
    home_tab: bool
    agent_view: bool = False

    def command(self, name: str) -> dict[str, Any] | None:
        """The slash command of this name."""
        return next((c for c in self.commands if c["command"] == name), None)

    def has_shortcut(self, callback_id: str, kind: str) -> bool:
        """Is there a `global` or `message` shortcut of this id?"""
        return any(s["callback_id"] == callback_id and s["type"] == kind for s in self.shortcuts)

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Raises OSError or yaml.YAMLError for a file that cannot be read."""
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        features = raw.get("features", {})
        return cls(
            name=features.get("bot_user", {}).get("display_name")
            or raw["display_information"]["name"],
            scopes=frozenset(raw["oauth_config"]["scopes"]["bot"]),
            events=frozenset(raw["settings"]["event_subscriptions"]["bot_events"]),
            commands=tuple(features.get("slash_commands", ())),
            shortcuts=tuple(features.get("shortcuts", ())),
            home_tab=bool(features.get("app_home", {}).get("home_tab_enabled")),
            agent_view="agent_view" in features,
        )
