"""`/quiz add` and "Edit…": the window in which a question is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.blocks.answers import Message
from bot.blocks.quizzes import edit_window as blocks
from bot.blocks.quizzes import review as reviews
from bot.blocks.quizzes.bank_overview import Told
from bot.blocks.quizzes.edit_window import APPROVE, KIND, NO_ANSWER, Sheet
from bot.blocks.windows import Carried
from bot.listeners.deadlines.telling import carried, chosen
from bot.listeners.deps import Deps
from bot.listeners.quizzes.reviewing import Pressed, after, found, show
from bot.listeners.taking import Taken, option_of, options_of, text_of, value_of
from bot.listeners.who import staff
from bot.services.quizzes.bank.editing import LECTURE, SLIDE, Place, Wrong, place_of
from bot.services.quizzes.bank.forms import (
    ACCEPTED,
    AROUND,
    CASE,
    EXPLANATION,
    MOST_CHOICES,
    ORDER,
    PAIRS,
    RIGHT,
    RIGHTS,
    STEM,
    TRUTH,
    VALUE,
    Form,
    can_edit,
    choice_field,
    form_of,
)
from bot.services.quizzes.bank.ports import DRAFTED, BankQuestion
from bot.services.quizzes.bank.reviewing import Meanwhile
from knowledge.exchange import Kind

Payload = Mapping[str, Any]
NEW = "new"
_ASIDE = 2_200
"""Characters of what is kept of fields that another kind hides."""
_SHOWN = {"kind", "stem", "explanation"}
"""Fields that the window has for every kind."""
UNDONE = "Taken back: the question is gone."
CHANGED = (
    "Somebody changed this question meanwhile. Copy what you wrote, close this, and open it again."
)


async def add(deps: Deps, body: Payload, _: str) -> Message | None:
    """`/quiz add`: the empty window."""
    await write(deps, body)
    return None


async def write(deps: Deps, body: Payload) -> None:
    """ "Write one…" """
    staff(deps, body)
    view = blocks.edit_window(carried(NEW, body), Sheet(Form(), Place()))
    await deps.slack.open_window(body["trigger_id"], view)


async def edit(deps: Deps, body: Payload) -> None:
    """ "Edit…": the window with what the question says."""
    staff(deps, body)
    at = Pressed.of(chosen(body))
    question = await found(deps, at)
    if can_edit(question.item):
        sheet = Sheet(form_of(question.item), _place(question), question)
        at = replace(at, revision=question.revision)
        view = blocks.edit_window(carried(at.dump(), body), sheet)
    else:
        view = blocks.cannot_edit()
    await deps.slack.open_window(body["trigger_id"], view)


def _place(question: BankQuestion) -> Place | None:
    """What it is about may be changed, unless it was drafted from its slide."""
    return None if question.origin == DRAFTED else place_of(question)


async def kind_chosen(deps: Deps, body: Payload) -> None:
    """Other fields for another kind; what was typed stays."""
    staff(deps, body)
    view = body["view"]
    about, aside = _about(body)
    question = None if about == NEW else await found(deps, Pressed.of(about))
    there = view["state"]["values"]
    place = _typed_place(body) if LECTURE in there else None
    before = form_of(question.item) if question and aside is None else aside or Form()
    approve = "on" in options_of(body, APPROVE) or APPROVE not in there
    form = _form(body, before)
    sheet = Sheet(form, place, question, approve)
    told = replace(Carried.load(view["private_metadata"]), question_id=_put_aside(about, form))
    try:
        await deps.slack.update_window(view["id"], blocks.edit_window(told, sheet))
    except SlackApiError as closed:
        if closed.response["error"] not in {"not_found", "view_not_found"}:
            raise


def _put_aside(about: str, form: Form) -> str:
    """What the window is about, with the fields that another kind hides, where they have room."""
    hidden = {name: value for name, value in asdict(form).items() if name not in _SHOWN}
    kept = json.dumps({**hidden, "right": sorted(form.right)})
    return f"{about}|{kept}" if len(json.dumps(kept)) <= _ASIDE else about


def _about(body: Payload) -> tuple[str, Form | None]:
    """What the window is about, and what was put aside."""
    about, _, kept = Carried.load(body["view"]["private_metadata"]).question_id.partition("|")
    if not kept:
        return about, None
    raw = json.loads(kept)
    right = frozenset(raw.pop("right"))
    return about, Form(**{**raw, "choices": tuple(raw["choices"]), "right": right})


async def submitted(deps: Deps, body: Payload) -> Taken:
    """Keep it; or say at the fields what is wrong."""
    by = staff(deps, body)
    about, _ = _about(body)
    editing = deps.quizzes.banking.editing
    place = _typed_place(body)
    approved = "on" in options_of(body, APPROVE)
    try:
        if about == NEW:
            form, key = _form(body, Form()), str(body["view"]["id"])
            new = await editing.add(form, place, by, key, approved=approved)
            return Taken(work=partial(_added, new))
        at = Pressed.of(about)
        before = await found(deps, at)
        if before.revision != at.revision:
            raise Meanwhile
        form = _form(body, form_of(before.item))
        told = place if _place(before) is not None else None
        done = await editing.change(before, form, told, by, approved=approved)
    except Wrong as wrong:
        return Taken(errors=_in_the_window(body, wrong.errors))
    except Meanwhile:
        return Taken(errors={STEM: CHANGED})
    return Taken(work=partial(_changed, done))


def _in_the_window(body: Payload, errors: Mapping[str, str]) -> dict[str, str]:
    """Each error at its field; where that is not there, at the question."""
    there = body["view"]["state"]["values"]
    return {name if name in there else STEM: said for name, said in errors.items()}


async def _added(new: BankQuestion, deps: Deps, body: Payload) -> None:
    await show(deps, body, reviews.told_alone(reviews.added(new)))


async def _changed(done: BankQuestion, deps: Deps, body: Payload) -> None:
    at = Pressed.of(_about(body)[0])
    await show(deps, body, await after(deps, at.scope, done, reviews.changed(done, at.scope)))


async def remove(deps: Deps, body: Payload) -> None:
    """Undo of a question that was written."""
    staff(deps, body)
    gone = await deps.quizzes.banking.editing.remove(chosen(body))
    told = Told(UNDONE if gone else "That question is gone already.")
    await show(deps, body, reviews.told_alone(told))


# What is filled in


def _typed_place(body: Payload) -> Place:
    return Place(text_of(body, LECTURE), text_of(body, SLIDE))


def _form(body: Payload, before: Form) -> Form:
    """What stands in the fields; where a field is not there, what stood there before."""
    there = body["view"]["state"]["values"]
    picked = (there.get(KIND) or {}).get(KIND, {}).get("selected_option") or {}
    kind = blocks.kinds_named().get(str(picked.get("value")), before.kind)
    form = replace(
        before, kind=kind, stem=text_of(body, STEM), explanation=text_of(body, EXPLANATION)
    )
    if choice_field(0) in there:
        texts = (
            str(value_of(body, choice_field(n)).get("value") or "") for n in range(MOST_CHOICES)
        )
        form = replace(form, choices=tuple(texts), right=_right(body, kind))
    if TRUTH in there:
        form = replace(form, truth=option_of(body, TRUTH) == "true")
    if ACCEPTED in there:
        case = "on" in options_of(body, CASE)
        form = replace(form, accepted=text_of(body, ACCEPTED), case_sensitive=case)
    if PAIRS in there:
        form = replace(form, pairs=text_of(body, PAIRS))
    if ORDER in there:
        form = replace(form, order=text_of(body, ORDER))
    if VALUE in there:
        form = replace(form, value=text_of(body, VALUE), around=text_of(body, AROUND))
    return form


def _right(body: Payload, kind: Kind) -> frozenset[int]:
    """The places that are marked; also where the kind was just changed from the other one."""
    there = body["view"]["state"]["values"]
    if RIGHTS in there:
        places = sorted(int(value) for value in options_of(body, RIGHTS))
        return frozenset(places[:1] if kind is Kind.CHOICE else places)
    chosen_one = option_of(body, RIGHT)
    return frozenset({int(chosen_one)}) if chosen_one not in {"", NO_ANSWER} else frozenset()


ACTIONS = {
    "bank_add": write,
    "bank_edit": edit,
    "bank_remove": remove,
    "bank_kind": kind_chosen,
}
WINDOWS = {"bank_edit": submitted}
