"""What leads where: the buttons and windows of minute papers, for the router."""

from __future__ import annotations

from bot.listeners.papers import answering, command, telling
from bot.listeners.taking import Handler, Keep, Take

ACTIONS: dict[str, Handler] = {**answering.ACTIONS, **command.ACTIONS, **telling.ACTIONS}
KEEPING: dict[str, Keep] = {**answering.KEEPING}
WINDOWS: dict[str, Take] = {**command.WINDOWS, **telling.WINDOWS}
