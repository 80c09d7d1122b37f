"""A question as it is filled in: what the window shows, and the question or the mistakes that come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.services.quizzes.bank.lines import (
    Unreadable,
    blanks_of,
    blanks_text,
    order_of,
    order_text,
    pairs_of,
    pairs_text,
)
from bot.services.quizzes.presenting import PARTED
from knowledge.exchange import Choice, Item, Kind, Markup, Number, Text
from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import FALSE, TRUE
from knowledge.exchange.numbers import number
from knowledge.exchange.numbers import shown as number_shown
from knowledge.normalise import fold

KINDS = (
    Kind.CHOICE,
    Kind.MULTIPLE,
    Kind.TRUE_FALSE,
    Kind.SHORT,
    Kind.NUMERICAL,
    Kind.MATCHING,
    Kind.ORDERING,
    Kind.CLOZE,
)
"""What can be written and edited in Slack."""
MOST_CHOICES, FEWEST_FIELDS = 8, 4
LONGEST_STEM, LONGEST_CHOICE, LONGEST_EXPLANATION = 2_500, 500, 2_500
LONGEST_ACCEPTED, LONGEST_LINES = 1_500, 3_000
LETTERS = "ABCDEFGH"
STEM, RIGHT, RIGHTS, TRUTH = "stem", "right", "rights", "truth"
ACCEPTED, CASE, VALUE, AROUND, EXPLANATION = "accepted", "case", "value", "around", "explanation"
PAIRS, ORDER = "pairs", "order"
"""What the fields are called; those of choices are `choice_0`, `choice_1`, …"""


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields, whatever the kind. `right` are the places of right choices, from 0.

    `pairs`, `order` and the blanks in the `stem` of a text with blanks are written as bank.lines has them.
    """

    kind: Kind = Kind.CHOICE
    stem: str = ""
    choices: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    truth: bool = True
    accepted: str = ""
    case_sensitive: bool = False
    value: str = ""
    around: str = ""
    explanation: str = ""
    pairs: str = ""
    order: str = ""


def choice_field(place: int) -> str:
    return f"choice_{place}"


def can_edit(item: Item) -> bool:
    """Have the fields room for all of it?"""
    if item.kind not in KINDS or len(_stem(item)) > LONGEST_STEM:
        return False
    if item.kind in PARTED and not _can_write(item):
        return False
    if item.kind is Kind.NUMERICAL and (len(item.numbers) != 1 or item.numbers[0].value is None):
        return False
    if item.kind in {Kind.CHOICE, Kind.MULTIPLE} and len(item.choices) > MOST_CHOICES:
        return False
    if item.kind is Kind.TRUE_FALSE and len(item.choices) != 2:
        return False
    if item.kind is Kind.SHORT and not _on_lines(item):
        return False
    longest = max((len(as_plain(c.text)) for c in item.choices), default=0)
    return longest <= LONGEST_CHOICE and len(as_plain(item.feedback)) <= LONGEST_EXPLANATION


def _on_lines(item: Item) -> bool:
    texts = [as_plain(choice.text).strip() for choice in item.choices]
    return not any("\n" in text for text in texts) and len("\n".join(texts)) <= LONGEST_ACCEPTED


def _can_write(item: Item) -> bool:
    """Does it come out of its lines as it is?"""
    form = form_of(item)
    if max(len(form.pairs), len(form.order)) > LONGEST_LINES:
        return False
    try:
        return item_of(form, item) == item
    except Unreadable:
        return False


def _stem(item: Item) -> str:
    return blanks_text(item) if item.kind is Kind.CLOZE else as_plain(item.stem)


def form_of(item: Item) -> Form:
    """The fields filled with a question that `can_edit`."""
    texts = tuple(as_plain(choice.text) for choice in item.choices)
    taken = item.numbers[0] if item.numbers else Number(None)
    return Form(
        kind=item.kind,
        stem=_stem(item),
        choices=texts if item.kind in {Kind.CHOICE, Kind.MULTIPLE} else (),
        right=frozenset(n for n, c in enumerate(item.choices) if c.weight > 0),
        truth=not item.choices or item.choices[0].weight > 0,
        accepted="\n".join(texts) if item.kind is Kind.SHORT else "",
        case_sensitive=item.case_sensitive,
        value=number_shown(taken.value) if taken.value is not None else "",
        around=number_shown(taken.tolerance) if taken.tolerance else "",
        explanation=as_plain(item.feedback),
        pairs=pairs_text(item),
        order=order_text(item) if item.kind is Kind.ORDERING else "",
    )


def mistakes(form: Form) -> dict[str, str]:
    """What is wrong with what was filled in, by field; empty where nothing is."""
    found = {} if form.stem.strip() else {STEM: "Write the question."}
    if form.kind in {Kind.CHOICE, Kind.MULTIPLE}:
        found |= _wrong_choices(form)
    elif form.kind is Kind.SHORT:
        found |= {} if form.accepted.split() else {ACCEPTED: "Give at least one answer."}
    elif form.kind is Kind.NUMERICAL:
        found |= _wrong_number(form)
    elif form.kind in PARTED and not found:
        found |= _wrong_lines(form)
    return found


def _wrong_lines(form: Form) -> dict[str, str]:
    reads: dict[Kind, tuple[str, str, Callable[[str], object]]] = {
        Kind.MATCHING: (PAIRS, form.pairs, pairs_of),
        Kind.ORDERING: (ORDER, form.order, order_of),
        Kind.CLOZE: (STEM, form.stem, blanks_of),
    }
    field, text, read = reads[form.kind]
    try:
        read(text)
    except Unreadable as wrong:
        return {field: wrong.said}
    return {}


def _wrong_choices(form: Form) -> dict[str, str]:
    given = {n: fold(text) for n, text in enumerate(form.choices) if text.strip()}
    if len(given) < 2:
        missing = next(n for n in range(2) if n not in given)
        return {choice_field(missing): "Give at least two choices."}
    found = dict[str, str]()
    for place, words in given.items():
        twin = next((n for n, other in given.items() if n < place and other == words), None)
        if twin is not None:
            found[choice_field(place)] = f"This is the same as choice {LETTERS[twin]}."
    field = RIGHT if form.kind is Kind.CHOICE else RIGHTS
    empty = [LETTERS[n] for n in sorted(form.right) if n not in given]
    if not form.right:
        found[field] = "Say which one is right." if field == RIGHT else "Tick what is right."
    elif empty:
        found[field] = f"Choice {empty[0]} is empty."
    return found


def _wrong_number(form: Form) -> dict[str, str]:
    found = {} if number(form.value) is not None else {VALUE: "Write a number, such as 3.5."}
    around = number(form.around) if form.around.strip() else Decimal(0)
    if around is None or around < 0:
        found[AROUND] = "Write how far off an answer may be, such as 0.1."
    return found


def item_of(form: Form, before: Item | None = None) -> Item:
    """The question that the fields without `mistakes` make; what they do not show stays as `before` has it."""
    old = before or Item(form.kind, Text())
    item = replace(
        old,
        kind=form.kind,
        stem=_kept(form.stem, old.stem),
        feedback=_kept(form.explanation, old.feedback),
        choices=(),
        numbers=(),
        pairs=(),
        gaps=(),
        case_sensitive=form.case_sensitive and form.kind is Kind.SHORT,
    )
    if form.kind is Kind.TRUE_FALSE:
        return replace(item, choices=_truth(form, old))
    if form.kind is Kind.SHORT:
        return replace(item, choices=_accepted(form, old))
    if form.kind is Kind.NUMERICAL:
        return replace(item, numbers=(_number(form, old),))
    if form.kind in PARTED:
        return _of_parts(form, item, old)
    return replace(item, choices=_choices(form, old))


def _of_parts(form: Form, item: Item, old: Item) -> Item:
    same = old.kind is form.kind
    if form.kind is Kind.MATCHING:
        return replace(item, pairs=pairs_of(form.pairs, old.pairs))
    if form.kind is Kind.ORDERING:
        return replace(item, choices=order_of(form.order, old.choices if same else ()))
    stem, gaps = blanks_of(form.stem, old.gaps)
    return replace(item, stem=_kept(stem, old.stem if same else Text()), gaps=gaps)


def _kept(text: str, old: Text) -> Text:
    """What was not touched stays as it was set; what is written here may be Markdown where it has code."""
    if text.strip() == as_plain(old).strip():
        return old
    if old.markup is Markup.MARKDOWN or "`" in text:
        return Text(text.strip(), Markup.MARKDOWN)
    return Text(text.strip())


def _old_choices(old: Item) -> Mapping[str, Choice]:
    return {as_plain(choice.text).strip(): choice for choice in old.choices}


def _choices(form: Form, old: Item) -> tuple[Choice, ...]:
    """Parts of the points stay where the right ones are the same; else each right one counts as much."""
    known = _old_choices(old)
    given = [(n, text.strip()) for n, text in enumerate(form.choices) if text.strip()]
    right = {text for n, text in given if n in form.right}
    same_kind = old.kind is form.kind
    same = same_kind and right == {text for text, c in known.items() if c.weight > 0}
    share = 100.0 / max(len(right), 1)
    made = []
    for _, text in given:
        was = known.get(text)
        kept = replace(was) if was else Choice(_kept(text, Text()))
        weight = was.weight if was and same else share if text in right else 0.0
        made.append(replace(kept, weight=weight))
    return tuple(made)


def _truth(form: Form, old: Item) -> tuple[Choice, ...]:
    said = old.choices if old.kind is Kind.TRUE_FALSE and len(old.choices) == 2 else ()
    yes, no = said or (Choice(Text(TRUE)), Choice(Text(FALSE)))
    return (
        replace(yes, weight=100.0 if form.truth else 0.0),
        replace(no, weight=0.0 if form.truth else 100.0),
    )


def _accepted(form: Form, old: Item) -> tuple[Choice, ...]:
    known = _old_choices(old) if old.kind is Kind.SHORT else {}
    lines = dict.fromkeys(line.strip() for line in form.accepted.splitlines() if line.strip())
    return tuple(known.get(line) or Choice(Text(line), 100.0) for line in lines)


def _number(form: Form, old: Item) -> Number:
    was = old.numbers[0] if len(old.numbers) == 1 else Number(None)
    around = number(form.around) if form.around.strip() else None
    return replace(was, value=number(form.value), tolerance=around or Decimal(0))
