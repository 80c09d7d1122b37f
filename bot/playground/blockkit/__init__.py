"""Block Kit's rules as Slack enforces them (https://docs.slack.dev/reference/block-kit)."""

from bot.playground.blockkit.objects import check_suggestions
from bot.playground.blockkit.rules import Invalid
from bot.playground.blockkit.surfaces import (
    TooLarge,
    check_message_blocks,
    check_view,
    elements_of,
    fill_ids,
    words_of,
)

__all__ = [
    "Invalid",
    "TooLarge",
    "check_message_blocks",
    "check_suggestions",
    "check_view",
    "elements_of",
    "fill_ids",
    "words_of",
]
