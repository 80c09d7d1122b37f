"""How far a teaching is."""

from __future__ import annotations

from dataclasses import dataclass


class Stopped(Exception):
    """The reading was told to stop."""


@dataclass
class Stage:
    """How far a teaching is: written where it is read, looked at by whoever shows it."""

    doing: str = "waiting"
    name: str = ""
    file: int = 0
    files: int = 0
    page: int = 0
    pages: int = 0
    ahead: int = 0
    stopped: bool = False

    def told(self, page: int, pages: int) -> None:
        """A reader's progress. Raises Stopped once it has been told to stop."""
        if self.stopped:
            raise Stopped
        self.page, self.pages = page, pages

    def fetching(self, name: str, file: int) -> None:
        self.doing, self.name, self.file, self.page, self.pages = "fetching", name, file, 0, 0
