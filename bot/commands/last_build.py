"""The entries of the last build of each set of sources, to tell what has changed since."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.model import Build, Entry
from knowledge.readers.codec import CodecError, decode_value, encode_value
from knowledge.readers.keeping import write_whole


@dataclass(frozen=True, slots=True)
class _Kept:
    entries: tuple[Entry, ...]


class LastBuilds:
    """A folder with a file for each set of sources. What cannot be read or written is as if it were not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def replace(self, sources: Sequence[Path], build: Build) -> Build | None:
        """Keep it as the last build of these sources; gives the one before, as far as its entries."""
        path, new = self._path(sources), encode_value(_Kept(build.entries))
        try:
            old = path.read_bytes()
        except OSError:
            old = b""
        if old == new:  # nothing has changed, as most often: no need to understand what is kept
            return Build(entries=build.entries)
        with contextlib.suppress(OSError):
            write_whole(path, new)
        try:
            return Build(entries=decode_value(_Kept, old).entries)
        except CodecError:
            return None

    def _path(self, sources: Sequence[Path]) -> Path:
        named = "\n".join(sorted({str(path.resolve()) for path in sources}))
        name = hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / f"{name}.json"
