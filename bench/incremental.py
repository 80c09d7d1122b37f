"""A term of decks read again after one of them changed, against reading all of them."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pptx import Presentation

from bench.data import DATA
from bench.table import print_table
from knowledge.build import read_course
from knowledge.course import Course
from knowledge.model import Build
from knowledge.readers.cache import ReadingCache

DECKS = 40
_SLIDES = 30
_WORDS = (
    "process thread memory page frame kernel user mode interrupt signal file disk block cache "
    "network socket port packet route name server client request reply lock queue stack heap"
).split()
_JOINTS = "is of the and in with for by".split()


def run() -> None:
    """Times in seconds; the fewer of two tries each."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            row
            for name, files in _terms(Path(folder))
            for row in _measured(name, files, Path(folder) / "kept")
        ]
    print_table(
        "Reading again after one of the files changed",
        ["", "files", "slides", "all", "again", "ratio"],
        rows,
    )


def _terms(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """The real decks, where they are; and as many made ones as a term has."""
    real = sorted(p for p in (DATA / "decks").rglob("*") if p.suffix in {".pdf", ".pptx", ".md"})
    if real:
        copies = folder / "real"
        copies.mkdir()
        yield "decks of real courses", [_copied(path, copies, n) for n, path in enumerate(real)]
    made = folder / "made"
    made.mkdir()
    yield "made presentations", [_deck(made, number) for number in range(DECKS)]


def _copied(path: Path, folder: Path, number: int) -> Path:
    copy = folder / f"{number:02d}-{path.name}"
    shutil.copyfile(path, copy)
    copy.chmod(0o644)
    return copy


def _deck(folder: Path, number: int) -> Path:
    """A presentation whose sentences are drawn from `number`."""
    draw = random.Random(number)
    deck = Presentation()
    for _ in range(_SLIDES):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = " ".join(draw.sample(_WORDS, 3)).capitalize()
        slide.placeholders[1].text = "\n".join(
            " ".join(f"the {draw.choice(_WORDS)} {draw.choice(_JOINTS)}" for _ in range(4))
            for _ in range(6)
        )
    path = folder / f"lecture {number + 1:02d}.pptx"
    deck.save(str(path))
    return path


def _measured(name: str, files: list[Path], kept: Path) -> Iterator[list[str]]:
    def read() -> Build:
        return read_course(files, cache=ReadingCache(kept))

    def asked() -> Build:
        build = read()
        Course.from_build(build, code="", name=name, timezone="UTC")
        return build

    def command() -> Build:
        script = [sys.executable, "-m", "bot", "build", "--json", *map(str, files)]
        environment = {"LECTERN_DATA": str(kept.parent / "data"), "PYTHONPATH": "."}
        subprocess.run(script, check=True, capture_output=True, env=environment)
        return Build()

    slides = len(read().slides)
    for what, work in (("read", read), ("read and indexed", asked), ("lectern build", command)):
        tries = [_both(work, files, kept) for _ in range(2)]
        first, again = min(t[0] for t in tries), min(t[1] for t in tries)
        label = f"{name}: {what}"
        yield [
            label,
            str(len(files)),
            str(slides),
            f"{first:.2f}",
            f"{again:.2f}",
            f"{again / first:.3f}",
        ]


def _both(work: Callable[[], Build], files: list[Path], kept: Path) -> tuple[float, float]:
    """Seconds for all the files, and for all again once one of them has changed."""
    for folder in (kept, kept.parent / "data"):
        shutil.rmtree(folder, ignore_errors=True)
    first = _seconds(work)
    changed = files[len(files) // 2]
    original = changed.read_bytes()
    changed.write_bytes(_with_a_change(changed, original))
    again = _seconds(work)
    changed.write_bytes(original)
    return first, again


def _with_a_change(path: Path, data: bytes) -> bytes:
    """Another content with the same slides, but for one of a presentation."""
    if path.suffix != ".pptx":
        return data + b"\n%changed\n"
    deck = Presentation(io.BytesIO(data))
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "A new slide"
    changed = io.BytesIO()
    deck.save(changed)
    return changed.getvalue()


def _seconds(work: Callable[[], Build]) -> float:
    """Wall time."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
