"""Slack's text, in one place: escaping, quoting, dates, lengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

Block = dict[str, Any]
SECTION_TEXT = 3_000
BUTTON_TEXT = 75
_TABLE_WIDTH = 80
_ZERO_WIDTH = "\u2060"


def escape(text: str) -> str:
    """Text that people or slides wrote, as mrkdwn that shows it and does nothing else.

    `&`, `<` and `>` are escaped, so no mention or broadcast can form; a word joiner keeps `*`, `_`,
    `~` and backticks at a word's edge from formatting.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"{_ZERO_WIDTH}{c}" if c in "*_~`" else c for c in text)


def shorten(text: str, longest: int) -> str:
    """At most `longest` characters, with an ellipsis where something was cut."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def cut(markup: str, longest: int) -> str:
    """At most `longest` characters of escaped text, with no entity cut in two."""
    if len(markup) <= longest:
        return markup
    return re.sub(r"&[a-z]*$", "", markup[: longest - 1]) + "…"


def shown(text: str, longest: int) -> str:
    """Somebody's text on one line, escaped, at most `longest` characters of markup."""
    return cut(escape(shorten(text, longest)), longest)


def fitting(lines: Sequence[str], longest: int) -> list[str]:
    """The lines that have room in `longest` characters, the last one cut where it has not."""
    kept, room = list[str](), longest
    for line in lines:
        if len(line) > room:
            return [*kept, line[:room].rstrip() + "…"]
        kept.append(line)
        room -= len(line)
    return kept


def quotation(
    lines: Sequence[str], forms: Sequence[str] = (), longest: int = SECTION_TEXT
) -> Block:
    """Lines word for word with a quotation's bar: rich text, where nothing can format or ping.

    `forms` says how each line is set: what is not "text" (code, tables, formulas) keeps its columns.
    """
    kept = fitting(lines or [""], longest)
    if len(kept) == 1 and not _set_apart(forms):
        quote: Block = {"type": "rich_text_quote", "elements": [_run(kept[0])]}
        return {"type": "rich_text", "elements": [quote]}
    named = zip_longest(kept, forms[: len(kept)], fillvalue="text")
    parts = [
        _part(form, [line for line, _ in run]) for form, run in groupby(named, key=itemgetter(1))
    ]
    return {"type": "rich_text", "elements": parts}


def _set_apart(forms: Sequence[str]) -> bool:
    return any(form != "text" for form in forms)


def _part(form: str, lines: Sequence[str]) -> Block:
    if form != "text":
        return preformatted(form, lines)
    rows: list[Block] = [{"type": "rich_text_section", "elements": [_run(line)]} for line in lines]
    return {"type": "rich_text_list", "style": "bullet", "border": 1, "elements": rows}


def preformatted(form: str, lines: Sequence[str]) -> Block:
    """Code, a table or a formula in a block of its own, word for word, columns below each other."""
    shown_ = in_columns(lines) if form == "table" else list(lines)
    return {
        "type": "rich_text_preformatted",
        "border": 0,
        "elements": [_run("\n".join(line.rstrip() for line in shown_))],
    }


def code(lines: Sequence[str]) -> Block:
    """A block of nothing but lines word for word, in letters of one width."""
    return {"type": "rich_text", "elements": [preformatted("code", lines)]}


def in_columns(rows: Sequence[str]) -> list[str]:
    """A table's rows (cells joined by " | ") with its columns below each other, where they have room."""
    cells = [row.split(" | ") for row in rows]
    widths = [max(map(len, column)) for column in zip_longest(*cells, fillvalue="")]
    if len(widths) < 2 or sum(widths) + 3 * len(widths) > _TABLE_WIDTH:
        return list(rows)
    return [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        for row in cells
    ]


def _run(text: str) -> Block:
    return {"type": "text", "text": text or " "}


def moment(at: datetime, timezone: str | None, *, all_day: bool = False) -> str:
    """A date that each reader sees in their own zone; the fallback in `timezone`.

    A day without a time is the same day everywhere, so it is plain text.
    """
    if all_day:
        return f"{at:%a, %B} {at.day}, {at.year}"
    local = at.astimezone(ZoneInfo(timezone)) if timezone else at
    fallback = f"{local:%a, %B} {local.day}, {local.year} at {local:%H:%M} {local:%Z}"
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"


def plain_moment(at: datetime, timezone: str | None, *, all_day: bool = False) -> str:
    """The same for notifications and screen readers."""
    if all_day:
        return moment(at, timezone, all_day=True)
    local = at.astimezone(ZoneInfo(timezone)) if timezone else at
    return f"{local:%a, %B} {local.day}, {local.year} at {local:%H:%M} {local:%Z}"


def hour(at: datetime, timezone: str | None) -> str:
    """The time alone that each reader sees on their own clock."""
    return f"<!date^{int(at.timestamp())}^{{time}}|{plain_hour(at, timezone)}>"


def plain_hour(at: datetime, timezone: str | None) -> str:
    """The same for notifications and screen readers."""
    return f"{at.astimezone(ZoneInfo(timezone)) if timezone else at:%H:%M}"


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, SECTION_TEXT)}, **more}


def context(*texts: str) -> Block:
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": cut(t, 2_000)} for t in texts if t],
    }


def picture(file_id: str, alt: str) -> Block:
    """An image that lies in Slack (docs.slack.dev/reference/block-kit/blocks/image-block)."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt}


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": True}


def button(label: str, action_id: str, value: str, **more: Any) -> Block:
    text = plain(shorten(label, BUTTON_TEXT))
    return {"type": "button", "text": text, "action_id": action_id, "value": value, **more}


def confirm(title: str, text: str, *, yes: str, no: str) -> Block:
    """The question that Slack asks before a button does what it does."""
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no)}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}
