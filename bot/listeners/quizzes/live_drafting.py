"""The form of a live quiz, and the private look at its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.quizzes import kept_back, live_draft
from bot.blocks.quizzes import live_window as form
from bot.blocks.quizzes.subject_fields import NUMBER
from bot.blocks.windows import Carried
from bot.listeners.deadlines import telling
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, chosen, number
from bot.listeners.deps import Deps
from bot.listeners.quizzes.live_telling import tell
from bot.listeners.quizzes.subject import subject_of
from bot.listeners.taking import Handler, Take, Taken, option_of, options_of
from bot.listeners.who import staff, user_of
from bot.services.quizzes.chosen import CannotDraft
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.model import Quiz, Rules

Payload = Mapping[str, Any]


async def open_form(deps: Deps, body: Payload, wish: Wish) -> Message | None:
    drafting = deps.quizzes.live.drafting
    playable = await drafting.playable()
    if not playable.free and playable.ids:
        return kept_back.nothing(playable.kept, (await reader_of(deps, user_of(body))).zones)
    if not playable.free:
        return live_draft.nothing(await drafting.waiting())
    lectures = Counter(one.lecture for one in playable.free if one.lecture is not None)
    view = form.form(carried("-", body), wish, lectures, len(playable.free))
    await deps.slack.open_window(body["trigger_id"], view)
    return None


async def formed(deps: Deps, body: Payload) -> Taken:
    """The submitted form: a draft, or what is wrong beside its field."""
    user = staff(deps, body)
    channel = Carried.load(body["view"]["private_metadata"]).channel
    try:
        quiz = await deps.quizzes.live.drafting.draft(_wished(body), user, channel)
    except CannotDraft as refusal:
        said = kept_back.at_field(refusal, (await reader_of(deps, user)).zones)
        return Taken(errors={refusal.field: said})
    return Taken(work=partial(_show_draft, quiz.id))


def _wished(body: Payload) -> Wish:
    topic, lecture = subject_of(body)
    rules = Rules(
        number(option_of(body, form.SECONDS_EACH)),
        speed=form.SPEED in options_of(body, form.MORE),
        thread=option_of(body, form.WHERE) == form.THREAD,
        by_itself=option_of(body, form.GOING) == form.BY_ITSELF,
    )
    return Wish(
        number(option_of(body, NUMBER)),
        topic,
        lecture,
        rules,
    )


async def _show_draft(quiz_id: str, deps: Deps, body: Payload) -> None:
    quiz = await deps.quizzes.live.drafting.mine(quiz_id, staff(deps, body))
    await telling.tell(deps, body, await look(deps, quiz))


async def look(deps: Deps, quiz: Quiz, lead: str = "") -> Message:
    """A draft as its host sees it."""
    zones = (await reader_of(deps, quiz.poll.creator)).zones
    kept = kept_back.line(await deps.quizzes.live.drafting.kept_back(quiz), zones)
    return live_draft.draft(quiz, lead, kept)


# The draft's buttons


async def drop(deps: Deps, body: Payload) -> None:
    """Leave a question out."""
    quiz_id, _, bank_id = chosen(body).partition(":")
    quiz = await deps.quizzes.live.drafting.drop(quiz_id, staff(deps, body), bank_id)
    await tell(deps, body, await look(deps, quiz))


async def restore(deps: Deps, body: Payload) -> None:
    """ "Undo" below what was left out."""
    quiz_id, _, bank_id = chosen(body).partition(":")
    quiz = await deps.quizzes.live.drafting.restore(quiz_id, staff(deps, body), bank_id)
    await tell(deps, body, await look(deps, quiz))


async def swap(deps: Deps, body: Payload) -> None:
    """Another question in its place."""
    user, drafting, lead = staff(deps, body), deps.quizzes.live.drafting, ""
    quiz_id, _, bank_id = chosen(body).partition(":")
    try:
        quiz = await drafting.swap(quiz_id, user, bank_id)
    except CannotDraft as refusal:
        quiz, lead = await drafting.mine(quiz_id, user), refusal.for_user
    await tell(deps, body, await look(deps, quiz, lead))


async def discard(deps: Deps, body: Payload) -> None:
    """Throw it away."""
    await deps.quizzes.live.drafting.discard(chosen(body), staff(deps, body))
    await tell(deps, body, live_draft.discarded())


ACTIONS: dict[str, Handler] = {
    "live_drop": drop,
    "live_restore": restore,
    "live_swap": swap,
    "live_discard": discard,
}
WINDOWS: dict[str, Take] = {"live_form": formed}
