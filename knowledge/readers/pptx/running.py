"""What stands on slide after slide at the same place and belongs to none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.model import Dropped
from knowledge.readers.pptx.page import Page, Text

_SHARE = 0.5
_LEAST = 3
_HIGH, _LOW = 12, 85
"""Percents of the slide's height: above and below there is no body."""

Mark = tuple[str, tuple[int, ...]]


def drop_running(pages: Sequence[Page]) -> list[Dropped]:
    """Takes footers and what recurs out of the pages; says each once, and numbers not at all."""
    shown = Counter(
        mark for page in pages for mark in dict.fromkeys(_mark(text) for text in page.texts)
    )
    least = max(_LEAST, _SHARE * len(pages))
    dropped: dict[str, str] = {}
    for page in pages:
        kept = []
        for text in page.texts:
            if text.running:
                dropped.setdefault(text.words, "a footer, date or slide number")
            elif text.spot and not text.body and shown[_mark(text)] >= least:
                dropped.setdefault(text.words, "stands at the same place on most slides")
            else:
                kept.append(text)
        page.texts[:] = kept
        for words in page.outside:
            dropped.setdefault(words, "lies beside the slide, where it is not shown")
    return [Dropped(words, why) for words, why in dropped.items() if not words.isdigit()]


def _mark(text: Text) -> Mark:
    """Its words and its place, about; at the edges of a slide whatever numbers it counts up."""
    words = text.words.casefold()
    if text.spot[1:2] >= (_LOW,) or text.spot[3:4] <= (_HIGH,):
        words = re.sub(r"\d+", "#", words)
    return words, tuple(round(x / 2) for x in text.spot)
