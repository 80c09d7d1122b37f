"""What Slack refuses for good: noted with its reason, told to the instructors once, and in nobody's way."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bot.delivery.conversations import conversation
from bot.services.polls.ports import POLL, Polls
from bot.services.polls.reposting import not_posted
from bot.services.ports import Clock
from bot.services.reminding.ports import EDIT, FAILED, NOTICE, Outbox, Outgoing

log = structlog.get_logger(__name__)
OPEN = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
"""Slack's own trouble; some of the call may have taken effect (docs.slack.dev/reference/methods/chat.postMessage)."""
TOKEN_GONE = frozenset(
    {"account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed"}
)


@dataclass(frozen=True)
class Failures:
    """`instructors` are told, by direct message, at most once a week for each channel and reason.

    That a poll could not be posted is told to whoever made it.
    """

    outbox: Outbox
    clock: Clock
    instructors: tuple[str, ...]
    polls: Polls

    def may_pass(self, message: Outgoing, reason: str) -> bool:
        """Is it worth keeping? What the instructors are to be told waits until there is a token again."""
        return message.kind == NOTICE and reason in TOKEN_GONE

    async def failed(self, message: Outgoing, reason: str) -> None:
        """Close it, and let the instructors know, in one transaction."""
        log.warning(
            "not_posted", kind=message.kind, channel=conversation(message.channel), error=reason
        )
        now = self.clock.now()
        if message.kind == POLL:
            poll = await self.polls.get(message.workspace, message.about)
            notices = [not_posted(poll, message, reason, now)] if poll else []
        else:
            notices = self._notices(message, reason)
        await self.outbox.close(message, state=FAILED, error=reason, at=now, notices=notices)

    def _notices(self, message: Outgoing, reason: str) -> list[Outgoing]:
        """None for a person's direct message: what is between them and Slack is nobody else's business."""
        personal = message.channel.startswith(("U", "W", "D"))
        if message.op == EDIT or message.kind == NOTICE or (personal and reason not in TOKEN_GONE):
            return []
        where = "" if reason in TOKEN_GONE else message.channel
        now = self.clock.now()
        week = now.isocalendar()
        key = f"notice:{message.course}:{where}:{reason}:{week.year}-{week.week}"
        subject = {"what": FAILED, "channel": where, "reason": reason}
        return [
            Outgoing(
                message.workspace,
                f"{key}:{user}",
                NOTICE,
                user,
                now,
                course=message.course,
                subject=subject,
            )
            for user in self.instructors
        ]
