"""What stands in a voter's place in an anonymous poll.

A poll has a random key of 32 bytes. A ballot is stored under HMAC-SHA-256 (RFC 2104) of the voter's id with it, so that
a vote can be changed while the key exists and nobody can be told from it afterwards; ids are
guessable, so a plain hash would not do. Which of two clicks was the later one has to be known as well: the time is
sealed with the same key, for that voter alone.

What was chosen is written in cipher under the same key: databases leave bytes of what they deleted in their files, and
once the key is gone nobody can read them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

KEY_BYTES = 32
_NONCE_BYTES = 8
_SALT_BYTES = 16


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


def hidden(key: bytes, words: str) -> str:
    """Words that `shown` gives back, for who has the key: hexadecimal digits, others each time."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return (salt + _streamed(key, salt, words.encode())).hex()


def shown(key: bytes, digits: str) -> str:
    """What was hidden."""
    raw = bytes.fromhex(digits)
    return _streamed(key, raw[:_SALT_BYTES], raw[_SALT_BYTES:]).decode()


def _streamed(key: bytes, salt: bytes, words: bytes) -> bytes:
    """Added to a stream of bytes that the key and the salt make (SHAKE-256, FIPS 202); doing it again takes it off."""
    stream = hashlib.shake_256(b"choice\x00" + key + salt).digest(len(words))
    return _added(words, stream)


def _added(one: bytes, other: bytes) -> bytes:
    """Bit by bit; both are of one length."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(len(one), "big")


def _micros(order: str) -> int:
    seconds, _, fraction = order.partition(".")
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6])


def _masked(key: bytes, voter: str, nonce: bytes, body: bytes) -> bytes:
    mask = _mac(key, b"order" + nonce, voter.encode())
    return _added(body, mask[: len(body)])


def _mac(key: bytes, purpose: bytes, message: bytes) -> bytes:
    return hmac.digest(key, purpose + b"\x00" + message, hashlib.sha256)
