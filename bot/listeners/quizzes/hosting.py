"""`/quiz live`: the form, the private look at the questions, and the host's panel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog

from bot.blocks.answers import Message, note
from bot.blocks.quizzes import live_panel
from bot.listeners.deadlines.telling import chosen, number
from bot.listeners.deps import Deps
from bot.listeners.polls.confirming import check_channel
from bot.listeners.quizzes.live_drafting import look, open_form
from bot.listeners.quizzes.live_telling import tell
from bot.listeners.taking import Handler
from bot.listeners.where import is_private, thread_of
from bot.listeners.who import staff
from bot.services.polls.drafting import Refused
from bot.services.quizzes.chosen import typed
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.hosting import MovedOn, Overtaken
from bot.services.quizzes.live.model import ENDED, Quiz
from bot.services.quizzes.live.names import called
from bot.services.quizzes.live.ports import LASTS, Shown

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
Act = Callable[[Quiz], Awaitable[Quiz]]
IN_CHANNEL = "Type `/quiz live` in the channel of the class: there it is played."
CHANGED = "This quiz has changed since. Look at it once more, then open the lobby."
OUTDATED = (
    "Some of these questions were changed, rejected, are asked in homework or are not to be asked yet. This is what can be asked now: look at it "
    "once more, then open the lobby."
)


async def live(deps: Deps, body: Payload, rest: str) -> Message | None:
    """`/quiz live`, `/quiz live lecture 13`, `/quiz live kvm`: the form, or the panel of the quiz that is played here."""
    user, channel = staff(deps, body), str(body["channel_id"])
    if channel[0] == "D":
        return note(IN_CHANNEL)
    quiz = await deps.quizzes.live.hosting.in_channel(channel)
    if quiz is not None:
        return await panel(deps, user, quiz)
    try:
        await check_channel(deps, user, channel)
    except Refused as refusal:
        return note(refusal.for_user)
    topic, lecture = typed(rest)
    return await open_form(deps, body, Wish(topic=topic, lecture=lecture))


async def open_lobby(deps: Deps, body: Payload) -> None:
    """Post the lobby of a draft as it was shown, and give its host the panel."""
    user = staff(deps, body)
    quiz_id, _, seen = chosen(body).partition(":")
    draft = await deps.quizzes.live.drafting.mine(quiz_id, user)
    if draft.poll.revision != number(seen):
        await tell(deps, body, await look(deps, draft, CHANGED))
        return
    if await _is_outdated(deps, body, draft):
        return
    await check_channel(deps, user, draft.poll.channel)
    try:
        quiz = await deps.quizzes.live.hosting.open_lobby(draft, user)
    except Overtaken:
        if await _is_outdated(deps, body, draft):
            return
        raise
    lead = "The lobby is open. Press Start when everybody is there; who comes later can still join."
    await _tell_panel(deps, body, quiz, lead)


async def _is_outdated(deps: Deps, body: Payload, draft: Quiz) -> bool:
    """Then its host is shown what can be asked now."""
    changed = await deps.quizzes.live.drafting.up_to_date(draft)
    if changed is not None:
        await tell(deps, body, await look(deps, changed, OUTDATED))
    return changed is not None


# The panel


async def panel(deps: Deps, user: str, quiz: Quiz, lead: str = "") -> Message:
    """How a quiz stands, for who hosts it or may."""
    hosting, parts = deps.quizzes.live.hosting, deps.polls.parts
    question = await hosting.question(quiz)
    answered = await parts.ballots.all(quiz.poll.workspace, question.poll.id) if question else ()
    players = len(await hosting.players(quiz))
    return live_panel.panel(live_panel.Panel(quiz, user, players, question, len(answered)), lead)


async def _tell_panel(deps: Deps, body: Payload, quiz: Quiz, lead: str = "") -> None:
    """Show it; in place of a private message it is drawn again when the quiz goes on by itself."""
    user = staff(deps, body)
    await tell(deps, body, await panel(deps, user, quiz, lead))
    if is_private(body):
        parts, now = deps.polls.parts, deps.clock.now()
        url = str(body["response_url"])
        shown = Shown(quiz.id, user, url, thread_of(body), _says(quiz), now + LASTS)
        await deps.panels.remember(parts.workspace, parts.course, shown, now)


def _says(quiz: Quiz) -> str:
    """What a panel of it tells, as far as it is worth drawing it again."""
    return f"{quiz.at}:{quiz.state}:{quiz.paused}:{quiz.host}"


async def refresh(deps: Deps) -> None:
    """Draw the panels again whose quiz has gone on since, as far as their addresses allow: also those that stood there before
    a restart."""
    parts = deps.polls.parts
    for shown in await deps.panels.all(parts.workspace, parts.course, deps.clock.now()):
        poll = await parts.poll(shown.quiz_id)
        quiz = Quiz.of(poll) if poll is not None else None
        if quiz is not None and shown.says != _says(quiz):
            await _draw_again(deps, shown, quiz)
        elif quiz is None or quiz.state == ENDED:
            await deps.panels.forget(parts.workspace, shown)


async def _draw_again(deps: Deps, shown: Shown, quiz: Quiz) -> None:
    if not await deps.panels.drawn(deps.polls.parts.workspace, shown, _says(quiz)):
        return  # by another replica
    message = await panel(deps, shown.user, quiz)
    try:
        await deps.slack.respond(shown.url, message, thread_ts=shown.thread, replace=True)
    except (aiohttp.ClientError, TimeoutError) as error:
        log.info("panel_not_drawn", error=type(error).__name__)


async def show(deps: Deps, body: Payload) -> None:
    """ "Host controls" below a quiz, and "Refresh"."""
    staff(deps, body)
    await _tell_panel(deps, body, await deps.quizzes.live.hosting.quiz(chosen(body)))


async def _step(deps: Deps, body: Payload, act: Act) -> None:
    """Do it, if the quiz is as its presser saw it; and show how it stands now."""
    staff(deps, body)
    hosting = deps.quizzes.live.hosting
    quiz_id, _, seen = chosen(body).partition(":")
    quiz, lead = await hosting.quiz(quiz_id), ""
    try:
        if f"{quiz.at}:{quiz.state}" != seen:
            raise MovedOn
        quiz = await act(quiz)
    except MovedOn as refusal:
        quiz, lead = await hosting.quiz(quiz_id), refusal.for_user
    if quiz.state == ENDED and not lead:
        lead = live_panel.finished(quiz, int(quiz.poll.result.get("extra", {}).get("played", 0)))
    await _tell_panel(deps, body, quiz, lead)


async def go_on(deps: Deps, body: Payload) -> None:
    """Start, the next question, or the podium."""
    await _step(deps, body, deps.quizzes.live.hosting.go_on)


async def reveal(deps: Deps, body: Payload) -> None:
    """Show the answer before the time is up."""
    by = staff(deps, body)
    await _step(deps, body, lambda quiz: deps.quizzes.live.hosting.reveal(quiz, by))


async def pause(deps: Deps, body: Payload) -> None:
    await _step(deps, body, deps.quizzes.live.hosting.pause)


async def resume(deps: Deps, body: Payload) -> None:
    await _step(deps, body, deps.quizzes.live.hosting.resume)


async def skip(deps: Deps, body: Payload) -> None:
    """Leave the question out, and go on."""
    by = staff(deps, body)
    await _step(deps, body, lambda quiz: deps.quizzes.live.hosting.skip(quiz, by))


async def take_over(deps: Deps, body: Payload) -> None:
    """Another instructor hosts from now on."""
    user = staff(deps, body)
    await _step(deps, body, lambda quiz: deps.quizzes.live.hosting.take_over(quiz, user))


async def end(deps: Deps, body: Payload) -> None:
    """End it, also when it has moved on since: that is what was meant."""
    by, hosting = staff(deps, body), deps.quizzes.live.hosting
    quiz = await hosting.quiz(chosen(body).partition(":")[0])
    if quiz.state == ENDED:
        await _tell_panel(deps, body, quiz)
        return
    over = await hosting.end(quiz, by)
    lead = live_panel.finished(over, int(over.poll.result["extra"]["played"]))
    await _tell_panel(deps, body, over, lead)


async def players(deps: Deps, body: Payload) -> None:
    """Who plays; beside the panel, which stays."""
    staff(deps, body)
    quiz = await deps.quizzes.live.hosting.quiz(chosen(body))
    found = await called(await deps.quizzes.live.hosting.players(quiz), deps.polls.directory.names)
    message = live_panel.players(list(found.values()))
    await deps.slack.respond(body["response_url"], message)


ACTIONS: dict[str, Handler] = {
    "live_open": open_lobby,
    "live_panel": show,
    "live_refresh": show,
    "live_go": go_on,
    "live_reveal": reveal,
    "live_pause": pause,
    "live_resume": resume,
    "live_skip": skip,
    "live_host": take_over,
    "live_end": end,
    "live_players": players,
}
