"""What leads where: the command, the buttons and the windows of quizzes, for the router."""

from __future__ import annotations

from bot.listeners.quizzes import command, hosting, playing
from bot.listeners.taking import Handler, Keep, Take

COMMANDS: dict[str, Handler] = {"/quiz": command.quiz}
ACTIONS: dict[str, Handler] = {**hosting.ACTIONS, **playing.ACTIONS}
KEEPING: dict[str, Keep] = {**playing.KEEPING}
"""What is on disk before it is acknowledged: answers of live quizzes."""
WINDOWS: dict[str, Take] = {**hosting.WINDOWS}
