"""What players press: join, an answer, how sure they are, how they are seen, their result, the slide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.quizzes import live_player as blocks
from bot.blocks.quizzes import results
from bot.blocks.quizzes.live_written import FIELD
from bot.listeners.deadlines.telling import chosen, number
from bot.listeners.deps import Deps
from bot.listeners.pictured import open_slide
from bot.listeners.quizzes.live_telling import shown_ts, tell
from bot.listeners.taking import Handler, Keep, entered, whole
from bot.listeners.where import click_of
from bot.listeners.who import user_of
from bot.services.polls.ports import CLOSED, QUESTION, Ballot, Cast
from bot.services.polls.voting import Click
from bot.services.quizzes.live.clicks import GONE, PlayRefused
from bot.services.quizzes.live.model import Answer, Player, Question
from bot.services.quizzes.places import slide_of

Payload = Mapping[str, Any]


async def answer(deps: Deps, body: Payload) -> Handler:
    """A choice of a question. Kept before it is acknowledged; joining and the private word follow."""
    question_id, _, place = chosen(body).partition(":")
    click = click_of(body, question_id)
    return _answered(click, await deps.quizzes.live.playing.answer(click, place, shown_ts(body)))


def _answered(click: Click, cast: Cast) -> Handler:
    async def telling(deps: Deps, body: Payload) -> None:
        await deps.quizzes.live.playing.let_in(cast.poll.about, click)
        await _tell_choice(deps, body, cast)

    return telling


async def send(deps: Deps, body: Payload) -> Handler:
    """ "Send" under the field of a question that is answered by writing: what is in it comes with the click."""
    click = click_of(body, chosen(body))
    text = entered(body, FIELD)
    cast = await deps.quizzes.live.playing.write(click, text, shown_ts(body))
    return _answered(click, cast)


async def sure(deps: Deps, body: Payload) -> Handler:
    """ "Sure" or "Not sure", in the private word."""
    question_id, _, said = chosen(body).partition(":")
    click = click_of(body, question_id)
    cast = await deps.quizzes.live.playing.sure(click, sure=said == "sure")

    async def telling(deps: Deps, body: Payload) -> None:
        await _tell_choice(deps, body, cast)

    return telling


async def _tell_choice(deps: Deps, body: Payload, cast: Cast) -> None:
    """Nothing for a click that was overtaken by a newer one: that is answered by itself."""
    if not cast.stale:
        await tell(deps, body, blocks.chosen(Question.of(cast.poll), Answer.of(cast.after)))


async def join(deps: Deps, body: Payload) -> None:
    """ "Join" under a lobby."""
    await _seen(deps, body, chosen(body), "")


async def name(deps: Deps, body: Payload) -> None:
    """How somebody wants to be seen."""
    quiz_id, _, shown = chosen(body).partition(":")
    await _seen(deps, body, quiz_id, shown)


async def seen(deps: Deps, body: Payload) -> None:
    """ "How I am seen", below one's result."""
    await _seen(deps, body, chosen(body), "")


async def _seen(deps: Deps, body: Payload, quiz_id: str, shown: str) -> None:
    click = click_of(body, quiz_id)
    cast = await deps.quizzes.live.playing.join(click, shown)
    player = Player.of(Ballot(click.user, cast.after))
    await tell(deps, body, blocks.joined(quiz_id, player))


async def mine(deps: Deps, body: Payload) -> None:
    """ "My result": by now, and of a question where it stands below one; once it is over, of all."""
    quiz_id, _, which = chosen(body).partition(":")
    user = user_of(body)
    found = await deps.quizzes.live.playing.mine(quiz_id, user, max(0, number(which)))
    if found.quiz.poll.state == CLOSED and number(which) <= 0:
        outcome = await deps.quizzes.results.outcome(quiz_id)
        await tell(deps, body, results.mine(outcome, user, blocks.so_far(found)))
        return
    await tell(deps, body, blocks.mine(found))


async def slide(deps: Deps, body: Payload) -> None:
    """ "Show slide" below an answer."""
    poll = await deps.polls.parts.poll(chosen(body))
    if poll is None or poll.kind != QUESTION or poll.state != CLOSED:
        raise PlayRefused(for_user=GONE)
    found = slide_of(deps.questions.course, Question.of(poll).frozen.source)
    await open_slide(deps, body["trigger_id"], found[1] if found else None)


KEEPING: dict[str, Keep] = {"live_answer": answer, "live_send": send, "live_sure": sure}
"""An answer is acknowledged once it is on disk: after a crash nobody has seen a click go through that does not count."""
ACTIONS: dict[str, Handler] = {
    **{action: whole(keep) for action, keep in KEEPING.items()},
    "live_join": join,
    "live_name": name,
    "live_seen": seen,
    "live_mine": mine,
    "live_slide": slide,
}
