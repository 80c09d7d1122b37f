"""A dated item as somebody words it or fills it in, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.services.deadlines.ports import ENDING, DatedItem
from bot.services.deadlines.zones import DAY_END, GAP, TWICE, on_the_wall, tzinfo_of
from knowledge.deadlines import parse_deadline
from knowledge.model import Deadline
from knowledge.normalise import fold

MAX_TITLE = 150
MAX_QUOTE = 300
_NAMELESS = frozenset(
    {"due", "is due", "deadline", "deadline is", "by", "until", "abgabe", "frist", "bis"}
)
KINDS = ("due", "exam", "event", "release", "range")


@dataclass(frozen=True, slots=True)
class Draft:
    """What an item says. Times are UTC; `timezone` is the zone it is written in."""

    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    timezone: str
    link: str = ""
    quote: str = ""
    notes: tuple[str, ...] = ()
    """What the writer should look at before saving."""

    @property
    def target(self) -> datetime:
        """The moment that reminders count down to."""
        return self.ends_at if self.kind in ENDING else self.starts_at

    @classmethod
    def of(cls, item: DatedItem) -> Draft:
        return cls(
            item.title,
            item.kind,
            item.starts_at,
            item.ends_at,
            item.all_day,
            item.timezone,
            item.link,
            item.quote,
        )

    def fields(self) -> dict[str, Any]:
        """The item's fields that a draft gives."""
        names = (
            "title",
            "kind",
            "starts_at",
            "ends_at",
            "all_day",
            "timezone",
            "link",
            "quote",
        )
        return {name: getattr(self, name) for name in names}

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, without the notes; `from_json` gives the draft back."""
        moments = {n: getattr(self, n).isoformat() for n in ("starts_at", "ends_at")}
        return self.fields() | moments

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Draft:
        """Raises ValueError, TypeError or KeyError for anything `to_json` did not write."""
        starts, ends = (datetime.fromisoformat(raw[n]) for n in ("starts_at", "ends_at"))
        tzinfo_of(str(raw["timezone"]))
        return cls(
            clean(str(raw["title"])),
            raw["kind"] if raw["kind"] in KINDS else "due",
            starts.astimezone(UTC),
            ends.astimezone(UTC),
            bool(raw["all_day"]),
            str(raw["timezone"]),
            str(raw.get("link", "")),
            str(raw.get("quote", "")),
        )


def clean(title: str) -> str:
    """A title on one line."""
    return " ".join(title.split())[:MAX_TITLE].rstrip()


def understood(text: str, now: datetime, timezone: str) -> Draft | None:
    """What somebody's words say, such as "Tutorial 7 due next Friday 5pm"; None where no date is in them."""
    today = now.astimezone(tzinfo_of(timezone)).date()
    found = parse_deadline(text, reference=today, timezone=timezone)
    if found is None:
        return None
    kind = found.kind if found.kind in KINDS else "due"
    end, title = found.ends_at, clean(found.title)
    draft = Draft(
        "" if fold(title) in _NAMELESS else title,
        kind,
        found.starts_at.astimezone(UTC),
        end.astimezone(UTC),
        found.all_day,
        found.timezone,
        quote=" ".join(text.split())[:MAX_QUOTE],
        notes=notes_of(found),
    )
    return noted(draft, now)


def notes_of(found: Deadline) -> tuple[str, ...]:
    """What is doubtful about a date that was read, as sentences."""
    return tuple(f"{w[:1].upper()}{w[1:].rstrip('.')}." for w in found.warnings)


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form: `day` and `at` are when it is due, when it begins, or when a range ends.

    Without a time it is of the whole day. `other_day` and `other_at` are the other end: when an exam
    or event is over, or when a range begins.
    """

    title: str
    kind: str
    day: date
    at: time | None
    timezone: str
    link: str = ""
    other_day: date | None = None
    other_at: time | None = None

    def draft(self) -> tuple[Draft, str]:
        """What the form says, and what is odd about its time (GAP, TWICE or "")."""
        (starts, odd_start), (ends, odd_end) = self._bounds()
        odd = "" if self.at is None else odd_end if self.kind in ENDING else odd_start
        title, whole_day = clean(self.title), self.at is None
        return Draft(title, self.kind, starts, ends, whole_day, self.timezone, self.link), odd

    def _bounds(self) -> tuple[tuple[datetime, str], tuple[datetime, str]]:
        other = self.other_day or self.day
        if self.at is None:
            first, last = (other, self.day) if self.kind == "range" else (self.day, other)
            first = self.day if self.kind == "due" else first
            last = self.day if self.kind == "due" else last
            return self._wall(first, time(0)), self._wall(last, DAY_END)
        main = self._wall(self.day, self.at)
        if self.kind == "range":
            return self._wall(other, self.other_at or time(0)), main
        if self.kind == "due" or self.other_at is None:
            return main, main
        return main, self._wall(other, self.other_at)

    def _wall(self, day: date, at: time) -> tuple[datetime, str]:
        return on_the_wall(day, at, self.timezone)


def moved(draft: Draft, to: datetime, *, all_day: bool) -> Draft:
    """The same at another time: an exam keeps its length, a range its beginning where that is before."""
    length = draft.ends_at - draft.starts_at
    if all_day:
        local = to.astimezone(tzinfo_of(draft.timezone)).date()
        last = local + (timedelta(0) if draft.kind in ENDING else length)
        ends, _ = on_the_wall(last, DAY_END, draft.timezone)
        starts, _ = on_the_wall(local, time(0), draft.timezone)
    elif draft.kind in ENDING:
        ends = to
        starts = to if draft.kind == "due" else min(draft.starts_at, to - timedelta(minutes=1))
    else:
        starts, ends = to, to if draft.all_day else to + length
    return Draft(**{**draft.fields(), "starts_at": starts, "ends_at": ends, "all_day": all_day})


def noted(draft: Draft, now: datetime, odd: str = "") -> Draft:
    """The draft with what its writer should know: passed already, or a time that clocks skip or repeat."""
    notes = list(draft.notes)
    if draft.ends_at <= now:
        notes.append("This is in the past: nobody will be reminded of it.")
    local = draft.ends_at.astimezone(tzinfo_of(draft.timezone))
    if odd == GAP:
        notes.append(
            f"The clocks go forward that night and skip this time; I took {local:%H:%M} ({local:%Z})."
        )
    elif odd == TWICE:
        notes.append(
            f"The clocks go back that night and show this time twice; I took the first ({local:%Z})."
        )
    return Draft(**{**draft.fields(), "notes": tuple(notes)})
