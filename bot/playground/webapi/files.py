"""files.*: the upload in two steps, and what becomes of a file"""

from __future__ import annotations

from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import BOT_USER, Channel, StoredFile
from bot.playground.webapi.call import Call, Method, Result, scopes


async def upload_url(call: Call) -> Result:
    name, length = str(call.need("filename")), call.number("length", 0)
    call.ignore("alt_txt", "alt_text", "snippet_type")
    if length < 1:
        raise SlackError("invalid_arguments")
    file, address = call.context.files.promised(name, BOT_USER, length)
    return {"upload_url": address, "file_id": file.id}


async def complete_upload(call: Call) -> Result:
    wanted = call.json("files")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(f, dict) for f in wanted):
        raise SlackError("invalid_arguments")
    uploads = [(_uploaded(call, item), item.get("title")) for item in wanted]
    places = [(channel, call.thread(channel)) for channel in _places(call)]
    comment = str(call.get("initial_comment", ""))
    for file, title in uploads:
        file.title, file.completed = str(title or file.name), True
    files = [file for file, _ in uploads]
    for channel, root in places:
        call.context.files.share(files, channel, BOT_USER, comment, root)
    return {"files": [call.context.files.as_json(f) for f in files]}


def _uploaded(call: Call, item: dict[str, Any]) -> StoredFile:
    file = call.world.files.get(str(item.get("id", "")))
    if file is None or file.user != BOT_USER or file.completed or not file.data:
        raise SlackError("file_not_found")
    return file


def _places(call: Call) -> list[Channel]:
    ids = [str(c) for c in [*call.items("channels"), call.get("channel_id")] if c]
    found = []
    for name in ids:
        channel = call.world.channels.get(name)
        if channel is None or not call.world.can_see(BOT_USER, channel):
            raise SlackError("channel_not_found")
        if channel.is_archived:
            raise SlackError("is_archived")
        if BOT_USER not in channel.members:
            raise SlackError("not_in_channel")
        found.append(channel)
    return found


async def file_info(call: Call) -> Result:
    call.ignore("cursor", "limit", "count", "page")
    file = call.context.files.as_json(_visible(call))
    return {"file": file, "comments": [], "response_metadata": {"next_cursor": ""}}


async def delete_file(call: Call) -> Result:
    file = _visible(call)
    if file.user != BOT_USER:
        raise SlackError("cant_delete_file")
    del call.world.files[file.id]
    return {}


def _visible(call: Call) -> StoredFile:
    file = call.world.files.get(str(call.need("file")))
    if file is None or not call.world.can_see_file(BOT_USER, file):
        raise SlackError("file_not_found")
    return file


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, scopes("files:write")),
    "files.completeUploadExternal": Method(complete_upload, scopes("files:write")),
    "files.info": Method(file_info, scopes("files:read")),
    "files.delete": Method(delete_file, scopes("files:write"), 3),
}
