"""One of the people in the workspace, at their own window: writes, clicks, and sees what they may see."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp

from tests.slack.seen import Blocks, Control, Json, Seen, Window

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds after which something awaited is taken for lost. Nothing waits this long where all is well."""
MAIN = "C0TCSS562"
STAFF = "G0TATEAM"
GENERAL = "C0GENERAL"


class NotSeen(AssertionError):
    """What should have been seen was not."""


class Refused(AssertionError):
    """The workspace would not let the person do that."""


class Person:
    """Acts through the workspace's page API, as the page in the browser does."""

    def __init__(
        self, user_id: str, name: str, dm: str, url: str, session: aiohttp.ClientSession
    ) -> None:
        self.id, self.name, self.dm = user_id, name, dm
        self._url, self._session = url, session
        self._changed = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._read: set[str] = set()
        self.notices: list[str] = []
        self.live: list[Json] = []
        self.said: list[str] = []
        self.said_privately: list[str] = []

    # Doing

    async def writes(
        self, text: str, *, channel: str | None = None, thread: Seen | None = None
    ) -> Seen:
        """Write a message: to Lectern directly unless a channel or a thread is named."""
        where = thread.channel if thread else channel or self.dm
        self._remember(text, private=where == self.dm)
        body: Json = {"channel": where, "text": text}
        if thread is not None:
            body["thread_ts"] = thread.root
        return Seen((await self._post("post", body))["message"])

    async def edits(self, message: Seen, text: str) -> None:
        self._remember(text, private=message.channel == self.dm)
        await self._post("edit", {"channel": message.channel, "ts": message.ts, "text": text})

    async def deletes(self, message: Seen) -> None:
        await self._post("delete", {"channel": message.channel, "ts": message.ts})

    async def types(self, line: str, *, channel: str = MAIN) -> bool:
        """Send a slash command such as `/ask what is KVM?`; False where the app did not take it."""
        command, _, text = line.partition(" ")
        self._remember(text, private=True)
        body = {"channel": channel, "command": command, "text": text}
        return bool((await self._post("command", body))["acked"])

    async def presses(
        self,
        label: str,
        on: Seen | Window,
        *,
        confirm: str | None = None,
        beside: str = "",
        wrote: str | None = None,
        **filled: str | bool | list[str],
    ) -> bool:
        """Press a button by what stands on it, the last such in a block that says `beside`.

        `confirm` is the word pressed in its dialog, `wrote` what was typed into the message's only field before;
        of a message with several, they are `filled` by block id.
        """
        if wrote is not None:
            filled = {**filled, **dict.fromkeys(on.inputs, wrote)}
        return await self._presses(on.button(label, beside), on, confirm, filled)

    async def taps(self, value: str, on: Seen | Window) -> bool:
        """Press the button that stands for `value`, where several have the same words."""
        return await self._presses(on.button_for(value), on, None, {})

    async def _presses(
        self,
        control: Control,
        on: Seen | Window,
        confirm: str | None,
        filled: dict[str, str | bool | list[str]],
    ) -> bool:
        label = control.element["text"]["text"] if "text" in control.element else ""
        asked = control.element.get("confirm")
        assert (asked is None) == (confirm is None), f"{label!r} asks for confirmation: {asked}"
        assert asked is None or confirm == asked["confirm"]["text"]
        element = control.element
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            **control.value,
        }
        body = {"container": on.container, "block_id": control.block_id, "action": action}
        body["state"] = self._state(on, filled)
        return bool((await self._post("action", body))["acked"])

    async def picks(self, label: str, on: Seen | Window, *, beside: str = "") -> bool:
        """Pick an option of a menu: of the first that has it, in a block that says `beside`."""
        block_id, element, option = on.option(label, beside)
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            "selected_option": option,
        }
        body = {"container": on.container, "block_id": block_id, "action": action}
        return bool((await self._post("action", body))["acked"])

    async def chooses_channel(self, channel: str, on: Seen) -> None:
        """Choose in the menu of channels that a message has."""
        block = next(
            b for b in on.blocks if "accessory" in b and "initial_conversation" in b["accessory"]
        )
        element = block["accessory"]
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            "selected_conversation": channel,
        }
        body = {"container": on.container, "block_id": block["block_id"], "action": action}
        await self._post("action", body)

    async def submits(self, window: Window, **filled: str | bool | list[str]) -> dict[str, str]:
        """Submit a modal with fields filled in or ticked by block id; returns the errors shown at them.

        A field that is given "" is emptied; a list ticks or selects several by their values or words.
        """
        body = {"view_id": window.id, "state": self._state(window, filled)}
        answer = await self._post("view_submit", body)
        return dict(answer.get("errors") or {})

    async def changes(
        self, window: Window, block_id: str, **filled: str | bool | list[str]
    ) -> None:
        """Fill fields in, the named one last, which tells the app at once."""
        element, state = window.inputs[block_id]["element"], self._state(window, filled)
        value = state["values"][block_id][element["action_id"]]
        action = {**value, "action_id": element["action_id"]}
        body = {"container": window.container, "block_id": block_id, "action": action}
        await self._post("action", {**body, "state": state})

    def _state(self, on: Blocks, filled: dict[str, str | bool | list[str]]) -> Json:
        """What all fields hold, `filled` by block id."""
        values, left = {}, dict(filled)
        for block_id, block in on.inputs.items():
            element, value = block["element"], left.pop(block_id, None)
            entered = {"type": element["type"], **_entered(element, value)}
            values[block_id] = {element["action_id"]: entered}
            if isinstance(value, str) and element["type"] not in _PICKED:
                self._remember(value, private=True)
        assert not left, f"there is no {sorted(left)}"
        return {"values": values}

    async def closes(self, window: Window) -> None:
        await self._post("view_close", {"view_id": window.id})

    async def uses_shortcut(self, callback_id: str, on: Seen) -> bool:
        """Choose a message shortcut from a message's menu."""
        body = {"channel": on.channel, "ts": on.ts, "callback_id": callback_id}
        return bool((await self._post("message_shortcut", body))["acked"])

    async def opens_app(self, tab: str = "messages") -> None:
        await self._post("open_app", {"tab": tab})

    async def drops(
        self, *files: tuple[str, bytes], text: str = "", channel: str | None = None
    ) -> Seen:
        """Drop files into a conversation, all in one message: the one with Lectern, unless named."""
        ids = []
        for name, data in files:
            query = {"user": self.id, "name": name}
            async with self._session.post(
                f"{self._url}/client/upload", params=query, data=data
            ) as answer:
                ids.append((await answer.json())["file"]["id"])
        where = channel or self.dm
        if text:
            self._remember(text, private=where == self.dm)
        body: Json = {"channel": where, "text": text, "files": ids}
        return Seen((await self._post("post", body))["message"])

    async def uploads(self, name: str, data: bytes) -> None:
        """Drop a file, with no words, into the direct message with Lectern."""
        query = {"user": self.id, "channel": self.dm, "name": name}
        async with self._session.post(
            f"{self._url}/client/upload", params=query, data=data
        ) as answer:
            assert (await answer.json())["ok"]

    def _remember(self, text: str, *, private: bool) -> None:
        self.said.append(text)
        if private:
            self.said_privately.append(text)

    async def _post(self, what: str, body: Json) -> Json:
        await self.listens()
        async with self._session.post(
            f"{self._url}/client/{what}", json={"user": self.id, **body}
        ) as response:
            assert response.status == 200, f"{what}: {response.status}"
            answer: Json = await response.json()
        if not answer["ok"]:
            raise Refused(answer["message"])
        return answer

    # Seeing

    async def replies(self, to: Seen) -> list[Seen]:
        """The thread under a message, without the message itself."""
        found = await self._get("thread", channel=to.channel, ts=to.root)
        return [Seen(m) for m in found["messages"] if m["ts"] != to.root]

    async def answers(self, to: Seen) -> list[Seen]:
        """What Lectern has said in a message's thread."""
        return [m for m in await self.replies(to) if m.from_bot]

    async def hears(self, to: Seen, *, n: int = 1) -> Seen:
        """Wait for Lectern's n-th reply in the thread of a message."""

        async def look() -> Seen | None:
            found = await self.answers(to)
            return found[n - 1] if len(found) >= n else None

        return await self.until(look, f"reply {n} to {to!r}")

    async def timeline(self, channel: str) -> list[Seen]:
        """A channel's main messages."""
        return [Seen(m) for m in (await self._get("history", channel=channel))["messages"]]

    async def told(self, *, channel: str = MAIN, thread: Seen | None = None) -> Seen:
        """Wait for the next message that only this person is shown, there or in that thread."""

        async def look() -> Seen | None:
            unread = [m for m in await self.private(channel, thread) if m.ts not in self._read]
            return unread[0] if unread else None

        found = await self.until(look, f"a private word in {channel}")
        self._read.add(found.ts)
        return found

    async def reads(self, words: str) -> Seen:
        """Wait for a message in the direct message with Lectern, once it says something; the newest."""

        async def look() -> Seen | None:
            found = [m for m in await self.timeline(self.dm) if words in m.words]
            return found[-1] if found else None

        return await self.until(look, f"a message with {words!r}")

    async def private(self, channel: str = MAIN, thread: Seen | None = None) -> list[Seen]:
        """All that only this person is shown, there or in that thread."""
        if thread is not None:
            found = await self._get("thread", channel=thread.channel, ts=thread.root)
        else:
            found = await self._get("history", channel=channel)
        return [Seen(m) for m in found["ephemerals"]]

    async def windows(self) -> list[Window]:
        return [Window(v) for v in (await self._get("views"))["stack"]]

    async def sees_window(self, title: str) -> Window:
        """Wait for a modal with this title on top."""

        async def look() -> Window | None:
            stack = await self.windows()
            return stack[-1] if stack and stack[-1].title == title else None

        return await self.until(look, f"a window {title!r}")

    async def sees_home(self) -> Window:
        async def look() -> Window | None:
            view = (await self._get("home"))["view"]
            return Window(view) if view else None

        return await self.until(look, "a Home tab")

    async def sees_file(self, file_id: str) -> bytes | None:
        """What the page shows where a file's picture stands; None where it may not."""
        async with self._session.get(
            f"{self._url}/files/{file_id}/picture", params={"user": self.id}, allow_redirects=False
        ) as answer:
            return await answer.read() if answer.status == 200 else None

    async def prompts(self) -> list[Json]:
        """Wait for the suggested prompts in the agent view."""

        async def look() -> list[Json] | None:
            shown = [p for p in (await self._get("boot"))["prompts"] if p["channel"] == self.dm]
            return list(shown[0]["prompts"]) if shown else None

        return await self.until(look, "suggested prompts")

    async def everything(self) -> str:
        """All that this person can see anywhere, as one text."""
        parts: list[Blocks] = [*await self.windows()]
        for channel in (await self._get("boot"))["channels"]:
            parts += await self.private(channel["id"])
            for root in await self.timeline(channel["id"]):
                thread = await self._get("thread", channel=root.channel, ts=root.ts)
                parts += [Seen(m) for m in (*thread["messages"], *thread["ephemerals"])]
        home = (await self._get("home"))["view"]
        parts += [Window(home)] if home else []
        return "\n".join(f"{p.text}\n{p.words}" for p in parts)

    async def until(self, look: Callable[[], Awaitable[T | None]], what: str) -> T:
        """Look again whenever something changes on this person's page, until there is something."""
        await self.listens()
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    self._changed.clear()
                    found = await look()
                    if found is not None:
                        return found
                    await self._changed.wait()
        except TimeoutError:
            raise NotSeen(
                f"{self.name} never saw {what}; notices: {self.notices}; sees:\n{await self.everything()}"
            ) from None

    async def until_noticed(self, words: str) -> None:
        """Wait for a line from the workspace itself, such as that an app did not answer."""

        async def look() -> bool | None:
            return any(words in notice for notice in self.notices) or None

        await self.until(look, f"the notice {words!r}")

    async def _get(self, what: str, **query: str) -> Json:
        async with self._session.get(
            f"{self._url}/client/{what}", params={"user": self.id, **query}
        ) as response:
            answer: Json = await response.json()
        if not answer["ok"]:
            raise Refused(answer["message"])
        return answer

    # Live updates

    async def listens(self) -> None:
        """Open the page's stream of updates, once."""
        if self._socket is None:
            self._socket = await self._session.ws_connect(
                f"{self._url}/client/stream", params={"user": self.id}
            )
            await self._socket.receive()
            self._listening = asyncio.create_task(self._listen(self._socket))

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in socket:
            event = json.loads(frame.data)
            if event["type"] == "wire":
                continue
            if event["type"] == "notice":
                self.notices.append(event["text"])
            self.live.append(event)
            self._changed.set()

    async def leaves(self) -> None:
        if self._socket is not None and self._listening is not None:
            await self._socket.close()
            await self._listening


_PICKED = {
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
}


def _entered(element: Json, value: str | bool | list[str] | None) -> Json:
    kind = element["type"]
    if kind in {"checkboxes", "multi_static_select"}:
        if value is None:
            return {"selected_options": element.get("initial_options") or []}
        ticked = [o for o in element["options"] if value is True or _names(o, value)]
        return {"selected_options": ticked}
    if kind in {"static_select", "radio_buttons"}:
        if value is None:
            return {"selected_option": element.get("initial_option")}
        return {"selected_option": next(o for o in element["options"] if _names(o, [value]))}
    if kind == "multi_conversations_select":
        return {
            "selected_conversations": element.get("initial_conversations")
            if value is None
            else value
        }
    given, initial = _PICKED.get(kind, ("value", "initial_value"))
    return {given: element.get(initial) if value is None else value or None}


def _names(option: Json, chosen: object) -> bool:
    names = chosen if isinstance(chosen, list) else []
    return option["value"] in names or option["text"]["text"] in names
