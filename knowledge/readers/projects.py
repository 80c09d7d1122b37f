"""LaTeX projects: sources that take in other files are read whole, as LaTeX itself reads them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.errors import UnreadableSource
from knowledge.readers.decoding import to_text

PACK_IT = "pack the whole project into a zip archive and send that"
PUT_IN = "put them into the zip archive and send it again"
"""What to do about files that a source takes in and that are not there: alone, and in an archive."""
_ENDINGS = frozenset({".tex", ".ltx", ".latex"})
_MOST_CHARACTERS = 20_000_000
_DEPTH = 10
_MOST_TAKEN = 2_000
_TAKES = re.compile(
    r"""
    \\(?:input|include|subfile)\s*\{(?P<braced>[^{}\\]*)\}
    | \\input[ \t]+(?P<bare>[\w./-]+)
    | \\(?:sub)?(?:import|includefrom|inputfrom)\*?\s*\{(?P<folder>[^{}\\]*)\}\s*\{(?P<inside>[^{}\\]*)\}
    | %[^\n]* | \\[^A-Za-z]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Assembled:
    """What became of some LaTeX files, by path."""

    whole: Mapping[str, bytes]
    """UTF-8 text of the sources that took in others, with these in their places."""
    within: Mapping[str, str]
    """Of each file that was taken in: the source that has it now."""


def is_source(path: str) -> bool:
    """Is it called as LaTeX sources are?"""
    return posixpath.splitext(path)[1].casefold() in _ENDINGS


def assembled(files: Mapping[str, bytes]) -> Assembled:
    r"""Puts files in where others name them by \input, \include, \subfile or \import.

    `files` are contents by path with `/`; paths are looked for from the folder of the source and then
    from that of the file which names them, and nowhere but among `files`. Files that are not there,
    are no text, or would make a source too large stay named, for the reader to say.
    """
    texts = {path: text for path, data in files.items() if (text := _text(data)) is not None}
    takes = {path: frozenset(_named(path, texts)) - {path} for path in texts}
    inner = frozenset().union(*takes.values())
    roots = [path for path in texts if takes[path] and path not in inner]
    projects = {root: _Project(root, texts) for root in roots}
    written = {root: project.text() for root, project in projects.items()}
    below = frozenset().union(*(project.has for project in projects.values()))
    whole = {
        root: text.encode("utf-8", "replace") for root, text in written.items() if root not in below
    }
    within = {path: root for root in reversed(whole) for path in sorted(projects[root].has)}
    return Assembled(whole, within)


@dataclass
class _Project:
    root: str
    texts: Mapping[str, str]
    has: set[str] = field(default_factory=set)
    room: int = _MOST_CHARACTERS
    times: int = 0

    def text(self) -> str:
        return self._of(self.root, (self.root,))

    def _of(self, path: str, above: tuple[str, ...]) -> str:
        def put(found: re.Match[str]) -> str:
            name = _target(found, (self.root, path), self.texts)
            if name is None or name in above or not self._has_room(name, len(above)):
                return found[0]
            self.room -= len(self.texts[name])
            self.times += 1
            self.has.add(name)
            return f"{_body(self._of(name, (*above, name)))}\n"

        return _TAKES.sub(put, self.texts[path])

    def _has_room(self, name: str, depth: int) -> bool:
        return depth <= _DEPTH and self.times < _MOST_TAKEN and len(self.texts[name]) <= self.room


def _text(data: bytes) -> str | None:
    try:
        return to_text(data, "")
    except UnreadableSource:
        return None


def _named(path: str, texts: Mapping[str, str]) -> Iterator[str]:
    for found in _TAKES.finditer(texts[path]):
        name = _target(found, (path,), texts)
        if name is not None:
            yield name


def _target(
    found: re.Match[str], named_in: tuple[str, ...], texts: Mapping[str, str]
) -> str | None:
    """The file that a command takes in, where it is there; None for remarks and escapes, too."""
    named = (
        found["braced"]
        or found["bare"]
        or posixpath.join(found["folder"] or "", found["inside"] or "")
    )
    if not named.strip():
        return None
    for path in named_in:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), named.strip()))
        for candidate in (f"{place}.tex", place):
            if candidate in texts:
                return candidate
    return None


def _body(text: str) -> str:
    r"""What a file gives to the one that takes it in: of a document of its own, what is in it."""
    text = text.partition("\\endinput")[0]
    _, begun, rest = text.partition("\\begin{document}")
    return rest.partition("\\end{document}")[0] if begun and "\\documentclass" in text else text
