"""What a poll will look like, shown to its maker alone before anybody else sees it."""

from __future__ import annotations

from datetime import datetime

from bot.blocks.answers import Message
from bot.blocks.inputs import channel_field
from bot.blocks.mrkdwn import Block, actions, button, context, escape, section, shown
from bot.blocks.polls import words
from bot.blocks.polls.card import card
from bot.blocks.times import Zones, when
from bot.services.polls.drafting import is_for_later, remarks
from bot.services.polls.drafts import DAILY, EACH_CLASS, WEEKLY
from bot.services.polls.ports import Poll
from bot.services.polls.telling import may_keep_back

AGAIN = {DAILY: "every day", WEEKLY: "every week", EACH_CLASS: "after each class"}
_MOST_BLOCKS = 50


def preview(
    poll: Poll,
    now: datetime,
    zones: Zones,
    *,
    staff: bool = False,
    choosing: bool = False,
    lead: str = "",
) -> Message:
    """The card with Post, Edit and Discard under it; `choosing` lets its maker choose the channel there.

    Instructors may keep it as a template. Post names the revision that is shown: no other is posted.
    """
    above = [*([section(lead)] if lead else []), context(_where(poll))]
    below = [*([context(*_notes(poll, zones))] if _notes(poll, zones) else [])]
    if choosing:
        below.append(_channel(poll))
    below.append(_buttons(poll, staff=staff))
    inside = card(poll, None, now, preview=True).blocks
    room = _MOST_BLOCKS - len(above) - len(below)
    return Message(f"Preview: {shown(poll.question, 200)}", [*above, *inside[:room], *below])


def _where(poll: Poll) -> str:
    there = f" in <#{poll.channel}>" if poll.channel else ""
    return f"*Only you see this.* The poll will be posted{there} like this:"


def _notes(poll: Poll, zones: Zones) -> list[str]:
    notes = [*_kept_back(poll), *(escape(note) for note in remarks(poll))]
    return [*notes, opening(poll, zones)] if is_for_later(poll) else notes


def _kept_back(poll: Poll) -> list[str]:
    """What was understood and does not show yet: the right answer, a button that a preview has not."""
    right = [option.text for option in poll.shown if option.id in poll.settings.correct]
    when_shown = words.SHOWN_LATER if may_keep_back(poll) else words.SHOWN_ON_CLOSING
    notes = [f"Right: {words.listed(right)}. It shows {when_shown}."] if right else []
    return [*notes, "Voters may add options."] if poll.settings.adding else notes


def opening(poll: Poll, zones: Zones) -> str:
    """When a scheduled poll opens, and how often."""
    again = AGAIN.get(poll.settings.repeats, "")
    if poll.opens_at is None:
        return f"It opens {again}."
    at = when(poll.opens_at, zones)
    return f"It opens {at}" + (f", then {again}." if again else ".")


def _channel(poll: Poll) -> Block:
    element = channel_field(poll.channel, "Choose a channel") | {"action_id": "poll_channel"}
    return section("*Where should it go?*", block_id=f"draft:{poll.id}", accessory=element)


def _buttons(poll: Poll, *, staff: bool) -> Block:
    label = "Schedule" if is_for_later(poll) else "Post"
    extra = [button("Save as template…", "poll_template_name", poll.id)] if staff else []
    return actions(
        button(label, "poll_post", f"{poll.id}:{poll.revision}", style="primary"),
        button("Edit…", "poll_edit_draft", poll.id),
        button("Discard", "poll_discard", poll.id),
        *extra,
    )


def posted(poll: Poll, zones: Zones) -> Message:
    """What its maker reads once it is on its way."""
    if is_for_later(poll) and poll.opened_at is None:
        said = f"Scheduled for <#{poll.channel}>. {opening(poll, zones)} `/poll list` shows it."
    else:
        said = f"Posted in <#{poll.channel}>. `/poll list` shows your polls."
    return Message(said, [section(said)])
