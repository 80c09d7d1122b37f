"""What time Slack's clock says: it does not jump when ours does."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime


class SlackTime:
    """Slack's time by the `Date` of its last answer (RFC 9110, 6.6.1) and the seconds since."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._known: tuple[datetime, float] | None = None

    def note(self, date: str | None) -> None:
        """Take up an answer's `Date`; one that cannot be read says nothing."""
        try:
            said = parsedate_to_datetime(date or "")
        except ValueError:
            return
        self._known = said, self._monotonic()

    def now(self) -> datetime | None:
        """To the second, not ahead of Slack's; None before its first answer."""
        if self._known is None:
            return None
        said, at = self._known
        return said + timedelta(seconds=self._monotonic() - at)
