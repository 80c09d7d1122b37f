"""Files opened with care, and what can be told of them before anything reads them."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from knowledge.errors import UnreadableSource
from knowledge.readers.kinds import Kind, is_kind
from knowledge.readers.limits import Limits, megabytes

QUICK_BYTES = 64_000
_QUICK_BRACKETS = 500
"""Markdown's parser takes quadratic time over brackets that open and never close."""
_LONG_LINE = re.compile(rb"[^\r\n]{1000}")
_MARKUP = re.compile(
    rb"\A\s*[{<%\\]|\A(?:PK|BM|GIF8|%PDF)|%PDF-|\\(?:begin|documentclass|frametitle|section)"
    rb"|<(?:!doctype|html|head|body|section|article|main)\b",
    re.I,
)
_REASONS = {
    errno.ENOENT: "no such file",
    errno.EACCES: "it may not be read; change its permissions and try again",
    errno.EPERM: "it may not be read; change its permissions and try again",
    errno.ELOOP: "it is a link that leads back to itself; name the file itself",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


def content(path: Path, name: str, limits: Limits) -> bytes:
    """What is in the file, if it is one: opening a pipe or a device would wait for ever."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableSource(name, "it is no file; send the lecture itself")
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise UnreadableSource(name, sentence_of(error)) from error
    if len(data) > limits.file_bytes:
        most = megabytes(limits.file_bytes)
        raise UnreadableSource(
            name, f"it is larger than {most}; make its pictures smaller or split it"
        )
    if not data:
        raise UnreadableSource(name, "the file is empty; send it again")
    return data


def sentence_of(error: OSError) -> str:
    """Why a file cannot be opened, for the person who named it."""
    return _REASONS.get(error.errno or 0, "it cannot be opened")


def is_quick(data: bytes) -> bool:
    """Small text without markup goes through readers that are safe, and quick but for long lines.

    Everything that has a parser of its own (PDF, Office, archives, HTML, LaTeX, notebooks) does not.
    """
    if len(data) > QUICK_BYTES or b"\x00" in data or _MARKUP.search(data):
        return False
    if data.count(b"[") > _QUICK_BRACKETS or _LONG_LINE.search(data):
        return False
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def is_archive(data: bytes) -> bool:
    """It is a zip archive of files, each of which could be read by itself."""
    return is_kind(data, Kind.ZIP)
