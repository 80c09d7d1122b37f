"""What leads where: the command, its buttons and its windows, for the router."""

from __future__ import annotations

from bot.listeners.deadlines import command, proposing, reading, wishing
from bot.listeners.taking import Handler, Take

COMMANDS: dict[str, Handler] = {"/deadlines": command.deadlines}
ACTIONS: dict[str, Handler] = {
    "deadline_page": reading.turn,
    "deadline_menu": wishing.menu,
    "proposals_review": proposing.review,
    "proposal_confirm": proposing.confirm,
    "proposal_dismiss": proposing.dismiss,
    "proposal_choose": proposing.choose,
    "proposal_follow": proposing.follow,
    "proposal_keep": proposing.keep,
    "proposal_reopen": proposing.reopen,
    "proposal_all": proposing.confirm_all,
    "proposal_page": proposing.turn,
}
WINDOWS: dict[str, Take] = {}
