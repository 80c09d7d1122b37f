"""Why there is nothing to practise, and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import times
from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, section, shown
from bot.blocks.quizzes.beginning import begin, questions
from bot.blocks.quizzes.outcome import on
from bot.blocks.times import Zones
from bot.services.quizzes.practice.choosing import SITTING
from bot.services.quizzes.practice.sessions import ALL, LECTURE, TOPIC, Scope
from bot.services.quizzes.practice.views import Nothing, Why

_ANYTHING = "`/quiz` asks about what there is."
_EMPTY = "There are no questions yet. They come once the lectures are read."
_EMPTY_STAFF = (
    "There are no questions yet. Drop your lectures into our direct message and I draft some; "
    "`/quiz add` writes one of your own."
)
_UNREVIEWED = "Your teachers are still looking at the questions. Try again in a day or two."
_MOST_LECTURES = 4


def nothing(view: Nothing, *, staff: bool) -> Message:
    """Why there is nothing to ask, and what to do instead."""
    said, buttons = _why(view, staff), _instead(view)
    blocks: list[Block] = [section(said)]
    if buttons:
        blocks.append(actions(*buttons))
    text = _in_use(view, spoken=True) if view.why == Why.IN_USE else said
    return Message(text.replace("*", ""), blocks)


def _why(view: Nothing, staff: bool) -> str:
    scope = view.scope
    if view.why == Why.EMPTY:
        return _EMPTY_STAFF if staff else _EMPTY
    if view.why == Why.UNREVIEWED:
        return f"{_UNREVIEWED} `/quiz review` shows what waits." if staff else _UNREVIEWED
    if view.why == Why.NOT_YET:
        first = f" The first can be practised {on(view.opens, view.today)}." if view.opens and view.today else ""  # fmt: skip
        return f"There are questions, but they wait for their lectures or are kept back for now.{first}"
    if view.why == Why.IN_USE:
        return _in_use(view)
    if view.why == Why.NO_TOPIC:
        closest = " The closest I have:" if view.near else f" {_ANYTHING}"
        return f"I have no question about “{shown(scope.topic, 100)}”.{closest}"
    if view.why == Why.NO_LECTURE:
        return _no_lecture(view)
    if view.why == Why.LIMIT:
        return (
            f"You answered {questions(view.answered)} today, which is your daily limit. Well done."
        )
    return " ".join(filter(None, [_finished(view), _others(view), _next(view)]))


def _in_use(view: Nothing, *, spoken: bool = False) -> str:
    """That a class is being asked all of it, and when it can be practised."""
    scope, one = view.scope, view.in_use == 1
    about = {
        LECTURE: f" about lecture {scope.lecture}",
        TOPIC: f" about “{shown(scope.topic, 100)}”",
    }.get(scope.kind, "")
    what = f"The only question{about} is" if one else f"All questions{about} are"
    them = "it" if one else "them"
    if view.closes is None:
        return f"{what} asked in a live quiz just now. You can practise {them} once it is over."
    until = times.spoken(view.closes, view.zone) if spoken else times.when(view.closes, Zones(view.zone, view.zone))  # fmt: skip
    return f"{what} asked in homework that is open until {until}. You can practise {them} once it is closed."


def _others(view: Nothing) -> str:
    """That there is more, which a class is being asked."""
    if view.why != Why.DONE or not view.in_use:
        return ""
    more = "One more is" if view.in_use == 1 else f"{view.in_use:,} more are"
    return f"{more} asked in homework or a live quiz just now: you can practise {'it' if view.in_use == 1 else 'them'} once that is over."


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
        return f"Lecture {number} cannot be practised yet, but {on(view.opens, view.today)} it can."
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
    if view.why == Why.IN_USE and view.lectures:
        return [begin("Practise something else", Scope())]
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
