"""Words that many questions hold and that say little of what is asked."""

from __future__ import annotations

HINTS = frozenset(
    """thing things stuff kind kinds component components sort type types example examples part parts piece pieces
    summary summarize summarise detail similar list name names long get go do done make made use used uses using work works
    working happen happens short full form one ones two way ways point idea purpose basic basics simple word words term
    terms topic topics subject concept concepts phase phases
    step steps stage stages rule rules formula formulas feature features property properties take takes taking place places
    giving given holding calculate calculated compute computed consist consists comprise comprises contain contains involve involves
    characteristic characteristics overview always never ever still usually
    think thinks argue argues argued believe believes""".split()
)
"""Words that say little: they count where they are spoken of, and are not missed where not."""
