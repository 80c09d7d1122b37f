"""The lines of a slide that may name a dated item, each with what it leaves to its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.dates.cues import EXAM, STRONG, WORK
from knowledge.dates.days import days_in
from knowledge.dates.glance import MAY_BE_DATED
from knowledge.dates.lookalikes import mask_lookalikes
from knowledge.dates.names import MONTH, WEEKDAY
from knowledge.dates.relative import day_of_week
from knowledge.dates.surroundings import Surroundings
from knowledge.dates.tables import rows_of
from knowledge.dates.titles import title_of
from knowledge.model import Bullet, Form, Slide, SlideKind

MOST_CHARS = 2_000
"""So much of a bullet is looked at: a longer one is a text, and no slide's line."""
_LIST_OF_DATES = re.compile(
    r"\b(?:dates?|deadlines?|due|exams?|examinations?|assessments?|milestones|calendar|homeworks?|assignments|"
    r"termine|fristen|abgaben|prüfungen|klausuren|calendrier|échéances|évaluations?|examens|dates limites|"
    r"fechas|calendario|entregas|exámenes|evaluación|cronograma|plazos)\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:change ?log|changes|revisions?|history|updates|clarifications|errata|änderungen|historique|cambios)\b",
    re.I,
)
_AGENDA_LINES = 6
_HEADLINE = 6
"""Words of "Homework 1 due" at the most, where its heading has the day."""
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?]['\")\]]*\s+(?=[A-ZÄÖÜÉ¿¡\"“(])")
_SHORTENED = re.compile(
    rf"(?:\b(?:{MONTH}|{WEEKDAY}|[ap]\.m|a\.m|p\.m|no|nr|approx|prof|dr|mr|ms|st|vs|e\.g|i\.e|bzw|ca|z\.b|inkl|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|ch|sec|fig|eq))$",
    re.I,
)
_ORDINAL = re.compile(r"\b\d{1,2}$")
_COUNTED = re.compile(
    rf"(?:{MONTH}|Woche|Vorlesung|Sitzung|Semester|Termin|Übung|Klausur|Auflage|Uhr)\b", re.I
)
"""What the German "3." counts."""
_WEEK = re.compile(
    r"^\W*(?:\*\*)?(?:week|woche|semaine|semana)\s*(?:n[°o]\s*)?(?P<n>\d{1,2})\b(?!\s*[-–&/]\s*\d)",
    re.I,
)
_POINTS_BACK = re.compile(r"^\W*(?:this|it|these|they|dies\w*|ceci|este|esta)\b", re.I)
_BY_ITSELF = re.compile(
    r"^\W*(?:due|deadline|abgabe|available|opens?|closes?|entrega|remise|échéance|à rendre|fecha|date|time)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A phrase with how it is quoted; `names` may name what it is about, nearest first.

    `sure` where the place alone makes it an announcement (a column called "due"), `listed` where it is
    a line of an agenda or of a list of dates.
    """

    phrase: str
    quote: str
    names: tuple[str, ...] = ()
    sure: bool = False
    listed: bool = False
    doubts: tuple[str, ...] = ()


def statements_of(slide: Slide, around: Surroundings) -> Iterator[Statement]:
    """What may name a dated item on a slide: its title, its lines' sentences, its tables' rows."""
    listed = _is_list_of_dates(slide)
    yield from _title(slide)
    for n, bullet in enumerate(slide.bullets):
        if bullet.form is Form.TABLE:
            yield from _rows(bullet, slide, around, listed=listed)
        elif bullet.form is Form.TEXT:
            names = (*_names(slide, n), around.title)
            before = ""
            for sentence in sentences(bullet.text[:MOST_CHARS]):
                said = Statement(
                    sentence, sentence.strip(), _also_named(sentence, before, names), listed=listed
                )
                yield from _with_its_day(said, slide, around)
                before = sentence


def _title(slide: Slide) -> Iterator[Statement]:
    title = slide.title
    if STRONG.search(title) or EXAM.search(title):
        yield Statement(title, title.strip())


def _is_list_of_dates(slide: Slide) -> bool:
    if _CHANGES.search(slide.title):
        return False
    if _LIST_OF_DATES.search(slide.title):
        return True
    dated = sum(bool(MAY_BE_DATED.search(b.text)) for b in slide.bullets)
    return slide.kind is SlideKind.AGENDA and dated <= _AGENDA_LINES


def _names(slide: Slide, n: int) -> tuple[str, ...]:
    """What a line may be about: the line it hangs under, the undated line in front, the slide's title."""
    bullet, before = slide.bullets[n], slide.bullets[:n]
    parents: list[str] = []
    level = bullet.level
    for earlier in reversed(before):
        if earlier.level < level and earlier.form is Form.TEXT:
            parents.append(earlier.text)
            level = earlier.level
    if not parents and before and _is_a_heading(before[-1]):
        parents.append(before[-1].text)
    return (*(p.split("\n")[0] for p in parents), slide.title)


def _also_named(sentence: str, before: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """With the sentence in front, which names what "This is due" and "Due date: May 3" are about."""
    if (
        before
        and (_BY_ITSELF.match(sentence) or _POINTS_BACK.match(sentence))
        and WORK.search(before)
    ):
        return (title_of(before, (), (len(before), len(before))), *names)
    return names


def _is_a_heading(bullet: Bullet) -> bool:
    short = len(bullet.text.split()) <= 8 and bullet.form is Form.TEXT
    return short and not MAY_BE_DATED.search(bullet.text) and not _BY_ITSELF.match(bullet.text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a line; a full stop behind "Oct", "p.m" or a number ends none."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        before, after = text[start : found.start()], text[found.end() :]
        stop = text[found.start()] == "."
        if stop and (
            _SHORTENED.search(before) or (_ORDINAL.search(before) and _COUNTED.match(after))
        ):
            continue
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]


def _with_its_day(said: Statement, slide: Slide, around: Surroundings) -> Iterator[Statement]:
    """The statement; with the day of its week or of its heading where it names none itself."""
    text = said.phrase
    if MAY_BE_DATED.search(text):
        week = _WEEK.match(text)
        if not (week and around.week_one and not days_in(mask_lookalikes(text), around.reference)):
            yield said
            return
        yield from _in_week(said, int(week["n"]), around.week_one)
        return
    if len(text.split()) <= _HEADLINE and (STRONG.search(text) or EXAM.match(text)):
        day = _day_of(slide.title, around)
        if day and not around.posted:
            yield replace(said, phrase=f"{text.rstrip()}, {day.isoformat()}")
        elif (week := _WEEK.match(slide.title)) and around.week_one:
            yield from _in_week(said, int(week["n"]), around.week_one)


def _day_of(title: str, around: Surroundings) -> date | None:
    """The one day that a heading names: "Unit 2.2 (July 14)"."""
    days = days_in(mask_lookalikes(title), around.reference, day_first=bool(around.day_first))
    return days[0].day if len(days) == 1 and days[0].end_day is None else None


def _in_week(said: Statement, week: int, week_one: date) -> Iterator[Statement]:
    """Something due in a week of the term, where only the week is named."""
    text = said.phrase
    if not (STRONG.search(text) or EXAM.search(text) or (WORK.search(text) and said.listed)):
        return
    if re.search(rf"\b(?:{WEEKDAY})\b", text, re.I):
        yield said
        return
    monday = day_of_week(week, 0, week_one)
    span = f"{monday.isoformat()} - {(monday + timedelta(days=6)).isoformat()}"
    bare = _WEEK.sub("", text, count=1).strip(" :–—-*")
    yield replace(said, phrase=f"{bare}, {span}", doubts=("only the week is named",))


def _rows(
    bullet: Bullet, slide: Slide, around: Surroundings, *, listed: bool
) -> Iterator[Statement]:
    def dated(cell: str) -> bool:
        return bool(
            days_in(mask_lookalikes(cell), around.reference, day_first=bool(around.day_first))
        )

    for row in rows_of(bullet.text, dated, listed=listed):
        if row.week is not None and around.week_one:
            said = Statement(row.phrase, row.quote, (slide.title,))
            yield from _in_week(said, row.week, around.week_one)
        elif row.week is None:
            yield Statement(row.phrase, row.quote, (slide.title,), sure=row.sure, listed=listed)
