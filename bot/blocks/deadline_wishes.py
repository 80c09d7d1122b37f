"""Somebody's own reminders: choosing them, what will come when, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.answers import Message
from bot.blocks.deadlines import Reader, item_text, when_line
from bot.blocks.inputs import labelled, ticks
from bot.blocks.mrkdwn import Block, actions, button, context, plain, section
from bot.blocks.times import lead, leads, left, spoken, titled, when
from bot.blocks.windows import Carried, View, window
from bot.services.deadlines.ports import SNOOZES, DatedItem, Personal
from bot.services.deadlines.seen import SeenItem
from bot.services.reminding.ports import Reminder

DAY = 24 * 60
CHOICES = (7 * DAY, 3 * DAY, 2 * DAY, DAY, 12 * 60, 4 * 60, 2 * 60, 60, 30)
USUAL = (DAY, 2 * 60)
MUTED_ALL = "You have muted all direct reminders, so nothing will come until you unmute them."
_MOST = 20


def remind_window(
    carried: Carried, seen: SeenItem | None, chosen: Sequence[int], reader: Reader
) -> View:
    """When to be reminded: of one deadline, or of all. `chosen` are the leads ticked at first."""
    extra = sorted(set(chosen) - set(CHOICES), reverse=True)[:1]
    every = sorted({*CHOICES, *extra}, reverse=True)
    boxes = ticks([(str(m), f"{lead(m)} before") for m in every], [str(m) for m in chosen])
    blocks = [section(_about(seen, reader))]
    if seen is not None:
        blocks.append(_scope())
    blocks += [
        labelled(
            "leads", "Write to me", boxes, hint="Tick nothing for no reminders.", optional=True
        ),
        context("I write to you directly; nobody else sees it."),
    ]
    return window(
        "Remind me",
        blocks,
        submit=plain("Save"),
        callback_id="deadline_remind",
        private_metadata=carried.dump(),
    )


def _about(seen: SeenItem | None, reader: Reader) -> str:
    return item_text(seen, reader) if seen else "*All deadlines*\nThose that are added later, too."


def _scope() -> Block:
    options = [
        {"text": plain("This deadline"), "value": "one"},
        {"text": plain("All deadlines"), "value": "all"},
    ]
    element = {
        "type": "radio_buttons",
        "action_id": "value",
        "options": options,
        "initial_option": options[0],
    }
    return labelled("scope", "For", element)


def promised(
    seen: SeenItem | None,
    rows: Sequence[Reminder],
    titles: Mapping[str, str],
    reader: Reader,
    *,
    muted: bool,
) -> Message:
    """What will come when, after somebody chose; of one deadline or of all."""
    name = f"*{titled(seen.item.title)}*" if seen else "all deadlines"
    if muted:
        words = f"Saved for {name}. {MUTED_ALL}"
        offers = [button("Unmute all", "reminders_unmute_all", "-")]
        return Message(words, [section(words), actions(*offers, _mine())])
    if not rows:
        words = f"Saved. No reminder of {name} is ahead."
        return Message(words, [section(words), actions(_mine())])
    words = f"I will write to you about {name}:"
    lines = [_row(row, "" if seen else titles.get(row.item_id, ""), reader) for row in rows[:10]]
    more = [context(f"… and {len(rows) - 10} more")] if len(rows) > 10 else []
    first = spoken(rows[0].due_at, reader.zones.reader)
    return Message(
        f"{words} first {first}",
        [section(words + "\n" + "\n".join(lines)), *more, actions(_mine())],
    )


def _mine() -> Block:
    return button("My reminders", "my_reminders", "-")


def _row(row: Reminder, title: str, reader: Reader) -> str:
    """ "• Wed … · Check-in (1 day before)" """
    early = f"{lead(row.lead)} before" if row.lead else "as you asked"
    name = f" · *{titled(title, 100)}*" if title else ""
    return f"• {when(row.due_at, reader.zones)}{name} ({early})"


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody's own reminders: what holds for all, for single deadlines, and what comes next."""

    personal: Personal
    rows: Sequence[Reminder]
    seen: Sequence[SeenItem]

    @property
    def titles(self) -> dict[str, str]:
        return {s.item.id: s.item.title for s in self.seen}

    @property
    def special(self) -> list[SeenItem]:
        """Deadlines with a choice of their own."""
        return [s for s in self.seen if s.mark and (s.muted or s.done or s.mark.leads is not None)]


def mine(own: Mine, reader: Reader) -> Message:
    """`/deadlines reminders`"""
    personal = own.personal
    general = leads(personal.leads) if personal.leads else "none"
    head = f"*Your reminders*\nFor all deadlines: {general}"
    if personal.muted:
        head = f"*Your reminders*\n🔕 {MUTED_ALL}"
    mute = (
        button("Unmute all", "reminders_unmute_all", "-")
        if personal.muted
        else button("Mute all", "reminders_mute_all", "-")
    )
    blocks = [section(head)]
    if own.rows:
        lines = [_row(row, own.titles.get(row.item_id, ""), reader) for row in own.rows[:_MOST]]
        blocks += [section("*Coming*")] + [section("\n".join(part)) for part in _parts(lines)]
        if len(own.rows) > _MOST:
            blocks.append(context("… and more later"))
    elif not personal.muted:
        blocks.append(
            section(
                "Nothing is on its way to you. Press *Change…* to be reminded of all deadlines, "
                "or choose *Remind me…* in the menu of a single one in `/deadlines`."
            )
        )
    blocks += _special(own, reader)
    blocks.append(actions(button("Change…", "remind_all", "-"), mute))
    return Message(f"Your reminders: {general}", blocks)


def _parts(lines: Sequence[str]) -> list[list[str]]:
    return [list(lines[n : n + 5]) for n in range(0, len(lines), 5)]


def _special(own: Mine, reader: Reader) -> list[Block]:
    """Single deadlines that are treated otherwise, each with the way to change that."""
    if not own.special:
        return []
    blocks = [section("*Single deadlines*")]
    for seen in own.special[:12]:
        words = f"*{titled(seen.item.title)}* · {_choice(seen)}\n{when_line(seen.item, reader)}"
        change = button("Change…", "remind_me", seen.item.id)
        blocks.append(section(words, accessory=change))
    return blocks


def _choice(seen: SeenItem) -> str:
    if seen.done:
        return "✓ done"
    if seen.muted or seen.mark is None or seen.mark.leads == ():
        return "🔕 no reminders"
    return leads(seen.mark.leads or ())


def marked(what: str, seen: SeenItem, reader: Reader) -> Message:
    """What holds from now on: after done, undone, mute or unmute."""
    words, item_id = _MARKED[what], seen.item.id
    back = {
        "done": button("Not done yet", "reminder_undone", item_id),
        "undone": button("Mark as done", "reminder_done", item_id),
        "mute": button("Unmute", "reminder_unmute", item_id),
        "unmute": button("Mute", "reminder_mute", item_id),
    }[what]
    return Message(
        f"{words} {titled(seen.item.title, 80)}",
        [section(words), section(item_text(seen, reader)), actions(back, _mine())],
    )


_MARKED = {
    "done": "Done. I won't remind you of it any more.",
    "undone": "Not done yet, noted.",
    "mute": "Muted: you get no direct reminders of it.",
    "unmute": "Not muted any more.",
}


def snoozed(item: DatedItem, at: datetime | None, reader: Reader) -> Message:
    """When the next reminder comes; None where there is no time left for one."""
    if at is None:
        words = f"There is no time to remind you of *{titled(item.title)}* once more: {_due(item, reader)}."
        return Message(words, [section(words)])
    offers = [
        button(
            f"In {lead(int(span.total_seconds()) // 60)} instead",
            f"reminder_snooze_{n}",
            f"{item.id}:{name}",
        )
        for n, (name, span) in enumerate(SNOOZES.items())
        if reader.now + span < item.target
    ]
    words = f"I will remind you of *{titled(item.title)}* again {when(at, reader.zones)}, {left(at, reader.now, reader.zones.reader)}."
    spoken_ = spoken(at, reader.zones.reader)
    return Message(
        f"I will remind you of {titled(item.title, 80)} again {spoken_}",
        [section(words), actions(*offers, _mine())],
    )


def _due(item: DatedItem, reader: Reader) -> str:
    words = when_line(item, reader)
    return words[:1].lower() + words[1:]


def all_muted(*, muted: bool) -> Message:
    """After silence for everything, or the end of it."""
    if muted:
        words = (
            "Muted: I write no reminders to you until you unmute them. Channels go on as before."
        )
        undo = button("Unmute all", "reminders_unmute_all", "-")
    else:
        words = "Unmuted: your own reminders come again."
        undo = button("Mute all", "reminders_mute_all", "-")
    return Message(words, [section(words), actions(undo, _mine())])
