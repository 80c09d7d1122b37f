"""No token and no person's words get into a log, whoever logs them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from config.logs import configure_logging, redact

TOKEN = "xoxb-123456789-abcdefSECRET"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    stream = io.StringIO()
    configure_logging("info", "json", stream)
    yield stream
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_json_line_with_its_fields(log: io.StringIO) -> None:
    structlog.get_logger().info("answered", question_id="q1", ms=12)
    (line,) = lines(log)
    assert (line["event"], line["question_id"], line["ms"], line["level"]) == (
        "answered",
        "q1",
        12,
        "info",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"token": TOKEN},
        {"url": f"wss://host/?ticket={TOKEN}"},
        {"headers": {"Authorization": f"Bearer {TOKEN}"}},
        {"calls": [("chat.postMessage", {"bot_token": "abcdefSECRET"})]},
        {"address": "postgresql://me:abcdefSECRET@db/lectern"},
        {"error": ValueError(f"bad {TOKEN}")},
        {"address": "https://lectern.example.edu/calendar/abcdefSECRET_-x.ics"},
    ],
)
def test_a_secret_is_struck_out_wherever_it_hides(log: io.StringIO, fields: dict[str, Any]) -> None:
    structlog.get_logger().warning("call_failed", **fields)
    assert "SECRET" not in log.getvalue()
    assert "redacted" in log.getvalue()


def test_a_secret_in_a_traceback_is_struck_out(log: io.StringIO) -> None:
    try:
        raise RuntimeError(f"refused {TOKEN}")
    except RuntimeError:
        structlog.get_logger().exception("unexpected")
    assert "RuntimeError" in log.getvalue()
    assert "SECRET" not in log.getvalue()


def test_peoples_words_are_left_out_at_info_level(log: io.StringIO) -> None:
    structlog.get_logger().info("asked", text="when is my surgery", question_id="q1")
    (line,) = lines(log)
    assert "text" not in line
    assert line["question_id"] == "q1"


@pytest.mark.parametrize(
    "somebody", ["U012AB3CD", "W012AB3CD", "U2147483697", "D0PNCRP9N", "U0TOM"]
)
def test_ids_of_people_and_their_direct_messages_are_struck_out(
    log: io.StringIO, somebody: str
) -> None:
    logger = structlog.get_logger()
    logger.warning("a", where=f"answer:{somebody}:1.0", by={somebody: [f"<@{somebody}>"]})
    logging.getLogger("some.library").warning("asked for %s", somebody)
    try:
        raise KeyError(somebody)
    except KeyError as error:
        logger.error("b", exc_info=error, error=error)
    assert somebody not in log.getvalue()
    assert log.getvalue().count("[somebody]") >= 6


def test_an_id_beside_an_underscore_is_struck_out_and_odd_keys_stay(log: io.StringIO) -> None:
    structlog.get_logger().warning("a", key="x_U0TOM1_y", by={("a", 1): "U0TOM1", 2: "b"})
    assert "U0TOM1" not in log.getvalue()


@pytest.mark.parametrize(
    "other",
    [
        "C012AB3CD",
        "G012AB3CD",
        "T012AB3CD",
        "UTF16",
        "DEADLINES",
        "UNAUTHORIZED",
        "W3C",
        "9bcdU0ab1",
        "D12",
    ],
)
def test_ids_of_channels_and_other_words_stay(log: io.StringIO, other: str) -> None:
    structlog.get_logger().warning("a", what=other)
    assert lines(log)[0]["what"] == other


def test_libraries_go_through_the_same_redaction(log: io.StringIO) -> None:
    logging.getLogger("some.library").warning("sending %s", TOKEN)
    assert lines(log)[0]["event"] == "sending [redacted]"


def test_slack_sdk_cannot_print_payloads_at_debug_level(log: io.StringIO) -> None:
    configure_logging("debug", "json", log)
    logging.getLogger("slack_sdk.web.async_client").debug("Sending a request with %s", TOKEN)
    assert log.getvalue() == ""


def test_redacting_leaves_ordinary_values_alone() -> None:
    assert redact({"ms": 3, "names": ["a", None], "ok": True}) == {
        "ms": 3,
        "names": ["a", None],
        "ok": True,
    }
