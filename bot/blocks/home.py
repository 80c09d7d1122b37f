"""The Home tab: today's class, what is due for me, my reminders, what I can do; for instructors what waits and what goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.mrkdwn import Block, actions, button, context, plain, section, shorten
from bot.blocks.proposals import KINDS
from bot.blocks.quizzes.beginning import begin, questions
from bot.blocks.teaching import counted
from bot.blocks.times import Zones, left, titled, when
from bot.blocks.todays_class import todays_class
from bot.blocks.windows import View
from bot.services.deadlines.ports import DatedItem
from bot.services.deadlines.seen import SeenItem
from bot.services.quizzes.practice.sessions import Scope
from bot.services.reminding.ports import Reminder
from bot.services.todays_class import Today

MOST_DUE, MOST_REMINDERS = 10, 5
AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A reminder that waits, with the item that it is of."""

    reminder: Reminder
    item: DatedItem


@dataclass(frozen=True, slots=True)
class Dates:
    """The part about dates. `due` is the next fourteen days' for this person, `more` what comes later.

    `waiting` counts what instructors have to decide, `next_out` is announced to the class next; both are
    empty for students.
    """

    now: datetime
    zones: Zones
    due: tuple[SeenItem, ...] = ()
    more: int = 0
    mine: tuple[Upcoming, ...] = ()
    waiting: int = 0
    next_out: tuple[Upcoming, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the Home tab shows. `staff` is empty for students, `today` None for a course without a timetable."""

    code: str
    name: str
    lectures: int
    slides: int
    suggestions: tuple[str, ...]
    dates: Dates
    staff: str = ""
    today: Today | None = None
    questions_due: int = 0
    """Of practice, for this person by now."""


def home(facts: HomeFacts) -> View:
    """The Home tab of one person."""
    blocks: list[Block] = [
        {"type": "header", "text": plain(shorten(f"{facts.code} · {facts.name}", 150))}
    ]
    if facts.staff:
        blocks += _waiting(facts.dates)
    blocks += todays_class(facts.today, facts.dates.now, facts.dates.zones)
    blocks += [*_due(facts.dates), *_practice(facts.questions_due), *_mine(facts.dates)]
    blocks += [{"type": "divider"}, *_asking(facts)]
    if facts.staff:
        blocks += [{"type": "divider"}, section(f"*For the teaching staff*\n{facts.staff}")]
        blocks += _next_out(facts.dates)
    return {"type": "home", "blocks": blocks}


def _waiting(dates: Dates) -> list[Block]:
    if not dates.waiting:
        return []
    verb = "waits" if dates.waiting == 1 else "wait"
    review = button("Review", "proposals_review", "home", style="primary")
    words = f"*{counted(dates.waiting, 'date')} {verb} for you to confirm.* Students hear of none before."
    return [section(words, accessory=review)]


def _due(dates: Dates) -> list[Block]:
    title = "*What is due for you*"
    if not dates.due:
        later = f" {counted(dates.more, 'date')} later: `/deadlines`." if dates.more else ""
        return [section(f"{title}\nNothing in the next {AHEAD_DAYS} days.{later}")]
    blocks = [section(title), *(_one(seen, dates) for seen in dates.due[:MOST_DUE])]
    rest = len(dates.due) - MOST_DUE + dates.more if len(dates.due) > MOST_DUE else dates.more
    hint = f"{counted(rest, 'more date')} later. " if rest else ""
    blocks.append(
        context(f"{hint}`/deadlines` shows all of them, searches, and reminds you in private.")
    )
    return blocks


def _one(seen: SeenItem, dates: Dates) -> Block:
    """One date, with its mark; what is done is struck through."""
    item, title = seen.item, titled(seen.item.title)
    name = f"~{title}~" if seen.done else f"*{title}*"
    moment = when(seen.target, dates.zones, all_day=seen.all_day, written_in=item.timezone)
    parts = [KINDS.get(item.kind, item.kind), moment]
    zone = dates.zones.of(item.timezone, all_day=seen.all_day)
    parts += [] if seen.done else [f"*{left(seen.target, dates.now, zone)}*"]
    parts += ["extended for you"] if seen.extension else []
    mark = (
        button("Not done", "home_undone", item.id)
        if seen.done
        else button("Done", "home_done", item.id)
    )
    return section(f"{name}\n{' · '.join(parts)}", accessory=mark)


def _practice(due: int) -> list[Block]:
    if not due:
        return []
    words = f"*{questions(due)} due.* You are about to forget them: a few minutes will do."
    return [section(words, accessory=begin("Practise", Scope(), primary=True))]


def _mine(dates: Dates) -> list[Block]:
    lines = [
        f"•  {titled(up.item.title, 120)}: {when(up.reminder.due_at, dates.zones)}"
        for up in dates.mine[:MOST_REMINDERS]
    ]
    if not lines:
        words = (
            "None yet. `/deadlines remind` sends you some by direct message, as early as you like."
        )
    else:
        words = "\n".join(lines)
    return [
        section(f"*Your reminders*\n{words}"),
        actions(
            button("My reminders", "my_reminders", "home"),
            button("My calendar address", "feed_show", "home"),
        ),
    ]


def _next_out(dates: Dates) -> list[Block]:
    lines = [
        f"•  <#{up.reminder.audience}> {when(up.reminder.due_at, dates.zones)}: {titled(up.item.title, 120)}"
        for up in dates.next_out[:MOST_REMINDERS]
    ]
    words = (
        "\n".join(lines) or "Nothing: no confirmed date is near enough, or no channel is chosen."
    )
    return [section(f"*What goes out next*\n{words}")]


def _asking(facts: HomeFacts) -> list[Block]:
    blocks = [
        section(
            "*Ask me about the lectures*\nI answer with the lecture's own words and the slide they stand on; when it "
            "doesn't say, I tell you so. Write in the *Messages* tab, mention me in a channel, or type `/ask` anywhere.\n"
            "*Or let me ask you:* `/quiz` goes through what was taught, a few minutes a day."
        )
    ]
    examples = [button(q, f"example_{n}", str(n)) for n, q in enumerate(facts.suggestions)]
    blocks += [actions(*examples)] if examples else []
    files = counted(facts.lectures, "lecture file")
    lecture = f"I have read {counted(facts.slides, 'slide')} from {files}."
    if not facts.slides:
        lecture = "I have not read a lecture yet."
    return [*blocks, context(lecture)]
