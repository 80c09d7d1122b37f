"""What a chart of a poll's result shows, and the same in words for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.services.polls.ports import PICKED, QUESTION, RANKED, SCALE, WORDS, Option, Poll
from bot.services.polls.rounds import Comparison, Shift, signed
from bot.services.polls.shares import percentages
from bot.services.polls.tally import Tally

PLAIN, LEADING, RIGHT = "plain", "leading", "right"
"""How a bar looks: as any other, as the one that is ahead, as that of a correct option."""
BARS, COLUMNS = "bars", "columns"
MOST_WORDS = 20
_MOST_STEPS = 5
_MAX_ALT = 1_900


@dataclass(frozen=True, slots=True)
class Bar:
    """`length` is 0 to 1 of the longest. `number` is its place in the poll, from 0, whatever the order of the bars.

    `before` is the length that it had in the round before, where two are compared.
    """

    number: int
    label: str
    value: str
    length: float
    look: str = PLAIN
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart. `mark` is a scale's mean as a place among the columns, from 0; `ends` name the scale's ends."""

    title: str
    bars: tuple[Bar, ...]
    foot: str
    form: str = BARS
    ends: tuple[str, str] = ("", "")
    mark: float | None = None


def plot(poll: Poll, tally: Tally) -> Plot | None:
    """The result of a closed poll; None where there is nothing to draw: nobody voted, or it was written in free text, or skipped."""
    if (
        not tally.voters
        or poll.kind not in PICKED | {WORDS, QUESTION}
        or tally.extra.get("skipped")
        or (poll.kind == QUESTION and not poll.shown)
    ):
        return None
    if poll.kind == WORDS:
        return Plot(poll.question, _words(tally), _people(tally.voters))
    if poll.kind == RANKED:
        return Plot(poll.question, _ranked(poll, tally), _people(tally.voters))
    bars = _counted(poll, tally)
    if poll.kind == QUESTION:
        return Plot(poll.question, bars, _people(tally.voters, "answered"))
    if poll.kind != SCALE:
        return Plot(poll.question, bars, _people(tally.voters))
    return _scale(poll, tally, bars)


def _people(number: int, did: str = "voted") -> str:
    return f"1 person {did}" if number == 1 else f"{number:,} people {did}"


def _counted(poll: Poll, tally: Tally) -> tuple[Bar, ...]:
    """A bar an option, in the poll's order."""
    most = max((tally.counts.get(option.id, 0) for option in poll.shown), default=0) or 1
    share = percentages(poll, tally)
    return tuple(
        Bar(
            number,
            option.text,
            f"{count:,} · {share.get(option.id, 0)} %",
            count / most,
            _look(poll, option, leading=option.id in tally.winners),
        )
        for number, option in enumerate(poll.shown)
        for count in [tally.counts.get(option.id, 0)]
    )


def _look(poll: Poll, option: Option, *, leading: bool) -> str:
    if option.id in poll.settings.correct:
        return RIGHT
    return LEADING if leading else PLAIN


def _scale(poll: Poll, tally: Tally, bars: tuple[Bar, ...]) -> Plot:
    """Columns, with the mean among them. Of a column there is only room for the count."""
    numbers = [_number(option) for option in poll.shown]
    mark = None
    if tally.mean is not None and len(numbers) > 1 and None not in numbers:
        first, last = float(numbers[0] or 0), float(numbers[-1] or 0)
        mark = (tally.mean - first) / ((last - first) or 1) * (len(numbers) - 1)
    said = [_people(tally.voters)]
    said += [f"mean {tally.mean:.1f}"] if tally.mean is not None else []
    said += [f"median {tally.median:g}"] if tally.median is not None else []
    ends = (poll.settings.low, poll.settings.high)
    short = tuple(replace(bar, value=bar.value.partition(" ")[0]) for bar in bars)
    return Plot(poll.question, short, " · ".join(said), COLUMNS, ends, mark)


def _number(option: Option) -> int | None:
    return int(option.text) if option.text.isascii() and option.text.isdecimal() else None


def _words(tally: Tally) -> tuple[Bar, ...]:
    """The most frequent words."""
    some = tally.texts[:MOST_WORDS]
    most = max((times for _, times in some), default=0) or 1
    return tuple(
        Bar(number, word, str(times), times / most, LEADING if times == most > 1 else PLAIN)
        for number, (word, times) in enumerate(some)
    )


def _ranked(poll: Poll, tally: Tally) -> tuple[Bar, ...]:
    """Who stayed longest first; each with its votes from round to round."""
    places = {option.id: number for number, option in enumerate(poll.shown)}
    stayed = {option: _votes(tally, option) for option in places}
    order = sorted(places, key=lambda o: (-len(stayed[o]), -(stayed[o] or [0])[-1], places[o]))
    most = max((votes[-1] for votes in stayed.values() if votes), default=0) or 1
    bars = []
    for option_id in order:
        option, votes = poll.shown[places[option_id]], stayed[option_id] or [0]
        won = option_id in tally.winners
        look = _look(poll, option, leading=won)
        gone = _left(tally, option_id)
        value = f"{_steps(votes)}{f', out in round {gone}' if gone and not won else ''}"
        bars.append(Bar(places[option_id], option.text, value, votes[-1] / most, look))
    return tuple(bars)


def _votes(tally: Tally, option: str) -> list[int]:
    """Its votes in each round that it was in; the first choices where there are no rounds."""
    votes = list[int]()
    for each in tally.rounds:
        if option not in each.counts:
            break
        votes.append(each.counts[option])
        if option in each.out:
            break
    return votes if tally.rounds else [tally.counts.get(option, 0)]


def _left(tally: Tally, option: str) -> int:
    """The round after which it left, from 1; 0 where it stayed."""
    return next((n for n, each in enumerate(tally.rounds, 1) if option in each.out), 0)


def _steps(votes: Sequence[int]) -> str:
    """ "5 → 7 → 9": the first rounds are left out where there are many."""
    kept = [str(votes[0]), "…", *map(str, votes[1 - _MOST_STEPS :])]
    return " → ".join(kept if len(votes) > _MOST_STEPS else map(str, votes))


def comparison_plot(poll: Poll, comparison: Comparison) -> Plot | None:
    """Both rounds of a poll, the second one's options in order; None where one of them is empty."""
    if not comparison.shifts or not comparison.voters_before or not comparison.voters_after:
        return None
    shifts = comparison.shifts
    most = max(max(shift.before or 0, shift.after) for shift in shifts) or 1
    bars = tuple(_shifted(poll, number, shift, most) for number, shift in enumerate(shifts))
    foot = f"Grey: first round, {comparison.voters_before:,} voted · colour: second, {comparison.voters_after:,} voted"
    return Plot(poll.question, bars, foot)


def _shifted(poll: Poll, number: int, shift: Shift, most: int) -> Bar:
    option = poll.option(shift.option)
    after = f"{shift.after} %"
    if shift.before is None:
        value = f"new, {after}"
    else:
        value = f"{shift.before} % → {after} ({signed(shift.points or 0)})"
    look = _look(poll, option, leading=False) if option else PLAIN
    before = None if shift.before is None else shift.before / most
    return Bar(number, shift.text, value, shift.after / most, look, before)


def alt_text(shown: Plot) -> str:
    """All numbers of a chart in one text of at most 1,900 characters: labels are shortened, never left out."""
    for longest in (200, 100, 60, 40, 25, 15, 8, 4):
        text = _told(shown, longest)
        if len(text) <= _MAX_ALT:
            return text
    return _told(shown, 4)[:_MAX_ALT]


def _told(shown: Plot, longest: int) -> str:
    told = "; ".join(f"{_brief(bar.label, longest)}{_said(bar)}: {bar.value}" for bar in shown.bars)
    ends = [_brief(end, 40) for end in shown.ends]
    scale = f" The first means {ends[0] or 'least'}, the last {ends[1] or 'most'}."
    return f"Chart: {_brief(shown.title, 2 * longest)}. {told}. {shown.foot}.{scale if any(ends) else ''}"


def _said(bar: Bar) -> str:
    return " (correct)" if bar.look == RIGHT else ""


def _brief(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
