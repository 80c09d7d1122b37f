"""Why there is nothing to ask, and what there is instead."""

from __future__ import annotations

from datetime import date

from bot.services.deadlines.zones import tzinfo_of
from bot.services.quizzes.bank.ports import DRAFT, BankQuestion, Wanted
from bot.services.quizzes.practice.choosing import Deck
from bot.services.quizzes.practice.parts import PracticeParts
from bot.services.quizzes.practice.sessions import DUE, LECTURE, LOOK, TOPIC, Scope
from bot.services.quizzes.practice.stats import next_due
from bot.services.quizzes.practice.views import Nothing, Why


async def why(
    parts: PracticeParts, deck: Deck, narrowed: Deck, scope: Scope, near: tuple[str, ...]
) -> Nothing:
    """`deck` is all that may be asked, `narrowed` what of it is in the scope, which asks nothing now."""
    if narrowed.in_use and not narrowed.questions:
        return await _in_use(parts, deck, narrowed, scope)
    if not deck.questions:
        return await _none_at_all(parts, scope)
    lectures = _lectures(deck)
    if scope.kind == LECTURE and not narrowed.questions:
        opens = await _opens(parts, scope)
        return Nothing(Why.NO_LECTURE, scope, lectures=lectures, opens=opens, today=deck.day)
    if scope.kind == TOPIC and not narrowed.questions:
        return Nothing(Why.NO_TOPIC, scope, near=near, lectures=lectures)
    upcoming = next_due(narrowed)
    return Nothing(
        _reason(deck, narrowed, scope),
        scope,
        next_day=upcoming[0] if upcoming else None,
        next_count=upcoming[1] if upcoming else 0,
        answered=deck.answered,
        new=bool(narrowed.new),
        today=deck.day,
        in_use=len(narrowed.in_use),
    )


def _reason(deck: Deck, narrowed: Deck, scope: Scope) -> Why:
    if narrowed.chosen(scope) and not deck.left:
        return Why.LIMIT
    return {LOOK: Why.NO_DOUBTS, DUE: Why.NONE_DUE}.get(scope.kind, Why.DONE)


def _lectures(deck: Deck) -> list[int]:
    return sorted({q.lecture for q in deck.questions if q.lecture is not None})


async def _in_use(parts: PracticeParts, deck: Deck, narrowed: Deck, scope: Scope) -> Nothing:
    """All that there is of it is what a class is being asked."""
    until = await parts.in_use.until()
    known = [at for one in narrowed.in_use if (at := until.get(one.id)) is not None]
    closes = min(known, default=None)
    return Nothing(
        Why.IN_USE,
        scope,
        lectures=_lectures(deck),
        in_use=len(narrowed.in_use),
        closes=closes,
        zone=parts.timezone,
    )


async def _none_at_all(parts: PracticeParts, scope: Scope) -> Nothing:
    practised = await parts.practised()
    if practised:
        return Nothing(Why.NOT_YET, scope, opens=_first_day(parts, practised), today=_today(parts))
    drafts = await parts.bank.find(parts.workspace, parts.course, Wanted({DRAFT}), limit=1)
    return Nothing(Why.UNREVIEWED if drafts else Why.EMPTY, scope)


async def _opens(parts: PracticeParts, scope: Scope) -> date | None:
    """The day from which a lecture is asked about, where that is still to come."""
    return _first_day(parts, [q for q in await parts.practised() if q.lecture == scope.lecture])


def _first_day(parts: PracticeParts, questions: list[BankQuestion]) -> date | None:
    moments = [at for question in questions if (at := parts.held.opens_at(question)) is not None]
    return min(moments).astimezone(tzinfo_of(parts.timezone)).date() if moments else None


def _today(parts: PracticeParts) -> date:
    return parts.now.astimezone(tzinfo_of(parts.timezone)).date()
