"""What polls say of themselves, in words: what to do, what is promised, what it came to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from bot.blocks.mrkdwn import escape
from bot.blocks.times import span_of, titled
from bot.services.polls.counting import MOST_WORDS
from bot.services.polls.ports import CLOSED, FEW, MULTI, RANKED, SCALE, SINGLE, TEXT, WORDS, Poll
from bot.services.polls.tally import Tally

ANONYMOUS = "*Anonymous:* no name is kept with a choice"
ANONYMOUS_PLAIN = "Anonymous: no name is kept with a choice."
NAMED = "Not anonymous: “Who voted” shows who chose what"
NAMED_LATER = f"{NAMED} once it is closed"
SHOWN_LATER = "once you say so, or when a second round closes"
SHOWN_ON_CLOSING = "when the poll closes"
"""When a right answer shows: of a first round, and of all others (services.polls.telling)."""
_LISTED = 5
_LTR, _ISOLATE, _END = "\u2066", "\u2068", "\u2069"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HOW = {
    SINGLE: "One choice each",
    RANKED: "Ranked: click your favourite first, then the next best; bars show first choices",
    SCALE: "One number each",
    TEXT: "In your own words",
    WORDS: f"Up to {MOST_WORDS} words, with commas between them",
}


def how(poll: Poll) -> str:
    """What a voter may do."""
    if poll.kind != MULTI:
        return _HOW.get(poll.kind, "")
    most = poll.settings.most
    if not most or most >= len(poll.shown):
        return "As many choices as you like"
    return f"Up to {most} choices each" if most > 1 else "One choice each"


def voters(number: int, *, closed: bool = False) -> str:
    """ "12 people voted", "Nobody has voted yet" """
    if not number:
        return "Nobody voted" if closed else "Nobody has voted yet"
    return f"{number:,} people voted" if number > 1 else "1 person voted"


def promise(poll: Poll) -> str:
    """Whether names are kept, and when they are told."""
    if poll.settings.anonymous:
        return ANONYMOUS
    return NAMED_LATER if poll.settings.hidden and poll.state != CLOSED else NAMED


def withheld(poll: Poll, tally: Tally) -> str:
    """Why no counts are shown while it is open; "" where they are."""
    if poll.settings.hidden:
        return "results are shown when it closes"
    if not poll.settings.anonymous:
        return ""
    if poll.kind in (TEXT, WORDS):
        return "answers are shown when it closes"
    if tally.voters < FEW:
        return f"counts are shown from {FEW} voters on, or when it closes"
    return ""


def option(text: str, longest: int = 2_800) -> str:
    """An option as mrkdwn; right-to-left text turns nothing around that stands beside it."""
    return titled(text, longest)


def settled(text: str) -> str:
    """Text without the characters that turn what follows around."""
    return _CONTROLS.sub("", text)


def isolated(text: str) -> str:
    """The same as plain text, which needs no escaping."""
    bare = settled(" ".join(text.split()))
    return f"{_ISOLATE}{bare}{_END}" if _turns(bare) else bare


def beside(text: str, row: str) -> str:
    """What stands under a text, from left to right also where the text is not."""
    return f"{_LTR}{row}{_END}" if row and _turns(text) else row


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def listed(texts: Sequence[str]) -> str:
    """ "*A*, *B* and *C*"; of many, the first and how many more."""
    bold = [f"*{escape_bold(text)}*" for text in texts[:_LISTED]]
    if len(texts) > _LISTED:
        bold.append(f"{len(texts) - _LISTED} more")
    return " and ".join((", ".join(bold[:-1]), bold[-1])) if len(bold) > 1 else "".join(bold)


def escape_bold(text: str) -> str:
    """Text between asterisks: they take no line break."""
    return option(" ".join(text.split()), 200)


def quoted(text: str, longest: int) -> str:
    """Somebody's text in quotation marks, on one line."""
    return f"“{option(text, longest)}”"


def span(seconds: int) -> str:
    """ "10 minutes" """
    return span_of(timedelta(seconds=seconds))


def plain_number(value: float) -> str:
    """ "4", "3.5", "3.67" """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def fallback(lines: Sequence[str], longest: int = 3_900) -> str:
    """For notifications and screen readers: escaped, all of it where it has room."""
    text = escape("\n".join(line for line in lines if line))
    if len(text) <= longest:
        return text
    room = longest // max(1, len(lines))
    kept = (escape(line if len(line) <= room else line[: max(1, room // 2)] + "…") for line in lines if line)  # fmt: skip
    return "\n".join(kept)[:longest]
