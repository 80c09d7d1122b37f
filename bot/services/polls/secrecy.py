"""What stands in a voter's place in an anonymous poll, and in the place of what they chose.

A poll has a random key of 32 bytes. A ballot is stored under HMAC-SHA-256 (RFC 2104) of the voter's id with it, so that
a vote can be changed while the key exists and nobody can be told from it afterwards; ids are
guessable, so a plain hash would not do.

What was chosen, and when it was clicked (to tell the later of two clicks), are encrypted with ChaCha20-Poly1305 (RFC 8439)
under the same key: databases leave bytes of what they deleted in their files, and once the key is gone nobody can read them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

KEY_BYTES = 32
_NONCE_BYTES = 12
_CHOICE = b"choice"


def new_key() -> bytes:
    """A key for one poll."""
    return secrets.token_bytes(KEY_BYTES)


class PollCipher:
    """A poll's key at work: what follows from it is derived once for the ballots of one transaction.

    As secret as the key: like it, never kept.
    """

    __slots__ = ("_aead", "_voters")

    def __init__(self, key: bytes) -> None:
        self._voters = hmac.new(key, b"voter\x00", hashlib.sha256)
        self._aead = ChaCha20Poly1305(hmac.digest(key, b"cipher\x00", hashlib.sha256))

    def token(self, voter: str) -> str:
        """What stands in the voter's place: 64 hexadecimal digits."""
        mac = self._voters.copy()
        mac.update(voter.encode())
        return mac.hexdigest()

    def sealed(self, voter: str, order: str) -> str:
        """A voter's click's time stamp ("1637431200.000123"), encrypted: 48 characters."""
        return self._encrypted(_micros(order).to_bytes(8, "big"), voter.encode())

    def is_newer(self, voter: str, order: str, than: str) -> bool:
        """Is a click later than the one that was sealed? Raises InvalidTag for another voter's."""
        return _micros(order) > int.from_bytes(self._decrypted(than, voter.encode()), "big")

    def encrypted(self, words: str) -> str:
        """Words that `decrypted` gives back; other characters each time."""
        return self._encrypted(words.encode(), _CHOICE)

    def decrypted(self, said: str) -> str:
        """What was encrypted. Raises InvalidTag where it was changed, or the key is another."""
        return self._decrypted(said, _CHOICE).decode()

    def _encrypted(self, data: bytes, about: bytes) -> str:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return urlsafe_b64encode(nonce + self._aead.encrypt(nonce, data, about)).decode()

    def _decrypted(self, said: str, about: bytes) -> bytes:
        raw = urlsafe_b64decode(said)
        return self._aead.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about)


def _micros(order: str) -> int:
    seconds, _, fraction = order.partition(".")
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6])
