"""The window in which a question is written or changed; its fields go with the kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.blocks.inputs import labelled, select_field, text_field, ticks
from bot.blocks.mrkdwn import Block, context, plain, section
from bot.blocks.quizzes.bank_question import where
from bot.blocks.windows import Carried, View, window
from bot.services.quizzes.asking import PARTED
from bot.services.quizzes.bank.editing import LECTURE, SLIDE, Place
from bot.services.quizzes.bank.forms import (
    ACCEPTED,
    AROUND,
    CASE,
    EXPLANATION,
    FEWEST_FIELDS,
    KINDS,
    LETTERS,
    LONGEST_ACCEPTED,
    LONGEST_CHOICE,
    LONGEST_EXPLANATION,
    LONGEST_LINES,
    LONGEST_STEM,
    MOST_CHOICES,
    ORDER,
    PAIRS,
    RIGHT,
    RIGHTS,
    STEM,
    TRUTH,
    VALUE,
    Form,
    choice_field,
)
from bot.services.quizzes.bank.ports import DRAFT, BankQuestion
from knowledge.exchange import Kind

KIND, APPROVE = "bank_kind", "approve"
KIND_NAMES = {
    Kind.CHOICE: "One right choice",
    Kind.MULTIPLE: "Several right choices",
    Kind.TRUE_FALSE: "True or false",
    Kind.SHORT: "A word or two",
    Kind.NUMERICAL: "A number",
    Kind.MATCHING: "What belongs together",
    Kind.ORDERING: "A right order",
    Kind.CLOZE: "A text with blanks",
}
NO_ANSWER = "none"
_ASKED = "Approved questions can be asked in live quizzes and homework."
_PRACTISED = "Approved questions of this kind are practised and given as homework; live quizzes ask the others."
_YES, _NO = "true", "false"
_CODE = "Code goes between `backticks`."
_BLANKS = (
    "A blank is [[kernel]]; [[kernel|Linux kernel]] takes both, [[#4 ± 1]] a number, and [[=one~two]] lets people choose, with "
    "= before what is right."
)
_PAIRS = "Such as: RAM -> volatile. A line like -> magnetic, with nothing before it, is one more to choose."


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in the window: of a question that there is, or of a new one. `place` where it may be changed."""

    form: Form
    place: Place | None = None
    question: BankQuestion | None = None
    approve: bool = True


def edit_window(carried: Carried, sheet: Sheet) -> View:
    """Filled as it is; the kind redraws it, and what was typed stays."""
    form, question = sheet.form, sheet.question
    kinds = [(kind.value, KIND_NAMES[kind]) for kind in KINDS]
    chosen = {**select_field(kinds, form.kind.value), "action_id": "bank_kind"}
    kind = labelled(KIND, "What is asked for", chosen) | {"dispatch_action": True}
    stem = text_field(form.stem, LONGEST_STEM, multiline=True)
    blanks = form.kind is Kind.CLOZE
    asked = labelled(
        STEM, "Text" if blanks else "Question", stem, hint=_BLANKS if blanks else _CODE
    )
    blocks = [kind, asked]
    blocks += _answers(form)
    explanation = text_field(form.explanation, LONGEST_EXPLANATION, multiline=True)
    said = labelled(
        EXPLANATION, "Explanation", explanation, hint="Shown after each answer.", optional=True
    )
    blocks.append(said)
    blocks += _about(sheet)
    if question is None or question.state == DRAFT:
        hint = _PRACTISED if form.kind in PARTED else _ASKED
        box = ticks([("on", "Approve it")], ["on"] if sheet.approve else [])
        blocks.append(labelled(APPROVE, "Review", box, hint=hint, optional=True))
    return window(
        "Edit a question" if question else "Write a question",
        blocks,
        submit=plain("Save"),
        callback_id="bank_edit",
        private_metadata=carried.dump(),
    )


def _answers(form: Form) -> list[Block]:
    match form.kind:
        case Kind.CHOICE | Kind.MULTIPLE:
            return _choices(form)
        case Kind.TRUE_FALSE:
            both = [(_YES, "True"), (_NO, "False")]
            return [labelled(TRUTH, "It is", select_field(both, _YES if form.truth else _NO))]
        case Kind.SHORT:
            return _accepted(form)
        case Kind.NUMERICAL:
            return _number(form)
        case Kind.MATCHING:
            lines = text_field(form.pairs, LONGEST_LINES, multiline=True)
            return [labelled(PAIRS, "Pairs, one a line", lines, hint=_PAIRS)]
        case Kind.ORDERING:
            lines = text_field(form.order, LONGEST_LINES, multiline=True)
            hint = "People see them mixed."
            return [labelled(ORDER, "In the right order, one a line", lines, hint=hint)]
        case _:
            return []


def _choices(form: Form) -> list[Block]:
    filled = max((n + 1 for n, text in enumerate(form.choices) if text), default=0)
    count = min(max(FEWEST_FIELDS, filled + 1), MOST_CHOICES)
    texts = [*form.choices, *[""] * count][:count]
    blocks = [
        labelled(
            choice_field(n),
            f"Choice {LETTERS[n]}",
            text_field(text, LONGEST_CHOICE, multiline=len(text) > 80 or "\n" in text),
            optional=n > 1,
        )
        for n, text in enumerate(texts)
    ]
    letters = [(str(n), LETTERS[n]) for n in range(count)]
    right = [str(n) for n in sorted(form.right) if n < count]
    if form.kind is Kind.MULTIPLE:
        return [*blocks, labelled(RIGHTS, "Right are", ticks(letters, right))]
    none = [] if right else [(NO_ANSWER, "Choose one")]
    chosen = right[0] if right else NO_ANSWER
    return [*blocks, labelled(RIGHT, "Right is", select_field([*none, *letters], chosen))]


def _accepted(form: Form) -> list[Block]:
    element = text_field(form.accepted, LONGEST_ACCEPTED, multiline=True)
    case = ticks([("on", "Capital letters count")], ["on"] if form.case_sensitive else [])
    return [
        labelled(ACCEPTED, "Answers that are right, one a line", element),
        labelled(CASE, "Spelling", case, optional=True),
    ]


def _number(form: Form) -> list[Block]:
    around = text_field(form.around, 60)
    hint = "How far off an answer may be; empty for not at all."
    return [
        labelled(VALUE, "Right answer", text_field(form.value, 60)),
        labelled(AROUND, "Give or take", around, hint=hint, optional=True),
    ]


def _about(sheet: Sheet) -> list[Block]:
    """The slide: to be said, or as it is."""
    if sheet.place is None:
        return [context(where(sheet.question))] if sheet.question else []
    lecture, slide = (text_field(text, 4) for text in (sheet.place.lecture, sheet.place.slide))
    hint = "Leave both empty where it is about no lecture."
    return [
        labelled(LECTURE, "About lecture number", lecture, optional=True),
        labelled(SLIDE, "and its slide", slide, hint=hint, optional=True),
    ]


def kinds_named() -> Mapping[str, Kind]:
    """Kinds by the values of their options."""
    return {kind.value: kind for kind in KINDS}


def cannot_edit() -> View:
    """A question that the fields have no room for."""
    said = (
        "This question has more to it than fits into a window here. Take it along with `/quiz export moodle`, "
        "change it there, and drop the file here again."
    )
    return window("Edit a question", [section(said)])
