"""The host's private panel of a quiz: how it stands, and the buttons for what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section
from bot.blocks.quizzes import live_words as words
from bot.blocks.times import titled
from bot.services.quizzes.live.model import (
    ASKING,
    ENDED,
    HIDDEN,
    LOBBY,
    NAME,
    Player,
    Question,
    Quiz,
)

_MOST_NAMES = 60
_END = confirm(
    "End this quiz?",
    "A question that can still be answered counts for nobody. What was played so far is kept.",
    yes="End it",
    no="Go on",
)
_SKIP = confirm(
    "Skip this question?",
    "It counts for nobody, and the next one follows.",
    yes="Skip it",
    no="Keep it",
)


@dataclass(frozen=True, slots=True)
class Panel:
    """What it is made of. `user` looks at it; `answered` of `players` answered the `question` that it is at."""

    quiz: Quiz
    user: str
    players: int
    question: Question | None = None
    answered: int = 0

    @property
    def paused(self) -> bool:
        held = self.question is not None and self.question.paused_at is not None
        return held if self.quiz.state == ASKING else self.quiz.paused


def panel(seen: Panel, lead: str = "") -> Message:
    """The panel; `lead` says what was done, or why not."""
    quiz = seen.quiz
    title = f"*{titled(quiz.poll.question, 150)}*"
    blocks = [*([section(lead)] if lead else []), section(f"{title} · {_stands(seen)}")]
    if quiz.state != ENDED:
        blocks += [actions(*row) for row in (_first(seen), _second(seen)) if row]
        blocks.append(context(_host(seen)))
    return Message(f"{lead} {titled(quiz.poll.question, 150)}: host's panel".strip(), blocks)


def value(quiz: Quiz) -> str:
    """What a button carries: which quiz, and how its presser saw it."""
    return f"{quiz.id}:{quiz.at}:{quiz.state}"


def _stands(seen: Panel) -> str:
    quiz = seen.quiz
    if quiz.state == LOBBY:
        return f"lobby · {words.people(seen.players)}"
    if quiz.state == ENDED:
        return f"over · {words.people(seen.players)}"
    number = f"question {quiz.at} of {len(quiz.questions)}"
    answered = f"{seen.answered:,} of {max(seen.players, seen.answered):,} answered"
    if quiz.state != ASKING:
        return f"{number} is answered · {answered}"
    going = f"{number} {'is paused' if seen.paused else 'is running'}"
    # It is not drawn again with each answer: the 0 of its first moment would stay.
    return f"{going} · {answered}" if seen.answered else going


def _first(seen: Panel) -> list[Block]:
    """What comes next, and what holds it up."""
    quiz, said = seen.quiz, value(seen.quiz)
    if quiz.state == LOBBY:
        return [button("Start", "live_go", said, style="primary")]
    if seen.paused:
        going = button("Go on", "live_resume", said, style="primary")
        return [
            going,
            *([button("Show the answer", "live_reveal", said)] if quiz.state == ASKING else []),
        ]
    if quiz.state == ASKING:
        show = button("Show the answer", "live_reveal", said, style="primary")
        return [show, button("Pause", "live_pause", said)]
    label = "Finish: show the podium" if quiz.is_last else "Next question"
    pause = [button("Pause", "live_pause", said)] if quiz.rules.by_itself else []
    return [button(label, "live_go", said, style="primary"), *pause]


def _second(seen: Panel) -> list[Block]:
    quiz, said = seen.quiz, value(seen.quiz)
    skip = [button("Skip", "live_skip", said, confirm=_SKIP)] if quiz.state == ASKING else []
    take = [button("Take over", "live_host", said)] if quiz.host != seen.user else []
    players = button("Players", "live_players", quiz.id)
    again = button("Refresh", "live_refresh", quiz.id)
    return [
        *skip,
        *take,
        players,
        again,
        button("End", "live_end", said, confirm=_END, style="danger"),
    ]


def _host(seen: Panel) -> str:
    quiz = seen.quiz
    who = "You host it." if quiz.host == seen.user else f"Hosted by <@{quiz.host}>."
    going = (
        "It goes on by itself." if quiz.rules.by_itself else "It waits for you after each answer."
    )
    back = "*Host controls* under the quiz brings" if quiz.rehearsal else "`/quiz live` brings"
    return f"{who} {going} Lost this panel? {back} it back. After 15 minutes of nothing it ends itself."


def players(found: Sequence[Player]) -> Message:
    """Who plays, by the names that they want to be seen by."""
    if not found:
        said = "Nobody has joined yet. People press Join under the quiz, or just answer."
        return Message(said, [section(said)])
    seen = sorted(
        (one for one in found if one.shown != HIDDEN), key=lambda one: (one.shown != NAME, one.name)
    )
    rows = [words.name(one) for one in seen[:_MOST_NAMES]]
    rest = len(seen) - len(rows)
    hidden = len(found) - len(seen)
    more = [f"and {rest} more"] if rest else []
    tail = f" {hidden} of them stay off the board." if hidden else ""
    text = f"*{words.people(len(found))}.*{tail}\n{', '.join([*rows, *more])}"
    return Message(words.people(len(found)), [section(text)])


def finished(quiz: Quiz, played: int) -> str:
    """What the host is told at the end."""
    if not played:
        return "Ended. No question was answered, so there is nothing to show."
    if quiz.rehearsal:
        return "The rehearsal is over: podium and analysis are in our direct message."
    return f"The quiz is over: the podium is in <#{quiz.poll.channel}>."
