"""The `lectern` command: run, build, ask, deadlines.

Exit status: 0 done; 2 usage or bad input, with one line on standard error; 1 anything else.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bot.commands.arguments import Parser
from bot.commands.output import complain
from bot.errors import ConfigurationError, LecternError, SourceError
from knowledge.errors import UnreadableSource

_COMMANDS = ("run", "build", "ask", "deadlines")
"""Each is a module of `bot.commands` with a function that adds it to the parser: `add_run`, …"""


def main(argv: Sequence[str] | None = None) -> None:
    """Entry point of the console script; ends the process with the exit status."""
    _have_outputs()
    try:
        status = _status(argv)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone: `… | head -1`
        _forget_output()
        status = 1
    except OSError as error:
        _forget_output()
        status = complain("lectern", f"{error.filename or 'output'}: {error.strerror}", 1)
    except KeyboardInterrupt:
        status = 1
    sys.exit(status)


def _have_outputs() -> None:
    """Somewhere to write, also where there is none (`>&-`) or one that knows no “…”."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _forget_output() -> None:
    """What was not written stays unwritten: the flush at exit must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _status(argv: Sequence[str] | None) -> int:
    """Runs the command; its exit status, with what went wrong said."""
    try:
        arguments = _parser(sys.argv[1:] if argv is None else argv).parse_args(argv)
        return int(arguments.command(arguments))
    except OSError:
        raise
    except SystemExit as ended:  # --help, and what Parser.error has said
        return int(ended.code or 0)
    except (ConfigurationError, SourceError, UnreadableSource) as error:
        return complain("lectern", str(error), 2)
    except LecternError as error:
        return complain("lectern", str(error), 1)
    except Exception as error:
        if os.environ.get("LECTERN_LOG") == "debug":
            raise
        # Its message may hold anything, a secret too.
        what = f"something went wrong ({type(error).__name__}); LECTERN_LOG=debug shows where"
        return complain("lectern", what, 1)


def _parser(given: Sequence[str]) -> Parser:
    """What understands `given`. The modules of other commands are not loaded: each takes its time."""
    parser = Parser(
        prog="lectern",
        description="Answers questions about a course with the lecture's own words.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in given[:1] if set(given[:1]) & set(_COMMANDS) else _COMMANDS:
        getattr(import_module(f"bot.commands.{name}"), f"add_{name}")(commands)
    return parser
