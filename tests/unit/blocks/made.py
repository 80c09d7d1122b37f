"""Everything the blocks can make, from parts a test chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.blocks import answers, calendars, digest, guides, home, proposals, windows
from bot.blocks.answers import Message, Options
from bot.blocks.home import Dates, HomeFacts, Upcoming
from bot.blocks.proposals import Asked
from bot.blocks.windows import Carried
from bot.services.calendars.ports import FollowedCalendar
from bot.services.calendars.reading import CalendarAccount
from bot.services.deadlines.found import Statement
from bot.services.deadlines.ports import Announcing
from bot.services.deadlines.seen import SeenItem
from bot.services.ports import QuestionRecord
from bot.services.replies import DatedItem, Near, Reply
from knowledge.model import Bullet, Slide, Source
from tests.unit.blocks import dated

NOW = datetime(2021, 11, 16, 20, 0, tzinfo=UTC)
DUE = datetime(2021, 12, 2, 7, 59, tzinfo=UTC)
ZONE = "America/Los_Angeles"
ALL = Options(NOW, ZONE, share=True, ask_human=True)
CARRIED = Carried("q1", "C1", "https://hooks.example.com/1")


@dataclass(frozen=True)
class Words:
    """What people and slides wrote, wherever it may stand."""

    question: str
    title: str
    quote: str
    file: str
    near: tuple[tuple[str, str], ...] = ()
    bullets: tuple[tuple[str, int, str | None], ...] = ()
    items: int = 0

    @property
    def source(self) -> Source:
        return Source(self.file, self.title, lecture=13, slide=26, date=NOW.date())

    def reply(self, *, answered: bool = True, items: int = 0) -> Reply:
        near = tuple(Near("slide-1", title, quote) for title, quote in self.near)
        item = DatedItem(self.title, "due", DUE, DUE, False, ZONE, self.quote)
        return Reply(
            answered=answered,
            kind="deadline" if items else "quote" if answered else "none",
            quote=self.quote if answered else "",
            confidence=0.9,
            title=self.title if answered else "",
            entry_id="slide-1" if answered else None,
            source=self.source if answered else None,
            near=near,
            items=(item,) * items,
        )

    @property
    def slide(self) -> Slide:
        bullets = tuple(Bullet(text, level, original) for text, level, original in self.bullets)
        return Slide(self.file, self.title, bullets, lecture=13, slide=26, notes=self.quote)

    @property
    def record(self) -> QuestionRecord:
        return QuestionRecord(
            id="q1",
            workspace="T1",
            course="tcss562",
            channel="C1",
            user="U9",
            message_ts=None,
            thread_ts=None,
            surface="dm",
            private=True,
            text=self.question,
            answered=False,
            kind="none",
            entry_id=None,
            confidence=0.1,
            result={},
            asked_at=NOW,
        )


def messages(words: Words) -> Iterator[Message]:
    """Every kind of message."""
    answered, declined = words.reply(), words.reply(answered=False)
    yield answers.answer("q1", answered, ALL)
    yield answers.answer("q1", answered, Options(NOW))
    yield answers.answer("q1", declined, ALL)
    yield answers.answer("q1", declined, Options(NOW))
    for items in {1, words.items} - {0}:
        reply = words.reply(items=items)
        yield answers.answer("q1", reply, ALL)
        yield answers.answer("q1", reply, Options(DUE.replace(year=2030)))
        yield answers.shared(words.question, "U9", reply, ALL)
    yield answers.answer(None, Reply(True, "chat", "Hello!", 1.0), ALL)
    yield answers.shared(words.question, "U9", answered, ALL)
    for helpful in (True, False):
        yield answers.after_vote("q1", answered, helpful=helpful, ask_human=True)
    for near in (*answered.near, Near("slide-1", words.title, words.quote)):
        yield answers.near_miss(near, words.source, ALL)
        yield answers.near_miss(near, None, ALL)
    for several in (1, 3):
        dates = words.reply(items=several).items
        near = Near("slide-1", words.title, words.quote, dates)
        yield answers.near_miss(near, words.source, ALL)
        for confidence in (0.1, 0.35):
            refused = replace(declined, near=(near, near), confidence=confidence)
            yield answers.answer("q1", refused, ALL)
    yield from _guides(words)
    yield from about_dates(words)


def _guides(words: Words) -> Iterator[Message]:
    yield guides.ask_help([words.question, words.title])
    yield guides.ask_help([])
    yield guides.lectern_help()
    yield guides.lectern_help(words.question, "help")
    yield guides.unanswered([])
    yield guides.unanswered([words.record] * 20)
    counts = {"asked": 2, "answered": 1, "declined": 1, "helpful": 1, "not_helpful": 0}
    files, warnings = (words.file,) * 40, (words.quote,) * 10
    facts = guides.Status(words.title, words.quote, files, 40, 60, 9, 5, 7, warnings, NOW, counts)
    yield guides.status(facts, ZONE)
    yield guides.status(facts, None)


def views(words: Words) -> Iterator[dict[str, Any]]:
    """Every kind of window, and the Home tab."""
    yield windows.slide_window(None)
    yield windows.slide_window(words.slide)
    yield windows.rephrase_window(CARRIED, words.question)
    yield windows.ask_human_window(CARRIED, words.question, "C0HELP")
    yield windows.sent_window(named=True)
    yield windows.sent_window(named=False)
    yield windows.failed_window(words.question or "It was not sent.")
    for reply in (words.reply(), words.reply(answered=False), words.reply(items=2)):
        yield windows.answer_window(answers.answer("q1", reply, ALL).blocks)
    suggestions = tuple(filter(str.strip, (words.question, words.title)))
    mine = dated.item(words.title or "x", details=_sources(words))
    up = (Upcoming(dated.reminder("C0HELP"), mine),)
    dates = Dates(NOW, dated.ZONES, (SeenItem(mine),), 3, up, 2, up)
    yield home.home(HomeFacts(words.title, words.quote, 1, 40, suggestions, dates, "staff"))
    yield home.home(HomeFacts(words.title, words.quote, 2, 40, (), Dates(NOW, dated.ZONES)))


def _sources(words: Words) -> dict[str, Any]:
    """What two sources say that disagree, in somebody's words."""
    fields: dict[str, Any] = {
        "origin": "calendar",
        "title": words.title,
        "kind": "due",
        "starts_at": DUE,
        "all_day": False,
        "timezone": ZONE,
        "quote": words.quote,
        "file": words.title,
        "place": words.quote,
        "link": "https://school.example/x",
        "warnings": (words.quote,),
    }
    said = [
        Statement(key=f"k{n}", ends_at=DUE + timedelta(days=n), **fields).to_json() for n in (0, 1)
    ]
    return {"sources": said, "says": said[1], "batch": "b1", "passed": 2}


def about_dates(words: Words) -> Iterator[Message]:
    """What instructors and the class are told of dates."""
    sources = _sources(words)
    one = {**sources, "sources": sources["sources"][:1]}
    items = (
        dated.item(words.title or "x", state="proposed", details=sources),
        dated.item(words.title or "x", state="proposed", details=one),
        dated.item(words.title or "x", state="confirmed", details=one),
        dated.item(words.title or "x", state="dismissed", details={"undecided": {}}),
    )
    yield proposals.proposals(Asked(items, NOW, dated.ZONES, Announcing(("C0HELP",)), "b1"))
    yield proposals.proposals(Asked(items * 10, NOW, dated.ZONES, Announcing(), "b1", 2))
    yield digest.digest(items * 8, words.title, ZONE)
    account = CalendarAccount(words.title, 3, 2, 1, 4, (words.quote,))
    yield calendars.followed(account)
    url = "https://school.example/secret"
    followed = FollowedCalendar(
        "T1", "c1", "f1", url, words.title, "U9", NOW, NOW, error=words.quote
    )
    yield calendars.listing([followed] * 20, dated.ZONES)
    yield calendars.broken(words.title, words.quote)


def texts(node: object) -> Iterator[str]:
    """The mrkdwn texts in blocks or a view, wherever they stand."""
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
