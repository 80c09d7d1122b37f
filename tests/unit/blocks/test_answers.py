"""What an answer, a refusal and a vote show and offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks import answers
from bot.blocks.answers import Message, Options
from bot.blocks.mrkdwn import moment, plain_moment
from bot.services.replies import DatedItem, Near, Other, Reply
from knowledge.model import Source
from tests.unit.blocks.made import DUE, NOW, ZONE, Words, texts

NEAR = tuple((f"Title {n}", f"Quote {n}\nsecond line") for n in range(5))
WORDS = Words("what is kvm", "KVM", "KVM is a type 1 hypervisor\nin Linux", "vm.txt", NEAR)
ITEM = DatedItem("Check-in", "due", DUE, DUE, False, ZONE, "Check-in due 12/1")
PLAIN = Options(NOW, ZONE)


def buttons(message: Message) -> list[str]:
    return [
        element["text"]["text"]
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def mrkdwn(message: Message) -> list[str]:
    return list(texts(message.blocks))


def reply(**changes: Any) -> Reply:
    return replace(WORDS.reply(), **changes)


def declined(**changes: Any) -> Reply:
    return replace(WORDS.reply(answered=False), **changes)


def dated(*items: DatedItem, now: datetime = NOW) -> Message:
    found = reply(kind="deadline", quote="", items=items, source=None, near=())
    return answers.answer("q1", found, Options(now, ZONE))


def test_an_answer_shows_title_quotation_and_where_it_stands() -> None:
    message = answers.answer("q1", reply(near=()), PLAIN)
    kinds = [block["type"] for block in message.blocks]
    assert kinds == ["section", "rich_text", "context", "actions", "context_actions"]
    assert mrkdwn(message) == ["*KVM*", "Lecture 13, slide 26 · November 16, 2021 · vm.txt"]
    assert message.text == "KVM: KVM is a type 1 hypervisor in Linux (Lecture 13, slide 26)"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source("f.txt", "t"), "f.txt"),
        (Source("f.txt", "t", lecture=2), "Lecture 2 · f.txt"),
        (Source("f.txt", "t", slide=0), "slide 0 · f.txt"),
        (Source("f.txt", "t", page=7), "f.txt"),
        (Source("", "t"), ""),
    ],
)
def test_the_source_line_leaves_out_what_is_not_known(source: Source, line: str) -> None:
    assert answers.source_line(source) == line


def test_an_answer_offers_its_slide_and_at_most_three_near_misses() -> None:
    near = [f"See also: Quote {n}" for n in range(3)]
    assert buttons(answers.answer("q1", reply(), PLAIN)) == ["Show slide", *near]


def test_sharing_is_offered_only_where_it_is_possible_and_asks_first() -> None:
    message = answers.answer("q1", reply(near=()), replace(PLAIN, share=True))
    assert buttons(message) == ["Show slide", "Share with channel"]
    (share,) = [e for b in message.blocks for e in b.get("elements", []) if e.get("confirm")]
    assert share["action_id"] == "share_answer"


def test_an_faq_answer_has_no_slide_to_show() -> None:
    assert buttons(answers.answer("q1", reply(kind="faq", near=()), PLAIN)) == ["Rephrase"]


def test_a_refusal_says_so_and_offers_what_is_close() -> None:
    message = answers.answer("q1", declined(confidence=0.1), PLAIN)
    assert message.text.startswith("The lecture doesn't say.")
    assert mrkdwn(message)[1].splitlines() == [
        "Closest I have:",
        *(f"• Title {n}: Quote {n}" for n in range(3)),
    ]
    assert buttons(message)[-1] == "Rephrase"


def test_where_it_is_undecided_the_closest_is_quoted_and_not_called_the_answer() -> None:
    message = answers.answer("q1", declined(confidence=0.4), PLAIN)
    assert message.text.startswith("I'm not sure that the lecture answers this.")
    assert mrkdwn(message) == [
        "*I'm not sure that the lecture answers this.* The closest I have:",
        "*Title 0*",
        "Close to it:\n• Title 1: Quote 1\n• Title 2: Quote 2",
    ]
    assert [b["type"] for b in message.blocks[:3]] == ["section", "section", "rich_text"]
    assert buttons(message)[-1] == "Rephrase"


def test_where_a_name_may_be_a_slip_the_one_that_the_course_has_is_asked_for() -> None:
    message = answers.answer("q1", declined(confidence=0.3, meant=("<sharing>",)), PLAIN)
    said = "I don't find that name in the lecture.* Did you mean “&lt;sharing&gt;”? The closest I have:"
    assert mrkdwn(message)[0] == f"*{said}"


def test_nothing_close_is_never_undecided() -> None:
    message = answers.answer("q1", declined(confidence=0.4, near=()), PLAIN)
    assert message.text.startswith("The lecture doesn't say.")


def test_two_slides_are_quoted_each_with_its_own_title_and_place() -> None:
    xen = Other("e2", "Xen is a microkernel", Source("vm.txt", "XEN", lecture=13, slide=31))
    message = answers.answer("q1", reply(near=(), also=(xen,)), PLAIN)
    kinds = [block["type"] for block in message.blocks]
    assert kinds == [
        *("section", "rich_text", "context"),
        *("section", "rich_text", "context"),
        *("actions", "context_actions"),
    ]
    assert mrkdwn(message)[2:] == ["*XEN*", "Lecture 13, slide 31 · vm.txt"]
    assert "XEN: Xen is a microkernel" in message.text


def test_a_person_can_be_asked_only_where_there_is_somebody() -> None:
    staffed = answers.answer("q1", declined(), replace(PLAIN, ask_human=True))
    assert buttons(staffed)[-1] == "Ask a TA"
    assert "Ask a TA" not in buttons(answers.answer("q1", declined(), PLAIN))


def test_small_talk_has_no_buttons() -> None:
    message = answers.answer(None, Reply(True, "chat", "Hello!", 1.0), PLAIN)
    assert (message.text, [b["type"] for b in message.blocks]) == ("Hello!", ["section"])


def test_a_date_is_shown_in_each_readers_own_zone_with_the_words_it_was_read_from() -> None:
    message = dated(ITEM)
    assert mrkdwn(message) == [
        "*Check-in* · due <!date^1638431940^{date_short_pretty} at {time}"
        "|Wed, December 1, 2021 at 23:59 PST>\n> Check-in due 12/1"
    ]
    assert message.text == "Check-in: Wed, December 1, 2021 at 23:59 PST"


def test_dates_that_have_passed_say_so() -> None:
    after = DUE + timedelta(minutes=1)
    lines = mrkdwn(dated(ITEM, now=after))
    assert lines[0] == "Nothing is coming up. These dates have passed:"
    assert "(passed)" in lines[1]
    later = replace(ITEM, title="Report", ends_at=after, starts_at=after)
    assert mrkdwn(dated(ITEM, later, now=after))[0].startswith("*Check-in*")


def test_a_range_shows_both_ends() -> None:
    start = DUE - timedelta(days=7)
    (line,) = mrkdwn(dated(replace(ITEM, kind="range", starts_at=start)))
    assert line.count("<!date^") == 2


def test_an_exam_is_at_the_moment_when_it_begins() -> None:
    exam = replace(ITEM, title="Final", kind="exam", starts_at=DUE - timedelta(hours=2))
    message = dated(exam)
    (line,) = mrkdwn(message)
    assert line.startswith(
        "*Final* · exam <!date^1638424740^{date_short_pretty} at {time}"
        "|Wed, December 1, 2021 at 21:59 PST> to <!date^1638431940^{time}|23:59>"
    )
    assert message.text == "Final: Wed, December 1, 2021 at 21:59 PST to 23:59"


def test_that_nothing_is_due_is_said_before_what_comes_next() -> None:
    remark = "Nothing is due this week. What comes next:"
    message = answers.answer("q1", replace(reply(near=()), items=(ITEM,), remark=remark), PLAIN)
    assert mrkdwn(message)[0] == remark
    assert message.text.startswith(f"{remark} Check-in: Wed")


def test_other_dates_and_tables_are_offered_by_their_names() -> None:
    date = Near("e1", "Homework 1", "Due Monday, November 30 at 11:59 PM")
    named = answers.answer(
        "q1", replace(reply(near=(date,)), kind="deadline", items=(ITEM,)), PLAIN
    )
    assert buttons(named)[-1] == "See also: Homework 1"
    table = Near("e2", "The classical five", "Hormone | Main effect | Used for\nAuxin | growth |")
    assert buttons(answers.answer("q1", reply(near=(table,)), PLAIN))[-1] == (
        "See also: The classical five"
    )


def test_what_is_near_is_not_named_twice() -> None:
    table = Near("e2", "The classical five", "Hormone | Main effect\nAuxin | growth")
    line = mrkdwn(answers.answer("q1", replace(declined(), confidence=0.0, near=(table,)), PLAIN))[
        -1
    ]
    assert line.endswith("• The classical five")


def test_at_most_ten_dates_are_listed() -> None:
    assert len(mrkdwn(dated(*[ITEM] * 12))) == 10


def test_a_day_without_a_time_is_the_same_day_everywhere() -> None:
    day = datetime(2021, 12, 1, tzinfo=UTC)
    assert moment(day, "Asia/Tokyo", all_day=True) == "Wed, December 1, 2021"
    assert plain_moment(day, "America/Los_Angeles", all_day=True) == "Wed, December 1, 2021"


def test_a_moment_without_a_zone_stays_in_its_own() -> None:
    assert plain_moment(DUE, None) == "Thu, December 2, 2021 at 07:59 UTC"


def test_a_shared_answer_names_who_shares_it_and_has_no_buttons() -> None:
    message = answers.shared("what is kvm", "U9", reply(), PLAIN)
    assert mrkdwn(message)[0] == "<@U9> asked: what is kvm"
    assert {b["type"] for b in message.blocks} == {"section", "rich_text", "context"}


def test_a_vote_is_thanked_and_not_helpful_shows_what_else_there_is() -> None:
    helpful = answers.after_vote("q1", reply(), helpful=True, ask_human=True)
    assert buttons(helpful) == []
    not_helpful = answers.after_vote("q1", reply(), helpful=False, ask_human=True)
    near = [f"See also: Quote {n}" for n in range(3)]
    assert buttons(not_helpful) == [*near, "Rephrase", "Ask a TA"]
    alone = answers.after_vote("q1", reply(near=()), helpful=False, ask_human=False)
    assert buttons(alone) == ["Rephrase"]


def test_a_near_miss_is_quoted_like_an_answer() -> None:
    message = answers.near_miss(Near("slide-1", "Xen", "Xen runs in domains"), WORDS.source, PLAIN)
    assert [b["type"] for b in message.blocks] == ["section", "rich_text", "context"]
    assert message.text == "Xen: Xen runs in domains"


def test_a_near_miss_that_is_a_moved_date_is_told_as_it_is_now() -> None:
    (item,) = WORDS.reply(items=1).items
    moved = replace(item, title="Essay", quote="due 12/1", note="moved; bees.md says Wed")
    near = Near("slide-1", "Bees", "due 12/1", (moved,))
    alone = answers.near_miss(near, None, PLAIN)
    assert "*Essay* · due" in alone.blocks[0]["text"]["text"]
    assert "_moved; bees.md says Wed_" in alone.blocks[0]["text"]["text"]
    refused = replace(WORDS.reply(answered=False), near=(near, near), confidence=0.35)
    message = answers.answer("q1", refused, PLAIN)
    for text in (alone.text, message.text):
        assert "Essay: " in text
        assert "(moved; bees.md says Wed)" in text
    assert buttons(message)[:2] == ["See also: Essay", "See also: Essay"]


def test_a_quotation_too_long_for_a_message_is_cut_and_shows_it() -> None:
    message = answers.answer("q1", reply(quote="word " * 2_000), PLAIN)
    (block,) = [b for b in message.blocks if b["type"] == "rich_text"]
    text = block["elements"][0]["elements"][0]["text"]
    assert text.startswith("word word")
    assert text.endswith("word…")
    assert len(text) <= 3_001
