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

    def get(self, sources: Sequence[Path]) -> Build | None:
        """The last build of these sources, as far as its entries."""
        try:
            kept = decode_value(_Kept, self._path(sources).read_bytes())
        except (OSError, CodecError):
            return None
        return Build(entries=kept.entries)

    def put(self, sources: Sequence[Path], build: Build) -> None:
        """Keep it as the last build of these sources."""
        with contextlib.suppress(OSError):
            write_whole(self._path(sources), encode_value(_Kept(build.entries)))

    def _path(self, sources: Sequence[Path]) -> Path:
        named = "\n".join(sorted({str(path.resolve()) for path in sources}))
        name = hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / f"{name}.json"
