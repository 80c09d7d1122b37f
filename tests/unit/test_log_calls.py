"""No log call binds an id, a name or words of a person, or a token: read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.delivery.conversations import conversation

ROOT = Path(__file__).resolve().parents[2]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "bind", "log", "msg"}
FIELDS = {
    # what each says; a new one comes here only if it can never say who somebody is, or what somebody wrote
    "about": "an id of ours: an item, a poll, a batch of proposals, a meeting",
    "attempts": "a number",
    "channel": "where, by `conversation` alone",
    "confidence": "a number",
    "count": "a number",
    "course": "an id of the course file",
    "drafts": "a number",
    "error": "Slack's code for it, the type's name, or a StorageError, which is a sentence of ours",
    "exc_info": "whether there is a traceback, or of which error",
    "kind": "a constant",
    "new": "a number",
    "question_id": "an id of ours",
    "reference": "an id made for this line",
    "state": "a constant",
    "surface": "a constant",
    "teaching": "an id of ours",
    "type": "a payload's type",
    "wakeup": "a constant",
    "why": "a constant",
    "workspace": "Slack's id of the workspace",
}
ERRORS = {
    "str(error)",
    "reason",
    "why",
    "reason or type(error).__name__",
    *(f"type({name}).__name__" for name in ("error", "again", "refusal")),
    *(f"{name}.response['error']" for name in ("error", "again", "refusal")),
}
Call = tuple[str, ast.Call]


def calls() -> Iterator[Call]:
    """Every call of a module's `log`, with where it stands."""
    names = {f"log.{at}" for at in LEVELS}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        text = path.read_text()
        if "log" not in text:  # the same holds for what is parsed, and parsing takes long
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


CALLS = list(calls())


def other_loggers() -> list[str]:
    """Modules that make a logger by another name, or use the standard library's."""
    allowed = "log = structlog.get_logger(__name__)"
    return [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "bot").rglob("*.py"))
        for line in path.read_text().splitlines()
        if ("get_logger(" in line and line != allowed)
        or ("getLogger(" in line and line.strip() != 'logger = logging.getLogger("bot.bolt")')
    ]


def test_every_module_logs_by_one_name_so_that_all_calls_are_looked_at() -> None:
    assert other_loggers() == []
    assert len(CALLS) > 50


@pytest.mark.parametrize(("where", "call"), CALLS, ids=[where for where, _ in CALLS])
def test_a_log_call_has_a_constant_event_and_only_fields_that_name_nobody(
    where: str, call: ast.Call
) -> None:
    (event,) = call.args
    assert isinstance(event, ast.Constant), f"{where}: the event is put together"
    for field in call.keywords:
        assert field.arg in FIELDS, f"{where}: {field.arg}= is new: may it say who somebody is?"
        value = ast.unparse(field.value)
        if field.arg == "channel":
            assert value.startswith("conversation("), (
                f"{where}: {value} may be the id of a direct message"
            )
        if field.arg == "error":
            assert value in ERRORS, f"{where}: {value} may quote somebody"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("C0TCSS562", "C0TCSS562"),
        ("G0TATEAM", "G0TATEAM"),
        ("D0LECTERN1", "direct message"),
        ("U0SARA", "direct message"),
        ("W0SARA", "direct message"),
        ("", "direct message"),
    ],
)
def test_of_a_conversation_with_one_person_nothing_else_is_said(place: str, said: str) -> None:
    assert conversation(place) == said
