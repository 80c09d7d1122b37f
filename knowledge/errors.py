"""What can go wrong while reading."""

from __future__ import annotations


class UnreadableSource(Exception):
    """A lecture file cannot be read. The message names the file and says why, plainly."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file = file
        self.why = why
