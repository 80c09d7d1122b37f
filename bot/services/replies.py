"""What is said in answer to a question, as data that can be stored and rendered again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from knowledge.model import (
    UNDECIDED_FROM,
    Abstention,
    Answer,
    Deadline,
    Form,
    NearMiss,
    Slide,
    Source,
)
from knowledge.sources import source_from, source_json

SHOWN = 3
"""How many near misses people are shown at once."""


@dataclass(frozen=True, slots=True)
class DatedItem:
    """A deadline as a reply shows it; times are aware, `timezone` is the course's."""

    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    timezone: str
    quote: str
    note: str = ""
    """What is to be said of it: moved, cancelled, one's own extension."""

    def passed(self, now: datetime) -> bool:
        return self.ends_at < now


@dataclass(frozen=True, slots=True)
class Near:
    """Something close, behind a button. `dates` is what holds now where it is a date and its quotation says another."""

    entry_id: str
    title: str
    quote: str
    dates: tuple[DatedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """What is quoted from a second slide beside the answer's own words."""

    entry_id: str
    quote: str
    source: Source


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer or the word that there is none."""

    answered: bool
    kind: str
    quote: str
    confidence: float
    title: str = ""
    entry_id: str | None = None
    source: Source | None = None
    near: tuple[Near, ...] = ()
    items: tuple[DatedItem, ...] = ()
    forms: tuple[str, ...] = ()
    """How each line of the quote is set, where any is not plain text (knowledge.model.Form)."""
    also: tuple[Other, ...] = ()
    meant: tuple[str, ...] = ()
    """Words of the course that were perhaps meant: the closest answers for them."""
    remark: str = ""
    """Our own sentence before the dates; where nothing is answered, why."""

    @property
    def undecided(self) -> bool:
        """Not answered, and yet with something close enough to be shown as the closest there is."""
        return not self.answered and self.confidence >= UNDECIDED_FROM and bool(self.near)

    @classmethod
    def of(
        cls,
        result: Answer | Abstention,
        slide: Slide | None = None,
        notes: Mapping[Deadline, str] | None = None,
    ) -> Reply:
        """`slide` is the one that is quoted; `notes` say what there is to say of dates."""
        notes = notes or {}
        source = result.source
        return cls(
            answered=result.answered,
            kind=result.kind.value,
            quote=result.quote,
            confidence=result.confidence,
            title=source.title if source else "",
            entry_id=result.entry.id if result.entry else None,
            source=source,
            near=tuple(_near(miss) for miss in result.near_misses),
            items=tuple(dated_item(d, notes.get(d, "")) for d in result.deadlines),
            forms=_forms(result.quote, slide),
            also=tuple(Other(o.entry_id, o.quote, o.source) for o in result.also),
            meant=result.meant if isinstance(result, Abstention) else (),
            remark=result.remark if isinstance(result, Answer) else "",
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` gives the reply back."""
        raw = asdict(self)
        raw["source"] = source_json(self.source)
        for other, kept in zip(self.also, raw["also"], strict=True):
            kept["source"] = source_json(other.source)
        for item in (*raw["items"], *(date for near in raw["near"] for date in near["dates"])):
            item["starts_at"] = item["starts_at"].isoformat()
            item["ends_at"] = item["ends_at"].isoformat()
        for near in raw["near"]:
            if not near["dates"]:  # which an older replica would not know
                del near["dates"]
        return raw

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Reply:
        return cls(
            **{
                **raw,
                "forms": tuple(raw.get("forms", ())),
                "source": source_from(raw.get("source")),
                "near": tuple(_stored_near(near) for near in raw.get("near", ())),
                "items": tuple(_stored_item(item) for item in raw.get("items", ())),
                "also": tuple(_stored_other(other) for other in raw.get("also", ())),
                "meant": tuple(raw.get("meant", ())),
            }
        )


def _forms(quote: str, slide: Slide | None) -> tuple[str, ...]:
    """A form a line; empty where all is text."""
    apart = {
        line.strip(): bullet.form
        for bullet in (slide.bullets if slide else ())
        if bullet.form not in {Form.TEXT, Form.PICTURE}
        for line in bullet.text.splitlines()
    }
    found = [apart.get(line.strip(), Form.TEXT) for line in quote.splitlines()]
    for n, line in enumerate(quote.splitlines()):
        if n and not line.strip():  # an empty line belongs to what stands above it
            found[n] = found[n - 1]
    return tuple(form.value for form in found) if set(found) - {Form.TEXT} else ()


def _stored_other(raw: Mapping[str, Any]) -> Other:
    source = source_from(raw["source"])
    if source is None:
        raise ValueError("a quotation without its source")
    return Other(raw["entry_id"], raw["quote"], source)


def _near(miss: NearMiss) -> Near:
    return Near(miss.entry_id, miss.title, miss.quote)


def _stored_near(raw: Mapping[str, Any]) -> Near:
    return Near(**{**raw, "dates": tuple(_stored_item(item) for item in raw.get("dates", ()))})


def dated_item(deadline: Deadline, note: str) -> DatedItem:
    """A date as a reply shows it, with what there is to say of it."""
    return DatedItem(
        deadline.title,
        deadline.kind,
        deadline.starts_at,
        deadline.ends_at,
        deadline.all_day,
        deadline.timezone,
        deadline.quote,
        note,
    )


def _stored_item(raw: Mapping[str, Any]) -> DatedItem:
    starts, ends = (datetime.fromisoformat(raw[name]) for name in ("starts_at", "ends_at"))
    return DatedItem(**{**raw, "starts_at": starts, "ends_at": ends})
