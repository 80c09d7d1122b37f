"""What the teaching staff is told of a closed minute paper, in private."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.blocks.answers import Message, source_line
from bot.blocks.mrkdwn import Block, actions, button, context, picture, section, shown
from bot.blocks.times import titled
from bot.blocks.windows import View, window
from bot.services.papers.answering import NEW, PACE
from bot.services.papers.asking import day_of
from bot.services.papers.counting import Outcome, Scale, mean_of
from bot.services.papers.digesting import Digest, Point
from bot.services.pictures import Picture
from knowledge.model import Slide

_MOST_MAIN, _MOST_UNCLEAR, _MOST_OTHERS, _MOST_PICKED = 8, 10, 3, 6
_WORDS, _OTHER, _QUOTE = 220, 60, 300
_WINDOW_CHARS, _WINDOW_BYTES, _MOST_SECTIONS = 2_800, 100_000, 45
"""Of a section's text; of each of the two lists in a window, which may have 250 KB and 100 blocks."""
SCALES = "_(of 10; 5: half of it new, the pace just right)_"
ALIKE = "Grouped by like wording; the words are those of one of them."
SlideOf = Callable[[str], Slide | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A digest, the plot of its averages if there is one, and the way from an entry's id to its slide."""

    digest: Digest
    plot: Picture | None
    slide_of: SlideOf


def message(told: Told) -> Message:
    """The whole, for one instructor."""
    found = told.digest
    head = f"*Minute paper · {titled(found.paper.question)}*, {_day(found)}"
    if not found.outcome.answers:
        words = "It is closed. Nobody answered this time."
        return Message(f"{head}: {words}".replace("*", ""), [section(f"{head}\n{words}")])
    blocks = [section(f"{head}\n{_answers(found)}"), section(_averages(found))]
    blocks += [picture(told.plot.file_id, told.plot.alt)] if told.plot else []
    blocks += _main(found.main)
    blocks += _unclear(told)
    blocks += _picked(told)
    blocks.append(
        actions(
            button("Post to class…", "paper_write", found.paper.id, style="primary"),
            button("All answers", "paper_all", found.paper.id),
        )
    )
    blocks.append(
        context("Nobody's name is in this, and nobody can find out any more who wrote what.")
    )
    text = f"Minute paper, {titled(found.paper.question)}: {_answers(found)} {_averages(found)}"
    return Message(text.replace("*", ""), blocks)


def _day(found: Digest) -> str:
    day = day_of(found.paper)
    return f"{day:%a, %B} {day.day}"


def _answers(found: Digest) -> str:
    n = found.outcome.answers
    return f"{n} {'answer' if n == 1 else 'answers'}."


def averages(outcome: Outcome, earlier: Sequence[Outcome]) -> list[str]:
    """ "How new: 6.4 of 10 (before 5.9)" for each of the two that anybody rated."""
    rows: tuple[tuple[str, Scale, list[Scale]], ...] = (
        ("How new", outcome.new, [one.new for one in earlier]),
        ("Pace", outcome.pace, [one.pace for one in earlier]),
    )
    lines = []
    for name, scale, before in rows:
        if scale.mean is None:
            continue
        was = mean_of([one.mean for one in before])
        lines.append(f"{name}: *{scale.mean:.1f}*" + (f" ({was:.1f} before)" if was else ""))
    return lines


def _averages(found: Digest) -> str:
    lines = averages(found.outcome, [one for _, one in found.earlier])
    if not lines:
        return "Nobody rated how new it was or the pace."
    return "  ·  ".join(lines) + f"\n{SCALES}"


def _main(points: Sequence[Point]) -> list[Block]:
    if not points:
        return []
    lines = [f"•  {_times(point)}{_quoted(point)}" for point in points[:_MOST_MAIN]]
    rest = len(points) - len(lines)
    lines += [f"_… and {rest} more under All answers_"] if rest > 0 else []
    return [section("*The main thing, they say*\n" + "\n".join(lines))]


def _unclear(told: Told) -> list[Block]:
    found = told.digest
    clear = f"{found.clear} said that all was clear." if found.clear else ""
    if not found.unclear:
        return [section(f"*Still unclear*\n{clear or 'Nobody wrote anything.'}")]
    blocks: list[Block] = [section("*Still unclear*"), context(" ".join([ALIKE, clear]).strip())]
    for number, point in enumerate(found.unclear[:_MOST_UNCLEAR]):
        blocks += _point(told, number, point)
    rest = len(found.unclear) - _MOST_UNCLEAR
    if rest > 0:
        blocks.append(context(f"… and {rest} more under All answers"))
    return blocks


def _point(told: Told, number: int, point: Point) -> list[Block]:
    text = f"{_times(point)}{_quoted(point)}"
    if point.others:
        others = ", ".join(f"“{shown(other, _OTHER)}”" for other in point.others[:_MOST_OTHERS])
        more = len(point.others) - _MOST_OTHERS
        text += f"\n_also:_ {others}" + (f" and {more} more" if more > 0 else "")
    slide = next(((one, s) for one in point.slides if (s := told.slide_of(one))), None)
    accessory = (
        {"accessory": button("Show slide", f"paper_slide_{number}", slide[0])} if slide else {}
    )
    blocks = [section(text, **accessory)]
    notes = [f"Points to {place(slide[1])}"] if slide else []
    if point.reply is not None:
        quote = shown(" · ".join(point.reply.quote.splitlines()), _QUOTE)
        where = f" ({source_line(point.reply.source)})" if point.reply.source else ""
        notes.append(f"*The course answers it:* “{quote}”{where}")
    return [*blocks, context("\n".join(notes))] if notes else blocks


def _picked(told: Told) -> list[Block]:
    lines = []
    for entry_id, count in told.digest.picked[:_MOST_PICKED]:
        slide, option = told.slide_of(entry_id), told.digest.paper.option(entry_id)
        name = place(slide) if slide else titled(option.text, 100) if option else ""
        lines += [f"•  *{count}×* {name}"] if name else []
    return [section("*Slides picked from the list*\n" + "\n".join(lines))] if lines else []


def place(slide: Slide) -> str:
    """ "slide 26, KERNEL BASED VIRTUAL MACHINES (KVM)" """
    number = f"slide {slide.slide}, " if slide.slide is not None else ""
    return f"{number}{titled(slide.title, 120)}"


def _times(point: Point) -> str:
    return f"*{point.size}×*  " if point.size > 1 else ""


def _quoted(point: Point) -> str:
    return f"“{shown(point.words, _WORDS)}”"


def all_answers(found: Digest) -> View:
    """Every sentence, by the alphabet, and how often each number was given."""
    outcome = found.outcome
    blocks = [
        section(f"*{titled(found.paper.question)}*, {_day(found)}: {_answers(found)}"),
        *_numbers(outcome),
        *_texts("The main thing", outcome.main),
        *_texts("Still unclear", [one.text for one in outcome.unclear]),
    ]
    return window("All answers", blocks)


def _numbers(outcome: Outcome) -> list[Block]:
    rows = ((NEW, "How new", outcome.new), (PACE, "Pace", outcome.pace))
    lines = []
    for _, name, scale in rows:
        given = [f"{n}: {count}×" for n, count in enumerate(scale.counts, 1) if count]
        lines += [f"*{name}*   {'   '.join(given)}"] if given else []
    return [section("\n".join(lines))] if lines else []


def _texts(title: str, texts: Sequence[str]) -> list[Block]:
    """Sections of so many lines as have room, and how many have none in a window."""
    lines = [f"•  {shown(text, 700)}" for text in texts]
    parts, room = [f"*{title}*"], _WINDOW_BYTES
    blocks = list[Block]()
    for number, line in enumerate(lines):
        room -= len(json.dumps(line))
        if room < 0 or len(blocks) >= _MOST_SECTIONS:
            parts.append(f"_… and {len(lines) - number} more_")
            break
        if sum(map(len, parts)) + len(line) > _WINDOW_CHARS:
            blocks.append(section("\n".join(parts)))
            parts = []
        parts.append(line)
    return [*blocks, section("\n".join(parts))] if texts else []
