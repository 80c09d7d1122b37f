"""A poll as its form is filled in, and what is wrong with it field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.services.deadlines.zones import GAP, on_the_wall
from bot.services.polls import limits
from bot.services.polls.drafts import Draft, Problem
from bot.services.polls.ports import MULTI, RANKED, SCALE, SINGLE, TEXT, WORDS, Settings
from bot.services.polls.right import right_options
from bot.services.polls.scheduled import gap_problem
from bot.services.polls.separators import flat
from bot.services.polls.timing import LONGEST
from bot.services.polls.yes_no import in_their_words, yes_no

YES_OR_NO, SCALE_5, SCALE_10 = "yesno", "scale5", "scale10"
KINDS = (SINGLE, MULTI, YES_OR_NO, RANKED, SCALE_5, SCALE_10, TEXT, WORDS)
LISTED = frozenset({SINGLE, MULTI, RANKED})
"""Kinds whose options are written into the form."""
RIGHT = frozenset({SINGLE, MULTI, YES_OR_NO})
"""Kinds that may have a correct answer."""
SCALES = {SCALE_5: 5, SCALE_10: 10}
ANONYMOUS, HIDDEN, ADDING = "anonymous", "hidden", "adding"
AT = "at"
"""In place of a length of time, or of "now": at the day and time that are picked."""


@dataclass(frozen=True, slots=True)
class Form:
    """`options` has one a line. `closes` is "" for by hand, seconds, or AT; `opens` is "" for now, or AT."""

    kind: str = SINGLE
    question: str = ""
    options: str = ""
    most: int = 0
    low: str = ""
    high: str = ""
    ticked: frozenset[str] = frozenset()
    correct: str = ""
    closes: str = ""
    close_day: date | None = None
    close_time: time | None = None
    opens: str = ""
    open_day: date | None = None
    open_time: time | None = None
    repeats: str = ""

    @classmethod
    def of(cls, draft: Draft, zone: ZoneInfo) -> Form:
        """The form that says what a draft says."""
        settings = draft.settings
        ticks = ((ANONYMOUS, settings.anonymous), (HIDDEN, settings.hidden), (ADDING, settings.adding))  # fmt: skip
        closes = str(settings.closes_after) if settings.closes_after is not None else ""
        close_day, close_time = _picked(draft.closes_at, zone)
        open_day, open_time = _picked(draft.opens_at, zone)
        kind = _kind_of(draft)
        return cls(
            kind,
            draft.question,
            "\n".join(flat(option) for option in draft.options) if kind in LISTED else "",
            settings.most if kind == MULTI else 0,
            settings.low,
            settings.high,
            frozenset(name for name, on in ticks if on),
            ", ".join(settings.correct),
            AT if draft.closes_at else closes,
            close_day,
            close_time,
            AT if draft.opens_at else "",
            open_day,
            open_time,
            settings.repeats,
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """The options that are filled in."""
        return tuple(flat(line) for line in self.options.splitlines() if line.strip())

    def draft(self, now: datetime, zone: ZoneInfo) -> tuple[Draft, list[Problem]]:
        """What the form says, and what is wrong with it: at most one problem a field."""
        kind = SCALE if self.kind in SCALES else SINGLE if self.kind == YES_OR_NO else self.kind
        problems = limits.at_fields(limits.problems(kind, self.question, self._texts()))
        right = right_options([in_their_words(self.correct, self._texts())] if self.correct and self.kind in RIGHT else [], self._texts())  # fmt: skip
        problems += [replace(each, fix="Write the option's number, or its text.") for each in right.problems]  # fmt: skip
        settings = Settings(
            anonymous=ANONYMOUS in self.ticked,
            most=self._most(),
            hidden=HIDDEN in self.ticked,
            adding=ADDING in self.ticked and self.kind in LISTED,
            correct=right.ids,
            low=self.low if kind == SCALE else "",
            high=self.high if kind == SCALE else "",
            closes_after=int(self.closes) if self.closes.isdecimal() else None,
            repeats=self.repeats,
        )
        opens, late = _moment("open", self.opens, self.open_day, self.open_time, now, zone)
        closes, more = _moment("close", self.closes, self.close_day, self.close_time, now, zone)
        if closes is not None and opens is not None and closes <= opens:
            more = [Problem("It would close before it opens.", "Choose a later time.", field="close_time")]  # fmt: skip
        problems += [*late, *more]
        if settings.repeats in {"daily", "weekly"} and opens is None and not late:
            problems.append(Problem("Choose when it opens first.", "", field="opens"))
        if closes is not None and settings.repeats:
            settings = replace(settings, closes_after=int((closes - (opens or now)).total_seconds()))  # fmt: skip
            closes = None
        return Draft(kind, self.question.strip(), self._texts(), settings, closes, opens), problems

    def _texts(self) -> tuple[str, ...]:
        if self.kind in SCALES:
            return tuple(str(n) for n in range(1, SCALES[self.kind] + 1))
        return (
            yes_no(self.question)
            if self.kind == YES_OR_NO
            else self.lines
            if self.kind in LISTED
            else ()
        )

    def _most(self) -> int:
        if self.kind == RANKED:
            return 0
        if self.kind != MULTI:
            return 1
        return self.most if 1 < self.most < len(self.lines) else 0


def _moment(
    what: str, choice: str, day: date | None, at: time | None, now: datetime, zone: ZoneInfo
) -> tuple[datetime | None, list[Problem]]:
    """The moment that is picked. `what` begins the names of its fields."""
    if choice != AT:
        return None, []
    if day is None or at is None:
        missing = f"{what}_day" if day is None else f"{what}_time"
        return None, [Problem("Choose a day and a time.", "", field=missing)]
    moment, odd = on_the_wall(day, at, zone.key)
    field = f"{what}_time"
    if odd == GAP:
        return None, [gap_problem(moment.astimezone(zone), field)]
    if moment <= now:
        wrong = f"That is over: it is {now.astimezone(zone):%H:%M} where you are."
        return None, [Problem(wrong, "Choose a later time.", field=field)]
    if moment - now > LONGEST:
        wrong, field = "That is more than a year away.", f"{what}_day"
        return None, [Problem(wrong, "Choose an earlier day.", field=field)]
    return moment.astimezone(UTC), []


def chunks(text: str, longest: int) -> list[str]:
    """Lines in pieces of at most `longest` characters, for several fields; one piece where it fits."""
    pieces = [""]
    for line in text.splitlines():
        whole = f"{pieces[-1]}\n{line}" if pieces[-1] else line
        if len(whole) <= longest:
            pieces[-1] = whole
        else:
            pieces.append(line)
    return pieces


def soonest(now: datetime, zone: ZoneInfo) -> tuple[date, time]:
    """What the pickers show at first: the next full hour that is at least half an hour away."""
    local = (now + timedelta(minutes=90)).astimezone(zone)
    return local.date(), time(local.hour)


def _picked(at: datetime | None, zone: ZoneInfo) -> tuple[date | None, time | None]:
    local = at.astimezone(zone) if at else None
    return (local.date(), time(local.hour, local.minute)) if local else (None, None)


def _kind_of(draft: Draft) -> str:
    if draft.kind == SCALE:
        return SCALE_10 if len(draft.options) > SCALES[SCALE_5] else SCALE_5
    if draft.kind == SINGLE and _same(draft.options, yes_no(draft.question)):
        return YES_OR_NO
    return draft.kind


def _same(one: Iterable[str], other: Iterable[str]) -> bool:
    return [limits.same(each) for each in one] == [limits.same(each) for each in other]
