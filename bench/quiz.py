"""Quizzes: drafting a thousand questions, answers into the bot and into the databases, and a live quiz of three hundred.

What is wanted: a thousand questions within 30 s of one core; answers as votes in polls (`bench/votes.py`); in the quiz exact
scores, at most 50 updates of messages a minute, and 99 of 100 answers acknowledged within half a second.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from bench import questions, quiz_live, quiz_term, votes_path, votes_storage
from bench.quiz_room import LONG, QuestionRoom, drafted
from bench.reading import RESULTS, machine
from bench.table import print_table
from bench.votes import database, path_rows, stored_head, stored_row
from bot.services.polls.ports import Decide
from bot.services.polls.voting import Click
from bot.services.quizzes.live.clicks import choosing
from bot.services.quizzes.live.steps import question_poll
from knowledge.model import Build
from knowledge.questions import draft_questions

Numbers = dict[str, float]
COUNT = 1_000


def run() -> None:
    """Print the tables and write them to `bench/results/`."""
    found = {
        "machine": machine(),
        "drafting": _drafting(),
        "answers through the workspace": _path(),
        "answers into the database": _stored(),
        "live": _live(),
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "quiz.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _drafting() -> dict[str, Numbers]:
    """Seconds of CPU: of the decks alone, and of a term so large that it gives a thousand questions."""
    began = time.process_time()
    build = quiz_term.originals()
    reading = time.process_time() - began
    draft_questions(build, count=1)  # loads the embeddings
    found = {"the decks as they are": {"reading_cpu_s": reading, **_drafted(build, None)}}
    found["the decks with changed copies"] = _with_copies(build, found)
    found["an invented term"] = _drafted(questions.term(), COUNT)
    rows = [
        [name, *(f"{n[key]:.0f}" for key in ("slides", "questions")), f"{n['cpu_s']:.1f}"]
        for name, n in found.items()
    ]
    print_table(f"Drafting, on {machine()}", ("", "slides", "questions", "CPU s"), rows)
    return found


def _with_copies(build: Build, found: Mapping[str, Numbers]) -> Numbers:
    """The decks with so many copies of them in other words that they give a thousand questions."""
    copies = ceil(1.1 * COUNT / found["the decks as they are"]["questions"]) - 1
    while (drafted := _drafted(quiz_term.term(build, copies), COUNT))["questions"] < COUNT:
        copies += 1
    return {"copies": copies, **drafted}


def _drafted(build: Build, count: int | None) -> Numbers:
    began, cpu = time.perf_counter(), time.process_time()
    drafts = draft_questions(build, count=count, seed=1).questions
    return {
        "slides": len(build.quoted),
        "questions": len(drafts),
        "cpu_s": time.process_time() - cpu,
        "seconds": time.perf_counter() - began,
    }


def _path() -> Numbers:
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{name}/lectern.sqlite3"
        found = asyncio.run(
            votes_path.measured(url, Path(name), lambda p: QuestionRoom(p, votes_path.VOTERS))
        )
    head = ("", "a second", "CPU each")
    print_table("Answers through the workspace", head, path_rows("a question", found, "answers"))
    return found


def _stored() -> dict[str, Numbers]:
    found = {}
    now = datetime.now(UTC)
    question = question_poll(drafted("C1", "U1", 1, LONG), 1, now)
    shown = f"{now.timestamp():.6f}"
    question = replace(question, posted_channel="C1", ts=shown)

    def deciding(user: str, order: str) -> Decide:
        option = secrets.choice(question.options).id
        return choosing(Click(question.id, user, "C1", order), option, shown)

    for name in ("SQLite", "PostgreSQL"):
        with database(name) as (url, folder):
            found[name] = asyncio.run(votes_storage.into(url, folder, question, deciding))
    rows = [stored_row(name, n) for name, n in found.items()]
    print_table("Answers into the database alone", stored_head("32 players at once"), rows)
    return found


def _live() -> Numbers:
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{name}/lectern.sqlite3"
        found = asyncio.run(quiz_live.measured(url, Path(name)))
    rows = [[key.replace("_", " "), f"{number:.1f}"] for key, number in found.items()]
    print_table("A live quiz through the workspace", ("", ""), rows)
    return found
