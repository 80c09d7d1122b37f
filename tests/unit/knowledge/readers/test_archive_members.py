"""One file of an archive, by its path."""

from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.errors import UnreadableSource
from knowledge.readers.archive import member_at


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_a_file_is_found_by_its_path() -> None:
    data = packed(week__one=b"first", one=b"second")
    assert member_at(data, "week/one", "term.zip") == b"first"
    assert member_at(data, "one", "term.zip") == b"second"


def test_a_file_in_an_archive_in_an_archive_is_found() -> None:
    data = packed(inner=packed(deck=b"deep"))
    assert member_at(data, "inner/deck", "term.zip") == b"deep"


@pytest.mark.parametrize("path", ["two", "../one", ""])
def test_what_is_not_there_is_said(path: str) -> None:
    with pytest.raises(UnreadableSource, match="not in the zip archive"):
        member_at(packed(one=b"1", three=packed()), path, "term.zip")


def test_what_is_no_archive_is_said() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        member_at(b"PK\x03\x04 no archive", "one", "term.zip")
    with pytest.raises(UnreadableSource, match="damaged"):
        member_at(packed(one=b"no archive"), "one/two", "term.zip")
