"""Several files in one message, and pictures that blocks show."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.person import MAIN, SARAS_DM, Person, Refused
from tests.playground.refusals import error_of

PNG = b"\x89PNG pretended"


async def picture(slack: AsyncWebClient, session: aiohttp.ClientSession, name: str) -> str:
    """An upload that is shared nowhere; its id."""
    made = await slack.files_getUploadURLExternal(filename=name, length=len(PNG))
    async with session.post(made["upload_url"], data=PNG) as response:
        assert response.status == 200
    await slack.files_completeUploadExternal(files=[{"id": made["file_id"], "title": "Slide"}])
    return str(made["file_id"])


def image(file_id: str) -> list[dict[str, Any]]:
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "A slide"}]


async def test_files_and_words_are_one_message(sara: Person, app: App) -> None:
    files = [await sara.uploads(name, b"x") for name in ("a.md", "b.pdf")]
    assert [f["mode"] for f in files] == ["snippet", "hosted"], "text is a snippet in Slack"
    await sara.writes("Look", channel=SARAS_DM, files=[f["id"] for f in files])
    event = (await app.got("message"))["event"]
    assert (event["subtype"], event["text"]) == ("file_share", "Look")
    assert [(f["name"], f["file_access"], f["is_external"]) for f in event["files"]] == [
        ("a.md", "visible", False),
        ("b.pdf", "visible", False),
    ]


async def test_only_ones_own_files_that_stand_nowhere_yet_can_be_sent(
    sara: Person, tom: Person
) -> None:
    theirs = await tom.uploads("a.md", b"x")
    sent = await sara.uploads("b.md", b"x", channel=MAIN)
    for ids in ([theirs["id"]], [sent["id"]], ["F0NONE"]):
        with pytest.raises(Refused, match="not there any more"):
            await sara.writes("Look", files=ids)


async def test_a_picture_is_seen_by_those_who_see_the_message(
    slack: AsyncWebClient,
    session: aiohttp.ClientSession,
    playground: Playground,
    sara: Person,
    tom: Person,
) -> None:
    file_id = await picture(slack, session, "slide.png")

    async def sees(person: Person) -> bool:
        url, params = f"{playground.url}/files/{file_id}/picture", {"user": person.id}
        async with session.get(url, params=params, allow_redirects=False) as answer:
            return answer.status == 200

    assert not await sees(sara)
    await slack.chat_postMessage(channel=SARAS_DM, text="A slide", blocks=image(file_id))
    assert [await sees(sara), await sees(tom)] == [True, False]
    await slack.chat_postEphemeral(channel=MAIN, user=tom.id, text="x", blocks=image(file_id))
    assert await sees(tom)


async def test_what_is_no_finished_picture_is_refused_in_blocks(
    slack: AsyncWebClient, session: aiohttp.ClientSession, sara: Person
) -> None:
    begun = await slack.files_getUploadURLExternal(filename="a.png", length=3)
    text = await picture(slack, session, "notes.txt")
    private = await sara.uploads("mine.png", PNG)
    for file_id in ("F0NONE12345", begun["file_id"], text, private["id"]):
        call = slack.chat_postMessage(channel=MAIN, text="x", blocks=image(str(file_id)))
        assert await error_of(call) == "invalid_blocks"
