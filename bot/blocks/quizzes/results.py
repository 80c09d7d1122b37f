"""What a player is told of their own answers, in private, once a quiz or a homework is over."""

from __future__ import annotations

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, button, context, section, shown
from bot.blocks.quizzes import texts
from bot.blocks.quizzes.pages import detailed, pages
from bot.blocks.times import titled
from bot.services.quizzes.live.outcome import Given, Outcome, Put
from knowledge.exchange import Text

MOST_WRONG = 40
"""Of a message's 50 blocks."""
_ROOM_WRONG, _ROOM_RIGHT = 8_000, 3_000
_DETAIL = ((300, 200, 500), (160, 80, 160), (80, 40, 0))
_LINES = (150, 80, 40)
"""Characters of a question, an answer and an explanation, as much as there is room for; of a question that was right."""
SURE_WRONG = "You were sure of it: worth a look."


def mine(outcome: Outcome, user: str, lead: str = "") -> Message:
    """Each question with their answer; those that were not right with the right answer, why, and the slide.

    `lead` says how they did, where that is known better.
    """
    told = outcome.of(user)
    head = f"*Your result: {titled(outcome.title)}*"
    said = lead or summary(outcome, user)
    wrong = [(put, given) for put, given in told if given is None or not given.right]
    right = [put for put, given in told if given is not None and given.right]
    missed = detailed(_DETAIL, lambda level: [_missed(*one, level) for one in wrong], _ROOM_WRONG)
    missed = missed[:MOST_WRONG]
    blocks = [section(f"{head}\n{said}")]
    for (put, _), text in zip(wrong, missed, strict=False):
        blocks.append(section(text, **_slide(outcome, put)))
    rest = len(wrong) - len(missed)
    blocks += [context(f"… and {rest} more that you did not have right")] if rest else []
    if right:
        lines = detailed(_LINES, lambda longest: [_had(put, longest) for put in right], _ROOM_RIGHT)
        blocks += [section(page) for page in pages(["*What you had right*", *lines])]
    text = f"Your result: {titled(outcome.title)}. {said}"
    return Message(text, [*blocks, context("Only you see this.")])


def summary(outcome: Outcome, user: str) -> str:
    """ "7 of 10 right, 6,850 points." """
    told = outcome.of(user)
    answers = [given for _, given in told if given is not None]
    if not answers:
        return "You answered none of the questions. Here they are, with what is right."
    right = sum(given.right for given in answers)
    points = [given.points for given in answers if given.points is not None]
    said = f"{right} of {len(told)} right" + (f", {sum(points):,} points" if points else "")
    sure = sum(given.sure is True and not given.right for given in answers)
    return f"{said}." + (f" {sure} wrong that you were sure of." if sure else "")


def _had(put: Put, longest: int) -> str:
    return f"✓  *{put.number}.* {_one_line(put.shown.stem, longest)}"


def _missed(put: Put, given: Given | None, detail: tuple[int, int, int]) -> str:
    """The question, what they said, what is right, and why."""
    stem, answer, why = detail
    mark = "–" if given is None else "½" if given.share > 0 else "✗"
    lines = [f"{mark}  *{put.number}.* {_one_line(put.shown.stem, stem)}"]
    if given is None:
        lines.append("You did not answer.")
    else:
        lines.append(f"You said: “{titled(put.words(given.response), answer)}”")
    lines.append(f"Right: “{titled(put.right_words, answer)}”")
    lines += [f"> {_one_line(put.item.feedback, why)}"] if put.item.feedback and why else []
    if given is not None and given.sure:
        lines.append(f"_{SURE_WRONG}_")
    return "\n".join(lines)


def _one_line(text: Text, longest: int) -> str:
    return shown(texts.words(text, longest), longest)


def _slide(outcome: Outcome, put: Put) -> dict[str, Block]:
    if put.source is None:
        return {}
    value = f"{outcome.poll.id}:{put.number}"
    return {"accessory": button("Show slide", f"live_back_{put.number}", value)}
