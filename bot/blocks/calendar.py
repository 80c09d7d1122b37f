"""A person's private calendar address, as a message and as a window."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import (
    Block,
    actions,
    button,
    confirm,
    context,
    escape,
    preformatted,
    section,
)
from bot.blocks.windows import View, window

_HOW = (
    "*Google Calendar:* Other calendars → + → From URL\n"
    "*Apple Calendar:* File → New Calendar Subscription\n"
    "*Outlook:* Add calendar → Subscribe from web\n"
    "Most apps look again every few hours."
)
_KEEP = (
    "Whoever has this address can read it: keep it to yourself, and renew it if it got about. "
    "Your own extensions are in it, nobody else's."
)
_HERE_ONLY = "It can be reached from this computer, as long as the local workspace runs."
_FOR_STAFF = (
    "*For instructors:* people can subscribe once Lectern has an address of its own. Set `LECTERN_PUBLIC_URL` "
    "to the https address that leads to it, and start it again; the guide on deadlines says how."
)
_NO_ADDRESS = "I have no address that calendar apps could read, so you can't subscribe here. You can have the dates as a file."


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to show; `address` is empty where people cannot reach Lectern."""

    course: str
    address: str = ""
    lead: str = ""
    staff: bool = False

    @property
    def blocks(self) -> list[Block]:
        head = [section(self.lead)] if self.lead else []
        return [*head, *(self._with_address() if self.address else self._without())]

    @property
    def message(self) -> Message:
        said = self.address or _NO_ADDRESS
        return Message(f"{self.lead or 'Your private calendar address'}: {said}", self.blocks)

    @property
    def view(self) -> View:
        return window("Your calendar", self.blocks)

    def _with_address(self) -> list[Block]:
        about = (
            f"*Your private calendar address*\nSubscribe to it once: the deadlines of {escape(self.course)} "
            "then stand in your calendar, and move there when they move."
        )
        here = _HERE_ONLY if self.address.startswith("http://") else ""
        address = {"type": "rich_text", "elements": [preformatted("code", [self.address])]}
        return [section(about), address, context(_HOW), context(_KEEP, here), actions(*_BUTTONS)]

    def _without(self) -> list[Block]:
        hint = [context(_FOR_STAFF)] if self.staff else []
        return [section(_NO_ADDRESS), *hint, actions(_DOWNLOAD)]


_DOWNLOAD = button("Download .ics", "feed_download", "file")
_RENEW = button(
    "Renew",
    "feed_renew",
    "renew",
    confirm=confirm(
        "A new address?",
        "Calendars that use the old one get nothing more from it.",
        yes="Renew",
        no="Keep it",
    ),
)
_REMOVE = button(
    "Remove",
    "feed_remove",
    "remove",
    confirm=confirm(
        "Remove the address?",
        "Calendars that use it get nothing more. You can have a new one at any time.",
        yes="Remove",
        no="Keep it",
    ),
)
_BUTTONS = (_DOWNLOAD, _RENEW, _REMOVE)


def removed() -> list[Block]:
    return [section(REMOVED)]


REMOVED = "Removed: that address opens nothing any more. `/deadlines calendar` makes you a new one."
RENEWED = "This is your new address. The old one opens nothing any more."
FILE_SENT = "I sent you the file in our direct message. It has the dates as they are now, and does not follow changes."
FILE_WORDS = "The deadlines of {course} as they are now, with your own extensions. Open the file with your calendar."


def to_calendar() -> Block:
    """The button that shows all this."""
    return button("Calendar", "feed_show", "show")
