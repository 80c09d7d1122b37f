"""assistant.threads.*"""

from __future__ import annotations

from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import BOT_USER, Channel
from bot.playground.webapi.call import Call, Method, Result, scopes

MAX_PROMPTS = 4
MAX_LOADING_MESSAGES = 10


async def set_status(call: Call) -> Result:
    channel = call.joined("channel_id")
    thread_ts = _thread(call, channel)
    call.ignore("status", "username", "icon_emoji", "icon_url")
    status = call.args.get("status")
    loading = call.items("loading_messages")
    if not isinstance(status, str):
        raise SlackError("invalid_arguments")
    if len(loading) > MAX_LOADING_MESSAGES or not all(isinstance(m, str) for m in loading):
        raise SlackError("invalid_arguments")
    call.hub.statuses.set(channel, thread_ts, status, loading)
    return {}


def _thread(call: Call, channel: Channel) -> str:
    thread_ts = str(call.need("thread_ts"))
    if not channel.thread(thread_ts):
        raise SlackError("invalid_thread_ts")
    return thread_ts


async def set_title(call: Call) -> Result:
    _thread(call, call.joined("channel_id"))
    call.need("title")
    return {}


async def set_prompts(call: Call) -> Result:
    channel = call.joined("channel_id")
    prompts, title = call.json("prompts"), call.get("title", "")
    if not channel.is_im or not _good(prompts) or not isinstance(title, str):
        raise SlackError("invalid_arguments")
    thread_ts = call.get("thread_ts")
    if thread_ts is not None and call.hub.manifest.agent_view:
        return {}  # Slack says ok and shows nothing: the argument is the legacy view's.
    shown: dict[str, Any] = {
        "type": "prompts",
        "channel": channel.id,
        "thread_ts": thread_ts,
        "title": title,
        "prompts": [{"title": p["title"], "message": p["message"]} for p in prompts],
    }
    call.world.prompts[channel.id] = shown
    call.hub.stream.send([m for m in channel.members if m != BOT_USER], shown)
    return {}


def _good(prompts: Any) -> bool:
    return (
        isinstance(prompts, list)
        and 1 <= len(prompts) <= MAX_PROMPTS
        and all(
            isinstance(p, dict)
            and all(isinstance(p.get(k), str) and p[k] for k in ("title", "message"))
            for p in prompts
        )
    )


_WRITE = scopes("assistant:write")
METHODS = {
    "assistant.threads.setStatus": Method(set_status, scopes("assistant:write", "chat:write"), 5),
    "assistant.threads.setTitle": Method(set_title, _WRITE, 5),
    "assistant.threads.setSuggestedPrompts": Method(set_prompts, _WRITE, 4),
}
