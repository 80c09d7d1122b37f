"""A question of a live quiz: while it can be answered, and with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.blocks.answers import Message, source_blocks
from bot.blocks.mrkdwn import (
    SECTION_TEXT,
    Block,
    actions,
    button,
    context,
    picture,
    quotation,
    section,
)
from bot.blocks.polls.bars import row
from bot.blocks.polls.words import beside, fallback
from bot.blocks.quizzes import live_words as words
from bot.blocks.quizzes import live_written, texts
from bot.services.polls.ports import CLOSED
from bot.services.polls.shares import of_voters, shares
from bot.services.polls.tally import Tally
from bot.services.quizzes.live.model import Question
from bot.services.quizzes.live.scoring import Standing
from knowledge.exchange import Markup, Text
from knowledge.exchange.markup import as_plain

SHORT = 24
"""A choice of so few characters stands on its button and nowhere else."""
_SPOKEN, _EXPLAINED = 75, 1_500
_MULTIPLE = "Choose all that are right; press again to take one out."
_SKIPPED = "*Skipped.* This question counts for nobody."


@dataclass(frozen=True, slots=True)
class Seen:
    """What the message is made of. `players` is how many there are, `board` who leads, by now.

    `file_id` is the chart's, once it lies in Slack; `has_slide`: the slide can be shown.
    """

    question: Question
    tally: Tally
    now: datetime
    players: int = 0
    board: Sequence[Standing] = ()
    file_id: str = ""
    alt: str = ""
    has_slide: bool = False
    rehearsal: bool = False


def message(seen: Seen) -> Message:
    """The message, as things are."""
    question = seen.question
    head = [context(words.REHEARSAL)] if seen.rehearsal else []
    head.append(context(f"*{words.number_of(question)}*"))
    stem = texts.rich(texts.parts(question.frozen.item.stem, bold=True))
    body = _closed(seen) if question.poll.state == CLOSED else _open(seen)
    return Message(_spoken(seen), [*head, stem, *body])


# While it can be answered


def _open(seen: Seen) -> list[Block]:
    question = seen.question
    if question.frozen.typed:
        return [*live_written.field(question), context(_until(seen))]
    hint = [context(_MULTIPLE)] if question.frozen.several else []
    return [*_list(question), *hint, _buttons(question), context(_until(seen))]


def is_short(question: Question) -> bool:
    """Is there room for all choices on their buttons?"""
    options = question.frozen.asked.options
    return all(
        option.text.markup is Markup.PLAIN and len(as_plain(option.text)) <= SHORT
        for option in options
    )


def _list(question: Question) -> list[Block]:
    """The choices in full, where their buttons have no room for them."""
    if is_short(question):
        return []
    lines: list[Block] = []
    for option, letter in _lettered(question):
        lead: Block = {"type": "text", "text": f"{letter}   ", "style": {"bold": True}}
        lines.append({"type": "rich_text_section", "elements": [lead, *texts.line(option)]})
    return [{"type": "rich_text", "elements": lines}]


def _lettered(question: Question) -> list[tuple[Text, str]]:
    options, names = question.frozen.asked.options, words.letters(question.frozen)
    return [(option.text, names[option.id]) for option in options]


def _buttons(question: Question) -> Block:
    short, names = is_short(question), words.letters(question.frozen)
    made = []
    for n, option in enumerate(question.frozen.asked.options):
        letter, said = names[option.id], texts.words(option.text, _SPOKEN - 4)
        label = f"{letter} · {said}" if short else letter
        value = (
            f"{question.poll.id}:{n}"  # its place: the id tells where it stood when it was written
        )
        spoken = f"{letter}: {said}"
        made.append(button(label, f"live_answer_{n}", value, accessibility_label=spoken))
    return {**actions(*made), "block_id": "choices"}


def _until(seen: Seen) -> str:
    question, answered = seen.question, seen.tally.voters
    of = f"{answered:,} of {seen.players:,} answered" if seen.players >= answered else f"{answered:,} answered"  # fmt: skip
    if question.paused_at is not None:
        return f"*Paused* · {of}"
    begun = question.begun_at or seen.now
    ends = begun + timedelta(seconds=question.seconds + question.held)
    return f"{question.seconds} seconds, until *{words.at_second(ends)}* · {of}"


# With its answer


def _closed(seen: Seen) -> list[Block]:
    question = seen.question
    if question.skipped:
        return [section(_SKIPPED)]
    chart = [picture(seen.file_id, seen.alt)] if seen.file_id else []
    if question.frozen.typed:
        shown = live_written.shown(question)
    else:
        shown = _choices(seen) if chart else _distribution(seen)
    blocks = [*shown, *chart, *_explanation(seen)]
    ahead = words.leading(seen.board)
    return [*blocks, _foot(seen), context(_came_to(seen), *([ahead] if ahead else []))]


def _distribution(seen: Seen) -> list[Block]:
    """A row for each choice with its bar, the right ones marked."""
    question, tally = seen.question, seen.tally
    counts = {one: tally.counts.get(one, 0) for one in words.letters(question.frozen)}
    share = of_voters(counts, tally.voters) if question.frozen.several else shares(counts)
    rows = []
    for option_id, (text, said) in _marked(question).items():
        told = row(counts[option_id], tally.voters, share[option_id])
        rows.append(section(f"{text}\n{beside(said, told)}", block_id=f"choice_{option_id}"))
    return rows


def _choices(seen: Seen) -> list[Block]:
    """The choices alone, the right ones marked: a chart has the rest."""
    lines = [text for text, _ in _marked(seen.question).values()]
    if sum(map(len, lines)) < SECTION_TEXT - len(lines):
        return [section("\n".join(lines), block_id="marked")]
    return [section(line, block_id=f"choice_{n}") for n, line in enumerate(lines)]


def _marked(question: Question) -> dict[str, tuple[str, str]]:
    """By choice: its line in mrkdwn, and its plain words."""
    names = words.letters(question.frozen)
    return {
        option.id: (
            f"{words.RIGHT + ' ' if option.id in question.correct else ''}*{names[option.id]}*  "
            f"{texts.mrkdwn(option.text, 900)}",
            as_plain(option.text),
        )
        for option in question.frozen.asked.options
    }


def _explanation(seen: Seen) -> list[Block]:
    """Why: the quotation that the question was made of, and where it stands."""
    item = seen.question.frozen.item
    found = item.feedback or item.when_right
    said = as_plain(found)[:_EXPLAINED].splitlines() if found else []
    return [*([quotation(said)] if said else []), *source_blocks(seen.question.frozen.source)]


def _foot(seen: Seen) -> Block:
    question = seen.question
    made = [words.mine_button(question.poll.about, question.number)]
    if seen.has_slide:
        made.insert(0, button("Show slide", "live_slide", question.poll.id))
    return {**actions(*made), "block_id": "foot"}


def _came_to(seen: Seen) -> str:
    answers = seen.question.answers
    if not answers:
        return "Nobody answered."
    right = sum(answer.right for answer in answers.values())
    partly = sum(0 < answer.share < 1 for answer in answers.values())
    part = f", {partly:,} partly" if partly else ""
    return f"*{right:,} of {len(answers):,}* {'was' if right == 1 else 'were'} right{part}"


def _spoken(seen: Seen) -> str:
    """All of it for notifications and screen readers."""
    question = seen.question
    names = words.letters(question.frozen)
    lines = [f"{words.number_of(question)}: {question.poll.question}"]
    if question.poll.state != CLOSED:
        said = [f"{names[o.id]}. {texts.words(o.text, 300)}" for o in question.frozen.asked.options]
        return fallback([*lines, *said])
    if question.skipped:
        return fallback([*lines, "Skipped: it counts for nobody."])
    if question.frozen.typed:
        told = live_written.spoken(question)
        return fallback([*lines, *told, _came_to(seen).replace("*", "")])
    right = [
        f"{names[one]}. {o.text}" for one in question.correct if (o := question.poll.option(one))
    ]
    return fallback([*lines, f"Right: {'; '.join(right)}", _came_to(seen).replace("*", "")])
