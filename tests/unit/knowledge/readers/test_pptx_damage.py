"""Damaged, locked and hostile presentations get one sentence and nothing worse."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.readers.pptx import read_pptx
from tests.unit.knowledge.readers.decks import changed, deck, saved, slide


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A sound presentation of two slides."""
    made = deck()
    slide(made, "Paging", ("Pages", "\tare 4 KiB")).notes_slide.notes_text_frame.text = "slowly"
    slide(made, "Frames", ("hold pages",))
    return saved(made)


def why(data: bytes) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_pptx(data, "deck.pptx")
    return caught.value.why


def test_a_truncated_file_is_damaged(whole: bytes) -> None:
    """Half a file says that it is not whole."""
    assert "not whole" in why(whole[: len(whole) // 2])


def test_a_password_is_named() -> None:
    """An encrypted presentation asks for one without a password."""
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "password" in why(locked)


def test_the_old_format_is_named() -> None:
    """A .ppt says what to do."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le")
    assert "save it as .pptx" in why(old)


def test_a_bomb_is_not_unpacked(whole: bytes) -> None:
    """A part that unpacks to hundreds of times its size stops the file before it is unpacked."""
    bomb = changed(whole, extra={"ppt/media/image9.xml": b"\0" * 60_000_000})
    assert len(bomb) < 200_000
    assert "far more" in why(bomb)


def test_another_zip_is_no_presentation() -> None:
    """A zip of something else says so."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert (
        why(buffer.getvalue())
        == "there is no presentation in this file: save it again or export it as PDF"
    )


def test_one_damaged_slide_costs_only_itself(whole: bytes) -> None:
    """The other slides are read, and a warning names the damaged one."""
    broken = changed(
        whole, lambda name, part: part[:200] if name == "ppt/slides/slide1.xml" else part
    )
    reading = read_pptx(broken, "deck.pptx")
    assert [s.title for s in reading.slides] == ["Frames"]
    assert reading.warnings == ("slide 1 is damaged and was left out",)


def test_entities_are_not_expanded(whole: bytes) -> None:
    """A document type in a part reads no file and expands nothing."""
    evil = b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    data = changed(
        whole,
        lambda name, part: (
            part.replace(b"?>", b"?>" + evil, 1).replace(b"hold pages", b"hold &x;")
            if name == "ppt/slides/slide2.xml"
            else part
        ),
    )
    reading = read_pptx(data, "deck.pptx")
    assert [b.text for s in reading.slides[1:] for b in s.bullets] in ([], ["hold"])


def test_targets_outside_the_file_are_not_followed(whole: bytes) -> None:
    """A relationship that says it leads outside is not followed, whatever its target."""
    data = changed(
        whole,
        lambda name, part: (
            part.replace(
                b'Target="slides/slide2.xml"', b'Target="slides/slide2.xml" TargetMode="External"'
            )
            if name == "ppt/_rels/presentation.xml.rels"
            else part
        ),
    )
    assert [s.title for s in read_pptx(data, "deck.pptx").slides] == ["Paging"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(spots=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_changed_bytes_never_crash_the_reader(whole: bytes, spots: list[tuple[float, int]]) -> None:
    """Whatever bytes change, there are slides or one sentence."""
    data = bytearray(whole)
    for share, value in spots:
        data[min(int(share * len(data)), len(data) - 1)] = value
    _read(bytes(data))


@settings(max_examples=60, deadline=None)
@given(
    part=st.sampled_from(
        ["ppt/slides/slide1.xml", "ppt/presentation.xml", "ppt/slideLayouts/slideLayout2.xml"]
    ),
    start=st.floats(0, 1),
    length=st.integers(0, 60),
    filler=st.sampled_from([b"", b"9", b'"', b"<a:p>", b"-1", b"\xff"]),
)
def test_changed_xml_never_crashes_the_reader(
    whole: bytes, part: str, start: float, length: int, filler: bytes
) -> None:
    """Whatever is cut out of a part, there are slides or one sentence."""

    def cut(name: str, data: bytes) -> bytes:
        place = int(start * len(data))
        return data[:place] + filler + data[place + length :] if name == part else data

    _read(changed(whole, cut))


def _read(data: bytes) -> None:
    with suppress(UnreadableSource):
        read_pptx(data, "deck.pptx")
