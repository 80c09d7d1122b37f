"""Answers in HTTP/1.1, as far as it matters whether they are whole and what their status is (RFC 9112)."""

from __future__ import annotations

from typing import NamedTuple

_START = b"HTTP/1."
_BODILESS = (204, 304)


class Answer(NamedTuple):
    """`keeps`: the connection may be used for another request."""

    status: int
    keeps: bool


def read_answer(received: bytes) -> Answer | None:
    """The answer in what came over a connection so far; None while it is not whole.

    Raises:
        ValueError: it is not HTTP/1.
    """
    head, whole, body = _parted(received)
    while whole and _status(head) // 100 == 1:  # a word beforehand; the answer follows
        head, whole, body = _parted(body)
    if not whole:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    parted = (line.partition(":") for line in lines)
    fields = {name.lower(): value.strip().lower() for name, _, value in parted}
    keeps = first.startswith("HTTP/1.1 ") and fields.get("connection") != "close"
    return _ended(_status(head), fields, body, keeps=keeps)


def _parted(received: bytes) -> tuple[bytes, bytes, bytes]:
    """Status line and fields, the empty line after them or b"", and what follows."""
    head, whole, body = received.partition(b"\r\n\r\n")
    if not head.startswith(_START[: len(head)]):
        raise ValueError("not HTTP/1")
    return head, whole, body


def _status(head: bytes) -> int:
    return _number(head[9:12].decode("latin-1"), 10)


def _ended(status: int, fields: dict[str, str], body: bytes, *, keeps: bool) -> Answer | None:
    if status in _BODILESS:
        return Answer(status, keeps and not body)
    if fields.get("transfer-encoding", "").endswith("chunked"):
        length = _length_of_chunks(body)
    elif "content-length" in fields:
        length = _number(fields["content-length"], 10)
    else:  # it ends with the connection, and nobody reads it
        return Answer(status, keeps=False)
    if length is None or len(body) < length:
        return None
    return Answer(status, keeps and len(body) == length)


def _length_of_chunks(body: bytes) -> int | None:
    """Up to where a chunked body goes; None where its end is not there yet."""
    at = 0
    while (end := body.find(b"\r\n", at)) >= 0:
        size = _number(body[at:end].split(b";")[0].decode("latin-1"), 16)
        if size == 0:
            last = body.find(b"\r\n\r\n", end)
            return last + 4 if last >= 0 else None
        at = end + 2 + size + 2
    return None


def _number(text: str, base: int) -> int:
    """Raises ValueError for what is none, and for the signs and underscores that Python allows."""
    if not text.strip().isalnum():
        raise ValueError("not a number")
    return int(text, base)
