"""A live quiz's own message: the lobby, then the scoreboard, then the podium; and what is said at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, context, plain, section, shorten
from bot.blocks.polls.words import fallback, settled
from bot.blocks.quizzes import live_words as words
from bot.services.quizzes.live.model import ASKING, ENDED, LOBBY, Quiz
from bot.services.quizzes.live.scoring import BOARD, Standing

_HEADER = 150
_HOW = (
    "You play under an invented name; you may show your own, or stay off the board. Who comes late just answers: "
    "that is joining."
)


@dataclass(frozen=True, slots=True)
class Standings:
    """Where a quiz is. `players` is how many there are, `board` those who want to be seen, `played` how many questions counted."""

    quiz: Quiz
    players: int
    board: Sequence[Standing]
    played: int = 0


def message(seen: Standings) -> Message:
    """The message, as things are."""
    quiz = seen.quiz
    blocks = [_title(quiz), *([context(words.REHEARSAL)] if quiz.rehearsal else [])]
    if quiz.state == LOBBY:
        blocks += _lobby(seen)
    elif quiz.state == ENDED:
        blocks += _podium(seen)
    else:
        blocks += _running(seen)
    return Message(_spoken(seen), [*blocks, *_foot(seen)])


def _title(quiz: Quiz) -> Block:
    return {"type": "header", "text": plain(shorten(_name(quiz), _HEADER))}


def _name(quiz: Quiz) -> str:
    title = settled(quiz.poll.question)
    return title if title == words.TITLE else f"{words.TITLE}: {title}"


def _lobby(seen: Standings) -> list[Block]:
    quiz = seen.quiz
    where = "in the thread of this message" if quiz.rules.thread else "here in the channel"
    text = f"*A live quiz is about to begin.* {words.rules(quiz)}.\nQuestions come {where}. Hosted by <@{quiz.host}>."
    join: Block = button("Join", "live_join", quiz.id, style="primary")
    return [
        section(text),
        {**actions(join, _host(quiz)), "block_id": "join"},
        context(f"*{words.people(seen.players)}* so far", _HOW),
    ]


def _running(seen: Standings) -> list[Block]:
    quiz = seen.quiz
    where = "in the thread below" if quiz.rules.thread else "below"
    number = f"Question {quiz.at} of {len(quiz.questions)}"
    now = (
        f"*{number}* can be answered {where}."
        if quiz.state == ASKING
        else f"*{number}* is answered."
    )
    paused = " The quiz is paused." if quiz.paused else ""
    return [section(f"{now}{paused}"), *_board(seen), context(_number(seen))]


def _podium(seen: Standings) -> list[Block]:
    if not seen.played:
        return [section("*This quiz ended before a question was answered.*")]
    of = "" if seen.played == len(seen.quiz.questions) else f" of {len(seen.quiz.questions)}"
    head = f"*The quiz is over.* {words.people(seen.played, 'question', 'questions')}{of} played."
    return [section(head), *_board(seen), context(_number(seen))]


def _board(seen: Standings) -> list[Block]:
    scored = [one for one in seen.board if one.answered]
    return [section("\n".join(words.rows(scored, BOARD)))] if scored else []


def _number(seen: Standings) -> str:
    more = len([one for one in seen.board if one.answered]) - BOARD
    rest = f" · the first {BOARD} of those who want to be seen" if more > 0 else ""
    return f"{words.people(seen.players)}{rest}"


def _host(quiz: Quiz) -> Block:
    return button("Host controls", "live_panel", quiz.id)


def _foot(seen: Standings) -> list[Block]:
    quiz = seen.quiz
    mine = [words.mine_button(quiz.id, 0)] if seen.played else []
    host = [] if quiz.state in (LOBBY, ENDED) else [_host(quiz)]
    return [{**actions(*mine, *host), "block_id": "foot"}] if mine or host else []


def _spoken(seen: Standings) -> str:
    quiz = seen.quiz
    if quiz.state == LOBBY:
        number = words.people(len(quiz.questions), "question", "questions")
        return fallback([f"{_name(quiz)}. {number}. Press Join to play."])
    state = (
        "The quiz is over"
        if quiz.state == ENDED
        else f"Question {quiz.at} of {len(quiz.questions)}"
    )
    return fallback([f"{_name(quiz)}. {state}.", *spoken_board(seen.board)])


def spoken_board(board: Sequence[Standing]) -> list[str]:
    """The first places in plain words."""
    first = [one for one in board if one.answered][:BOARD]
    return [f"{one.place}. {one.player.name or 'A player'}: {one.points:,}" for one in first]


def finale(seen: Standings) -> Message:
    """What is said below the last question: the first three, and how to see one's own."""
    ahead = [one for one in seen.board if one.points and one.place <= 3][:5]
    lines = [
        f"{words.place(one)}  {words.name(one.player)}  {words.points(one.points)}" for one in ahead
    ]
    head = "*The quiz is over. Thank you for playing!*"
    blocks = [
        *([context(words.REHEARSAL)] if seen.quiz.rehearsal else []),
        section("\n".join([head, *lines])),
    ]
    blocks.append({**actions(words.mine_button(seen.quiz.id, 0)), "block_id": "foot"})
    return Message(fallback(["The quiz is over.", *spoken_board(ahead)]), blocks)
