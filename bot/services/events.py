"""Which messages are questions to the bot: decided from the event alone, without side effects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.services.plain import plain

ANSWERED_SUBTYPES = (None, "file_share", "thread_broadcast")
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:(?:and|but|so|ok|okay|also|then)\b\W*)*"
    r"(?:what|how|why|when|where|which|who|whens|whats|explain|define|describe|tell me|is|are|does|do|did|can|could|should)\b",
    re.IGNORECASE,
)
_TO_PEOPLE = re.compile(r"\b(?:you|u|your|ya|we|us|our|guys)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that may be for the bot. `root_ts` is the thread the answer belongs in.

    `text` is what people read; `query` still has Slack's markup, which says what is no word of a question.
    """

    workspace: str
    channel: str
    user: str
    text: str
    ts: str
    root_ts: str
    in_thread: bool
    is_dm: bool
    mentioned: bool
    mentions_others: bool
    query: str = ""

    @property
    def surface(self) -> str:
        if self.is_dm:
            return "dm"
        return "mention" if self.mentioned else "thread"

    @property
    def claim(self) -> str:
        """One answer a message, whether it arrives as `message`, as `app_mention` or as both."""
        return f"answer:{self.channel}:{self.ts}"


def heard(workspace: str, event: Mapping[str, Any], bot_user: str) -> Heard | None:
    """The message in a `message` or `app_mention` event, or None where it is not a person's."""
    if event.get("subtype") not in ANSWERED_SUBTYPES or event.get("bot_id") or event.get("hidden"):
        return None
    user, channel, ts = (_string(event, name) for name in ("user", "channel", "ts"))
    if not (user and channel and ts) or user in {bot_user, "USLACKBOT"}:
        return None
    text = _string(event, "text")
    mentioned_ids = set(re.findall(r"<@([UW][A-Z0-9]+)", text))
    thread_ts = _string(event, "thread_ts")
    query = re.sub(rf"<@{bot_user}(?:\|[^>]*)?>", " ", text).strip()
    return Heard(
        workspace=workspace,
        channel=channel,
        user=user,
        text=plain(query).strip(),
        ts=ts,
        root_ts=thread_ts or ts,
        in_thread=bool(thread_ts and thread_ts != ts),
        is_dm=event.get("channel_type") == "im" or channel.startswith("D"),
        mentioned=bot_user in mentioned_ids or event.get("type") == "app_mention",
        mentions_others=bool(mentioned_ids - {bot_user}),
        query=query,
    )


def _string(event: Mapping[str, Any], name: str) -> str:
    value = event.get(name)
    return value if isinstance(value, str) else ""


def is_for_us_unasked(message: Heard, *, answered: bool, chat: bool = False) -> bool:
    """May a thread's message without a mention be answered?

    People also talk to each other in a thread. Left alone are: what addresses somebody else, small
    talk, what is no question, and a question the lecture doesn't answer that speaks of you or us.
    """
    if message.mentions_others or chat or not _ASKS.search(message.text):
        return False
    return answered or (message.text.rstrip().endswith("?") and not _TO_PEOPLE.search(message.text))
