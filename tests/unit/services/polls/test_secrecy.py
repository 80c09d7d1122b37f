"""Keyed hashes in place of voters, and clicks' times that only their voter's id opens."""

from __future__ import annotations

from base64 import urlsafe_b64decode

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls.secrecy import KEY_BYTES, PollCipher, new_key

ONE, OTHER = PollCipher(bytes(KEY_BYTES)), PollCipher(bytes([1] * KEY_BYTES))
stamps = st.builds(lambda s, m: f"{s}.{m:06}", st.integers(0, 2**40), st.integers(0, 999_999))


def test_a_voter_has_the_same_token_again_another_voter_or_poll_another() -> None:
    """So a vote can be changed, and two polls tell nothing of each other."""
    assert ONE.token("U1") == ONE.token("U1")
    assert len({ONE.token("U1"), ONE.token("U2"), OTHER.token("U1")}) == 3
    assert "U1" not in ONE.token("U1")


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
    assert ONE.is_newer("U1", two, ONE.sealed("U1", one)) == newer


def test_the_same_moment_is_sealed_otherwise_each_time() -> None:
    """Equal or near times cannot be seen from what is stored."""
    first, second = (ONE.sealed("U1", "1637431200.000100") for _ in range(2))
    assert first != second
    assert len(first) == len(second) == 48
    assert "1637431200" not in first


def test_a_sealed_moment_is_one_voter_s() -> None:
    """Put beside another's ballot it is noticed."""
    with pytest.raises(InvalidTag):
        ONE.is_newer("U2", "1637431201.000000", ONE.sealed("U1", "1637431200.000000"))


@given(st.text())
def test_what_was_encrypted_is_read_with_its_key_alone(words: str) -> None:
    """And the same words are encrypted otherwise each time."""
    said = ONE.encrypted(words)
    assert ONE.decrypted(said) == words
    assert ONE.encrypted(words) != said
    with pytest.raises(InvalidTag):
        OTHER.decrypted(said)
    if len(words) > 3:
        assert words.encode() not in urlsafe_b64decode(said)


def test_what_older_versions_stored_is_read() -> None:
    """A poll that is open across an upgrade keeps its ballots."""
    # The token of U1, and what was written under the same key, as version 0.1 made them.
    assert ONE.token("U1") == "686b4c7ff1705a5371ea2c69efc3eef262194e1107ad006533b75f14240c9840"
    assert ONE.decrypted("BvtGKmxQ2lImv-CK4tGGfySGG8qDL1k7GkY-7MIr6A==") == "KVM"
    sealed = "RP6Iz3TY2fFjzgywcVfIyljtpOIL7XY3pte_uJ03WiRkZv7J"
    assert ONE.is_newer("U1", "1637431200.000101", sealed)
    assert not ONE.is_newer("U1", "1637431200.000100", sealed)
