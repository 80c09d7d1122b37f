"""The `lectern` command: run, build, ask, deadlines.

Exit status: 0 done; 2 usage or bad input, with one line on standard error; 1 anything else.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import available_timezones

from bot.errors import ConfigurationError, LecternError, SourceError
from bot.loading import load_course_knowledge, load_sources
from config.course import load_course
from config.logs import configure_logging
from config.settings import Settings, load_settings
from knowledge.answer_report import answer_json, render_answer
from knowledge.build import read_course
from knowledge.course import Course
from knowledge.errors import UnreadableSource
from knowledge.report import deadline_json, render_report, report_json


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
        status = _complain("lectern", f"{error.filename or 'output'}: {error.strerror}", 1)
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
        arguments = _parser().parse_args(argv)
        return int(arguments.command(arguments))
    except OSError:
        raise
    except SystemExit as ended:  # --help, and what _Parser.error has said
        return int(ended.code or 0)
    except (ConfigurationError, SourceError, UnreadableSource) as error:
        return _complain("lectern", str(error), 2)
    except LecternError as error:
        return _complain("lectern", str(error), 1)
    except Exception as error:
        if os.environ.get("LECTERN_LOG") == "debug":
            raise
        # Its message may hold anything, a secret too.
        what = f"something went wrong ({type(error).__name__}); LECTERN_LOG=debug shows where"
        return _complain("lectern", what, 1)


def _complain(program: str, what: str, status: int) -> int:
    """One line on standard error; returns the exit status."""
    sys.stderr.write(f"{program}: {' '.join(what.split())}\n")
    return status


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; `--help` tells the rest."""

    def error(self, message: str) -> NoReturn:
        sys.exit(_complain(self.prog, f"{message} (see {self.prog} --help)", 2))


def _parser() -> _Parser:
    parser = _Parser(
        prog="lectern",
        description="Answers questions about a course with the lecture's own words.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add_build(commands)
    _add_ask(commands)
    _add_deadlines(commands)
    return parser


def _add_run(commands: Any) -> None:
    run = commands.add_parser(
        "run",
        help="start the bot; with no Slack token set, in a local workspace in your browser",
    )
    run.add_argument("--port", type=_port, help="port to listen on; 0 picks a free one")
    run.add_argument("--http", action="store_true", help="Slack's HTTP mode on /slack/events")
    run.set_defaults(command=_run)


def _add_build(commands: Any) -> None:
    build = commands.add_parser("build", help="read lectures and report what was understood")
    build.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    build.add_argument("--json", action="store_true", dest="as_json")
    build.add_argument(
        "--timezone", type=_zone, help="the course's zone (default: the course file's)"
    )
    build.set_defaults(command=_build)


def _add_ask(commands: Any) -> None:
    ask = commands.add_parser("ask", help="ask the course a question")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--source", nargs="+", type=Path, metavar="FILE", action="extend")
    ask.add_argument("--batch", type=Path, metavar="FILE.jsonl", help='one {"id","q"} a line')
    ask.add_argument("--json", action="store_true", dest="as_json")
    ask.set_defaults(command=_ask, usage=ask.error)


def _add_deadlines(commands: Any) -> None:
    deadlines = commands.add_parser("deadlines", help="list the dated items found in lectures")
    deadlines.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    deadlines.add_argument("--reference-date", type=_date, metavar="YYYY-MM-DD")
    deadlines.add_argument("--timezone", type=_zone, help="the course's zone")
    deadlines.add_argument("--json", action="store_true", dest="as_json")
    deadlines.set_defaults(command=_deadlines)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= 65535):
        raise argparse.ArgumentTypeError("must be a number between 0 and 65535")
    return int(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a date such as 2026-11-24") from None


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise argparse.ArgumentTypeError("must be an IANA time zone such as Europe/Berlin")
    return name


def _run(arguments: argparse.Namespace) -> int:
    from bot.bootstrap import run  # noqa: PLC0415 - the other commands need no Slack libraries

    settings = load_settings()
    configure_logging(settings.lectern_log, settings.lectern_log_format)
    asyncio.run(run(settings, port=arguments.port, http=arguments.http))
    return 0


def _build(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    timezone = arguments.timezone or load_course(settings.lectern_config).course.timezone
    build = read_course(_existing(arguments.sources), timezone=timezone)
    if arguments.as_json:
        _print_json(report_json(build), indent=2)
    else:
        print(render_report(build))
    return 0


def _ask(arguments: argparse.Namespace) -> int:
    if (arguments.question is None) == (arguments.batch is None):
        arguments.usage("give either a question, before any --source, or --batch FILE.jsonl")
    settings = load_settings()
    course = _course(settings, arguments.source)
    now = settings.start_of_clock or datetime.now(UTC)
    if arguments.batch is not None:
        for item in list(_batch(arguments.batch)):
            _print_json({"id": item["id"], **answer_json(course.ask(item["q"], now=now))})
        return 0
    answer = course.ask(arguments.question, now=now)
    if arguments.as_json:
        _print_json(answer_json(answer), indent=2)
    else:
        print(render_answer(answer))
    return 0


def _course(settings: Settings, sources: Sequence[Path] | None) -> Course:
    config = load_course(settings.lectern_config)
    if sources:
        return load_sources(_existing(sources), timezone=config.course.timezone)
    return load_course_knowledge(config)


def _batch(path: Path) -> Iterator[Mapping[str, Any]]:
    """The questions of a JSON-lines file, one at a time, so that a bad line names its number."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise SourceError(f"{path}: is not UTF-8 text") from None
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _batch_item(line, f"{path}, line {number}")


def _batch_item(line: str, where: str) -> Mapping[str, Any]:
    try:
        item = json.loads(line, parse_constant=_no_json)
    except (ValueError, RecursionError):
        raise SourceError(f"{where}: is not JSON") from None
    if not isinstance(item, dict) or "id" not in item or not isinstance(item.get("q"), str):
        raise SourceError(f'{where}: needs "id" and a text "q"')
    return item


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is Python's, not JSON")


def _deadlines(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    timezone = arguments.timezone or load_course(settings.lectern_config).course.timezone
    build = read_course(
        _existing(arguments.sources), timezone=timezone, reference_date=arguments.reference_date
    )
    if arguments.as_json:
        _print_json([deadline_json(item) for item in build.deadlines], indent=2)
        return 0
    for item in build.deadlines:
        when = (
            item.ends_at.date().isoformat() if item.all_day else f"{item.ends_at:%Y-%m-%d %H:%M %Z}"
        )
        print(f"{when}  {item.title}  ({item.kind}: “{item.quote}”)")
    if not build.deadlines:
        print("No dated items found.")
    return 0


def _existing(paths: Sequence[Path]) -> Sequence[Path]:
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise SourceError(f"{path}: {error.strerror}") from error
    return paths


def _print_json(value: object, indent: int | None = None) -> None:
    """JSON with its characters as they are, or escaped where the output cannot show them."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=indent)
    print(text)
