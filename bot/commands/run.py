"""`lectern run`: the bot, or the local workspace with the bot in it."""

from __future__ import annotations

import argparse
import asyncio
import gc
from typing import Any

from bot.commands.arguments import port
from config.logs import configure_logging
from config.settings import load_settings


def add_run(commands: Any) -> None:
    run = commands.add_parser(
        "run",
        help="start the bot; with no Slack token set, in a local workspace in your browser",
    )
    run.add_argument("--port", type=port, help="port to listen on; 0 picks a free one")
    run.add_argument("--http", action="store_true", help="Slack's HTTP mode on /slack/events")
    run.set_defaults(command=_run)


def _run(arguments: argparse.Namespace) -> int:
    gc.disable()  # nothing of what is loaded is garbage: looking for some was a sixth of the time
    from bot.running import run  # noqa: PLC0415 - the other commands need no Slack libraries

    gc.enable()
    settings = load_settings()
    configure_logging(settings.lectern_log, settings.lectern_log_format)
    asyncio.run(run(settings, port=arguments.port, http=arguments.http))
    return 0
