"""Windows, the Home tab and the guides: what they show, and what they take along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import guides, windows
from bot.blocks.windows import Carried
from tests.unit.blocks.made import CARRIED, NOW, ZONE, Words, texts

WORDS = Words(
    "what is <kvm>?",
    "Hypervisors",
    "Say this slowly.",
    "vm.txt",
    bullets=(("KVM", 0, None), ("in Linux", 1, "1n Linux"), ("Xen", 0, None)),
)


def rows(view: dict[str, Any]) -> list[tuple[int, str]]:
    """The bullets of a view with their indents."""
    return [
        (part["indent"], row["elements"][0]["text"])
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for row in part["elements"]
    ]


def field(view: dict[str, Any], block_id: str) -> dict[str, Any]:
    (found,) = [b["element"] for b in view["blocks"] if b.get("block_id") == block_id]
    return dict(found)


def test_a_slide_shows_its_bullets_notes_source_and_repairs() -> None:
    view = windows.slide_window(WORDS.slide)
    assert view["title"]["text"] == "Slide 26"
    assert view["blocks"][0]["text"]["text"] == "Hypervisors"
    assert rows(view) == [(0, "KVM"), (1, "in Linux"), (0, "Xen")]
    assert list(texts(view)) == [
        "*Notes*\nSay this slowly.",
        "Lecture 13, slide 26 · vm.txt",
        "*Repaired in the scan*\n“1n Linux” was read as “in Linux”",
    ]


def test_a_slide_without_text_says_so_and_one_that_is_gone_too() -> None:
    bare = windows.slide_window(replace(WORDS.slide, bullets=(), notes="", slide=None))
    assert bare["title"]["text"] == "Slide"
    assert "_This slide has no text._" in texts(bare)
    assert "no longer" in next(texts(windows.slide_window(None)))


def test_a_very_full_slide_is_cut_to_what_a_window_holds() -> None:
    many = replace(WORDS.slide, bullets=WORDS.slide.bullets[:1] * 100)
    assert len(rows(windows.slide_window(many))) == 60


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=200), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_what_a_window_carries_comes_back(
    question: str, channel: str, url: str, thread: str
) -> None:
    carried = Carried(question, channel, url, thread)
    assert Carried.load(carried.dump()) == carried


@pytest.mark.parametrize(
    "raw", ["", "{}", "[1]", '["a","b","c"]', "null", '["a","b","c","d","e"]', "[" * 9_999]
)
def test_what_no_window_of_ours_carries_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Carried.load(raw)


@pytest.mark.parametrize(
    "view",
    [
        windows.rephrase_window(CARRIED, WORDS.question),
        windows.ask_human_window(CARRIED, WORDS.question, "C0HELP"),
    ],
)
def test_a_question_is_filled_in_as_it_was_asked_and_not_carried(view: dict[str, Any]) -> None:
    assert field(view, "question")["initial_value"] == "what is <kvm>?"
    assert "kvm" not in view["private_metadata"]


def test_nothing_is_filled_in_for_others() -> None:
    assert "initial_value" not in field(windows.rephrase_window(CARRIED, " "), "question")


def test_the_window_to_the_staff_says_where_it_goes_and_whose_name_goes_along() -> None:
    view = windows.ask_human_window(CARRIED, "help", "C0HELP")
    assert any("<#C0HELP>" in text for text in texts(view))
    assert field(view, "name")["initial_options"] == field(view, "name")["options"]
    sent = [next(texts(windows.sent_window(named=named))) for named in (True, False)]
    assert "get back to you" in sent[0]
    assert "cannot write back to you" in sent[1]


def test_an_answer_in_a_window_leaves_out_what_cannot_stand_there() -> None:
    blocks = [{"type": "section"}, {"type": "actions"}, {"type": "context_actions"}]
    assert windows.answer_window(blocks)["blocks"] == [{"type": "section"}]


def test_the_unanswered_are_listed_without_the_people_who_asked() -> None:
    message = guides.unanswered([WORDS.record])
    assert list(texts(message.blocks))[1:] == ["• what is &lt;kvm&gt;?"]
    assert "U9" not in str(message)


def test_what_has_an_answer_by_now_is_marked_among_the_unanswered() -> None:
    newer = replace(WORDS.record, id="q2", text="and xen?")
    lines = list(texts(guides.unanswered([newer, WORDS.record], frozenset({"q2"})).blocks))
    assert lines[1:] == ["• and xen?  ·  _has an answer now_", "• what is &lt;kvm&gt;?"]


def test_more_unanswered_than_a_message_holds_are_counted() -> None:
    long = replace(WORDS.record, text="why " * 100)
    lines = list(texts(guides.unanswered([long] * 200).blocks))
    shown = len(lines) - 2
    assert lines[-1] == f"… and {200 - shown} more"


def test_a_wrong_subcommand_is_named_with_the_closest_one() -> None:
    told = list(texts(guides.lectern_help("statsu", "status").blocks))
    assert told[0] == "I don't know `/lectern statsu`. Did you mean `/lectern status`?"
    assert len(list(texts(guides.lectern_help().blocks))) == len(told) - 1


def test_the_status_tells_what_is_known_from_which_files_since_when() -> None:
    counts = {"asked": 1, "answered": 1, "declined": 0, "helpful": 2, "not_helpful": 3}
    facts = guides.Status("TCSS 562", "Clouds", ("a.txt",), 40, 60, 9, 5, 7, (), NOW, counts)
    told = list(texts(guides.status(facts, ZONE).blocks))
    assert "40 slides, 60 entries, 9 acronyms, 5 dates, 7 repairs" in told[0]
    assert told[1] == "*Lecture files*\n• a.txt"
    assert "1 question: 1 answered, 0 not in the lecture" in told[2]
    assert "2 helpful, 3 not helpful" in told[2]
    assert told[3].startswith("Built <!date^")
