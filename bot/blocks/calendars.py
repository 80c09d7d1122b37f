"""Calendars that a course follows: what came of reading one, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section, shown
from bot.blocks.teaching import calendar_lines, counted
from bot.blocks.times import Zones, when
from bot.services.calendars.ports import FollowedCalendar
from bot.services.calendars.reading import CalendarAccount
from bot.services.taught import CALENDAR, FileReport

HOW = (
    "Follow a calendar with `/deadlines calendar https://…`: its iCal or ICS address, from Canvas "
    "(Calendar → Calendar feed), Moodle (Calendar → Export) or Google (Settings → Secret address). "
    "Or drop an `.ics` file into our direct message."
)


def followed(account: CalendarAccount) -> Message:
    """A calendar is followed from now on."""
    head = f"I follow the calendar {shown(account.name, 150)} from now on."
    blocks = [
        section(f"✓ I follow *{shown(account.name, 150)}* from now on: {_lines(account)}"),
        *_doubts(account),
    ]
    if account.asked:
        label = f"Review the {counted(account.asked, 'date')}"
        blocks.append(actions(button(label, "proposals_review", "calendar", style="primary")))
    blocks.append(
        context(
            "I look at it every half hour. When a date changes there I ask you; I change nothing that "
            "you confirmed. `/deadlines calendars` lists what is followed."
        )
    )
    return Message(head, blocks)


def _lines(account: CalendarAccount) -> str:
    told = FileReport(
        account.name,
        CALENDAR,
        dates=account.dates,
        asked=account.asked,
        over=account.passed,
        meetings=account.meetings,
    )
    return calendar_lines(told)


def _doubts(account: CalendarAccount) -> list[Block]:
    return (
        [context(*[f"⚠ {shown(w, 200)}" for w in account.warnings[:5]])] if account.warnings else []
    )


def listing(calendars: Sequence[FollowedCalendar], zones: Zones) -> Message:
    """All that are followed, each with when it was read, and a button to stop."""
    if not calendars:
        return Message(
            "The course follows no calendar.",
            [section(f"The course follows no calendar yet.\n{HOW}")],
        )
    blocks: list[Block] = [section(f"*Calendars that the course follows* ({len(calendars)})")]
    for calendar in calendars:
        remove = button("Stop following", "followed_remove", calendar.id, confirm=_stop(calendar))
        blocks.append(section(_line(calendar, zones), accessory=remove))
    return Message(
        f"The course follows {counted(len(calendars), 'calendar')}.", [*blocks, context(HOW)]
    )


def _line(calendar: FollowedCalendar, zones: Zones) -> str:
    """Its name, its host (the rest of the address is a secret), when it was read, and what is wrong."""
    host = calendar.url.partition("://")[2].partition("/")[0]
    by = f"by <@{calendar.added_by}>"
    of = f"Added {by}" if host == calendar.name else f"{shown(host, 100)} · added {by}"
    lines = [f"*{shown(calendar.name, 150)}*", of]
    if calendar.error:
        lines.append(f"⚠ {shown(calendar.error, 300)}")
    if calendar.fetched_at:
        last = "Last read" if calendar.error else "Read"
        lines.append(f"{last} {when(calendar.fetched_at, zones)}")
    elif not calendar.error:
        lines.append("Not read yet")
    return "\n".join(lines)


def _stop(calendar: FollowedCalendar) -> Block:
    text = "Dates that it brought stay as they are; I just look at it no longer."
    return confirm("Stop following it?", text, yes="Stop following", no="Go on")


def broken(name: str, reason: str) -> Message:
    """A followed calendar could not be read several times in a row."""
    head = f"I can't read the calendar {shown(name, 150)} any more."
    more = "I go on trying, ever more rarely. `/deadlines calendars` lists what is followed."
    return Message(
        head,
        [
            section(
                f"⚠ I can't read the calendar *{shown(name, 150)}* any more. {shown(reason, 300)}\n{more}"
            )
        ],
    )
