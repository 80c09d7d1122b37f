"""The `lectern` command: run, build, ask, deadlines, quiz.

Exit status: 0 done; 2 usage or bad input, with one line on standard error; 1 anything else.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.commands.arguments import Parser
from bot.commands.output import complain
from bot.errors import ConfigurationError, LecternError, SourceError
from knowledge.errors import UnreadableSource


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
    """What understands `given`; where that names a command, this one only."""
    parser = Parser(
        prog="lectern",
        description="Answers questions about a course with the lecture's own words.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in given[:1] if set(given[:1]) & set(_COMMANDS) else _COMMANDS:
        _COMMANDS[name](commands)
    return parser


# Each takes its time to load what it needs, which the others then do not wait for.


def _add_run(commands: Any) -> None:
    from bot.commands.run import add_run  # noqa: PLC0415

    add_run(commands)


def _add_build(commands: Any) -> None:
    from bot.commands.build import add_build  # noqa: PLC0415

    add_build(commands)


def _add_ask(commands: Any) -> None:
    from bot.commands.ask import add_ask  # noqa: PLC0415

    add_ask(commands)


def _add_deadlines(commands: Any) -> None:
    from bot.commands.deadlines import add_deadlines  # noqa: PLC0415

    add_deadlines(commands)


def _add_quiz(commands: Any) -> None:
    from bot.commands.quiz import add_quiz  # noqa: PLC0415

    add_quiz(commands)


_COMMANDS = {
    "run": _add_run,
    "build": _add_build,
    "ask": _add_ask,
    "deadlines": _add_deadlines,
    "quiz": _add_quiz,
}
