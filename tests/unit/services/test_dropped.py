"""Which dropped files can be fetched, told from Slack's file objects."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services import dropped as d
from bot.services.dropped import DroppedFile, dropped, dropped_file, safe_name

HOSTED: dict[str, Any] = {
    "id": "F1",
    "name": "deck.pdf",
    "size": 42,
    "mode": "hosted",
    "is_external": False,
    "file_access": "visible",
    "url_private": "https://files.slack.com/files-pri/T1-F1/deck.pdf",
    "url_private_download": "https://files.slack.com/files-pri/T1-F1/download/deck.pdf",
}


def test_a_hosted_file_is_fetched_from_its_download_address() -> None:
    assert dropped_file(HOSTED) == DroppedFile(
        "F1", "deck.pdf", 42, "https://files.slack.com/files-pri/T1-F1/download/deck.pdf"
    )


def test_a_snippet_is_a_text_file_like_any_other() -> None:
    """Slack makes one of every text file that is dropped."""
    assert dropped_file({**HOSTED, "mode": "snippet", "name": "notes.md"}).refusal == ""


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"is_external": True}, d.EXTERNAL),
        ({"mode": "external"}, d.EXTERNAL),
        ({"mode": "tombstone"}, d.GONE),
        ({"mode": "hidden_by_limit"}, d.HIDDEN),
        ({"mode": "space"}, d.A_POST),
        ({"mode": "quip"}, d.A_POST),
        ({"file_access": "file_not_found"}, d.GONE),
        ({"file_access": "access_denied"}, d.HIDDEN),
        ({"url_private": None, "url_private_download": 7}, d.NO_ADDRESS),
    ],
)
def test_what_cannot_be_fetched_says_why(changed: dict[str, Any], why: str) -> None:
    assert dropped_file({**HOSTED, **changed}).refusal == why


def test_a_file_of_slack_connect_is_to_be_asked_for() -> None:
    file = dropped_file({"id": "F1", "file_access": "check_file_info"})
    assert (file.id, file.incomplete, file.refusal) == ("F1", True, "")


@pytest.mark.parametrize("files", [None, "text", 7, [], [None, "x"]])
def test_what_is_no_list_of_files_has_none(files: Any) -> None:
    assert dropped({"files": files}) == ()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\decks\\week 1.pptx", "week 1.pptx"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("..", "file"),
        ("", "file"),
        ("Übung 3.pdf", "Übung 3.pdf"),
    ],
)
def test_a_name_has_no_folders_and_nothing_that_cannot_be_seen(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_a_disk_takes(name: str) -> None:
    made = safe_name(name)
    assert 0 < len(made.encode("utf-8", "surrogatepass")) <= 200
    assert not {"/", "\\", "\x00"} & set(made)
    assert made not in {".", ".."}
    assert safe_name(made) == made


def test_a_long_name_keeps_its_ending() -> None:
    made = safe_name("ä" * 300 + ".pdf")
    assert made.endswith("ä.pdf")
    assert len(made.encode()) <= 200
