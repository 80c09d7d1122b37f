"""What the bot writes to its log in a test: through the real pipeline, at info level."""

from __future__ import annotations

import io
import json
import logging
from typing import Any

import structlog

from config.logs import configure_logging

_MISSPELT = "is not a valid argument"


class Logs:
    """Captures everything between `start` and `stop`."""

    def __init__(self) -> None:
        self._stream = io.StringIO()
        self.misspelt: list[str] = []
        self._ear = _Ear(self.misspelt)
        self._turned_up: list[logging.Logger] = []
        self._before: tuple[list[logging.Handler], int] = ([], 0)

    def start(self) -> None:
        root = logging.getLogger()
        self._before = (list(root.handlers), root.level)
        configure_logging("info", "json", self._stream)

    def stop(self) -> None:
        root = logging.getLogger()
        root.handlers[:], level = self._before
        root.setLevel(level)
        structlog.reset_defaults()
        for logger in self._turned_up:
            logger.removeFilter(self._ear)
            logger.setLevel(logging.ERROR)

    def hear_bolt(self, app_name: str) -> None:
        """Turn up Bolt's loggers of one app, which are silent below error: they warn of misspelt arguments."""
        for name in list(logging.Logger.manager.loggerDict):
            if name == "bot.bolt" or name.startswith(app_name):
                logger = logging.getLogger(name)
                logger.setLevel(logging.WARNING)
                logger.addFilter(self._ear)
                self._turned_up.append(logger)

    @property
    def text(self) -> str:
        """All lines as they were written."""
        return self._stream.getvalue()

    @property
    def errors(self) -> set[str]:
        """The events logged as errors."""
        lines = [json.loads(line) for line in self.text.splitlines() if line.startswith("{")]
        return {line["event"] for line in lines if line["level"] in {"error", "critical"}}

    def events(self, name: str) -> list[dict[str, Any]]:
        """The lines with this event, parsed."""
        lines = [json.loads(line) for line in self.text.splitlines() if line.startswith("{")]
        return [line for line in lines if line.get("event") == name]


class _Ear(logging.Filter):
    """Keeps warnings of misspelt arguments, and lets through what production would write."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self._heard = heard

    def filter(self, record: logging.LogRecord) -> bool:
        if _MISSPELT in record.getMessage():
            self._heard.append(record.getMessage())
        return record.levelno >= logging.ERROR
