"""What Slack does to text that people type: escaping, mentions, links, a rich_text block."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.state import World

_ENCODED = re.compile(r"<(?:@([UW][A-Z0-9]+)|#([CG][A-Z0-9]+))(?:\|[^<>|]*)?>")
_URL = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)'\"\]]")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WHOLE = re.compile("|".join(f"(?P<{n}>{p.pattern})" for n, p in (("url", _URL), ("mail", _MAIL))))
_AT = re.compile(r"(?<![\w<])@(\w+(?:\.\w+)*(?: [A-Z]\w+)?)")
_HASH = re.compile(r"(?<![\w<&])#([a-z0-9_-]+)")
_BROADCASTS = frozenset({"channel", "here", "everyone"})
_PARTS = re.compile(
    r"<(@|#)([A-Z0-9]+)(?:\|[^>]*)?>|<!(channel|here|everyone)>"
    r"|<((?:https?://|mailto:)[^>|]+)(?:\|([^>]*))?>|:([a-z0-9_+-]+):"
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
        out += [_encode_plain(text[at : token.start()], world), _known(token, world)]
        at = token.end()
    return "".join([*out, _encode_plain(text[at:], world)])


def _known(token: re.Match[str], world: World) -> str:
    """A mention that the page's menu made; an id of nobody is only text. Private names stay private."""
    channel = world.channels.get(token[2] or "")
    if channel is not None:
        hidden = channel.is_private or channel.is_im
        return f"<#{channel.id}>" if hidden else f"<#{channel.id}|{channel.name}>"
    return f"<@{token[1]}>" if token[1] in world.users else escape(token[0])


def _encode_plain(text: str, world: World) -> str:
    out, at = [], 0
    for found in _WHOLE.finditer(text):
        out += [_mentions(text[at : found.start()], world), _link(found)]
        at = found.end()
    return "".join([*out, _mentions(text[at:], world)])


def _link(found: re.Match[str]) -> str:
    address = escape(found[0])
    return f"<{address}>" if found["url"] else f"<mailto:{address}|{address}>"


def _mentions(text: str, world: World) -> str:
    text = _AT.sub(lambda m: _mention(m, world), escape(text))
    return _HASH.sub(lambda m: _channel(m, world), text)


def _mention(found: re.Match[str], world: World) -> str:
    whole = world.by_name(found[1])
    if whole is not None:
        return f"<@{whole.id}>"
    first, space, rest = found[1].partition(" ")
    if first in _BROADCASTS:
        return f"<!{first}>{space}{rest}"
    user = world.by_name(first)
    return f"<@{user.id}>{space}{rest}" if user else found[0]


def _channel(found: re.Match[str], world: World) -> str:
    for channel in world.channels.values():
        if channel.name == found[1] and not channel.is_private:
            return f"<#{channel.id}|{channel.name}>"
    return found[0]


def command_text(text: str, world: World, *, should_escape: bool) -> str:
    """What was typed behind a slash command, as the app gets it.

    Where the manifest says `should_escape`, people, channels and links are encoded, people with
    their handle; where it doesn't, they stay as they were typed.
    """
    if should_escape:
        return _ENCODED.sub(lambda token: _with_name(token, world), encode(text, world))
    return escape(_ENCODED.sub(lambda token: _as_typed(token, world), text))


def _with_name(token: re.Match[str], world: World) -> str:
    user = world.users.get(token[1] or "")
    return f"<@{user.id}|{user.name}>" if user else token[0]


def _as_typed(token: re.Match[str], world: World) -> str:
    user, channel = world.users.get(token[1] or ""), world.channels.get(token[2] or "")
    if user is not None:
        return f"@{user.name}"
    return f"#{channel.name}" if channel is not None and channel.name else token[0]


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
        return {"type": "broadcast", "range": part[3]}
    if part[4]:
        label = {"text": unescape(part[5])} if part[5] else {}
        return {"type": "link", "url": unescape(part[4]), **label}
    return {"type": "emoji", "name": part[6]}
