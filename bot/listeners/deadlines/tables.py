"""What leads where: the command, its buttons and its windows, for the router."""

from __future__ import annotations

from bot.listeners.deadlines import command, reading, wishing
from bot.listeners.taking import Handler, Take

COMMANDS: dict[str, Handler] = {"/deadlines": command.deadlines}
ACTIONS: dict[str, Handler] = {
    "deadline_page": reading.turn,
    "deadline_menu": wishing.menu,
}
WINDOWS: dict[str, Take] = {}
