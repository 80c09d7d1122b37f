"""Reminders and notices: what comes without being asked for at that moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import (
    Block,
    actions,
    button,
    context,
    escape,
    quotation,
    section,
    shorten,
)
from bot.blocks.times import Zones, day, left, linked, spoken, titled, when
from bot.services.deadlines.found import statements_of
from bot.services.deadlines.ports import CANCELLED, ENDING, SNOOZES, DatedItem
from bot.services.deadlines.zones import tzinfo_of

_QUOTE = 600
_WORDS = {
    "due": "is due",
    "range": "ends",
    "exam": "begins",
    "event": "begins",
    "release": "comes out",
}
_SNOOZE_LABELS = {"1h": "Snooze 1 hour", "4h": "Snooze 4 hours", "1d": "Snooze until tomorrow"}
_MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reminder is read: when, by whom, of which moment. `reader` is a person's zone, None in a channel.

    `late_since` is when a late reminder should have come.
    """

    now: datetime
    target: datetime
    course_zone: str
    reader: str | None = None
    personal: bool = False
    late_since: datetime | None = None


def reminder(item: DatedItem, reading: Reading) -> Message:
    """What is due, when, how much time is left, who says so, and what one can do about it."""
    zones = Zones(reading.reader or reading.course_zone, reading.course_zone)
    zone = zones.of(item.timezone, all_day=item.all_day)
    happens = f"{_WORDS.get(item.kind, 'is')} {left(reading.target, reading.now, zone)}"
    at = _when(item, reading.target, reading)
    blocks = [section(f"*{titled(item.title)}* {happens}\n{at}")]
    if reading.late_since is not None:
        zone = reading.reader or reading.course_zone
        was = when(reading.late_since, Zones(zone, zone))
        blocks.append(context(f"This comes late: it was to come {was}."))
    blocks += [*_source(item), *_offers(item, reading)]
    words = f"{item.title} {happens}: {_plain(item, reading.target, reading)}"
    return Message(_text(words), blocks)


def changed(item: DatedItem, was: datetime, reading: Reading) -> Message:
    """A reminder that was posted, after its item was moved, cancelled or worded anew. `was` is what it said."""
    title, verb = titled(item.title), _WORDS.get(item.kind, "is")
    before, after = _when(item, was, reading), _when(item, reading.target, reading)
    if item.state == CANCELLED:
        words = f"Cancelled: {item.title}, {_plain(item, was, reading)}"
        blocks = [section(f"*Cancelled:* ~{title}~\n~{before}~")]
        return Message(_text(words), [*blocks, *_source(item)])
    if was == reading.target:
        words = f"{item.title} {verb} {_plain(item, was, reading)}"
        blocks = [section(f"*{title}* {verb}\n{after}")]
    else:
        words = f"Moved: {item.title} {verb} {_plain(item, reading.target, reading)}"
        blocks = [section(f"*{title}* has moved:\n~{before}~\n*{after}*")]
    return Message(_text(words), [*blocks, *_source(item), *_offers(item, reading)])


def _when(item: DatedItem, at: datetime, reading: Reading) -> str:
    """The moment in each reader's zone, and in the course's where that may be another one."""
    zones = Zones(reading.reader or reading.course_zone, reading.course_zone)
    words = when(_meant(item, at), zones, all_day=item.all_day, written_in=item.timezone)
    if reading.personal or item.all_day:
        return words
    ours = at.astimezone(tzinfo_of(reading.course_zone))
    return f"{words} ({ours:%a %H:%M %Z}, course time)"


def _plain(item: DatedItem, at: datetime, reading: Reading) -> str:
    if item.all_day:
        return day(_meant(item, at), item.timezone)
    return spoken(at, reading.reader or reading.course_zone)


def _meant(item: DatedItem, at: datetime) -> datetime:
    """A day that ends at midnight is the day before."""
    ends = item.all_day and item.kind in ENDING
    return at - timedelta(seconds=1) if ends else at


def _source(item: DatedItem) -> list[Block]:
    """The words on the slide, where they stand, and a link."""
    told = next((s.place for s in statements_of(item) if s.file == item.file and s.place), "")
    place = told or (f"page {item.page}" if item.page is not None else "")
    where = ", ".join(filter(None, (item.file, place))) if item.file else ""
    line = " · ".join(filter(None, (escape(where), linked(item.link, "Open"))))
    quoted = [quotation(shorten(item.quote, _QUOTE).splitlines())] if item.quote else []
    return [*quoted, *([context(line)] if line else [])]


def _offers(item: DatedItem, reading: Reading) -> list[Block]:
    """Their ids differ within the block; the router takes the number off."""
    more = context("`/deadlines` shows all that is coming up.")
    if not reading.personal:
        return [actions(button("Remind me", "remind_me", item.id)), more]
    snoozes = [
        button(_SNOOZE_LABELS[name], f"reminder_snooze_{number}", f"{item.id}:{name}")
        for number, (name, span) in enumerate(SNOOZES.items())
        if reading.now + span < reading.target
    ]
    done = button("Done", "reminder_done", item.id, style="primary")
    mute = button("Mute", "reminder_mute", item.id)
    return [actions(done, *snoozes, mute), more]


def _text(words: str) -> str:
    return escape(shorten(words, 1_000))


_REASONS = {
    "channel_not_found": "it is gone, or I am not allowed to see it any more",
    "is_archived": "it is archived",
    "is_inactive": "it is archived",
    "not_in_channel": "I am no longer in it; `/invite` me to let me post there again",
}


def not_posted(channel: str, reason: str) -> Message:
    """To an instructor: something could not be posted. Without a channel, nothing could."""
    if channel:
        why = _REASONS.get(reason, f"Slack says `{reason}`")
        words = (
            f"I could not post in <#{channel}>: {why}. Reminders for other channels go on. "
            "`/deadlines` has the channels I announce in."
        )
    else:
        words = (
            f"I could not post for a while: Slack says `{reason}`. What was due meanwhile was not posted; "
            "please look at `/deadlines` for what the class should know."
        )
    return Message(words, [section(f":warning: {words}")])


def missed(items: Sequence[Mapping[str, Any]], course_zone: str) -> Message:
    """To an instructor: what was past before I could remind anybody. Items as `Misses` tells them."""
    head = "I was away, and these were past before I could send their reminders:"
    lines = [f"• *{titled(i['title'])}*, {_at(i, course_zone)}{_whom(i)}" for i in items]
    if len(lines) > _MOST_ITEMS:
        lines = [*lines[:_MOST_ITEMS], f"and {len(lines) - _MOST_ITEMS} more"]
    spoken = "; ".join(i["title"] for i in items[:_MOST_ITEMS])
    blocks = [section(f":warning: {head}"), *(section("\n".join(part)) for part in _parts(lines))]
    return Message(_text(f"{head} {spoken}"), blocks)


def _parts(lines: Sequence[str]) -> list[Sequence[str]]:
    """Each section has room for a few."""
    return [lines[n : n + 5] for n in range(0, len(lines), 5)]


def _at(told: Mapping[str, Any], zone: str) -> str:
    return when(datetime.fromtimestamp(told["target"], UTC), Zones(zone, zone))


def _whom(told: Mapping[str, Any]) -> str:
    places = [f"<#{channel}>" for channel in told["channels"]]
    if told["people"]:
        places.append(f"{told['people']} direct message{'' if told['people'] == 1 else 's'}")
    return f" ({', '.join(places)})" if places else ""
