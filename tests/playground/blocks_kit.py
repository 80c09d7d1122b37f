"""Every block and element at its smallest, to grow by one thing at a time."""

from __future__ import annotations

from typing import Any

from tests.playground.kit import actions, button, mrkdwn, option, plain, section

Json = dict[str, Any]
FRUIT = [option("apple"), option("pear")]
CONFIRM = {
    "title": plain("Sure?"),
    "text": plain("It is final."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
URL = "https://example.org/x.png"
IMAGE = {"type": "image", "image_url": URL, "alt_text": "A picture"}

ELEMENTS: dict[str, Json] = {
    "button": {"text": plain("Go")},
    "checkboxes": {"options": FRUIT},
    "radio_buttons": {"options": FRUIT},
    "overflow": {"options": FRUIT},
    "datepicker": {},
    "timepicker": {},
    "datetimepicker": {},
    "static_select": {"options": FRUIT},
    "multi_static_select": {"options": FRUIT},
    "external_select": {},
    "multi_external_select": {},
    "users_select": {},
    "multi_users_select": {},
    "conversations_select": {},
    "multi_conversations_select": {},
    "channels_select": {},
    "multi_channels_select": {},
}
FIELDS: dict[str, Json] = {
    "plain_text_input": {},
    "rich_text_input": {},
    "number_input": {"is_decimal_allowed": False},
    "email_text_input": {},
    "url_text_input": {},
    "file_input": {},
}
FEEDBACK = {
    "type": "feedback_buttons",
    "positive_button": {"text": plain("Good"), "value": "1"},
    "negative_button": {"text": plain("Bad"), "value": "0"},
}
ICON = {"type": "icon_button", "icon": "trash", "text": plain("Delete")}


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, **{**ELEMENTS, **FIELDS}[kind], **more}


def holding(kind: str, **more: Any) -> Json:
    """A block with this element in it: a field's label, or a row."""
    if kind in ELEMENTS:
        return actions(element(kind, **more))
    return field(element(kind, **more))


def field(inner: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": inner, **more}


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def run(*leaves: Json) -> Json:
    return rich({"type": "rich_text_section", "elements": list(leaves)})


def words(text: str = "x", **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


BLOCKS: dict[str, Json] = {
    "section": section(),
    "divider": {"type": "divider"},
    "header": {"type": "header", "text": plain("Header")},
    "context": {"type": "context", "elements": [mrkdwn("Context"), IMAGE]},
    "actions": actions(button()),
    "context_actions": {"type": "context_actions", "elements": [FEEDBACK, ICON]},
    "image": IMAGE,
    "input": field(element("plain_text_input")),
    "rich_text": run(words()),
    "markdown": {"type": "markdown", "text": "**Hello**"},
    "table": {"type": "table", "rows": [[{"type": "raw_text", "text": "1"}]]},
}
