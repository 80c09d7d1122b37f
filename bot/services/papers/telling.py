"""What the class is answered: "Questions from 11/16", with answers, slides, and what will change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.services.papers.digesting import Digest, Point
from bot.services.papers.ports import PAPER_POST, PaperRefused
from bot.services.papers.service import PaperService
from bot.services.polls.ports import CLOSED, Poll
from bot.services.reminding.ports import Outgoing

MOST_ITEMS = 6
"""So many are proposed; one more may be added."""
QUESTION, ANSWER, CHANGE = 300, 1_000, 300
"""Characters."""
POST, TIMES, GONE = "post", "posts", "gone"
"""Under these names a paper's notes hold what is to be posted, how often it was, and which of those was taken back."""
_MEANWHILE = "Somebody else of the teaching staff worked on this just now. Look again, and press it once more."
_NOTHING = (
    "There is nothing to post: open *Post to class…* again and tick what the class should read."
)
_POSTED = "This is posted already. Delete it first to post it anew."
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A question for the class. `slide` is an entry's id; all but the question may be empty."""

    question: str
    answer: str = ""
    slide: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class ClassPost:
    """`averages`: the numbers are told as well. `change` is what will change over all."""

    items: tuple[Item, ...] = ()
    averages: bool = True
    change: str = ""

    def __bool__(self) -> bool:
        return bool(self.items or self.averages or self.change)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> ClassPost:
        items = tuple(Item(**item) for item in raw.get("items", ()))
        return cls(items, bool(raw.get("averages")), str(raw.get("change", "")))


def kept_post(paper: Poll) -> ClassPost | None:
    """What an instructor wrote last; None where nobody did."""
    raw = paper.notes.get(POST)
    return ClassPost.from_json(raw) if raw else None


def _stands(paper: Poll) -> bool:
    """Was it posted, and not taken back since?"""
    return int(paper.notes.get(GONE, 0)) < int(paper.notes.get(TIMES, 0))


def proposed(found: Digest) -> tuple[Item, ...]:
    """The points that most found unclear, with the course's answers, to be edited."""
    return tuple(_item(point) for point in found.unclear[:MOST_ITEMS])


def _item(point: Point) -> Item:
    lines = point.reply.quote.splitlines() if point.reply else []
    quote = "\n".join(line.strip() for line in lines if line.strip())
    answer = quote if len(quote) <= ANSWER else f"{quote[: ANSWER - 1].rstrip()}…"
    question = " ".join(point.words.split())[:QUESTION]
    return Item(question, answer, point.slides[0] if point.slides else "")


@dataclass(frozen=True)
class Telling:
    """Writing to the class about one course's papers."""

    papers: PaperService

    async def keep(self, poll_id: str, post: ClassPost) -> Poll:
        """Keep what was written, for the preview. Raises PaperRefused where it is changed too often meanwhile."""
        return await self._note(poll_id, {POST: post.to_json()})

    async def post(self, poll_id: str, channel: str) -> Poll:
        """Let it be posted as it was kept. Raises PaperRefused where there is nothing, or it was changed meanwhile."""
        paper = await self._closed(poll_id)
        kept = kept_post(paper)
        if kept is None or not kept:
            raise PaperRefused(for_user=_NOTHING)
        number = int(paper.notes.get(TIMES, 0)) + 1
        if _stands(paper):
            raise PaperRefused(for_user=_POSTED)
        key = f"paper_post:{paper.id}" + (f":{number}" if number > 1 else "")
        message = Outgoing(
            paper.workspace,
            key,
            PAPER_POST,
            channel,
            self.papers.parts.clock.now(),
            course=paper.course,
            about=paper.id,
            subject={"number": number},
        )
        done = await self.papers.note(paper, {TIMES: number}, [message])
        if done is None:
            pressed_twice = _stands(await self._closed(poll_id))
            raise PaperRefused(for_user=_POSTED if pressed_twice else _MEANWHILE)
        self.papers.parts.wake()
        return done

    async def take_back(self, poll_id: str) -> list[Outgoing]:
        """What stands there and is to be deleted; what is still on its way is not posted any more."""
        number = int((await self._closed(poll_id)).notes.get(TIMES, 0))
        paper = await self._note(poll_id, {GONE: number})
        sent = await self.papers.outbox.posted(paper.workspace, paper.id, kind=PAPER_POST)
        return [one for one in sent if int(one.subject["number"]) == number]

    async def _note(self, poll_id: str, notes: Mapping[str, Any]) -> Poll:
        for _ in range(_TRIES):
            done = await self.papers.note(await self._closed(poll_id), notes)
            if done is not None:
                return done
        raise PaperRefused(for_user=_MEANWHILE)

    async def _closed(self, poll_id: str) -> Poll:
        paper = await self.papers.paper(poll_id)
        if paper.state != CLOSED:
            raise PaperRefused(for_user="This minute paper is still open.")
        return paper
