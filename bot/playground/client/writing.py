"""What a person writes into the workspace: messages, files, reactions, memberships."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.client import given
from bot.playground.client.given import Json, Rights
from bot.playground.errors import Refused
from bot.playground.files import Files
from bot.playground.hub import Hub
from bot.playground.shown import channel_json
from bot.playground.state import StoredFile, User
from bot.playground.webapi.reactions import change_reaction

Do = Callable[[User, Json], Awaitable[Json]]


class Writing:
    """POST /client/…, as far as it changes what is there."""

    def __init__(self, hub: Hub, files: Files, rights: Rights) -> None:
        self._hub, self._files, self._rights = hub, files, rights
        self.deeds: dict[str, Do] = {
            "post": self._post,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "open_im": self._open_im,
            "join": self._join,
            "read": self._read,
            "dismiss": self._dismiss,
        }

    async def _post(self, user: User, body: Json) -> Json:
        channel = self._rights.joined(user, body)
        thread = self._rights.thread(channel, body)
        files = self._dropped(user, body)
        if files:
            words = given.text(body, "text")
            message = self._files.share(files, channel, user.id, words, thread.get("thread_ts"))
            channel.read[user.id] = message["ts"]
            return {"message": message}
        words = self._words(body)
        broadcast = {"subtype": "thread_broadcast"} if thread and body.get("broadcast") else {}
        message = self._hub.by_person(user.id, words, **thread, **broadcast)
        self._hub.post(channel, message)
        channel.read[user.id] = message["ts"]
        return {"message": message}

    def _dropped(self, user: User, body: Json) -> list[StoredFile]:
        """Files that this person uploaded and that stand nowhere yet."""
        ids = body.get("files", [])
        if not isinstance(ids, list):
            raise given.Malformed
        found = [self._hub.world.files.get(str(file_id)) for file_id in ids]
        files = [f for f in found if f is not None and f.user == user.id and not f.channels]
        if len(files) != len(ids):
            raise Refused("One of the files is not there any more. Attach it again.")
        return files

    @staticmethod
    def _words(body: Json) -> str:
        words = given.text(body, "text")
        if not words.strip():
            raise Refused("Write something first.")
        return words

    async def _edit(self, user: User, body: Json) -> Json:
        words = self._words(body)
        channel = self._rights.joined(user, body)
        message = self._rights.own(user, channel, body)
        fresh = self._hub.by_person(user.id, words)
        edited = {"user": user.id, "ts": self._hub.world.new_ts()}
        fields = {"text": fresh["text"], "blocks": fresh["blocks"], "edited": edited}
        return {"message": self._hub.change(channel, message, fields)}

    async def _delete(self, user: User, body: Json) -> Json:
        channel = self._rights.joined(user, body)
        self._hub.delete(channel, self._rights.own(user, channel, body)["ts"])
        return {}

    async def _react(self, user: User, body: Json) -> Json:
        channel = self._rights.joined(user, body)
        message = self._rights.message(channel, body)
        name = given.text(body, "name", needed=True)
        change_reaction(
            self._hub, channel, message, name, user.id, add=not body.get("remove", False)
        )
        return {}

    async def _open_im(self, user: User, body: Json) -> Json:
        peer = given.text(body, "with", needed=True)
        if peer not in self._hub.world.users:
            raise Refused("There is no such person in this workspace.")
        return {"channel": channel_json(self._hub.open_im(user.id, peer), user.id)}

    async def _join(self, user: User, body: Json) -> Json:
        channel = self._rights.visible(user, body)
        if user.id not in channel.members:
            if channel.is_archived:
                raise Refused(f"#{channel.name} is archived.")
            self._hub.join(channel, user.id)
        return {"channel": channel_json(channel, user.id)}

    async def _read(self, user: User, body: Json) -> Json:
        channel = self._rights.visible(user, body)
        if channel.messages:
            channel.read[user.id] = max(channel.messages, key=float)
        return {}

    async def _dismiss(self, user: User, body: Json) -> Json:
        message = self._hub.world.ephemerals.get(given.text(body, "ephemeral_id"))
        if message is not None and message["to"] == user.id:
            self._hub.drop_ephemeral(message)
        return {}

    def upload(self, user: User, query: Any, data: bytes) -> Json:
        """A file: into a channel, or for a modal's file field where none is named."""
        channel = self._rights.joined(user, query) if query.get("channel") else None
        thread = self._rights.thread(channel, query) if channel else {}
        if not data:
            raise Refused("That file is empty.")
        file = self._files.stored(query.get("name") or "file", user.id, data)
        if channel is not None:
            self._files.share([file], channel, user.id, thread_ts=thread.get("thread_ts"))
        return {"file": self._files.as_json(file)}
