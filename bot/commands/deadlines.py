"""`lectern deadlines`: the dated items of lectures."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.commands.arguments import day, zone
from bot.commands.output import print_json, warn_of_unread
from bot.commands.reading import read_named
from config.settings import load_settings
from knowledge.dates.dated import unplaced_sentences
from knowledge.report import deadline_json


def add_deadlines(commands: Any) -> None:
    deadlines = commands.add_parser("deadlines", help="list the dated items found in lectures")
    deadlines.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    deadlines.add_argument("--reference-date", type=day, metavar="YYYY-MM-DD")
    deadlines.add_argument("--timezone", type=zone, help="the course's zone")
    deadlines.add_argument("--json", action="store_true", dest="as_json")
    deadlines.set_defaults(command=_deadlines)


def _deadlines(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    build = read_named(arguments, settings, reference_date=arguments.reference_date)
    warn_of_unread((*unplaced_sentences(build.unplaced), *build.unread))
    if arguments.as_json:
        print_json([deadline_json(item) for item in build.deadlines], indent=2)
        return 0
    for item in build.deadlines:
        when = (
            item.ends_at.date().isoformat() if item.all_day else f"{item.ends_at:%Y-%m-%d %H:%M %Z}"
        )
        print(f"{when}  {item.title}  ({item.kind}: “{item.quote}”)")
    if not build.deadlines:
        print("No dated items found.")
    return 0
