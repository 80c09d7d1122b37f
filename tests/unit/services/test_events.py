"""Which messages are heard, and which of those nobody addressed to the bot are answered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.events import Heard, heard, is_for_us_unasked

BOT = "U0BOT"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def event(**changes: Any) -> dict[str, Any]:
    fields = {"type": "message", "user": "U1", "channel": "C1", "ts": "1.000002", "text": "Hi?"}
    return fields | changes


def hear(**changes: Any) -> Heard:
    message = heard("T1", event(**changes), BOT)
    assert message is not None
    return message


@pytest.mark.parametrize(
    "changes",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"bot_id": "B1"},
        {"hidden": True},
        {"user": BOT},
        {"user": "USLACKBOT"},
        {"user": None},
        {"user": ["U1"]},
        {"channel": None},
        {"ts": None},
    ],
)
def test_what_no_person_says_anew_is_not_heard(changes: dict[str, Any]) -> None:
    assert heard("T1", event(**changes), BOT) is None


@pytest.mark.parametrize("subtype", [None, "file_share", "thread_broadcast"])
def test_what_a_person_says_is_heard_also_with_a_file_or_out_of_a_thread(subtype: str) -> None:
    assert hear(subtype=subtype).text == "Hi?"


def test_the_answer_belongs_in_the_messages_own_thread_or_the_one_it_stands_in() -> None:
    assert (hear().root_ts, hear().in_thread) == ("1.000002", False)
    root = hear(thread_ts="1.000002")
    assert (root.root_ts, root.in_thread) == ("1.000002", False)
    inside = hear(thread_ts="1.000001")
    assert (inside.root_ts, inside.in_thread) == ("1.000001", True)


def test_a_message_and_its_mention_make_the_same_claim() -> None:
    text = f"<@{BOT}> what is KVM?"
    as_message, as_mention = hear(text=text), hear(text=text, type="app_mention")
    assert as_message == as_mention
    assert as_message.claim == "answer:C1:1.000002"
    assert hear(channel="C2", text=text).claim != as_message.claim


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"<@{BOT}> what is KVM?", "what is KVM?"),
        (f"what is <@{BOT}|lectern> KVM?", "what is   KVM?"),
        ("is it &lt;10 &amp; &gt;2?", "is it <10 & >2?"),
        ("&amp;lt;", "&lt;"),
        ("see <https://example.com|the page>", "see the page"),
        ("<!channel> and <@U2> in <#C2|lab>", "@channel and somebody in #lab"),
    ],
)
def test_the_text_is_what_people_read_without_the_bots_name(text: str, read: str) -> None:
    assert hear(text=text).text == read


def test_where_it_was_said_tells_the_surface() -> None:
    assert hear(channel="D1").surface == "dm"
    assert hear(channel_type="im", text=f"<@{BOT}> hello").surface == "dm"
    assert hear(text=f"<@{BOT}> hello").surface == "mention"
    assert hear(type="app_mention").surface == "mention"
    assert hear(thread_ts="1.000001").surface == "thread"


def test_only_others_count_as_mentioned_others() -> None:
    assert not hear(text=f"<@{BOT}> hello").mentions_others
    assert hear(text=f"<@{BOT}> ask <@W2>").mentions_others


@given(st.dictionaries(st.sampled_from([*event(), "thread_ts", "subtype", "bot_id"]), JSON))
@settings(max_examples=200, deadline=None)
def test_no_payload_is_too_odd(payload: dict[str, Any]) -> None:
    """Whatever arrives is heard as text or not at all; nothing is raised."""
    message = heard("T1", payload, BOT)
    assert message is None or message.claim == f"answer:{message.channel}:{message.ts}"


@pytest.mark.parametrize(
    ("text", "answered", "ours"),
    [
        ("and what about Xen?", True, True),
        ("and what about Xen?", False, True),
        ("what about Xen", True, True),
        ("what about Xen", False, False),
        ("can you lend me your notes?", False, False),
        ("can you lend me your notes?", True, True),
        ("I'll bring the KVM printout", True, False),
        ("KVM!", True, False),
        ("", True, False),
        ("ask <@U2>, what is KVM?", True, False),
    ],
)
def test_in_a_thread_only_questions_to_nobody_else_are_answered(
    text: str, answered: bool, ours: bool
) -> None:
    assert is_for_us_unasked(hear(text=text), answered=answered) is ours


def test_small_talk_in_a_thread_is_left_to_people() -> None:
    assert not is_for_us_unasked(hear(text="how are things?"), answered=True, chat=True)
