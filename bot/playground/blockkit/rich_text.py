"""Rich text (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block)."""

from __future__ import annotations

from bot.playground.blockkit.rules import (
    Check,
    Shape,
    boolean,
    integer,
    list_of,
    matching,
    may,
    need,
    one_of,
    shaped,
    string,
    typed,
    url,
)


def _style(*names: str) -> Shape:
    return {"style": may(shaped({name: may(boolean) for name in names}))}


_WORDS = _style("bold", "italic", "strike", "code", "underline")
_MENTION = _style(
    "bold", "italic", "strike", "highlight", "client_highlight", "unlink", "underline"
)
_TEXT = shaped({"text": need(string(40_000)), **_WORDS})
_LINK = shaped({"url": need(url()), "text": may(string(40_000)), "unsafe": may(boolean), **_WORDS})
_LEAVES: dict[str, Check] = {
    "text": _TEXT,
    "link": _LINK,
    "user": shaped({"user_id": need(string(32)), **_MENTION}),
    "usergroup": shaped({"usergroup_id": need(string(32)), **_MENTION}),
    "team": shaped({"team_id": need(string(32)), **_MENTION}),
    "channel": shaped({"channel_id": need(string(32)), **_MENTION}),
    "emoji": shaped(
        {
            "name": need(string(100)),
            "unicode": may(string(100)),
            "url": may(url()),
            "skin_tone": may(integer(1, 6)),
            **_WORDS,
        }
    ),
    "broadcast": shaped({"range": need(one_of("here", "channel", "everyone")), **_MENTION}),
    "color": shaped({"value": need(matching(r"#?(?:[0-9A-Fa-f]{3}){1,2}", "hex color", 9))}),
    "date": shaped(
        {
            "timestamp": need(integer()),
            "format": need(string(200)),
            "url": may(url()),
            "fallback": may(string(200)),
            **_WORDS,
        }
    ),
}
_RUN = list_of(typed(_LEAVES, "rich text element"), most=2000, least=0)
_BORDER: Shape = {"border": may(integer(0, 1))}
_SECTION = shaped({"elements": need(_RUN)})
_PARTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_preformatted": shaped(
        {
            "elements": need(
                list_of(typed({"text": _TEXT, "link": _LINK}, "preformatted element"), most=2000)
            ),
            "language": may(string(40)),
            **_BORDER,
        }
    ),
    "rich_text_quote": shaped({"elements": need(_RUN), **_BORDER}),
    "rich_text_list": shaped(
        {
            "style": need(one_of("bullet", "ordered")),
            "elements": need(
                list_of(typed({"rich_text_section": _SECTION}, "list element"), most=500)
            ),
            "indent": may(integer(0, 8)),
            "offset": may(integer()),
            **_BORDER,
        }
    ),
}
RICH_TEXT = shaped(
    {
        "block_id": may(string(255)),
        "elements": need(list_of(typed(_PARTS, "rich text object"), most=500)),
    }
)
