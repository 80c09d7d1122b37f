"""How `/quiz` is used."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, context, section

_PRACTICE = (
    ("/quiz", "asks you what you are about to forget, and something new"),
    ("/quiz a topic", "only about that, such as a title or a word of your lectures"),
    ("/quiz lecture 13", "only about a lecture"),
    ("/quiz due", "only what is due again"),
    ("/quiz stats", "how you are doing, your limits, what comes in the next days"),
    ("/quiz erase", "forgets your practice, and who you were in what is over: it asks first"),
)
_STUDENTS = (("/quiz homework", "the homework that is open for you"),)
_STAFF = (
    ("/quiz review", "look at drafted questions: approve, edit, reject"),
    ("/quiz add", "write a question of your own"),
    ("/quiz import", "bring questions from Moodle, Canvas, a table, …"),
    ("/quiz export gift", "take them along; also `moodle`, `qti`, `aiken`, `csv`, `anki`"),
    ("/quiz live", "ask the whole room, question by question"),
    ("/quiz homework", "ask everybody by themselves, until a date; `list` shows what is open"),
    ("/quiz settings", "whether drafts are practised, who has extra time"),
)


def usage(*, staff: bool) -> Message:
    """`/quiz help`"""
    lines = _PRACTICE if staff else (*_PRACTICE, *_STUDENTS)
    blocks: list[Block] = [
        section("*Practise what was taught.* Nobody but you sees it.\n" + _lines(lines))
    ]
    if staff:
        blocks.append(section("*For instructors*\n" + _lines(_STAFF)))
    blocks.append(context("Each question says which slide it comes from, and shows it to you."))
    return Message("How to use /quiz", blocks)


def _lines(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"`{typed}`  {does}" for typed, does in lines)
