"""What leads where: the command, its shortcut, the buttons and the windows of polls, for the router."""

from __future__ import annotations

from bot.listeners.polls import (
    adding,
    command,
    composing,
    confirming,
    editing,
    managing,
    nudging,
    shortcut,
    voting,
)
from bot.listeners.taking import Handler, Keep, Take

COMMANDS: dict[str, Handler] = {"/poll": command.poll}
SHORTCUTS: dict[str, Handler] = {**shortcut.SHORTCUTS}
ACTIONS: dict[str, Handler] = {
    **command.ACTIONS,
    **composing.ACTIONS,
    **confirming.ACTIONS,
    **voting.ACTIONS,
    **adding.ACTIONS,
    **managing.ACTIONS,
    **editing.ACTIONS,
    **nudging.ACTIONS,
}
KEEPING: dict[str, Keep] = {**voting.KEEPING}
WINDOWS: dict[str, Take] = {
    **composing.WINDOWS,
    **confirming.WINDOWS,
    **voting.WINDOWS,
    **adding.WINDOWS,
    **editing.WINDOWS,
}
