"""A dated item as somebody words it or fills it in, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from bot.services.deadlines.ports import ENDING, DatedItem
from bot.services.deadlines.zones import DAY_END, GAP, TWICE, oddity, on_the_wall, tzinfo_of
from knowledge.deadlines import parse_deadline

MAX_TITLE = 150
MAX_QUOTE = 300
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
    end = found.ends_at
    draft = Draft(
        clean(found.title),
        kind,
        found.starts_at.astimezone(UTC),
        end.astimezone(UTC),
        found.all_day,
        found.timezone,
        quote=" ".join(text.split())[:MAX_QUOTE],
        notes=tuple(f"{w[:1].upper()}{w[1:]}." for w in found.warnings),
    )
    return noted(draft, now, "" if found.all_day else oddity(end))


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form. Without a time it is of the whole day; `begins` is when a range begins."""

    title: str
    kind: str
    day: date
    at: time | None
    timezone: str
    link: str = ""
    begins: datetime | None = None

    def draft(self) -> tuple[Draft, str]:
        """What the form says, and what is odd about its time (GAP, TWICE or "")."""
        if self.at is None:
            starts, _ = on_the_wall(self.day, time(0), self.timezone)
            ends, odd = on_the_wall(self.day, DAY_END, self.timezone)[0], ""
        else:
            starts, odd = on_the_wall(self.day, self.at, self.timezone)
            ends = starts
        if self.kind == "range" and self.begins is not None and self.begins < ends:
            starts = self.begins
        title, whole_day = clean(self.title), self.at is None
        return Draft(title, self.kind, starts, ends, whole_day, self.timezone, self.link), odd


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
