"""A term of decks read again after one of them changed, against reading all of them."""

from __future__ import annotations

import io
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pptx import Presentation

from bench.data import DATA
from bench.reading import RESULTS, machine
from bench.table import print_table
from knowledge.build import read_course
from knowledge.course import Course
from knowledge.model import Build
from knowledge.readers.cache import ReadingCache

DECKS = 40
_TRIES = 3
_SLIDES = 30
_WORDS = (
    "process thread memory page frame kernel user mode interrupt signal file disk block cache "
    "network socket port packet route name server client request reply lock queue stack heap"
).split()
Row = dict[str, str | int | float]
_HEAD = ("", "files", "slides", "all", "again", "ratio", "all, CPU", "again, CPU", "ratio, CPU")
_JOINTS = "is of the and in with for by".split()


Times = tuple[float, float]
"""Wall and processor seconds, those of ended child processes included."""


def run() -> None:
    """Print the times in seconds, the fewest of some tries each; write them to `bench/results/`."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            row
            for name, files in _terms(Path(folder))
            for row in _measured(name, files, Path(folder) / "kept")
        ]
    title = f"Reading again after one of the files changed, on {machine()}"
    print_table(title, _HEAD, [list(map(str, row.values())) for row in rows])
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"title": title, "rows": rows}, indent=1)
    (RESULTS / "incremental.json").write_text(text + "\n", encoding="utf-8")


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


def _measured(name: str, files: list[Path], kept: Path) -> Iterator[Row]:
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
        tries = [_both(work, files, kept) for _ in range(_TRIES)]
        wall, cpu = ([min(t[n][kind] for t in tries) for n in range(2)] for kind in range(2))
        yield _row(f"{name}: {what}", len(files), slides, wall, cpu)


def _row(name: str, files: int, slides: int, wall: list[float], cpu: list[float]) -> Row:
    values = (
        *(round(seconds, 2) for seconds in wall),
        round(wall[1] / wall[0], 3),
        *(round(seconds, 2) for seconds in cpu),
        round(cpu[1] / cpu[0], 3),
    )
    return dict(zip(_HEAD, (name, files, slides, *values), strict=True))


def _both(work: Callable[[], Build], files: list[Path], kept: Path) -> tuple[Times, Times]:
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


def _seconds(work: Callable[[], Build]) -> Times:
    started, spent = time.perf_counter(), _processor_seconds()
    work()
    return time.perf_counter() - started, _processor_seconds() - spent


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
