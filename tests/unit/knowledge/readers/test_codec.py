"""What crosses the pipe and lies in the cache comes back as it was."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.model import Box, Bullet, Deadline, Form, Slide
from knowledge.readers.codec import CodecError, decode, decode_value, encode, encode_value
from knowledge.readers.reading import Reading

SLIDE = Slide("a.pdf", "KVM", (Bullet("x = 1\ny = 2", 1, form=Form.CODE),), page=3, builds=(1, 2))
READING = Reading((SLIDE,), warnings=("look",), pages=3)


_FRACTIONS = st.floats(allow_nan=False)
st.register_type_strategy(Box, st.builds(Box, _FRACTIONS, _FRACTIONS, _FRACTIONS, _FRACTIONS))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Reading))
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert decode(encode(reading)) == reading


@given(st.text(st.characters(categories=["Cs", "Ll", "Zs"])))
def test_broken_characters_come_back_as_they_were(text: str) -> None:
    assert decode_value(Bullet, encode_value(Bullet(text))).text == text


def test_floats_of_pages_stay_floats() -> None:
    box = Box(0.1, 1 / 3, 1.0, 0.7)
    assert decode_value(Box, encode_value(box)) == box
    assert {type(getattr(decode_value(Box, encode_value(box)), f.name)) for f in fields(Box)} == {
        float
    }


@pytest.mark.parametrize(
    "when",
    [
        datetime(2021, 12, 1, 23, 59, tzinfo=ZoneInfo("America/Los_Angeles")),
        datetime(2021, 11, 7, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=1),
        datetime(2021, 12, 1, 23, 59, tzinfo=timezone(timedelta(hours=-12))),
    ],
    ids=["zone", "second of two", "offset"],
)
def test_a_moment_keeps_its_zone(when: datetime) -> None:
    item = Deadline("Essay", "due", when, when, False, "UTC", "Essay due", 0.9)
    back = decode_value(Deadline, encode_value(item))
    assert back == item
    assert (back.ends_at.isoformat(), back.ends_at.tzinfo) == (when.isoformat(), when.tzinfo)
    assert back.ends_at + timedelta(days=180) == when + timedelta(days=180)


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert encode(READING) == encode(decode(encode(READING)))


@given(st.integers(0, len(encode(READING)) - 1))
def test_bytes_cut_off_anywhere_are_refused(length: int) -> None:
    with pytest.raises(CodecError):
        decode(encode(READING)[:length])


@given(st.binary())
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b'[0,"Reading",[[]]]',
        b'[1,"Slide",["a","b"]]',
        b'[1,"Reading",[[["a"]]]]',
        b'[1,"Reading",[[["a",7]]]]',
        b'[1,"Reading",[[],[],[],[],"yesterday"]]',
        b'[1,"Reading",[[],[],[],[],null,true]]',
        b'[1,"Reading",[[],[],[],[],null,3,"en",[],1,2,3]]',
        b'[1,"Reading",{}]',
        b'[1,"Reading"]',
        b"[" * 100_000,
    ],
)
def test_json_of_another_shape_or_version_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode(data)
