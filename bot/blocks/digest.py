"""The week's dates in one message for the class."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.deadlines import moment_line
from bot.blocks.mrkdwn import Block, context, section, shown
from bot.blocks.times import Zones, spoken, titled
from bot.services.deadlines.ports import DatedItem

_LISTED = 20


def digest(items: Sequence[DatedItem], course: str, zone: str) -> Message:
    """What is to come within the week, soonest first. Everybody in the channel reads it in their own zone."""
    zones = Zones(zone, zone)
    told = items[:_LISTED]
    rest = len(items) - len(told)
    blocks: list[Block] = [section(f"*This week in {shown(course, 100)}*")]
    blocks += [section(f"*{titled(item.title)}*\n{moment_line(item, zones)}") for item in told]
    more = [f"… and {rest} more."] if rest > 0 else []
    hint = "`/deadlines` shows all with the time left, and reminds you in private if you like."
    blocks.append(context(" ".join([*more, hint])))
    words = "; ".join(f"{titled(i.title, 100)}, {_spoken(i, zone)}" for i in items[:5])
    return Message(f"This week in {shown(course, 100)}: {words}", blocks)


def _spoken(item: DatedItem, zone: str) -> str:
    return spoken(item.target, item.timezone if item.all_day else zone, all_day=item.all_day)
