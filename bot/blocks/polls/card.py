"""A poll as the channel sees it, in every state; also the preview before it is posted."""

from __future__ import annotations

from datetime import datetime

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, escape, section
from bot.services.polls.ports import Poll
from bot.services.polls.tally import Tally


def card(
    poll: Poll,
    tally: Tally | None,
    now: datetime,
    *,
    preview: bool = False,
    picture: str | None = None,
) -> Message:
    """The message. `tally` is None before anybody can have voted; of a closed one its result.

    `preview`: its buttons do nothing yet. `picture` is the file id of its chart.
    """
    blocks: list[Block] = [section(f"*{escape(poll.question)}*")]
    for number, option in enumerate(poll.shown):
        more = (
            {}
            if preview
            else {"accessory": button("Vote", f"poll_vote_{number}", f"{poll.id}:{option.id}")}
        )
        blocks.append(section(escape(option.text), **more))
    if not preview:
        blocks.append(actions(button("Manage", "poll_manage", poll.id)))
    return Message(f"Poll: {poll.question}"[:3_000], blocks)
