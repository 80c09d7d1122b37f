"""Nothing that is stored, sent or logged joins a person and an answer: read from all that there is."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from bot.storage.all_tables import metadata
from tests.slack.papers_kit import NEXT, SLIDE_26, at, rates, students, switched_on, the_paper
from tests.slack.person import Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

WORDS = ("quokka", "wombat", "numbat", "bilby", "dunnart")
"""A word of each student's own, in all that they write."""


async def rows(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""

    def read(connection: Any) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }

    return await workspace.bot.storage.database.read(read)


async def asked_and_answered(workspace: Workspace, elena: Person) -> tuple[list[Person], Seen]:
    await switched_on(workspace, elena)
    everybody = students(workspace)
    await workspace.move_to(at("2021-11-16", "19:06"))
    paper = await the_paper(everybody[0])
    for n, (person, word) in enumerate(zip(everybody, WORDS, strict=True), 3):
        await rates(person, paper, n, n)
        workspace.made_public(f"what has {word} to do with it")
        workspace.made_public(f"the main thing is {word}")
        await person.presses(
            "Send",
            paper,
            paper_main=f"the main thing is {word}",
            paper_unclear=f"what has {word} to do with it",
            paper_slides=[SLIDE_26],
        )
        await person.told()
    await workspace.settle()
    return everybody, paper


def joined(text: str, everybody: list[Person]) -> list[str]:
    """The people named in a text that has a student's words, or a vote, in it."""
    return (
        [person.id for person in everybody if person.id in text]
        if any(word in text for word in WORDS)
        else []
    )


async def test_nothing_stored_joins_a_person_and_an_answer(
    workspace: Workspace, elena: Person
) -> None:
    everybody, _ = await asked_and_answered(workspace, elena)
    names = {person.id for person in everybody}
    open_rows = await rows(workspace)
    assert len(open_rows["ballots"]) == len(open_rows["poll_keys"]) + 4 == 5
    for name, found in open_rows.items():
        for row in found:
            assert joined(repr(row), everybody) == [], name
            if name == "ballots":
                assert not any(person in repr(row) for person in names)
    voters = [row["voter"] for row in open_rows["ballots"]]
    assert all(len(voter) == 64 for voter in voters)
    await workspace.move_to(at(NEXT, "16:01"))
    closed_rows = await rows(workspace)
    assert closed_rows["ballots"] == closed_rows["poll_keys"] == []
    for name, found in closed_rows.items():
        for row in found:
            assert joined(repr(row), everybody) == [], name
            assert not any(voter in repr(row) for voter in voters), name
    (paper,) = [row for row in closed_rows["polls"] if row["kind"] == "paper"]
    extra = paper["result"]["extra"]
    assert extra["main"] == sorted(extra["main"])
    assert [one["text"] for one in extra["unclear"]] == sorted(
        one["text"] for one in extra["unclear"]
    )


async def test_nothing_sent_joins_a_person_and_an_answer(
    workspace: Workspace, elena: Person
) -> None:
    everybody, _ = await asked_and_answered(workspace, elena)
    await workspace.move_to(at(NEXT, "16:01"))
    await elena.reads("Still unclear")
    sent = [e for e in workspace.playground.wire.entries if e.direction == "from_bot"]
    private = [e for e in sent if e.name == "response_url" and "Thank you" in json.dumps(e.request)]
    assert len(private) == 15
    assert not [e.name for e in sent if e.name == "chat.postEphemeral"]
    for entry in sent:
        assert joined(json.dumps(entry.request), everybody) == [], entry.name


async def test_nothing_logged_names_who_answered(workspace: Workspace, elena: Person) -> None:
    everybody, paper = await asked_and_answered(workspace, elena)
    await workspace.move_to(at(NEXT, "16:01"))
    log = workspace.logs.text
    assert not [word for word in WORDS if word in log]
    poll_id = str(paper.buttons["Send"].value["value"])
    for line in log.splitlines():
        assert not (poll_id in line and any(person.id in line for person in everybody)), line


async def test_the_staff_sees_nothing_before_it_is_closed(
    workspace: Workspace, elena: Person
) -> None:
    await asked_and_answered(workspace, elena)
    seen = await elena.everything()
    assert not [word for word in WORDS if word in seen]
    await elena.types("/lectern papers close")
    told = await elena.told()
    assert "Open: the minute paper of Lecture 13" in told.words
    assert "answer" not in told.words
