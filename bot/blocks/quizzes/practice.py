"""The rest of a practice: its summary, why there is nothing to ask, and words for old buttons."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section, shown
from bot.blocks.quizzes.outcome import on, outcome
from bot.blocks.quizzes.question import posed
from bot.blocks.quizzes.texts import mrkdwn
from bot.services.quizzes.practice.choosing import SITTING
from bot.services.quizzes.practice.days import Streak
from bot.services.quizzes.practice.sessions import ALL, LECTURE, TOPIC, Scope
from bot.services.quizzes.practice.views import (
    EARLIER,
    Doubt,
    Nothing,
    Outcome,
    Posed,
    Stale,
    Summary,
    View,
    Why,
    Withdrawn,
)

DOUBTS = "*You were sure, and it is otherwise.* Worth another look:"
_ANYTHING = "`/quiz` asks about what there is."
_EMPTY = "There are no questions yet. They come once the lectures are read."
_EMPTY_STAFF = (
    "There are no questions yet. Drop your lectures into our direct message and I draft some; "
    "`/quiz add` writes one of your own."
)
_UNREVIEWED = "Your teachers are still looking at the questions. Try again in a day or two."
_MOST_LECTURES = 4


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


def begin(label: str, scope: Scope, number: int = 0, *, primary: bool = False) -> Block:
    """A button that begins a practice."""
    style = {"style": "primary"} if primary else {}
    return button(label, f"quiz_begin_{number}", scope_value(scope), **style)


def scope_value(scope: Scope) -> str:
    return "all" if scope == Scope() else json.dumps(scope.to_json(), ensure_ascii=False)


def scope_of(value: str) -> Scope:
    """What a button begins; everything, for a value that is none of ours."""
    try:
        raw = json.loads(value) if value else {}
        return Scope.from_json(raw) if isinstance(raw, dict) else Scope()
    except ValueError:
        return Scope()


def questions(count: int) -> str:
    """ "1 question", "12 questions" """
    return "1 question" if count == 1 else f"{count:,} questions"


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


# Nothing


def nothing(view: Nothing, *, staff: bool) -> Message:
    """Why there is nothing to ask, and what to do instead."""
    said, buttons = _why(view, staff), _instead(view)
    blocks: list[Block] = [section(said)]
    if buttons:
        blocks.append(actions(*buttons))
    return Message(said.replace("*", ""), blocks)


def _why(view: Nothing, staff: bool) -> str:
    scope = view.scope
    if view.why == Why.EMPTY:
        return _EMPTY_STAFF if staff else _EMPTY
    if view.why == Why.UNREVIEWED:
        return f"{_UNREVIEWED} `/quiz review` shows what waits." if staff else _UNREVIEWED
    if view.why == Why.NOT_YET:
        first = f" The first may be asked {on(view.opens, view.today)}." if view.opens and view.today else ""  # fmt: skip
        return f"There are questions, but about lectures that are still to be held.{first}"
    if view.why == Why.NO_TOPIC:
        closest = " The closest I have:" if view.near else f" {_ANYTHING}"
        return f"I have no question about “{shown(scope.topic, 100)}”.{closest}"
    if view.why == Why.NO_LECTURE:
        return _no_lecture(view)
    if view.why == Why.LIMIT:
        return (
            f"You answered {questions(view.answered)} today, which is your daily limit. Well done."
        )
    return " ".join([_finished(view), _next(view)]).strip()


def _finished(view: Nothing) -> str:
    if view.why == Why.NONE_DUE:
        return "Nothing is due."
    if view.why == Why.NO_DOUBTS:
        return "There is nothing left that you were sure of and got wrong."
    if view.scope.kind == LECTURE:
        return f"You answered all there is about lecture {view.scope.lecture} today."
    if view.scope.kind == TOPIC:
        return f"You answered all there is about “{shown(view.scope.topic, 100)}” today."
    return "That is all for today."


def _next(view: Nothing) -> str:
    if not view.next_day or not view.today:
        return ""
    return f"Next: {questions(view.next_count)} {on(view.next_day, view.today)}."


def _no_lecture(view: Nothing) -> str:
    number = view.scope.lecture
    if view.opens and view.today:
        return f"Lecture {number} is still to be held. You can practise it from then on: {on(view.opens, view.today)}."
    there = f"There are questions about {_listed(view.lectures)}." if view.lectures else _ANYTHING
    return f"I have nothing to ask about lecture {number}. {there}"


def _listed(lectures: Sequence[int]) -> str:
    """ "lectures 1–5, 7 and 9" """
    runs: list[tuple[int, int]] = []
    for number in lectures:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    said = [
        part
        for a, b in runs
        for part in ([f"{a}–{b}"] if b > a + 1 else [str(n) for n in range(a, b + 1)])
    ]
    noun = "lecture" if len(lectures) == 1 else "lectures"
    return f"{noun} {said[0]}" if len(said) == 1 else f"{noun} {', '.join(said[:-1])} and {said[-1]}"  # fmt: skip


def _instead(view: Nothing) -> list[Block]:
    if view.why == Why.NO_TOPIC:
        return [begin(topic, Scope(TOPIC, topic=topic), n) for n, topic in enumerate(view.near)]
    if view.why == Why.NO_LECTURE:
        near = sorted(view.lectures, key=lambda n: abs(n - (view.scope.lecture or 0)))
        return [
            begin(f"Lecture {number}", Scope(LECTURE, lecture=number), n)
            for n, number in enumerate(sorted(near[:_MOST_LECTURES]))
        ]
    if view.why == Why.LIMIT:
        more = Scope(view.scope.kind, view.scope.topic, view.scope.lecture, beyond=True)
        return [begin(f"{SITTING} more anyway", more), _limits()]
    if view.why == Why.NONE_DUE and view.new:
        return [begin("Something new", Scope())]
    if view.why == Why.DONE and view.scope.kind == ALL and view.new:
        return [begin("More new ones", Scope(beyond=True)), _limits()]
    return []


def _limits() -> Block:
    return button("My limits", "quiz_limits", "practice")


# Old buttons


def _withdrawn(view: Withdrawn) -> Message:
    said = "This question was taken out meanwhile. It does not count."
    key = view.place.key
    on_ = button("Next question", "quiz_next", key, style="primary")
    return Message(said, [section(said), actions(on_, button("Stop", "quiz_stop", key))])


def _stale(view: Stale) -> Message:
    if view.why == EARLIER:
        said = "You have begun another practice since."
        return Message(said, [section(said), actions(begin("Go on there", Scope()))])
    said = "Nothing is kept of that practice any more."
    return Message(said, [section(said), actions(begin("Practise", Scope()))])


# Forgetting


def erasing() -> Message:
    """Asks before all is forgotten."""
    said = (
        "*Forget all of my practice?* What you were asked, how it went and when it would be asked again is erased, in "
        "every course here, for good; what you said is off stays with your teachers, without your name. "
        "Answers in live quizzes and homework belong to the class's results and stay."
    )
    asks = confirm("Forget all of it?", "This cannot be taken back.", yes="Forget it", no="Keep it")
    return Message(
        "Forget all of my practice?",
        [
            section(said),
            actions(
                button("Forget all of it", "quiz_erase", "yes", style="danger", confirm=asks),
                button("Keep it", "quiz_keep", "no"),
            ),
        ],
    )


def kept() -> Message:
    return Message("Nothing was erased.", [section("Nothing was erased.")])


def erased(*, anything: bool) -> Message:
    said = "Done. Nothing of your practice is kept any more." if anything else "There was nothing of yours to forget."  # fmt: skip
    return Message(said, [section(said)])
