"""A ballot as a row: under whom it stands, and its choice as it is written."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.services.polls.ports import Choice, Poll
from bot.services.polls.secrecy import PollCipher

_HIDDEN = "hidden"


def voter_of(poll: Poll, cipher: PollCipher | None, user: str) -> str:
    """What stands in a voter's place; "" where an anonymous poll has no key: nobody can tell any more."""
    if not poll.settings.anonymous:
        return user
    return cipher.token(user) if cipher else ""


def written(choice: Choice, cipher: PollCipher | None) -> Choice:
    """As it is stored: in cipher where the poll has a key. That it was taken back is no secret."""
    return {_HIDDEN: cipher.encrypted(json.dumps(choice))} if cipher and choice else choice


def read_all(stored: Sequence[Choice], cipher: PollCipher | None) -> Sequence[Choice]:
    """What was written in each; their JSON is read at once, which takes a third of the time."""
    if not cipher:
        return stored
    words = (cipher.decrypted(each[_HIDDEN]) if each else "{}" for each in stored)
    choices: list[Choice] = json.loads(f"[{','.join(words)}]")
    return choices
