"""The outside validators see faults at every depth, so that a pass means something."""

from __future__ import annotations

from typing import Any

import pytest

from tests.outside_rules import OutsideRuleBroken, check_message, check_view


def text(words: str, kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": words}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "text": text("Go"), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


GOOD_BLOCKS: list[dict[str, Any]] = [
    {"type": "header", "text": text("Deadlines")},
    {"type": "section", "text": text("*KVM*", "mrkdwn"), "accessory": button(value="1")},
    actions(
        button(
            style="danger",
            confirm={
                "title": text("Share?"),
                "text": text("The class sees it."),
                "confirm": text("Share"),
                "deny": text("Cancel"),
            },
        )
    ),
    {"type": "context", "elements": [text("Lecture 13", "mrkdwn")]},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "text", "text": "x", "style": {"bold": True}}],
                    }
                ],
            }
        ],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": text("Helpful"), "value": "1"},
                "negative_button": {"text": text("Not helpful"), "value": "0"},
            }
        ],
    },
]
INPUT = {
    "type": "input",
    "block_id": "q",
    "label": text("Question"),
    "element": {"type": "plain_text_input", "action_id": "v", "multiline": True},
}
GOOD_MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "rephrase",
    "title": text("Rephrase"),
    "submit": text("Ask"),
    "blocks": [INPUT],
}


def test_good_messages_and_views_pass() -> None:
    check_message({"text": "Deadlines", "blocks": GOOD_BLOCKS})
    check_view(GOOD_MODAL)
    check_view({"type": "home", "blocks": GOOD_BLOCKS[:4]})


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section", "text": text("x" * 3001, "mrkdwn")},
        {"type": "section"},
        {"type": "header", "text": text("x" * 151)},
        {"type": "header", "text": text("x", "mrkdwn")},
        {"type": "context", "elements": [text("x", "mrkdwn")] * 11},
        {"type": "no_such_block"},
        {"type": "divider", "text": text("x")},
        actions(button(text=text("x" * 76))),
        actions(button(value="x" * 2001)),
        actions(button(style="purple")),
        actions(
            button(confirm={"title": text("x" * 101), "text": text("t"), "confirm": text("c")})
        ),
        actions(*[button(action_id=str(n)) for n in range(26)]),
        actions(
            {
                "type": "overflow",
                "action_id": "o",
                "options": [{"text": text("x"), "value": "1"}] * 6,
            }
        ),
        {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "x" * 2001},
    ],
)
def test_a_broken_block_is_refused(block: dict[str, Any]) -> None:
    with pytest.raises(OutsideRuleBroken):
        check_message({"text": "t", "blocks": [block]})


def test_blocks_without_text_are_refused() -> None:
    with pytest.raises(OutsideRuleBroken, match="no text"):
        check_message({"text": " ", "blocks": GOOD_BLOCKS})


def test_too_many_blocks_are_refused() -> None:
    with pytest.raises(OutsideRuleBroken, match="51 blocks"):
        check_message({"text": "t", "blocks": [{"type": "divider"}] * 51})


@pytest.mark.parametrize(
    "change",
    [
        {"title": text("x" * 25)},
        {"submit": None},
        {"close": text("x" * 25)},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"blocks": [{**INPUT, "label": text("x" * 2001)}]},
        {"blocks": []},
    ],
)
def test_a_broken_modal_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(OutsideRuleBroken):
        check_view({k: v for k, v in {**GOOD_MODAL, **change}.items() if v is not None})


def test_what_was_taken_before_does_not_excuse_what_is_around_it() -> None:
    """What passed is not asked about again, a part of something else is."""
    good = actions(button(value="1"))
    for _ in range(2):
        check_message({"text": "Hello", "blocks": [good]})
        with pytest.raises(OutsideRuleBroken):
            check_message({"text": "Hello", "blocks": [good, actions(button(value=1))]})
        with pytest.raises(OutsideRuleBroken):
            check_message({"text": " ", "blocks": [good]})
        with pytest.raises(OutsideRuleBroken):
            check_message({"text": "Hello", "blocks": [good] * 51})
