"""A quiz before it is opened, as its host alone sees it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message, note
from bot.blocks.mrkdwn import Block, actions, button, context, cut, section
from bot.blocks.polls.words import escape_bold
from bot.blocks.quizzes import live_words as words
from bot.blocks.quizzes import texts
from bot.blocks.quizzes.left_out import left_out
from bot.blocks.times import titled
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.leaving_out import Draft
from bot.services.quizzes.live.model import Quiz
from bot.services.quizzes.live.steps import settings_of

_ROOM = 11_000
_STEM, _RIGHT, _FEWEST = 280, 120, 12


def draft(quiz: Quiz, lead: str = "", kept: Sequence[Block] = ()) -> Message:
    """Its questions, each to be dropped or swapped, and the button that opens the lobby; `kept` says what it goes without."""
    where = "in a thread" if quiz.rules.thread else "in the channel"
    going = "goes on by itself" if quiz.rules.by_itself else "you press Next"
    head = f"*{titled(quiz.poll.question, 150)}* for <#{quiz.poll.channel}>\n{words.rules(quiz)} · {where} · {going}"
    blocks = [*([section(lead)] if lead else []), section(head)]
    longest = min(_STEM, (_ROOM // max(1, len(quiz.questions))) - 2 * _RIGHT)
    for number, question in enumerate(quiz.questions, 1):
        blocks += _question(quiz, number, question, longest)
    if out := Draft(quiz.poll, quiz.questions).last_out():
        undo = button("Undo", "live_restore", f"{quiz.id}:{out.bank_id}")
        blocks.append(left_out(out, undo))
    begin = button(
        "Open the lobby", "live_open", f"{quiz.id}:{quiz.poll.revision}", style="primary"
    )
    blocks += [
        *kept,
        actions(
            begin,
            button("Rehearse", "live_rehearse", quiz.id),
            button("Discard", "live_discard", quiz.id),
        ),
        context(
            "Nobody else sees this yet. The lobby lets people join; no question is asked before you press Start."
        ),
    ]
    return Message(f"{lead} Your quiz, for a look before anybody else sees it.".strip(), blocks)


def _question(quiz: Quiz, number: int, question: Frozen, longest: int) -> list[Block]:
    item = question.item
    right = _right(question)
    source = question.source
    place = f"  ·  lecture {source.lecture}, slide {source.slide or source.page}" if source and source.lecture is not None and (source.slide or source.page) else ""  # fmt: skip
    text = f"*{number}.*  {texts.mrkdwn(item.stem, longest)}\n{words.RIGHT} {right}{place}"
    about = f"{quiz.id}:{question.bank_id}"
    buttons = [button("Swap", f"live_swap_{number}", about)]
    if len(quiz.questions) > 1:
        buttons.append(button("Drop", f"live_drop_{number}", about))
    return [section(text), actions(*buttons)]


def _right(question: Frozen) -> str:
    """What is right; where that is many choices, so much of each that all of them have the room of two."""
    if question.typed:
        return cut("; ".join(escape_bold(text) for text in words.taken(question.item)), 2 * _RIGHT)
    right = settings_of(question).correct
    longest = max(_FEWEST, min(_RIGHT, 2 * _RIGHT // max(1, len(right)) - 2))
    found = [o for o in question.asked.options if o.id in right]
    said = "; ".join(escape_bold(texts.words(o.text, longest)) for o in found)
    return cut(said, 2 * _RIGHT)


def nothing(waiting: int, use: str = "asked live") -> Message:
    """Nothing can be asked live, or put to another use; so many drafted questions nobody has reviewed."""
    number = "1 drafted question waits" if waiting == 1 else f"{waiting:,} drafted questions wait"
    how = (
        f"{number} for a look"
        if waiting
        else "Write some with `/quiz add`, or bring them in with `/quiz import`"
    )
    return note(
        f"There is no approved question that can be {use} yet. {how}: `/quiz review` lets you approve them."
    )


def discarded() -> Message:
    return note("Discarded. Nothing was posted.")


def rehearsing(link: str = "") -> Message:
    """What the host reads where they pressed Rehearse; `link` leads there once it is shown."""
    return note(
        f"The rehearsal is in {_our_messages(link)}: press *Host controls* under it there. Its players are invented, "
        "and nobody else sees it."
    )


def rehearsed(quiz: Quiz, draft_id: str, link: str, *, same: bool) -> Message:
    """One is being played: `same` as the draft, or of another quiz, or of this one before it was changed."""
    at = f"at question {quiz.at} of {len(quiz.questions)}"
    there = _our_messages(link)
    if same:
        said = f"*Your rehearsal is under way*, {at}. Go on with it in {there}: press *Host controls* under it."
        label = "Start again"
    else:
        title = titled(quiz.poll.question, 150)
        said = f"*Another rehearsal of yours is under way*: “{title}”, {at}. It is in {there}."
        label = "End it and rehearse this quiz"
    begin = button(label, "live_rehearse_again", f"{draft_id}:{quiz.id}")
    return Message(said, [section(said), actions(begin)])


def _our_messages(link: str) -> str:
    return f"<{link}|our direct message>" if link else "our direct message"
