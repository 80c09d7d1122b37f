"""Files read in a process of their own, within limits; what was read before comes from the cache.

A file that is encrypted, damaged, too large or made to harm gives one sentence for the person who
sent it; the others are read all the same.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from knowledge.errors import UnreadableSource
from knowledge.readers.archive import read_archive
from knowledge.readers.cache import ReadingCache
from knowledge.readers.codec import CodecError, decode
from knowledge.readers.limits import Limits, megabytes
from knowledge.readers.mining import read_here, with_findings
from knowledge.readers.opening import content, is_archive, is_quick
from knowledge.readers.process import WORKER, Crashed, Ended, ReadingProcess
from knowledge.readers.reading import Progress, Reading
from knowledge.readers.tasks import Task, Wanted

_CRASH = (
    "the program that reads it crashed, as damaged files make it do; "
    "open it, save it again or export it as PDF, and send that"
)


@dataclass(frozen=True, slots=True)
class ReadProgress:
    """How far a batch is. `page` of `pages` counts in the file `name`; `fraction` is of the batch."""

    files_done: int
    files: int
    name: str
    page: int
    pages: int
    fraction: float


Tell = Callable[[ReadProgress], None]
"""Hears of progress, one call at a time but from several threads; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file: its reading, or the sentence that says why there is none."""

    path: Path
    name: str
    digest: str = ""
    """SHA-256 of the content, in hexadecimal; empty where it could not be opened."""
    reading: Reading | None = None
    problem: UnreadableSource | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A batch, in the order of its paths."""

    files: tuple[FileRead, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(f.reading for f in self.files if f.reading is not None)

    @property
    def problems(self) -> tuple[UnreadableSource, ...]:
        return tuple(f.problem for f in self.files if f.problem is not None)


def read_files(
    paths: Sequence[Path],
    *,
    cache: ReadingCache | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Tell | None = None,
    worker: str = WORKER,
) -> ReadResult:
    """Every file's slides, or why they cannot be had.

    `worker` is the module that the reading process runs. Raises what `progress` raises, and OSError
    where the system can start no process.
    """
    names = _names(paths)
    batch = _Batch(cache, _Processes(limits, worker), limits, progress, len(paths))
    refused = _beyond(paths, limits.batch_bytes)
    room = [number not in refused for number in range(len(paths))]
    with contextlib.closing(batch.processes), ThreadPoolExecutor(limits.workers) as threads:
        try:
            read = tuple(threads.map(batch.read, paths, names, room))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            batch.processes.close()
            raise
    if cache is not None:
        cache.prune()
    return ReadResult(read)


def draw_slide_apart(
    data: bytes,
    name: str,
    wanted: Wanted,
    limits: Limits = Limits(page_seconds=150.0),  # noqa: B008 - frozen
) -> bytes:
    """A slide's picture (PNG), drawn in a process of its own; a presentation takes its time.

    Raises:
        UnreadableSource: it cannot be drawn; says why.
    """
    with contextlib.closing(_Processes(limits, WORKER)) as processes:
        return processes.ask(Task(name, wanted), data, lambda *_: None)


def _names(paths: Sequence[Path]) -> list[str]:
    """The files' names, with as much of their folders as tells those of the same name apart."""
    names = [path.name for path in paths]
    for parts in range(2, 8):
        shared = {name for name, times in Counter(names).items() if times > 1}
        if not shared:
            break
        names = [
            "/".join(path.parts[-parts:]).lstrip("/") if name in shared else name
            for path, name in zip(paths, names, strict=True)
        ]
    return names


def _beyond(paths: Sequence[Path], most: int) -> set[int]:
    """Which files a batch of at most `most` bytes has no room for."""
    total, beyond = 0, set()
    for number, path in enumerate(paths):
        with contextlib.suppress(OSError):
            total += path.stat().st_size
        if total > most:
            beyond.add(number)
    return beyond


class _Processes:
    """The reading processes of one batch: started when needed, used again, replaced when dead."""

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
                raise Ended(task.name, _CRASH) from crashed
        try:
            return self._asked(task, data, told, fresh=True)
        except Crashed as crashed:
            raise Ended(task.name, _CRASH) from crashed

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
            process = ReadingProcess(self._limits, self._worker)
            self._all.append(process)
            return process


class _Batch:
    """What the threads of one `read_files` share."""

    def __init__(
        self,
        cache: ReadingCache | None,
        processes: _Processes,
        limits: Limits,
        tell: Tell | None,
        files: int,
    ) -> None:
        self.processes = processes
        self._cache = cache
        self._limits = limits
        self._tell = tell
        self._files = files
        self._done = 0
        self._begun: dict[Path, float] = {}
        self._lock = Lock()

    def read(self, path: Path, name: str, room: bool) -> FileRead:
        """One file, from the cache or by a process."""
        digest = ""
        try:
            if not room:
                most = megabytes(self._limits.batch_bytes)
                why = f"with it, there are more than {most} in one go; send it by itself"
                raise UnreadableSource(name, why)
            data = content(path, name, self._limits)
            digest = hashlib.sha256(data).hexdigest()
            reading = self._reading(path, name, digest, data)
        except UnreadableSource as problem:
            self._told(path, name, 0, 0, done=True)
            return FileRead(path, name, digest, problem=problem)
        self._told(path, name, reading.pages or 0, reading.pages or 0, done=True)
        return FileRead(path, name, digest, reading)

    def _reading(self, path: Path, name: str, digest: str, data: bytes) -> Reading:
        kept = self._cache.get(digest, name) if self._cache is not None else None
        if kept is not None:
            return kept
        reading = read_here(data, name) if is_quick(data) else self._apart(path, name, data)
        slides = tuple(s if s.digest else replace(s, digest=digest) for s in reading.slides)
        reading = replace(reading, slides=slides)
        if self._cache is not None:
            self._cache.put(digest, name, reading)
        return reading

    def _apart(self, path: Path, name: str, data: bytes) -> Reading:
        """Read by a process; an archive over which it had to be ended, member by member."""

        def told(page: int, pages: int) -> None:
            self._told(path, name, page, pages)

        def member(inside: bytes, inner: str) -> Reading:
            return self._asked(inner, inside, lambda *_: None)

        told(0, 0)
        try:
            return self._asked(name, data, told)
        except Ended:
            if not is_archive(data):
                raise
        return with_findings(read_archive(data, name, member, told))

    def _asked(self, name: str, data: bytes, told: Progress) -> Reading:
        answer = self.processes.ask(Task(name), data, told)
        try:
            return decode(answer)
        except CodecError as error:
            raise UnreadableSource(name, _CRASH) from error

    def _told(self, path: Path, name: str, page: int, pages: int, *, done: bool = False) -> None:
        with self._lock:
            self._begun[path] = page / pages if pages else 0.0
            if done:
                self._begun.pop(path, None)
                self._done += 1
            if self._tell is not None:
                fraction = min(1.0, (self._done + sum(self._begun.values())) / self._files)
                self._tell(ReadProgress(self._done, self._files, name, page, pages, fraction))
