"""Files that are there whole or not at all, and no more of them than should be."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write the file under another name first, so that nobody reads half of it.

    Raises:
        OSError: it cannot be written; what was there before still is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=path.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise


def forget_oldest(folder: Path, kept: int) -> None:
    """Remove what was unused for longest (by its time of change), where a folder has more than `kept` files."""
    with contextlib.suppress(OSError):
        entries = [(path.stat().st_mtime_ns, path) for path in folder.iterdir()]
        for _, path in sorted(entries, reverse=True)[kept:]:
            path.unlink(missing_ok=True)
