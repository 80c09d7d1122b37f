"""Where the tests write: to memory where there is enough, as nothing of theirs has to outlive a power cut.

Lectern flushes each commit to the disk. Waiting for it was half of what a test of the database took.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a private folder in it
_ENOUGH = 2 << 30
"""Bytes: some ten times what a whole run leaves behind. Docker gives a container 64 MiB."""


def roomy_memory(*, programs: bool = False) -> Path | None:
    """A folder in memory with room for all that the tests write, or None; where asked, one that runs programs."""
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK | os.X_OK)):
        return None
    if programs and os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return _MEMORY if shutil.disk_usage(_MEMORY).free >= _ENOUGH else None


def prefer_memory() -> None:
    """Let `tmp_path` be in memory, for this process and its workers, unless a folder was named."""
    memory = roomy_memory()
    if memory is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))
