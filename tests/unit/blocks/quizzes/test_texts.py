"""Texts of questions in Slack."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.quizzes import texts
from bot.playground.blockkit import check_message_blocks
from knowledge.exchange import Markup, Text
from tests.unit.knowledge.exchange.items import SAFE_HTML, TRICKY
from tests.unit.knowledge.exchange.items import texts as any_text

ANY = any_text(tuple(Markup)) | st.builds(
    Text,
    st.text(max_size=60) | st.sampled_from([*SAFE_HTML, *TRICKY]).map(lambda t: t * 3),
    st.sampled_from(tuple(Markup)),
)


def html(text: str) -> Text:
    return Text(text, Markup.HTML)


@given(ANY, st.integers(1, 400))
def test_whatever_a_question_says_slack_takes_it(text: Text, longest: int) -> None:
    block = texts.rich(texts.parts(text, longest))
    check_message_blocks([block])
    assert len(texts.words(text, longest)) <= longest
    assert len(texts.mrkdwn(text, longest)) <= longest


def test_code_stays_code_and_lists_stay_lists() -> None:
    code = "<pre><code>if (a &lt; b) {\n  f(a);\n}</code></pre>"
    made = texts.parts(html(f"<p>Look:</p>{code}<ul><li>x</li><li><b>y</b></li></ul>"))
    assert [part["type"] for part in made] == [
        "rich_text_section",
        "rich_text_preformatted",
        "rich_text_list",
    ]
    assert made[1]["elements"][0]["text"] == "if (a < b) {\n  f(a);\n}"
    assert made[2]["elements"][1]["elements"][0]["style"] == {"bold": True}


def test_markdown_is_read_and_plain_text_is_not() -> None:
    marked = texts.parts(Text("a `b` *c*\n\n```\nd\n```", Markup.MARKDOWN))
    assert [element.get("style") for element in marked[0]["elements"]] == [
        None,
        {"code": True},
        None,
        {"italic": True},
    ]
    assert marked[1]["type"] == "rich_text_preformatted"
    (plain,) = texts.parts(Text("a `b` *c*"))
    assert plain["elements"] == [{"type": "text", "text": "a `b` *c*"}]


def test_moodles_line_breaks_count_in_code_too() -> None:
    made = texts.parts(Text("one\ntwo <pre>x\ny</pre>", Markup.MOODLE))
    assert made[0]["elements"][0]["text"] == "one\ntwo"
    assert made[1]["elements"][0]["text"] == "x\ny"


def test_a_table_has_its_columns_below_each_other() -> None:
    (made,) = texts.parts(
        html("<table><tr><th>a</th><th>b</th></tr><tr><td>long</td><td>1</td></tr></table>")
    )
    assert made["elements"][0]["text"] == "a    | b\nlong | 1"


def test_small_signs_and_links() -> None:
    (made,) = texts.parts(html('x<sub>12</sub> <a href="https://a.org">here</a>'))
    assert "".join(element["text"] for element in made["elements"]) == "x₁₂ here"
    assert made["elements"][-1]["url"] == "https://a.org"
    (other,) = texts.parts(html('<a href="javascript:x">there</a>'))
    assert other["elements"] == [{"type": "text", "text": "there"}]


@pytest.mark.parametrize("said", ["<!channel>", "<@U123>", "*bold*", "a`b"])
def test_nothing_pings_or_formats(said: str) -> None:
    assert said not in texts.mrkdwn(Text(said), 100)


def test_a_long_text_is_cut_once() -> None:
    made = texts.parts(html("<p>aaaa</p><pre>bbbb</pre><p>cccc</p>"), 6)
    assert [part["elements"][-1]["text"] for part in made] == ["aaaa", "b…"]


def test_a_mark_that_markdown_reads_as_an_empty_list_is_shown_as_it_is() -> None:
    for mark in ("*", "+", "1."):
        assert texts.words(Text(mark, Markup.MARKDOWN), 10) == mark
