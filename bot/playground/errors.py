"""How the workspace says no."""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    """A Web API failure: `{"ok": false, "error": code, …}`."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


class Refused(Exception):
    """Something a person tried on the page that cannot be done; the message says why."""
