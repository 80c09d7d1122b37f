"""views.*, assistant.threads.*, files.* and apps.connections.open"""

from __future__ import annotations

import mimetypes
from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import BOT_USER, StoredFile
from bot.playground.webapi.call import Call, Method, Result, scopes


async def open_view(call: Call) -> Result:
    user = call.context.interactions.redeem(_trigger(call))
    return {"view": call.context.views.open(user, call.json("view"))}


async def push_view(call: Call) -> Result:
    user = call.context.interactions.redeem(_trigger(call))
    return {"view": call.context.views.push(user, call.json("view"))}


def _trigger(call: Call) -> str | None:
    found = call.get("trigger_id") or call.get("interactivity_pointer")
    return str(found) if found else None


async def update_view(call: Call) -> Result:
    view = call.context.views.update(
        call.json("view"),
        view_id=call.get("view_id"),
        external_id=call.get("external_id"),
        known_hash=call.get("hash"),
    )
    return {"view": view}


async def publish_view(call: Call) -> Result:
    user = call.user("user_id")
    if not call.context.hub.manifest.home_tab:
        raise SlackError("not_enabled")
    return {"view": call.context.views.publish(user.id, call.json("view"), call.get("hash"))}


async def set_status(call: Call) -> Result:
    channel, thread_ts = call.joined("channel_id"), str(call.need("thread_ts"))
    if not channel.thread(thread_ts):
        raise SlackError("invalid_thread_ts")
    loading = call.json("loading_messages") or []
    call.context.hub.set_status(channel, thread_ts, str(call.get("status", "")), list(loading))
    return {}


async def set_title(call: Call) -> Result:
    call.joined("channel_id")
    call.need("thread_ts")
    call.need("title")
    return {}


async def set_prompts(call: Call) -> Result:
    channel = call.joined("channel_id")
    prompts = call.json("prompts") or []
    good = isinstance(prompts, list) and all(
        isinstance(p, dict) and {"title", "message"} <= set(p) for p in prompts
    )
    if not channel.is_im or not good or not 1 <= len(prompts) <= 4:
        raise SlackError("invalid_arguments")
    shown = {
        "type": "prompts",
        "channel": channel.id,
        "thread_ts": call.get("thread_ts"),
        "title": call.get("title", ""),
        "prompts": prompts,
    }
    call.context.hub.world.prompts[channel.id] = shown
    call.context.hub.stream.send([m for m in channel.members if m != BOT_USER], shown)
    return {}


async def upload_url(call: Call) -> Result:
    name = str(call.need("filename"))
    if call.number("length", 0) < 1:
        raise SlackError("invalid_arguments")
    world = call.context.hub.world
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = StoredFile(world.new_id("F"), name, name, kind, BOT_USER, created=int(world.clock()))
    call.get("alt_txt")
    world.files[file.id] = file
    return {"upload_url": f"{call.context.base_url}/files/upload/{file.id}", "file_id": file.id}


async def complete_upload(call: Call) -> Result:
    world = call.context.hub.world
    done = []
    for item in call.json("files") or []:
        file = world.files.get(item.get("id", ""))
        if file is None or not file.data:
            raise SlackError("file_not_found")
        file.title = item.get("title") or file.name
        done.append(file)
    if not done:
        raise SlackError("invalid_arguments")
    comment, thread = str(call.get("initial_comment", "")), call.get("thread_ts")
    if call.get("channel_id") or call.get("channels"):
        channel = call.joined("channel_id" if call.get("channel_id") else "channels")
        for file in done:
            file.channels.append(channel.id)
        fields: dict[str, Any] = {
            "text": comment,
            "files": [file_json(f, call.context.base_url) for f in done],
        }
        call.context.hub.post(
            channel, call.context.hub.by_bot(fields | ({"thread_ts": thread} if thread else {}))
        )
    return {"files": [file_json(f, call.context.base_url) for f in done]}


def file_json(file: StoredFile, base_url: str) -> dict[str, Any]:
    """A file object."""
    address = f"{base_url}/files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.name.rsplit(".", 1)[-1],
        "size": len(file.data),
        "user": file.user,
        "created": file.created,
        "mode": "hosted",
        "is_external": False,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "channels": list(file.channels),
    }


async def file_info(call: Call) -> Result:
    return {"file": file_json(_file(call), call.context.base_url)}


async def delete_file(call: Call) -> Result:
    call.context.hub.world.files.pop(_file(call).id)
    return {}


def _file(call: Call) -> StoredFile:
    file = call.context.hub.world.files.get(str(call.need("file")))
    if file is None:
        raise SlackError("file_not_found")
    return file


async def open_connection(call: Call) -> Result:
    return {"url": call.context.open_socket()}


_AGENT = scopes("assistant:write", "chat:write")
METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push_view),
    "views.update": Method(update_view),
    "views.publish": Method(publish_view),
    "assistant.threads.setStatus": Method(set_status, _AGENT, 5),
    "assistant.threads.setTitle": Method(set_title, scopes("assistant:write"), 5),
    "assistant.threads.setSuggestedPrompts": Method(set_prompts, scopes("assistant:write"), 5),
    "files.getUploadURLExternal": Method(upload_url, scopes("files:write")),
    "files.completeUploadExternal": Method(complete_upload, scopes("files:write")),
    "files.info": Method(file_info, scopes("files:read")),
    "files.delete": Method(delete_file, scopes("files:write"), 3),
    "apps.connections.open": Method(open_connection, app_token=True),
}
