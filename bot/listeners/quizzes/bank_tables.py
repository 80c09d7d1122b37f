"""What leads where of the bank of questions: subcommands, buttons and windows."""

from __future__ import annotations

from bot.listeners.quizzes import editing, exporting, importing, reviewing, settings
from bot.listeners.taking import Handler, Take

SUBCOMMANDS = {
    "review": reviewing.review,
    "add": editing.add,
    "import": importing.how,
    "export": exporting.export,
    "settings": settings.settings,
}
ACTIONS: dict[str, Handler] = {
    **reviewing.ACTIONS,
    **editing.ACTIONS,
    **importing.ACTIONS,
    **exporting.ACTIONS,
    **settings.ACTIONS,
}
WINDOWS: dict[str, Take] = {**reviewing.WINDOWS, **editing.WINDOWS, **settings.WINDOWS}
