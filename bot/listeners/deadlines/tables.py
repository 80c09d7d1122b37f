"""What leads where: the command, its buttons and its windows, for the router."""

from __future__ import annotations

from bot.listeners import calendar
from bot.listeners.deadlines import command, editing, extending, menu, proposing, reading
from bot.listeners.taking import Handler, Take

COMMANDS: dict[str, Handler] = {"/deadlines": command.deadlines}
ACTIONS: dict[str, Handler] = {
    "deadline_page": reading.turn,
    "deadline_menu": menu.pick,
    **calendar.ACTIONS,
    "deadline_save": editing.save,
    "deadline_draft_edit": editing.edit_draft,
    "deadline_form": editing.form,
    "deadline_drop": editing.drop,
    "deadline_edit": editing.open_edit,
    "deadline_move": editing.do_move,
    "deadline_cancel": editing.do_cancel,
    "deadline_undo": editing.undo,
    "extension_withdraw": extending.withdraw,
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
WINDOWS: dict[str, Take] = {
    "deadline_edit": editing.submitted,
    "deadline_extend": extending.submitted,
}
