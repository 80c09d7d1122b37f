"""Where and when confirmed dates are announced, in words."""

from __future__ import annotations

from bot.blocks.times import leads
from bot.services.deadlines.ports import Announcing

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def announced_where(announcing: Announcing) -> str:
    """Where and when confirmed dates are announced, as mrkdwn."""
    if not announcing.channels:
        return (
            "Confirmed dates are listed in `/deadlines`. They are announced in no channel yet: "
            "`/deadlines settings` chooses some."
        )
    channels = ", ".join(f"<#{channel}>" for channel in announcing.channels)
    return f"What you confirm is announced in {channels} {timing(announcing)}."


def timing(announcing: Announcing) -> str:
    """When: 1 week and 1 day before, and in the digest on Mondays at 08:00."""
    quiet = ""
    if announcing.quiet:
        quiet = f" (quiet from {_clock(announcing.quiet[0])} to {_clock(announcing.quiet[1])})"
    parts = [leads(announcing.leads) + quiet] if announcing.leads else []
    if announcing.digest:
        day = _DAYS[announcing.digest_weekday % 7]
        parts.append(f"in the digest on {day} at {_clock(announcing.digest_minute)}")
    return ", and ".join(parts) or "without reminders"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
