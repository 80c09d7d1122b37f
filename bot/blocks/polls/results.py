"""What a poll came to, each kind in its own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.blocks.mrkdwn import Block, fitting, section
from bot.blocks.polls import words
from bot.blocks.polls.bars import row
from bot.services.polls.ports import CLOSED, RANKED, SCALE, TEXT, WORDS, Option, Poll
from bot.services.polls.shares import percentages
from bot.services.polls.tally import Round, Tally

_MOST_ANSWERS, _MOST_WORDS = 25, 60
_ANSWERS, _WHOLE, _ANSWER = 8_000, 2_800, 300
"""Characters of all written answers together, and of each: as many as they need, or few where there are too many."""
_ALL = "whoever manages the poll can have all as a file: Manage, then Results as CSV"
_NAME = 60
_SECTION = 2_900
_FIGURE_SPACE = "\u2007"
_STANDING, _LEAVING = 6, 4


def rows(poll: Poll, tally: Tally) -> dict[str, str]:
    """By option: its bar, count and percentage."""
    found = percentages(poll, tally)
    return {
        o.id: row(tally.counts.get(o.id, 0), tally.voters, found.get(o.id, 0)) for o in poll.shown
    }


def bare(poll: Poll, tally: Tally, option: Option) -> str:
    """The same without a bar, in plain text, with its mark: "✓ 7 (50 %)"."""
    count = tally.counts.get(option.id, 0)
    mark = marks(poll, tally).get(option.id, "") if poll.state == CLOSED else ""
    return f"{mark}{count:,} ({percentages(poll, tally).get(option.id, 0)} %)"


def marks(poll: Poll, tally: Tally) -> dict[str, str]:
    """What stands before an option of a closed poll: the right answer, or the winner."""
    return dict.fromkeys(poll.settings.correct, "✓ ") or dict.fromkeys(tally.winners, "★ ")


def summary(poll: Poll, tally: Tally) -> str:
    """The result in a sentence or two."""
    if not tally.voters:
        return "*Closed.* Nobody voted."
    said = {SCALE: _of_scale, TEXT: _of_texts, WORDS: _of_words, RANKED: _of_run_off}
    sentence = said.get(poll.kind, _of_choices)(poll, tally)
    return f"*Closed.* {sentence}{_right(poll, tally)}"


def _of_choices(poll: Poll, tally: Tally) -> str:
    names = words.listed(_names(poll, tally.winners))
    if not tally.winners:
        return "No choice was left."
    votes = tally.counts[tally.winners[0]]
    if len(tally.winners) > 1:
        return f"{names} are equal, with {_votes(votes)} each."
    return f"{names} has the most votes: {votes:,} of {tally.voters:,}."


def _of_run_off(poll: Poll, tally: Tally) -> str:
    names = words.listed(_names(poll, tally.winners))
    if len(tally.winners) > 1:
        return f"{names} are equal to the last."
    number = len(tally.rounds)
    return f"{names} wins{f' after {number} rounds' if number > 1 else ' in the first round'}."


def _of_scale(poll: Poll, tally: Tally) -> str:
    mean, median = words.plain_number(tally.mean or 0), words.plain_number(tally.median or 0)
    return f"The mean is *{mean}*, the median *{median}*."


def _of_texts(poll: Poll, tally: Tally) -> str:
    return f"{tally.voters:,} answers." if tally.voters > 1 else "One answer."


def _of_words(poll: Poll, tally: Tally) -> str:
    number = len(tally.texts)
    return f"{number:,} different words." if number > 1 else "One word."


def _right(poll: Poll, tally: Tally) -> str:
    """Who was right, where there is a right answer."""
    right = [option for option in poll.shown if option.id in poll.settings.correct]
    if not right or poll.kind in (SCALE, TEXT, WORDS):
        return ""
    found = percentages(poll, tally)
    chosen = [f"{tally.counts.get(o.id, 0):,} ({found.get(o.id, 0)} %)" for o in right]
    return f"\nRight: {words.listed([o.text for o in right])}, chosen by {' and '.join(chosen)}."


def _votes(number: int) -> str:
    return f"{number:,} votes" if number != 1 else "1 vote"


def _names(poll: Poll, option_ids: tuple[str, ...]) -> list[str]:
    return [option.text for option in poll.options if option.id in option_ids]


# A scale


def ends(poll: Poll) -> str:
    """What the lowest and the highest number mean."""
    if not poll.shown:
        return ""
    ends_ = ((poll.shown[0], poll.settings.low), (poll.shown[-1], poll.settings.high))
    return " · ".join(f"*{o.text}* {words.option(name, 200)}" for o, name in ends_ if name)


def scale(poll: Poll, tally: Tally) -> list[Block]:
    """The distribution, with mean and median while it is open."""
    found = percentages(poll, tally)
    most = max(tally.counts.values(), default=0)
    lines = [
        f"{o.text.rjust(2, _FIGURE_SPACE)}  {row(tally.counts.get(o.id, 0), most, found.get(o.id, 0))}"
        for o in poll.shown
    ]
    mean = f"{_of_scale(poll, tally)}\n" if tally.mean is not None and not poll.closed_at else ""
    return [section(mean + "\n".join(lines))] if tally.voters else []


# Text and words


def texts(poll: Poll, tally: Tally) -> list[Block]:
    """Answers one below the other, words beside each other; how many there is no room for."""
    if not tally.texts:
        return []
    most = _MOST_WORDS if poll.kind == WORDS else _MOST_ANSWERS
    shown_, left = tally.texts[:most], len(tally.texts) - most
    if poll.kind == WORDS:
        said = "  ·  ".join(f"*{words.option(text, 80)}* {n:,}" for text, n in shown_)
        return [section(said + (f"  ·  and {left:,} more" if left > 0 else ""))]
    whole = _answers(shown_, _ANSWERS)
    lines = _answers(shown_, _WHOLE if sum(map(len, whole)) <= _ANSWERS else _ANSWER)
    blocks, short = _sections(lines), lines != whole
    more = f"and {left:,} more" if left > 0 else "long answers are cut here" if short else ""
    return [*blocks, section(f"_{more}; {_ALL}_")] if more else blocks


def _answers(answers: Sequence[tuple[str, int]], longest: int) -> list[str]:
    return [f"• {words.option(text, longest)}{f'  *×{n:,}*' if n > 1 else ''}" for text, n in answers]  # fmt: skip


def _sections(lines: list[str]) -> list[Block]:
    """Lines in as few sections as hold them."""
    pages: list[list[str]] = [[]]
    for line in lines:
        if sum(map(len, pages[-1])) + len(pages[-1]) + len(line) > _SECTION:
            pages.append([])
        pages[-1].append(line)
    return [section("\n".join(page)) for page in pages]


# A ranked poll's rounds


def rounds(poll: Poll, tally: Tally) -> list[Block]:
    """The run-off, a line a round; nothing where there was only one, which the bars show."""
    if len(tally.rounds) < 2:
        return []
    names = {option.id: words.option(option.text, _NAME) for option in poll.options}
    lines = [_round(n, found, names, tally) for n, found in enumerate(tally.rounds, 1)]
    told = section("\n".join(["*Round by round*", *fitting(lines, _SECTION)]))
    return [told, section("*First choices*")]


def _round(number: int, found: Round, names: Mapping[str, str], tally: Tally) -> str:
    """ "1. A 5, B 3, C 2; C leaves" """
    ranked = sorted(found.counts, key=lambda option: -found.counts[option])
    votes = [f"{names[o]} *{found.counts[o]:,}*" for o in ranked if found.counts[o]]
    aside = tally.voters - sum(found.counts.values())
    parts = [f"{number}. {_first(votes, _STANDING)}"]
    if aside:
        parts.append(f"{aside:,} set aside")
    if found.out:
        leaving = _first([names[o] for o in found.out], _LEAVING)
        parts.append(f"{leaving} {'leave' if len(found.out) > 1 else 'leaves'}")
    return "; ".join(parts)


def _first(texts: list[str], most: int) -> str:
    left = len(texts) - most
    return ", ".join(texts[:most]) + (f" and {left} more" if left > 0 else "")


# In plain words


def spoken(poll: Poll, tally: Tally) -> str:
    """All numbers in plain text, a line each: for screen readers and as a picture's description."""
    if poll.kind in (TEXT, WORDS):
        return "\n".join(f"{text}: {n:,}" for text, n in tally.texts[:_MOST_WORDS])
    found = percentages(poll, tally)
    lines = [
        f"{n}. {option.text}: {_votes(tally.counts.get(option.id, 0))}, {found.get(option.id, 0)} %"
        + (", right" if poll.closed_at and option.id in poll.settings.correct else "")
        for n, option in enumerate(poll.shown, 1)
    ]
    if poll.kind == SCALE and tally.mean is not None:
        median = words.plain_number(tally.median or 0)
        lines.append(f"Mean {words.plain_number(tally.mean)}, median {median}.")
    return "\n".join(lines)
