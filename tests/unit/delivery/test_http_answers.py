"""Answers in HTTP/1.1: whole or not yet, their status, and whether the connection can be kept."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.http_answers import Answer, read_answer

bodies = st.binary(max_size=40)


def plain(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def chunked(chunks: list[bytes]) -> bytes:
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
    said = b"".join(b"%x;why=no\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks if chunk)
    return head + said + b"0\r\nTrailer: 1\r\n\r\n"


@given(st.one_of(bodies.map(plain), st.lists(bodies, max_size=3).map(chunked)))
def test_an_answer_is_there_with_its_last_byte_and_no_sooner(whole: bytes) -> None:
    """Wherever the network cut it."""
    assert all(read_answer(whole[:size]) is None for size in range(len(whole)))
    assert read_answer(whole) == Answer(200, keeps=True)


@given(bodies.map(plain), st.binary(min_size=1, max_size=5))
def test_a_connection_that_says_more_than_was_asked_is_not_kept(whole: bytes, more: bytes) -> None:
    """It would be taken for the next answer."""
    assert read_answer(whole + more) == Answer(200, keeps=False)


@pytest.mark.parametrize(
    ("received", "answer"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", Answer(404, keeps=True)),
        (b"HTTP/1.1 204 No Content\r\n\r\n", Answer(204, keeps=True)),
        (b"HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok", Answer(200, keeps=False)),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", Answer(200, keeps=False)),
        (b"HTTP/1.1 500 Oops\r\n\r\nuntil the end", Answer(500, keeps=False)),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000 + plain(b"ok"), Answer(200, keeps=True)),
        (b"HTTP/1.1 100 Continue\r\n\r\n", None),
    ],
)  # fmt: skip
def test_the_status_and_whether_the_connection_stays(
    received: bytes, answer: Answer | None
) -> None:
    """As RFC 9112 says."""
    assert read_answer(received) == answer


@pytest.mark.parametrize(
    "received",
    [
        b"SSH-2.0-OpenSSH\r\n",
        b"<html>",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 ok\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1_0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsome\r\n",
    ],
)
def test_what_is_no_answer_is_refused(received: bytes) -> None:
    """With nothing but ValueError."""
    with pytest.raises(ValueError, match=r"HTTP/1|number|invalid literal"):
        read_answer(received)


@given(st.binary(max_size=80), st.sampled_from([b"", b"HTTP/1.1 ", chunked([])[:-20]]))
def test_no_bytes_break_it(received: bytes, start: bytes) -> None:
    """An answer, none yet, or ValueError."""
    with suppress(ValueError):
        read_answer(start + received)
