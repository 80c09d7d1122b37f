"""The course that is asked: the configured lectures with what instructors taught, in the newest version.

Every replica looks at the version now and then, and takes a newer one up. A course never changes: a
question that is being answered keeps the one it began with.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from bot.services.ports import Material, Materials
from knowledge.course import Course
from knowledge.model import Slide
from knowledge.readers.reading import Reading

Progress = Callable[[int, int], None]


class CourseReader(Protocol):
    """Reads files; every call takes as long as it takes, and belongs in a thread."""

    def own(self) -> Mapping[Path, str]:
        """The configured lectures: SHA-256 digests by file."""

    def read(self, path: Path, progress: Progress) -> Reading:
        """One file's slides. Raises UnreadableSource, and what `progress` raises."""

    def draw(self, path: Path, slide: Slide) -> bytes:
        """A slide's picture as PNG. Raises UnreadableSource."""

    def course(self, taught: Sequence[Path]) -> Course:
        """The configured lectures with these; a taught one stands in for a configured of its name."""


class Shelf:
    """Taught files on this machine's disk: a copy of what the database holds, made when needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str, name: str) -> Path:
        return self._folder / digest / name

    def put(self, digest: str, name: str, data: bytes) -> Path:
        """Write it down whole or not at all."""
        path = self.path(digest, name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished = path.parent / f".{secrets.token_hex(8)}"
            unfinished.write_bytes(data)
            unfinished.replace(path)
        return path


class CourseKeeper:
    """Makes the course of the newest version, once a version."""

    def __init__(
        self,
        workspace: str,
        course_id: str,
        materials: Materials,
        shelf: Shelf,
        reader: CourseReader,
    ) -> None:
        self.workspace, self.course_id = workspace, course_id
        self._materials, self.shelf, self.reader = materials, shelf, reader
        self._version: int | None = None
        self._sources: Mapping[str, Path] = {}
        self._lock = asyncio.Lock()

    async def load(self) -> Course:
        """The course of the newest version. Raises UnreadableSource for a configured lecture."""
        async with self._lock:
            return await self._load(await self._newest())

    async def newer(self) -> Course | None:
        """The same where it is newer than what was given out last; else None."""
        async with self._lock:
            version = await self._newest()
            return None if version == self._version else await self._load(version)

    async def _newest(self) -> int:
        return await self._materials.version(self.workspace, self.course_id)

    async def _load(self, version: int) -> Course:
        used = await self._materials.used(self.workspace, self.course_id)
        taught = await self.on_disk(used)
        course = await asyncio.to_thread(self.reader.course, taught)
        own = await asyncio.to_thread(self.reader.own)
        self._sources = {digest: path for path, digest in own.items()} | {
            path.parent.name: path for path in taught
        }
        self._version = version
        return course

    def source(self, digest: str) -> Path | None:
        """The file of the course that has this content."""
        return self._sources.get(digest)

    async def on_disk(self, materials: Sequence[Material]) -> list[Path]:
        """Where the materials lie; those that are not there yet are fetched from the database."""
        return [path for m in materials if (path := await self._fetched(m)) is not None]

    async def _fetched(self, material: Material) -> Path | None:
        path = self.shelf.path(material.digest, material.name)
        if await asyncio.to_thread(path.exists):
            return path
        data = await self._materials.data(material.workspace, material.id)
        if data is None:
            return None
        return await asyncio.to_thread(self.shelf.put, material.digest, material.name, data)
