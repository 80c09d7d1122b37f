"""What a quiz's answers tell of its questions: item analysis as classical test theory has it. Pure.

Difficulty and discrimination are those of Crocker & Algina, *Introduction to Classical and Modern Test Theory* (1986),
chapter 14, and Ebel & Frisbie, *Essentials of Educational Measurement* (5th ed., 1991), chapter 13.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, pstdev

from knowledge.model import Source

FEWEST_PLAYERS = 10
"""Below this no discrimination is told: the standard error of a correlation is near 1/√(n-1), a third for ten."""
FEWEST_OTHERS = 3
"""So many other questions at least make up the score that a question is correlated with."""
FEWEST_ANSWERS = 5
"""With fewer answers it says nothing that nobody took a choice."""
CONFIDENT_SHARE = 0.2
"""From this part of the answers on, those that were sure and wrong make a question one to come back to."""
VERY_GOOD, GOOD, MARGINAL = 0.40, 0.30, 0.20
"""Ebel's rules of thumb for discrimination: below the last an item is poor, and to be rejected or rewritten."""
TOO_FEW_PLAYERS, TOO_FEW_QUESTIONS, ALL_ALIKE = "players", "questions", "alike"
"""Why a question has no discrimination."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One player's last answer. `share` is the part of the points that it got, 0 to 1; right is all of them.

    `sure` and `changed` (it was another one before) are None where nobody knows.
    """

    share: float
    picked: tuple[str, ...] = ()
    sure: bool | None = None
    changed: bool | None = None

    @property
    def right(self) -> bool:
        return self.share >= 1


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked. `number` counts from 1; `chance` is how likely somebody is right who guesses.

    `choices` are (id, text), in the order shown; `right` the ids of the right ones. `answers` are by player.
    `wrote` are texts that are wrong and how many wrote each, the most frequent first, where it is answered by writing.
    `live`: can it be asked in a live quiz?
    """

    number: int
    text: str
    choices: tuple[tuple[str, str], ...]
    right: frozenset[str]
    answers: Mapping[str, Answered]
    source: Source | None = None
    chance: float = 0.0
    bank_id: str = ""
    wrote: tuple[tuple[str, int], ...] = ()
    live: bool = True


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong choice or text, and how many took it."""

    text: str
    taken: int


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """What is known of one question.

    `difficulty` is None where nobody answered, `discrimination` where it cannot be told, for the reason `why_not`.
    `ignored` are distractors that nobody took, `drawing` those that more took than the right answer; `wrote` is what was
    written that is wrong.
    """

    question: Question
    answered: int
    right: int
    difficulty: float | None
    discrimination: float | None
    why_not: str
    ignored: tuple[Distractor, ...]
    drawing: tuple[Distractor, ...]
    confident_errors: int
    changed: int
    wrote: tuple[Distractor, ...] = ()

    @property
    def went_badly(self) -> bool:
        """Fewer were right than halfway between guessing and everybody, or many were sure and wrong.

        Halfway is where an item tells most (Lord, "The relation of the reliability of multiple-choice tests to the
        distribution of item difficulties", Psychometrika 17, 1952, who puts the optimum slightly above it).
        """
        if self.difficulty is None:
            return False
        halfway = (1 + self.question.chance) / 2
        return self.difficulty < halfway or self.misled

    @property
    def misled(self) -> bool:
        """So many were sure and wrong that it is more than a slip of one."""
        return (
            self.confident_errors > 1 and self.confident_errors >= CONFIDENT_SHARE * self.answered
        )

    @property
    def loss(self) -> float:
        """How badly it went, 0 to 2: the part that was wrong, and once more the part that was sure of it."""
        if not self.answered:
            return 0.0
        return (self.answered - self.right + self.confident_errors) / self.answered


@dataclass(frozen=True, slots=True)
class BackTo:
    """A slide to go back to, for these questions. `answered` and `right` are of all of them."""

    source: Source
    items: tuple[ItemAnalysis, ...]

    @property
    def answered(self) -> int:
        return sum(item.answered for item in self.items)

    @property
    def right(self) -> int:
        return sum(item.right for item in self.items)

    @property
    def confident_errors(self) -> int:
        return sum(item.confident_errors for item in self.items)

    @property
    def loss(self) -> float:
        return mean(item.loss for item in self.items)


def analyse(questions: Sequence[Question]) -> tuple[ItemAnalysis, ...]:
    """Each question, in their order. Those that nobody answered have zeros."""
    return tuple(_item(question, questions) for question in questions)


def difficulty(answers: Iterable[Answered]) -> float | None:
    """The item's difficulty index p: the number who were right / the number who answered. The higher, the easier.

    Part of the points is not right. Those who did not answer do not count: who joins late has not seen it. None for no answers.
    """
    found = [answer.right for answer in answers]
    return sum(found) / len(found) if found else None


def point_biserial(right: Sequence[bool], rest: Sequence[float]) -> float | None:
    """r = (M₁ - M) / s · √(p / q), with M₁ the mean rest score of those who were right, M and s (of the population)
    that of all, p the part that was right and q = 1 - p (Crocker & Algina 1986, p. 317). It is Pearson's r of the two.

    None where all were right, all wrong, or all rest scores are equal: then nothing goes with anything.
    """
    share = mean(map(float, right)) if right else 0.0
    spread = pstdev(rest) if rest else 0.0
    if not 0 < share < 1 or spread < 1e-9:
        return None
    of_right = mean(score for was_right, score in zip(right, rest, strict=True) if was_right)
    found = (of_right - mean(rest)) / spread * sqrt(share / (1 - share))
    return max(-1.0, min(1.0, found))


def discrimination(number: int, questions: Sequence[Question]) -> tuple[float | None, str]:
    """The corrected item-rest point-biserial of the question with this number, or why there is none.

    The rest score is a player's mean share of the points over the other questions that they answered: without the
    question itself, which would correlate with itself (Henrysson, "Correction of item-total correlations in item analysis",
    Psychometrika 28, 1963). Where everybody answered everything that is the usual one, since a mean is a sum but for a factor.
    """
    asked = next(question for question in questions if question.number == number)
    others = [q for q in questions if q.number != number and q.answers]
    rests = {player: _rest(player, others) for player in asked.answers}
    known = [(asked.answers[p].right, rest) for p, rest in rests.items() if rest is not None]
    if len(others) < FEWEST_OTHERS:
        return None, TOO_FEW_QUESTIONS
    if len(known) < FEWEST_PLAYERS:
        return None, TOO_FEW_PLAYERS
    found = point_biserial([right for right, _ in known], [rest for _, rest in known])
    return found, "" if found is not None else ALL_ALIKE


def slides_to_revisit(items: Sequence[ItemAnalysis]) -> tuple[BackTo, ...]:
    """The slides of the questions that went badly, each once, the worst first."""
    found: dict[Source, list[ItemAnalysis]] = {}
    for item in items:
        if item.question.source is not None and item.went_badly:
            found.setdefault(item.question.source, []).append(item)
    slides = [BackTo(source, tuple(some)) for source, some in found.items()]
    return tuple(sorted(slides, key=lambda slide: -slide.loss))


def to_ask_again(items: Sequence[ItemAnalysis]) -> tuple[ItemAnalysis, ...]:
    """The questions that went badly and that a live quiz can ask, the worst first."""
    badly = (item for item in items if item.went_badly and item.question.live)
    return tuple(sorted(badly, key=lambda item: -item.loss))


def _rest(player: str, others: Sequence[Question]) -> float | None:
    shares = [q.answers[player].share for q in others if player in q.answers]
    return mean(shares) if shares else None


def _item(question: Question, questions: Sequence[Question]) -> ItemAnalysis:
    answers = list(question.answers.values())
    found, why_not = discrimination(question.number, questions)
    ignored, drawing = _distractors(question)
    wrote = tuple(Distractor(text, number) for text, number in question.wrote)
    right = sum(answer.right for answer in answers)
    return ItemAnalysis(
        question,
        len(answers),
        right,
        difficulty(answers),
        found,
        why_not,
        ignored,
        (*drawing, *(each for each in wrote if each.taken > right)),
        sum(answer.sure is True and not answer.right for answer in answers),
        sum(answer.changed is True for answer in answers),
        wrote,
    )


def _distractors(
    question: Question,
) -> tuple[tuple[Distractor, ...], tuple[Distractor, ...]]:
    """Those that nobody took, and those that more took than the right answer (of several: than the one most took).

    A distractor works if at least some take it (Haladyna & Downing, "How many options is enough for a multiple-choice
    test item?", Educational and Psychological Measurement 53, 1993).
    """
    answers = list(question.answers.values())
    taken = {choice: sum(choice in a.picked for a in answers) for choice, _ in question.choices}
    best = max((taken[choice] for choice in question.right if choice in taken), default=0)
    wrong = [
        Distractor(text, taken[choice])
        for choice, text in question.choices
        if choice not in question.right
    ]
    ignored = [each for each in wrong if not each.taken] if len(answers) >= FEWEST_ANSWERS else []
    drawing = sorted((each for each in wrong if each.taken > best), key=lambda each: -each.taken)
    return tuple(ignored), tuple(drawing)
