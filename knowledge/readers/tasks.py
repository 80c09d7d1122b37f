"""What a reading process is asked to do."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Box


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
    """Read the file called `name`, or draw one of its slides."""

    name: str
    draw: Wanted | None = None
