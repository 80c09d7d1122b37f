"""Finding people in live quizzes and homework, and taking them out of what is over."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from bot.services.polls.ports import CLOSED, HOMEWORK, OPEN, QUESTION, QUIZ, Choice, Decide, Poll
from bot.services.quizzes.erasing.ports import Rewritten, Trace
from bot.services.quizzes.erasing.taking_out import without
from bot.services.quizzes.live.steps import PODIUM
from bot.services.reminding.ports import EDIT
from bot.storage import Storage, open_storage
from bot.storage.outbox_tables import outbox
from bot.storage.poll_tables import ballots, polls
from tests.storage.poll_records import poll
from tests.storage.records import LATER
from tests.storage.reminding_records import message

SARA, TOM = "U0SARA", "U0TOM"
SOMEONE = "erased-1"
_ZERO = timedelta(0)


def always(choice: Choice) -> Decide:
    return lambda _poll, _before: choice


async def kept(storage: Storage, made: Poll, **choices: dict[str, Any]) -> None:
    """One that is open, with ballots by member; then closed, where it is to be."""
    open_one = poll(**{f: getattr(made, f) for f in ("id", "workspace", "kind", "about", "channel")}, state=OPEN)  # fmt: skip
    assert await storage.polls.add(open_one)
    for user, choice in choices.items():
        decide = always(choice)
        await storage.ballots.cast(made.workspace, made.id, user, order="1.5", decide=decide)
    before = await storage.polls.get(made.workspace, made.id)
    assert before is not None
    assert await storage.polls.change(before, made)


def named(*parts: str) -> dict[str, Any]:
    return {user: {"picked": ["a"], "took": 1.2345, "points": 1000} for user in parts}


async def quiz(
    storage: Storage, quiz_id: str = "q1", workspace: str = "T1", state: str = CLOSED
) -> None:
    """Of one question, which was answered by Sara and Tom; Sara has more time."""
    rows = [{"user": user, "points": 1000} for user in (SARA, TOM)]
    extra = {"extra": {SARA: 50}}
    players = {SARA: {"name": "Brave Otter", "shown": "name"}, TOM: {"name": "Calm Crane"}}
    answers = {"extra": {"answers": named(SARA, TOM)}}
    await kept(
        storage,
        poll(f"{quiz_id}-01", workspace, kind=QUESTION, about=quiz_id, state=CLOSED, notes=extra, result=answers),
        **named(SARA, TOM),
    )  # fmt: skip
    channel = f"C-{quiz_id}"
    await kept(
        storage,
        poll(quiz_id, workspace, kind=QUIZ, state=state, channel=channel, notes=extra, result={"extra": {"standings": rows}}),
        **players,
    )  # fmt: skip


def renamed(trace: Trace) -> Rewritten:
    """As `without`, whatever the messages show: these questions ask nothing."""
    bare = Trace(trace.poll, (), (), trace.chosen)
    done = without(bare, SARA, SOMEONE)
    asked = [without(Trace(one), SARA, SOMEONE).polls for one in trace.questions]
    changed = [*done.polls, *(each for some in asked for each in some)]
    return Rewritten(SOMEONE, changed, done.choices, [trace.poll.id], [PODIUM])


async def told(storage: Storage) -> str:
    """All that stands in polls and ballots."""

    def read(connection: Any) -> str:
        rows = [row for table in (polls, ballots) for row in connection.execute(select(table))]
        return "\n".join(str(tuple(row)) for row in rows)

    return await storage.database.read(read)


async def test_somebody_is_found_by_ballots_and_by_what_results_and_notes_say(
    storage: Storage,
) -> None:
    await quiz(storage)
    await kept(storage, poll("h1", kind=HOMEWORK, state=OPEN), **{SARA: {"name": "Calm Crane"}})
    await kept(storage, poll("q3", kind=QUIZ, state=CLOSED, notes={"extra": {SARA: 50}}))
    await quiz(storage, "other", "T2")
    await kept(storage, poll("p1", state=CLOSED), **named(SARA))
    await kept(storage, poll("h2", kind=HOMEWORK, state=CLOSED), **{f"{SARA}2": {"name": "No"}})
    await kept(storage, poll("h3", kind=HOMEWORK, state=CLOSED, notes={"title": SARA}))
    found = await storage.traces.of("T1", SARA)
    assert [(each.poll.id, each.took_part, each.is_over) for each in found] == [
        ("h1", True, False),
        ("h3", False, True),
        ("q1", True, True),
        ("q3", False, True),
    ]
    whole = found[2]
    assert [one.id for one in whole.questions] == ["q1-01"]
    assert set(whole.chosen) == {"q1", "q1-01"}
    assert {ballot.voter for ballot in whole.players} == {SARA, TOM}
    assert await storage.traces.of("T1", "U0%") == []


async def test_who_is_taken_out_stands_nowhere_any_more_and_all_the_rest_stays(
    storage: Storage,
) -> None:
    await quiz(storage)
    before = await storage.polls.get("T1", "q1")
    assert before is not None
    assert await storage.traces.rewrite("T1", ["q1"], SARA, renamed, LATER)
    words = await told(storage)
    assert SARA not in words
    assert "Brave Otter" not in words
    assert words.count(TOM) == 4, "two ballots and two results"
    found = {b.voter: b.choice for b in await storage.ballots.all("T1", "q1")}
    assert found == {SOMEONE: {"name": "Someone", "shown": "alias"}, TOM: {"name": "Calm Crane"}}
    after = await storage.polls.get("T1", "q1")
    assert after is not None
    assert after.revision == before.revision + 1
    assert await storage.traces.of("T1", SARA) == []
    assert not await storage.traces.rewrite("T1", ["q1"], SARA, renamed, LATER)


async def test_their_messages_are_drawn_anew_and_the_podium_is_edited(storage: Storage) -> None:
    await quiz(storage)
    await storage.polls.posted("T1", "q1", channel="C1", ts="4.5")
    podium = message("podium:q1", kind=PODIUM, about="q1")
    await storage.outbox.add([podium])
    await storage.outbox.sent(podium, channel="C1", ts="5.5", revision=0, at=LATER)
    while (due := await storage.redraws.claim(LATER, lease=_ZERO, step=_ZERO)) is not None:
        await storage.redraws.drawn(due, LATER)
    assert await storage.traces.rewrite("T1", ["q1"], SARA, renamed, LATER)
    drawn = await storage.redraws.claim(LATER, lease=_ZERO, step=_ZERO)
    assert drawn is not None
    assert drawn.poll_id == "q1"
    statement = select(outbox.c.key, outbox.c.ts, outbox.c.kind).where(outbox.c.op == EDIT)
    rows = await storage.database.read(lambda c: [tuple(row) for row in c.execute(statement)])
    assert rows == [(f"edit:podium:q1:{SOMEONE}", "5.5", PODIUM)]


async def test_what_still_runs_is_left_alone(storage: Storage) -> None:
    await quiz(storage, state=OPEN)
    before = await told(storage)
    assert not await storage.traces.rewrite("T1", ["q1"], SARA, renamed, LATER)
    assert await told(storage) == before


async def test_a_late_click_brings_nobody_back(storage: Storage) -> None:
    await quiz(storage)
    assert await storage.traces.rewrite("T1", ["q1"], SARA, renamed, LATER)
    cast = await storage.ballots.cast("T1", "q1-01", SARA, order="9.5", decide=lambda _p, b: b)
    assert cast is not None
    assert cast.stale
    assert SARA not in await told(storage)


async def test_two_who_go_at_once_and_twice_are_both_gone(storage: Storage) -> None:
    await quiz(storage)

    def of(user: str, someone: str) -> Any:
        def rewrite(trace: Trace) -> Rewritten:
            bare = Trace(trace.poll, (), (), trace.chosen)
            asked = [without(Trace(one), user, someone).polls for one in trace.questions]
            done = without(bare, user, someone)
            return Rewritten(someone, [*done.polls, *(p for some in asked for p in some)], done.choices)  # fmt: skip

        return rewrite

    done = await asyncio.gather(
        *(
            storage.traces.rewrite("T1", ["q1"], user, of(user, f"erased-{n}"), LATER)
            for n, user in enumerate((SARA, TOM, SARA, TOM))
        )
    )
    assert sorted(done) == [False, False, True, True]
    words = await told(storage)
    assert SARA not in words
    assert TOM not in words
    assert len(await storage.ballots.all("T1", "q1")) == 2


async def test_all_that_is_over_is_written_over_before_the_tables_are_cleared_once(
    storage: Storage,
) -> None:
    """Of each that was rewritten a row of before lies there until then."""
    for quiz_id in ("q1", "q2"):
        await quiz(storage, quiz_id)
    said: list[str] = []
    event.listen(
        storage.database.engine, "before_cursor_execute", lambda _c, _cursor, words, *_: said.append(words)
    )  # fmt: skip
    assert await storage.traces.rewrite("T1", ["q1", "gone", "q2"], SARA, renamed, LATER)
    assert SARA not in await told(storage)
    cleared = [words for words in said if words.startswith(("PRAGMA wal", "VACUUM"))]
    whole, tables = ["PRAGMA wal_checkpoint(TRUNCATE)"], ["VACUUM polls", "VACUUM ballots"]
    assert cleared == (whole if storage.database.is_sqlite else tables)
    said.clear()
    assert not await storage.traces.rewrite("T1", ["q1", "q2"], SARA, renamed, LATER)
    assert not [words for words in said if words.startswith(("PRAGMA wal", "VACUUM"))]


def naming(folder: Path, word: str) -> list[str]:
    return [file.name for file in folder.iterdir() if word.encode() in file.read_bytes()]


async def test_nothing_of_them_remains_in_the_files(tmp_path: Path) -> None:
    """Of SQLite, which writes what was deleted over, and whose log is emptied."""
    opened = await open_storage(f"sqlite:///{tmp_path / 'own.db'}")
    await quiz(opened)
    assert await opened.traces.rewrite("T1", ["q1"], SARA, renamed, LATER)
    left = await asyncio.to_thread(naming, tmp_path, SARA)
    await opened.close()
    assert left == []
