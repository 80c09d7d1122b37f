"""A homework in its channel, as everybody sees it; and before it is posted, as its maker alone does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section, shown
from bot.blocks.quizzes import texts
from bot.blocks.quizzes.left_out import left_out
from bot.blocks.quizzes.pages import detailed
from bot.blocks.times import Zones, left, spoken, titled, when
from bot.services.polls.tally import Tally
from bot.services.quizzes.homework.model import Homework, Work
from bot.services.quizzes.leaving_out import Draft
from bot.services.quizzes.live.outcome import put

_DETAIL = ((280, 150), (140, 80), (70, 40))
"""Characters of a question and of its right answer, as much as there is room for."""
_ROOM = 9_000
AT_ONCE = "You see at once what was right; then an answer stays."
WHEN_CLOSED = "Change your answers as long as it is open; what was right is shown when it closes."
ALONE = "One question after the other, at your own pace. Only you see yours, and you can stop and go on."
_MOST_LISTED = 40
_CLOSE = confirm(
    "Close this homework now?",
    "Nobody can answer any more, and everybody can see what was right. It cannot be opened again.",
    yes="Close it",
    no="Keep it open",
)


def card(homework: Homework, tally: Tally, zones: Zones, *, preview: bool = False) -> Message:
    """The message in the channel; once it is closed with what it came to."""
    if homework.poll.closed_at is not None:
        return _closed(homework, tally)
    until = when(closes_at(homework), zones)
    number = _counted(len(homework.questions), "question")
    lines = [f"*Homework: {titled(homework.title, 200)}*", f"{number} · open until {until}"]
    rule = AT_ONCE if homework.at_once else WHEN_CLOSED
    blocks = [section("\n".join(lines)), context(f"{ALONE} {rule}")]
    if not preview:
        blocks.append(context(_how_many(tally)))
        blocks.append(
            actions(
                button("Start", "homework_start", homework.id, style="primary"),
                button("Manage", "homework_manage", homework.id),
            )
        )
    text = f"Homework: {titled(homework.title, 200)}, {number}, open until {spoken(closes_at(homework), zones.course)}"
    return Message(text, blocks)


def closes_at(homework: Homework) -> datetime:
    """Every homework closes; one without a date never was kept."""
    found = homework.poll.closes_at
    if found is None:
        raise ValueError("a homework without an end")
    return found


def _closed(homework: Homework, tally: Tally) -> Message:
    head = f"*Homework: {titled(homework.title, 200)}* is closed"
    said = _came_to(tally)
    buttons = [button("Manage", "homework_manage", homework.id)]
    buttons.insert(0, button("My result", "live_result", homework.id, style="primary"))
    text = f"Homework: {titled(homework.title, 200)} is closed. {said}"
    return Message(text, [section(f"{head}\n{said}"), actions(*buttons)])


def _came_to(tally: Tally) -> str:
    """ "23 took part, 20 finished; 71 % of the answers were right." """
    answered, right = int(tally.extra.get("answered", 0)), int(tally.extra.get("right", 0))
    if not answered:
        return "Nobody answered. *My result* shows the questions with what is right."
    finished = int(tally.extra.get("finished", 0))
    share = round(100 * right / answered)
    return (
        f"{tally.voters:,} took part, {finished:,} finished; {share} % of the answers were right."
    )


def _how_many(tally: Tally) -> str:
    if not tally.voters:
        return "Nobody has begun yet"
    finished = int(tally.extra.get("finished", 0))
    under_way = tally.voters - finished
    parts = [f"*{finished:,}* finished"] if finished else []
    parts += [f"{under_way:,} under way"] if under_way else []
    return ", ".join(parts)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


# Before it is posted


def preview(
    homework: Homework, zones: Zones, lead: str = "", kept: Sequence[Block] = ()
) -> Message:
    """The card, its questions with what is right, and Post. Post names the revision that is shown: no other is posted.

    `kept` says what it goes without.
    """
    poll = homework.poll
    where = f"*Only you see this.* It will be posted in <#{poll.channel}> like this:"
    blocks = [*([section(lead)] if lead else []), context(where)]
    blocks += card(homework, Tally(), zones, preview=True).blocks
    blocks.append({"type": "divider"})
    lines = detailed(_DETAIL, lambda level: _questions(homework, level), _ROOM)
    for number, line in enumerate(lines, 1):
        out = button("Leave out", f"homework_drop_{number}", f"{poll.id}:{poll.revision}:{number}")
        more = {"accessory": out} if len(homework.questions) > 1 else {}
        blocks.append(section(line, **more))
    if last := Draft(poll, homework.questions).last_out():
        undo = button("Undo", "homework_restore", f"{poll.id}:{last.bank_id}")
        blocks.append(left_out(last, undo))
    blocks += kept
    blocks.append(context("It closes by itself at that time. Nobody is reminded."))
    post = button("Post", "homework_post", f"{poll.id}:{poll.revision}", style="primary")
    edit = button("Edit…", "homework_edit", poll.id)
    blocks.append(actions(post, edit, button("Discard", "homework_discard", poll.id)))
    return Message(f"Preview: homework {titled(homework.title, 200)}", blocks)


def _questions(homework: Homework, level: tuple[int, int]) -> list[str]:
    stem, right = level
    puts = [put(number, one, {}) for number, one in enumerate(homework.questions, 1)]
    return [
        f"*{each.number}.*  {shown(texts.words(each.shown.stem, stem), stem)}\n✓ {titled(each.right_words, right)}"
        for each in puts
    ]


def posted(homework: Homework) -> Message:
    said = f"Posted in <#{homework.poll.channel}>. *Manage* under it changes its date or closes it."
    return Message(said.replace("*", ""), [section(said)])


# Managing it


def panel(homework: Homework, tally: Tally, now: datetime, zones: Zones, lead: str = "") -> Message:
    """For instructors: how far people are, another date, closing early; results once it is closed."""
    said = [f"*{titled(homework.title, 200)}*"]
    buttons: list[Block] = []
    if homework.poll.closed_at is None:
        closes = closes_at(homework)
        soon = f", {left(closes, now, zones.reader)}"
        said.append(f"{_how_many(tally)} · closes {when(closes, zones)}{soon}")
        buttons.append(button("Change the date…", "homework_date", homework.id))
        buttons.append(button("Close now", "homework_close", homework.id, confirm=_CLOSE))
    else:
        said.append(f"Closed. {_came_to(tally)}")
        buttons.append(button("How it went", "live_went", homework.id, style="primary"))
        buttons.append(button("CSV", "live_csv", homework.id))
    blocks = [*([section(lead)] if lead else []), section("\n".join(said)), actions(*buttons)]
    return Message(lead or f"Homework: {titled(homework.title, 200)}", blocks)


def for_student(found: Sequence[tuple[Homework, Work]], zones: Zones) -> Message:
    """`/quiz homework` for a student: what is open for them, and how far they are."""
    if not found:
        said = "No homework is open for you. `/quiz` lets you practise what was taught."
        return Message(said.replace("`", ""), [section(said)])
    blocks = [section("*Homework that is open*")]
    for number, (one, work) in enumerate(found[:_MOST_LISTED]):
        far, label = _how_far(one, work)
        words = f"*{titled(one.title, 120)}*\n{far} · until {when(closes_at(one), zones)}"
        start = button(label, f"homework_start_{number}", one.id)
        blocks.append(section(words, accessory=start))
    return Message("Homework that is open", blocks)


def _how_far(homework: Homework, work: Work) -> tuple[str, str]:
    """In words, and on the button that leads there."""
    all_, done = len(homework.questions), len(work.answers)
    if not work.begun:
        return _counted(all_, "question"), "Start"
    if work.has_finished(homework):
        return "All answered", "Look at it"
    return f"{done} of {all_} answered", "Go on"


def listing(found: list[Homework], zones: Zones) -> Message:
    """`/quiz homework list`"""
    if not found:
        said = "No homework is open. `/quiz homework` begins one."
        return Message(said, [section(said)])
    blocks = [section("*Homework that is open*")]
    for one in found:
        where = f"<#{one.poll.channel}>, until {when(closes_at(one), zones)}"
        manage = button("Manage", "homework_manage", one.id)
        blocks.append(section(f"*{titled(one.title, 120)}*\n{where}", accessory=manage))
    return Message("Homework that is open", blocks)
