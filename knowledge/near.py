"""What came near an answer: quotations to look at beside it, or in its place."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.gist import slide_entry_id
from knowledge.model import NearMiss
from knowledge.signs import Weighed


def near_misses(spans: Sequence[Weighed], quoted: str = "") -> tuple[NearMiss, ...]:
    """Up to three quotations that came close, none of them part of `quoted`."""
    misses: dict[str, NearMiss] = {}
    for weighed_span in spans:
        span = weighed_span.span
        if span.coverage < 0.2 or span.quote in quoted:
            continue
        title = span.slide.title or span.pieces[0].text
        miss = NearMiss(slide_entry_id(span.slide), title, span.quote, weighed_span.confidence)
        misses.setdefault(span.quote, miss)
    return tuple(misses.values())[:3]
