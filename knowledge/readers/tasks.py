"""What a reading process is asked to do, and how it may end over it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.errors import UnreadableSource
from knowledge.model import Box

WORKER = "knowledge.readers.worker"
"""The module that the process runs."""


class Crashed(Exception):
    """The process ended in the middle of a file. `fresh`: it had read nothing before."""

    def __init__(self, *, fresh: bool) -> None:
        super().__init__()
        self.fresh = fresh


class Ended(UnreadableSource):
    """The process had to be ended over this file, or ended by itself."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A slide to draw: its page (from 1), its part of the page, and the picture's width in pixels.

    What has to be made of the whole file first is kept in `folder`, if there is one. `member` is the
    path of the file inside an archive.
    """

    page: int
    box: Box | None = None
    width: int = 1280
    folder: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Read the file called `name`, or draw one of its slides, or read it as a file of `questions`."""

    name: str
    draw: Wanted | None = None
    questions: bool = False
