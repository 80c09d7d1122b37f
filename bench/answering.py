"""How long from a student's message to the answer in the thread, in the local workspace.

The peer is the least a Bolt app can do: the same client, Bolt's defaults, a fixed line as the reply.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.table import print_table
from bot.bootstrap import create_app
from bot.playground import Playground
from config.course import load_course
from config.logs import configure_logging
from config.settings import DEFAULT_COURSE_FILE, MANIFEST_FILE, load_settings

QUESTIONS = (
    "what is kvm",
    "whens teh checkin due",
    "os vs application containers",
    "explain backpropagation",
    "GKE?",
)
ROUNDS = 12


@asynccontextmanager
async def lectern(playground: Playground) -> AsyncIterator[None]:
    """Lectern, connected to the workspace."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(
            slack_api_url=playground.api_url, lectern_data=Path(folder), database_url=None
        )
        app = await create_app(
            settings, load_course(DEFAULT_COURSE_FILE), bot_token=playground.bot_token
        )
        await app.start_socket_mode(playground.app_token)
        try:
            yield
        finally:
            await app.stop()


@asynccontextmanager
async def echo(playground: Playground) -> AsyncIterator[None]:
    """A Bolt app with Bolt's defaults that says the same line to everything."""
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
    app = AsyncApp(client=client)

    @app.event("message")
    async def on_message(event: dict[str, Any], say: Any) -> None:
        if not event.get("bot_id"):
            await say(text="A line.", thread_ts=event["ts"])

    handler = AsyncSocketModeHandler(app, playground.app_token, web_client=client)
    await handler.connect_async()
    try:
        yield
    finally:
        await handler.close_async()


async def ask(playground: Playground, session: aiohttp.ClientSession, text: str) -> float:
    """Milliseconds from the message to the answer's post."""
    last = playground.wire.entries[-1].n if playground.wire.entries else 0
    body = {"user": "U0SARA", "channel": "D0LECTERN1", "text": text}
    begun = time.perf_counter()
    async with session.post(f"{playground.url}/client/post", json=body):
        pass
    await playground.wire.wait_for(
        lambda entry: entry.n > last and entry.name == "chat.postMessage" and entry.status == "ok",
        10,
    )
    return (time.perf_counter() - begun) * 1000


async def measure(bot: Any) -> list[float]:
    """Times of all questions, after one round to warm up; the workspace's rate limits are off."""
    async with Playground.from_manifest(MANIFEST_FILE) as playground:
        playground.faults.rate_limits = False
        async with bot(playground), aiohttp.ClientSession() as session:
            for question in QUESTIONS:
                await ask(playground, session, question)
            return [
                await ask(playground, session, question)
                for _ in range(ROUNDS)
                for question in QUESTIONS
            ]


def run() -> None:
    """Median and worst, beside the least a Bolt app can do."""
    configure_logging("warning")
    results = {
        "Lectern": asyncio.run(measure(lectern)),
        "Bolt's defaults, one fixed line": asyncio.run(measure(echo)),
    }
    ours = statistics.median(results["Lectern"])
    rows = [
        [
            name,
            f"{statistics.median(ms):.1f}",
            f"{max(ms):.1f}",
            f"{ours / statistics.median(ms):.2f}",
        ]
        for name, ms in results.items()
    ]
    title = f"From a message to the answer in the thread, {ROUNDS * len(QUESTIONS)} questions"
    print_table(title, ["", "median ms", "worst ms", "ours/theirs"], rows)
