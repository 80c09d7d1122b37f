"""What instructors are shown before and after they change a deadline."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.deadlines import Reader, item_text, when_line
from bot.blocks.mrkdwn import actions, button, context, escape, section
from bot.blocks.times import lead, spoken, titled, when
from bot.services.deadlines.drafts import Draft
from bot.services.deadlines.ports import CANCELLED, CONFIRMED, DatedItem
from bot.services.deadlines.seen import SeenItem
from bot.services.reminding.ports import Reminder

KIND_NAMES = {
    "due": "Due: something to hand in",
    "exam": "Exam or quiz",
    "event": "Event",
    "release": "Release: something comes out",
    "range": "Range: open from … to …",
}
STALE = "Somebody has changed this deadline in the meantime. This is how it stands now:"
GONE = "I no longer have that deadline. `/deadlines` shows those that I have."
NOTHING_TO_UNDO = "There is nothing of yours to take back, or it was changed again since."
_MOST_VALUE = 2_000


def understood(draft: Draft, key: str, reader: Reader) -> Message:
    """What was read in somebody's words, before anything is kept."""
    title = titled(draft.title) if draft.title else "_(no name yet)_"
    lines = [
        f"*{title}*",
        when_line(draft, reader),
        f"Kind: {KIND_NAMES[draft.kind].partition(':')[0].lower()}",
    ]
    value = json.dumps([key, draft.to_json()], ensure_ascii=False)
    if len(value) > _MOST_VALUE:
        value = json.dumps([key, {**draft.to_json(), "quote": ""}], ensure_ascii=False)
    notes = [f":warning: {escape(note)}" for note in draft.notes]
    if not draft.title:
        notes.append("Give it a name with *Edit*, then save it.")
    buttons = [
        button("Edit…", "deadline_draft_edit", value),
        button("Don't save", "deadline_drop", "-"),
    ]
    if draft.title:
        buttons.insert(0, button("Save", "deadline_save", value, style="primary"))
    blocks = [section("I understood:"), section("\n".join(lines))]
    blocks += [context(*notes)] if notes else []
    blocks.append(context(_zone_words(draft, reader)))
    text = f"I understood: {title}, {_spoken(draft, reader)}"
    return Message(text, [*blocks, actions(*buttons)])


def _zone_words(draft: Draft, reader: Reader) -> str:
    if draft.timezone != reader.zones.course:
        return f"Written in {draft.timezone}. Nothing is saved yet."
    return "Nothing is saved yet."


def _spoken(draft: Draft, reader: Reader) -> str:
    zone = draft.timezone if draft.all_day else reader.zones.reader
    return spoken(draft.target, zone, all_day=draft.all_day)


def not_understood() -> Message:
    """Words without a date."""
    words = (
        "I found no date in that. Name what is due and when, for example "
        "`/deadlines add Tutorial 7 due next Friday 5pm`."
    )
    return Message(words, [section(words), actions(button("Fill in a form", "deadline_form", "-"))])


def saved(
    words: str,
    item: DatedItem,
    change_id: str,
    reader: Reader,
    coming: Sequence[Reminder] = (),
) -> Message:
    """What was changed just now, what will be posted about it, and the way back."""
    blocks = [section(words), section(item_text(SeenItem(item), reader))]
    if item.state == CANCELLED:
        blocks.append(
            context("Nobody is reminded of it. What I posted about it is struck through.")
        )
    else:
        blocks.append(context(_announced(coming, reader)))
    buttons = [button("Undo", "deadline_undo", change_id)]
    if item.state != CANCELLED:
        buttons.append(button("Edit…", "deadline_edit", f"{item.id}:{item.revision}"))
    return Message(f"{words} {titled(item.title, 80)}", [*blocks, actions(*buttons)])


def _announced(coming: Sequence[Reminder], reader: Reader) -> str:
    """ "I will post in #general: 1 week before (Thu …), 1 day before (Wed …)." """
    if not coming:
        return "No reminders of it are ahead in a channel. `/deadlines settings` says where I announce."
    channels = list(dict.fromkeys(r.audience for r in coming))
    where = " and ".join(f"<#{c}>" for c in channels[:5])
    times = dict.fromkeys(
        f"{lead(r.lead)} before ({spoken(r.due_at, reader.zones.reader)})" for r in coming
    )
    return f"I will post in {where}: {', '.join(list(times)[:8])}."


def stale(item: DatedItem | None, reader: Reader) -> Message:
    """A button of something that has moved on."""
    if item is None:
        return Message(GONE, [section(GONE)])
    blocks = [section(STALE), section(item_text(SeenItem(item), reader))]
    if item.state == CONFIRMED:
        blocks.append(actions(button("Edit…", "deadline_edit", f"{item.id}:{item.revision}")))
    return Message(STALE, blocks)


def undone(items: Sequence[DatedItem], reader: Reader) -> Message:
    """What holds again."""
    if not items:
        return Message(NOTHING_TO_UNDO, [section(NOTHING_TO_UNDO)])
    texts = [item_text(SeenItem(item), reader) for item in items[:10]]
    more = [context(f"… and {len(items) - 10} more")] if len(items) > 10 else []
    gone = all(item.state == CANCELLED for item in items)
    words = f"Taken back. {'What was new is cancelled:' if gone else 'It stands again as before:'}"
    return Message(words, [section(words), *map(section, texts), *more])


def ask_move(item: DatedItem, draft: Draft, reader: Reader) -> Message:
    """The old time and the new, before anything is moved."""
    old = item_text(SeenItem(item), reader)
    new = f"Move it to: *{when(draft.target, reader.zones, all_day=draft.all_day, written_in=draft.timezone)}*"
    notes = [f":warning: {escape(note)}" for note in draft.notes]
    about = f"{item.id}:{item.revision}"
    value = f"{about}:{int(draft.target.timestamp())}:{int(draft.all_day)}"
    buttons = actions(
        button("Move", "deadline_move", value, style="primary"),
        button("Edit…", "deadline_edit", about),
        button("Leave it", "deadline_drop", "-"),
    )
    blocks = [section(old), section(new), *([context(*notes)] if notes else []), buttons]
    return Message(f"Move {titled(item.title, 80)} to {_spoken(draft, reader)}?", blocks)


def ask_cancel(item: DatedItem, reader: Reader) -> Message:
    """What cancelling does, before it is done."""
    words = "Cancel this deadline? Nobody is reminded of it any more, and what I posted about it is struck through."
    buttons = actions(
        button("Cancel it", "deadline_cancel", f"{item.id}:{item.revision}", style="danger"),
        button("Keep it", "deadline_drop", "-"),
    )
    return Message(words, [section(words), section(item_text(SeenItem(item), reader)), buttons])
