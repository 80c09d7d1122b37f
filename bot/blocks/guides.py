"""Help texts, and what instructors are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import context, escape, moment, plain_moment, section, shown
from bot.services.ports import QuestionRecord

_MAX_LISTED = 10_000
"""Characters of questions in one message; Slack refuses blocks with more than 13,200 altogether."""
_ASK_USAGE = (
    "*Ask the lecture a question*\n"
    "`/ask {question}`  an answer only you see; you can share it with the channel\n"
    "`/ask what's due?`  the dates the lecture names\n"
    "`/ask help`  this text\n"
    "You can also write to me directly, mention me in a channel, or use *Answer this* on any message. "
    "Typos are fine."
)
LECTERN_USAGE = (
    "*Lectern*\n"
    "Write your question to me in a direct message, or mention me in a channel: typos are fine.\n"
    "`/ask your question`  the same, and only you see the answer\n"
    "`/deadlines`  what is coming up, and reminders of your own\n"
    "`/poll`  ask the class something; `/poll help` shows how\n"
    "`/quiz`  practise what was taught; `/quiz help` shows how\n"
    "`/lectern papers on`  ask me after each lecture what was new and unclear, by direct message; `off` stops it\n"
    "`/lectern help`  this text"
)
STAFF_USAGE = (
    "*For instructors*\n"
    "`/lectern teach`  teach me your lectures: drop files into our direct message\n"
    "`/lectern materials`  what I was taught, to look at, replace and remove\n"
    "`/lectern status`  what I know, from which files, since when\n"
    "`/lectern unanswered`  what the lecture did not answer\n"
    "`/lectern papers`  when and where the whole class is asked after class\n"
    "`/lectern class over`  ask the class about today's lecture\n"
    "`/deadlines help` and `/quiz help` list what is yours there."
)


def ask_help(examples: Sequence[str]) -> Message:
    """`/ask help`, with questions that the course answers."""
    question = shown(examples[0], 60).replace("`", "'") if examples else "your question"
    usage = _ASK_USAGE.format(question=question)
    tried = [context("For example: " + " · ".join(escape(e) for e in examples))] if examples else []
    return Message("How to ask the lecture a question", [section(usage), *tried])


def lectern_help(unknown: str = "", closest: str = "", *, staff: bool = False) -> Message:
    """`/lectern help`, also for a word that is no subcommand; `staff` sees what instructors may."""
    blocks = []
    if unknown:
        guess = f" Did you mean `/lectern {closest}`?" if closest else ""
        blocks.append(section(f"I don't know `/lectern {shown(unknown, 40)}`.{guess}"))
    usage = [LECTERN_USAGE, STAFF_USAGE] if staff else [LECTERN_USAGE]
    return Message("How to use Lectern", [*blocks, *map(section, usage)])


@dataclass(frozen=True, slots=True)
class Status:
    """What the course knows, for `/lectern status`."""

    code: str
    name: str
    files: tuple[str, ...]
    slides: int
    entries: int
    acronyms: int
    deadlines: int
    repairs: int
    warnings: tuple[str, ...]
    built_at: datetime
    counts: Mapping[str, int]


def status(facts: Status, timezone: str | None) -> Message:
    """`/lectern status`"""
    files = "\n".join(f"• {escape(f)}" for f in facts.files) or "none yet"
    known = (
        f"{facts.slides} slides, {facts.entries} entries, {facts.acronyms} acronyms, "
        f"{facts.deadlines} dates, {facts.repairs} repairs"
    )
    counts = facts.counts
    asked = (
        f"{counts['asked']} {'question' if counts['asked'] == 1 else 'questions'}: {counts['answered']} answered, {counts['declined']} not in the lecture. "
        f"Votes: {counts['helpful']} helpful, {counts['not_helpful']} not helpful."
    )
    blocks = [
        section(f"*{shown(facts.code, 100)} · {shown(facts.name, 300)}*\n{known}"),
        section(f"*Lecture files*\n{files}"),
        section(f"*Asked so far*\n{asked}"),
    ]
    if facts.warnings:
        lines = "\n".join(f"• {escape(w)}" for w in facts.warnings[:8])
        blocks.append(section(f"*Worth a look*\n{lines}"))
    blocks.append(context(f"Built {moment(facts.built_at, timezone)}"))
    return Message(
        f"{shown(facts.code, 100)}: {known}. Built {plain_moment(facts.built_at, timezone)}.",
        blocks,
    )


def unanswered(
    questions: Sequence[QuestionRecord], answered_now: frozenset[str] = frozenset()
) -> Message:
    """`/lectern unanswered`: the questions without the people who asked them.

    `answered_now` are the ids of those that what was taught since then answers.
    """
    if not questions:
        return Message("Nothing unanswered.", [section("No question has gone unanswered so far.")])
    title = "*What the lecture did not answer*, newest first"
    lines: list[str] = []
    for question in questions[:45]:
        since = "  ·  _has an answer now_" if question.id in answered_now else ""
        line = f"• {shown(question.text, 200)}{since}"
        if sum(map(len, lines)) + len(line) > _MAX_LISTED:
            break
        lines.append(line)
    rest = len(questions) - len(lines)
    more = [context(f"… and {rest} more")] if rest else []
    return Message(
        "Questions the lecture did not answer", [section(title), *map(section, lines), *more]
    )
