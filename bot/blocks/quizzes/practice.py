"""The rest of a practice: its summary, and words for old buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, context, section
from bot.blocks.quizzes.beginning import begin, questions
from bot.blocks.quizzes.no_questions import nothing
from bot.blocks.quizzes.outcome import on, outcome
from bot.blocks.quizzes.question import posed
from bot.blocks.quizzes.texts import mrkdwn
from bot.services.quizzes.practice.days import Streak
from bot.services.quizzes.practice.sessions import Scope
from bot.services.quizzes.practice.views import (
    EARLIER,
    Doubt,
    Nothing,
    Outcome,
    Posed,
    Stale,
    Summary,
    View,
    Withdrawn,
)

DOUBTS = "*You were sure, and it is otherwise.* Worth another look:"


def message(view: View, *, staff: bool = False) -> Message:
    """What somebody sees next, whatever it is."""
    if isinstance(view, Posed):
        return posed(view)
    if isinstance(view, Outcome):
        return outcome(view)
    if isinstance(view, Summary):
        return summary(view)
    if isinstance(view, Withdrawn):
        return _withdrawn(view)
    if isinstance(view, Nothing):
        return nothing(view, staff=staff)
    return _stale(view)


# The end


def summary(view: Summary) -> Message:
    """How a practice went, what to look at again, and what comes."""
    if not view.answered:
        said = "Nothing was answered this time. `/quiz` goes on whenever you like."
    else:
        said = f"*You answered {questions(view.answered)}.* {_right(view)}"
    kept = kept_at(view.streak)
    blocks: list[Block] = [section(f"{said}\n{kept}" if kept and view.answered else said)]
    blocks += doubts(view.doubts)
    if view.upcoming and view.today:
        day, count = view.upcoming
        blocks.append(context(f"Next: {questions(count)} {on(day, view.today)}."))
    made = [begin(f"{view.more} more", view.scope, primary=True)] if view.more else []
    blocks.append(actions(*made, button("How am I doing?", "quiz_stats", "summary")))
    return Message(said.replace("*", ""), blocks)


def _right(view: Summary) -> str:
    if view.answered == 1:
        return "It was right." if view.right else "It was not right this time."
    if view.answered == view.right:
        return "All of them were right."
    return f"{view.right or 'None'} {'was' if view.right == 1 else 'were'} right."


def kept_at(streak: Streak) -> str:
    """For how many days somebody kept at it; "" for one day, which says nothing."""
    if streak.days < 2:
        return ""
    said = f"{streak.days} days of practice in a row"
    return f"{said}." if streak.today else f"{said}: practise today to keep it going."


def doubts(found: Sequence[Doubt]) -> list[Block]:
    """A gentle list; nothing where there is nothing on it."""
    if not found:
        return []
    lines = [f"•  {mrkdwn(doubt.stem, 160)}{_where(doubt)}" for doubt in found]
    return [section("\n".join([DOUBTS, *lines]))]


def _where(doubt: Doubt) -> str:
    return f"  _lecture {doubt.lecture}_" if doubt.lecture is not None else ""


# Old buttons


def _withdrawn(view: Withdrawn) -> Message:
    said = (
        "Your class is asked this question in homework or a live quiz just now, so I take no answer to it here. It does not count; I "
        "can ask you again once that is over."
        if view.in_use
        else "This question was taken out meanwhile. It does not count."
    )
    key = view.place.key
    on_ = button("Next question", "quiz_next", key, style="primary")
    return Message(said, [section(said), actions(on_, button("Stop", "quiz_stop", key))])


def _stale(view: Stale) -> Message:
    if view.why == EARLIER:
        said = "You have begun another practice since."
        return Message(said, [section(said), actions(begin("Go on there", Scope()))])
    said = "Nothing is kept of that practice any more."
    return Message(said, [section(said), actions(begin("Practise", Scope()))])
