"""What the messages of a live quiz have in common: letters of choices, players' names, places, points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.blocks.mrkdwn import Block, button
from bot.blocks.polls.words import escape_bold, quoted
from bot.blocks.quizzes import texts
from bot.services.quizzes.asking import letter, number_taken
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live.model import Answer, Player, Question, Quiz
from bot.services.quizzes.live.scoring import LEADING, Standing
from knowledge.exchange import Item
from knowledge.exchange.markup import as_plain

TITLE = "Live quiz"
RIGHT = "✓"
REHEARSAL = "*Rehearsal:* these players are invented, nobody else sees it, and nothing is kept for the class."


def letters(frozen: Frozen) -> dict[str, str]:
    """By a choice's id: the letter that stands before it."""
    return {option.id: letter(n).upper() for n, option in enumerate(frozen.asked.options)}


def choice(frozen: Frozen, option_id: str, longest: int = 120) -> str:
    """ "*B* Type 2", in mrkdwn."""
    option = next((one for one in frozen.asked.options if one.id == option_id), None)
    if option is None:
        return ""
    return f"*{letters(frozen)[option_id]}*  {escape_bold(texts.words(option.text, longest))}"


def choices(frozen: Frozen, picked: Iterable[str], longest: int = 120) -> str:
    """Several, in the order in which they are shown."""
    ids = set(picked)
    found = [choice(frozen, one, longest) for one in letters(frozen) if one in ids]
    return " and ".join((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found)


def taken(item: Item) -> list[str]:
    """What is right where it is written, in plain words: all that gets every point, the best known first."""
    weights = [one.weight for one in item.choices] + [one.weight for one in item.numbers]
    best = max(weights, default=0.0)
    numbers = [number_taken(one) for one in item.numbers if one.weight >= best]
    texts_ = [as_plain(one.text) for one in item.choices if one.weight >= best > 0]
    return list(dict.fromkeys([*numbers, *sorted(texts_, key=lambda text: "*" in text)]))


def said(question: Question, answer: Answer) -> str:
    """What somebody chose or wrote, in mrkdwn."""
    if question.frozen.typed:
        return quoted(answer.text, 200)
    return choices(question.frozen, answer.picked)


def did(question: Question) -> str:
    """ "chose" or "wrote" """
    return "wrote" if question.frozen.typed else "chose"


def points(number: int) -> str:
    return "1 point" if number == 1 else f"{number:,} points"


def people(number: int, one: str = "player", many: str = "players") -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"


def name(player: Player) -> str:
    """As they want to be seen; never as a mention, which would ping them."""
    if player.invented:
        return f"{escape_bold(player.name)} (invented)"
    return f"*{escape_bold(player.name or 'A player')}*"


def place(standing: Standing) -> str:
    """ "1st", "2nd"; nobody wins with no points."""
    return ordinal(standing.place) if standing.points else "–"


def ordinal(number: int) -> str:
    tail = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{tail}"


def rows(board: Sequence[Standing], most: int) -> list[str]:
    """The first places, a line each."""
    return [f"{place(one)}  {name(one.player)}  {one.points:,}" for one in board[:most]]


def leading(board: Sequence[Standing]) -> str:
    """The first three in one line; "" while nobody has points."""
    ahead = [one for one in board if one.points][:LEADING]
    return "  ·  ".join(f"{place(one)} {name(one.player)} {one.points:,}" for one in ahead)


def at_second(at: datetime) -> str:
    """A time of day to the second, in each reader's zone."""
    return f"<!date^{int(at.timestamp())}^{{time_secs}}|{at:%H:%M:%S} UTC>"


def number_of(question: Question) -> str:
    return f"Question {question.number} of {question.number_of}"


def rules(quiz: Quiz) -> str:
    """ "5 questions · 30 seconds each · right answers count, sooner ones more" """
    parts = [
        people(len(quiz.questions), "question", "questions"),
        f"{quiz.rules.seconds} seconds each",
        "who is right sooner gets more" if quiz.rules.speed else "speed does not count",
    ]
    return " · ".join(parts)


def mine_button(quiz_id: str, number: int) -> Block:
    return button("My result", "live_mine", f"{quiz_id}:{number}")
