"""What Slack does to text that people type: escaping, mentions, links, a rich_text block."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.state import World

_ENCODED = re.compile(r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+(?:\|[^<>|]*)?)>")
_AT = re.compile(r"(?<![\w<])@([\w.]+(?: [A-Z]\w+)?)")
_HASH = re.compile(r"(?<![\w<&])#([a-z0-9_-]+)")
_URL = re.compile(r"https?://[^\s<>|]+")
_PARTS = re.compile(
    r"<(@|#)([A-Z0-9]+)(?:\|[^>]*)?>|<(https?://[^>|]+)(?:\|([^>]*))?>|:([a-z0-9_+-]+):"
)


def escape(text: str) -> str:
    """`&`, `<` and `>` as Slack writes them in a message's text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def encode(text: str, world: World) -> str:
    """A composer's text as it arrives in events: escaped, with ids for people and channels."""
    out, at = [], 0
    for token in _ENCODED.finditer(text):
        out += [_encode_plain(text[at : token.start()], world), token[0]]
        at = token.end()
    return "".join([*out, _encode_plain(text[at:], world)])


def _encode_plain(text: str, world: World) -> str:
    text = escape(text)
    text = _URL.sub(lambda m: f"<{m[0]}>", text)
    text = _AT.sub(lambda m: _mention(m, world), text)
    return _HASH.sub(lambda m: _channel(m, world), text)


def _mention(found: re.Match[str], world: World) -> str:
    whole = world.by_name(found[1])
    if whole is not None:
        return f"<@{whole.id}>"
    first, _, rest = found[1].partition(" ")
    user = world.by_name(first)
    return f"<@{user.id}>{' ' + rest if rest else ''}" if user else found[0]


def _channel(found: re.Match[str], world: World) -> str:
    for channel in world.channels.values():
        if channel.name == found[1] and not channel.is_private:
            return f"<#{channel.id}|{channel.name}>"
    return found[0]


def rich_text(text: str, block_id: str) -> dict[str, Any]:
    """The rich_text block Slack adds to what people write."""
    elements: list[dict[str, Any]] = []
    at = 0
    for part in _PARTS.finditer(text):
        if part.start() > at:
            elements.append({"type": "text", "text": unescape(text[at : part.start()])})
        elements.append(_element(part))
        at = part.end()
    if at < len(text):
        elements.append({"type": "text", "text": unescape(text[at:])})
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _element(part: re.Match[str]) -> dict[str, Any]:
    if part[1] == "@":
        return {"type": "user", "user_id": part[2]}
    if part[1] == "#":
        return {"type": "channel", "channel_id": part[2]}
    if part[3]:
        return {"type": "link", "url": part[3], **({"text": part[4]} if part[4] else {})}
    return {"type": "emoji", "name": part[5]}
