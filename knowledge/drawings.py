"""What of a drawing stands among a slide's lines: "A", "B", "6 5 7"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_LABELS = re.compile(r"(?:[^\w$€£%]*(?:[^\W\d_]|\d{1,3})(?![\w%°]))+[^\w$€£%°]*")
_SEVERAL = 2


def labels_in(texts: Sequence[str], under: Collection[int]) -> frozenset[int]:
    """The lines without a letter or digit, and those of lone letters and numbers where there are several.

    Under a heading ("Languages: C, R", each in its line; `under` has their places) they are names,
    unless some stand twice.
    """
    found = [n for n, text in enumerate(texts) if _LABELS.fullmatch(text)]
    if len({texts[n] for n in found}) == len(found):
        found = [n for n in found if n not in under]
    blank = [n for n, text in enumerate(texts) if not any(map(str.isalnum, text))]
    return frozenset(blank if len(found) < _SEVERAL else [*blank, *found])
