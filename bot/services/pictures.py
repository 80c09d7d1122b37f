"""Pictures of slides: drawn once, uploaded to Slack once, shown from then on by their file's id.

A picture that cannot be drawn or uploaded is no failure: what it would have shown stands there as text.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.services.ports import Pictures
from knowledge.errors import UnreadableSource
from knowledge.model import Slide

_MAX_ALT = 1_900


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that lies in Slack, and what it shows in words."""

    file_id: str
    alt: str


class SlideArtist(Protocol):
    """Draws; every call takes its time, and belongs in a thread."""

    def draw(self, path: Path, slide: Slide) -> bytes:
        """The slide as PNG. Raises UnreadableSource."""


class Upload(Protocol):
    """Where pictures go."""

    async def upload_picture(self, name: str, data: bytes, *, title: str, alt: str) -> str | None:
        """The file's id once Slack can show it, visible to nobody by itself; None where it can't be."""


@dataclass
class SlidePictures:
    """The pictures of one workspace. `source` leads from a content's digest to the file."""

    workspace: str
    source: Callable[[str], Path | None]
    artist: SlideArtist
    stored: Pictures
    upload: Upload
    folder: Path
    _known: dict[str, str] = field(default_factory=dict)
    _impossible: set[str] = field(default_factory=set)
    _making: dict[str, asyncio.Task[str | None]] = field(default_factory=dict)

    def possible(self, slide: Slide | None) -> bool:
        """May there be a picture of it?"""
        if slide is None or slide.page is None or slide.digest is None:
            return False
        return key_of(slide) not in self._impossible and self.source(slide.digest) is not None

    async def known(self, slide: Slide | None) -> Picture | None:
        """The picture, if it is in Slack already."""
        if slide is None or not self.possible(slide):
            return None
        key = key_of(slide)
        if key not in self._known:
            found = await self.stored.get(self.workspace, key)
            if found is None:
                return None
            self._known[key] = found
        return Picture(self._known[key], alt_text(slide))

    async def make(self, slide: Slide | None) -> Picture | None:
        """The picture, drawn and uploaded where it is not known; None where that can't be done."""
        known = await self.known(slide)
        if known is not None or slide is None or not self.possible(slide):
            return known
        key = key_of(slide)
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = asyncio.create_task(self._make(slide, key))
            making.add_done_callback(lambda _: self._making.pop(key, None))
        file_id = await asyncio.shield(making)
        return Picture(file_id, alt_text(slide)) if file_id else None

    async def _make(self, slide: Slide, key: str) -> str | None:
        data = await asyncio.to_thread(self._drawn, slide, key)
        if data is None:
            self._impossible.add(key)
            return None
        name = f"slide-{hashlib.sha256(key.encode()).hexdigest()[:12]}.png"
        title = (slide.title or name)[:200]
        file_id = await self.upload.upload_picture(name, data, title=title, alt=alt_text(slide))
        if file_id is not None:
            await self.stored.put(self.workspace, key, file_id)
            self._known[key] = file_id
        return file_id

    def _drawn(self, slide: Slide, key: str) -> bytes | None:
        """From the disk where it was drawn before."""
        path = self.folder / f"{key.replace(':', '-')}.png"
        if path.exists():
            return path.read_bytes()
        source = self.source(slide.digest or "")
        if source is None:
            return None
        try:
            data = self.artist.draw(source, slide)
        except UnreadableSource:
            return None
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.parent / f".{secrets.token_hex(8)}"
        unfinished.write_bytes(data)
        unfinished.replace(path)
        return data

    async def forget(self, slide: Slide) -> None:
        """Slack has it no longer."""
        self._known.pop(key_of(slide), None)
        await self.stored.forget(self.workspace, key_of(slide))


def key_of(slide: Slide) -> str:
    """The same for the same part of the same content; an archive's files share a digest."""
    box = slide.box
    corners = (box.left, box.top, box.right, box.bottom) if box else ()
    _, slash, _ = slide.file.rpartition("/")
    member = [hashlib.sha256(slide.file.encode()).hexdigest()[:12]] if slash else []
    parts = [slide.digest or "", *member, str(slide.page), *(f"{c:.4f}" for c in corners)]
    return ":".join(parts)


def alt_text(slide: Slide) -> str:
    """What a screen reader says in place of the picture: the title and the bullets."""
    number = f"Slide {slide.slide}" if slide.slide is not None else "Slide"
    words = " ".join([f"{number}:", slide.title, *(b.text for b in slide.bullets)])
    said = " ".join(words.split())
    return said if len(said) <= _MAX_ALT else said[: _MAX_ALT - 1] + "…"
