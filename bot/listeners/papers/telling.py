"""What the staff does with a closed paper: looking at slides and sentences, writing to the class."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.blocks import windows
from bot.blocks.answers import note
from bot.blocks.mrkdwn import section
from bot.blocks.papers import answered
from bot.blocks.papers import digest as digests
from bot.blocks.papers import writing as blocks
from bot.blocks.papers.answered import Background
from bot.blocks.papers.writing import Row, Sheet
from bot.blocks.windows import Carried
from bot.listeners.deadlines.telling import carried, chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.pictured import open_slide
from bot.listeners.taking import Handler, Take, Taken, option_of, options_of, text_of
from bot.listeners.who import staff
from bot.services.papers.asking import TITLE
from bot.services.papers.counting import Outcome
from bot.services.papers.digesting import Digest, digest
from bot.services.papers.telling import (
    MOST_ITEMS,
    ClassPost,
    Item,
    Telling,
    kept_post,
    proposed,
)
from bot.services.polls.ports import Option, Poll

Payload = Mapping[str, Any]
EMPTY = "Tick a question and write it, or say what will change."
DELETED = "Deleted. *Post to class…* has what you wrote."
UNDELETED = "Slack would not let me delete it. Somebody who may delete messages there has to do it."
NO_QUESTION = "Write the question, or take the tick away."


async def slide(deps: Deps, body: Payload) -> None:
    """ "Show slide", for whoever reads it: with its picture as soon as there is one."""
    await open_slide(deps, body["trigger_id"], deps.questions.course.slide_of(chosen(body)))


async def everything(deps: Deps, body: Payload) -> None:
    """ "All answers" """
    staff(deps, body)
    paper = await deps.papers.paper(chosen(body))
    found = Digest(paper, Outcome.from_result(paper.result))
    await deps.slack.open_window(body["trigger_id"], digests.all_answers(found))


async def write(deps: Deps, body: Payload) -> None:
    """ "Post to class…" and "Edit…": the window."""
    staff(deps, body)
    paper = await deps.papers.paper(chosen(body))
    loading = windows.window(answered.title_of(paper), [section("Putting it together…")])
    view_id = await deps.slack.open_window(body["trigger_id"], loading)
    sheet = await _sheet(deps, paper)
    await deps.slack.update_window(view_id, blocks.writing_window(carried(paper.id, body), sheet))


async def _sheet(deps: Deps, paper: Poll) -> Sheet:
    """What was written before, or what is proposed; with one row for a question of one's own."""
    earlier = await deps.papers.earlier(paper)
    course = deps.questions.course
    found = await digest(paper, earlier, course, deps.questions.look_up)
    before = kept_post(paper)
    if before is None:
        sizes = [point.size for point in found.unclear]
        rows = [
            Row(item, ticked=bool(item.answer) or size > 1, size=size)
            for item, size in zip(proposed(found), sizes, strict=False)
        ]
    else:
        rows = [Row(item, ticked=True) for item in before.items]
        written_ = {item.question for item in before.items}
        rest = [item for item in proposed(found) if item.question not in written_]
        rows += [Row(item, ticked=False) for item in rest[: max(0, MOST_ITEMS - len(rows))]]
    rows.append(Row(Item(""), ticked=False))
    return Sheet(paper, tuple(rows), _slides(deps, found), before or ClassPost())


def _slides(deps: Deps, found: Digest) -> list[Option]:
    """Those that questions point to first, then the lecture's own."""
    named = [slide for point in found.unclear for slide in point.slides]
    options = {option.id: option for option in found.paper.options}
    out: dict[str, Option] = {}
    for entry_id in [*named, *(entry for entry, _ in found.picked), *options]:
        known, shown = options.get(entry_id), deps.questions.course.slide_of(entry_id)
        if known is not None:
            out.setdefault(entry_id, known)
        elif shown is not None and shown.title:
            number = f"{shown.slide} · " if shown.slide is not None else ""
            out.setdefault(entry_id, Option(entry_id, f"{number}{shown.title}"[:TITLE]))
    return list(out.values())


async def written(deps: Deps, body: Payload) -> Taken:
    """The submitted window: what is ticked, as it was written."""
    staff(deps, body)
    values = body["view"]["state"]["values"]
    errors, items = {}, []
    for n in range(MOST_ITEMS + 2):
        if f"{blocks.USE}_{n}" not in values or not options_of(body, f"{blocks.USE}_{n}"):
            continue
        item = _item(body, n)
        items.append(item)
        if not item.question:
            errors[f"{blocks.ASKED}_{n}"] = NO_QUESTION
    post = ClassPost(
        tuple(items),
        averages="on" in options_of(body, blocks.AVERAGES),
        change=text_of(body, blocks.OVERALL),
    )
    if not errors and not post.items and not post.change:
        errors[blocks.OVERALL] = EMPTY
    if errors:
        return Taken(errors=errors)
    carried_ = Carried.load(body["view"]["private_metadata"])
    return Taken(work=partial(_preview, carried_.question_id, post))


def _item(body: Payload, n: int) -> Item:
    return Item(
        text_of(body, f"{blocks.ASKED}_{n}"),
        text_of(body, f"{blocks.SAID}_{n}"),
        option_of(body, f"{blocks.SLIDE}_{n}"),
        text_of(body, f"{blocks.DOES}_{n}"),
    )


async def _preview(poll_id: str, post: ClassPost, deps: Deps, body: Payload) -> None:
    paper = await Telling(deps.papers).keep(poll_id, post)
    behind = await _behind(deps, paper)
    await tell(deps, body, answered.preview(post, behind, await _channel(deps, paper)))


async def _behind(deps: Deps, paper: Poll) -> Background:
    earlier = [Outcome.from_result(one.result) for one in await deps.papers.earlier(paper)]
    outcome = Outcome.from_result(paper.result)
    return Background(paper, outcome, earlier, deps.questions.course.slide_of)


async def _channel(deps: Deps, paper: Poll) -> str:
    """Where the class was asked; where it is asked now, or the course's own, if that was nowhere."""
    chosen_ = await deps.papers.settings()
    now = chosen_.channel if chosen_ else ""
    return paper.channel or now or next(iter(deps.config.slack.channels), "")


async def post(deps: Deps, body: Payload) -> None:
    """ "Post" under the preview."""
    staff(deps, body)
    paper = await deps.papers.paper(chosen(body))
    channel = await _channel(deps, paper)
    paper = await Telling(deps.papers).post(paper.id, channel)
    await tell(deps, body, answered.posted(paper, channel), replace=True)


async def discard(deps: Deps, body: Payload) -> None:
    """ "Discard" under the preview: what was written is kept for the next time."""
    staff(deps, body)
    words = "Nothing was posted. *Post to class…* has what you wrote."
    await tell(deps, body, note(words), replace=True)


async def unpost(deps: Deps, body: Payload) -> None:
    """ "Delete it", after it was posted."""
    staff(deps, body)
    gone = [
        await deps.slack.delete_now(sent.posted_channel or sent.channel, sent.ts)
        for sent in await Telling(deps.papers).take_back(chosen(body))
        if sent.ts
    ]
    await tell(deps, body, note(DELETED if all(gone) else UNDELETED), replace=True)


ACTIONS: dict[str, Handler] = {
    "paper_slide": slide,
    "paper_all": everything,
    "paper_write": write,
    "paper_post": post,
    "paper_discard": discard,
    "paper_unpost": unpost,
}
WINDOWS: dict[str, Take] = {"paper_write": written}
