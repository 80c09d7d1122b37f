"""The window in which voters add an option."""

from __future__ import annotations

from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import context, plain
from bot.blocks.polls import words
from bot.blocks.windows import Carried, View, window
from bot.services.polls.limits import LONGEST_OPTION
from bot.services.polls.ports import Poll


def add_window(poll: Poll, carried: Carried) -> View:
    """One field, and what is promised about it."""
    element = text_field("", LONGEST_OPTION) | {"focus_on_load": True}
    return window(
        "Add an option",
        [
            context(words.quoted(poll.question, 300)),
            labelled("option", "Option", element),
            context("Everybody can vote for it. I keep nobody's name with it."),
        ],
        submit=plain("Add"),
        callback_id="poll_add",
        private_metadata=carried.dump(),
    )
