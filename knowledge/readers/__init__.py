"""From a file to slides: which reader a file gets is told by its content, not by its ending."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.dates import term_date
from knowledge.errors import UnreadableSource
from knowledge.readers.markdown import looks_like_markdown, read_markdown
from knowledge.readers.reading import Reading
from knowledge.readers.text import read_text

MAX_BYTES = 20_000_000
_MAGIC = (
    (b"%PDF", "this is a PDF; Lectern reads text and Markdown so far"),
    (b"PK\x03\x04", "this is a zip or Office file; Lectern reads text and Markdown so far"),
    (b"\xd0\xcf\x11\xe0", "this is an old Office file; Lectern reads text and Markdown so far"),
    (b"\x89PNG", "this is a picture; Lectern reads text and Markdown so far"),
    (b"\xff\xd8\xff", "this is a picture; Lectern reads text and Markdown so far"),
)


def source_files(sources: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in a stable order, hidden ones left out."""
    for source in sources:
        if source.is_dir():
            inside = (p for p in source.rglob("*") if p.is_file() and not _hidden(p, source))
            yield from sorted(inside)
        else:
            yield source


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def read_file(path: Path) -> Reading:
    """The slides of one file.

    Raises:
        UnreadableSource: it is missing, too large, empty or in a format that cannot be read.
    """
    text = _decoded(_bytes(path), path.name)
    if not text.strip():
        raise UnreadableSource(path.name, "the file is empty")
    reader = read_markdown if looks_like_markdown(text) else read_text
    return replace(reader(text, path.name), term=term_date(text))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSource(path.name, f"larger than {MAX_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(path.name, "no such file") from None
    except OSError as error:
        raise UnreadableSource(path.name, "the file cannot be opened") from error


def _decoded(data: bytes, name: str) -> str:
    for magic, why in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(name, why)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _clean(data.decode("utf-16", errors="replace"))
    if b"\x00" in data[:4096]:
        raise UnreadableSource(name, "this is not text")
    try:
        return _clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _clean(data.decode("cp1252", errors="replace"))


def _clean(text: str) -> str:
    """One kind of line end, no control characters but form feed and tab, no ligatures."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    text = text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    for ligature, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(ligature, letters)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]", "", text)
