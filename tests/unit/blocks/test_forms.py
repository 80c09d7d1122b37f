"""Code, tables and formulas keep their lines and columns, word for word."""

from __future__ import annotations

from typing import Any

from bot.blocks import windows
from bot.blocks.mrkdwn import in_columns, quotation
from bot.services.replies import Reply
from knowledge.model import Answer, AnswerKind, Bullet, Entry, Form, Slide

CODE = "def f(x):\n    # <!channel> `*bold*`\n    return x < 1"
SLIDE = Slide(
    "a.pdf", "Code", (Bullet("Recursion ends:"), Bullet(CODE, form=Form.CODE), Bullet("Always."))
)


def kinds(block: dict[str, Any]) -> list[str]:
    return [part["type"] for part in block["elements"]]


def answer(quote: str) -> Answer:
    return Answer(Entry("e1", "Code", quote), quote, AnswerKind.QUOTE, 0.9)


def test_code_between_bullets_stands_in_a_block_of_its_own() -> None:
    quote = f"Recursion ends:\n{CODE}\nAlways."
    reply = Reply.of(answer(quote), SLIDE)
    assert reply.forms == ("text", "code", "code", "code", "text")
    block = quotation(reply.quote.splitlines(), reply.forms)
    assert kinds(block) == ["rich_text_list", "rich_text_preformatted", "rich_text_list"]
    assert block["elements"][1]["elements"] == [{"type": "text", "text": CODE}]


def test_one_line_of_code_is_code_too() -> None:
    reply = Reply.of(answer("    return x < 1"), SLIDE)
    assert kinds(quotation(reply.quote.splitlines(), reply.forms)) == ["rich_text_preformatted"]


def test_what_is_all_text_stays_as_it_was() -> None:
    reply = Reply.of(answer("Recursion ends:\nAlways."), SLIDE)
    assert reply.forms == ()
    assert kinds(quotation(reply.quote.splitlines(), reply.forms)) == ["rich_text_list"]


def test_forms_are_stored_with_the_reply() -> None:
    reply = Reply.of(answer(CODE), SLIDE)
    assert Reply.from_json(reply.to_json()) == reply
    old = {k: v for k, v in reply.to_json().items() if k != "forms"}
    assert Reply.from_json(old).forms == ()


def test_a_tables_columns_stand_below_each_other() -> None:
    assert in_columns(["Name | Size", "KVM | 1", "VirtualBox | 22"]) == [
        "Name       | Size",
        "KVM        | 1   ",
        "VirtualBox | 22  ",
    ]


def test_a_wide_or_ragged_table_is_left_readable() -> None:
    wide = ["a" * 50 + " | " + "b" * 50]
    assert in_columns(wide) == wide
    assert in_columns(["a | b", "only one"]) == ["a        | b", "only one"]


def test_too_long_code_ends_with_an_ellipsis() -> None:
    block = quotation(["x = 1"] * 1_000, ["code"] * 1_000, 30)
    assert block["elements"][0]["elements"][0]["text"].endswith("…")


def test_the_slides_window_sets_code_apart() -> None:
    (block,) = [b for b in windows.slide_window(SLIDE)["blocks"] if b["type"] == "rich_text"]
    assert kinds(block) == ["rich_text_list", "rich_text_preformatted", "rich_text_list"]
