"""The private panel of a poll: how it stands, and what can be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section
from bot.blocks.times import Zones, left, titled, when
from bot.services.polls.editing import may_be_told
from bot.services.polls.nudging import NUDGED, why_not
from bot.services.polls.ports import CLOSED, DELETED, OPEN, SCHEDULED, Poll
from bot.services.polls.rounds import COMPARED
from bot.services.polls.telling import keeps_back, may_keep_back

REPEATS = {"daily": "every day", "weekly": "every week", "class": "after each class"}
_DELETED = "Deleted. Its votes are gone, and it no longer stands in the channel."
_SEALED = (
    "Anonymous: once it is closed it cannot be opened again, because what told voters apart is gone. "
    "“Ask again” makes a second round and compares both."
)

KEPT_BACK = (
    "The right answer is not shown yet. Let the class discuss and press “Ask again…”: it is shown when the second round closes. "
    "Or press “Show the right answer”."
)
_WILL_KEEP_BACK = "“Close now” shows the votes without the right answer, so that the class can discuss and vote again."


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel is made from. `voters` is how many have voted; `staff`: an instructor looks at it.

    `next_at` is when a recurring one opens next.
    """

    poll: Poll
    voters: int
    now: datetime
    zones: Zones
    staff: bool
    next_at: datetime | None = None


def panel(seen: Panel, lead: str = "") -> Message:
    """The panel; `lead` says what was done just now."""
    poll = seen.poll
    if poll.state == DELETED:
        return Message(_DELETED, [section(_DELETED)])
    title = f"*{titled(poll.question, 150)}*"
    blocks = [*([section(lead)] if lead else []), section(f"{title}\n{_stands(seen)}")]
    buttons, more = _first(seen), _second(seen)
    blocks += [actions(*some) for some in (buttons, more) if some]
    notes = _notes(seen)
    blocks += [context(*notes)] if notes else []
    return Message(f"{lead} Manage: {titled(poll.question, 150)}".strip(), blocks)


def _stands(seen: Panel) -> str:
    """ "Open · 12 people have voted · closes Tue … (in 10 minutes)" """
    poll = seen.poll
    if poll.state == SCHEDULED:
        opens = _moment(poll.opens_at, seen)
        again = REPEATS.get(poll.settings.repeats)
        return f"Not posted yet · opens {opens}{f', then {again}' if again else ''} in <#{poll.channel}>"
    parts = [_voted(seen)]
    if poll.state == CLOSED:
        by = f" by <@{poll.closed_by}>" if poll.closed_by else ""
        parts.insert(0, f"Closed {_moment(poll.closed_at, seen)}{by}")
    else:
        parts.insert(0, "Open")
        at = poll.closes_at
        parts.append(f"closes {_moment(at, seen)}" if at else "has no closing time")
    return " · ".join(parts)


def _voted(seen: Panel) -> str:
    if not seen.voters:
        return "nobody voted" if seen.poll.state == CLOSED else "nobody has voted yet"
    have = "" if seen.poll.state == CLOSED else ("has " if seen.voters == 1 else "have ")
    return f"1 person {have}voted" if seen.voters == 1 else f"{seen.voters:,} people {have}voted"


def _moment(at: datetime | None, seen: Panel) -> str:
    return f"{when(at, seen.zones)}, {left(at, seen.now, seen.zones.reader)}" if at else ""


def _first(seen: Panel) -> list[Block]:
    """What changes the poll."""
    poll = seen.poll
    found: list[Block] = []
    if poll.state == OPEN:
        asks = {"confirm": _confirm_close()} if poll.settings.anonymous else {}
        found.append(button("Close now", "poll_close", poll.id, style="primary", **asks))
        if may_keep_back(poll):
            found.append(button("Close and show the answer", "poll_close_told", poll.id, **asks))
    if keeps_back(poll):
        found.append(button("Ask again…", "poll_again", poll.id, style="primary"))
        found.append(button("Show the right answer", "poll_answer", poll.id))
    if poll.state == CLOSED and not poll.settings.anonymous:
        found.append(button("Open again", "poll_reopen", poll.id))
    found.append(button("Edit…", "poll_edit", poll.id))
    if poll.state == CLOSED and not keeps_back(poll):
        found.append(button("Ask again…", "poll_again", poll.id))
    if poll.state == SCHEDULED:
        asks = {"confirm": _confirm_stop(poll)}
        found.append(button("Don't post it…", "poll_stop", poll.id, style="danger", **asks))
    else:
        asks = {"confirm": _confirm_delete()}
        found.append(button("Delete…", "poll_delete", poll.id, style="danger", **asks))
    return found


def _second(seen: Panel) -> list[Block]:
    """What leaves it as it is."""
    poll = seen.poll
    found: list[Block] = []
    if seen.staff and poll.state == OPEN and not why_not(poll):
        found.append(button("Who has not voted…", "poll_missing", poll.id))
    if poll.state in {OPEN, CLOSED} and seen.voters and _told(seen):
        found.append(button("Results as CSV", "poll_csv", poll.id))
    if seen.staff:
        found.append(button("Save as template…", "poll_template_name", poll.id))
    if seen.next_at is not None and poll.state != SCHEDULED:
        asks = {"confirm": _confirm_stop(poll)}
        found.append(button("Stop repeating…", "poll_stop", poll.id, **asks))
    return found


def _told(seen: Panel) -> bool:
    return may_be_told(seen.poll, seen.voters)


def _notes(seen: Panel) -> list[str]:
    poll = seen.poll
    found = []
    if seen.next_at is not None and poll.state != SCHEDULED:
        found.append(f"Comes again {when(seen.next_at, seen.zones)}.")
    if keeps_back(poll):
        found.append(KEPT_BACK)
    elif poll.state == OPEN and may_keep_back(poll):
        found.append(_WILL_KEEP_BACK)
    if poll.settings.anonymous and poll.state in {OPEN, CLOSED}:
        found.append(_SEALED if poll.kind in COMPARED else _SEALED.partition(" “Ask")[0])
    if poll.state == OPEN and seen.voters and not _told(seen):
        found.append("Results can be had once it is closed.")
    if NUDGED in poll.notes and poll.state == OPEN:
        at = datetime.fromisoformat(str(poll.notes[NUDGED]))
        found.append(
            f"Those who had not voted were asked {left(at, seen.now, seen.zones.reader)}; that is done once."
        )
    return found


def _confirm_close() -> Block:
    text = (
        "This poll is anonymous: when it closes I throw away what tells one voter from another. "
        "It cannot be opened again after that."
    )
    return confirm("Close the poll?", text, yes="Close it", no="Leave it open")


def _confirm_delete() -> Block:
    text = "The message disappears from the channel, and all votes are thrown away. This cannot be undone."
    return confirm("Delete the poll?", text, yes="Delete it", no="Keep it")


def _confirm_stop(poll: Poll) -> Block:
    if not poll.settings.repeats:
        text = "It will not be posted. To ask it after all, make it again with /poll."
        return confirm("Don't post it?", text, yes="Don't post it", no="Keep it")
    text = "It will not come again. What was posted before stays as it is."
    return confirm("Stop repeating it?", text, yes="Stop it", no="Keep it")


# Who has not voted


def ask_nudge(poll: Poll, missing: int, names: tuple[str, ...] = ()) -> Message:
    """How many get a direct message, before anything is sent; `names` only of a named poll's."""
    if missing == 1:
        words = "*1 member* of the channel has not voted, instructors aside. Send them one direct message that asks for their vote?"
    else:
        words = f"*{missing:,} members* of the channel have not voted, instructors aside. Send each of them one direct message that asks for their vote?"
    blocks = [section(f"*{titled(poll.question, 150)}*\n{words}")]
    if names:
        listed = ", ".join(f"<@{name}>" for name in names[:60])
        more = f" and {len(names) - 60:,} more" if len(names) > 60 else ""
        blocks.append(context(f"Not yet: {listed}{more}"))
    send = button(
        "Send" if missing == 1 else f"Send {missing:,} messages",
        "poll_nudge",
        poll.id,
        style="primary",
    )
    blocks.append(actions(send, button("Don't send", "poll_panel", poll.id)))
    blocks.append(
        context("I do this once a poll. Whoever votes before the message goes out gets none.")
    )
    return Message("Who has not voted", blocks)


def nudge(poll: Poll, link: str, now: datetime, zones: Zones) -> Message:
    """The direct message to somebody who has not voted."""
    title = titled(poll.question, 300)
    where = f"in <#{poll.posted_channel}>" if poll.posted_channel else "in your class"
    until = (
        f"\nIt closes {when(poll.closes_at, zones)}, {left(poll.closes_at, now, zones.reader)}."
        if poll.closes_at
        else ""
    )
    secret = " It is anonymous." if poll.settings.anonymous else ""
    blocks = [section(f"There is a poll {where} that you have not voted in yet:\n*{title}*{until}")]
    if link:
        go = button("Go to the poll", "poll_go", poll.id)
        blocks.append(actions({**go, "url": link}))
    blocks.append(context(f"An instructor asked me to tell you; I do so once a poll.{secret}"))
    return Message(f"You have not voted yet: {title}", blocks)
