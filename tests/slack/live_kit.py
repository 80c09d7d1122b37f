"""Live quizzes in the local workspace, begun as an instructor does."""

from __future__ import annotations

from collections.abc import Sequence

from bot.listeners.quizzes import hosting
from bot.services.polls.ports import QUESTION
from bot.services.quizzes.bank.ports import APPROVED, WRITTEN, BankQuestion
from bot.services.quizzes.live.model import Question, Quiz
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.model import Source
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

QUESTIONS = (
    ("What runs on bare metal?", "A type 1 hypervisor", "A type 2 hypervisor", "A container"),
    ("What do containers share?", "The kernel of their host", "Nothing at all", "A hypervisor"),
    ("What is KVM part of?", "The Linux kernel", "Windows", "A browser"),
    ("Who schedules a guest?", "Its hypervisor", "Its user", "Its disk"),
)


def item(stem: str, *choices: str, right: int = 1) -> Item:
    """The first choices are right: one, or `right` of several."""
    made = tuple(
        Choice(Text(t), 100.0 / right if n < right else 0.0) for n, t in enumerate(choices)
    )
    kind = Kind.CHOICE if right == 1 else Kind.MULTIPLE
    return Item(kind, Text(stem), made, feedback=Text(f"It says: {choices[0]}."))


async def approved(
    workspace: Workspace, items: Sequence[Item] = (), source: Source | None = None
) -> None:
    """Questions that an instructor has approved, about slide 1, 2, … of lecture 13."""
    parts = workspace.bot.deps.polls.parts
    asked = items or [item(*each) for each in QUESTIONS]
    await workspace.bot.storage.bank.add(
        [
            BankQuestion(
                parts.workspace, f"q{n}", parts.course, one, WRITTEN, parts.clock.now(), APPROVED,
                source or Source("l13.pdf", "Virtualization", 13, n, n), fingerprint=f"f{n}",
            )
            for n, one in enumerate(asked, 1)
        ]
    )  # fmt: skip


async def formed(host: Person, **filled: str | bool | list[str]) -> Seen:
    """The private look at a quiz, after the form was filled in. Two minutes a question: no machine is that slow."""
    await host.types("/quiz live")
    window = await host.sees_window("Live quiz")
    assert await host.submits(window, **{"number": "3", "seconds": "120", **filled}) == {}
    return await host.told()


async def opened(
    workspace: Workspace, host: Person, **filled: str | bool | list[str]
) -> tuple[Seen, Seen]:
    """The host's panel, and the lobby as it stands in the channel."""
    preview = await formed(host, **filled)
    await host.presses("Open the lobby", preview)
    await workspace.settle()
    return await panel(host), await lobby(host)


async def panel(host: Person) -> Seen:
    """The host's panel as it is now: the private message that has it."""
    return next(
        m for m in reversed(await host.private()) if "End" in m.buttons or "is over" in m.words
    )


async def lobby(person: Person, channel: str = MAIN) -> Seen:
    """The newest quiz's own message."""
    found = [m for m in await person.timeline(channel) if m.words.startswith("Live quiz")]
    return found[-1]


async def questions(person: Person, quiz: Seen) -> list[Seen]:
    """The messages of a quiz's questions in its thread."""
    return [m for m in await person.replies(quiz) if "Question " in m.words]


async def goes_on(
    workspace: Workspace, host: Person, label: str, confirm: str | None = None
) -> None:
    """Press a button of the host's panel, and let the bot look once at what that makes of the quiz."""
    await host.presses(label, await panel(host), confirm=confirm)
    await workspace.settle()
    await look(workspace)


async def answers(person: Person, quiz: Seen, number: int, text: str) -> Seen:
    """Choose an answer of a question, and see what one is told."""
    question = (await questions(person, quiz))[number - 1]
    await person.presses(letter(question, text), question)
    return await person.told(thread=quiz)


def letter(question: Seen, text: str) -> str:
    """What stands on the button of a choice."""
    for label in question.buttons:
        if label.endswith(f" {text}"):
            return label
    lines = [line for line in question.words.splitlines() if line.endswith(text)]
    return lines[0].split()[0]


def letter_of(question: Question, text: str) -> str:
    """The letter that stands before a choice."""
    place = [option.text for option in question.poll.options].index(text)
    return chr(ord("A") + place)


async def kept(workspace: Workspace) -> tuple[Quiz, list[Question]]:
    """The newest quiz and its questions as they are stored."""
    parts = workspace.bot.deps.polls.parts
    found = await parts.polls.of_course(
        parts.workspace, parts.course, states=("open", "closed"), kinds=("quiz",)
    )
    quiz = Quiz.of(found[0])
    asked = await parts.polls.about(parts.workspace, quiz.id, kind=QUESTION)
    return quiz, [Question.of(poll) for poll in asked]


async def look(workspace: Workspace) -> None:
    """Let the bot look at its quizzes, as it does twice a second."""
    await workspace.bot.deps.quizzes.live.ticking.tick()
    await workspace.settle()
    await hosting.refresh(workspace.bot.deps)
