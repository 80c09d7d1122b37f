"""Blocks and views to send in tests."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def section(words: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(words), **more}


def button(label: str = "Press", action_id: str = "press", **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


def text_input(block_id: str = "words", **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "value", **more}
    return {"type": "input", "block_id": block_id, "label": plain("Words"), "element": element}


def modal(*blocks: Json, title: str = "Window", **more: Any) -> Json:
    return {"type": "modal", "title": plain(title), "blocks": list(blocks or [section()]), **more}


def form(*blocks: Json, **more: Any) -> Json:
    """A modal to submit."""
    return modal(*(blocks or [text_input()]), submit=plain("Send"), **more)


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks or [section()]), **more}


def filled(words: str | None, block_id: str = "words") -> Json:
    """What the page sends of a form with one text field."""
    return {"values": {block_id: {"value": {"type": "plain_text_input", "value": words}}}}
