"""Files: promised, uploaded, shared, and served to those who may see them."""

from __future__ import annotations

import mimetypes
import secrets
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.playground.hub import Hub
from bot.playground.state import BOT_USER, TEAM_ID, Channel, Message, StoredFile
from bot.playground.views import Views

MAX_NAME = 255
_SAFE = {
    "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Whatever a file contains, it cannot script the page: a sandbox has another origin and no scripts."""
_TYPES = {
    "md": "markdown",
    "txt": "text",
    "htm": "html",
    "jpeg": "jpg",
    "yml": "yaml",
    "py": "python",
}
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
"""What `slack_file` may name (docs.slack.dev/reference/block-kit/composition-objects/slack-file-object)."""


def clean_name(name: str) -> str:
    """A name without folders or control characters; "file" where nothing is left."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip(". ")
    return kept[:MAX_NAME] or "file"


class Files:
    """The workspace's files, in memory."""

    def __init__(self, hub: Hub, views: Views, base_url: str, bot_token: str) -> None:
        self._hub, self._views = hub, views
        self._base, self._bot_token = base_url, bot_token
        self._tickets: dict[str, StoredFile] = {}

    def promised(self, name: str, user: str, length: int) -> tuple[StoredFile, str]:
        """A file whose bytes are to come, once, at the address."""
        file = self._new(name, user)
        file.length = length
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = file
        return file, f"{self._base}/upload/v1/{ticket}"

    def stored(self, name: str, user: str, data: bytes) -> StoredFile:
        """A file that is all there."""
        file = self._new(name, user)
        file.data, file.completed = data, True
        return file

    def _new(self, name: str, user: str) -> StoredFile:
        world, name = self._hub.world, clean_name(name)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        created = int(world.clock())
        file = StoredFile(world.new_id("F"), name, name, kind, user, created=created)
        world.files[file.id] = file
        return file

    def share(
        self,
        files: list[StoredFile],
        channel: Channel,
        user: str,
        comment: str = "",
        thread_ts: str | None = None,
    ) -> Message:
        """Post files into a channel, all in one message; gives the message."""
        for file in files:
            file.channels.append(channel.id)
        fields: dict[str, Any] = {"files": [self.as_json(f) for f in files]}
        if thread_ts:
            fields["thread_ts"] = thread_ts
        if user == BOT_USER:
            message = self._hub.by_bot({"text": comment, **fields})
        else:
            fields |= {"subtype": "file_share", "upload": False, "display_as_bot": False}
            message = self._hub.by_person(user, comment, **fields)
        self._hub.post(channel, message)
        if BOT_USER in channel.members:
            for file in files:
                shared = {"file_id": file.id, "file": {"id": file.id}, "user_id": user}
                self._hub.events.emit("file_shared", {**shared, "channel_id": channel.id})
        return message

    def as_json(self, file: StoredFile) -> dict[str, Any]:
        """A file object."""
        address = f"{self._base}/files/{file.id}/{quote(file.name, safe='')}"
        return {
            "id": file.id,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": _filetype(file.name),
            "pretty_type": _filetype(file.name).upper(),
            "size": len(file.data),
            "user": file.user,
            "user_team": TEAM_ID,
            "created": file.created,
            "timestamp": file.created,
            "mode": "snippet" if file.mimetype.startswith("text/") else "hosted",
            "editable": file.mimetype.startswith("text/"),
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "file_access": "visible",
            "url_private": address,
            "url_private_download": f"{address}?download=1",
            "permalink": address,
            "channels": list(file.channels),
        }

    # Over HTTP

    async def receive(self, request: web.Request) -> web.Response:
        """POST to an upload address: raw bytes, or a form with one file. Good once."""
        file = self._tickets.pop(request.match_info["ticket"], None)
        if file is None:
            raise web.HTTPNotFound
        data = await _body(request)
        if len(data) != file.length:
            raise web.HTTPBadRequest(text="the length is not what was announced")
        file.data = data
        return web.Response(text=f"OK - {len(data)}")

    async def send(self, request: web.Request) -> web.StreamResponse:
        """GET `url_private`: for the bot's token with files:read, or for what the page's person may see.

        Anybody else is sent to the workspace's front page, as Slack sends them to sign in: a bot
        without the scope gets HTML and a status of 200 where it expected a picture.
        """
        file = self._hub.world.files.get(request.match_info["file"])
        if file is None or not file.data or not self._may_read(request, file):
            raise web.HTTPFound(f"{self._base}/?redir={quote(request.path, safe='')}")
        form = "attachment" if "download" in request.query else "inline"
        disposition = f"{form}; filename*=UTF-8''{quote(file.name, safe='')}"
        headers = {**_SAFE, "Content-Disposition": disposition}
        return web.Response(body=file.data, content_type=file.mimetype, headers=headers)

    def _may_read(self, request: web.Request, file: StoredFile) -> bool:
        world = self._hub.world
        if "Authorization" in request.headers:
            token = request.headers["Authorization"].removeprefix("Bearer ")
            readable = "files:read" in self._hub.manifest.scopes
            known = secrets.compare_digest(token.encode(), self._bot_token.encode())
            return known and readable and world.can_see_file(BOT_USER, file)
        person = world.users.get(request.query.get("user", ""))
        if person is None or person.is_bot:
            return False
        return world.can_see_file(person.id, file) or self._is_shown(file.id, person.id)

    def _is_shown(self, file_id: str, user: str) -> bool:
        """Does something that this person sees have the picture in its blocks?"""
        world = self._hub.world
        channels = (c for c in world.channels.values() if world.can_see(user, c))
        seen = [m.get("blocks") for c in channels for m in c.messages.values()]
        seen += [m.get("blocks") for m in world.ephemerals.values() if m["to"] == user]
        seen += [view["blocks"] for view in self._views.stack(user)]
        seen += [world.homes[user]["blocks"]] if user in world.homes else []
        return any(file_id in pictures_of(blocks) for blocks in seen)


def _filetype(name: str) -> str:
    """What Slack calls the type of a file with this name."""
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    return _TYPES.get(ending, ending)


def pictures_of(value: Any) -> set[str]:
    """The ids of the files that blocks show as pictures."""
    if isinstance(value, dict):
        named = value.get("slack_file")
        own = {str(named["id"])} if isinstance(named, dict) and "id" in named else set[str]()
        return own.union(*(pictures_of(v) for v in value.values()))
    return set[str]().union(*map(pictures_of, value)) if isinstance(value, list) else set()


async def _body(request: web.Request) -> bytes:
    """The bytes, or the first file of a form."""
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    try:
        fields = (await request.post()).values()
    except (ValueError, AssertionError):
        raise web.HTTPBadRequest from None
    uploads = [f.file.read() for f in fields if isinstance(f, web.FileField)]
    return uploads[0] if uploads else b""
