"""What Slack makes of the words that people type."""

from __future__ import annotations

import pytest

from bot.playground import text as texts
from bot.playground.seed import seed
from bot.playground.state import World


@pytest.fixture(scope="module")
def world() -> World:
    made = World()
    seed(made, "Lectern")
    return made


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("@tom hello", "<@U0TOM> hello"),
        ("thanks @tom.", "thanks <@U0TOM>."),
        ("@Sara Lindqvist and @TOM", "<@U0SARA> and <@U0TOM>"),
        ("@Lectern What is KVM?", "<@U0LECTERN> What is KVM?"),
        ("@nobody hello", "@nobody hello"),
        ("@channel look, @here and @everyone", "<!channel> look, <!here> and <!everyone>"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U0TOM>", "<@U0TOM>"),
        ("<@U0TOM|anything>", "<@U0TOM>"),
        ("<@U0NOBODY>", "&lt;@U0NOBODY&gt;"),
        ("in #general", "in <#C0GENERAL|general>"),
        ("in #ta-team", "in #ta-team"),
        ("<#C0GENERAL|x>", "<#C0GENERAL|general>"),
        ("<#G0TATEAM|ta-team>", "<#G0TATEAM>"),
        ("<#C0NOWHERE|x>", "&lt;#C0NOWHERE|x&gt;"),
        ("see https://x.org/a?b=1&c=2.", "see <https://x.org/a?b=1&amp;c=2>."),
        ("(https://x.org)", "(<https://x.org>)"),
        ("https://x.org/#general", "<https://x.org/#general>"),
        ("https://x.org/@tom", "<https://x.org/@tom>"),
        ("write tom@example.edu", "write <mailto:tom@example.edu|tom@example.edu>"),
        ("“smart” — ‘quotes’ …", "“smart” — ‘quotes’ …"),
        ("שלום עולם", "שלום עולם"),
    ],
)
def test_a_composers_words_as_they_are_sent(world: World, typed: str, sent: str) -> None:
    assert texts.encode(typed, world) == sent


def test_rich_text_says_the_same_in_parts(world: World) -> None:
    sent = texts.encode("@tom in #general: 1 < 2 https://x.org?a&b @here :tada:", world)
    block = texts.rich_text(sent, "b1")
    (section,) = block["elements"]
    assert section["elements"] == [
        {"type": "user", "user_id": "U0TOM"},
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": "C0GENERAL"},
        {"type": "text", "text": ": 1 < 2 "},
        {"type": "link", "url": "https://x.org?a&b"},
        {"type": "text", "text": " "},
        {"type": "broadcast", "range": "here"},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "tada"},
    ]


def test_a_mail_address_is_a_link_with_its_words(world: World) -> None:
    block = texts.rich_text(texts.encode("tom@example.edu", world), "b1")
    (link,) = block["elements"][0]["elements"]
    assert link == {"type": "link", "url": "mailto:tom@example.edu", "text": "tom@example.edu"}


@pytest.mark.parametrize("words", ["", "a & b", "&amp;", "<b>", "&lt;"])
def test_escaping_can_be_undone(words: str) -> None:
    assert texts.unescape(texts.escape(words)) == words
