"""How a course asks its minute paper: the settings, "class over", and who wants it directly."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.inputs import channel_field, labelled
from bot.blocks.mrkdwn import (
    Block,
    actions,
    button,
    confirm,
    context,
    moment,
    plain,
    section,
    shorten,
)
from bot.blocks.papers import question as questions
from bot.blocks.times import titled
from bot.blocks.windows import Carried, View, window
from bot.services.papers.asking import Held
from bot.services.papers.ports import PaperSettings
from bot.services.polls.ports import Poll

ON, CHANNEL = "on", "channel"
_ON = {
    "text": plain("Ask after each lecture"),
    "value": "on",
    "description": plain("Five minutes after its end; it closes an hour before the next"),
}


def settings_window(
    carried: Carried, now: PaperSettings | None, channel: str, *, timetable: bool
) -> View:
    """Whether the class is asked by itself, and where."""
    ticks: Block = {"type": "checkboxes", "action_id": "value", "options": [_ON]}
    ticks |= {"initial_options": [_ON]} if now is not None and now.on else {}
    where = channel_field(channel, "No channel: only those who asked for it")
    blocks: list[Block] = [
        section(
            "After class I ask how new it was, how the pace was, and what is still unclear: two taps, anonymous. "
            "The day's answers come to the instructors, grouped, in time for the next class."
        ),
        labelled(ON, "By itself", ticks, optional=True),
        labelled(
            CHANNEL,
            "Ask in",
            where,
            hint="Who typed /lectern papers on is asked by direct message as well.",
            optional=True,
        ),
    ]
    if not timetable:
        blocks.append(
            context(
                "The course file has no timetable, so I don't know when class ends: type `/lectern class over` then."
            )
        )
    return window(
        "Minute paper",
        blocks,
        submit=plain("Save"),
        callback_id="paper_settings",
        private_metadata=carried.dump(),
    )


def saved(now: PaperSettings, *, timetable: bool = True) -> Message:
    """After the settings were changed; without a `timetable` nothing is asked by itself."""
    where = (
        f"in <#{now.channel}>" if now.channel else "only by direct message, those who asked for it"
    )
    if now.on and not timetable:
        words = (
            f"Saved: I ask {where}. But the course file has no timetable, so I can't tell when class ends: "
            "type `/lectern class over` then."
        )
        return Message(words, [section(words)])
    words = (
        f"Saved. After each lecture of the timetable I ask {where}."
        if now.on
        else "Saved. I ask nothing by myself. `/lectern class over` asks about one class."
    )
    return Message(words, [section(words)])


def wish(*, on: bool) -> Message:
    """Whether somebody is asked by direct message, to them alone, with the way back."""
    words = (
        "Whenever the class is asked after a lecture, I ask you by direct message, too."
        if on
        else "I don't ask you by direct message. You can answer where the class is asked."
    )
    other = (
        button("Stop asking me", "paper_wish", "off")
        if on
        else button("Ask me directly", "paper_wish", "on")
    )
    return Message(words, [section(words), actions(other)])


def which(classes: Sequence[Held]) -> Message:
    """ "Which class?", to be picked."""
    words = "Which class is it about?"
    options = [
        {
            "text": plain(
                shorten(f"{each.meeting.day:%a, %b} {each.meeting.day.day} · {each.title}", 75)
            ),
            "value": each.meeting.key,
        }
        for each in classes
    ]
    select: Block = {
        "type": "static_select",
        "action_id": "paper_class",
        "placeholder": plain("Choose a class"),
        "options": options,
    }
    return Message(words, [section(words, accessory=select)])


def preview(poll: Poll, zone: str, direct: int) -> Message:
    """What will be asked, to the instructor alone."""
    shown = questions.question(poll, zone, preview=True)
    lead = section(f"*Only you see this.* This is what will be asked {_audience(poll, direct)}:")
    buttons = actions(
        button("Post", "paper_ask", poll.about, style="primary"),
        button("Not now", "paper_not_now", poll.about),
    )
    line: Block = {"type": "divider"}
    return Message("Preview of the minute paper", [lead, line, *shown.blocks, line, buttons])


def _audience(poll: Poll, direct: int) -> str:
    people = f"{direct} {'person' if direct == 1 else 'people'} by direct message"
    if not poll.channel:
        return f"of {people}"
    return f"in <#{poll.channel}>" + (f" and of {people}" if direct else "")


def asked(poll: Poll, zone: str, direct: int, *, before: bool = False) -> Message:
    """After Post, or where that class was asked before."""
    until = (
        f" It closes {moment(poll.closes_at, zone)}, and then I tell you what came of it."
        if poll.closes_at
        else ""
    )
    words = (
        f"That class is being asked already: {titled(poll.question)}.{until}"
        if before
        else f"Asked {_audience(poll, direct)}: {titled(poll.question)}.{until}"
    )
    return Message(words, [section(words), actions(close_button(poll))])


def open_one(poll: Poll, zone: str) -> Message:
    """The paper that is open, with the way to close it."""
    until = f" It closes by itself {moment(poll.closes_at, zone)}." if poll.closes_at else ""
    words = f"Open: the minute paper of {titled(poll.question)}.{until}"
    return Message(words, [section(words), actions(close_button(poll))])


def close_button(poll: Poll) -> Block:
    """Close before its time."""
    sure = confirm(
        "Close it now?",
        "Nobody can answer any more, and it cannot be opened again. You get what came of it at once.",
        yes="Close",
        no="Leave it open",
    )
    return button("Close now", "paper_close", poll.id, confirm=sure)
