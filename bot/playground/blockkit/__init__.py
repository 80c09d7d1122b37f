"""Block Kit's rules as Slack enforces them (https://docs.slack.dev/reference/block-kit)."""

from bot.playground.blockkit.rules import Invalid
from bot.playground.blockkit.surfaces import check_message_blocks, check_view, fill_ids

__all__ = ["Invalid", "check_message_blocks", "check_view", "fill_ids"]
