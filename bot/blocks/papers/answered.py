"""What the class is answered, as it is posted and as it is previewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, cut, escape, section
from bot.blocks.papers.digest import SCALES, SlideOf, averages, place
from bot.blocks.times import titled
from bot.services.papers.asking import day_of
from bot.services.papers.counting import Outcome
from bot.services.papers.telling import ANSWER, CHANGE, QUESTION, ClassPost, Item
from bot.services.polls.ports import Poll

_MOST_WORDS, _BESIDE = 11_000, 60
"""Slack takes 13,200 characters in a message's blocks; what stands beside a text has so many."""


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
        blocks += _item(number, item, behind, _room(post))
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
    told = "  ·  ".join(lines) + f"\n{SCALES}" if lines else ""
    return [section("\n".join(part for part in (lead, told) if part))]


def _room(post: ClassPost) -> int:
    """Characters of markup that an answer may have: all that it needs, unless Slack takes no more in one message."""
    texts = [[item.question, item.change] for item in post.items]
    others = sum(len(escape(text)) + _BESIDE for each in texts for text in each)
    answers = [len(escape(item.answer)) + _BESIDE for item in post.items]
    if others + sum(answers) <= _MOST_WORDS:
        return ANSWER * 2
    return max(_BESIDE, (_MOST_WORDS - others) // len(answers) - _BESIDE)


def _item(number: int, item: Item, behind: Background, room: int) -> list[Block]:
    slide = behind.slide_of(item.slide) if item.slide else None
    shows = button("Show slide", f"paper_slide_{number}", item.slide)
    text = f"*{titled(item.question, QUESTION * 2)}*"
    if item.answer:
        text += "\n" + cut("\n".join(_lines(item.answer)), room)
    if item.change:
        text += f"\n*What will change:* {titled(item.change, CHANGE * 2)}"
    block = section(text, **({"accessory": shows} if slide else {}))
    return [block, context(f"See {place(slide)}")] if slide else [block]


def _lines(answer: str) -> list[str]:
    """An answer's lines; several as a list."""
    lines = [line.strip() for line in answer.splitlines() if line.strip()]
    return [
        f"•  {titled(line, ANSWER * 2)}" if len(lines) > 1 else titled(line, ANSWER * 2)
        for line in lines
    ]


def preview(post: ClassPost, behind: Background, channel: str) -> Message:
    """The same, in private, with what can be done with it."""
    shown = class_post(post, behind)
    where = f"<#{channel}>" if channel else "nowhere: choose a channel with `/lectern papers` first"
    lead = section(f"*Only you see this.* This is what will be posted in {where}:")
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
