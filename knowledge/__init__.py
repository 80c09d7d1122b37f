"""What a course knows: reading lectures, searching them, answering with their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.model import Abstention, Answer, Entry, Hit, NearMiss

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

__all__ = ["Abstention", "Answer", "Entry", "Hit", "KnowledgeBase", "NearMiss"]


def __getattr__(name: str) -> Any:
    """KnowledgeBase, when it is asked for: the processes that only read need none of its libraries."""
    if name == "KnowledgeBase":
        from knowledge.base import KnowledgeBase  # noqa: PLC0415

        return KnowledgeBase
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
