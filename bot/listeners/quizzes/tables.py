"""What leads where: the command, the buttons and the windows of quizzes, for the router."""

from __future__ import annotations

from bot.listeners.quizzes import (
    bank_tables,
    command,
    erasing,
    homework,
    homework_managing,
    homework_page,
    hosting,
    live_drafting,
    playing,
    practising,
    progress,
    rehearsing,
    results,
)
from bot.listeners.taking import Handler, Keep, Take

COMMANDS: dict[str, Handler] = {"/quiz": command.quiz}
ACTIONS: dict[str, Handler] = {
    **practising.ACTIONS,
    **progress.ACTIONS,
    **erasing.ACTIONS,
    **live_drafting.ACTIONS,
    **hosting.ACTIONS,
    **playing.ACTIONS,
    **rehearsing.ACTIONS,
    **results.ACTIONS,
    **homework.ACTIONS,
    **homework_managing.ACTIONS,
    **homework_page.ACTIONS,
    **bank_tables.ACTIONS,
}
KEEPING: dict[str, Keep] = {**playing.KEEPING, **homework_page.KEEPING}
"""What is on disk before it is acknowledged: answers of live quizzes and of homework."""
WINDOWS: dict[str, Take] = {
    **live_drafting.WINDOWS,
    **homework.WINDOWS,
    **homework_managing.WINDOWS,
    **bank_tables.WINDOWS,
}
