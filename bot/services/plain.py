"""What people typed, as they read it: Slack's tokens and entities turned back into text."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_UNNAMED = {"@": "somebody", "#": "a channel"}


def plain(text: str) -> str:
    """The text of a message or a command without Slack's encoding.

    Mentions keep a name where Slack gives one, links keep their label or address. What comes out is
    a person's text like any other, to be escaped before it is shown.
    """
    decoded = _TOKEN.sub(_as_read, text)
    return decoded.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _as_read(token: re.Match[str]) -> str:
    sign, target, label = token[1], token[2], token[3] or ""
    if sign in {"@", "#"}:
        return sign + label if label else _UNNAMED[sign]
    if sign == "!":
        return label or f"@{target.partition('^')[0]}"
    return label or target
