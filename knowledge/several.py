"""Two questions' answers as one message."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Answer, Quotation


def both(one: Answer, other: Answer) -> Answer | None:
    """Two questions' answers as one; None where it takes one quotation, or there is nothing to quote.

    Dates come first: only the answer itself can hold them.
    """
    first, second = (other, one) if other.deadlines else (one, other)
    quotes = first.entry is not None or bool(first.deadlines)
    if not quotes or second.deadlines or second.entry is None or second.source is None:
        return None
    if first.entry == second.entry or second.quote in first.quote:
        return None
    quoted = Quotation(second.entry.id, second.quote, second.source)
    sure = min(one.confidence, other.confidence)
    return replace(first, confidence=sure, also=(*first.also, quoted, *second.also))
