"""A question of a live quiz that is answered by writing: its field, and what was written once its answer is shown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import Block, actions, button, context, section
from bot.blocks.polls.bars import row
from bot.blocks.polls.words import beside, escape_bold, quoted
from bot.blocks.quizzes import live_words as words
from bot.services.polls.shares import shares
from bot.services.quizzes.live.model import LONGEST, Question
from bot.services.quizzes.live.written import Wrote, written
from knowledge.exchange import Item, Kind

FIELD = "answer"
FEW = 2
"""So many have to write something wrong before a class sees it: nobody is shown up, and nobody has a stage alone."""
_MOST, _LISTED = 8, 4
_TEXT = 120
_LABELS = {Kind.NUMERICAL: "Your answer, a number"}


def field(question: Question) -> list[Block]:
    """The field with its button; what is half written stays there however often the message is drawn."""
    label = _LABELS.get(question.frozen.kind, "Your answer")
    send = actions(button("Send", "live_send", question.poll.id, style="primary"))
    return [labelled(FIELD, label, text_field("", LONGEST)), {**send, "block_id": "send"}]


def shown(question: Question) -> list[Block]:
    """What is right with how many wrote it, then what was written instead, the most frequent first."""
    found, voters = _written(question), len(question.answers)
    told = _told(found)
    right = sum(one.number for one in found if one.right)
    rest = voters - right - sum(one.number for one in told)
    share = shares({"right": right, **{str(n): one.number for n, one in enumerate(told)}, "rest": rest})  # fmt: skip
    head = f"{_right(question.frozen.item)}\n{row(right, voters, share['right'])}"
    rows = [_wrote(one, n, voters, share[str(n)]) for n, one in enumerate(told)]
    more = [context(_others(rest, alone=not rows))] if rest else []
    return [section(head, block_id="choice_right"), *rows, *more]


def _told(found: Sequence[Wrote]) -> list[Wrote]:
    """What is shown of what was not right."""
    return [one for one in found if not one.right and one.number >= FEW][:_MOST]


def _written(question: Question) -> tuple[Wrote, ...]:
    answers = question.answers.values()
    return written(question.frozen.item.kind, [(one.text, one.share) for one in answers])


def _right(item: Item) -> str:
    first, *others = words.taken(item) or ("",)
    also = f"  ·  also right: {_listed(others)}" if others else ""
    return f"{words.RIGHT} *{escape_bold(first)}*{also}"


def _listed(others: Sequence[str]) -> str:
    rest = len(others) - _LISTED
    named = ", ".join(quoted(text, _TEXT) for text in others[:_LISTED])
    return f"{named} and {rest} more" if rest > 0 else named


def _wrote(one: Wrote, number: int, voters: int, percentage: int) -> Block:
    partly = "½ " if one.share > 0 else ""
    counted = beside(one.text, row(one.number, voters, percentage))
    return section(f"{partly}{quoted(one.text, _TEXT)}\n{counted}", block_id=f"choice_{number}")


def _others(number: int, *, alone: bool) -> str:
    """Those whose words are not shown."""
    if alone:
        return "1 wrote something else." if number == 1 else f"{number:,} wrote something else."
    return "And 1 other answer." if number == 1 else f"And {number:,} other answers."


def spoken(question: Question) -> list[str]:
    """What is right, and what was written instead, in plain lines."""
    told = _told(_written(question))
    right = "; ".join(words.taken(question.frozen.item))
    return [f"Right: {right}", *(f"{one.text}: {one.number:,}" for one in told)]
