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
from knowledge.dates.relative import day_of_week, weekday_in
from knowledge.dates.sentences import clauses, says_something, sentences
from knowledge.dates.surroundings import Surroundings
from knowledge.dates.tables import Row, rows_of
from knowledge.dates.titles import names_work, title_of
from knowledge.dates.whole import full_date
from knowledge.model import Bullet, Form, Slide, SlideKind

MOST_CHARS = 2_000
"""So much of a bullet is looked at: a longer one is a text, and no slide's line."""
_LIST_OF_DATES = re.compile(
    r"\b(?:dates?|deadlines?|due|exams?|examinations?|assessments?|milestones|calendar|homeworks?|assignments|"
    r"termine|fristen|abgaben|prüfungen|klausuren|calendrier|échéances|évaluations?|examens|dates limites|"
    r"fechas|calendario|entregas|exámenes|evaluación|cronograma|plazos)\b",
    re.I,
)
_OF_DUE_DATES = re.compile(
    r"\b(?:due(?: dates)?|deadlines?|assignments|homeworks?|abgaben?|fristen|échéances|devoirs|entregas|plazos|tareas)\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:change ?log|changes|revisions?|history|updates|clarifications|errata|änderungen|historique|cambios)\b",
    re.I,
)
_AGENDA_LINES = 6
_HEADLINE = 6
"""Words of "Homework 1 due" at the most, where its heading has the day."""
_NAMES_A_DAY = re.compile(
    r"\b(?:to(?:day|morrow|night)|heute|morgen|demain|hoy|mañana|aujourd|next|following|prochain|próximo|nächste\w*|the \d+(?:st|nd|rd|th)|"
    r"(?:in|dans|en|dentro de) \w+ (?:days|weeks|tagen|wochen|jours|semaines|días|semanas))\b|\b(?:of|in|de|de la|der) (?:week|woche|semaine|semana) \d",
    re.I,
)
_WEEK = re.compile(
    r"^\W*(?:\*\*)?(?:week|woche|semaine|semana)\s*(?:n[°o]\s*)?(?P<n>\d{1,2})\b(?!\s*[-–&/]\s*\d)",
    re.I,
)
_POINTS_BACK = re.compile(r"^\W*(?:this|it|these|they|dies\w*|ceci|este|esta)\b", re.I)
_NUMBERED = re.compile(r"[^\W\d_]\s*#?\d{1,2}\b")
_BY_ITSELF = re.compile(
    r"^\W*(?:due|deadline|abgabe|available|opens?|closes?|entrega|remise|échéance|à rendre|fecha|date|time)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A phrase with how it is quoted; `names` may name what it is about, nearest first.

    `sure` where the place alone makes it an announcement (a column called "due"), `listed` where it is
    a line of an agenda or of a list of dates, `due` where that list is of due dates.
    """

    phrase: str
    quote: str
    names: tuple[str, ...] = ()
    sure: bool = False
    listed: bool = False
    doubts: tuple[str, ...] = ()
    due: bool = False


def statements_of(slide: Slide, around: Surroundings) -> Iterator[Statement]:
    """What may name a dated item on a slide: its title, its lines' sentences, its tables' rows."""
    listed = _is_list_of_dates(slide)
    yield from _title(slide)
    for n, bullet in enumerate(slide.bullets):
        if bullet.form is Form.TABLE:
            yield from _rows(bullet, slide, around, listed=listed)
        elif bullet.form is Form.TEXT:
            names = _names(slide, n)
            if not listed and _is_its_own_day(slide, bullet, names[:-1]):
                continue
            for said in _said(bullet, (*names, around.title), around):
                placed = replace(said, listed=listed, due=bool(_OF_DUE_DATES.search(slide.title)))
                yield from _with_its_day(placed, slide, around)


def _said(bullet: Bullet, names: tuple[str, ...], around: Surroundings) -> Iterator[Statement]:
    """The statements of a line, one a sentence or a part of it that has a day of its own."""
    before = ""
    for sentence in sentences(bullet.text[:MOST_CHARS]):
        if not before and names and names_work(names[0]) and not says_something(sentence):
            yield Statement(f"{names[0]}: {sentence}", sentence.strip(), names)
            continue
        for clause in clauses(sentence, around):
            yield Statement(clause, sentence.strip(), _also_named(clause, before, names))
        before = sentence


def _title(slide: Slide) -> Iterator[Statement]:
    title = slide.title
    if STRONG.search(title) or EXAM.search(title):
        yield Statement(title, title.strip())


def _is_its_own_day(slide: Slide, bullet: Bullet, nearer: tuple[str, ...]) -> bool:
    """ "October 9, 2025" on the opening slide of the lecture "Project management": nothing is due then.

    `nearer` are the lines that the date may belong to before the title.
    """
    opens = slide.kind is SlideKind.TITLE or (slide.page == 1 and slide.lecture is not None)
    if slide.date is None or not opens or _NUMBERED.search(slide.title):
        return False
    if any(map(names_work, (bullet.text, *nearer))) or STRONG.search(bullet.text):
        return False
    return full_date(bullet.text) == slide.date


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
    if not parents and before and _is_a_heading(before[-1]) and not _is_of_one_work(slide, n):
        parents.append(before[-1].text)
    return (*(p.split("\n")[0] for p in parents), slide.title)


def _is_of_one_work(slide: Slide, n: int) -> bool:
    """Is the line in front only one more thing said of "Homework 1", the slide's subject?"""
    title = slide.title
    if not WORK.search(title) or names_work(slide.bullets[n - 1].text):
        return False
    return bool(_NUMBERED.search(title)) or not _LIST_OF_DATES.search(title)


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


def _with_its_day(said: Statement, slide: Slide, around: Surroundings) -> Iterator[Statement]:
    """The statement; with a day of its week or of its heading where it names none itself."""
    text = said.phrase
    if _NAMES_A_DAY.search(text) or days_in(mask_lookalikes(text), around.reference):
        yield said
        return
    frame = _frame(text, slide, around)
    weekday = weekday_in(text)
    if frame is None:
        if MAY_BE_DATED.search(text):
            yield said
    elif weekday is not None:
        day = frame[0] + timedelta(days=(weekday - frame[0].weekday()) % 7)
        yield replace(said, phrase=f"{_bare(text)}, {day.isoformat()}")
    elif _says_what(said):
        first, last = frame
        span = first.isoformat() if first == last else f"{first.isoformat()} - {last.isoformat()}"
        doubts = () if first == last else ("only the week is named",)
        yield replace(said, phrase=f"{_bare(text)}, {span}", doubts=doubts)


def _says_what(said: Statement) -> bool:
    """ "Homework 1 due", "Midterm": few words that need only a day."""
    text = said.phrase
    if len(text.split()) > _HEADLINE + 2 * bool(_WEEK.match(text)):
        return False
    named = STRONG.search(text) or EXAM.match(_bare(text))
    return bool(named) or (said.listed and bool(WORK.search(text)))


def _bare(text: str) -> str:
    return _WEEK.sub("", text.rstrip(), count=1).strip(" :–—-*")


def _frame(text: str, slide: Slide, around: Surroundings) -> tuple[date, date] | None:
    """The first and last day that a line falls into: of the week it or its heading names, or of its heading."""
    title = days_in(
        mask_lookalikes(slide.title), around.reference, day_first=bool(around.day_first)
    )
    for words in (text, slide.title):
        week = _WEEK.match(words)
        if week and around.week_one and not (words is slide.title and title):
            monday = day_of_week(int(week["n"]), 0, around.week_one)
            return monday, monday + timedelta(days=6)
    if around.posted or len(title) not in (1, 2):
        return None
    return title[0].day, title[-1].last


def _of_week(row: Row, said: Statement, week_one: date) -> Statement:
    """A row of which only the week's number is known, with the day or the days of that week."""
    monday = day_of_week(row.week or 1, 0, week_one)
    weekday = weekday_in(row.phrase)
    if weekday is not None:
        return replace(
            said, phrase=f"{row.phrase}, {(monday + timedelta(days=weekday)).isoformat()}"
        )
    span = f"{monday.isoformat()} - {(monday + timedelta(days=6)).isoformat()}"
    return replace(said, phrase=f"{row.phrase}, {span}", doubts=("only the week is named",))


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
            yield _of_week(row, said, around.week_one)
        elif row.week is None:
            yield Statement(row.phrase, row.quote, (slide.title,), sure=row.sure, listed=listed)
