"""What the class is answered, as it is posted and as it is previewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section
from bot.blocks.papers.digest import SlideOf, averages, place
from bot.blocks.times import titled
from bot.services.papers.asking import day_of
from bot.services.papers.counting import Outcome
from bot.services.papers.telling import ANSWER, CHANGE, QUESTION, ClassPost, Item
from bot.services.polls.ports import Poll


@dataclass(frozen=True, slots=True)
class Background:
    """The paper with its result, those of the classes before, and the way to slides."""

    paper: Poll
    outcome: Outcome
    earlier: Sequence[Outcome]
    slide_of: SlideOf


def class_post(post: ClassPost, behind: Background) -> Message:
    """ "Questions from 11/16": each with its answer, its slide, and what will change."""
    name = title_of(behind.paper)
    blocks: list[Block] = [
        {"type": "header", "text": {"type": "plain_text", "text": name, "emoji": True}},
        *_numbers(post, behind),
    ]
    for number, item in enumerate(post.items):
        blocks += _item(number, item, behind)
    if post.change:
        blocks.append(section(f"*What will change*\n{titled(post.change, CHANGE * 2)}"))
    told = "; ".join(item.question for item in post.items)
    return Message(f"{name}: {titled(told, 2_000)}" if told else name, blocks)


def title_of(paper: Poll) -> str:
    """ "Questions from 11/16", as lecturers head their slides."""
    day = day_of(paper)
    return f"Questions from {day.month}/{day.day}"


def _numbers(post: ClassPost, behind: Background) -> list[Block]:
    n = behind.outcome.answers
    lead = f"Minute paper of {titled(behind.paper.question)}: {n} {'answer' if n == 1 else 'answers'}. Thank you!"
    lines = averages(behind.outcome, behind.earlier) if post.averages else []
    told = "  ·  ".join(lines) + "   _of 10; 5 is half of it new, and just right_" if lines else ""
    return [section("\n".join(part for part in (lead, told) if part))]


def _item(number: int, item: Item, behind: Background) -> list[Block]:
    slide = behind.slide_of(item.slide) if item.slide else None
    shows = button("Show slide", f"paper_slide_{number}", item.slide)
    text = f"*{titled(item.question, QUESTION * 2)}*"
    if item.answer:
        text += f"\n{titled(item.answer, ANSWER * 2)}"
    if item.change:
        text += f"\n:arrow_right: *What will change:* {titled(item.change, CHANGE * 2)}"
    block = section(text, **({"accessory": shows} if slide else {}))
    return [block, context(f"See {place(slide)}")] if slide else [block]


def preview(post: ClassPost, behind: Background, channel: str) -> Message:
    """The same, in private, with what can be done with it."""
    shown = class_post(post, behind)
    where = f"<#{channel}>" if channel else "nowhere: choose a channel with `/lectern papers` first"
    lead = section(f":eyes: *Only you see this.* This is what will be posted in {where}:")
    buttons = [
        *([button("Post", "paper_post", behind.paper.id, style="primary")] if channel else []),
        button("Edit…", "paper_write", behind.paper.id),
        button("Discard", "paper_discard", behind.paper.id),
    ]
    return Message(
        f"Preview of {title_of(behind.paper)}",
        [lead, {"type": "divider"}, *shown.blocks, {"type": "divider"}, actions(*buttons)],
    )


def posted(paper: Poll, channel: str) -> Message:
    """After Post, with the way back."""
    words = f"“{title_of(paper)}” is on its way to <#{channel}>."
    sure = confirm("Delete it?", "The class will not see it any more.", yes="Delete", no="Leave it")
    undo = button("Delete it", "paper_unpost", paper.id, confirm=sure)
    return Message(words, [section(words), actions(undo)])
