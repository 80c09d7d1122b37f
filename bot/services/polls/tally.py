"""What a poll came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Round:
    """A round of an instant run-off: votes by option id, and who left after it."""

    counts: Mapping[str, int]
    out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """`voters` chose something. `counts` is by option id (of a ranked poll: first choices).

    `texts` are answers or words with how often they came, the most frequent first and then by the alphabet: never in the order they
    came. `mean` and `median` are a scale's. `winners` lead; several where they are equal. `extra` is a minute paper's.
    """

    voters: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    texts: tuple[tuple[str, int], ...] = ()
    rounds: tuple[Round, ...] = ()
    mean: float | None = None
    median: float | None = None
    winners: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tally:
        """From `to_json`, after JSON made lists of its tuples; an empty one from {}."""
        fields = dict(data)
        fields["texts"] = tuple((str(text), int(n)) for text, n in data.get("texts", ()))
        fields["rounds"] = tuple(
            Round(each["counts"], tuple(each["out"])) for each in data.get("rounds", ())
        )
        fields["winners"] = tuple(data.get("winners", ()))
        return cls(**fields)
