"""What an answer is worth. No response raises; the right one gets everything, in whatever order it was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.services.quizzes.comparing import number_of, written_as
from bot.services.quizzes.presenting import PARTED, Response, letter, rights
from knowledge.exchange import Choice, Gap, Item, Kind, Number, Text
from knowledge.exchange.markup import as_plain
from knowledge.exchange.numbers import shown

_ALL = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Mark:
    """`share` of the points, 0 to 1; `feedback` is said to this answer alone (the item's `feedback` is for everybody).

    `parts` says of each part whether it is right.
    """

    share: float = 0.0
    feedback: tuple[Text, ...] = ()
    parts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        return self.share >= _ALL


def mark(item: Item, response: Response) -> Mark:
    """The worth of a response; of one that does not fit the question, nothing."""
    if item.kind in PARTED:
        return _with_general(item, _parted(item, response))
    found = _single(
        item.kind, item.choices, item.numbers, response, case_sensitive=item.case_sensitive
    )
    return _with_general(item, found)


def is_answerable(item: Item) -> bool:
    """Is there a right response? Not to an essay, nor where no choice gives points."""
    return right_response(item) is not None


def right_response(item: Item) -> Response | None:
    """A response that gets everything; None where none does."""
    if item.kind is Kind.MATCHING:
        at = {right: letter(place) for place, right in enumerate(rights(item))}
        lefts = [pair for pair in item.pairs if pair.left]
        parts = {str(n): (at[pair.right],) for n, pair in enumerate(lefts, 1)}
        return Response(parts=parts) if parts else None
    if item.kind is Kind.ORDERING:
        places = {str(n + 1): (letter(n),) for n in range(len(item.choices))}
        return Response(parts=places) if places else None
    if item.kind is Kind.CLOZE:
        return _right_gaps(item.gaps)
    return _right(item.kind, item.choices, item.numbers)


def right_number(item: Item) -> str:
    """The number that gets everything with what is taken around it, "3.5 ± 0.1"; "" for other kinds of questions."""
    known = [one for one in item.numbers if one.value is not None]
    best = max(known, key=lambda one: one.weight, default=None)
    return number_taken(best) if best and item.kind is Kind.NUMERICAL else ""


def number_taken(number: Number) -> str:
    """ "3.5 ± 0.1" """
    if number.value is None:
        return "any number"
    around = f" ± {shown(number.tolerance)}" if number.tolerance else ""
    return f"{shown(number.value)}{around}"


def _right_gaps(gaps: Sequence[Gap]) -> Response | None:
    parts = {}
    for n, gap in enumerate(gaps, 1):
        right = _right(gap.kind, gap.choices, gap.numbers)
        if right is None:
            return None
        parts[str(n)] = right.picked or (right.text,)
    return Response(parts=parts) if parts else None


def _right(kind: Kind, choices: Sequence[Choice], numbers: Sequence[Number]) -> Response | None:
    if kind is Kind.MULTIPLE:
        picked = tuple(letter(n) for n, choice in enumerate(choices) if choice.weight > 0)
        return Response(picked) if picked else None
    if kind in {Kind.CHOICE, Kind.TRUE_FALSE}:
        best = max(range(len(choices)), key=lambda n: choices[n].weight, default=-1)
        return Response((letter(best),)) if best >= 0 and choices[best].weight > 0 else None
    if kind is Kind.SHORT:
        taken = max(choices, key=lambda choice: choice.weight, default=None)
        return Response(text=as_plain(taken.text)) if taken and taken.weight > 0 else None
    if kind is Kind.NUMERICAL:
        known = [one for one in numbers if one.value is not None]
        best_one = max(known, key=lambda one: one.weight, default=None)
        if best_one is None or best_one.value is None or best_one.weight <= 0:
            return None
        exact = shown(best_one.value)
        return Response(text=exact if len(exact) < 60 else str(best_one.value))
    return None


def _with_general(item: Item, found: Mark) -> Mark:
    """With what the question says to all right, partly right or wrong answers."""
    general = item.when_wrong
    if found.right:
        general = item.when_right
    elif found.share > 0:
        general = item.when_partly
    more = (general,) if general else ()
    return Mark(found.share, (*(text for text in found.feedback if text), *more), found.parts)


def _single(
    kind: Kind,
    choices: Sequence[Choice],
    numbers: Sequence[Number],
    response: Response,
    *,
    case_sensitive: bool,
) -> Mark:
    if kind is Kind.MULTIPLE:
        return _several(choices, response.picked)
    if kind in {Kind.CHOICE, Kind.TRUE_FALSE}:
        return _one(choices, response.picked)
    if kind is Kind.SHORT:
        return _written(choices, response.text, case_sensitive=case_sensitive)
    if kind is Kind.NUMERICAL:
        return _counted(numbers, response.text)
    return Mark()


def _share(weight: float, best: float) -> float:
    """A weight's part of what the best one gives."""
    return min(1.0, max(0.0, weight / best)) if best > 0 else 0.0


def _one(choices: Sequence[Choice], picked: Sequence[str]) -> Mark:
    named = {letter(n): choice for n, choice in enumerate(choices)}
    if len(picked) != 1 or picked[0] not in named:
        return Mark()
    choice = named[picked[0]]
    best = max(one.weight for one in choices)
    return Mark(_share(choice.weight, best), (choice.feedback,))


def _several(choices: Sequence[Choice], picked: Sequence[str]) -> Mark:
    """Points for each right one; a wrong one takes away its own weight, or as much as a right one gives where it has none."""
    right = [choice.weight for choice in choices if choice.weight > 0]
    if not right:
        return Mark()
    each, total = 1 / len(right), sum(right)
    taken = [choice for n, choice in enumerate(choices) if letter(n) in picked]
    gained = sum(choice.weight for choice in taken if choice.weight > 0) / total
    lost = sum(-choice.weight / 100 or each for choice in taken if choice.weight <= 0)
    share = min(1.0, max(0.0, gained - lost))
    return Mark(share, tuple(choice.feedback for choice in taken))


def _written(choices: Sequence[Choice], text: str, *, case_sensitive: bool) -> Mark:
    """The best of the answers that it is word for word; else the first that it fits with `*` for anything."""
    best = max((choice.weight for choice in choices), default=0.0)
    exact: list[Choice] = []
    fitting: list[Choice] = []
    for choice in choices:
        how = written_as(text, as_plain(choice.text), case_sensitive=case_sensitive)
        if how == "exact":
            exact.append(choice)
        elif how == "pattern" and not (_is_lone_star(choice) and choice.weight > 0):
            fitting.append(choice)
    found = max(exact, key=lambda choice: choice.weight, default=None)
    found = found or next(iter(fitting), None)
    return Mark(_share(found.weight, best), (found.feedback,)) if found else Mark()


def _is_lone_star(choice: Choice) -> bool:
    """An answer `*` that gives points is the sign itself: for anything, it would make every answer right."""
    return as_plain(choice.text).strip() == "*"


def _counted(numbers: Sequence[Number], text: str) -> Mark:
    readings = number_of(text)
    if not readings:
        return Mark()
    best = max((one.weight for one in numbers), default=0.0)
    near = [
        one
        for one in numbers
        if one.value is not None
        and any(abs(value - one.value) <= one.tolerance for value in readings)
    ]
    found = max(near, key=lambda one: one.weight, default=None)
    found = found or next((one for one in numbers if one.value is None), None)
    return Mark(_share(found.weight, best), (found.feedback,)) if found else Mark()


# Several parts


def _parted(item: Item, response: Response) -> Mark:
    marks = _marks(item, response.parts)
    points = [max(0, gap.points) for gap in item.gaps] if item.kind is Kind.CLOZE else []
    if not any(points):
        points = [1] * len(marks)
    if not marks:
        return Mark()
    gained = sum(one.share * worth for one, worth in zip(marks, points, strict=True))
    told = tuple(text for one in marks for text in one.feedback)
    return Mark(
        min(1.0, gained / sum(points)), told, {str(n): one.right for n, one in enumerate(marks, 1)}
    )


def _marks(item: Item, given: Mapping[str, Sequence[str]]) -> list[Mark]:
    if item.kind is Kind.MATCHING:
        lefts = [pair for pair in item.pairs if pair.left]
        names = dict(zip((letter(n) for n in range(len(item.pairs))), rights(item), strict=False))
        wanted = [pair.right for pair in lefts]
    elif item.kind is Kind.ORDERING:
        wanted = [as_plain(choice.text) for choice in item.choices]
        names = {letter(n): words for n, words in enumerate(wanted)}
    else:
        return [_gap(gap, tuple(given.get(str(n), ()))) for n, gap in enumerate(item.gaps, 1)]
    return [
        Mark(float([names.get(each) for each in given.get(str(n), ())] == [want]))
        for n, want in enumerate(wanted, 1)
    ]


def _gap(gap: Gap, given: tuple[str, ...]) -> Mark:
    response = Response(given, given[0] if given else "")
    return _single(gap.kind, gap.choices, gap.numbers, response, case_sensitive=gap.case_sensitive)
