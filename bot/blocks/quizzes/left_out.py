"""The question that was left out of a draft last, with Undo."""

from __future__ import annotations

from bot.blocks.mrkdwn import Block, section, shown
from bot.blocks.quizzes import texts
from bot.services.quizzes.frozen import Frozen

_LONGEST = 120


def left_out(question: Frozen, undo: Block) -> Block:
    """Below a draft's questions; `undo` is its button."""
    said = shown(texts.words(question.asked.stem, _LONGEST), _LONGEST)
    return section(f"Left out: {said}", accessory=undo)
