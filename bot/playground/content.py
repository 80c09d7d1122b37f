"""What a message may consist of, checked as Slack checks it, however the app sends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.playground.blockkit import Invalid, check_message_blocks, fill_ids, words_of
from bot.playground.errors import SlackError

MAX_TEXT = 40_000
MAX_MARKDOWN_TEXT = 12_000
MAX_ATTACHMENTS = 100
MAX_BLOCK_WORDS = 13_200
"""Nowhere documented; measured by others (github.com/slackapi/bolt-js/issues/2509)."""


def message_content(given: Mapping[str, Any], *, longest: int = MAX_TEXT) -> dict[str, Any]:
    """`text`, `blocks`, `attachments` and `metadata`. Raises SlackError with Slack's reason."""
    words = _text(given, "text", longest)
    blocks, attachments = _blocks(given), _attachments(given)
    markdown = _text(given, "markdown_text", MAX_MARKDOWN_TEXT)
    if markdown and (words or blocks):
        raise SlackError("markdown_text_conflict")
    if not (words or blocks or attachments or markdown):
        raise SlackError("no_text")
    if markdown:
        words, blocks = markdown, fill_ids([{"type": "markdown", "text": markdown}])
    content: dict[str, Any] = {"text": words}
    if blocks:
        content["blocks"] = blocks
    if attachments:
        content["attachments"] = attachments
    return content | _metadata(given)


def parsed(value: Any, error: str) -> Any:
    """JSON that came inside a form, or plain JSON already. Raises SlackError."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except (ValueError, RecursionError):
        raise SlackError(error) from None


def _text(given: Mapping[str, Any], name: str, longest: int) -> str:
    words = given.get(name)
    if words is None:
        return ""
    if not isinstance(words, str):
        raise SlackError("invalid_arguments", response_metadata=_must(name, "provide a string"))
    if len(words) > longest:
        raise SlackError("msg_too_long")
    return words


def _must(name: str, what: str) -> dict[str, Any]:
    return {"messages": [f"[ERROR] must {what} [json-pointer:/{name}]"]}


def _blocks(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    blocks = parsed(given.get("blocks"), "invalid_blocks_format")
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    try:
        check_message_blocks(blocks)
    except Invalid as error:
        reason = f"{error.why} [json-pointer:{error.path}]"
        raise SlackError(
            "invalid_blocks", errors=[reason], response_metadata={"messages": [str(error)]}
        ) from error
    if words_of(blocks) > MAX_BLOCK_WORDS:
        raise SlackError("msg_blocks_too_long")
    return fill_ids(blocks)


def _attachments(given: Mapping[str, Any]) -> list[Any]:
    attachments = parsed(given.get("attachments"), "invalid_attachments")
    if attachments is None:
        return []
    if not isinstance(attachments, list) or not all(isinstance(a, dict) for a in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > MAX_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return attachments


def _metadata(given: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing where none is given, or an empty one."""
    metadata = parsed(given.get("metadata"), "invalid_metadata_format")
    if metadata in (None, {}):
        return {}
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    return {"metadata": {k: metadata[k] for k in ("event_type", "event_payload")}}
