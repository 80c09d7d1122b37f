"""Titles of slides that have none: that of their section, where a slide is nothing but its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.readers.drafts import Draft
from knowledge.readers.markdown.sections import says_little

_LABELLED = re.compile(r"[^\W\d_a-z][\w'’() -]{1,50}: ")


def lend_titles(drafts: Sequence[Draft]) -> None:
    """Slides without a title that follow one which is nothing but its title are about that.

    The deck's first one names the lecture, and "Questions?" no subject; "Malware: …" begins one of its own.
    """
    lent = ""
    for draft in [draft for draft in drafts if not draft.empty][1:]:
        if draft.title:
            section = not draft.bullets and not draft.hidden and not says_little(draft.title)
            lent = draft.title if section else ""
        else:
            lent = "" if _LABELLED.match(draft.bullets[0].text) else lent
            draft.title = lent
