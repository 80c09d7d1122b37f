"""What an edit makes of a poll, without losing votes, and what it will do to them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.errors import NotAllowed
from bot.services.polls.limits import WITH_OPTIONS, at_fields, problems
from bot.services.polls.ports import (
    CLOSED,
    FEW,
    MULTI,
    OPEN,
    SCHEDULED,
    Ballot,
    Option,
    Poll,
    Settings,
)

PICTURE = "picture"
"""Where the notes hold the file id of the result's chart; "" where it could not be had."""
BEFORE = "before"
"""Where the notes hold what a poll was before its last edit."""
WALL = "wall"
"""Where they hold the time on the wall at which a series opens."""
KIND = (
    "People have answered this kind of question, so it stays as it is. To ask it differently, use Ask again…, "
    "or make a new poll with `/poll`."
)
SECRECY = (
    "What was promised to those who voted stays: a named poll cannot become anonymous, nor the other way round. "
    "Use Ask again…, or make a new poll with `/poll`."
)
TAKEN_OUT = "This poll is closed: you can reword it, but not take options out or add some."
OVER = "This poll can no longer be edited."


class Unedited(NotAllowed):
    """An edit that cannot be made; `field` says which part of it."""

    def __init__(self, sentence: str, field: str = "question") -> None:
        super().__init__(for_user=sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a poll is to say. `texts` is by option id: an empty one is taken out, one that is not named stays.

    `opens_at` is looked at only where it has not opened yet; None leaves it.
    """

    question: str
    texts: Mapping[str, str]
    added: tuple[str, ...]
    settings: Settings
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """What an edit does to votes. Numbers are None where they must not be told before the poll is closed.

    `removed` has each option that goes, with the votes for it; `over` is how many chose more than will be allowed.
    """

    removed: tuple[tuple[str, int | None], ...] = ()
    over: int | None = 0

    @property
    def asks(self) -> bool:
        """Is this to be confirmed first?"""
        return any(votes is None or votes > 0 for _, votes in self.removed)


def edited(poll: Poll, wanted: Wanted) -> Poll:
    """The poll as it is wanted, with what it was noted in it. Raises Unedited."""
    if poll.state not in {OPEN, CLOSED, SCHEDULED}:
        raise Unedited(OVER)
    if wanted.kind not in {"", poll.kind}:
        raise Unedited(KIND)
    if wanted.settings.anonymous != poll.settings.anonymous:
        raise Unedited(SECRECY)
    options = _options(poll, wanted)
    shown = [option for option in options if not option.removed]
    wrong = problems(poll.kind, wanted.question, [option.text for option in shown])
    for problem in at_fields(wrong):
        raise Unedited(f"{problem.wrong} {problem.fix}", problem.field)
    if poll.state == CLOSED and [o.id for o in shown] != [o.id for o in poll.shown]:
        raise Unedited(TAKEN_OUT, "options")
    settings = _settings(poll, wanted, shown)
    closes_at = poll.closes_at if poll.state == CLOSED else wanted.closes_at
    notes = {name: value for name, value in poll.notes.items() if name != PICTURE}
    notes[BEFORE] = _kept(poll)
    opens_at = poll.opens_at
    if poll.state == SCHEDULED and wanted.opens_at not in {None, opens_at}:
        opens_at = wanted.opens_at
        notes.pop(WALL, None)
    return replace(
        poll,
        question=wanted.question.strip(),
        options=options,
        settings=settings,
        opens_at=opens_at,
        closes_at=closes_at,
        notes=notes,
    )


def _options(poll: Poll, wanted: Wanted) -> tuple[Option, ...]:
    if poll.kind not in WITH_OPTIONS:
        return poll.options
    kept = [
        option if option.removed else _reworded(option, wanted.texts.get(option.id, option.text))
        for option in poll.options
    ]
    for text in wanted.added:
        kept.append(Option(free_id(kept), text.strip()))
    return tuple(kept)


def _reworded(option: Option, text: str) -> Option:
    return replace(option, text=text.strip()) if text.strip() else replace(option, removed=True)


def free_id(options: Sequence[Option]) -> str:
    """The number after the last one of any option, removed ones too: an old button never means a new option."""
    taken = [int(o.id) for o in options if o.id.isascii() and o.id.isdecimal()]
    return str(max([0, *taken]) + 1)


def _settings(poll: Poll, wanted: Wanted, shown: Sequence[Option]) -> Settings:
    ids = {option.id for option in shown}
    most = wanted.settings.most if poll.kind == MULTI else poll.settings.most
    if not most and poll.settings.most >= len(poll.shown):
        most = poll.settings.most  # any number, said in another way
    correct = tuple(option for option in wanted.settings.correct if option in ids)
    return replace(wanted.settings, most=min(most, len(shown)), correct=correct)


def is_same(before: Poll, after: Poll) -> bool:
    """Does an edit change nothing?"""
    return _kept(before) == _kept(after)


def effects(before: Poll, after: Poll, ballots: Sequence[Ballot]) -> Effects:
    """What becomes of the votes that there are."""
    told = may_be_told(before, len(ballots))
    there = {option.id for option in after.shown}
    gone = [option for option in before.shown if option.id not in there]
    picked = [ballot.choice.get("picked", ()) for ballot in ballots]
    removed = tuple(
        (option.text, sum(option.id in each for each in picked) if told else None)
        for option in gone
    )
    most, was = after.settings.most, before.settings.most
    shorter = after.kind == MULTI and most and (not was or most < was)
    over = sum(len(set(each) & there) > most for each in picked) if shorter else 0
    return Effects(removed, over if told or not shorter else None)


def may_be_told(poll: Poll, voters: int) -> bool:
    """May numbers be shown to those who keep it, before it is closed too?"""
    if poll.state != OPEN:
        return True
    return not poll.settings.hidden and not (poll.settings.anonymous and voters < FEW)


def seen(poll: Poll, ids: Collection[str]) -> str:
    """What somebody saw of a poll in a window with these options: the same while nobody changes that."""
    kept = _kept(poll)
    kept["options"] = [each for each in kept["options"] if each[0] in ids]
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:12]


def restored(poll: Poll) -> Poll | None:
    """The poll as it was before its last edit; None where that is not known."""
    kept = poll.notes.get(BEFORE)
    if not isinstance(kept, Mapping):
        return None
    raw = dict(kept["settings"])
    opens_at, closes_at = (_moment(kept[name]) for name in ("opens_at", "closes_at"))
    notes = {name: value for name, value in poll.notes.items() if name not in {BEFORE, PICTURE}}
    was = {str(option): (str(text), bool(removed)) for option, text, removed in kept["options"]}
    options = tuple(
        Option(option.id, *was.get(option.id, (option.text, True))) for option in poll.options
    )
    return replace(
        poll,
        question=str(kept["question"]),
        options=options,
        settings=Settings(**{**raw, "correct": tuple(raw["correct"])}),
        opens_at=opens_at,
        closes_at=closes_at,
        notes=notes,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _kept(poll: Poll) -> dict[str, Any]:
    """What can be edited, as JSON."""
    return {
        "question": poll.question,
        "options": [[option.id, option.text, option.removed] for option in poll.options],
        "settings": {**asdict(poll.settings), "correct": list(poll.settings.correct)},
        "opens_at": poll.opens_at.isoformat() if poll.opens_at else None,
        "closes_at": poll.closes_at.isoformat() if poll.closes_at else None,
    }
