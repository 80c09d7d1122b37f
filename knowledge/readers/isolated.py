"""Files read in a process of their own, within limits; what was read before comes from the cache.

A file that is encrypted, damaged, too large or made to harm gives one sentence for the person who
sent it; the others are read all the same.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from collections.abc import Callable, Container, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from threading import Lock

from knowledge.errors import UnreadableSource
from knowledge.readers.archive import read_archive
from knowledge.readers.cache import ReadingCache
from knowledge.readers.codec import CodecError, decode
from knowledge.readers.limits import Limits, megabytes
from knowledge.readers.mining import read_here, with_findings
from knowledge.readers.opening import content, is_archive, is_quick
from knowledge.readers.processes import CRASH, Processes
from knowledge.readers.projects import Assembled, assembled, is_source
from knowledge.readers.reading import Progress, Reading
from knowledge.readers.tasks import WORKER, Ended, Task, Wanted


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
    projects = _projects(paths, limits)
    batch = _Batch(cache, Processes(limits, worker), limits, progress, len(paths), projects)
    refused = _beyond(paths, limits.batch_bytes)
    with contextlib.closing(batch.processes), ThreadPoolExecutor(limits.workers) as threads:
        try:
            read = _read_all(batch, paths, names, refused, threads)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            batch.processes.close()
            raise
    if cache is not None:
        cache.prune()
    return ReadResult(read)


def _read_all(
    batch: _Batch,
    paths: Sequence[Path],
    names: Sequence[str],
    refused: Container[int],
    threads: ThreadPoolExecutor,
) -> tuple[FileRead, ...]:
    """What must be read goes to the threads at once, so that a process starts; meanwhile this one
    takes up what is kept.
    """
    known: dict[int, str] = {}
    reading: dict[int, Future[FileRead]] = {}
    for number, (path, name) in enumerate(zip(paths, names, strict=True)):
        digest = "" if number in refused else batch.kept(path, name)
        if digest:
            known[number] = digest
        else:
            reading[number] = threads.submit(batch.read, path, name, number not in refused)
    taken = {
        number: batch.taken_up(paths[number], names[number], digest)
        for number, digest in known.items()
    }
    return tuple(taken[n] if n in taken else reading[n].result() for n in range(len(paths)))


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
    with contextlib.closing(Processes(limits, WORKER)) as processes:
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


def _projects(paths: Sequence[Path], limits: Limits) -> Assembled:
    """The batch's LaTeX sources with the files of the batch that they take in."""
    files: dict[str, bytes] = {}
    for path in paths:
        if is_source(path.name):
            with contextlib.suppress(UnreadableSource):
                files[_place(path)] = content(path, path.name, limits)
    return assembled(files)


def _place(path: Path) -> str:
    """What a file of the batch is called among LaTeX projects."""
    return path.absolute().as_posix()


def _beyond(paths: Sequence[Path], most: int) -> set[int]:
    """Which files a batch of at most `most` bytes has no room for."""
    total, beyond = 0, set()
    for number, path in enumerate(paths):
        with contextlib.suppress(OSError):
            total += path.stat().st_size
        if total > most:
            beyond.add(number)
    return beyond


class _Batch:
    """What the threads of one `read_files` share."""

    def __init__(
        self,
        cache: ReadingCache | None,
        processes: Processes,
        limits: Limits,
        tell: Tell | None,
        files: int,
        projects: Assembled,
    ) -> None:
        self.processes = processes
        self._projects = projects
        self._cache = cache
        self._limits = limits
        self._tell = tell
        self._files = files
        self._done = 0
        self._begun: dict[Path, float] = {}
        self._lock = Lock()

    def kept(self, path: Path, name: str) -> str:
        """The digest of a file's content, where its reading seems to be in the cache; else ""."""
        if self._cache is None or self._within(path):
            return ""
        try:
            digest = hashlib.sha256(self._content(path, name)).hexdigest()
        except UnreadableSource:
            return ""
        return digest if self._cache.has(digest, name) else ""

    def taken_up(self, path: Path, name: str, digest: str) -> FileRead:
        """The file as it is kept; read, where it is not after all."""
        reading = self._cache.get(digest, name) if self._cache is not None else None
        if reading is None:
            return self.read(path, name, room=True)
        self._told(path, name, reading.pages or 0, reading.pages or 0, done=True)
        return FileRead(path, name, digest, reading)

    def read(self, path: Path, name: str, room: bool) -> FileRead:
        """One file, from the cache or by a process."""
        digest = ""
        try:
            if not room:
                most = megabytes(self._limits.batch_bytes)
                why = f"with it, there are more than {most} in one go; send it by itself"
                raise UnreadableSource(name, why)
            data = self._content(path, name)
            digest = hashlib.sha256(data).hexdigest()
            reading = self._within(path) or self._reading(path, name, digest, data)
        except UnreadableSource as problem:
            self._told(path, name, 0, 0, done=True)
            return FileRead(path, name, digest, problem=problem)
        self._told(path, name, reading.pages or 0, reading.pages or 0, done=True)
        return FileRead(path, name, digest, reading)

    def _content(self, path: Path, name: str) -> bytes:
        whole = self._projects.whole.get(_place(path))
        return content(path, name, self._limits) if whole is None else whole

    def _within(self, path: Path) -> Reading | None:
        """What there is to a file that a LaTeX source takes in: it is read there."""
        source = self._projects.within.get(_place(path))
        if source is None:
            return None
        return Reading((), left_out=f"it is read as part of {PurePosixPath(source).name}")

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
            raise UnreadableSource(name, CRASH) from error

    def _told(self, path: Path, name: str, page: int, pages: int, *, done: bool = False) -> None:
        with self._lock:
            self._begun[path] = page / pages if pages else 0.0
            if done:
                self._begun.pop(path, None)
                self._done += 1
            if self._tell is not None:
                fraction = min(1.0, (self._done + sum(self._begun.values())) / self._files)
                self._tell(ReadProgress(self._done, self._files, name, page, pages, fraction))
