"""What a click makes of somebody's homework. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from bot.errors import NotAllowed
from bot.services.polls.ports import CLOSED, HOMEWORK, OPEN, Choice, Decide, Poll
from bot.services.quizzes.asking import PARTED, TYPED, Part, Response
from bot.services.quizzes.comparing import number_of
from bot.services.quizzes.homework.model import OVERVIEW, Homework, Said, Work
from bot.services.quizzes.live.model import ALIAS, GRACE, LONGEST, NAME
from knowledge.exchange import Kind

OVER = "This homework is closed, so nothing was changed. *My result* under it shows how you did."
NOT_YET = "This homework is not open."
GONE = "I don't have that homework any more. Ask whoever gave it for a new one."
PICK_FIRST = "Choose an answer first, then say whether you are sure."
WRITE_FIRST = "Write your answer into the field first, then say whether you are sure."
FILL_FIRST = "Fill in what you know first, then say whether you are sure."
NO_NUMBER = "I can't read that as a number. Write it in digits, such as 42 or 3.5, and press that button again."
TOO_LONG = f"That is longer than {LONGEST} characters. Shorten it and send it again."
OLD_BUTTON = "That button is from before. Press *Start* under the homework to see where you are."


class HomeworkRefused(NotAllowed):
    """A click that changes nothing; `for_user` says why, and what to do."""


class NothingSaid(HomeworkRefused):
    """ "Sure" or "Not sure" before there is anything to be sure of."""


def begin(name: str, now: datetime) -> Decide:
    """Start, or go on where somebody stopped: at the first question without an answer. `name` is what they are called at first."""

    def decide(poll: Poll, before: Choice) -> Choice:
        homework, work = _open(poll, before, now)
        left = work.left(homework)
        begun = work if work.begun else replace(work, name=name)
        return _at(homework, begun, left[0] if left else OVERVIEW)

    return decide


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in a question's fields: words; or by the part's id places of options in `user`'s order, or words."""

    text: str = ""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    user: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.parts)


NOTHING = Entered()


def go(number: int, now: datetime, entered: Mapping[int, Entered] = MappingProxyType({})) -> Decide:
    """To another question, or to the overview. `entered` is what stands in the fields of questions, by their number: it is
    kept, too, unless an answer stays once it is given.
    """

    def decide(poll: Poll, before: Choice) -> Choice:
        homework, work = _begun(poll, before, now)
        for asked, said in entered.items():
            work = _with_fields(homework, work, asked, said)
        return _at(homework, work, number)

    return decide


def pick(number: int, which: str, now: datetime, user: str = "") -> Decide:
    """A choice: chosen; of several: also taken out again. It is the answer from then on, unless an answer stays once it is given.

    `which` is its id, or, as buttons have it, its place from 0 in the order that is `user`'s own: an id tells where it stood
    when it was written, which is often first for the right one.
    """

    def decide(poll: Poll, before: Choice) -> Choice:
        homework, work = _begun(poll, before, now)
        _check(homework, work, number)
        item = homework.item(number)
        options = enumerate(homework.asked(number, user).options)
        option = next((one.id for place, one in options if which in (one.id, str(place))), None)
        if option is None:
            raise HomeworkRefused(for_user=OLD_BUTTON)
        mine = work.picked if work.at == number else ()
        if item.kind is not Kind.MULTIPLE:
            mine = (option,)
        elif option in mine:
            mine = tuple(one for one in mine if one != option)
        else:
            mine = (*mine, option)
        work = replace(work, at=number, picked=mine)
        return (work if homework.at_once else _with(work, number, Response(mine))).to_choice()

    return decide


def answer(number: int, *, sure: bool, entered: Entered = NOTHING, now: datetime) -> Decide:
    """Sure or Not sure: what is picked or entered is the answer. Then comes the next one, or what was right where that is told at once."""

    def decide(poll: Poll, before: Choice) -> Choice:
        homework, work = _begun(poll, before, now)
        _check(homework, work, number)
        response = _response(homework, work, number, entered)
        work = replace(_with(work, number, response, sure=sure), picked=())
        if homework.at_once:
            return replace(work, at=number).to_choice()
        return _at(homework, work, following(homework, work, number))

    return decide


def _with(work: Work, number: int, response: Response, *, sure: bool | None = None) -> Work:
    """The work with this answer; without one where nothing is chosen. What was not yet said to be sure of is no change of mind."""
    known = work.answers.get(number)
    if response == Response():
        return replace(work, answers={n: a for n, a in work.answers.items() if n != number})
    if known is not None and known.response == response and sure is None:
        return work
    other = known is not None and known.sure is not None and known.response != response
    changed = known is not None and (known.changed or other)
    return replace(work, answers={**work.answers, number: Said(response, sure, changed)})


def _with_fields(homework: Homework, work: Work, number: int, entered: Entered) -> Work:
    """The work with what stands in a question's fields, where that can still be answered."""
    asked = 1 <= number <= len(homework.questions) and homework.item(number).kind in TYPED | PARTED
    if homework.at_once or not asked or not entered:
        return work
    return _with(work, number, _response(homework, work, number, entered))


def show_as(how: str, now: datetime) -> Decide:
    """By their own name to the teaching staff, or by the invented one."""

    def decide(poll: Poll, before: Choice) -> Choice:
        _, work = _begun(poll, before, now)
        return replace(work, shown=NAME if how == NAME else ALIAS).to_choice()

    return decide


def following(homework: Homework, work: Work, number: int) -> int:
    """The next question without an answer, after this one or else before it; OVERVIEW where there is none."""
    left = work.left(homework)
    return next((n for n in left if n > number), left[0] if left else OVERVIEW)


def _open(poll: Poll, before: Choice, now: datetime) -> tuple[Homework, Work]:
    if poll.kind != HOMEWORK:
        raise HomeworkRefused(for_user=GONE)
    late = poll.closes_at is not None and poll.closes_at + GRACE <= now
    if poll.state == CLOSED or late:
        raise HomeworkRefused(for_user=OVER)
    if poll.state != OPEN:
        raise HomeworkRefused(for_user=NOT_YET)
    return Homework.of(poll), Work.of(before)


def _begun(poll: Poll, before: Choice, now: datetime) -> tuple[Homework, Work]:
    homework, work = _open(poll, before, now)
    if not work.begun:
        raise HomeworkRefused(for_user=OLD_BUTTON)
    return homework, work


def _check(homework: Homework, work: Work, number: int) -> None:
    """Can it be answered? Raises HomeworkRefused."""
    if not 1 <= number <= len(homework.questions) or work.is_settled(homework, number):
        raise HomeworkRefused(for_user=OLD_BUTTON)


def _at(homework: Homework, work: Work, number: int) -> Choice:
    """There, with what was answered picked again."""
    number = number if 1 <= number <= len(homework.questions) else OVERVIEW
    known = work.answers.get(number)
    return replace(work, at=number, picked=known.response.picked if known else ()).to_choice()


def _response(homework: Homework, work: Work, number: int, entered: Entered) -> Response:
    if homework.item(number).kind in PARTED:
        return _in_parts(homework, number, entered)
    if homework.item(number).kind in TYPED:
        said = " ".join(entered.text.split())
        if not said:
            raise NothingSaid(for_user=WRITE_FIRST)
        if len(said) > LONGEST:
            raise HomeworkRefused(for_user=TOO_LONG)
        if homework.item(number).kind is Kind.NUMERICAL and not number_of(said):
            raise HomeworkRefused(for_user=NO_NUMBER)
        return Response(text=said)
    if not work.picked or work.at != number:
        raise NothingSaid(for_user=PICK_FIRST)
    return Response(work.picked)


def _in_parts(homework: Homework, number: int, entered: Entered) -> Response:
    """By the options' own ids; words as they are."""
    found: dict[str, tuple[str, ...]] = {}
    for part in homework.asked(number, entered.user).parts:
        given = _of_part(part, entered.parts.get(part.id, ()))
        found |= {part.id: given} if given else {}
    if not found:
        raise NothingSaid(for_user=FILL_FIRST)
    return Response(parts=found)


def _of_part(part: Part, said: Sequence[str]) -> tuple[str, ...]:
    if part.options:
        return tuple(option.id for place, option in enumerate(part.options) if str(place) in said)
    words = tuple(" ".join(each.split()) for each in said if each.strip())
    if any(len(each) > LONGEST for each in words):
        raise HomeworkRefused(for_user=TOO_LONG)
    return words
