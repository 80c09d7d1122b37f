"""What instructors are asked about dates: proposals, changes in a source, sources that disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.announced import announced_where, timing
from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section, shorten, shown
from bot.blocks.teaching import counted
from bot.blocks.times import Zones, between, linked, titled, when
from bot.services.deadlines.batches import has_moved_on
from bot.services.deadlines.found import Statement, statements_of
from bot.services.deadlines.ports import (
    CALENDAR,
    CANCELLED,
    CONFIRMED,
    DISMISSED,
    PROPOSED,
    Announcing,
    DatedItem,
)
from bot.services.deadlines.proposals import is_plain
from bot.services.deadlines.proposing import (
    alternatives,
    doubts,
    is_waiting,
    says_now,
)

PAGE = 8
KINDS = {"due": "due", "exam": "exam", "event": "event", "release": "opens", "range": "open"}
_LETTERS = "ABCDE"
_MOST_SOURCES = 3
_LONGEST_LINK = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of what is asked. `batch` is empty for all that waits; `page` counts from 0."""

    items: tuple[DatedItem, ...]
    now: datetime
    zones: Zones
    announcing: Announcing
    batch: str = ""
    page: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.items) // PAGE))

    @property
    def here(self) -> tuple[DatedItem, ...]:
        first = min(max(self.page, 0), self.pages - 1) * PAGE
        return self.items[first : first + PAGE]

    @property
    def open(self) -> list[DatedItem]:
        """What waits for a decision here, on any page."""
        return [i for i in self.items if is_waiting(i) and not has_moved_on(i, self.batch)]

    @property
    def moved_on(self) -> list[DatedItem]:
        """What waits for a decision in a newer message."""
        return [i for i in self.items if is_waiting(i) and has_moved_on(i, self.batch)]


def first_open(items: Sequence[DatedItem], batch: str) -> int:
    """The first page that asks something."""
    waiting = (
        n for n, item in enumerate(items) if is_waiting(item) and not has_moved_on(item, batch)
    )
    return next(waiting, 0) // PAGE


def proposals(asked: Asked) -> Message:
    """The message to an instructor, and the same as a private list."""
    head = _headline(asked)
    if not asked.items:
        return Message(head, [section(head)])
    blocks = [section(f"*{head}*\n{_lead(asked)}"), context(announced_where(asked.announcing))]
    for item in asked.here:
        blocks += _entry(item, asked)
    blocks += _foot(asked)
    return Message(head, blocks)


def _headline(asked: Asked) -> str:
    waiting = len(asked.open)
    if not asked.items:
        return "No dates are waiting for you."
    if not waiting and asked.moved_on:
        return "A newer message asks about this."
    if not waiting:
        return "All dates here are decided. Thank you!"
    new = sum(item.state == PROPOSED for item in asked.open)
    if new == waiting:
        return f"{counted(waiting, 'date')} to confirm"
    if new:
        return f"{counted(new, 'date')} to confirm, {waiting - new} changed in the source"
    verb = "has changed in its source" if waiting == 1 else "have changed in their source"
    return f"{counted(waiting, 'date')} {verb}"


def _lead(asked: Asked) -> str:
    passed = max((int(i.details.get("passed", 0)) for i in asked.items), default=0)
    over = (
        f" {counted(passed, 'date')} in the past {'is' if passed == 1 else 'are'} left out."
        if passed
        else ""
    )
    said = "I announce nothing that you don't confirm." if asked.open else ""
    return f"{said}{over}".strip() or "Nothing more to do here."


# One date


def _entry(item: DatedItem, asked: Asked) -> list[Block]:
    if not is_waiting(item):
        return [_decided(item, asked)]
    if has_moved_on(item, asked.batch):
        words = "Its source has changed since. A newer message asks about it."
        return [section(f"→ {_title(item)}\n_{words}_")]
    if item.state == CONFIRMED:
        return _changed(item, asked)
    if alternatives(item):
        return _disagreeing(item, asked)
    lines = [f"{_title(item)}\n{_when(item, asked)}", *_sources(item), *_doubts(item)]
    return [
        section("\n".join(lines)),
        actions(
            button("Confirm", "proposal_confirm", _value(item, asked), style="primary"),
            button("Edit", "proposal_edit", _value(item, asked)),
            button("Dismiss", "proposal_dismiss", _value(item, asked)),
        ),
    ]


def _title(item: DatedItem) -> str:
    return f"*{titled(item.title)}*  ·  {KINDS.get(item.kind, item.kind)}"


def _when(item: DatedItem | Statement, asked: Asked) -> str:
    """The moment, or both ends of what lasts."""
    zone = item.timezone
    if item.kind in {"due", "release"} or item.starts_at == item.ends_at:
        return when(item.target, asked.zones, all_day=item.all_day, written_in=zone)
    if not item.all_day:
        return between(item.starts_at, item.ends_at, asked.zones)
    start = when(item.starts_at, asked.zones, all_day=item.all_day, written_in=zone)
    end = when(item.ends_at, asked.zones, all_day=item.all_day, written_in=zone)
    return start if start == end else f"{start} – {end}"


def _sources(item: DatedItem) -> list[str]:
    """Each source's words and place; the same words twice once."""
    said = [s for s in statements_of(item) if not s.absent][:_MOST_SOURCES]
    return [f"> {shown(s.quote, 200)}\n> _{_place(s)}_" for s in said if s.quote]


def _place(statement: Statement) -> str:
    name = shorten(statement.file, 100) or "somewhere"
    if statement.origin == CALENDAR:
        name = f"calendar {name}"
    if statement.link and len(statement.link) <= _LONGEST_LINK:
        return linked(statement.link, name) or shown(name, 120)
    place = f", {shown(statement.place, 100)}" if statement.place else ""
    return f"{shown(name, 120)}{place}"


def _doubts(item: DatedItem) -> list[str]:
    return [f"⚠ {shown(doubt, 200)}" for doubt in doubts(item)[:3]]


def _changed(item: DatedItem, asked: Asked) -> list[Block]:
    """What was confirmed beside what its source says now."""
    said = says_now(item)
    assert said is not None  # noqa: S101 - a confirmed item waits for nothing else
    gone = said.absent
    now = "*Now:* not listed there any more" if gone else f"*Now:*\n{_when(said, asked)}"
    fields = [
        f"*Was* (confirmed):\n{_when(item, asked)}",
        f"{now}\n_{_place(said)}_",
    ]
    head = section(f"{_title(item)}\nIts source says something else now.")
    yes = "Cancel it" if gone else "Move it"
    return [
        {**head, "fields": [{"type": "mrkdwn", "text": text} for text in fields]},
        actions(
            button(yes, "proposal_follow", _value(item, asked), style="primary"),
            button("Keep as it was", "proposal_keep", _value(item, asked)),
        ),
    ]


def _disagreeing(item: DatedItem, asked: Asked) -> list[Block]:
    """What the sources say, side by side, and a button for each."""
    choices = alternatives(item)[: len(_LETTERS)]
    fields = [
        f"*{letter}*  {_when(one, asked)}\n“{shown(one.quote, 150)}”\n_{_place(one)}_"
        for letter, one in zip(_LETTERS, choices, strict=False)
    ]
    head = section(
        "\n".join([f"{_title(item)}\n⚠ The sources disagree. Which is right?", *_doubts(item)])
    )
    chosen = [
        button(f"Use {_LETTERS[n]}", f"proposal_choose_{n}", _value(item, asked, n))
        for n in range(len(choices))
    ]
    return [
        {**head, "fields": [{"type": "mrkdwn", "text": text} for text in fields]},
        actions(
            *chosen,
            button("Edit", "proposal_edit", _value(item, asked)),
            button("Dismiss", "proposal_dismiss", _value(item, asked)),
        ),
    ]


def _decided(item: DatedItem, asked: Asked) -> Block:
    by = str(item.details.get("decided_by") or item.changed_by)
    who = f" by <@{by}>" if by[:1] in {"U", "W"} else ""
    mark, word = {
        CONFIRMED: ("✓", "Confirmed"),
        DISMISSED: ("–", "Dismissed"),
        CANCELLED: ("✗", "Cancelled"),
    }[item.state]
    if item.state == DISMISSED and not who:
        word = "Not in its source any more"
    line = f"{mark} {_title(item)}\n{_when(item, asked)}\n_{word}{who}_"
    if "undecided" not in item.details or has_moved_on(item, asked.batch):
        return section(line)
    undo = button("Undo", "proposal_reopen", _value(item, asked))
    return section(line, accessory=undo)


def _value(item: DatedItem, asked: Asked, number: int = 0) -> str:
    """What a button takes along: where it stands, and what was seen."""
    return f"{asked.batch}:{asked.page}:{item.id}:{item.revision}:{number}"


# Below


def _foot(asked: Asked) -> list[Block]:
    plain = [i for i in asked.open if is_plain(i) and i.target > asked.now]
    buttons: list[Block] = []
    if len(plain) > 1:
        value = f"{asked.batch}:{asked.page}"
        buttons.append(
            button(
                f"Confirm all {len(plain)}",
                "proposal_all",
                value,
                style="primary",
                confirm=_confirm_all(plain, asked),
            )
        )
    if asked.page > 0:
        buttons.append(button("‹ Back", "proposal_page_0", f"{asked.batch}:{asked.page - 1}"))
    if asked.page < asked.pages - 1:
        buttons.append(button("More ›", "proposal_page_1", f"{asked.batch}:{asked.page + 1}"))
    blocks: list[Block] = [{"type": "divider"}, actions(*buttons)] if buttons else []
    if asked.pages > 1:
        blocks.append(context(f"Page {asked.page + 1} of {asked.pages}"))
    return blocks


def _confirm_all(plain: Sequence[DatedItem], asked: Asked) -> Block:
    """Where and when they will be announced; a dialog renders no channel's name."""
    count = len(asked.announcing.channels)
    where = (
        "nowhere yet" if not count else "in the channel" if count == 1 else f"in {count} channels"
    )
    named = " named in this message" if count else ""
    when_ = f", {timing(asked.announcing)}" if count else ""
    left = len(asked.open) - len(plain)
    rest = f" {counted(left, 'date')} with a doubt or a choice stay open." if left > 0 else ""
    return confirm(
        f"Confirm {counted(len(plain), 'date')}?",
        f"They are announced {where}{named}{when_}.{rest}",
        yes="Confirm all",
        no="Not yet",
    )
