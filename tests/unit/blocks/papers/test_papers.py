"""The minute paper's messages and windows: taken by Slack whatever people write, and saying what they should."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.blocks.answers import Message
from bot.blocks.papers import answered, asking, digest, question, writing
from bot.blocks.papers.answered import Background
from bot.blocks.papers.digest import Told
from bot.blocks.papers.writing import Row, Sheet
from bot.blocks.windows import Carried, View
from bot.playground.blockkit import check_view as check_view_here
from bot.playground.content import message_content
from bot.services.papers.answering import MOST_CHARS, Answer
from bot.services.papers.asking import held
from bot.services.papers.counting import Outcome
from bot.services.papers.digesting import Digest, Point
from bot.services.papers.ports import PaperSettings
from bot.services.papers.telling import ANSWER, CHANGE, MOST_ITEMS, QUESTION, ClassPost, Item
from bot.services.pictures import Picture
from bot.services.polls.ports import Option
from bot.services.replies import Reply
from knowledge.gist import slide_entry_id
from knowledge.model import Slide, Source
from tests.outside_rules import check_message, check_view
from tests.unit.services.papers.made import SLIDES, ZONE, at, closed, course, paper, timetable

HOSTILE = "<!channel> *bold* _it_ `x` <@U0SARA> & שלום \u202e"
LONG = (HOSTILE * 60)[:MOST_CHARS]
MANY = tuple(Option(f"slide-{n:016}", f"{n} · {'W' * 68}") for n in range(130))
CARRIED = Carried("paper1", "D1", "https://hooks.example/x")


def slide_of(entry_id: str) -> Slide | None:
    known = {slide_entry_id(slide): slide for slide in SLIDES}
    return known.get(entry_id, SLIDES[0] if entry_id.startswith("slide-0") else None)


def reply(words: str) -> Reply:
    source = Source(words[:50], words[:50], 13, 26, 1, None)
    return Reply(True, "quote", words, 0.9, entry_id=MANY[0].id, source=source)


def points(words: str, count: int) -> tuple[Point, ...]:
    return tuple(Point(words, 40, (words,) * 30, (MANY[0].id,), reply(words)) for _ in range(count))


def told(words: str, count: int = 60) -> Told:
    choices = [
        {"new": 7, "pace": 5, "main": f"{words}{n}"[-MOST_CHARS:], "unclear_text": words}
        for n in range(count)
    ]
    shut = closed(*choices, options=MANY)
    found = Digest(
        shut,
        Outcome.from_result(shut.result),
        ((shut, Outcome.from_result(shut.result)),),
        points(words, count),
        points(words, count),
        3,
        tuple((option.id, 9) for option in MANY),
    )
    return Told(found, Picture("F1", "averages"), slide_of)


def behind(words: str) -> Background:
    shut = closed({"new": 7}, question=words)
    return Background(shut, Outcome.from_result(shut.result), [], slide_of)


def post(words: str) -> ClassPost:
    full = Item(words[:QUESTION], (words * 4)[:ANSWER], MANY[0].id, words[:CHANGE])
    return ClassPost((full,) * (MOST_ITEMS + 1), averages=True, change=words[:CHANGE])


def messages(words: str) -> Sequence[Message]:
    asked = paper(*MANY, question=words)
    return [
        question.question(asked, ZONE),
        question.question(paper(), ZONE, preview=True),
        question.closed(asked, 5),
        question.kept(asked, Answer(7, 5, words, tuple(o.id for o in MANY[:10]), words), ZONE),
        question.taken_back(),
        digest.message(told(words)),
        answered.class_post(post(words), behind(words)),
        answered.preview(post(words), behind(words), "C1"),
        answered.posted(closed(), "C1"),
        asking.preview(paper(question=words), ZONE, 3),
        asking.asked(paper(question=words), ZONE, 3),
        asking.which([held(m, course()) for m in timetable().on(at("12:00").date())] * 10),
        asking.saved(PaperSettings(True, "C1", "U1", at("09:00"))),
        asking.wish(on=True),
    ]


def views(words: str) -> Sequence[View]:
    rows = tuple(Row(item, ticked=True, size=12) for item in (*post(words).items, Item("")))
    sheet = Sheet(closed(options=MANY), rows, MANY, post(words))
    return [
        writing.writing_window(CARRIED, sheet),
        digest.all_answers(told(words, 300).digest),
        asking.settings_window(CARRIED, None, "", timetable=False),
    ]


@pytest.mark.parametrize("words", [LONG, "x", "W" * MOST_CHARS, HOSTILE])
def test_slack_takes_every_message_and_window(words: str) -> None:
    for message in messages(words):
        message_content(message.as_fields())
        check_message(message.as_fields())
        assert "<!channel>" not in str(message.as_fields())
        assert "<@U0SARA>" not in str(message.as_fields())
    for view in views(words):
        check_view_here(view)
        check_view(view)


def test_the_paper_can_be_answered_with_two_taps_and_says_what_is_promised() -> None:
    message = question.question(paper(), ZONE)
    rows = [b for b in message.blocks if b["type"] == "actions" and len(b["elements"]) == 10]
    assert [[e["value"] for e in row["elements"]][::9] for row in rows] == [
        ["paper1:new:1", "paper1:new:10"],
        ["paper1:pace:1", "paper1:pace:10"],
    ]
    assert all(e["accessibility_label"] for row in rows for e in row["elements"])
    promise = str(message.blocks[-1])
    for said in ("without your name", "thrown away", "fewer than five"):
        assert said in promise


def test_more_slides_than_a_menu_holds_are_in_groups() -> None:
    assert len(question.menu(MANY[:100])["options"]) == 100
    groups = question.menu(MANY)["option_groups"]
    assert [len(group["options"]) for group in groups] == [100, 30]


def test_a_preview_can_be_pressed_without_doing_anything() -> None:
    shown = question.question(paper(), ZONE, preview=True)
    ids = [e["action_id"] for b in shown.blocks if b["type"] == "actions" for e in b["elements"]]
    assert {i.rsplit("_", 1)[0] for i in ids} == {"paper_inert"}


def test_averages_stand_beside_those_before_where_there_are_any() -> None:
    now, before = (Outcome.from_result(closed({"new": n, "pace": 5}).result) for n in (8, 4))
    assert digest.averages(now, []) == ["How new: *8.0*", "Pace: *5.0*"]
    assert digest.averages(now, [before]) == [
        "How new: *8.0* (4.0 before)",
        "Pace: *5.0* (5.0 before)",
    ]
    assert digest.averages(Outcome(), [before]) == []


def test_how_many_answered_is_told_in_words_when_it_is_closed() -> None:
    said = [question.closed(closed(), n).text for n in (0, 1, 5)]
    assert ["Nobody answered" in said[0], "One person" in said[1], "5 people" in said[2]] == [
        True
    ] * 3


def test_a_tap_that_came_late_says_that_it_changed_nothing() -> None:
    late = question.kept(paper(), Answer(7, 5), ZONE, late=True)
    assert "changed nothing" in late.blocks[0]["text"]["text"]
    assert "How new: *7*" in late.blocks[0]["text"]["text"]


def test_an_open_paper_without_an_end_says_none() -> None:
    endless = paper(closes_at=None)
    assert "open until" not in question.question(endless, ZONE).blocks[0]["text"]["text"]
