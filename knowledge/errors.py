"""What can go wrong while reading."""

from __future__ import annotations


class UnreadableSource(Exception):
    """A lecture file cannot be read. The message names the file and says why, plainly."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file = file
        self.why = why


class MissingDense(Exception):
    """The optional packages of the dense tier are not installed."""

    def __init__(self) -> None:
        super().__init__("the dense tier is not installed: pip install lectern[dense]")
