"""HTTP mode: what is not signed by Slack is refused unread, and nothing malformed breaks anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.errors import ConfigurationError
from tests.slack.person import MAIN, Person
from tests.slack.signed import (
    FORM,
    JSON,
    send,
    send_form,
    send_interaction,
    send_json,
    signed,
)
from tests.slack.workspace import Workspace

pytestmark = pytest.mark.parametrize("mode", ["http"])

Json = dict[str, Any]


def event(person: Person, **changed: Any) -> Json:
    """A question in a direct message, as the Events API carries it."""
    message = {
        "type": "message",
        "channel": person.dm,
        "channel_type": "im",
        "user": person.id,
        "text": "What is KVM?",
        "ts": "1700000000.000100",
    }
    whole = {
        "type": "event_callback",
        "team_id": "T0LECTERN",
        "event_id": "Ev0TEST",
        "event": message,
    }
    return whole | changed


def without(payload: Json, name: str) -> Json:
    return {k: v for k, v in payload.items() if k != name}


async def nothing_happened(workspace: Workspace) -> bool:
    await workspace.settle()
    called = {e.name for e in workspace.playground.wire.entries if e.direction == "from_bot"}
    return called == {"auth.test"} and await workspace.accepted() == []


# Signatures


async def test_a_wrong_signature_is_refused(workspace: Workspace, sara: Person) -> None:
    workspace.playground.faults.corrupt_signature = True
    workspace.playground.faults.retry_delays = ()
    workspace.foresee("message", "http 401")
    await sara.writes("What is KVM?")
    assert await nothing_happened(workspace)


async def test_a_stale_time_stamp_is_refused(workspace: Workspace, sara: Person) -> None:
    workspace.playground.faults.stale_timestamp = True
    workspace.playground.faults.retry_delays = ()
    workspace.foresee("message", "http 401")
    await sara.writes("What is KVM?")
    assert await nothing_happened(workspace)


@pytest.mark.parametrize("age", [301, 3_600, -400], ids=["old", "very old", "from the future"])
async def test_a_right_signature_of_another_time_is_refused(
    workspace: Workspace, sara: Person, age: int
) -> None:
    body = json.dumps(event(sara)).encode()
    status, _ = await send(workspace, body, signed(workspace, body, age=age))
    assert status == 401
    assert await nothing_happened(workspace)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=ä"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Request-Timestamp": ""},
    ],
)
async def test_spoilt_headers_are_refused(
    workspace: Workspace, sara: Person, spoilt: dict[str, str]
) -> None:
    body = json.dumps(event(sara)).encode()
    status, _ = await send(workspace, body, signed(workspace, body) | spoilt)
    assert status == 401
    assert await nothing_happened(workspace)


async def test_unsigned_and_tampered_requests_are_refused(
    workspace: Workspace, sara: Person
) -> None:
    body = json.dumps(event(sara)).encode()
    assert (await send(workspace, body, {"Content-Type": JSON}))[0] == 401
    tampered = body.replace(b"KVM", b"XEN")
    assert (await send(workspace, tampered, signed(workspace, body)))[0] == 401
    assert await nothing_happened(workspace)


async def test_what_is_not_signed_is_not_even_parsed(workspace: Workspace) -> None:
    """Broken and hostile bodies get the same answer as any other without a signature."""
    for body in (b"{nope", b"[" * 50_000, b"\xff\xfe", b""):
        assert (await send(workspace, body, {"Content-Type": JSON}))[0] == 401
    challenge = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    assert (await send(workspace, challenge, {"Content-Type": JSON}))[0] == 401


# Replays


async def test_a_replayed_event_is_answered_once(workspace: Workspace, sara: Person) -> None:
    """The same body with the same signature: both are acknowledged."""
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await sara.hears(question)
    await workspace.settle()
    body = json.dumps(workspace.event_of(question)).encode()
    headers = signed(workspace, body)
    for _ in range(2):
        assert (await send(workspace, body, headers))[0] == 200
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


async def test_a_replayed_command_is_answered_once(workspace: Workspace, sara: Person) -> None:
    await sara.types("/ask What is KVM?")
    await sara.told()
    (command,) = workspace.playground.wire.deliveries("/ask")
    body = urlencode(command.request).encode()
    headers = signed(workspace, body, content_type=FORM)
    assert (await send(workspace, body, headers))[0] == 200
    await workspace.settle()
    assert len(await sara.private()) == 1
    assert len(await workspace.questions()) == 1


async def test_a_replayed_window_is_worked_on_once(workspace: Workspace, sara: Person) -> None:
    answer = await sara.hears(await sara.writes("Explain backpropagation"))
    await sara.presses("Rephrase", on=answer)
    await sara.submits(await sara.sees_window("Rephrase"), question="What is KVM?")
    await sara.hears(answer, n=2)
    (submission,) = workspace.playground.wire.deliveries("view_submission")
    assert (await send_interaction(workspace, submission.request))[0] == 200
    await workspace.settle()
    assert len(await sara.answers(answer)) == 2


# Malformed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{nope",
        b"[1, 2]",
        b'"words"',
        b"null",
        b"7",
        b"{}",
        b'{"type": "nonsense"}',
        b'{"type": "event_callback"}',
        b"[" * 50_000,
        b'{"text": "\\ud800"}',
    ],
    ids=range(11),
)
async def test_a_body_that_is_nothing_of_slacks_is_refused(
    workspace: Workspace, body: bytes
) -> None:
    for content_type in (JSON, FORM, "text/plain", "multipart/form-data; boundary=x"):
        status, _ = await send(workspace, body, signed(workspace, body, content_type=content_type))
        assert status in {400, 404}
    assert await nothing_happened(workspace)


async def test_a_body_that_is_not_utf8_is_refused(workspace: Workspace) -> None:
    body = b'{"type": "\xff\xfe"}'
    status, _ = await send(workspace, body, signed(workspace, body))
    assert status in {400, 401}


async def test_a_huge_body_is_refused(workspace: Workspace) -> None:
    body = b'{"type": "' + b"x" * 2_000_000 + b'"}'
    assert (await send(workspace, body, signed(workspace, body)))[0] == 413
    assert await nothing_happened(workspace)


@pytest.mark.parametrize("missing", ["type", "team_id", "event_id", "event"])
async def test_an_event_with_a_part_missing_is_refused(
    workspace: Workspace, sara: Person, missing: str
) -> None:
    status, _ = await send_json(workspace, without(event(sara), missing))
    assert status in {400, 404}
    assert await nothing_happened(workspace)


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "words"},
        {"event": []},
        {"event": {}},
        {"event": {"type": None}},
        {"event": {"type": 5}},
        {"event_id": 5},
        {"event_id": ["Ev"]},
        {"event_id": "E" * 5_000},
        {"event_id": ""},
        {"team_id": None},
        {"team_id": {"id": "T"}},
    ],
    ids=str,
)
async def test_an_event_of_another_shape_is_refused(
    workspace: Workspace, sara: Person, changed: Json
) -> None:
    status, _ = await send_json(workspace, event(sara, **changed))
    assert status in {400, 404}
    assert await nothing_happened(workspace)


@pytest.mark.parametrize(
    "changed",
    [
        {"channel": ["D"]},
        {"channel": None},
        {"user": {"id": "U"}},
        {"user": ""},
        {"ts": 17},
        {"ts": None},
    ],
    ids=str,
)
async def test_a_message_of_another_shape_is_taken_and_left_alone(
    workspace: Workspace, sara: Person, changed: Json
) -> None:
    message = event(sara)["event"] | changed
    assert (await send_json(workspace, event(sara, event=message)))[0] == 200
    await workspace.settle()
    assert workspace.posts == []


async def test_an_event_nobody_asked_for_is_taken_and_left_alone(
    workspace: Workspace, sara: Person
) -> None:
    """Slack would send it again and again if it were not acknowledged."""
    assert (await send_json(workspace, event(sara, event={"type": "team_join"})))[0] == 200
    assert await nothing_happened(workspace)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"a": "b"},
        {"payload": "{nope"},
        {"payload": "[1]"},
        {"payload": '"words"'},
        {"payload": "{}"},
        {"payload": '{"type": "nonsense"}'},
    ],
    ids=str,
)
async def test_a_form_that_is_nothing_of_slacks_is_refused(
    workspace: Workspace, fields: dict[str, str]
) -> None:
    status, _ = await send_form(workspace, **fields)
    assert status in {400, 404}
    assert await nothing_happened(workspace)


async def test_an_unknown_command_is_taken_and_left_alone(
    workspace: Workspace, sara: Person
) -> None:
    fields = {"command": "/nope", "text": "What is KVM?", "team_id": "T0LECTERN"}
    assert (await send_form(workspace, **fields, user_id=sara.id))[0] == 200
    assert await nothing_happened(workspace)


def click(person: Person, **action: Any) -> Json:
    return {
        "type": "block_actions",
        "team": {"id": "T0LECTERN"},
        "user": {"id": person.id, "team_id": "T0LECTERN"},
        "container": {"type": "message"},
        "actions": [{"type": "button", "block_id": "b", **action}],
    }


def submission(person: Person, **view: Any) -> Json:
    return {
        "type": "view_submission",
        "team": {"id": "T0LECTERN"},
        "user": {"id": person.id, "team_id": "T0LECTERN"},
        "view": {
            "id": "V1",
            "type": "modal",
            "team_id": "T0LECTERN",
            "private_metadata": "",
            "state": {"values": {}},
            **view,
        },
    }


async def test_unknown_buttons_windows_and_shortcuts_are_taken_and_left_alone(
    workspace: Workspace, sara: Person
) -> None:
    """As when a message still shows what an older Lectern could do."""
    shortcut = {
        "type": "message_action",
        "callback_id": "nope",
        "team": {"id": "T0LECTERN"},
        "user": {"id": sara.id, "team_id": "T0LECTERN"},
    }
    for payload in (
        click(sara, action_id="nope", value="1"),
        submission(sara, callback_id="nope"),
        shortcut,
        shortcut | {"type": "shortcut"},
    ):
        assert (await send_interaction(workspace, payload))[0] == 200
    assert await nothing_happened(workspace)


@pytest.mark.parametrize(
    "payload",
    [
        lambda p: click(p, action_id="show_slide") | {"actions": []},
        lambda p: click(p, action_id="show_slide") | {"actions": ["show_slide"]},
        lambda p: without(click(p, action_id="show_slide"), "actions"),
        click,
        lambda p: submission(p) | {"view": None},
        submission,
        lambda p: submission(p, callback_id="rephrase", state=None),
        lambda p: submission(
            p,
            callback_id="rephrase",
            private_metadata="{nope",
            state={"values": {"question": {"value": {"value": "What is KVM?"}}}},
        ),
        lambda p: submission(
            p,
            callback_id="ask_human",
            private_metadata="[]",
            state={"values": {"question": {"value": {"value": "What is KVM?"}}}},
        ),
    ],
    ids=range(9),
)
async def test_an_interaction_of_another_shape_is_refused(
    workspace: Workspace, sara: Person, payload: Callable[[Person], Json]
) -> None:
    status, _ = await send_interaction(workspace, payload(sara))
    assert status in {400, 404}
    assert await nothing_happened(workspace)


@pytest.mark.parametrize(
    "name",
    ["show_slide", "near_miss_0", "share_answer", "rephrase", "ask_human", "feedback", "example_0"],
)
@pytest.mark.parametrize("value", ["", "nope", "x:y:z", "99999999999999999999", "0' OR 1=1 --"])
async def test_a_button_with_a_value_of_nobodys_does_nothing(
    workspace: Workspace, sara: Person, name: str, value: str
) -> None:
    """Acknowledged at once; then told, where there is somewhere to tell it, and logged."""
    workspace.expected_errors |= {"handler_failed"}
    workspace.tolerate("views.open", "invalid_arguments")
    assert (await send_interaction(workspace, click(sara, action_id=name, value=value)))[0] == 200
    await workspace.settle()
    assert workspace.posts == []


# The rest of the house


async def test_the_handshake_of_a_new_request_url(workspace: Workspace) -> None:
    payload = {"type": "url_verification", "challenge": "3eZbrw1aB10FEMAGAZd4FyFQ"}
    status, body = await send_json(workspace, payload)
    assert (status, "3eZbrw1aB10FEMAGAZd4FyFQ" in body) == (200, True)


async def health(workspace: Workspace) -> tuple[int, Json]:
    address = workspace.request_url.replace("/slack/events", "/healthz")
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.json()


async def test_healthz_says_whether_the_database_answers(workspace: Workspace) -> None:
    assert await health(workspace) == (200, {"ok": True})
    async with workspace.unreadable_database():
        assert await health(workspace) == (503, {"ok": False, "database": "unreachable"})
    assert await health(workspace) == (200, {"ok": True})


async def test_http_mode_without_a_secret_does_not_start(empty_workspace: Workspace) -> None:
    app = await empty_workspace.build(slack_signing_secret=None)
    with pytest.raises(ConfigurationError, match="SLACK_SIGNING_SECRET"):
        await app.start_http("127.0.0.1", 0)
    await app.stop()
