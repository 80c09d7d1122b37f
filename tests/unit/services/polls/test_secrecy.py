"""Keyed hashes in place of voters, and clicks' times that only their voter's id opens."""

from __future__ import annotations

from base64 import urlsafe_b64decode

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls.secrecy import (
    KEY_BYTES,
    decrypted,
    encrypted,
    is_newer,
    new_key,
    sealed,
    token,
)

KEY, OTHER = bytes(KEY_BYTES), bytes([1] * KEY_BYTES)
stamps = st.builds(lambda s, m: f"{s}.{m:06}", st.integers(0, 2**40), st.integers(0, 999_999))


def test_a_voter_has_the_same_token_again_another_voter_or_poll_another() -> None:
    """So a vote can be changed, and two polls tell nothing of each other."""
    assert token(KEY, "U1") == token(KEY, "U1")
    assert len({token(KEY, "U1"), token(KEY, "U2"), token(OTHER, "U1")}) == 3
    assert "U1" not in token(KEY, "U1")


def test_keys_are_random() -> None:
    """Two are never the same."""
    assert new_key() != new_key()
    assert len(new_key()) == KEY_BYTES


@given(stamps, stamps)
def test_a_click_is_newer_than_a_sealed_one_just_when_its_stamp_is_greater(
    one: str, two: str
) -> None:
    """By microseconds, as Slack counts them."""
    newer = tuple(map(int, two.split("."))) > tuple(map(int, one.split(".")))
    assert is_newer(KEY, "U1", two, sealed(KEY, "U1", one)) == newer


def test_the_same_moment_is_sealed_otherwise_each_time() -> None:
    """Equal or near times cannot be seen from what is stored."""
    first, second = (sealed(KEY, "U1", "1637431200.000100") for _ in range(2))
    assert first != second
    assert len(first) == len(second) == 48
    assert "1637431200" not in first


def test_a_sealed_moment_is_one_voter_s() -> None:
    """Put beside another's ballot it is noticed."""
    with pytest.raises(InvalidTag):
        is_newer(KEY, "U2", "1637431201.000000", sealed(KEY, "U1", "1637431200.000000"))


@given(st.text())
def test_what_was_encrypted_is_read_with_its_key_alone(words: str) -> None:
    """And the same words are encrypted otherwise each time."""
    said = encrypted(KEY, words)
    assert decrypted(KEY, said) == words
    assert encrypted(KEY, words) != said
    with pytest.raises(InvalidTag):
        decrypted(OTHER, said)
    if len(words) > 3:
        assert words.encode() not in urlsafe_b64decode(said)
