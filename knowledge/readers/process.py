"""The parent's end of a reading process: asks, watches, ends it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Lock, Timer

from knowledge.errors import UnreadableSource
from knowledge.readers.codec import encode_value
from knowledge.readers.limits import Limits, megabytes
from knowledge.readers.tasks import WORKER, Crashed, Ended, Task

_START_SECONDS = 60.0
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TESSDATA_PREFIX")
_SET = {
    "PYTHONHASHSEED": "0",  # the same input gives the same bytes
    "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",  # each thread of theirs reserves memory that counts
    "MALLOC_ARENA_MAX": "2",
}


class _TooMuch(Exception):
    """What the process has to be ended for; the message is for the person."""


class ReadingProcess:
    """One `worker.py`, confined to `limits`. One thread asks; any may close."""

    def __init__(self, limits: Limits, module: str = WORKER) -> None:
        self._limits = limits
        self._files = 0
        self._late = False
        self._closing = Lock()
        self._connection: Connection[bytes, bytes]
        self._connection, theirs = Pipe()
        with theirs:
            self._process = _started(module, theirs.fileno())
        self._connection.send_bytes(encode_value(limits))

    @property
    def alive(self) -> bool:
        return self._process.poll() is None and not self._connection.closed

    def ask(self, task: Task, data: bytes, told: Callable[[int, int], None]) -> bytes:
        """The process's answer to the task; `told` hears the pages done and in all.

        Raises:
            UnreadableSource: what the process says of the file.
            Ended: it had to be ended over this file; says why.
            Crashed: it ended by itself.
            ChildProcessError: it never started.
        """
        fresh, self._files, self._late = self._files == 0, self._files + 1, False
        if fresh:
            self._wait_for_start()
        watch = Timer(self._limits.file_seconds, self._out_of_time)
        watch.daemon = True
        watch.start()
        try:
            self._connection.send_bytes(encode_value(task))
            self._connection.send_bytes(data)
            kind, body = self._answer(told)
        except _TooMuch as error:
            self.close()
            raise Ended(task.name, str(error)) from error
        except (EOFError, OSError) as error:
            self.close()
            if self._late:
                raise Ended(task.name, self._too_slow()) from error
            raise Crashed(fresh=fresh) from error
        except BaseException:
            self.close()
            raise
        finally:
            watch.cancel()
        if kind == b"E":
            raise UnreadableSource(task.name, body.decode())
        return body

    def close(self) -> None:
        """End the process and whatever it has started; more than once does no harm."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        # Closed twice at once, it would close a number that is another's by then.
        with self._closing:
            self._connection.close()

    def _wait_for_start(self) -> None:
        """A busy machine takes its time over this; no file is to blame."""
        try:
            started = self._connection.poll(_START_SECONDS) and self._connection.recv_bytes(1)
        except (EOFError, OSError):
            started = False
        if not started:
            self.close()
            raise ChildProcessError("the process that reads files does not start")

    def _answer(self, told: Callable[[int, int], None]) -> tuple[bytes, bytes]:
        page = 0
        while self._connection.poll(self._limits.page_seconds):
            message = self._message()
            kind, body = message[:1], message[1:]
            if kind != b"P":
                return kind, body
            page, pages = json.loads(body)
            told(page, pages)
        where = f"after page {page}" if page else "on its first page"
        raise _TooMuch(
            f"reading it came to a halt {where}; "
            "open it, save it again or export it as PDF, and send that"
        )

    def _message(self) -> bytes:
        try:
            return self._connection.recv_bytes(self._limits.output_bytes)
        except OSError as error:
            if error.errno is None and not isinstance(error, EOFError):
                most = megabytes(self._limits.output_bytes)
                raise _TooMuch(
                    f"it holds more than {most} of text; split it and send the parts"
                ) from error
            raise

    def _out_of_time(self) -> None:
        """Ends the process, which ends the waiting for it in `ask`."""
        self._late = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _too_slow(self) -> str:
        minutes = self._limits.file_seconds / 60
        return f"it takes longer than the {minutes:g} minutes that a file may; split it and send the parts"


def _started(module: str, end: int) -> subprocess.Popen[bytes]:
    """The process, with this end of the pair and nothing else of ours open."""
    free = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3)  # 0 to 2 are taken in the new process
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(free)],
            pass_fds=[free],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(os.environ),
            cwd="/",
            start_new_session=True,
        )
    finally:
        os.close(free)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """What the process may know of our environment: no token, no proxy, no address."""
    return {name: ours[name] for name in _KEPT if name in ours} | _SET
