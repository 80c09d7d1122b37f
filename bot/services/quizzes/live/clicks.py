"""What a click makes of somebody's answer. Pure.

Time is Slack's own: from the time stamp of a question's message to that of the click. How long a click was under way,
and what our clock says, makes no difference.
"""

from __future__ import annotations

from dataclasses import replace

from bot.errors import NotAllowed
from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    OPEN,
    QUESTION,
    QUIZ,
    Choice,
    Decide,
    Option,
    Poll,
)
from bot.services.polls.voting import Click
from bot.services.quizzes.comparing import number_of
from bot.services.quizzes.live.model import ALIAS, GRACE, LONGEST, Answer, Question, moment_of
from knowledge.exchange import Kind

GONE = "I no longer have this quiz. Ask whoever started it to begin another one."
OVER = "This quiz is over, so that changed nothing."
OLD_BUTTON = "That button does not belong to this question any more. Look at the question again and choose there."
PAUSED = "The quiz is paused: choose again once it goes on. What you chose before stays as it is."
NOTHING_CHOSEN = "Choose an answer first; then say how sure you are."
WRITE_FIRST = "I saw no answer. Write your answer into the field first, then press Send."
NO_NUMBER = (
    "I can't read that as a number. Write it in digits, such as 42 or 3.5, and press Send again."
)
TOO_LONG = f"That is longer than {LONGEST} characters. Shorten it and send it again."
SKIPPED = "This question was skipped: it counts for nobody."


class PlayRefused(NotAllowed):
    """A click that changes nothing; `for_user` says why."""


def choosing(click: Click, which: str, shown_ts: str) -> Decide:
    """A click on a choice; of several: also taken out again. `shown_ts` is the time stamp of the message it stands in.

    `which` is the choice's id, or, as buttons have it, its place from 0: many authors write the right one first, so that
    an id would tell it to whoever looks at what buttons carry.
    """

    def decide(poll: Poll, before: Choice) -> Choice:
        option = _option(poll, which)
        if poll.kind != QUESTION or option is None:
            raise PlayRefused(for_user=OLD_BUTTON)
        option_id = option.id
        question, had = Question.of(poll), Answer.of(before)
        took = _took(question, click, shown_ts, had)
        if question.frozen.several:
            return _toggled(question, had, option_id, took).to_choice()
        if had.picked == (option_id,):
            return before
        return Answer((option_id,), None, took, changed=bool(had.picked)).to_choice()

    return decide


def _option(poll: Poll, which: str) -> Option | None:
    if not (which.isascii() and which.isdecimal()):
        return poll.option(which)
    return next((one for place, one in enumerate(poll.options) if str(place) == which), None)


def _toggled(question: Question, had: Answer, option_id: str, took: float) -> Answer:
    taken = {*had.picked} ^ {option_id}
    ordered = tuple(option.id for option in question.poll.options if option.id in taken)
    return Answer(ordered, None, took)


def writing(click: Click, text: str, shown_ts: str) -> Decide:
    """An answer that was written and sent. `shown_ts` is the time stamp of the message that its field stands in."""

    def decide(poll: Poll, before: Choice) -> Choice:
        if poll.kind != QUESTION:
            raise PlayRefused(for_user=OLD_BUTTON)
        question, had = Question.of(poll), Answer.of(before)
        if not question.frozen.typed:
            raise PlayRefused(for_user=OLD_BUTTON)
        took = _took(question, click, shown_ts, had)
        said = _said(question, text)
        if said == had.text:
            return before
        return Answer(took=took, changed=bool(had.text), text=said).to_choice()

    return decide


def _said(question: Question, text: str) -> str:
    """On one line. Raises PlayRefused for what is no answer: there is time for another one."""
    said = " ".join(text.split())
    if not said:
        raise PlayRefused(for_user=WRITE_FIRST)
    if len(said) > LONGEST:
        raise PlayRefused(for_user=TOO_LONG)
    if question.frozen.kind is Kind.NUMERICAL and not number_of(said):
        raise PlayRefused(for_user=NO_NUMBER)
    return said


def _took(question: Question, click: Click, shown_ts: str, had: Answer) -> float:
    """Seconds from the question to the click. Raises PlayRefused where that is too late."""
    _require_open(question, had)
    begun = question.begun_at or moment_of(shown_ts)
    took = (moment_of(click.order) - begun).total_seconds() - question.held
    if took > question.seconds_of(click.user) + GRACE.total_seconds():
        raise PlayRefused(for_user=_too_late(question, had))
    return max(0.0, took)


def _require_open(question: Question, had: Answer) -> None:
    poll = question.poll
    if poll.state == DELETED:
        raise PlayRefused(for_user=GONE)
    if poll.state == CLOSED and question.skipped:
        raise PlayRefused(for_user=SKIPPED)
    if poll.state != OPEN:
        raise PlayRefused(for_user=_too_late(question, had))
    if question.paused_at is not None:
        raise PlayRefused(for_user=PAUSED)


def _too_late(question: Question, had: Answer) -> str:
    came, before = ("answer", "sent") if question.frozen.typed else ("click", "chose")
    late = f"Time is up for this question: your {came} came too late"
    if had.given:
        return f"{late}, and what you {before} before counts."
    return f"{late}. The next one is yours!"


def being_sure(sure: bool) -> Decide:
    """ "Sure" or "Not sure", of what was chosen."""

    def decide(poll: Poll, before: Choice) -> Choice:
        if poll.kind != QUESTION:
            raise PlayRefused(for_user=OLD_BUTTON)
        had = Answer.of(before)
        if poll.state != OPEN:
            raise PlayRefused(for_user=_too_late(Question.of(poll), had))
        if not had.given:
            raise PlayRefused(for_user=NOTHING_CHOSEN)
        return replace(had, sure=sure).to_choice()

    return decide


def joining(name: str, shown: str = "") -> Decide:
    """Take part under this name, or as they did before; `shown`: how from now on."""

    def decide(poll: Poll, before: Choice) -> Choice:
        if poll.kind != QUIZ or poll.state == DELETED:
            raise PlayRefused(for_user=GONE)
        if poll.state != OPEN:
            raise PlayRefused(for_user=OVER)
        known = str(before.get("name") or name)
        return {"name": known, "shown": shown or str(before.get("shown") or ALIAS)}

    return decide
