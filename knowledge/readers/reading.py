"""What a reader hands on: slides, and the account of how they came about."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Dropped, Repair, Slide


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read."""

    slides: tuple[Slide, ...]
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
