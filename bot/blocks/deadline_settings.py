"""How a course announces: the window to set it, and the preview of what will be posted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.deadlines import Reader
from bot.blocks.inputs import labelled, multi_select_field, select_field, ticks, time_field
from bot.blocks.mrkdwn import Block, actions, button, context, plain, section
from bot.blocks.times import lead, leads, titled, when
from bot.blocks.windows import Carried, View, window
from bot.services.deadlines.ports import Announcing
from bot.services.reminding.ports import Reminder

DAY = 24 * 60
LEADS = (14 * DAY, 7 * DAY, 5 * DAY, 3 * DAY, 2 * DAY, DAY, 12 * 60, 6 * 60, 4 * 60, 2 * 60, 60, 30)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST = 25


def settings_window(carried: Carried, now: Announcing, zone: str) -> View:
    """Channels, lead times, quiet hours and the weekly digest; times are in the course's `zone`."""
    quiet = now.quiet or (-1, -1)
    blocks = [
        _input("channels", "Announce in", _channels(now.channels), hint="Channels that I am in."),
        _input("leads", "How long before", _leads(now.leads), hint="Nothing: no reminders."),
        _input("quiet_from", "Quiet from", _time(quiet[0]), hint=f"Times are in {zone}."),
        _input("quiet_to", "Quiet until", _time(quiet[1]), hint="Leave both empty for none."),
        _input("digest", "Weekly digest", _digest(on=now.digest)),
        _input("digest_day", "Digest on", _weekday(now.digest_weekday)),
        _input("digest_at", "Digest at", _time(now.digest_minute)),
    ]
    return window(
        "Announcements",
        blocks,
        submit=plain("Save"),
        callback_id="deadline_settings",
        private_metadata=carried.dump(),
    )


def _input(block_id: str, label: str, element: Block, *, hint: str = "") -> Block:
    return labelled(block_id, label, element, hint=hint, optional=True)


def _channels(chosen: Sequence[str]) -> Block:
    element: Block = {
        "type": "multi_conversations_select",
        "action_id": "value",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return element | ({"initial_conversations": list(chosen)} if chosen else {})


def _leads(chosen: Sequence[int]) -> Block:
    every = sorted({*LEADS, *chosen}, reverse=True)
    choices = [(str(m), f"{lead(m)} before") for m in every]
    return multi_select_field(choices, [str(m) for m in chosen])


def _time(minute: int) -> Block:
    return time_field(clock(minute) if minute >= 0 else "")


def _digest(*, on: bool) -> Block:
    return ticks([("on", "Post what is due this week")], ["on"] if on else [])


def _weekday(chosen: int) -> Block:
    return select_field([(str(n), name) for n, name in enumerate(WEEKDAYS)], str(chosen))


def clock(minute: int) -> str:
    """A minute of the day as HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"


def in_words(now: Announcing, zone: str) -> list[str]:
    """How the course announces, a line a subject."""
    where = ", ".join(f"<#{c}>" for c in now.channels[:10]) or "nowhere"
    lines = [f"*Announced in:* {where}", f"*Reminders:* {leads(now.leads)}"]
    if now.quiet:
        lines.append(f"*Quiet hours:* {clock(now.quiet[0])} to {clock(now.quiet[1])}")
    day = f"{WEEKDAYS[now.digest_weekday]}s at {clock(now.digest_minute)}"
    lines.append(f"*Weekly digest:* {day if now.digest else 'off'}")
    return [*lines, f"_Quiet hours and the digest go by the course's clock ({zone})._"]


def saved(now: Announcing, zone: str) -> Message:
    """After the settings were changed."""
    words = "Saved. This is how I announce from now on:"
    buttons = actions(
        button("What will be posted", "deadline_preview", "-"),
        button("Settings…", "deadline_settings_open", "-"),
    )
    lines = "\n".join(in_words(now, zone))
    return Message(words, [section(words), section(lines), buttons])


def preview(
    now: Announcing, rows: Sequence[Reminder], titles: Mapping[str, str], reader: Reader
) -> Message:
    """`/deadlines preview`: what will be posted in channels, where and when."""
    blocks: list[Block] = [section("*What I will post*")]
    lines = [_line(row, titles, reader) for row in rows[:_MOST]]
    blocks += [section("\n".join(lines[n : n + 5])) for n in range(0, len(lines), 5)]
    if not lines:
        blocks.append(section("No reminder is waiting."))
    if len(rows) > _MOST:
        blocks.append(context("… and more after that"))
    blocks.append(context("\n".join(in_words(now, reader.zones.course))))
    blocks.append(actions(button("Settings…", "deadline_settings_open", "-")))
    return Message("What I will post", blocks)


def _line(row: Reminder, titles: Mapping[str, str], reader: Reader) -> str:
    title = titled(titles.get(row.item_id, ""), 100)
    return f"• {when(row.due_at, reader.zones)} · <#{row.audience}> · *{title}* ({lead(row.lead)} before)"


def minute_of(value: Mapping[str, Any]) -> int | None:
    """The minute of the day that a time picker holds."""
    chosen = str(value.get("selected_time") or "")
    hours, _, minutes = chosen.partition(":")
    return int(hours) * 60 + int(minutes) if chosen else None
