"""Dated items as a list: by week in the reader's zone, with time left, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from bot.blocks.answers import Message
from bot.blocks.calendar import to_calendar
from bot.blocks.mrkdwn import Block, actions, button, context, plain, section, shown
from bot.blocks.times import Zones, day, left, linked, span_of, spoken, titled, when
from bot.services.deadlines.drafts import Draft
from bot.services.deadlines.ports import SNOOZES, DatedItem
from bot.services.deadlines.seen import SeenItem
from bot.services.deadlines.zones import tzinfo_of

PAGE = 12
_WORDS = {"due": "Due", "exam": "Exam", "event": "On", "release": "Out", "range": "Open"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when: `staff` may change what is listed."""

    now: datetime
    zones: Zones
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What is listed. `view` is upcoming, past, all or search, and `query` what was searched for.

    `waiting` counts the dates that the lectures name and nobody has decided about yet.
    """

    view: str
    items: tuple[SeenItem, ...]
    query: str = ""
    page: int = 0
    waiting: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.items) // PAGE))

    @property
    def here(self) -> tuple[SeenItem, ...]:
        """The items of this page."""
        first = min(self.page, self.pages - 1) * PAGE
        return self.items[first : first + PAGE]

    def at(self, page: int) -> str:
        """A button's value that leads to a page."""
        return f"{self.view}:{page}:{self.query[:300]}"


_TITLES = {
    "upcoming": "Upcoming deadlines",
    "past": "Past deadlines",
    "all": "All deadlines",
    "search": "Deadlines for “{query}”",
}
_NOTHING = {
    "upcoming": "Nothing is coming up. Enjoy it while it lasts.",
    "past": "Nothing has passed yet.",
    "all": "There are no deadlines yet.",
    "search": "I know no deadline for “{query}”.",
}
_UNCONFIRMED = (
    "No date is confirmed yet. Ask me “what's due?”, and I quote the dates that the lectures name."
)
_STAFF_HINT = (
    "Add one in words: `/deadlines add Tutorial 7 due next Friday 5pm`, "
    "or look at what the lectures name: `/deadlines proposals`."
)


def listing(shown_: Shown, reader: Reader, lead: str = "") -> Message:
    """A page of deadlines, or the word that there are none."""
    title = _TITLES[shown_.view].format(query=shown(shown_.query, 100))
    head = [section(lead)] if lead else []
    if not shown_.items:
        return _nothing(shown_, reader, head)
    count = f"{len(shown_.items)} in all, " if shown_.pages > 1 else ""
    pages = f"page {min(shown_.page, shown_.pages - 1) + 1} of {shown_.pages}"
    blocks = [*head, section(f"*{title}*" + (f"  ({count}{pages})" if count else ""))]
    for heading, group in _weeks(shown_.here, reader):
        blocks.append(context(f"*{heading}*"))
        blocks += [_item(seen, reader) for seen in group]
    if shown_.waiting and reader.staff:
        blocks.append(context(_wait(shown_.waiting)))
    return Message(_as_text(title, shown_.here, reader), [*blocks, *_foot(shown_, reader)])


def _nothing(shown_: Shown, reader: Reader, head: list[Block]) -> Message:
    words = _NOTHING[shown_.view].format(query=shown(shown_.query, 100))
    if shown_.waiting:
        words = _wait(shown_.waiting) if reader.staff else _UNCONFIRMED
    hint = [context(_STAFF_HINT)] if reader.staff and shown_.view != "past" else []
    return Message(words, [*head, section(words), *hint, *_foot(shown_, reader)])


def _wait(dates: int) -> str:
    named = (
        "1 date that the lectures name waits"
        if dates == 1
        else f"{dates} dates that the lectures name wait"
    )
    return f"{named} for your word: `/deadlines proposals`."


def _weeks(items: Sequence[SeenItem], reader: Reader) -> list[tuple[str, list[SeenItem]]]:
    """The items by the week, Monday to Sunday, that they fall into for the reader."""
    grouped = groupby(items, key=lambda seen: _monday(_local(seen, reader)))
    this = _monday(reader.now.astimezone(tzinfo_of(reader.zones.reader)))
    return [(_week(monday, this), list(group)) for monday, group in grouped]


def _local(seen: SeenItem, reader: Reader) -> datetime:
    zone = seen.item.timezone if seen.all_day else reader.zones.reader
    return seen.target.astimezone(tzinfo_of(zone))


def _monday(local: datetime) -> datetime:
    start = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return start - timedelta(days=start.weekday())


def _week(monday: datetime, this: datetime) -> str:
    sunday = monday + timedelta(days=6)
    end = f"{sunday.day}" if sunday.month == monday.month else f"{sunday:%B} {sunday.day}"
    year = f", {sunday.year}" if sunday.year != this.year else ""
    days = f"{monday:%B} {monday.day} – {end}{year}"
    near = {-7: "Last week", 0: "This week", 7: "Next week"}.get((monday - this).days)
    return f"{near} · {days}" if near else f"Week of {days}"


def _item(seen: SeenItem, reader: Reader) -> Block:
    return section(item_text(seen, reader), accessory=_menu(seen, reader))


def item_text(seen: SeenItem, reader: Reader) -> str:
    """An item in a few lines: title, when, how long still, and what is the reader's own."""
    item = seen.item
    marks = [" ✓ done" if seen.done else "", " 🔕 muted" if seen.muted else ""]
    crossed = f"~{titled(item.title)}~" if item.state == "cancelled" else f"*{titled(item.title)}*"
    lines = [crossed + "".join(marks), _when_line(seen, reader)]
    if seen.extension:
        usual = spoken(item.target, reader.zones.reader, all_day=item.all_day)
        lines.append(f"_Extended for you; for everybody else {usual}_")
    if link := linked(item.link, "Open the page"):
        lines.append(link)
    return "\n".join(lines)


def _when_line(seen: SeenItem, reader: Reader) -> str:
    if seen.extension is None:
        return when_line(seen.item, reader)
    until = when(seen.until, reader.zones)
    return f"Due {until} · *{left(seen.until, reader.now, reader.zones.reader)}*"


def when_line(item: DatedItem | Draft, reader: Reader) -> str:
    """ "Due Wed … · in 3 days", with both ends where there are two."""
    return f"{moment_line(item, reader.zones)} · *{_left(item, reader)}*"


def moment_line(item: DatedItem | Draft, zones: Zones) -> str:
    """The same without how long still: it stays true however late it is read."""
    word = _WORDS.get(item.kind, "On")
    start, end = (
        when(at, zones, all_day=item.all_day, written_in=item.timezone)
        for at in (item.starts_at, item.ends_at)
    )
    if start == end or item.kind == "due":
        return f"{word} {end}"
    if item.kind == "range" or item.ends_at - item.starts_at > timedelta(days=1):
        return f"{word} {start} to {end}"
    length = "" if item.all_day else f", {span_of(item.ends_at - item.starts_at)}"
    return f"{word} {start}{length}"


def _left(item: DatedItem | Draft, reader: Reader) -> str:
    now, zone = reader.now, reader.zones.of(item.timezone, all_day=item.all_day)
    if item.kind == "range" and item.ends_at > now:
        opens = item.starts_at > now
        return (
            f"opens {left(item.starts_at, now, zone)}"
            if opens
            else f"closes {left(item.ends_at, now, zone)}"
        )
    return "now" if item.target <= now < item.ends_at else left(item.target, now, zone)


def _menu(seen: SeenItem, reader: Reader) -> Block:
    """What can be done with an item; five at most."""
    item_id, revision = seen.item.id, seen.item.revision
    choices = []
    if reader.staff:
        choices += [
            ("Edit or move…", f"edit:{item_id}:{revision}"),
            ("Extension for one student…", f"extend:{item_id}:{revision}"),
            ("Cancel it…", f"cancel:{item_id}:{revision}"),
        ]
    coming = not seen.passed(reader.now)
    choices += [("Remind me…", f"remind:{item_id}")] if coming else []
    label, what = ("Not done yet", "undone") if seen.done else ("Mark as done", "done")
    choices.append((label, f"{what}:{item_id}"))
    if not reader.staff:
        label, what = ("Unmute", "unmute") if seen.muted else ("Mute", "mute")
        choices.append((label, f"{what}:{item_id}"))
        again = [("Remind me in 1 hour", "1h"), ("Remind me in 1 day", "1d")] if coming else []
        left_ = seen.target - reader.now
        choices += [(text, f"again:{item_id}:{n}") for text, n in again if SNOOZES[n] < left_]
    options = [{"text": plain(label), "value": value} for label, value in choices]
    return {"type": "overflow", "action_id": "deadline_menu", "options": options}


def _foot(shown_: Shown, reader: Reader) -> list[Block]:
    """Where to go from here, and whose time was shown."""
    steps, page = [], min(shown_.page, shown_.pages - 1)
    if page > 0:
        steps.append(button("Back", "deadline_page_0", shown_.at(page - 1)))
    if page < shown_.pages - 1:
        steps.append(button("More", "deadline_page_1", shown_.at(page + 1)))
    elsewhere = [("Upcoming", "upcoming"), ("Past", "past")]
    for n, (label, view) in enumerate(elsewhere, 2):
        if view != shown_.view:
            steps.append(button(label, f"deadline_page_{n}", f"{view}:0:"))
    steps.append(to_calendar())
    steps.append(button("My reminders", "my_reminders", "-"))
    zones = reader.zones
    shown_in = f"Times are yours ({zones.reader})."
    if zones.reader != zones.course:
        shown_in += f" The course keeps {zones.course}."
    return [actions(*steps), context(f"{shown_in} `/deadlines help` shows what else there is.")]


def _as_text(title: str, items: Sequence[SeenItem], reader: Reader) -> str:
    """The list for a notification or a screen reader."""
    lines = [f"{titled(s.item.title, 80)}: {_spoken(s, reader)}" for s in items]
    return f"{title}: " + "; ".join(lines)


def _spoken(seen: SeenItem, reader: Reader) -> str:
    if seen.all_day:
        return day(seen.target, seen.item.timezone)
    return spoken(seen.target, reader.zones.reader)
