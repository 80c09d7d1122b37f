"""What conversations about polls share: a preview, private words that give way to others, what is kept."""

from __future__ import annotations

from bot.services.polls.ports import Poll
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen, Window
from tests.slack.workspace import Workspace

QUESTION = "Which is a type-1 hypervisor?"
LINE = f'/poll "{QUESTION}" "KVM" "VirtualBox"'


async def polls(workspace: Workspace, *states: str) -> list[Poll]:
    """The polls in these states, the newest first."""
    parts = workspace.bot.deps.polls.parts
    return list(await parts.polls.of_course(parts.workspace, parts.course, states=states))


async def previewed(person: Person, line: str, channel: str = MAIN) -> Seen:
    """Type a line, and see the poll that was read."""
    await person.types(line, channel=channel)
    shown = await person.told(channel=channel)
    assert {"Edit…", "Discard"} <= set(shown.buttons), shown
    return shown


async def reads(person: Person, words: str, channel: str = MAIN) -> Seen:
    """Wait for words that only this person is shown; what was pressed may have given way to them."""

    async def look() -> Seen | None:
        found = [m for m in await person.private(channel) if words in m.words]
        return found[-1] if found else None

    return await person.until(look, f"{words!r} in {channel}")


async def form_saying(person: Person, words: str) -> Window:
    """Wait for the window on top to say something."""

    async def look() -> Window | None:
        stack = await person.windows()
        return stack[-1] if stack and words in stack[-1].words else None

    return await person.until(look, f"a window that says {words!r}")


def filled_in(window: Window, field: str) -> str:
    """What stands in a field at first."""
    block = next(b for i, b in window.inputs.items() if i.partition(".")[0] == field)
    return str(block["element"].get("initial_value", ""))
