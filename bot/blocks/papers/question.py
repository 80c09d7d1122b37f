"""The minute paper as the class sees it, and the private word to who answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.blocks.answers import Message
from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import (
    Block,
    actions,
    button,
    confirm,
    context,
    moment,
    plain,
    plain_moment,
    section,
)
from bot.blocks.times import titled
from bot.services.papers.answering import (
    HIGHEST,
    LOWEST,
    MOST_CHARS,
    MOST_SLIDES,
    NEW,
    PACE,
    Answer,
)
from bot.services.papers.asking import day_of
from bot.services.polls.ports import Option, Poll

MAIN, SLIDES, UNCLEAR = "paper_main", "paper_slides", "paper_unclear"
"""Block ids of what is written and picked; the values lie under the action id "value"."""
ROWS = {
    NEW: ("*How new was it to you?*", "1 all known · 5 half of it new · 10 all new"),
    PACE: ("*How was the pace?*", "1 too slow · 5 just right · 10 too fast"),
}
NAMES = {NEW: "How new", PACE: "Pace"}
SEND, DIRECT, NOT_DIRECT = "Send", "Ask me by direct message", "Don't ask me here any more"
PROMISE = (
    "*Anonymous, and you can check it.* Your answer is kept without your name and without a time. On closing, single "
    "answers are thrown away; totals and sentences stay, sorted by the alphabet, and only then the teaching staff reads them, "
    "word for word. With fewer than five answers a sentence may still tell who wrote it: leave out what only you would say."
)
_MENU, _MOST_MENUS = 100, 100


def question(poll: Poll, zone: str, *, preview: bool = False, direct: bool = False) -> Message:
    """The paper of a class, in a channel, or `direct` to one person. In a preview its buttons do nothing."""
    closes = f" It is open until {moment(poll.closes_at, zone)}." if poll.closes_at else ""
    until = f" Open until {plain_moment(poll.closes_at, zone)}." if poll.closes_at else ""
    head = f"*Minute paper · {titled(poll.question)}*, {_day(day_of(poll))}"
    blocks = [
        section(f"{head}\nTwo taps are enough; a few words help the most.{closes}"),
        *_row(poll, NEW, preview=preview),
        *_row(poll, PACE, preview=preview),
        _text(MAIN, "What was the main thing?"),
        *_slides(poll.options),
        _text(UNCLEAR, "What is still unclear, in your words?"),
        _send(poll, preview=preview, direct=direct),
        context(PROMISE),
    ]
    text = f"Minute paper: {titled(poll.question)}. How new was it, how was the pace, what is still unclear? Two taps are enough."
    return Message(text + until, blocks)


def _row(poll: Poll, field: str, *, preview: bool) -> list[Block]:
    name, ends = ROWS[field]
    numbers = range(LOWEST, HIGHEST + 1)
    if preview:
        return [section(f"{name}  {ends}"), actions(*(_inert(str(n), n) for n in numbers))]
    buttons = [
        button(
            str(n),
            f"paper_rate_{n}",
            f"{poll.id}:{field}:{n}",
            accessibility_label=f"{NAMES[field]}: {n} of {HIGHEST}",
        )
        for n in numbers
    ]
    return [section(f"{name}  {ends}"), actions(*buttons)]


def _send(poll: Poll, *, preview: bool, direct: bool) -> Block:
    if preview:
        return actions(_inert(SEND, 0), _inert(DIRECT, 1))
    send = button(SEND, "paper_send", poll.id, style="primary")
    if direct:
        return actions(send, button(NOT_DIRECT, "paper_not_direct", poll.id))
    return actions(send, button(DIRECT, "paper_direct", poll.id))


def _inert(label: str, number: int) -> Block:
    return button(label, f"paper_inert_{number}", "-")


def _text(block_id: str, label: str) -> Block:
    return labelled(block_id, label, text_field("", MOST_CHARS, multiline=True), optional=True)


def _slides(options: Sequence[Option]) -> list[Block]:
    """The pick list of the lecture's slides; none where it has no slides."""
    if not options:
        return []
    element: Block = {
        "type": "multi_static_select",
        "action_id": "value",
        "placeholder": plain("Pick slides"),
        "max_selected_items": MOST_SLIDES,
        **menu(options),
    }
    return [labelled(SLIDES, "Which slides are still unclear?", element, optional=True)]


def menu(options: Sequence[Option]) -> Block:
    """Slides as the options of a menu, in groups where there are more than a menu may have."""
    rows = [{"text": plain(option.text), "value": option.id} for option in options]
    if len(rows) <= _MENU:
        return {"options": rows}
    parts = [rows[n : n + _MENU] for n in range(0, len(rows), _MENU)][:_MOST_MENUS]
    groups = [
        {"label": plain(f"Slides {n * _MENU + 1} to {n * _MENU + len(part)}"), "options": part}
        for n, part in enumerate(parts)
    ]
    return {"option_groups": groups}


def closed(poll: Poll, answers: int) -> Message:
    """What stands there once it is closed."""
    who = {0: "Nobody answered", 1: "One person answered"}.get(
        answers, f"{answers} people answered"
    )
    head = f"*Minute paper · {titled(poll.question)}*, {_day(day_of(poll))}"
    thanks = ". Thank you! The teaching staff gets it now, without names." if answers else "."
    words = f"Closed. {who}{thanks}"
    kept = "The key and the single answers are thrown away; nobody can tell any more who answered what."
    return Message(
        f"Minute paper, {titled(poll.question)}: {words}",
        [section(f"{head}\n{words}"), context(kept)],
    )


def _day(day: date) -> str:
    return f"{day:%a, %B} {day.day}"


# Privately, to who answered


def kept(poll: Poll, answer: Answer, zone: str, *, late: bool = False) -> Message:
    """What is kept of somebody's, to them alone."""
    if not answer:
        words = "Nothing of yours is kept in this minute paper."
        return Message(words, [section(words)])
    lead = (
        "A newer tap of yours was here first, so this one changed nothing. Kept is:"
        if late
        else "Thank you! This is what is kept of yours, without your name:"
    )
    blocks = [section(f"{lead}\n" + "\n".join(_lines(poll, answer)))]
    until = (
        f"You can change it until {moment(poll.closes_at, zone)}: just answer again."
        if poll.closes_at
        else ""
    )
    back = button(
        "Take back",
        "paper_back",
        poll.id,
        confirm=confirm(
            "Take it back?", "All that is kept of yours is removed.", yes="Take back", no="Keep it"
        ),
    )
    blocks += [actions(back), *([context(until)] if until else [])]
    return Message("Thank you! Your answer is kept without your name.", blocks)


def _lines(poll: Poll, answer: Answer) -> list[str]:
    numbers = [
        f"{NAMES[field]}: *{value}*" if value else f"{NAMES[field]}: –"
        for field, value in ((NEW, answer.new), (PACE, answer.pace))
    ]
    lines = ["  ·  ".join(numbers)]
    if answer.main:
        lines.append(f"The main thing: {titled(answer.main, 700)}")
    names = [option.text for one in answer.slides if (option := poll.option(one))]
    if names:
        lines.append("Unclear slides: " + ", ".join(titled(name, 90) for name in names))
    if answer.unclear:
        lines.append(f"Still unclear: {titled(answer.unclear, 700)}")
    return lines


def taken_back() -> Message:
    """After Take back."""
    words = "Taken back. Nothing of yours is kept in this minute paper."
    return Message(words, [section(words)])
