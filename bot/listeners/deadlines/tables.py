"""What leads where: the command, its buttons and its windows, for the router."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.listeners import calendar
from bot.listeners.deadlines import (
    calendars,
    command,
    editing,
    exchanging,
    extending,
    menu,
    proposing,
    reading,
    settings,
    wishing,
)
from bot.listeners.deadlines.telling import chosen
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler, Payload, Take


def _about(do: Callable[[Deps, Payload, str], Awaitable[None]]) -> Handler:
    """A button whose value names what it is about."""

    async def press(deps: Deps, body: Payload) -> None:
        await do(deps, body, chosen(body))

    return press


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
    "extension_undo": extending.undo,
    "deadline_settings_open": settings.open_settings,
    "deadline_preview": settings.show_preview,
    "remind_me": _about(wishing.open_for),
    "remind_all": wishing.open_all,
    "my_reminders": wishing.show_mine,
    "reminders_mute_all": wishing.mute_all,
    "reminders_unmute_all": wishing.unmute_all,
    "reminder_done": _about(wishing.done),
    "reminder_undone": _about(wishing.undone),
    "reminder_mute": _about(wishing.mute),
    "reminder_unmute": _about(wishing.unmute),
    "reminder_snooze": _about(wishing.snooze),
    "followed_remove": calendars.remove,
    "proposals_review": proposing.review,
    "proposal_edit": editing.edit_proposal,
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
    "deadline_remind": wishing.submitted,
    "deadline_settings": settings.submitted,
    "deadline_import": exchanging.submitted,
}
