"""`/quiz review`: instructors look through questions, one after another, in private."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Self

from bot.blocks.answers import Message, note
from bot.blocks.quizzes import review as blocks
from bot.blocks.quizzes.bank_overview import Told, overview
from bot.blocks.windows import Carried
from bot.listeners.deadlines.telling import carried, chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.pictured import open_slide
from bot.listeners.taking import Taken, option_of, text_of
from bot.listeners.where import is_private
from bot.listeners.who import staff
from bot.services.quizzes.bank.ports import APPROVED, BankQuestion
from bot.services.quizzes.bank.reviewing import Card, Decision, Meanwhile, Reviewing
from bot.services.quizzes.bank.scope import Scope, typed
from bot.services.quizzes.places import slide_of

Payload = Mapping[str, Any]
USAGE = (
    "`/quiz review` shows all questions. Add what you want to look at: `/quiz review lecture 13`, "
    "`/quiz review lecture 13 slide 4`, `/quiz review` and a topic, `/quiz review flagged`, `/quiz review rejected`."
)
GONE = "I no longer have that question. `/quiz review` shows those that there are."


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button of a card takes along."""

    scope: Scope
    question_id: str
    revision: int

    @classmethod
    def of(cls, raw: str) -> Self:
        """Raises ValueError for what no button of ours says."""
        scope, question_id, revision = raw.split(":")
        return cls(Scope.load(scope), question_id, int(revision))

    def dump(self) -> str:
        return f"{self.scope.dump()}:{self.question_id}:{self.revision}"


def _reviewing(deps: Deps) -> Reviewing:
    return deps.quizzes.banking.reviewing


# The command


async def review(deps: Deps, body: Payload, rest: str) -> Message:
    """`/quiz review`, `/quiz review lecture 13`, `/quiz review kvm`, `/quiz review flagged`"""
    staff(deps, body)
    if rest.casefold() in {"", "all", "everything"}:
        return await everything(deps)
    scope = typed(rest)
    if scope is None:
        return note(USAGE)
    return await first_of(deps, scope)


async def everything(deps: Deps, page: int = 0, told: Told | None = None) -> Message:
    """The overview."""
    counts = await _reviewing(deps).overview()
    return overview(counts, deps.config.course.code, page, told)


async def first_of(deps: Deps, scope: Scope, told: Told | None = None) -> Message:
    """The first card of a scope."""
    card = await _reviewing(deps).first(scope)
    if card is not None:
        return _card(deps, card, told)
    near = await _reviewing(deps).near(scope)
    if near:
        return blocks.no_topic(scope, near)
    approved = await _reviewing(deps).questions(replace(scope, state=APPROVED))
    return blocks.none_there(scope, len(approved))


def _card(deps: Deps, card: Card, told: Told | None = None) -> Message:
    return blocks.card(card, deps.config.course.timezone, told)


async def after(
    deps: Deps, scope: Scope, question: BankQuestion, told: Told | None = None
) -> Message:
    """The card that comes after a question, or that there is none."""
    card = await _reviewing(deps).next(scope, question)
    if card is not None:
        return _card(deps, card, told)
    left = len(await _reviewing(deps).questions(scope))
    return blocks.behind_the_last(scope, left, told)


# Buttons


async def begin(deps: Deps, body: Payload) -> None:
    """The first of a scope, in place of the overview."""
    staff(deps, body)
    await show(deps, body, await first_of(deps, Scope.load(chosen(body))))


async def show_all(deps: Deps, body: Payload) -> None:
    """The overview, in place of a card; below the word about drafts, which stays."""
    staff(deps, body)
    await show(deps, body, await everything(deps))


async def turn(deps: Deps, body: Payload) -> None:
    """Another page of the overview."""
    staff(deps, body)
    await show(deps, body, await everything(deps, max(0, number(chosen(body)))))


async def show(deps: Deps, body: Payload, message: Message) -> None:
    """In place of our private message; what stands in the direct message for good is left there."""
    window = bool(
        body.get("view")
    )  # opened from a card, or from a command, which has nothing to replace
    private = window or is_private(body)
    await tell(deps, body, message, replace=private)


async def approve(deps: Deps, body: Payload) -> None:
    """It may be asked in live quizzes; the next one."""
    by, at = staff(deps, body), Pressed.of(chosen(body))
    await _decided(
        deps, body, at, partial(_reviewing(deps).approve, at.question_id, at.revision, by)
    )


async def reopen(deps: Deps, body: Payload) -> None:
    """A rejected one is a draft again; the next one."""
    by, at = staff(deps, body), Pressed.of(chosen(body))
    await _decided(
        deps, body, at, partial(_reviewing(deps).reopen, at.question_id, at.revision, by)
    )


async def undo(deps: Deps, body: Payload) -> None:
    """A decision or an edit is taken back, and its question shown again."""
    by, at = staff(deps, body), Pressed.of(chosen(body))
    try:
        await _reviewing(deps).take_back(at.question_id, at.revision, by)
    except Meanwhile as refusal:
        await tell(deps, body, note(refusal.for_user))
    await _same(deps, body, at, Told("Taken back."))


async def _decided(deps: Deps, body: Payload, at: Pressed, decide: Any) -> None:
    try:
        done: Decision = await decide()
    except Meanwhile as refusal:
        await _same(deps, body, at, Told(refusal.for_user))
        return
    told = blocks.decided(done.before, done.after, at.scope)
    await show(deps, body, await after(deps, at.scope, done.after, told))


async def _same(deps: Deps, body: Payload, at: Pressed, told: Told) -> None:
    """The question as it is now."""
    card = await _reviewing(deps).card(at.scope, at.question_id)
    await show(deps, body, _card(deps, card, told) if card else note(GONE))


async def skip(deps: Deps, body: Payload) -> None:
    """The next one; this one stays as it is."""
    staff(deps, body)
    at = Pressed.of(chosen(body))
    question = await found(deps, at)
    await show(deps, body, await after(deps, at.scope, question))


async def found(deps: Deps, at: Pressed) -> BankQuestion:
    """Its question. Raises Meanwhile where there is none any more."""
    question = await deps.quizzes.banking.parts.get(at.question_id)
    if question is None:
        raise Meanwhile(for_user=GONE)
    return question


async def slide(deps: Deps, body: Payload) -> None:
    """ "Show slide" """
    staff(deps, body)
    question = await found(deps, Pressed.of(chosen(body)))
    there = slide_of(deps.questions.course, question.source)
    await open_slide(deps, body["trigger_id"], there[1] if there else None)


async def approve_all(deps: Deps, body: Payload) -> None:
    """All drafts of a scope that nobody flagged, with the way back."""
    by, scope = staff(deps, body), Scope.load(chosen(body))
    count, at = await _reviewing(deps).approve_all(scope, by)
    told = blocks.approved_all(count, scope, at)
    await show(deps, body, await everything(deps, told=told))


async def undo_all(deps: Deps, body: Payload) -> None:
    """They are drafts again, but for those that somebody changed since."""
    by = staff(deps, body)
    scope, _, moment = chosen(body).partition(":")
    at = datetime.fromisoformat(moment)
    count = await _reviewing(deps).undo_all(Scope.load(scope), by, at)
    told = Told(blocks.drafts_again(count))
    await show(deps, body, await everything(deps, told=told))


# Rejecting


async def ask_why(deps: Deps, body: Payload) -> None:
    """ "Reject…": the window that asks for the reason."""
    staff(deps, body)
    at = Pressed.of(chosen(body))
    question = await found(deps, at)
    about = carried(at.dump(), body)
    await deps.slack.open_window(body["trigger_id"], blocks.reject_window(about, question))


async def reject_submitted(deps: Deps, body: Payload) -> Taken:
    """Rejected with the reason; the next one in place of the card."""
    staff(deps, body)
    reason = dict(blocks.REASONS).get(option_of(body, "why"), "")
    said = text_of(body, "words")
    if option_of(body, "why") == "other" and not said:
        return Taken(errors={"words": "Say in a few words what it is."})
    if said:
        reason = said if option_of(body, "why") == "other" else f"{reason}: {said}"
    return Taken(work=partial(_rejected, reason))


async def _rejected(reason: str, deps: Deps, body: Payload) -> None:
    by, at = (
        staff(deps, body),
        Pressed.of(Carried.load(body["view"]["private_metadata"]).question_id),
    )
    await _decided(
        deps, body, at, partial(_reviewing(deps).reject, at.question_id, at.revision, reason, by)
    )


ACTIONS = {
    "bank_review": begin,
    "bank_overview": show_all,
    "bank_page": turn,
    "bank_approve": approve,
    "bank_reopen": reopen,
    "bank_reject": ask_why,
    "bank_skip": skip,
    "bank_slide": slide,
    "bank_undo": undo,
    "bank_all": approve_all,
    "bank_undo_all": undo_all,
}
WINDOWS = {"bank_reject": reject_submitted}
