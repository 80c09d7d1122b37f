"""A live quiz with three hundred players, through the local workspace with Slack's limits and the real bot.

The bot is a process of its own, started as `lectern run` is. The players press the buttons of the messages that stand in the
channel; the host's steps are made from here in the database that the bot works on, as another replica would.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.quiz_class import JOIN, Players
from bench.quiz_host import Host, host_on
from bench.quiz_room import ANSWER, drafted
from bench.votes_path import app
from bench.votes_room import Hall
from bot.playground import Entry, Playground
from bot.services.polls.ports import QUESTION
from bot.services.quizzes.live.model import REVEALED, Question, Rules
from bot.services.quizzes.live.scoring import standings
from bot.storage import open_storage
from config.settings import MANIFEST_FILE

PLAYERS, QUESTIONS, RULES = 300, 10, Rules(seconds=15, thread=False)
_SEED, _READING = 20261126, 5.0
_MINUTE = 60.0
Numbers = dict[str, float]


@dataclass
class _Calls:
    """What the bot asks of Slack: when each message was updated, and how many calls of each kind there were."""

    counts: Counter[str] = field(default_factory=Counter)
    updates: list[float] = field(default_factory=list)
    refused: int = 0

    def listen(self, entry: Entry) -> None:
        if entry.direction != "from_bot":
            return
        if entry.status == "pending":
            self.counts[entry.name] += 1
            if entry.name == "chat.update":
                self.updates.append(time.monotonic())
        elif isinstance(entry.response, dict) and entry.response.get("error") == "ratelimited":
            self.refused += 1

    @property
    def updates_a_minute(self) -> int:
        """The most within any sixty seconds."""
        return max(
            (sum(at <= other < at + _MINUTE for other in self.updates) for at in self.updates),
            default=0,
        )


async def measured(url: str, folder: Path) -> Numbers:
    """Waits for acknowledgements in milliseconds, the most updates a minute, and players with wrong scores."""
    async with Playground.from_manifest(MANIFEST_FILE) as playground:
        hall, calls = Hall(playground, PLAYERS), _Calls()
        playground.wire.listeners.append(calls.listen)
        storage = await open_storage(url)
        host = host_on(storage, drafted(hall.channel.id, hall.voters[0].id, QUESTIONS, RULES))
        await storage.polls.add(host.quiz.poll)
        players = Players(hall, random.Random(_SEED))
        async with app(playground, "-m", "bot", "run", DATABASE_URL=url, LECTERN_DATA=str(folder)):
            began = time.monotonic()
            await _play(host, players)
            took = time.monotonic() - began
        quiz = host.quiz
        joined = await host.hosting.players(quiz)
        asked = await storage.polls.about(quiz.poll.workspace, quiz.id, kind=QUESTION)
        places = standings(joined, [Question.of(poll) for poll in asked])
        await storage.close()
    return {
        "players": len(joined),
        "questions": len(asked),
        "minutes": took / _MINUTE,
        "wrong_scores": players.wrong(places),
        "updates": len(calls.updates),
        "updates_a_minute": calls.updates_a_minute,
        "posts": calls.counts["chat.postMessage"],
        "private_posts": calls.counts["chat.postEphemeral"],
        "rate_limited": calls.refused,
        **_waits(players),
    }


async def _play(host: Host, players: Players) -> None:
    """From the lobby to the podium."""
    await host.open()
    lobby = await host.until(lambda quiz: quiz.poll.ts is not None)
    await players.join(str(lobby.poll.ts))
    for _ in range(QUESTIONS):
        question = await host.next()
        await players.answer(question, str(question.poll.ts))
        await host.until(lambda quiz: quiz.state == REVEALED)
        await asyncio.sleep(_READING)
    await host.end()
    await asyncio.sleep(_READING)


def _waits(players: Players) -> Numbers:
    found: Numbers = {"failed": players.failed}
    for name, waits in (("answer", players.waits[ANSWER]), ("join", players.waits[JOIN])):
        found[f"{name}s"] = len(waits)
        for share, called in ((0.5, "p50"), (0.99, "p99"), (1.0, "most")):
            at = sorted(waits)[min(len(waits) - 1, int(len(waits) * share))]
            found[f"{name}_{called}_ms"] = 1e3 * at
    return found
