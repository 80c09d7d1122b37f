"""Whatever is typed is read without harm, and a moment written down is read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.deadlines import find_deadlines, parse_deadline
from knowledge.model import Bullet, Form, Slide, SlideKind

ZONES = ("America/New_York", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Asia/Kolkata")
PIECES = st.sampled_from(
    "due by at on from to until next Friday Mo Fr mar. 12/1 1.12. 3/14/25 Dec 3rd 24 11:59p 5pm 18h 24:00 noon midnight "
    "AoE UTC+25 -0500 ET week 99 of the 31st Feb 30 (2hr) - – , ; | : a las de la tarde bis zum à minuit Homework 0000 "
    "extended tomorrow in two weeks 9999-12-31 0001-01-01 ~~ **".split(" ")
)
JUMBLES = st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(JUMBLES, DAYS, st.sampled_from(ZONES))
@settings(max_examples=400, deadline=None)
def test_any_phrase_on_any_day_gives_aware_moments_in_order(
    phrase: str, day: date, zone: str
) -> None:
    found = parse_deadline(phrase, reference=day, timezone=zone)
    if found is not None:
        assert found.starts_at.tzinfo is not None
        assert found.ends_at.tzinfo is not None
        assert found.starts_at <= found.ends_at
        assert found.quote == phrase.strip()
        assert found.title
        assert 0 < found.confidence <= 1
        assert found == parse_deadline(phrase, reference=day, timezone=zone)


@given(st.lists(JUMBLES, max_size=6), st.sampled_from(SlideKind), st.booleans())
@settings(max_examples=150, deadline=None)
def test_each_item_of_any_slide_quotes_a_line_of_it(
    lines: list[str], kind: SlideKind, table: bool
) -> None:
    form = Form.TABLE if table else Form.TEXT
    slide = Slide("a.md", "Deadlines", tuple(Bullet(t, form=form) for t in lines), 3, kind=kind)
    for item in find_deadlines([slide], timezone="UTC", reference_date=date(2024, 9, 2)):
        assert any(item.quote in line for line in (*lines, slide.title))
        assert (item.file, item.page) == ("a.md", 3)


Writer = Callable[[datetime], str]
_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_DE = "Mo Di Mi Do Fr Sa So".split()
WRITERS: dict[str, tuple[Writer, ...]] = {
    "America/New_York": (
        lambda t: f"Lab 2 due {t:%A, %B} {t.day} at {t:%I:%M %p}",
        lambda t: f"Lab 2 - due {t:%a} {t.month}/{t.day} @ {t:%I:%M}{t:%p}"[:-1].lower(),
        lambda t: f"Lab 2: due by {t:%I:%M%p} on {t.day} {t:%b %Y}",
        lambda t: f"{t:%b %d}: Lab 2 due ({t:%H:%M})",
        lambda t: f"Lab 2 | {t:%Y-%m-%d} | {t:%H:%M}",
        lambda t: f"Lab 2 closes {t:%Y-%m-%dT%H:%M:%S%z}",
    ),
    "Europe/Berlin": (
        lambda t: f"Blatt 2: Abgabe bis {_DE[t.weekday()]}., {t.day}.{t.month}., {t:%H:%M} Uhr",
        lambda t: f"Blatt 2 ist bis zum {t:%d.%m.%Y} um {t.hour}.{t:%M} Uhr abzugeben",
    ),
    "Europe/Paris": (
        lambda t: f"TP 2 à rendre le {t.day} {_FR[t.month - 1]} à {t.hour}h{t:%M}",
        lambda t: f"TP 2 : date limite {t:%d/%m/%Y}, {t.hour} h {t:%M}",
    ),
    "Europe/Madrid": (
        lambda t: f"Práctica 2: entrega el {t.day} de {_ES[t.month - 1]} a las {t:%H:%M}",
        lambda t: f"Práctica 2, fecha límite: {t:%d/%m/%y}, {t:%H:%M} h",
    ),
}  # fmt: skip


@given(
    st.dates(date(2019, 1, 1), date(2029, 12, 31)),
    st.integers(-40, 310),
    st.times(time(8), time(23, 59))
    .map(lambda t: t.replace(second=0, microsecond=0))
    .filter(
        lambda t: t != time(11, 59)  # without "am" it is the end of the day
    ),
    st.sampled_from(sorted(WRITERS)),
    st.data(),
)
@settings(max_examples=400, deadline=None)
def test_a_moment_written_down_is_read_back(
    reference: date, ahead: int, at: time, zone: str, data: st.DataObject
) -> None:
    moment = datetime.combine(reference + timedelta(days=ahead), at, ZoneInfo(zone))
    write = data.draw(st.sampled_from(WRITERS[zone]))
    found = parse_deadline(write(moment), reference=reference, timezone=zone)
    assert found is not None, write(moment)
    assert found.ends_at.astimezone(UTC) == moment.astimezone(UTC), write(moment)
    assert found.starts_at == found.ends_at
    assert found.conflict is None
    assert found.title in {"Lab 2", "lab 2", "Blatt 2", "TP 2", "Práctica 2"}
