"""`lectern ask`: one question, or a batch of them, to the course or to some files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bot.commands.arguments import existing
from bot.commands.output import print_json, progress_bar, warn_of_unread
from bot.errors import SourceError
from config.course import load_course
from config.settings import Settings, load_settings
from knowledge.answer_report import answer_json, render_answer
from knowledge.readers.cache import ReadingCache

if TYPE_CHECKING:
    from knowledge.course import Course


def add_ask(commands: Any) -> None:
    ask = commands.add_parser("ask", help="ask the course a question")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--source", nargs="+", type=Path, metavar="FILE", action="extend")
    ask.add_argument("--batch", type=Path, metavar="FILE.jsonl", help='one {"id","q"} a line')
    ask.add_argument("--json", action="store_true", dest="as_json")
    ask.set_defaults(command=_ask, usage=ask.error)


def _ask(arguments: argparse.Namespace) -> int:
    if (arguments.question is None) == (arguments.batch is None):
        arguments.usage("give either a question, before any --source, or --batch FILE.jsonl")
    settings = load_settings()
    course = _course(settings, arguments.source)
    warn_of_unread(course.build.unread)
    now = settings.start_of_clock or datetime.now(UTC)
    if arguments.batch is not None:
        for item in list(_batch(arguments.batch)):
            print_json({"id": item["id"], **answer_json(course.ask(item["q"], now=now))})
        return 0
    answer = course.ask(arguments.question, now=now)
    if arguments.as_json:
        print_json(answer_json(answer), indent=2)
    else:
        print(render_answer(answer))
    return 0


def _course(settings: Settings, sources: Sequence[Path] | None) -> Course:
    from bot.loading import load_course_knowledge, load_sources  # noqa: PLC0415 - takes long to load

    config = load_course(settings.lectern_config)
    if not sources:
        return load_course_knowledge(config, cache=ReadingCache.below(settings.lectern_data))
    with progress_bar() as progress:
        return load_sources(
            existing(sources),
            timezone=config.course.timezone,
            cache=ReadingCache.below(settings.lectern_data),
            progress=progress,
        )


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
