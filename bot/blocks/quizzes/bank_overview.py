"""How many questions a course has, by lecture, and where to begin; and the line above it that says what was done."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, context, section, shown
from bot.blocks.teaching import counted
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, REJECTED
from bot.services.quizzes.bank.reviewing import Overview, Row
from bot.services.quizzes.bank.scope import FLAGGED, Scope

PAGE = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What stands above a card: what was just done, with the button that takes it back."""

    words: str
    back: Block | None = None


def told_blocks(told: Told | None) -> list[Block]:
    """The line, where there is one."""
    if told is None:
        return []
    return [section(told.words, **({"accessory": told.back} if told.back else {}))]


def overview(found: Overview, code: str, page: int = 0, told: Told | None = None) -> Message:
    """How many questions there are, by lecture, and where to begin."""
    head = f"Questions of {shown(code, 60)}"
    if not found.rows:
        return _nothing(head, told)
    pages = -(-len(found.rows) // PAGE)
    page = min(max(page, 0), pages - 1)
    blocks = [*told_blocks(told), section(f"*{head}*\n{_summary(found)}"), *_ways(found)]
    blocks += [_row(row) for row in found.rows[page * PAGE : (page + 1) * PAGE]]
    if pages > 1:
        turns = [(page - 1, "Earlier lectures"), (page + 1, "Later lectures")]
        blocks.append(
            actions(
                *(button(label, f"bank_page_{n}", str(n)) for n, label in turns if 0 <= n < pages)
            )
        )
    blocks.append(context("Only approved questions are asked in live quizzes and homework."))
    return Message(f"{head}: {_summary(found)}", blocks)


def _nothing(head: str, told: Told | None) -> Message:
    said = (
        "There are no questions yet. I draft some when I have read lectures that define terms or list things. "
        "You can write your own, or drop a file of questions (Moodle, Canvas, Kahoot, GIFT, Aiken, CSV) into our direct message."
    )
    return Message(
        f"{head}: none yet",
        [*told_blocks(told), section(f"*{head}*\n{said}"), actions(_add_button())],
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


def drafts_wait(count: int, code: str) -> Message:
    """The private word to an instructor after the first drafting."""
    said = (
        f"I have drafted {counted(count, 'quiz question')} from the lectures of {shown(code, 60)}."
    )
    more = (
        "Students can practise them with `/quiz`, marked as drafts (`/quiz settings` changes that). "
        "Live quizzes and homework only ask what one of you has approved."
    )
    return Message(
        said,
        [section(f"*{said}*\n{more}"), actions(button("Look through them", "bank_overview", "-"))],
    )
