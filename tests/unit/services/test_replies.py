"""A reply survives being stored, and says what the course said."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.replies import DatedItem, Near, Reply
from knowledge.model import Abstention, Answer, AnswerKind, Deadline, Entry, NearMiss, Source

ZONE = timezone(timedelta(hours=-8))
DUE = datetime(2021, 12, 1, 23, 59, tzinfo=ZONE)
texts = st.text(max_size=60)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=zones)
numbers = st.none() | st.integers(0, 999)
sources = st.builds(
    Source,
    texts,
    texts,
    lecture=numbers,
    slide=numbers,
    page=numbers,
    date=st.none() | st.dates(date(1970, 1, 1)),
)
items = st.builds(DatedItem, texts, texts, moments, moments, st.booleans(), texts, texts)
replies = st.builds(
    Reply,
    answered=st.booleans(),
    kind=st.sampled_from([kind.value for kind in AnswerKind]),
    quote=texts,
    confidence=st.floats(0, 1),
    title=texts,
    entry_id=st.none() | texts,
    source=st.none() | sources,
    near=st.lists(
        st.builds(Near, texts, texts, texts, st.lists(items, max_size=2).map(tuple)), max_size=3
    ).map(tuple),
    items=st.lists(items, max_size=3).map(tuple),
)


@given(replies)
@settings(max_examples=200, deadline=None)
def test_a_reply_comes_back_from_json_as_it_was(reply: Reply) -> None:
    assert Reply.from_json(json.loads(json.dumps(reply.to_json()))) == reply


def test_an_answer_keeps_its_quotation_source_near_misses_and_dates() -> None:
    source = Source("lecture.txt", "Agenda", lecture=13, slide=2, date=date(2021, 11, 16))
    due = Deadline("Check-in", "due", DUE, DUE, False, "America/Los_Angeles", "due 12/1", 0.9)
    entry = Entry("deadline-1", "Check-in", "due 12/1", source=source)
    near = NearMiss("slide-2", "Tutorials", "Tutorial 7", 0.3)
    reply = Reply.of(Answer(entry, "due 12/1", AnswerKind.DEADLINE, 0.95, (near,), (due,)))
    assert reply == Reply(
        answered=True,
        kind="deadline",
        quote="due 12/1",
        confidence=0.95,
        title="Agenda",
        entry_id="deadline-1",
        source=source,
        near=(Near("slide-2", "Tutorials", "Tutorial 7"),),
        items=(DatedItem("Check-in", "due", DUE, DUE, False, "America/Los_Angeles", "due 12/1"),),
    )


def test_an_abstention_quotes_nothing() -> None:
    reply = Reply.of(Abstention(0.2, near_misses=(NearMiss("slide-2", "KVM", "KVM …", 0.2),)))
    assert (reply.answered, reply.kind, reply.quote, reply.source) == (False, "none", "", None)
    assert [n.entry_id for n in reply.near] == ["slide-2"]


def test_an_item_has_passed_once_its_end_is_over_wherever_one_is() -> None:
    item = DatedItem("Check-in", "due", DUE, DUE, False, "America/Los_Angeles", "due 12/1")
    assert not item.passed(DUE.astimezone(UTC))
    assert item.passed(DUE.astimezone(UTC) + timedelta(seconds=1))
