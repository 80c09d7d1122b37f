"""What commands write: results on standard output, all else on standard error."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.readers.isolated import ReadProgress, Tell

_BAR = 24


def complain(program: str, what: str, status: int) -> int:
    """One line on standard error; returns the exit status."""
    sys.stderr.write(f"{program}: {' '.join(what.split())}\n")
    return status


def warn_of_unread(sentences: Sequence[str]) -> None:
    """A line on standard error for each file that could not be read, or not wholly, while others could."""
    for sentence in sentences:
        complain("lectern", sentence, 0)


def print_json(value: object, indent: int | None = None) -> None:
    """JSON with its characters as they are, or escaped where the output cannot show them."""
    _print_json(partial(json.dumps, value, indent=indent))


def print_lists(value: Mapping[str, object]) -> None:
    """The same, with a line for each thing of each list: indents take longer than a build."""
    _print_json(partial(_lists, value))


def _lists(value: Mapping[str, object], *, ensure_ascii: bool) -> str:
    write = partial(json.dumps, ensure_ascii=ensure_ascii)
    return "{\n" + ",\n".join(f"{write(k)}: {_list(v, write)}" for k, v in value.items()) + "\n}"


def _list(held: object, write: Callable[[object], str]) -> str:
    if not isinstance(held, list) or not held:
        return write(held)
    return "[\n  " + ",\n  ".join(map(write, held)) + "\n]"


def _print_json(written: Callable[..., str]) -> None:
    text = written(ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = written(ensure_ascii=True)
    print(text)


@contextmanager
def progress_bar() -> Iterator[Tell | None]:
    """A bar on standard error for as long as files are read; none where no terminal shows it."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = [""]

    def tell(progress: ReadProgress) -> None:
        line = bar(progress, shutil.get_terminal_size().columns)
        if line != shown[0]:
            shown[0] = line
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown[0]:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def bar(progress: ReadProgress, columns: int) -> str:
    """`[######------]  50 %  3/6 files  os02.pdf, page 3 of 20`, no wider than the terminal."""
    done = round(progress.fraction * _BAR)
    page = f", page {progress.page} of {progress.pages}" if progress.pages else ""
    name = "".join(c if c.isprintable() else "?" for c in progress.name)
    line = (
        f"[{'#' * done}{'-' * (_BAR - done)}] {progress.fraction:4.0%}  "
        f"{progress.files_done}/{progress.files} files  {name}{page}"
    )
    return (
        line[: max(1, columns - 1)]
        .encode(sys.stderr.encoding or "utf-8", "replace")
        .decode(sys.stderr.encoding or "utf-8")
    )
