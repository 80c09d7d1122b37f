"""Slack's encoding is taken back, and what comes out is text like any other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.plain import plain


@pytest.mark.parametrize(
    ("encoded", "read"),
    [
        ("no markup", "no markup"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt;", "&lt;"),
        ("<@U1>", "somebody"),
        ("<@U1|sara>", "@sara"),
        ("<#C1>", "a channel"),
        ("<#C1|general>", "#general"),
        ("<!channel>", "@channel"),
        ("<!here|here>", "here"),
        ("<!date^0^{date}|1970>", "1970"),
        ("<https://example.com>", "https://example.com"),
        ("<https://example.com|the page>", "the page"),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_what_people_read(encoded: str, read: str) -> None:
    assert plain(encoded) == read


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_what_slack_escaped_comes_back_as_it_was_typed(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(escaped) == typed
