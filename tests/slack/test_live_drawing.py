"""A live quiz's messages in the channel, where Slack is slow to draw them again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.slack import live_kit as kit
from tests.slack.person import Person
from tests.slack.workspace import Workspace


async def test_the_answer_shows_soon_though_slack_did_not_answer_when_the_question_was_drawn_before(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena)
    await sara.presses("Join", quiz)
    await kit.goes_on(workspace, elena, "Start")
    question = (await kit.kept(workspace))[1][-1]
    workspace.fail_next("chat.update", "answer lost", after_effect=True)
    await kit.answers(sara, quiz, 1, question.poll.options[0].text)
    await workspace.settle()
    await kit.goes_on(workspace, elena, "Show the answer")
    assert "of 1* w" in (await kit.questions(sara, quiz))[0].words


async def test_a_question_does_not_stay_open_while_slack_is_asked_for_peoples_names(
    workspace: Workspace, elena: Person, sara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a workspace of many thousands that takes minutes: `users.list` gives 200 a page, and 20 pages a minute."""
    told = asyncio.Event()
    users = workspace.bot.deps.slack.users

    async def slowly() -> Sequence[Mapping[str, Any]]:
        await told.wait()
        return await users()

    monkeypatch.setattr(workspace.bot.deps.polls.directory, "_users", slowly)
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena)
    await sara.presses("Join", quiz)
    await sara.presses("Show my own name", await sara.told())
    await kit.goes_on(workspace, elena, "Start")
    question = (await kit.kept(workspace))[1][-1]
    await kit.answers(sara, quiz, 1, question.poll.options[0].text)
    await kit.goes_on(workspace, elena, "Show the answer")
    shown = (await kit.questions(sara, quiz))[0].words
    told.set()
    assert "of 1* w" in shown
