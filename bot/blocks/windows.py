"""Modals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.blocks.answers import source_blocks
from bot.blocks.mrkdwn import (
    Block,
    context,
    escape,
    fitting,
    picture,
    plain,
    preformatted,
    section,
    shorten,
)
from bot.services.pictures import Picture
from knowledge.entries import source_of
from knowledge.model import Bullet, Form, Slide

View = dict[str, Any]
MAX_INPUT = 3_000
_MAX_BULLETS = 60
_MAX_BULLET_TEXT = 12_000
"""A view may have 250 KB, and a character may take twelve bytes of them."""


def slide_window(slide: Slide | None, shown: Picture | None = None) -> View:
    """The whole slide: its picture where there is one, its text, what was repaired beside the original."""
    if slide is None:
        return window("Slide", [section("This slide is no longer in the course's lectures.")])
    blocks: list[Block] = []
    if slide.title.strip():
        blocks.append({"type": "header", "text": plain(shorten(slide.title, 150))})
    if shown is not None:
        blocks.append(picture(shown.file_id, shown.alt))
    blocks += _bullet_lists(slide.bullets[:_MAX_BULLETS])
    if slide.notes:
        blocks.append(section(f"*Notes*\n{escape(shorten(slide.notes, 2_000))}"))
    blocks += source_blocks(source_of(slide))
    repaired = [b for b in slide.bullets if b.original]
    if repaired:
        lines = [
            f"“{escape(str(b.original))}” was read as “{escape(b.text)}”" for b in repaired[:10]
        ]
        blocks.append(context("*Repaired in the scan*\n" + "\n".join(lines)))
    number = f" {slide.slide}" if slide.slide is not None else ""
    return window(f"Slide{number}", blocks)


def _bullet_lists(bullets: Sequence[Bullet]) -> list[Block]:
    """Rich text: a list for each run of bullets of the same level; code and tables keep their columns."""
    parts: list[Block] = []
    texts = fitting([bullet.text for bullet in bullets], _MAX_BULLET_TEXT)
    for bullet, text in zip(bullets, texts, strict=False):
        if bullet.form is not Form.TEXT:
            parts.append(preformatted(bullet.form.value, text.splitlines()))
            continue
        row = {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": text or " "}],
        }
        indent = min(bullet.level, 8)
        if not parts or parts[-1].get("indent") != indent:
            parts.append(
                {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": []}
            )
        parts[-1]["elements"].append(row)
    return (
        [{"type": "rich_text", "elements": parts}]
        if parts
        else [section("_This slide has no text._")]
    )


def window(title: str, blocks: list[Block], **more: Any) -> View:
    """A modal with a Close button."""
    return {
        "type": "modal",
        "title": plain(shorten(title, 24)),
        "close": plain("Close"),
        "blocks": blocks,
        **more,
    }


@dataclass(frozen=True, slots=True)
class Carried:
    """What a modal takes along in its private metadata: ids and a response URL, no words."""

    question_id: str
    channel: str
    response_url: str = ""
    thread_ts: str = ""

    def dump(self) -> str:
        return json.dumps([self.question_id, self.channel, self.response_url, self.thread_ts])

    @classmethod
    def load(cls, raw: str) -> Carried:
        """Raises ValueError for anything `dump` did not write."""
        try:
            question_id, channel, response_url, thread_ts = json.loads(raw)
        except (TypeError, RecursionError) as error:
            raise ValueError("not four values") from error
        return cls(str(question_id), str(channel), str(response_url), str(thread_ts))


def rephrase_window(carried: Carried, question: str) -> View:
    """A window to say it in other words."""
    return window(
        "Rephrase",
        [
            _text_input(
                "question",
                "Your question",
                question,
                "Shorter is often better: name the thing you want to know about.",
            )
        ],
        submit=plain("Ask"),
        callback_id="rephrase",
        private_metadata=carried.dump(),
    )


def ask_human_window(carried: Carried, question: str, help_channel: str) -> View:
    """A window to ask a person; says where it goes before it goes."""
    name = {
        "type": "input",
        "block_id": "name",
        "optional": True,
        "label": plain("Who is asking"),
        "element": {
            "type": "checkboxes",
            "action_id": "value",
            "options": [_with_name()],
            "initial_options": [_with_name()],
        },
    }
    return window(
        "Ask a TA",
        [
            _text_input(
                "question",
                "Your question",
                question,
                "Add what you have tried; it helps them help you.",
            ),
            name,
            context(f"This is posted in <#{help_channel}>, where the teaching staff reads it."),
        ],
        submit=plain("Send"),
        callback_id="ask_human",
        private_metadata=carried.dump(),
    )


def _with_name() -> Block:
    return {"text": plain("Include my name"), "value": "name"}


def _text_input(block_id: str, label: str, initial: str, hint: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": "value",
        "multiline": True,
        "max_length": MAX_INPUT,
        "focus_on_load": True,
    }
    if initial.strip():
        element["initial_value"] = initial[:MAX_INPUT]
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "hint": plain(hint),
    }


def sent_window(*, named: bool) -> View:
    """What the window says once the question is on its way; without a name nobody can write back."""
    said = (
        "Sent. Somebody from the teaching staff will get back to you."
        if named
        else "Sent without your name. The staff cannot write back to you, so look out for an answer in class."
    )
    return window("Ask a TA", [section(said)])


def failed_window(sentence: str) -> View:
    return window("Not sent", [section(escape(sentence))])


def answer_window(blocks: list[Block]) -> View:
    """An answer inside a modal, for the Home tab; feedback blocks cannot stand in a view."""
    return window("Answer", [b for b in blocks if b["type"] not in {"context_actions", "actions"}])
