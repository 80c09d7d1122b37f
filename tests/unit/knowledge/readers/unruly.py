"""A reading process whose reader does what the file tells it to: hang, crash, eat memory."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping

from knowledge.model import Slide
from knowledge.readers.reading import Progress, Reading
from knowledge.readers.worker import main

MODULE = "tests.unit.knowledge.readers.unruly"


def read(data: bytes, name: str, *, progress: Progress) -> Reading:
    """The file's first word says what happens; its slide tells what the reader saw of the world."""
    verb, _, rest = data.lstrip(b"\x00").decode().partition(" ")
    said = _ACTS[verb](rest, progress)
    return Reading((Slide(name, said or verb),), pages=1)


def _hang(rest: str, progress: Progress) -> str:
    for page in range(int(rest or 0)):
        progress(page + 1, 99)
    threading.Event().wait()
    return ""


def _crawl(_: str, progress: Progress) -> str:
    page = 0
    while True:
        threading.Event().wait(0.01)
        page += 1
        progress(page, 99)


def _crash(_: str, __: Progress) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def _eat(_: str, __: Progress) -> str:
    held = []
    while True:
        held.append(bytes(50_000_000))


def _pages(rest: str, progress: Progress) -> str:
    progress(0, int(rest))
    return ""


def _talk(rest: str, _: Progress) -> str:
    return "x" * int(rest)


def _connect(_: str, __: Progress) -> str:
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except PermissionError as error:
        return str(error)
    except OSError:
        return "tried"
    return "connected"


def _environment(_: str, __: Progress) -> str:
    return " ".join(sorted(os.environ))


def _process(_: str, __: Progress) -> str:
    return str(os.getpid())


_state: list[int] = []


def _second(_: str, __: Progress) -> str:
    """Crashes where this process has read a file before."""
    if _state:
        os.kill(os.getpid(), signal.SIGSEGV)
    return "fresh"


def _chatter(rest: str, _: Progress) -> str:
    os.write(1, rest.encode())
    os.write(2, rest.encode())
    return "quiet"


_ACTS: Mapping[str, Callable[[str, Progress], str]] = {
    "hang": _hang,
    "crawl": _crawl,
    "crash": _crash,
    "eat": _eat,
    "pages": _pages,
    "talk": _talk,
    "connect": _connect,
    "environment": _environment,
    "process": _process,
    "second": _second,
    "chatter": _chatter,
}


def _remembering(data: bytes, name: str, *, progress: Progress) -> Reading:
    reading = read(data, name, progress=progress)
    _state.append(1)
    return reading


if __name__ == "__main__":
    main(sys.argv[1:], _remembering)
