"""Reminders and notices: what comes without being asked for at that moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import (
    Block,
    actions,
    button,
    context,
    escape,
    moment,
    plain_moment,
    quotation,
    section,
    shorten,
    shown,
)
from bot.services.deadlines.ports import CANCELLED, ENDING, SNOOZES, DatedItem

_TITLE, _QUOTE = 300, 600
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
    verb, left = _WORDS.get(item.kind, "is"), time_left(reading.target - reading.now)
    title = f"*{shown(item.title, _TITLE)}*"
    blocks = [section(f"{title} {verb} {left}\n{_when(item, reading.target, reading)}")]
    if reading.late_since is not None:
        was = moment(reading.late_since, reading.reader or reading.course_zone)
        blocks.append(context(f"This comes late: it was to come {was}."))
    blocks += [*_source(item), *_offers(item, reading)]
    words = f"{item.title} {verb} {left}: {_plain(item, reading.target, reading)}"
    return Message(_text(words), blocks)


def changed(item: DatedItem, was: datetime, reading: Reading) -> Message:
    """A reminder that was posted, after its item was moved, cancelled or worded anew. `was` is what it said."""
    title, verb = shown(item.title, _TITLE), _WORDS.get(item.kind, "is")
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


def time_left(span: timedelta) -> str:
    """ "in 2 hours", in the unit one would use; rounded, as people say it."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 1:
        return "now"
    for size, name, least in ((1_440, "day", 36 * 60), (60, "hour", 90), (1, "minute", 0)):
        if minutes >= least:
            count = max(1, round(minutes / size))
            return f"in {count} {name}{'' if count == 1 else 's'}"
    raise AssertionError("unreachable")


def _when(item: DatedItem, at: datetime, reading: Reading) -> str:
    """The moment in each reader's zone, and in the course's where that may be another one."""
    if item.all_day:
        return _day(item, at)
    zone = reading.reader or reading.course_zone
    words = moment(at, zone)
    theirs, ours = at.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(reading.course_zone))
    if reading.personal and theirs.utcoffset() == ours.utcoffset():
        return words
    return f"{words} ({ours:%a} {ours:%H:%M} {ours:%Z}, course time)"


def _plain(item: DatedItem, at: datetime, reading: Reading) -> str:
    if item.all_day:
        return _day(item, at)
    return plain_moment(at, reading.reader or reading.course_zone)


def _day(item: DatedItem, at: datetime) -> str:
    """The day that is meant: one that ends at midnight is the day before."""
    last = at - timedelta(seconds=1) if item.kind in ENDING else at
    return moment(last.astimezone(ZoneInfo(item.timezone)), None, all_day=True)


def _source(item: DatedItem) -> list[Block]:
    """The words on the slide, where they stand, and a link."""
    page = f", page {item.page}" if item.file and item.page is not None else ""
    where = f"{escape(item.file)}{page}"
    link = f"<{_address(item.link)}|Open>" if item.link.startswith(("https://", "http://")) else ""
    line = " · ".join(part for part in (where, link) if part)
    quoted = [quotation(shorten(item.quote, _QUOTE).splitlines())] if item.quote else []
    return [*quoted, *([context(line)] if line else [])]


def _address(link: str) -> str:
    for character, code in (("&", "&amp;"), ("<", "%3C"), (">", "%3E"), ("|", "%7C"), (" ", "%20")):
        link = link.replace(character, code)
    return link


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
    lines = [f"• *{shown(i['title'], _TITLE)}*, {_at(i, course_zone)}{_whom(i)}" for i in items]
    if len(lines) > _MOST_ITEMS:
        lines = [*lines[:_MOST_ITEMS], f"and {len(lines) - _MOST_ITEMS} more"]
    spoken = "; ".join(i["title"] for i in items[:_MOST_ITEMS])
    blocks = [section(f":warning: {head}"), *(section("\n".join(part)) for part in _parts(lines))]
    return Message(_text(f"{head} {spoken}"), blocks)


def _parts(lines: Sequence[str]) -> list[Sequence[str]]:
    """Each section has room for a few."""
    return [lines[n : n + 5] for n in range(0, len(lines), 5)]


def _at(told: Mapping[str, Any], zone: str) -> str:
    return moment(datetime.fromtimestamp(told["target"], UTC), zone)


def _whom(told: Mapping[str, Any]) -> str:
    places = [f"<#{channel}>" for channel in told["channels"]]
    if told["people"]:
        places.append(f"{told['people']} direct message{'' if told['people'] == 1 else 's'}")
    return f" ({', '.join(places)})" if places else ""
