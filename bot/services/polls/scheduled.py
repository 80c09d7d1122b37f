"""When a typed poll opens, closes and comes again; refused in clear words where that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.services.deadlines.zones import GAP, TWICE
from bot.services.polls import flags
from bot.services.polls.drafts import DAILY, EACH_CLASS, WEEKLY, Draft, Problem
from bot.services.polls.flags import Flag
from bot.services.polls.limits import brief
from bot.services.polls.timing import (
    LONGEST,
    SHORTEST,
    When,
    longest,
    moment_of,
    repeats_of,
    span_of,
)

_TWICE_NOTE = "The clocks go back then and show that time twice; I took the first."
_LAST_HOUR = 23
_SPANS = ("for", "timer", "duration")
_TIMES = "`10m`, `14:30`, `tomorrow 9am` or `friday 5pm`"


@dataclass(frozen=True, slots=True)
class _Clock:
    """Whose clock: now, where they are."""

    now: datetime
    zone: ZoneInfo

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


def timed(
    draft: Draft, given: Sequence[Flag], now: datetime, zone: ZoneInfo
) -> tuple[Draft, list[Problem]]:
    """The draft with its times, and what is wrong with them."""
    clock = _Clock(now, zone)
    draft, problems = _opening(draft, given, clock)
    closing = [flag for flag in given if flag.name == flags.CLOSE]
    if len(closing) > 1:
        wrong = f"`{closing[0].typed}` and `{closing[1].typed}`: it can close only once."
        return draft, [*problems, Problem(wrong, "Keep one of them.", field="closes")]
    for flag in closing:
        draft, more = _closing(draft, flag, clock)
        problems += more
    return draft, problems


# Closing


def _closing(draft: Draft, flag: Flag, clock: _Clock) -> tuple[Draft, list[Problem]]:
    span = span_of(flag.argument)
    if span is not None:
        problems = span_problems(span)
        settings = replace(draft.settings, closes_after=int(span.total_seconds()))
        return (draft, problems) if problems else (replace(draft, settings=settings), [])
    when = moment_of(flag.argument, clock.now, clock.zone)
    if when is None:
        return draft, [_unread(flag, "closes")]
    problems = _moment_problems(when, flag, clock, "closes")
    opens = draft.opens_at or clock.now
    if not problems and when.at <= opens:
        problems = [Problem("It would close before it opens.", "Choose a later time.", field="closes")]  # fmt: skip
    if problems:
        return draft, problems
    draft = _noted(draft, when)
    if draft.settings.repeats:
        after = int((when.at - opens).total_seconds())
        return replace(draft, settings=replace(draft.settings, closes_after=after)), []
    return replace(draft, closes_at=when.at), []


def span_problems(span: timedelta) -> list[Problem]:
    """What is wrong with the time that a poll is open."""
    if span < SHORTEST:
        return [Problem("That is too short to vote in.", "Give it a minute: `--close 1m`.", field="closes")]  # fmt: skip
    if span > LONGEST:
        return [Problem("That is more than a year.", "Choose an earlier time.", field="closes")]
    return []


def _moment_problems(when: When, flag: Flag, clock: _Clock, field: str) -> list[Problem]:
    if when.odd == GAP:
        return [gap_problem(clock.local(when.at), field)]
    if when.at <= clock.now:
        return [_past(when, flag, clock, field)]
    if when.at - clock.now > LONGEST:
        return [Problem("That is more than a year away.", "Choose an earlier time.", field=field)]
    return []


def gap_problem(local: datetime, field: str) -> Problem:
    """For a time that no clock shows on that day."""
    wrong = f"The clocks go forward on {_day(local)} and skip that time."
    return Problem(wrong, "Choose one an hour earlier or later.", field=field)


def _past(when: When, flag: Flag, clock: _Clock, field: str) -> Problem:
    at, here = clock.local(when.at), clock.local(clock.now)
    said = f"{at:%H:%M} today" if at.date() == here.date() else f"{_day(at)}, {at:%H:%M}"
    wrong = f"`{flag.typed} {brief(flag.argument, 40)}`: {said} is over. It is {here:%H:%M} where you are."
    later = f"`{flag.typed} tomorrow {at:%H:%M}`"
    half = when.at + timedelta(hours=12)
    evening = (
        f", `{flag.typed} {clock.local(half):%H:%M}`" if when.bare and half > clock.now else ""
    )
    return Problem(wrong, f"Choose a later time, such as `{flag.typed} 10m`{evening} or {later}.", field=field)  # fmt: skip


def _unread(flag: Flag, field: str) -> Problem:
    said, typed = brief(flag.argument, 40), flag.typed
    if not said:
        return Problem(f"`{typed}` needs a time.", f"Say {_TIMES} behind it.", field=field)
    number = said.casefold().removeprefix("in ").strip()
    if number.isdecimal() and (
        number != said or int(number) > _LAST_HOUR or typed.endswith(_SPANS)
    ):
        return Problem(f"`{typed} {said}`: of what?", f"Say `{typed} {number}m` for minutes, or `{number}h` for hours.", field=field)  # fmt: skip
    if said.isdecimal():
        wrong = f"`{typed} {said}`: minutes, or o'clock?"
        return Problem(wrong, f"Say `{typed} {said}m` or `{typed} {said}:00`.", field=field)
    return Problem(f"I can't read the time in `{typed} {said}`.", f"Say {_TIMES}.", field=field)


def _day(local: datetime) -> str:
    return f"{local:%A, %B} {local.day}"


def _noted(draft: Draft, when: When) -> Draft:
    notes = (*draft.notes, *((_TWICE_NOTE,) if when.odd == TWICE else ()))
    return replace(draft, notes=notes)


# Opening


def _opening(draft: Draft, given: Sequence[Flag], clock: _Clock) -> tuple[Draft, list[Problem]]:
    at = next((flag for flag in given if flag.name == flags.AT), None)
    every = next((flag for flag in given if flag.name == flags.EVERY), None)
    repeats, said = _repeats(every, clock)
    draft = replace(draft, settings=replace(draft.settings, repeats=repeats))
    flag = at or (Flag(flags.EVERY, every.typed, said) if every and said else None)
    if every and not repeats:
        fix = "Say `--every day`, `--every week`, `--every friday 9am` or `--every class`."
        typed = f"{every.typed} {brief(every.argument, 40)}".strip()
        return draft, [Problem(f"`{typed}`: how often?", fix, field="repeats")]
    if flag is None and repeats in {DAILY, WEEKLY}:
        return draft, [_no_time("It comes again, but I don't know at which time.", repeats)]
    return _opens(draft, flag, clock) if flag else (draft, [])


def _repeats(every: Flag | None, clock: _Clock) -> tuple[str, str]:
    """How often, and what is said besides: a weekday alone is each week."""
    if every is None:
        return "", ""
    words = every.argument
    found = longest(words, repeats_of)
    named = every.typed.lstrip("-‐‑‒–—―− ").casefold().removeprefix("every-").removeprefix("each-")
    weekly = WEEKLY if words and moment_of(words, clock.now, clock.zone) else ""
    often = found[0] if found else repeats_of(named) or weekly
    rest = words[found[1] :].strip() if found else words
    return often, rest.removeprefix("at ").strip() if rest else ""


def _opens(draft: Draft, flag: Flag, clock: _Clock) -> tuple[Draft, list[Problem]]:
    span = span_of(flag.argument)
    when = When(clock.now + span) if span else moment_of(flag.argument, clock.now, clock.zone)
    repeats = draft.settings.repeats
    if when is None:
        return draft, [_unread(flag, "opens")]
    if when.day_only:
        return draft, [_no_time("I know the day, but not the time.", repeats)]
    if when.bare and when.at <= clock.now and repeats == DAILY:
        when = moment_of(f"tomorrow {flag.argument}", clock.now, clock.zone) or when
    problems = _moment_problems(when, flag, clock, "opens")
    return (draft, problems) if problems else (replace(_noted(draft, when), opens_at=when.at), [])


def _no_time(wrong: str, repeats: str) -> Problem:
    example = {DAILY: "--every day at 9am", WEEKLY: "--every friday 9am", EACH_CLASS: "--every class"}  # fmt: skip
    return Problem(
        wrong, f"Say it as in `{example.get(repeats, '--at friday 9am')}`.", field="opens"
    )
