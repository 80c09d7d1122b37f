"""chat.*, but for what is posted later"""

from __future__ import annotations

from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import BOT_ID, BOT_USER, Channel, Message
from bot.playground.webapi.call import Call, Method, Result, scopes

MAX_EDIT = 4_000
_LOOKS = ("mrkdwn", "unfurl_links", "unfurl_media", "parse", "link_names", "username")
_ICONS = ("icon_emoji", "icon_url")


def shown(message: Message) -> dict[str, Any]:
    """The message as methods give it: without its channel, which they name themselves."""
    return {k: v for k, v in message.items() if k != "channel"}


def threaded(call: Call, channel: Channel) -> dict[str, Any]:
    """`thread_ts`, and the subtype of a reply that is also sent to the channel."""
    broadcast, root = call.flag("reply_broadcast"), call.thread(channel)
    if root is None:
        return {}
    return {"thread_ts": root} | ({"subtype": "thread_broadcast"} if broadcast else {})


async def post_message(call: Call) -> Result:
    channel = call.target()
    call.ignore(*_LOOKS, *_ICONS)
    content = call.content() | threaded(call, channel)
    limiter = call.context.limiter
    wait = limiter.wait_for_channel(channel.id) if call.hub.faults.rate_limits else None
    if wait is not None:
        raise SlackError("ratelimited", retry_after=wait)
    message = call.hub.post(channel, call.hub.by_bot(content))
    return {"channel": channel.id, "ts": message["ts"], "message": shown(message)}


async def post_ephemeral(call: Call) -> Result:
    channel = call.target()
    call.ignore(*_LOOKS, *_ICONS)
    user = str(call.need("user"))
    if user not in channel.members or user == BOT_USER:
        raise SlackError("user_not_in_channel")
    content, thread_ts = call.content(), call.thread(channel)
    if thread_ts is not None:
        content["thread_ts"] = thread_ts
    message = call.hub.ephemeral(channel, user, call.hub.by_bot(content))
    return {"message_ts": message["ts"]}


async def update(call: Call) -> Result:
    channel = call.joined()
    message = call.message(channel)
    if message.get("bot_id") != BOT_ID:
        raise SlackError("cant_update_message")
    if channel.is_archived:
        raise SlackError("is_inactive")
    call.ignore("parse", "link_names", "file_ids", "reply_broadcast")
    fields: dict[str, Any] = {"blocks": None, **call.content(longest=MAX_EDIT)}
    if call.json("metadata") == {}:
        fields["metadata"] = None
    if "attachments" in call.args:
        fields.setdefault("attachments", None)
    if fields["blocks"] is None:
        fields["edited"] = {"user": BOT_USER, "ts": call.world.new_ts()}
    call.hub.change(channel, message, fields)
    done = {"channel": channel.id, "ts": message["ts"], "text": message["text"]}
    return {**done, "message": shown(message)}


async def delete(call: Call) -> Result:
    channel = call.joined()
    message = call.message(channel)
    if message.get("bot_id") != BOT_ID:
        raise SlackError("cant_delete_message")
    call.hub.delete(channel, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


async def get_permalink(call: Call) -> Result:
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = f"{call.context.base_url}/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    root = message.get("thread_ts", message["ts"])
    if root != message["ts"]:
        link += f"?thread_ts={root}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


_WRITE = scopes("chat:write")
METHODS = {
    "chat.postMessage": Method(post_message, _WRITE, 5),
    "chat.postEphemeral": Method(post_ephemeral, _WRITE, 4),
    "chat.update": Method(update, _WRITE, 3),
    "chat.delete": Method(delete, _WRITE, 3),
    "chat.getPermalink": Method(get_permalink, tier=5),
}
