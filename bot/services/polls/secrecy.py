"""What stands in a voter's place in an anonymous poll.

A poll has a random key of 32 bytes. A ballot is stored under HMAC-SHA-256 (RFC 2104) of the voter's id with it, so that
a vote can be changed while the key exists and nobody can be told from it afterwards; ids are
guessable, so a plain hash would not do. Which of two clicks was the later one has to be known as well: the time is
sealed with the same key, for that voter alone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

KEY_BYTES = 32
_NONCE_BYTES = 8


def new_key() -> bytes:
    """A key for one poll."""
    return secrets.token_bytes(KEY_BYTES)


def token(key: bytes, voter: str) -> str:
    """What stands in the voter's place: 64 hexadecimal digits."""
    return _mac(key, b"voter", voter.encode()).hex()


def sealed(key: bytes, voter: str, order: str) -> str:
    """A click's time stamp ("1637431200.000123"), readable with the key and the voter's id only."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return (nonce + _masked(key, voter, nonce, _micros(order).to_bytes(8, "big"))).hex()


def is_newer(key: bytes, voter: str, order: str, than: str) -> bool:
    """Is a click later than the one that was sealed?"""
    raw = bytes.fromhex(than)
    nonce, body = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
    return _micros(order) > int.from_bytes(_masked(key, voter, nonce, body), "big")


def _micros(order: str) -> int:
    seconds, _, fraction = order.partition(".")
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6])


def _masked(key: bytes, voter: str, nonce: bytes, body: bytes) -> bytes:
    mask = _mac(key, b"order" + nonce, voter.encode())
    return bytes(a ^ b for a, b in zip(body, mask, strict=False))


def _mac(key: bytes, purpose: bytes, message: bytes) -> bytes:
    return hmac.digest(key, purpose + b"\x00" + message, hashlib.sha256)
