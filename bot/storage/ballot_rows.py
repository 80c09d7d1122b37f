"""A ballot as a row: under whom it stands, and its choice as it is written."""

from __future__ import annotations

import json

from bot.services.polls.ports import Choice, Poll
from bot.services.polls.secrecy import decrypted, encrypted, token

_HIDDEN = "hidden"


def voter_of(poll: Poll, key: bytes | None, user: str) -> str:
    """What stands in a voter's place; "" where an anonymous poll has no key: nobody can tell any more."""
    if not poll.settings.anonymous:
        return user
    return token(key, user) if key else ""


def written(choice: Choice, key: bytes | None) -> Choice:
    """As it is stored: in cipher where the poll has a key. That it was taken back is no secret."""
    return {_HIDDEN: encrypted(key, json.dumps(choice))} if key and choice else choice


def read(stored: Choice, key: bytes | None) -> Choice:
    """What was written."""
    if not key or not stored:
        return stored
    choice: Choice = json.loads(decrypted(key, stored[_HIDDEN]))
    return choice
