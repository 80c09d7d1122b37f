"""A class that is asked a minute paper: five students and their instructor, on the day of lecture 13."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.playground.state import BOT_USER, User
from bot.services.papers.counting import Outcome, Scale
from bot.services.polls.ports import CLOSED
from bot.services.polls.tally import Tally
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen, Window
from tests.slack.workspace import Workspace

LECTURE = "2021-11-16T17:00"
"""The meeting's key."""
NEXT = "2021-11-18"
SLIDE_26 = "26 · KERNEL BASED VIRTUAL MACHINES (KVM)"
PAPER = "Minute paper"


def at(day: str, clock: str) -> datetime:
    """A moment on the course's clock."""
    written = datetime.fromisoformat(f"{day}T{clock}")
    return written.replace(tzinfo=ZoneInfo("America/Los_Angeles")).astimezone(UTC)


def enrol(workspace: Workspace, name: str, number: int) -> Person:
    """One more student, with a direct message with Lectern, as if they had always been there."""
    world, known = workspace.playground.world, workspace.people["sara"]
    user = User(
        f"U0NEW{number}", name, name.title(), "student", "America/Los_Angeles", "Student", "#123456"
    )
    world.users[user.id] = user
    for channel in ("C0GENERAL", MAIN):
        world.channels[channel].members.append(user.id)
    direct = world.im(user.id, BOT_USER)
    person = Person(user.id, name, direct.id, known._url, known._session)
    workspace.people[name] = person
    return person


def students(workspace: Workspace) -> list[Person]:
    """Five of them."""
    known = [workspace.people[name] for name in ("sara", "tom", "aiko")]
    return [*known, enrol(workspace, "noah", 1), enrol(workspace, "lena", 2)]


async def switched_on(workspace: Workspace, elena: Person, channel: str = MAIN) -> None:
    """The instructor lets the class be asked after each lecture, in the morning of lecture 13."""
    await workspace.move_to(at("2021-11-16", "09:00"))
    await elena.types("/lectern papers")
    window = await elena.sees_window(PAPER)
    assert await elena.submits(window, on=True, channel=channel) == {}
    await elena.told()


async def papers_in(person: Person, channel: str) -> list[Seen]:
    """The minute papers that stand in a conversation, oldest first."""
    return [m for m in await person.timeline(channel) if m.text.startswith(PAPER) and m.from_bot]


async def the_paper(person: Person, channel: str = MAIN) -> Seen:
    """Wait for the one paper that is asked there."""

    async def look() -> Seen | None:
        found = await papers_in(person, channel)
        return found[-1] if found else None

    return await person.until(look, "a minute paper")


def value(paper: Seen, row: str, number: int) -> str:
    """What the button with a number in the row "new" or "pace" stands for."""
    send = paper.buttons["Send"].value["value"]
    return f"{send}:{row}:{number}"


async def rates(person: Person, paper: Seen, new: int, pace: int) -> list[Seen]:
    """Two taps, and what is told back for each."""
    words = []
    for row, number in (("new", new), ("pace", pace)):
        await person.taps(value(paper, row, number), paper)
        words.append(await person.told(channel=paper.channel))
    return words


async def shown_privately(person: Person, words: str, channel: str = MAIN) -> Seen:
    """Wait until something that only they see says so, also where it said something else before."""

    async def look() -> Seen | None:
        found = [m for m in await person.private(channel) if words in m.words]
        return found[-1] if found else None

    return await person.until(look, f"{words!r}, privately")


async def the_questions(elena: Person) -> Window:
    """Wait for the window in which the class is written to, once it is put together."""

    async def look() -> Window | None:
        window = await elena.sees_window("Questions from 11/16")
        return window if "overall" in window.inputs else None

    return await elena.until(look, "the questions")


async def posts_in(person: Person, channel: str = MAIN) -> list[Seen]:
    """What the class was answered."""
    return [m for m in await person.timeline(channel) if m.text.startswith("Questions from")]


async def earlier_paper(workspace: Workspace, day: str, new: float, pace: float) -> None:
    """The closed paper of a class before, with averages of two answers."""
    service = workspace.bot.deps.papers
    draft = await service.draft(day, "U0RIVERA")
    assert draft is not None
    low, high = (Scale.of([int(mean * 2) // 2, -(-int(mean * 2) // 2)]) for mean in (new, pace))
    result = Tally(2, extra=Outcome(2, low, high).to_extra()).to_json()
    opened = at(day, "19:05")
    closed = replace(
        draft, state=CLOSED, made_at=opened, opened_at=opened, closed_at=opened, result=result
    )
    assert await service.parts.polls.add(closed)
