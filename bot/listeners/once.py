"""Posts that somebody asked for by a button: written down before they are made, and made once.

Slack may refuse a post (then nothing was posted, and the person may try again) or leave its answer
open (then recovery looks for the metadata key, and posts only where it is missing).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from slack_sdk.errors import SlackApiError

from bot.blocks.answers import Message
from bot.listeners.deps import Deps
from bot.services.ports import InboxEvent

SHARE, HUMAN, EXTENSION = "share", "human", "extension"
KINDS = frozenset({SHARE, HUMAN, EXTENSION})
_EARLIER = timedelta(minutes=5)
"""Our clock and Slack's may differ by so much."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be posted where. `key` is unique in the workspace."""

    kind: str
    key: str
    channel: str
    message: Message
    thread_ts: str | None = None


async def written_down(deps: Deps, workspace: str, post: Post) -> InboxEvent | None:
    """The post, claimed under its key; None where it was made or begun before."""
    where = {"channel": post.channel, "thread_ts": post.thread_ts}
    payload = {**where, **post.message.as_fields()}
    claim = InboxEvent(workspace, post.key, post.kind, payload, deps.clock.now())
    return claim if await deps.inbox.accept(claim) else None


async def make(deps: Deps, claim: InboxEvent) -> None:
    """Post it. Raises SlackApiError for a refusal, which frees the key, and aiohttp's for no answer."""
    try:
        await _post(deps, claim)
    except SlackApiError:
        await deps.inbox.release(claim.workspace, claim.key)
        raise
    await deps.inbox.finish(claim.workspace, claim.key, deps.clock.now())


async def make_sure(deps: Deps, claim: InboxEvent) -> None:
    """Post it unless it was posted: what recovery does with a post left open."""
    channel, thread_ts = claim.payload["channel"], claim.payload["thread_ts"]
    since = claim.received_at - _EARLIER
    if not await deps.slack.was_posted(channel, thread_ts, claim.key, since=since):
        await _post(deps, claim)


async def _post(deps: Deps, claim: InboxEvent) -> None:
    post = claim.payload
    message = Message(post["text"], list(post["blocks"]))
    await deps.slack.post(
        post["channel"], message, key=claim.key, thread_ts=post["thread_ts"], kind=claim.kind
    )
