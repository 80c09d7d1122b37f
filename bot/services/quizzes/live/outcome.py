"""What a quiz or a homework came to, in one form: its questions with everybody's answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.services.polls.ports import Poll
from bot.services.quizzes.asking import (
    PARTED,
    TYPED,
    Asked,
    Part,
    Response,
    right_number,
    right_response,
)
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live import analysis
from bot.services.quizzes.live.analysis import Answered, ItemAnalysis
from bot.services.quizzes.live.model import Answer, Player, Question, Quiz
from bot.services.quizzes.live.written import Wrote, written
from knowledge.exchange import Item, Kind
from knowledge.exchange.markup import as_plain
from knowledge.model import Source


@dataclass(frozen=True, slots=True)
class Given:
    """One player's last answer to a question. `took` is in seconds, `points` as a live quiz gives them; None where there are none.

    `changed`: it was another one before; None where nobody knows.
    """

    response: Response
    share: float
    sure: bool | None = None
    changed: bool | None = None
    took: float | None = None
    points: int | None = None

    @property
    def right(self) -> bool:
        return self.share >= 1


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it was put to everybody. `number` is from 1; `answers` are by member."""

    number: int
    bank_id: str
    item: Item
    shown: Asked
    source: Source | None = None
    answers: Mapping[str, Given] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What was asked, in plain words."""
        return as_plain(self.shown.stem)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Ids and plain words of the choices, in the order shown."""
        return tuple((option.id, as_plain(option.text)) for option in self.shown.options)

    @property
    def right(self) -> frozenset[str]:
        """Ids of the right choices."""
        found = right_response(self.item)
        return frozenset(found.picked) if found else frozenset()

    @property
    def right_words(self) -> str:
        """The right answer in plain words: "KVM", "KVM; Xen", "42 ± 1", "RAM: volatile; Disk: lasting"."""
        found = right_response(self.item)
        return right_number(self.item) or (self.words(found) if found else "")

    @property
    def wrote(self) -> tuple[Wrote, ...]:
        """Where it is answered by writing: what was written, the most frequent first."""
        if self.item.kind not in TYPED:
            return ()
        given = self.answers.values()
        return written(self.item.kind, [(one.response.text, one.share) for one in given])

    def words(self, response: Response) -> str:
        """An answer in plain words, choices in the order shown."""
        if self.shown.parts:
            said = ((part.label, _of_part(part, response)) for part in self.shown.parts)
            return "; ".join(f"{as_plain(label)}: {words}" for label, words in said if words)
        if not self.shown.options:
            return response.text
        return "; ".join(text for id_, text in self.choices if id_ in response.picked)


def _of_part(part: Part, response: Response) -> str:
    given = response.parts.get(part.id, ())
    if not part.options:
        return " ".join(given)
    return ", ".join(as_plain(option.text) for option in part.options if option.id in given)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All of it. `poll` holds it; `players` are those who took part; `rehearsal`: they are invented."""

    poll: Poll
    questions: tuple[Put, ...]
    players: Mapping[str, Player]
    rehearsal: bool = False

    @property
    def title(self) -> str:
        return self.poll.question

    def items(self) -> tuple[ItemAnalysis, ...]:
        """The analysis of each question."""
        return analysis.analyse([_for_analysis(put) for put in self.questions])

    def of(self, user: str) -> tuple[tuple[Put, Given | None], ...]:
        """The questions with what somebody answered."""
        return tuple((put, put.answers.get(user)) for put in self.questions)


def put(number: int, frozen: Frozen, answers: Mapping[str, Given]) -> Put:
    """A frozen question with what was answered."""
    return Put(number, frozen.bank_id, frozen.item, frozen.asked, frozen.source, dict(answers))


def of_quiz(quiz: Quiz, questions: Sequence[Question], players: Mapping[str, Player]) -> Outcome:
    """Of a live quiz: the questions that were closed; those that were skipped count for nothing."""
    closed = [one for one in questions if one.poll.closed_at is not None and not one.skipped]
    puts = [
        put(one.number, one.frozen, {user: _given(a) for user, a in one.answers.items()})
        for one in sorted(closed, key=lambda one: one.number)
    ]
    return Outcome(quiz.poll, tuple(puts), players, quiz.rehearsal)


def chance(item: Item) -> float:
    """How likely a blind guess is right: one choice of n, or one of the 2ⁿ - 1 ways to pick some; of what is written, never."""
    number = len(item.choices)
    if item.kind in {Kind.CHOICE, Kind.TRUE_FALSE} and number:
        return 1 / number
    if item.kind is Kind.MULTIPLE and number:
        return 1.0 / ((1 << number) - 1)
    return 0.0


def _given(answer: Answer) -> Given:
    return Given(
        answer.response,
        answer.share,
        answer.sure,
        answer.changed,
        took=answer.took,
        points=answer.points,
    )


def _for_analysis(put: Put) -> analysis.Question:
    return analysis.Question(
        put.number,
        put.text,
        put.choices,
        put.right,
        {
            user: Answered(given.share, given.response.picked, given.sure, given.changed)
            for user, given in put.answers.items()
        },
        put.source,
        chance(put.item),
        put.bank_id,
        tuple((one.text, one.number) for one in put.wrote if not one.share),
        put.item.kind not in PARTED,
    )
