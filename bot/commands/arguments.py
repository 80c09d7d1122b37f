"""Arguments as people type them, and one line where they cannot be used."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn
from zoneinfo import available_timezones

from bot.commands.output import complain
from bot.errors import SourceError


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; `--help` tells the rest."""

    def error(self, message: str) -> NoReturn:
        sys.exit(complain(self.prog, f"{message} (see {self.prog} --help)", 2))


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= 65535):
        raise argparse.ArgumentTypeError("must be a number between 0 and 65535")
    return int(text)


def whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise argparse.ArgumentTypeError("must be a whole number")
    return int(text)


def positive(text: str) -> int:
    if not re.fullmatch(r"0*[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError("must be a whole number from 1 on")
    return int(text)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a date such as 2026-11-24") from None


def zone(name: str) -> str:
    if name not in available_timezones():
        raise argparse.ArgumentTypeError("must be an IANA time zone such as Europe/Berlin")
    return name


def existing(paths: Sequence[Path]) -> Sequence[Path]:
    """The same paths. Raises SourceError for the first that is not there."""
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise SourceError(f"{path}: {error.strerror}") from error
    return paths
