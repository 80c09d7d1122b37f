"""Files: uploaded in two steps, shared, and served to those who may see them."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.files import clean_name
from bot.playground.state import Channel
from tests.playground.app import App
from tests.playground.conftest import SCOPES, manifest
from tests.playground.person import GENERAL, MAIN, SARA, SARAS_DM, TOM, Person, Refused
from tests.playground.refusals import error_of

DATA = b"%PDF-1.7 pretended"


async def begun(slack: AsyncWebClient, name: str = "slide.pdf", size: int = len(DATA)) -> Any:
    return await slack.files_getUploadURLExternal(filename=name, length=size)


async def test_the_sdk_uploads_in_one_go(
    slack: AsyncWebClient, playground: Playground, sara: Person, app: App
) -> None:
    done = await slack.files_upload_v2(
        channel=MAIN, filename="slide.pdf", title="Slide 26", content=DATA, initial_comment="Here"
    )
    file = done["file"]
    assert (file["title"], file["mimetype"], file["size"]) == (
        "Slide 26",
        "application/pdf",
        len(DATA),
    )
    (message,) = (await sara.get("history", channel=MAIN))["messages"]
    assert (message["text"], message["files"][0]["id"], message["bot_id"]) == (
        "Here",
        file["id"],
        "B0LECTERN",
    )
    shared = (await app.got("file_shared"))["event"]
    assert (shared["file_id"], shared["channel_id"]) == (file["id"], MAIN)


async def test_a_file_can_be_read_with_the_bots_token(
    slack: AsyncWebClient, playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    url = (await sara.uploads("notes.txt", b"words", channel=SARAS_DM))["url_private"]
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    async with session.get(url, headers=headers) as response:
        assert (response.status, await response.read()) == (200, b"words")
        assert response.content_type == "text/plain"


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer xoxb-other"}, {"Authorization": "Basic x"}]
)
async def test_without_the_token_one_is_sent_to_sign_in(
    session: aiohttp.ClientSession, sara: Person, headers: dict[str, str]
) -> None:
    """Slack's trap: who follows gets a page and a status of 200 instead of the file."""
    url = (await sara.uploads("notes.txt", b"words", channel=SARAS_DM))["url_private"]
    async with session.get(url, headers=headers, allow_redirects=False) as response:
        assert response.status == 302
        assert "/?redir=/files/" in response.headers["Location"]
    async with session.get(url, headers=headers) as response:
        assert (response.status, response.content_type) == (200, "text/html")


@pytest.mark.parametrize("app_manifest", [manifest(scopes=SCOPES - {"files:read"})])
async def test_reading_needs_its_scope(
    playground: Playground, session: aiohttp.ClientSession, sara: Person, slack: AsyncWebClient
) -> None:
    file = await sara.uploads("notes.txt", b"words", channel=SARAS_DM)
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    async with session.get(file["url_private"], headers=headers) as response:
        assert response.content_type == "text/html"
    assert await error_of(slack.files_info(file=file["id"])) == "missing_scope"


async def test_a_file_is_seen_where_it_was_shared(
    playground: Playground,
    session: aiohttp.ClientSession,
    slack: AsyncWebClient,
    sara: Person,
) -> None:
    """By the people of the conversation, and by the bot only where it is in it."""
    between = (await sara.post("open_im", **{"with": TOM}))["channel"]["id"]
    file = await sara.uploads("secret.txt", b"words", channel=between)
    bot = {"Authorization": f"Bearer {playground.bot_token}"}
    for reader, headers, seen in (
        ("U0SARA", {}, True),
        ("U0TOM", {}, True),
        ("U0AIKO", {}, False),
        ("U0LECTERN", {}, False),
        ("", {}, False),
        ("U0SARA", bot, False),
    ):
        url = f"{file['url_private']}?user={reader}"
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            assert (response.status == 200) is seen, reader
    assert await error_of(slack.files_info(file=file["id"])) == "file_not_found"
    assert await error_of(slack.files_delete(file=file["id"])) == "file_not_found"


async def test_an_upload_address_is_good_once_for_the_length_announced(
    slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    first = await begun(slack)
    async with session.post(first["upload_url"], data=DATA) as response:
        assert (response.status, await response.text()) == (200, f"OK - {len(DATA)}")
    async with session.post(first["upload_url"], data=DATA) as response:
        assert response.status == 404
    second = await begun(slack)
    async with session.post(second["upload_url"], data=DATA[:-1]) as response:
        assert response.status == 400
    third = await begun(slack)
    form = aiohttp.FormData()
    form.add_field("filename", DATA, filename="slide.pdf")
    async with session.post(third["upload_url"], data=form) as response:
        assert response.status == 200
    incomplete = slack.files_completeUploadExternal(
        files=[{"id": second["file_id"], "title": "x"}], channel_id=MAIN
    )
    assert await error_of(incomplete) == "file_not_found"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"length": 5}, "invalid_arguments"),
        ({"filename": "x"}, "invalid_arguments"),
        ({"filename": "x", "length": 0}, "invalid_arguments"),
        ({"filename": "x", "length": "many"}, "invalid_arguments"),
    ],
)
async def test_an_upload_needs_a_name_and_a_length(
    slack: AsyncWebClient, arguments: dict[str, Any], error: str
) -> None:
    call = slack.api_call("files.getUploadURLExternal", json=arguments)
    assert await error_of(call) == error


async def test_completing_an_upload(
    slack: AsyncWebClient, session: aiohttp.ClientSession, playground: Playground
) -> None:
    """Nothing is changed by a call that is refused; what was completed is not completed again."""
    made = await begun(slack)
    async with session.post(made["upload_url"], data=DATA):
        pass
    files = [{"id": made["file_id"], "title": "Slide"}]
    for arguments, error in (
        ({"files": []}, "invalid_arguments"),
        ({"files": "F0"}, "invalid_arguments"),
        ({"files": [1]}, "invalid_arguments"),
        ({"files": [{"id": "F0NONE"}]}, "file_not_found"),
        ({"files": files, "channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"files": files, "channel_id": GENERAL}, "not_in_channel"),
        (
            {"files": files, "channel_id": MAIN, "thread_ts": "1700000000.999999"},
            "thread_not_found",
        ),
    ):
        call = slack.api_call("files.completeUploadExternal", json=arguments)
        assert await error_of(call) == error
    done = await slack.files_completeUploadExternal(files=files, channel_id=MAIN)
    assert done["files"][0]["title"] == "Slide"
    again = slack.files_completeUploadExternal(files=files, channel_id=MAIN)
    assert await error_of(again) == "file_not_found"
    assert len(playground.world.channels[MAIN].messages) == 1


async def test_a_file_without_a_channel_is_its_owners_alone(
    slack: AsyncWebClient, session: aiohttp.ClientSession, sara: Person, playground: Playground
) -> None:
    """As a modal's file field makes it."""
    file = await sara.uploads("homework.txt", b"words")
    assert file["channels"] == []
    assert not any(c.messages for c in playground.world.channels.values())
    async with session.get(f"{file['url_private']}?user={SARA}") as response:
        assert await response.read() == b"words"
    assert await error_of(slack.files_info(file=file["id"])) == "file_not_found"


async def test_only_its_own_files_can_be_deleted(slack: AsyncWebClient, sara: Person) -> None:
    theirs = await sara.uploads("notes.txt", b"words", channel=MAIN)
    assert await error_of(slack.files_delete(file=theirs["id"])) == "cant_delete_file"
    mine = (await slack.files_upload_v2(channel=MAIN, filename="a.txt", content="x"))["file"]
    assert (await slack.files_info(file=mine["id"]))["file"]["name"] == "a.txt"
    await slack.files_delete(file=mine["id"])
    assert await error_of(slack.files_info(file=mine["id"])) == "file_not_found"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("....", "file"),
        ("", "file"),
        ("x" * 300, "x" * 255),
        ("Übung 1?#.pdf", "Übung 1?#.pdf"),
    ],
)
def test_a_name_is_a_name_and_no_path(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "Übung 1?#%2e.pdf", "a/../b.js"])
async def test_no_file_can_script_the_page(
    session: aiohttp.ClientSession, sara: Person, name: str
) -> None:
    """Its address works whatever its name, and it comes in a sandbox without scripts."""
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    file = await sara.uploads(name, script, channel=SARAS_DM)
    async with session.get(f"{file['url_private']}?user={SARA}") as response:
        assert await response.read() == script
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox;")
        assert "allow-scripts" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("inline;")
    async with session.get(f"{file['url_private']}?user={SARA}&download=1") as response:
        assert response.headers["Content-Disposition"].startswith("attachment;")


async def test_a_person_shares_a_file_where_they_are_and_in_threads(
    sara: Person, playground: Playground, app: App
) -> None:
    root = await sara.writes("Root")
    await sara.uploads("a.txt", b"x", channel=MAIN, thread_ts=root["ts"])
    event = await app.got("message", lambda p: p["event"].get("subtype") == "file_share")
    assert event["event"]["thread_ts"] == root["ts"]
    playground.world.channels["C0ELSE"] = Channel("C0ELSE", "else", [TOM])
    for query, why in (
        ({"channel": "C0ELSE"}, "Join #else first"),
        ({"channel": "G0TATEAM"}, "cannot see"),
        ({"channel": MAIN, "thread_ts": "1700000000.999999"}, "thread is gone"),
    ):
        with pytest.raises(Refused, match=why):
            await sara.uploads("a.txt", b"x", **query)
    with pytest.raises(Refused, match="empty"):
        await sara.uploads("a.txt", b"", channel=MAIN)
