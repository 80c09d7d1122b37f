"""The minute paper's messages: the questions, what the staff is told, what the class is answered."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.papers import answered
from bot.blocks.papers import digest as digests
from bot.blocks.papers import question as questions
from bot.blocks.papers.answered import Background
from bot.blocks.papers.digest import Told
from bot.delivery.composing import Composed, Dropped
from bot.services.papers.counting import Outcome
from bot.services.papers.digesting import digest
from bot.services.papers.plotting import Plots
from bot.services.papers.service import PaperService
from bot.services.papers.telling import GONE, kept_post
from bot.services.polls.ports import CLOSED, OPEN
from bot.services.reminding.ports import EDIT, Outgoing, is_person


@dataclass(frozen=True)
class PaperComposer:
    """`zone` is the course's."""

    papers: PaperService
    zone: str

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        """The questions while they are open; that they are closed, in their place, once they are."""
        paper = await self.papers.parts.poll(message.about)
        if paper is None:
            return Dropped(why="no such paper")
        if message.op == EDIT:
            return Composed(questions.closed(paper, Outcome.from_result(paper.result).answers))
        if paper.state != OPEN:
            return Dropped(why=paper.state)
        direct = is_person(message.channel)
        if direct and not await self.papers.wants(message.channel):
            return Dropped(why="not wanted any more")
        return Composed(questions.question(paper, self.zone, direct=direct))


@dataclass(frozen=True)
class PaperDigestComposer:
    """What an instructor is told."""

    papers: PaperService
    plots: Plots

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        paper = await self.papers.parts.poll(message.about)
        if paper is None or paper.state != CLOSED:
            return Dropped(why="no closed paper")
        asking = self.papers.questions
        earlier = await self.papers.earlier(paper)
        found = await digest(paper, earlier, asking.course, asking.look_up)
        return Composed(
            digests.message(Told(found, await self.plots.of(found), asking.course.slide_of))
        )


@dataclass(frozen=True)
class PaperPostComposer:
    """What an instructor wrote to the class."""

    papers: PaperService

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        paper = await self.papers.parts.poll(message.about)
        post = kept_post(paper) if paper else None
        if paper is None or not post:
            return Dropped(why="no such post")
        if int(paper.notes.get(GONE, 0)) >= int(message.subject["number"]):
            return Dropped(why="taken back")
        earlier = [Outcome.from_result(one.result) for one in await self.papers.earlier(paper)]
        behind = Background(
            paper, Outcome.from_result(paper.result), earlier, self.papers.questions.course.slide_of
        )
        return Composed(answered.class_post(post, behind))
