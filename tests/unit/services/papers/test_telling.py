"""Writing to the class: kept, posted once, taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.services.papers.counting import Outcome
from bot.services.papers.digesting import Digest, Point
from bot.services.papers.ports import PAPER_POST, PaperRefused
from bot.services.papers.telling import ANSWER, ClassPost, Item, Telling, kept_post, proposed
from bot.services.replies import Reply
from tests.unit.services.papers.made import Desk, at, closed, desk, paper

POST = ClassPost((Item("Why?", "Because.", "s26", "More time"),), averages=False, change="A break")


async def with_paper() -> tuple[Desk, Telling]:
    found = desk(at("20:00"))
    await found.stores.polls.add(closed({"new": 7}))
    return found, Telling(found.service)


def test_what_is_written_comes_back_from_the_database() -> None:
    assert ClassPost.from_json(json.loads(json.dumps(POST.to_json()))) == POST


async def test_it_is_posted_as_it_was_kept_and_once() -> None:
    found, telling = await with_paper()
    with pytest.raises(PaperRefused, match="nothing to post"):
        await telling.post("paper1", "C1")
    await telling.keep("paper1", POST)
    await telling.post("paper1", "C1")
    with pytest.raises(PaperRefused, match="posted already"):
        await telling.post("paper1", "C1")
    assert found.keys(PAPER_POST) == ["paper_post:paper1"]
    assert kept_post(await found.service.paper("paper1")) == POST


async def test_what_was_taken_back_can_be_posted_anew_and_deleting_again_does_no_harm() -> None:
    found, telling = await with_paper()
    await telling.keep("paper1", POST)
    await telling.post("paper1", "C1")
    key = "paper_post:paper1"
    assert await telling.take_back("paper1") == []
    found.outbox.messages[key] = replace(found.outbox.messages[key], ts="1.1", posted_channel="C1")
    for _ in range(2):
        assert [m.ts for m in await telling.take_back("paper1")] == ["1.1"]
    await telling.post("paper1", "C1")
    assert found.keys(PAPER_POST) == [key, f"{key}:2"]


async def test_an_open_paper_is_not_written_about() -> None:
    found = desk(at("20:00"))
    await found.stores.polls.add(paper())
    with pytest.raises(PaperRefused, match="still open"):
        await Telling(found.service).keep("paper1", POST)


def test_what_is_proposed_has_the_courses_answer_line_by_line_and_the_slide() -> None:
    reply = Reply(True, "quote", "First line\n  second line\n" + "x" * 2_000, 0.9)
    points = (Point("Why\n KVM?", 3, slides=("s26", "s33"), reply=reply), Point("What?", 1))
    first, second = proposed(Digest(closed(), Outcome(), unclear=points))
    assert first.question == "Why KVM?"
    assert first.answer.startswith("First line\nsecond line\nxxx")
    assert len(first.answer) == ANSWER
    assert (first.slide, second) == ("s26", Item("What?"))
