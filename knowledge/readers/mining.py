"""Reading a file, with what takes long to find in each of its slides: done once, kept with it."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock

from knowledge.errors import UnreadableSource
from knowledge.findings import findings_on
from knowledge.readers import read_bytes
from knowledge.readers.reading import Progress, Reading


def read_and_mine(data: bytes, name: str, *, progress: Progress | None = None) -> Reading:
    """What `read_bytes` gives, with what is found on its slides. Raises what it raises."""
    return with_findings(read_bytes(data, name, progress=progress))


def with_findings(reading: Reading) -> Reading:
    """The reading with what is found on each of its slides by itself."""
    return replace(reading, found=tuple(findings_on(slide) for slide in reading.slides))


_HERE = Lock()


def read_here(data: bytes, name: str) -> Reading:
    """A small text, read in this process. One at a time: the readers' libraries know no threads.

    Raises:
        UnreadableSource: it cannot be read, whatever the reader says to it.
    """
    try:
        with _HERE:
            return read_and_mine(data, name)
    except UnreadableSource:
        raise
    except Exception as error:
        raise UnreadableSource(name, why_not(error)) from error


def why_not(error: Exception) -> str:
    """What a reader's failure means to the person who sent the file, and what to do."""
    if isinstance(error, MemoryError | RecursionError):
        return (
            "it takes more memory to read than a file may; "
            "make its pictures smaller or split it, and send it again"
        )
    return (
        f"it is damaged in a way that no reader here understands ({type(error).__name__}); "
        "open it, save it again or export it as PDF, and send that"
    )
