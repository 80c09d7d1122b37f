"""Reviewing questions: the overview, a card a question, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.blocks.answers import Message
from bot.blocks.inputs import labelled, select_field, text_field
from bot.blocks.mrkdwn import (
    Block,
    actions,
    button,
    confirm,
    context,
    plain,
    section,
    shorten,
    shown,
)
from bot.blocks.quizzes.bank_overview import Told, told_blocks
from bot.blocks.quizzes.bank_question import titled, whole
from bot.blocks.quizzes.texts import words
from bot.blocks.teaching import counted
from bot.blocks.windows import Carried, View, window
from bot.services.quizzes.bank.editing import can_edit
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, REJECTED, BankQuestion, Flag
from bot.services.quizzes.bank.reviewing import LONGEST_REASON, Card
from bot.services.quizzes.bank.scope import FLAGGED, MOST_TOPIC, Scope

REASONS = (
    ("unclear", "The question is unclear"),
    ("several", "More than one answer is right"),
    ("wrong", "The marked answer is wrong"),
    ("easy", "The wrong answers are too easy to tell"),
    ("minor", "It is not worth asking"),
    ("other", "Something else"),
)
_DONE = {APPROVED: "Approved", REJECTED: "Rejected", DRAFT: "A draft again"}
_MOST_FLAGS, _BUTTON = 5, 75


def press(scope: Scope, question: BankQuestion) -> str:
    """What a button of a card takes along."""
    return ":".join([scope.dump(), question.id, str(question.revision)])


# A card


def card(found: Card, zone: str, told: Told | None = None) -> Message:
    """One question, whole, with what can be done about it."""
    question = found.question
    blocks = [*told_blocks(told), context(_head(found, zone))]
    blocks += [_flags(found.flags)] if found.flags else []
    blocks += [*whole(question)]
    if question.state == REJECTED and question.reason:
        blocks.append(context(f"Rejected: {shown(question.reason, 400)}"))
    blocks.append(actions(*_buttons(found)))
    blocks.append(actions(*_rest(found)))
    return Message(f"{_place(found)}: {shown(words(question.item.stem, 300), 400)}", blocks)


def _place(found: Card) -> str:
    what = {APPROVED: "Approved", REJECTED: "Rejected", DRAFT: "Draft"}[found.question.state]
    if not found.place:
        return f"{what} question"
    if found.scope.state == FLAGGED:
        return f"Flagged question {found.place} of {found.count}"
    return f"{what} {found.place} of {found.count}"


def _head(found: Card, zone: str) -> str:
    said = [f"*{_place(found)}*"]
    if found.scope.state == FLAGGED:
        said.append({APPROVED: "approved", DRAFT: "a draft"}.get(found.question.state, ""))
    if found.scope.lecture is not None:
        slide = f", slide {found.scope.slide}" if found.scope.slide is not None else ""
        said.append(f"lecture {found.scope.lecture}{slide}")
    if found.opens_at is not None:
        said.append(f"not before {_day(found.opens_at, zone)}")
    return " · ".join(part for part in said if part)


def _day(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    clock = f", {local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""
    return f"{local:%B} {local.day}, {local.year}{clock}"


def _flags(flags: Sequence[Flag]) -> Block:
    many = "A student says" if len(flags) == 1 else f"{len(flags)} students say"
    reasons = [f"• {shown(f.reason, 300)}" for f in flags if f.reason.strip()][-_MOST_FLAGS:]
    return section("\n".join([f"⚑ *{many} that it is off*", *reasons]))


def _buttons(found: Card) -> list[Block]:
    question, scope = found.question, found.scope
    value = press(scope, question)
    made: list[Block] = []
    if question.state == REJECTED:
        made.append(button("Bring it back", "bank_reopen", value))
    elif question.state == DRAFT or question.flags:
        label = "Approve" if question.state == DRAFT else "It is fine"
        made.append(button(label, "bank_approve", value, style="primary"))
    if can_edit(question.item):
        made.append(button("Edit…", "bank_edit", value))
    if question.state != REJECTED:
        made.append(button("Reject…", "bank_reject", value))
    made.append(button("Skip" if question.state == DRAFT else "Next", "bank_skip", value))
    return made


def _rest(found: Card) -> list[Block]:
    question, scope = found.question, found.scope
    made: list[Block] = []
    if question.source is not None and not question.gone:
        made.append(button("Show slide", "bank_slide", press(scope, question)))
    if scope.state == DRAFT and found.count > 1:
        asked = confirm(
            f"Approve {found.count} questions?",
            "Live quizzes can ask all of them then. What students flagged stays for you to look at.",
            yes=f"Approve {found.count}",
            no="Not yet",
        )
        label = f"Approve all {found.count}{'' if scope.topic else of(scope)}"
        made.append(button(label, "bank_all", scope.dump(), confirm=asked))
    return [*made, button("All questions", "bank_overview", "-")]


def of(scope: Scope) -> str:
    """ " of lecture 13", " about “kvm”" """
    if scope.topic:
        return f" about “{shown(scope.topic, 100)}”"
    if scope.loose:
        return " without a lecture"
    if scope.lecture is None:
        return ""
    slide = f", slide {scope.slide}" if scope.slide is not None else ""
    return f" of lecture {scope.lecture}{slide}"


# What was done


def decided(before: BankQuestion, after: BankQuestion, scope: Scope) -> Told:
    """The line above the next card."""
    done = _DONE[after.state]
    if before.state == after.state:
        done = "Kept as it is" if after.state == APPROVED else done
    said = f"{done}: {titled(after)}"
    return Told(said, _undo(after, scope))


def changed(after: BankQuestion, scope: Scope) -> Told:
    """The same after an edit."""
    return Told(kept(after), _undo(after, scope))


def _undo(after: BankQuestion, scope: Scope) -> Block:
    return button("Undo", "bank_undo", press(scope, after))


def approved_all(count: int, scope: Scope, at: datetime) -> Told:
    """Many at once, with the way back."""
    if not count:
        return Told("There was nothing left to approve there.")
    said = f"Approved {counted(count, 'question')}{of(scope)}."
    return Told(said, button("Undo", "bank_undo_all", f"{scope.dump()}:{at.isoformat()}"))


def kept(question: BankQuestion) -> str:
    """After it was written or changed."""
    state = "approved" if question.state == APPROVED else "a draft"
    return f"Saved, {state}: {titled(question)}"


def added(question: BankQuestion) -> Told:
    """After it was written, with the way back."""
    return Told(kept(question), button("Undo", "bank_remove", question.id))


def drafts_again(count: int) -> str:
    """After "Approve all" was taken back."""
    if not count:
        return "Nothing was taken back: all of them were changed since."
    return f"Taken back: {counted(count, 'question')}, to be reviewed again."


def told_alone(told: Told) -> Message:
    """What was done, with what may be done next."""
    more = actions(
        button("Write another…", "bank_add", "-"), button("All questions", "bank_overview", "-")
    )
    return Message(told.words, [*told_blocks(told), more])


def behind_the_last(scope: Scope, left: int, told: Told | None) -> Message:
    """Nothing comes after this one; `left` were skipped."""
    what = {DRAFT: "draft", APPROVED: "approved question", REJECTED: "rejected question"}
    name = what.get(scope.state, "flagged question")
    head = f"That was the last {name}{of(scope)}."
    made: list[Block] = []
    if left and scope.state in {DRAFT, FLAGGED}:
        waits = (
            "1 that you skipped still waits" if left == 1 else f"{left} that you skipped still wait"
        )
        head += f" {waits}."
        made.append(button("Look at those again", "bank_review", scope.dump()))
    made.append(button("All questions", "bank_overview", "-"))
    return Message(head, [*told_blocks(told), section(head), actions(*made)])


def no_topic(scope: Scope, near: Sequence[str]) -> Message:
    """Nothing is about it, whatever the state; `near` are topics to offer."""
    said = f"There is no question{of(scope)}.{' The closest I have:' if near else ''}"
    made = [
        button(
            shorten(topic, _BUTTON),
            f"bank_review_{n}",
            replace(scope, topic=topic[:MOST_TOPIC]).dump(),
        )
        for n, topic in enumerate(near)
    ]
    made.append(button("All questions", "bank_overview", "-"))
    return Message(said, [section(said), actions(*made)])


def none_there(scope: Scope, approved: int = 0) -> Message:
    """The scope is empty from the start; of those that it is about so many are approved."""
    made: list[Block] = []
    if scope.state == FLAGGED:
        said = "No student says that a question is off."
    elif scope.state == DRAFT:
        said = f"No drafts{of(scope)} wait for you."
        if approved:
            there = replace(scope, state=APPROVED)
            made.append(button(f"Look at the {approved} approved", "bank_review", there.dump()))
    else:
        said = f"There are no {scope.state} questions{of(scope)}."
    made.append(button("All questions", "bank_overview", "-"))
    return Message(said, [section(said), actions(*made)])


def reject_window(carried: Carried, question: BankQuestion) -> View:
    """Why it is rejected."""
    return window(
        "Reject a question",
        [
            section(titled(question, 200)),
            labelled("why", "What is wrong with it?", select_field(REASONS, "unclear")),
            labelled(
                "words",
                "In your words",
                text_field("", LONGEST_REASON, multiline=True),
                hint="For your colleagues; students do not see it.",
                optional=True,
            ),
        ],
        submit=plain("Reject"),
        callback_id="bank_reject",
        private_metadata=carried.dump(),
    )
