"""How much of everything one file, and one batch of files, may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. Memory, times and pages count for each file by itself."""

    file_bytes: int = 100_000_000
    batch_bytes: int = 500_000_000
    pages: int = 2_000
    page_seconds: float = 30.0
    """How long a reader may be silent: between two pages, or before the first."""
    file_seconds: float = 900.0
    memory_bytes: int = 2_000_000_000
    """Address space of the reading process, where the system can limit it (Linux can)."""
    output_bytes: int = 100_000_000
    workers: int = 2


def megabytes(size: int) -> str:
    """`100 MB`, or `64 kB` below one of them."""
    return f"{size // 1_000_000:,} MB" if size >= 1_000_000 else f"{size // 1_000:,} kB"
