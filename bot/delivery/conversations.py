"""What a log may say of where something was posted."""

from __future__ import annotations


def conversation(place: str) -> str:
    """A channel by its id; of a conversation with one person only that it is one, as its id stands for that person."""
    return place if place.startswith(("C", "G")) else "direct message"
