"""The reading processes of one batch of files."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from knowledge.readers.limits import Limits
from knowledge.readers.reading import Progress
from knowledge.readers.tasks import Crashed, Ended, Task

if TYPE_CHECKING:
    from knowledge.readers.process import ReadingProcess

CRASH = (
    "the program that reads it crashed, as damaged files make it do; "
    "open it, save it again or export it as PDF, and send that"
)


class Processes:
    """Started when needed, used again, replaced when dead."""

    def __init__(self, limits: Limits, worker: str) -> None:
        self._limits = limits
        self._worker = worker
        self._lock = Lock()
        self._all: list[ReadingProcess] = []
        self._idle: list[ReadingProcess] = []
        self._closed = False

    def ask(self, task: Task, data: bytes, told: Progress) -> bytes:
        """The answer of whichever process is idle; a crash of a used one is tried once more."""
        try:
            return self._asked(task, data, told)
        except Crashed as crashed:
            if crashed.fresh:
                raise Ended(task.name, CRASH) from crashed
        try:
            return self._asked(task, data, told, fresh=True)
        except Crashed as crashed:
            raise Ended(task.name, CRASH) from crashed

    def close(self) -> None:
        with self._lock:
            self._closed = True
            ending, self._all = self._all, []
        for process in ending:
            process.close()

    def _asked(self, task: Task, data: bytes, told: Progress, *, fresh: bool = False) -> bytes:
        process = self._taken(fresh=fresh)
        try:
            return process.ask(task, data, told)
        finally:
            with self._lock:
                if process.alive and not self._closed:
                    self._idle.append(process)

    def _taken(self, *, fresh: bool) -> ReadingProcess:
        with self._lock:
            if self._closed:
                raise Crashed(fresh=True)
            if self._idle and not fresh:
                return self._idle.pop()
            # Where nothing has to be read, nothing that starts processes is loaded.
            from knowledge.readers.process import ReadingProcess  # noqa: PLC0415

            process = ReadingProcess(self._limits, self._worker)
            self._all.append(process)
            return process
