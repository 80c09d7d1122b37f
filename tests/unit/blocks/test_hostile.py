"""What people and slides write is shown and does nothing: no ping, no formatting, no link of theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import answers
from bot.blocks.mrkdwn import cut, escape, shown
from tests.unit.blocks.made import ALL, Words, messages, texts, views

JOINER = "\u2060"
OURS = re.compile(r"<!date\^|<@U9>|<#C0HELP>|<https://school\.example/[^|<>]*\|")
CONTROL = re.compile(r"<[^>]*>?")
FORMATTING = re.compile(rf"(?<!{JOINER})[*_~`]")
ATTACKS = [
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<!subteam^S1>",
    "<@U1>",
    "<@U1|sara>",
    "<#C1|secret>",
    "<https://evil.example.com|the syllabus>",
    "<!date^0^{date}|never>",
    "*bold*",
    "_italic_",
    "~struck~",
    "`code`",
    "```block```",
    "&lt;!channel&gt;",
    "a\n*bold*\n> quote",
    ">|<|&|*|_",
    "<!channel" + ">" * 5_000,
    "*" * 5_000,
    "&" * 5_000,
]


def everywhere(text: str) -> Words:
    return Words(text, text, text, text, ((text, text),) * 3, ((text, 0, text),) * 3, 2)


def said(words: Words) -> Iterator[str]:
    """All that Slack would read as mrkdwn."""
    for message in messages(words):
        yield message.text
        yield from texts(message.blocks)
    for view in views(words):
        yield from texts(view)


def controls(text: str) -> list[str]:
    """What Slack would act on in a text, but for what we put there ourselves."""
    return [c for c in CONTROL.findall(text) if not OURS.match(c)]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_it_acts(attack: str) -> None:
    for text in said(everywhere(attack)):
        assert controls(text) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_formats_nothing_and_breaks_no_formatting_of_ours(attack: str) -> None:
    """The marks that count in each text are as many as with harmless words, and come in pairs."""
    for text in said(everywhere(attack)):
        assert all(n % 2 == 0 for n in Counter(FORMATTING.findall(text)).values()), text
    harmless, hostile = (
        [Counter(FORMATTING.findall(t)) for t in said(everywhere(words))]
        for words in ("harmless", attack)
    )
    assert hostile == harmless


@pytest.mark.parametrize("attack", ATTACKS)
def test_quotations_hold_text_and_nothing_else(attack: str) -> None:
    """Rich text needs no escaping: it has no markup, only parts with a type."""
    kinds = set[str]()

    def walk(node: object) -> None:
        if isinstance(node, list):
            for part in node:
                walk(part)
        elif isinstance(node, dict):
            kinds.add(node["type"])
            assert "style" not in node or node["type"] == "rich_text_list"
            walk(node.get("elements", []))

    for message in messages(everywhere(attack)):
        walk([block for block in message.blocks if block["type"] == "rich_text"])
    assert kinds <= {
        "rich_text",
        "rich_text_quote",
        "rich_text_list",
        "rich_text_section",
        "text",
    }


def test_a_quotation_is_word_for_word() -> None:
    quote = "<!channel> & *KVM*\n  `ls` _is_ ~a~ command"
    message = answers.answer("q1", everywhere(quote).reply(), ALL)
    (block,) = [b for b in message.blocks if b["type"] == "rich_text"]
    rows = [row["elements"][0]["text"] for row in block["elements"][0]["elements"]]
    assert rows == quote.splitlines()


@given(st.text(alphabet=st.sampled_from("<>&*_~`!@#|^ ab;\n") | st.characters()))
@settings(max_examples=300, deadline=None)
def test_escaping_loses_nothing_and_leaves_nothing_to_act_on(text: str) -> None:
    escaped = escape(text)
    assert not re.search(r"[<>]", escaped)
    assert not FORMATTING.search(escaped)
    plain = re.sub(f"{JOINER}([*_~`])", r"\1", escaped)
    assert plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(st.text("<>&*a ;", max_size=60), st.integers(5, 40))
@settings(max_examples=300, deadline=None)
def test_cutting_never_leaves_half_an_entity(text: str, longest: int) -> None:
    for markup in (cut(escape(text), longest), shown(text, longest)):
        assert len(markup) <= longest
        assert re.sub("&(?:lt|gt|amp);", "", markup).count("&") == 0


def test_button_values_carry_ids_and_no_words() -> None:
    """A value comes back from the wire, and is shown to nobody: nothing of people's words is in it."""

    def values(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("value"), str) and node.get("type") != "plain_text_input":
                yield node["value"]
            for part in node.values():
                yield from values(part)
        elif isinstance(node, list):
            for part in node:
                yield from values(part)

    words = everywhere("swordfish")
    found = [v for message in messages(words) for v in values(message.blocks)]
    assert found
    ours = re.compile(r"q1(:\d)?|b1:\d(:i1:\d:\d)?|f1|calendar")
    assert [v for v in found if not ours.fullmatch(v)] == []
