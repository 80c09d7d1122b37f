"""Windows in which instructors fill deadlines in."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.blocks.deadline_changes import KIND_NAMES
from bot.blocks.inputs import (
    date_field,
    labelled,
    link_field,
    select_field,
    text_field,
    ticks,
    time_field,
)
from bot.blocks.mrkdwn import context, plain, section
from bot.blocks.times import titled
from bot.blocks.windows import Carried, View, window
from bot.services.deadlines.drafts import MAX_TITLE, Draft
from bot.services.deadlines.ports import ENDING
from bot.services.deadlines.zones import tzinfo_of

ANYWHERE = "UTC-12:00"
COMMON_ZONES = (
    *("Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver"),
    *("America/Phoenix", "America/Chicago", "America/Mexico_City", "America/New_York"),
    *("America/Toronto", "America/Bogota", "America/Halifax", "America/Santiago"),
    *("America/Sao_Paulo", "America/Argentina/Buenos_Aires", "UTC", "Europe/London"),
    *("Europe/Lisbon", "Europe/Dublin", "Africa/Lagos", "Europe/Berlin", "Europe/Madrid"),
    *("Europe/Paris", "Europe/Rome", "Europe/Stockholm", "Europe/Vienna", "Europe/Warsaw"),
    *("Europe/Zurich", "Africa/Cairo", "Africa/Johannesburg", "Europe/Athens"),
    *("Europe/Helsinki", "Europe/Istanbul", "Europe/Kyiv", "Asia/Jerusalem"),
    *("Africa/Nairobi", "Asia/Riyadh", "Asia/Tehran", "Asia/Dubai", "Asia/Karachi"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Jakarta"),
    *("Asia/Hong_Kong", "Asia/Manila", "Asia/Shanghai", "Asia/Singapore", "Asia/Taipei"),
    *("Australia/Perth", "Asia/Seoul", "Asia/Tokyo", "Australia/Adelaide"),
    *("Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland"),
)


def edit_window(
    carried: Carried, draft: Draft | None, course_zone: str, *, title: str, submit: str
) -> View:
    """All of a deadline, to fill in; `carried` says of which. An empty form without a draft."""
    zone = draft.timezone if draft else course_zone
    day, at = _main(draft)
    other_day, other_at = _other(draft)
    kind = draft.kind if draft else "due"
    blocks = [
        labelled("title", "What", text_field(draft.title if draft else "", MAX_TITLE)),
        labelled("kind", "Kind", select_field(list(KIND_NAMES.items()), kind)),
        labelled(
            "day",
            "Day",
            date_field(day),
            hint="When it is due, when it begins, or when a range ends.",
        ),
        labelled(
            "at", "Time", time_field(at), hint="Leave it empty for the whole day.", optional=True
        ),
        labelled("zone", "Time zone", select_field(_zones(zone, course_zone), zone)),
        labelled(
            "other_day",
            "The other end: day",
            date_field(other_day),
            hint="Only for a range, when it begins, or for an exam or event, when it is over.",
            optional=True,
        ),
        labelled("other_at", "The other end: time", time_field(other_at), optional=True),
        labelled("link", "Link", link_field(draft.link if draft else ""), optional=True),
    ]
    return window(
        title,
        blocks,
        submit=plain(submit),
        callback_id="deadline_edit",
        private_metadata=carried.dump(),
    )


def _main(draft: Draft | None) -> tuple[str, str]:
    if draft is None:
        return "", "23:59"
    local = draft.target.astimezone(tzinfo_of(draft.timezone))
    return f"{local:%Y-%m-%d}", "" if draft.all_day else f"{local:%H:%M}"


def _other(draft: Draft | None) -> tuple[str, str]:
    """The end that reminders do not count down to, where there are two."""
    if draft is None or draft.ends_at - draft.starts_at < timedelta(minutes=1):
        return "", ""
    other = draft.starts_at if draft.kind in ENDING else draft.ends_at
    zone = tzinfo_of(draft.timezone)
    local, main = other.astimezone(zone), draft.target.astimezone(zone)
    if draft.all_day:
        return (f"{local:%Y-%m-%d}", "") if local.date() != main.date() else ("", "")
    return f"{local:%Y-%m-%d}", f"{local:%H:%M}"


def _zones(zone: str, course_zone: str) -> list[tuple[str, str]]:
    """The course's first, then the item's own, then the common ones from west to east."""
    every = dict.fromkeys((course_zone, zone, ANYWHERE, *COMMON_ZONES))
    return [(name, _zone_label(name, course_zone)) for name in every]


def _zone_label(name: str, course_zone: str) -> str:
    if name == ANYWHERE:
        return "Anywhere on Earth (UTC−12)"
    label = name.replace("_", " ")
    return f"{label} (the course's)" if name == course_zone else label


def extend_window(
    carried: Carried, title: str, usual: datetime, zone: str, *, all_day: bool
) -> View:
    """A later moment for one student; `usual` is everybody's, `zone` that of the times filled in."""
    later = (usual + timedelta(days=2)).astimezone(tzinfo_of(zone))
    tell = ticks([("tell", "Tell them by direct message")], ())
    at = "23:59" if all_day else f"{later:%H:%M}"
    blocks = [
        section(f"A later moment for one student: *{titled(title)}*"),
        labelled("student", "Student", {"type": "users_select", "action_id": "value"}),
        labelled("day", "Until", date_field(f"{later:%Y-%m-%d}")),
        labelled("at", "Time", time_field(at), hint=f"In {zone}."),
        labelled("tell", "The student", tell, optional=True),
        context("Only this student and the instructors see it. Their reminders move with it."),
    ]
    return window(
        "Extension",
        blocks,
        submit=plain("Give"),
        callback_id="deadline_extend",
        private_metadata=carried.dump(),
    )
