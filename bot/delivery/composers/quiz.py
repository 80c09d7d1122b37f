"""A live quiz's messages, as things are at the moment: its own, those of its questions, and what is said at its end."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.quizzes import live_question, live_quiz
from bot.blocks.quizzes.live_question import Seen
from bot.blocks.quizzes.live_quiz import Standings
from bot.delivery.composing import Composed, Dropped
from bot.services.polls.charted import alt_text
from bot.services.polls.counting import tally
from bot.services.polls.editing import PICTURE
from bot.services.polls.finishing import plot_of
from bot.services.polls.ports import CLOSED, DELETED, QUESTION, QUIZ, Ballots, Poll, Polls
from bot.services.polls.tally import Tally
from bot.services.ports import Clock
from bot.services.quizzes.live.model import Question, Quiz, players_of
from bot.services.quizzes.live.names import Names, called
from bot.services.quizzes.live.scoring import board
from bot.services.reminding.ports import Outgoing


@dataclass(frozen=True)
class QuizCards:
    """Draws quizzes and their questions. `names` tells what people are called."""

    polls: Polls
    ballots: Ballots
    clock: Clock
    names: Names

    async def draw(self, poll: Poll) -> Message | None:
        """None for one that was thrown away."""
        if poll.state == DELETED:
            return None
        if poll.kind == QUIZ:
            return live_quiz.message(await self.standings(poll))
        return await self._question(poll)

    async def standings(self, poll: Poll, up_to: int | None = None) -> Standings:
        """Where a quiz is, of the questions that are closed; or where it was after the question `up_to`."""
        joined = players_of(await self.ballots.all(poll.workspace, poll.id))
        players = await called(joined, self.names)
        asked = await self.polls.about(poll.workspace, poll.id, kind=QUESTION)
        closed = [Question.of(one) for one in asked if one.state == CLOSED]
        closed = [one for one in closed if up_to is None or one.number <= up_to]
        counted = [one for one in closed if not one.skipped]
        return Standings(Quiz.of(poll), len(players), board(players, closed), len(counted))

    async def _question(self, poll: Poll) -> Message | None:
        holder = await self.polls.get(poll.workspace, poll.about)
        if holder is None:
            return None
        seen = await (self._answered if poll.state == CLOSED else self._asked)(poll, holder)
        return live_question.message(seen)

    async def _asked(self, poll: Poll, holder: Poll) -> Seen:
        """While it can be answered: drawn again and again, so nothing is counted that it does not show."""
        players = await self.ballots.all(holder.workspace, holder.id)
        taken = tally(poll, await self.ballots.all(poll.workspace, poll.id))
        rehearsal = Quiz.of(holder).rehearsal
        question = Question.of(poll)
        return Seen(question, taken, self.clock.now(), len(players), rehearsal=rehearsal)

    async def _answered(self, poll: Poll, holder: Poll) -> Seen:
        question = Question.of(poll)
        stands = await self.standings(holder, question.number)
        shown = plot_of(poll, None)
        return Seen(
            question,
            Tally.from_json(poll.result),
            self.clock.now(),
            stands.players,
            stands.board,
            str(poll.notes.get(PICTURE) or "") if shown else "",
            alt_text(shown) if shown else "",
            question.frozen.source is not None,
            stands.quiz.rehearsal,
        )


@dataclass(frozen=True)
class PodiumComposer:
    """What is said at the end of a quiz."""

    cards: QuizCards

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        poll = await self.cards.polls.get(message.workspace, message.about)
        if poll is None or poll.state != CLOSED:
            return Dropped(why="no quiz that is over")
        return Composed(live_quiz.finale(await self.cards.standings(poll)))
