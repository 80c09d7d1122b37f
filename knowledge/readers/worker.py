"""The process that files are parsed in: `python -m knowledge.readers.worker FD`.

It knows no path and holds no secret: it is given bytes over a socket pair and answers in bytes.
Whatever a damaged file makes of it, it can be killed and started anew (`process.py`).

A message of the parent's: the `Task`, then the file's content. Messages of this process: `S` once it
has started; then a letter and what it says: `P` pages done and in all, `R` a reading,
`I` a picture, `Q` questions, `E` what is wrong.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from knowledge.errors import UnreadableSource
from knowledge.readers.codec import decode_value, encode
from knowledge.readers.limits import Limits
from knowledge.readers.reading import Progress, Reading
from knowledge.readers.tasks import Task, Wanted

_GRACE_SECONDS = 5
_OPEN_FILES = 256
_NO_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")


class _TooManyPages(Exception):
    """Raised out of a reader by its own progress."""


class Read(Protocol):
    """`read_and_mine` is one; tests have readers that misbehave."""

    def __call__(self, data: bytes, name: str, *, progress: Progress) -> Reading: ...


def main(arguments: Sequence[str], read: Read | None = None) -> None:
    """Serve tasks until the parent closes its end."""
    connection: Connection[bytes, bytes] = Connection(int(arguments[0]))
    limits = decode_value(Limits, connection.recv_bytes())
    _confine(limits)
    chosen = read or _reader()
    connection.send_bytes(b"S")
    while True:
        try:
            task = decode_value(Task, connection.recv_bytes())
            data = connection.recv_bytes()
        except (EOFError, OSError):
            return
        _allow_time(limits)
        progress = partial(_progress, connection, limits.pages)
        connection.send_bytes(_answer(chosen, task, data, progress))
        del data


def _reader() -> Read:
    from knowledge.readers.mining import read_and_mine  # noqa: PLC0415 - within the limits

    return read_and_mine


def _progress(connection: Connection[bytes, bytes], most: int, done: int, pages: int) -> None:
    if pages > most:
        raise _TooManyPages(
            f"it has {pages:,} pages, more than the {most:,} that are read of one file; "
            "split it and send the parts"
        )
    connection.send_bytes(b"P" + json.dumps([done, pages]).encode())


def _answer(read: Read, task: Task, data: bytes, progress: Progress) -> bytes:
    try:
        if task.draw is not None:
            return b"I" + _drawn(data, task.draw)
        if task.questions:
            return b"Q" + _questions(data, task.name)
        return b"R" + encode(read(data, task.name, progress=progress))
    except UnreadableSource as error:
        return _problem(str(error).removeprefix(f"{task.name}: "))
    except _TooManyPages as error:
        return _problem(str(error))
    except Exception as error:
        return _problem(_why_not(error))


def _why_not(error: Exception) -> str:
    from knowledge.readers.mining import why_not  # noqa: PLC0415 - within the limits

    return why_not(error)


def _drawn(data: bytes, wanted: Wanted) -> bytes:
    from knowledge.pictures import draw_slide  # noqa: PLC0415 - within the limits

    folder = Path(wanted.folder) if wanted.folder else None
    if wanted.member is not None:
        from knowledge.readers.archive import member_at  # noqa: PLC0415 - within the limits

        data = member_at(data, wanted.member, "slide")
    return draw_slide(data, wanted.page, wanted.box, width=wanted.width, folder=folder)


def _questions(data: bytes, name: str) -> bytes:
    from knowledge.exchange.apart import answer  # noqa: PLC0415 - within the limits

    return answer(data, name)


def _problem(why: str) -> bytes:
    return b"E" + " ".join(why.split()).encode("utf-8", "replace")


def _confine(limits: Limits) -> None:
    """Limits that the system keeps, whatever the libraries do; no network for Python's own code."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, limits.output_bytes)
    if sys.platform == "linux":  # elsewhere it is not kept, or keeps libraries from loading
        _limit(resource.RLIMIT_AS, limits.memory_bytes)
    sys.addaudithook(_refuse_network)


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(what, (most, most))
    except (ValueError, OSError):
        return  # a system that knows no such limit; the parent's watch over time remains


def _refuse_network(event: str, _: tuple[Any, ...]) -> None:
    if event in _NO_NETWORK:
        raise PermissionError("readers do not use the network")


def _allow_time(limits: Limits) -> None:
    """The end of this process, also where the parent is no longer there to end it."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(limits.file_seconds) + _GRACE_SECONDS
    soft = int(spent.ru_utime + spent.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    signal.alarm(seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
