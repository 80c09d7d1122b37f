"""What the page is given of people and channels."""

from __future__ import annotations

from typing import Any

from bot.playground.state import Channel, Message, User, World

Json = dict[str, Any]


def user_json(user: User, world: World) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "display_name": user.real_name,
        "is_bot": user.is_bot,
        "tz": user.tz,
        "tz_offset": user.offset(world.clock()),
        "title": user.title,
        "color": user.color,
        "initials": user.initials,
        "role": user.role,
    }


def channel_json(channel: Channel, user: str) -> Json:
    """A channel as this person sees it, with what they have not read."""
    last_read = channel.read.get(user, "0")
    unread = sum(
        float(m["ts"]) > float(last_read) and _concerns(user, channel, m)
        for m in channel.messages.values()
    )
    peer = next((m for m in channel.members if m != user), user) if channel.is_im else None
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_member": user in channel.members,
        "topic": channel.topic,
        "members": list(channel.members),
        "user": peer,
        "unread": unread,
        "last_read": last_read,
    }


def _concerns(user: str, channel: Channel, message: Message) -> bool:
    """Does it make the channel unread? Not one's own, nor other people's threads."""
    if message.get("user") == user:
        return False
    if channel.is_im or message.get("thread_ts", message["ts"]) == message["ts"]:
        return True
    root = channel.messages.get(message["thread_ts"], {})
    return root.get("user") == user or f"<@{user}>" in message.get("text", "")
