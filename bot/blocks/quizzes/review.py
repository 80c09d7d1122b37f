"""Reviewing questions: the overview, a card a question, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.blocks.answers import Message
from bot.blocks.inputs import labelled, select_field, text_field
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, plain, section, shown
from bot.blocks.quizzes.bank_question import titled, whole
from bot.blocks.quizzes.texts import words
from bot.blocks.teaching import counted
from bot.blocks.windows import Carried, View, window
from bot.services.quizzes.bank.editing import can_edit
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, REJECTED, BankQuestion, Flag
from bot.services.quizzes.bank.reviewing import LONGEST_REASON, Card, Overview, Row
from bot.services.quizzes.bank.scope import FLAGGED, Scope

PAGE = 12
REASONS = (
    ("unclear", "The question is unclear"),
    ("several", "More than one answer is right"),
    ("wrong", "The marked answer is wrong"),
    ("easy", "The wrong answers are too easy to tell"),
    ("minor", "It is not worth asking"),
    ("other", "Something else"),
)
_DONE = {APPROVED: "Approved", REJECTED: "Rejected", DRAFT: "A draft again"}
_MOST_FLAGS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What stands above a card: what was just done, with the button that takes it back."""

    words: str
    back: Block | None = None


def press(scope: Scope, question: BankQuestion, *more: str) -> str:
    """What a button of a card takes along."""
    return ":".join([scope.dump(), question.id, str(question.revision), *more])


# The overview


def overview(found: Overview, code: str, page: int = 0, told: Told | None = None) -> Message:
    """How many questions there are, by lecture, and where to begin."""
    head = f"Questions of {shown(code, 60)}"
    if not found.rows:
        return _nothing(head, told)
    pages = -(-len(found.rows) // PAGE)
    page = min(max(page, 0), pages - 1)
    blocks = [*_told(told), section(f"*{head}*\n{_summary(found)}"), *_ways(found)]
    blocks += [_row(row) for row in found.rows[page * PAGE : (page + 1) * PAGE]]
    if pages > 1:
        turns = [(page - 1, "Earlier lectures"), (page + 1, "Later lectures")]
        blocks.append(
            actions(
                *(button(label, f"bank_page_{n}", str(n)) for n, label in turns if 0 <= n < pages)
            )
        )
    blocks.append(context("Only approved questions are asked in live quizzes."))
    return Message(f"{head}: {_summary(found)}", blocks)


def _nothing(head: str, told: Told | None) -> Message:
    said = (
        "There are no questions yet. I draft some when I have read lectures that define terms or list things. "
        "You can write your own, or drop a file of questions (Moodle, Canvas, GIFT, Aiken, CSV) into our direct message."
    )
    return Message(
        f"{head}: none yet",
        [*_told(told), section(f"*{head}*\n{said}"), actions(_add_button())],
    )


def _add_button() -> Block:
    return button("Write one…", "bank_add", "-")


def _summary(found: Overview) -> str:
    parts = [f"{counted(found.drafts, 'draft')} to review" if found.drafts else "No drafts wait"]
    parts.append(f"{found.approved} approved" if found.approved else "none approved yet")
    parts += [f"{found.rejected} rejected"] if found.rejected else []
    return " · ".join(parts)


def _ways(found: Overview) -> list[Block]:
    """The buttons that lead to all of a kind; what students flagged first."""
    made: list[Block] = []
    blocks: list[Block] = []
    if found.flagged:
        many = "1 question is" if found.flagged == 1 else f"{found.flagged} questions are"
        blocks.append(section(f"⚑ Students say that {many} off."))
        label = f"Look at what was flagged ({found.flagged})"
        made.append(_way(label, Scope(FLAGGED), style="primary"))
    if found.drafts:
        style = {} if found.flagged else {"style": "primary"}
        made.append(_way(f"Review all {found.drafts}", Scope(DRAFT), **style))
    made += [_way("Approved", Scope(APPROVED))] if found.approved else []
    made += [_way("Rejected", Scope(REJECTED))] if found.rejected else []
    return [*blocks, actions(*made, _add_button())]


def _way(label: str, scope: Scope, **more: str) -> Block:
    number = _WAYS.index(scope.state)
    return button(label, f"bank_review_{number}", scope.dump(), **more)


_WAYS = (DRAFT, APPROVED, REJECTED, FLAGGED)


def _row(row: Row) -> Block:
    state = DRAFT if row.drafts else APPROVED if row.approved else REJECTED
    scope = Scope(state, row.lecture, loose=row.lecture is None)
    label = f"Review {row.drafts}" if row.drafts else "Look"
    name = "Not about a numbered lecture" if row.lecture is None else f"Lecture {row.lecture}"
    facts = [counted(row.drafts, "draft")] if row.drafts else []
    facts += [f"{row.approved} approved"] if row.approved else []
    facts += [f"{row.rejected} rejected"] if row.rejected else []
    return section(
        f"*{name}*\n{' · '.join(facts)}", accessory=button(label, "bank_review", scope.dump())
    )


# A card


def card(found: Card, zone: str, told: Told | None = None) -> Message:
    """One question, whole, with what can be done about it."""
    question = found.question
    blocks = [*_told(told), context(_head(found, zone))]
    blocks += [_flags(found.flags)] if found.flags else []
    blocks += [*whole(question)]
    if question.state == REJECTED and question.reason:
        blocks.append(context(f"Rejected: {shown(question.reason, 400)}"))
    blocks.append(actions(*_buttons(found)))
    blocks.append(actions(*_rest(found)))
    return Message(f"{_place(found)}: {words(question.item.stem, 300)}", blocks)


def _told(told: Told | None) -> list[Block]:
    if told is None:
        return []
    return [section(told.words, **({"accessory": told.back} if told.back else {}))]


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
        label = f"Approve all {found.count}{of(scope)}"
        made.append(button(label, "bank_all", scope.dump(), confirm=asked))
    return [*made, button("All questions", "bank_overview", "-")]


def of(scope: Scope) -> str:
    """ " of lecture 13" """
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
    return Told(said, button("Undo", "bank_undo", press(scope, after, before.state)))


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
    return Message(told.words, [*_told(told), more])


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
    return Message(head, [*_told(told), section(head), actions(*made)])


def none_there(scope: Scope) -> Message:
    """The scope is empty from the start."""
    name = {DRAFT: "drafts wait", APPROVED: "approved questions", REJECTED: "rejected questions"}
    if scope.state == FLAGGED:
        said = "No student says that a question is off."
    elif scope.state == DRAFT:
        said = f"No drafts wait for you{of(scope)}."
    else:
        said = f"There are no {name[scope.state]}{of(scope)}."
    return Message(said, [section(said), actions(button("All questions", "bank_overview", "-"))])


def drafts_wait(count: int, code: str) -> Message:
    """The private word to an instructor after the first drafting."""
    said = (
        f"I have drafted {counted(count, 'quiz question')} from the lectures of {shown(code, 60)}."
    )
    more = (
        "Students can practise them with `/quiz`, marked as drafts (`/quiz settings` changes that). "
        "Live quizzes only ask what one of you has approved."
    )
    return Message(
        said,
        [section(f"*{said}*\n{more}"), actions(button("Look through them", "bank_overview", "-"))],
    )


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
