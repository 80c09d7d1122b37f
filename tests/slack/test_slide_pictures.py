"""The slide itself: in the answer, and behind "Show slide"; as text wherever there is no picture."""

from __future__ import annotations

import io
import zipfile

from tests.decks import TIDES, pdf
from tests.slack.person import MAIN, Person
from tests.slack.seen import Blocks, Seen
from tests.slack.test_teaching import report_on
from tests.slack.workspace import Workspace

QUESTION = "What are neap tides?"


async def taught(elena: Person) -> None:
    await report_on(elena, await elena.drops(("tides.pdf", pdf(TIDES))))


def pictures(blocks: Blocks) -> list[str]:
    """The alternative texts of the pictures in it."""
    return [b["alt_text"] for b in blocks.blocks if b["type"] == "image"]


async def with_picture(person: Person, to: Seen) -> Seen:
    async def look() -> Seen | None:
        found = [m for m in await person.answers(to) if pictures(m)]
        return found[0] if found else None

    return await person.until(look, "an answer with a picture")


async def test_the_answer_comes_first_and_its_picture_follows(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await taught(elena)
    question = await sara.writes(QUESTION)
    answer = await with_picture(sara, question)
    assert pictures(answer) == [
        "Slide 3: Neap tides Neap tides are the weakest tides "
        "They occur when sun and moon stand at right angles"
    ]
    (posted,) = [e for e in workspace.posts if e.request["channel"] == sara.dm]
    assert "slack_file" not in str(posted.request["blocks"]), "nobody waited for the picture"
    assert len(await sara.answers(question)) == 1


async def test_a_picture_is_uploaded_once_and_then_comes_with_the_answer(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await taught(elena)
    await with_picture(sara, await sara.writes(QUESTION))
    workspace.made_public(QUESTION)  # Tom asks it too
    edits = len(workspace.calls("chat.update"))
    assert pictures(await tom.hears(await tom.writes(QUESTION)))
    await tom.types(f"/ask {QUESTION}")
    assert pictures(await tom.told())
    await workspace.settle()
    assert len(workspace.calls("chat.update")) == edits
    assert len(workspace.calls("files.completeUploadExternal")) == 1


async def test_show_slide_shows_the_slide_itself(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await taught(elena)
    await sara.types(f"/ask {QUESTION}", channel=MAIN)
    answer = await sara.told()
    await sara.presses("Show slide", on=answer)

    async def look() -> Blocks | None:
        stack = await sara.windows()
        return stack[-1] if stack and pictures(stack[-1]) else None

    window = await sara.until(look, "the slide's picture")
    (image,) = [b for b in window.blocks if b["type"] == "image"]
    data = await sara.sees_file(image["slack_file"]["id"])
    assert data is not None
    assert data.startswith(b"\x89PNG")
    assert await tom.sees_file(image["slack_file"]["id"]) is None, "she asked in private"
    assert "Neap tides are the weakest tides" in window.words


async def test_a_picture_that_slack_has_lost_leaves_the_answer(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await taught(elena)
    await with_picture(sara, await sara.writes(QUESTION))
    await workspace.settle()
    files = workspace.playground.world.files
    for file_id in [f.id for f in files.values() if f.mimetype == "image/png"]:
        del files[file_id]
    workspace.foresee("chat.postMessage", "invalid_blocks")
    question = await tom.writes(QUESTION)
    assert "weakest tides" in (await tom.hears(question)).words
    await with_picture(tom, question)


async def test_a_window_and_a_shared_answer_do_without_a_lost_picture(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    """As in a local workspace that was started anew: its files are gone, Lectern's notes of them are not."""
    await taught(elena)
    await with_picture(sara, await sara.writes(QUESTION))
    await sara.types(f"/ask {QUESTION}")
    answer = await sara.told()
    workspace.made_public(QUESTION)
    await workspace.settle()
    files = workspace.playground.world.files
    for file_id in [f.id for f in files.values() if f.mimetype == "image/png"]:
        del files[file_id]
    workspace.foresee("chat.postMessage", "invalid_blocks")
    await sara.presses("Share with channel", on=answer, confirm="Share")
    await workspace.settle()
    (shared,) = await tom.timeline(MAIN)
    assert "weakest tides" in shared.words
    await sara.presses("Show slide", on=answer)
    await workspace.settle()
    (window,) = await sara.windows()
    assert pictures(window), "drawn and uploaded anew"
    await sara.closes(window)
    for file_id in [f.id for f in files.values() if f.mimetype == "image/png"]:
        del files[file_id]
    workspace.foresee("views.open", "invalid_blocks")
    await sara.presses("Show slide", on=answer)
    await workspace.settle()
    (window,) = await sara.windows()
    assert "weakest tides" in window.words


async def test_without_an_upload_there_is_the_text(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await taught(elena)
    workspace.fail_next("files.getUploadURLExternal", "internal_error")
    answer = await sara.hears(await sara.writes(QUESTION))
    await workspace.settle()
    workspace.fail_next("files.completeUploadExternal", "internal_error")
    await sara.presses("Show slide", on=answer)
    await workspace.settle()
    (window,) = await sara.windows()
    assert "Neap tides are the weakest tides" in window.words
    assert not pictures(window)


async def test_a_deck_in_a_zip_has_the_pictures_of_its_own_pages(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    other_pages = [
        ("Winds", ["Trades"]),
        ("Waves", ["Swell"]),
        ("Currents", ["The Gulf Stream is warm"]),
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("week 1/other.pdf", pdf(other_pages))
        archive.writestr("week 2/tides.pdf", pdf(TIDES))
    await report_on(elena, await elena.drops(("term.zip", packed.getvalue())))
    answer = await with_picture(sara, await sara.writes(QUESTION))
    assert "Neap tides" in pictures(answer)[0]
    other = await with_picture(sara, await sara.writes("What about the Gulf Stream?"))
    assert "Currents" in pictures(other)[0]
    first, second = (c.request["files"] for c in workspace.calls("files.completeUploadExternal"))
    assert first != second


async def test_a_lecture_that_is_text_has_no_pictures(workspace: Workspace, sara: Person) -> None:
    await sara.hears(await sara.writes("What is KVM?"))
    await workspace.settle()
    assert workspace.calls("files.getUploadURLExternal") == []
