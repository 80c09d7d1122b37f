"""What the host is told after a quiz or a homework, in private: how each question went, and what to go back to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks.answers import Message, source_line
from bot.blocks.mrkdwn import Block, actions, button, context, cut, section
from bot.blocks.quizzes.pages import detailed, pages
from bot.blocks.times import Zones, titled, when
from bot.services.polls.ports import HOMEWORK
from bot.services.quizzes.live.analysis import (
    FEWEST_OTHERS,
    FEWEST_PLAYERS,
    GOOD,
    MARGINAL,
    TOO_FEW_PLAYERS,
    TOO_FEW_QUESTIONS,
    VERY_GOOD,
    BackTo,
    ItemAnalysis,
    slides_to_revisit,
    to_ask_again,
)
from bot.services.quizzes.live.outcome import Outcome

MOST_SLIDES = 8
_ROOM, _TITLE, _PLACE = 7_000, 100, 150
_DETAIL = ((160, 80, 3), (90, 40, 2), (40, 0, 0))
"""Characters of a question and of a choice, and how many choices are named: as much as there is room for."""
PRIVATE = "Only you see this."
REHEARSED = (
    "*Rehearsal.* The players were invented, and so is all of this. It is kept nowhere else."
)
HOW = (
    "*How to read this:* “right” is of those who answered. _r_ tells how well a question goes with the rest of the quiz: "
    "from 0.3 on, those who know the rest know this as well; near 0 or below, look at its wording."
)


def message(outcome: Outcome) -> Message:
    """The whole, for the host."""
    items = outcome.items()
    head = f"*How it went: {titled(outcome.title)}*"
    said = summary(outcome, items)
    blocks: list[Block] = [context(REHEARSED)] if outcome.rehearsal else []
    blocks.append(section(f"{head}\n{said}"))
    if any(item.answered for item in items):
        slides = slides_to_revisit(items)
        blocks += _slides(outcome, slides)
        blocks += _questions(items)
        blocks.append(context(*_remarks(items)))
        blocks.append(_buttons(outcome, items))
    blocks.append(context(PRIVATE))
    return Message(f"How it went: {titled(outcome.title)}. {said}", blocks)


def summary(outcome: Outcome, items: Sequence[ItemAnalysis]) -> str:
    """ "23 players, 10 questions; 71 % of the answers were right." """
    answered, right = sum(i.answered for i in items), sum(i.right for i in items)
    number = len(outcome.players)
    one, many = ("person", "people") if outcome.poll.kind == HOMEWORK else ("player", "players")
    people = f"1 {one}" if number == 1 else f"{number:,} {many}"
    asked = "1 question" if len(items) == 1 else f"{len(items):,} questions"
    if not answered:
        return f"{people}, {asked}. Nobody answered, so there is nothing to tell."
    return f"{people}, {asked}; {round(100 * right / answered)} % of the answers were right."


# Slides


def _slides(outcome: Outcome, slides: Sequence[BackTo]) -> list[Block]:
    if not slides:
        return [section("*Slides to go back to*\nNone: no question went badly.")]
    blocks = [section("*Slides to go back to*, the worst first")]
    for number, slide in enumerate(slides[:MOST_SLIDES]):
        value = f"{outcome.poll.id}:{slide.items[0].question.number}"
        show = button("Show slide", f"live_back_{number}", value)
        blocks.append(section(_slide(slide), accessory=show))
    rest = len(slides) - MOST_SLIDES
    return [*blocks, *([context(f"… and {rest} more, below")] if rest > 0 else [])]


def _slide(slide: BackTo) -> str:
    numbers = [str(item.question.number) for item in slide.items]
    which = f"question {numbers[0]}" if len(numbers) == 1 else f"questions {', '.join(numbers)}"
    said = f"{which}: {slide.right} of {slide.answered} right"
    sure = slide.confident_errors
    said += f", *{sure} sure and wrong*" if sure else ""
    title = f"*{titled(slide.source.title, _TITLE)}*\n" if slide.source.title.strip() else ""
    return f"{title}{cut(source_line(slide.source), _PLACE)}\n{said[:1].upper()}{said[1:]}"


# Questions


def _questions(items: Sequence[ItemAnalysis]) -> list[Block]:
    lines = detailed(_DETAIL, lambda detail: [_line(item, detail) for item in items], _ROOM)
    rest = len(items) - len(lines)
    more = [context(f"… and {rest} more, which the CSV has")] if rest else []
    return [*(section(page) for page in pages(["*Question by question*", *lines])), *more]


def _line(item: ItemAnalysis, detail: tuple[int, int, int]) -> str:
    """ "*3.* Which is …?  *39 %* right (9 of 23) · r 0.42, very good" and what is to be said of its choices."""
    longest, choice, most = detail
    head = f"*{item.question.number}.* {titled(item.question.text, longest)}"
    if item.difficulty is None:
        return f"{head}\n        nobody answered"
    parts = [f"*{round(100 * item.difficulty)} %* right ({item.right} of {item.answered})"]
    parts += [_told(item.discrimination)] if item.discrimination is not None else []
    parts += [f"*{item.confident_errors} sure and wrong*"] if item.confident_errors else []
    parts += [f"{item.changed} changed their mind"] if item.changed else []
    mark = "⚠️ " if item.went_badly else ""
    choices = _choices(item, choice, most) if most else []
    return "\n        ".join([f"{mark}{head}", " · ".join(parts), *choices])


def _told(found: float) -> str:
    """Discrimination in Ebel's words."""
    if found < 0:
        word = "those who know the rest got it wrong more often"
    elif found < MARGINAL:
        word = "poor"
    elif found < GOOD:
        word = "marginal"
    else:
        word = "good" if found < VERY_GOOD else "very good"
    number = f"{found:.2f}".replace("-", "−")
    return f"_r_ {number}, {word}"


def _choices(item: ItemAnalysis, longest: int, most: int) -> list[str]:
    """Those that misled, and those that nobody took."""
    drawing = [f"“{titled(each.text, longest)}” ({each.taken})" for each in item.drawing]
    ignored = [f"“{titled(each.text, longest)}”" for each in item.ignored]
    lines = [f"drew more than the right answer: {_first(drawing, most)}"] if drawing else []
    if item.wrote and not drawing:
        lines.append(
            f"wrote instead: {_first([f'“{titled(each.text, longest)}” ({each.taken})' for each in item.wrote], most)}"
        )
    return lines + ([f"nobody took: {_first(ignored, most)}"] if ignored else [])


def _first(texts: Sequence[str], most: int) -> str:
    rest = len(texts) - most
    return ", ".join(texts[:most]) + (f" and {rest} more" if rest > 0 else "")


def _remarks(items: Sequence[ItemAnalysis]) -> list[str]:
    few = any(item.why_not in (TOO_FEW_PLAYERS, TOO_FEW_QUESTIONS) for item in items)
    if any(item.discrimination is not None for item in items):
        return [HOW]
    told = "“Right” is of those who answered."
    if few:
        told += (
            f" With fewer than {FEWEST_PLAYERS} people or {FEWEST_OTHERS + 1} questions it would be chance how well a question "
            "tells people apart, so that is left out."
        )
    return [told]


# What can be done


def _buttons(outcome: Outcome, items: Sequence[ItemAnalysis]) -> Block:
    buttons = [button("CSV", "live_csv", outcome.poll.id)]
    badly = len(to_ask_again(items))
    if badly and not outcome.rehearsal:
        label = "Ask this again next week" if badly == 1 else f"Ask these {badly} again next week"
        buttons.insert(0, button(label, "live_again", outcome.poll.id, style="primary"))
    return actions(*buttons)


def coming_back(poll_id: str, number: int, at: datetime, zones: Zones, theirs: str = "") -> Message:
    """What is read once questions are to come back; `theirs` is the member who gets them, where that is somebody else."""
    what = "The question comes" if number == 1 else f"{number} questions come"
    to = f"to <@{theirs}>" if theirs else "to you in our direct message"
    said = f"{what} back {to} {when(at, zones)}, as a quiz to look at. Nothing is posted by itself."
    return Message(said, [section(said), actions(button("Undo", "live_again_undo", poll_id))])


def not_coming_back() -> Message:
    said = "Undone: they don't come back. *Ask these again next week* brings them once more."
    return Message(said.replace("*", ""), [section(said)])


def back_again(title: str) -> str:
    """What stands above the quiz when it comes."""
    return f"*As you asked a week ago:* these went badly in “{titled(title, 120)}”. Look at them, then open the lobby."
