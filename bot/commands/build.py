"""`lectern build`: reads lectures, reports what was understood, and what has changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bot.commands.answers import render_affected
from bot.commands.arguments import zone
from bot.commands.last_build import LastBuilds
from bot.commands.output import print_lists, warn_of_unread
from bot.commands.reading import read_named
from config.settings import Settings, load_settings
from knowledge.changes import compare, render_changes
from knowledge.model import Build
from knowledge.report import render_report, report_json


def add_build(commands: Any) -> None:
    build = commands.add_parser("build", help="read lectures and report what was understood")
    build.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    build.add_argument("--json", action="store_true", dest="as_json")
    build.add_argument(
        "--timezone", type=zone, help="the course's zone (default: the course file's)"
    )
    build.set_defaults(command=_build)


def _build(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    build = read_named(arguments, settings)
    if arguments.as_json:
        print_lists(report_json(build))
    else:
        print(render_report(build))
    warn_of_unread(build.unread)
    _say_what_changed(build, arguments.sources, settings)
    return 0


def _say_what_changed(build: Build, sources: list[Path], settings: Settings) -> None:
    """On standard error: what differs from the last build, and the answers that rest on it."""
    before = LastBuilds(settings.lectern_data / "builds").replace(sources, build)
    if before is None:
        return
    changes = compare(before, build)
    if changes or sys.stderr.isatty():
        said = [render_changes(changes), *render_affected(changes, settings)]
        sys.stderr.write("\n".join(said) + "\n")
