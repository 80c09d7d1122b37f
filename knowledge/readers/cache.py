"""Readings kept between builds, so that only changed files are read again."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection
from functools import cache
from pathlib import Path

from knowledge.dates.dated import Dated
from knowledge.readers.codec import CodecError, decode, decode_value, encode, encode_value
from knowledge.readers.keeping import forget_oldest, write_whole
from knowledge.readers.reading import Reading

_KEPT = 4_000
_SOURCES = Path(__file__).resolve().parents[1]


class ReadingCache:
    """A folder of readings by content, name and version of the code that read them.

    Whatever cannot be read or written there is as if it were not: a cache is never in the way.
    The name counts, as readers take a lecture's number from it. Safe for several threads and
    processes: entries are written whole, under another name first.
    """

    def __init__(self, folder: Path, *, kept: int = _KEPT) -> None:
        self._folder = folder
        self._kept = kept

    @classmethod
    def below(cls, data: Path) -> ReadingCache:
        """The one in a data folder, which the bot and the command line share."""
        return cls(data / "readings")

    def has(self, digest: str, name: str) -> bool:
        """Is there a file for this reading? Only `get` tells whether it can be used."""
        try:
            return self._path(digest, name).is_file()
        except OSError:
            return False

    def get(self, digest: str, name: str) -> Reading | None:
        """The reading of the content with this SHA-256 under this name, if it is kept."""
        path = self._path(digest, name)
        try:
            reading = decode(path.read_bytes())
            os.utime(path)
        except (OSError, CodecError):
            return None
        return reading

    def put(self, digest: str, name: str, reading: Reading) -> None:
        """Keep it, unless a program was missing that would have read more: it may be there next time."""
        if reading.is_whole:
            with contextlib.suppress(OSError):
                write_whole(self._path(digest, name), encode(reading))

    def get_dated(self, digest: str, name: str, setting: str) -> Dated | None:
        """What was found of dates in this file in that setting, if it is kept."""
        path = self._path(digest, name, setting)
        try:
            kept = decode_value(Dated, path.read_bytes())
            os.utime(path)
        except (OSError, CodecError):
            return None
        return kept

    def put_dated(self, digest: str, name: str, setting: str, found: Dated) -> None:
        """Keep them."""
        with contextlib.suppress(OSError):
            write_whole(self._path(digest, name, setting), encode_value(found))

    def prune(self) -> None:
        """Forget what was unused for longest, where more is kept than should be."""
        forget_oldest(self._folder, self._kept)

    def _path(self, *of: str) -> Path:
        key = hashlib.sha256("\x1f".join((reader_version(), *of)).encode("utf-8", "replace"))
        return self._folder / f"{key.hexdigest()}.json"


@cache
def reader_version() -> str:
    """Names the code that reads: other source, other version."""
    return version_of(sorted(_SOURCES.rglob("*.py")))


def version_of(sources: Collection[Path]) -> str:
    """A digest of these files' names and contents."""
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.name.encode() + b"\x00" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
