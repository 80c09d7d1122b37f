"""What leads where: the command, its shortcut, the buttons and the windows of polls, for the router."""

from __future__ import annotations

from bot.listeners.polls import adding, voting
from bot.listeners.taking import Handler, Take

COMMANDS: dict[str, Handler] = {}
SHORTCUTS: dict[str, Handler] = {}
ACTIONS: dict[str, Handler] = {**voting.ACTIONS, **adding.ACTIONS, "poll_manage": voting.mine}
WINDOWS: dict[str, Take] = {**voting.WINDOWS, **adding.WINDOWS}
