"""Answers, refusals and what hangs on them, as messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.blocks.mrkdwn import (
    Block,
    actions,
    button,
    confirm,
    context,
    escape,
    hour,
    moment,
    picture,
    plain,
    plain_hour,
    plain_moment,
    quotation,
    section,
    shorten,
    shown,
)
from bot.services.deadlines.ports import ENDING
from bot.services.pictures import Picture
from bot.services.replies import SHOWN, DatedItem, Near, Reply
from knowledge.model import Source

_MAX_TEXT, _TITLE, _DATED_QUOTE = 3_000, 300, 600
_KIND_WORDS = {"due": "due", "exam": "exam", "range": "runs", "event": "on", "release": "out"}


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: `text` for notifications and screen readers, `blocks` for the eye."""

    text: str
    blocks: list[Block]

    def as_fields(self) -> dict[str, Any]:
        return {"text": self.text, "blocks": self.blocks}


@dataclass(frozen=True, slots=True)
class Options:
    """What an answer offers where it is shown."""

    now: datetime
    timezone: str | None = None
    share: bool = False
    ask_human: bool = False
    lead: str = ""
    picture: Picture | None = None


def answer(question_id: str | None, reply: Reply, options: Options) -> Message:
    """The message for a reply of any kind."""
    if reply.kind == "chat" or question_id is None:
        return Message(reply.quote, [section(escape(reply.quote))])
    if not reply.answered:
        return _refusal(question_id, reply, options)
    blocks = [section(options.lead)] if options.lead else []
    blocks += _dated(reply, options) if reply.items else _quotation(reply)
    blocks += _picture(options.picture)
    blocks += [*source_blocks(reply.source), *_others(reply)]
    blocks += [actions(*_buttons(question_id, reply, options)), feedback(question_id)]
    return Message(_as_text(reply, options), blocks)


def _picture(found: Picture | None) -> list[Block]:
    return [picture(found.file_id, found.alt)] if found else []


def _quotation(reply: Reply) -> list[Block]:
    title = [section(f"*{shown(reply.title, _TITLE)}*")] if reply.title else []
    return [*title, quotation(reply.quote.splitlines(), reply.forms)]


def _others(reply: Reply) -> list[Block]:
    """What is quoted from a second slide: the other side of a comparison."""
    blocks: list[Block] = []
    for other in reply.also:
        if other.source.title:
            blocks.append(section(f"*{shown(other.source.title, _TITLE)}*"))
        blocks.append(quotation(other.quote.splitlines()))
        blocks += source_blocks(other.source)
    return blocks


def _dated(reply: Reply, options: Options) -> list[Block]:
    blocks: list[Block] = []
    if all(item.passed(options.now) for item in reply.items):
        blocks.append(section("Nothing is coming up. These dates have passed:"))
    elif reply.remark:
        blocks.append(section(escape(reply.remark)))
    return [*blocks, *(section(_dated_line(i, options)) for i in reply.items[:10])]


def _dated_line(item: DatedItem, options: Options) -> str:
    note = f" · _{shown(item.note, _TITLE)}_" if item.note else ""
    quote = f"\n> {shown(item.quote, _DATED_QUOTE)}" if item.quote else ""
    return f"*{shown(item.title, _TITLE)}* · {when(item, options)}{note}{quote}"


def when(item: DatedItem, options: Options) -> str:
    """ "due Wed, December 1 at 23:59", each reader in their own zone; says so where it is over.

    An exam or an event is at the moment when it begins, and lasts until the one when it ends.
    """
    start, end = (
        moment(at, options.timezone, all_day=item.all_day) for at in (item.starts_at, item.ends_at)
    )
    if item.kind == "range" or item.starts_at.date() != item.ends_at.date():
        words = f"{start} to {end}"
    elif _lasts(item):
        until = hour(item.ends_at, options.timezone)
        words = f"{_KIND_WORDS.get(item.kind, '')} {start} to {until}".strip()
    else:
        words = f"{_KIND_WORDS.get(item.kind, '')} {end}".strip()
    return f"{words} (passed)" if item.passed(options.now) else words


def _lasts(item: DatedItem) -> bool:
    """Does it begin at one time of the day and end at another?"""
    return not item.all_day and item.kind not in ENDING and item.starts_at < item.ends_at


def _in_words(item: DatedItem, timezone: str | None) -> str:
    """ "Exam: Wed, December 1, 2021 at 13:00 PST (moved)", until when where it lasts."""
    at = item.starts_at if _lasts(item) else item.ends_at
    until = f" to {plain_hour(item.ends_at, timezone)}" if _lasts(item) else ""
    noted = f" ({item.note})" if item.note else ""
    return f"{item.title}: {plain_moment(at, timezone, all_day=item.all_day)}{until}{noted}"


def _as_text(reply: Reply, options: Options) -> str:
    """The reply for a notification or a screen reader."""
    if reply.items:
        listed = "; ".join(_in_words(item, options.timezone) for item in reply.items[:10])
        body = f"{reply.remark} {listed}" if reply.remark else listed
    else:
        body = f"{reply.title}: {reply.quote}" if reply.title else reply.quote
    body = "\n".join((body, *(f"{o.source.title}: {o.quote}" for o in reply.also)))
    where = f" ({_place(reply.source)})" if reply.source and _place(reply.source) else ""
    return escape(shorten(body, _MAX_TEXT) + where)


def _place(source: Source) -> str:
    """ "Lecture 13, slide 26", leaving out what is not known."""
    lecture = f"Lecture {source.lecture}" if source.lecture is not None else ""
    slide = f"slide {source.slide}" if source.slide is not None else ""
    return ", ".join(part for part in (lecture, slide) if part)


def source_line(source: Source) -> str:
    """ "Lecture 13, slide 26 · November 16, 2021 · sample-lecture.txt" """
    day = f"{source.date:%B} {source.date.day}, {source.date.year}" if source.date else ""
    return " · ".join(part for part in (_place(source), day, escape(source.file)) if part)


def source_blocks(source: Source | None) -> list[Block]:
    """The line under a quotation; nothing where nothing is known."""
    line = source_line(source) if source else ""
    return [context(line)] if line else []


def _buttons(question_id: str, reply: Reply, options: Options) -> list[Block]:
    buttons = []
    if reply.entry_id and reply.kind != "faq":
        buttons.append(button("Show slide", "show_slide", question_id))
    if options.share:
        buttons.append(
            button("Share with channel", "share_answer", question_id, confirm=_share_confirm())
        )
    buttons += near_buttons(question_id, reply.near, titled=reply.kind == "deadline")
    return buttons or [button("Rephrase", "rephrase", question_id)]


def near_buttons(question_id: str, near: tuple[Near, ...], *, titled: bool = False) -> list[Block]:
    """A button for each near miss; its value is ids only.

    Dates are `titled`: "due Monday at 5 pm" does not say what is.
    """
    return [
        button(
            f"See also: {n.title if titled and n.title else _label(n)}",
            f"near_miss_{k}",
            f"{question_id}:{k}",
        )
        for k, n in enumerate(near[:SHOWN])
    ]


def _label(near: Near) -> str:
    """Its first line; its title where that line is but the head of a table, or tells a date that is another by now."""
    if near.dates:
        return near.dates[0].title
    first = near.quote.splitlines()[0] if near.quote else ""
    return near.title if near.title and (not first or " | " in first) else first


def _titled_label(near: Near, options: Options) -> str:
    """ "Osmosis: the diffusion of water"; what is nothing but a title stands there once."""
    if near.dates:
        return shown(_in_words(near.dates[0], options.timezone), 240)
    title, label = shown(near.title, 80), shown(_label(near), 160)
    return title if _label(near) == near.title else f"{title}: {label}"


def _share_confirm() -> Block:
    text = "Everybody there will see your question, this answer and your name."
    return confirm("Share with the channel?", text, yes="Share", no="Keep private")


def feedback(question_id: str) -> Block:
    """Helpful / Not helpful (docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element)."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {
                    "text": plain("Helpful"),
                    "value": f"{question_id}:1",
                    "accessibility_label": "This answer was helpful",
                },
                "negative_button": {
                    "text": plain("Not helpful"),
                    "value": f"{question_id}:0",
                    "accessibility_label": "This answer was not helpful",
                },
            }
        ],
    }


_NOTHING = ("The lecture doesn't say.", "I found nothing there that answers this.")
_LATER = "Ask me again when your instructors have taught me one, or ask them now."
_NOT_THAT = "I don't find that name in the lecture."
_PERHAPS = ("I'm not sure that the lecture answers this.", "The closest I have:")


def _refusal(question_id: str, reply: Reply, options: Options) -> Message:
    blocks = [section(options.lead)] if options.lead else []
    first, then = _PERHAPS if reply.undecided else _NOTHING
    if reply.undecided and reply.meant:
        first, then = _NOT_THAT, f"Did you mean “{shown(' '.join(reply.meant), 80)}”? {then}"
    if reply.remark:
        first, then = reply.remark, _LATER
    text = f"{first} {then}"
    blocks.append(section(f"*{first}* {then}"))
    rest = reply.near[:SHOWN]
    if reply.undecided:
        closest, rest = rest[0], rest[1:]
        blocks += _near(closest, options)
        text = escape(shorten(f"{text} {_near_in_words(closest, options)}", _MAX_TEXT))
    if rest:
        lines = [f"• {_titled_label(n, options)}" for n in rest]
        blocks.append(
            section(
                ("Close to it:\n" if reply.undecided else "Closest I have:\n") + "\n".join(lines)
            )
        )
    offers = near_buttons(question_id, reply.near)
    offers.append(button("Rephrase", "rephrase", question_id))
    if options.ask_human:
        offers.append(button("Ask a TA", "ask_human", question_id))
    blocks.append(actions(*offers))
    blocks.append(feedback(question_id))
    return Message(text, blocks)


def _near(near: Near, options: Options) -> list[Block]:
    if near.dates:
        return [section(_dated_line(item, options)) for item in near.dates[:10]]
    title = [section(f"*{shown(near.title, _TITLE)}*")] if near.title else []
    return [*title, quotation(near.quote.splitlines())]


def _near_in_words(near: Near, options: Options) -> str:
    if near.dates:
        return "; ".join(_in_words(item, options.timezone) for item in near.dates[:10])
    return f"{near.title}: {near.quote}"


def near_miss(near: Near, source: Source | None, options: Options) -> Message:
    """What a near-miss button shows, to the one who pressed it."""
    blocks = [*_near(near, options), *source_blocks(source)]
    return Message(escape(shorten(_near_in_words(near, options), _MAX_TEXT)), blocks)


def shared(question: str, sharer: str, reply: Reply, options: Options) -> Message:
    """An answer for the class, with the question and who shared it."""
    lead = f"<@{sharer}> asked: {shown(question, 500)}"
    blocks = [section(lead)]
    blocks += _dated(reply, options) if reply.items else _quotation(reply)
    blocks += _picture(options.picture)
    blocks += [*source_blocks(reply.source), *_others(reply)]
    return Message(_as_text(reply, options), blocks)


def after_vote(question_id: str, reply: Reply, *, helpful: bool, ask_human: bool) -> Message:
    """The private word after a vote; what else there is where it did not help."""
    if helpful:
        return Message("Thank you, noted as helpful.", [section("Thank you, noted as helpful.")])
    words = "Thank you, noted as not helpful."
    if reply.near:
        words += " Perhaps one of these is closer:"
    offers = [*near_buttons(question_id, reply.near), button("Rephrase", "rephrase", question_id)]
    if ask_human:
        offers.append(button("Ask a TA", "ask_human", question_id))
    return Message(words, [section(words), actions(*offers)])


def note(text: str) -> Message:
    """A plain line from the bot; `text` is ours, not a person's."""
    return Message(text, [section(text)])
