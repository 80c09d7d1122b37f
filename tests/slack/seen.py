"""What a person reads: a message or a window, as words, buttons and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_WORD_JOINER = "\u2060"


@dataclass(frozen=True)
class Control:
    """Something to press or fill in, in its block."""

    block_id: str
    element: Json
    value: Mapping[str, Any]


class Blocks:
    """Block Kit as it reads."""

    def __init__(self, blocks: Sequence[Json], text: str = "") -> None:
        self.blocks, self.text = list(blocks), text

    @property
    def markup(self) -> str:
        """Everything readable as it was sent: entities, dates and mentions unrendered."""
        return "\n".join(_lines(self.blocks)) if self.blocks else self.text

    @property
    def words(self) -> str:
        """What the eye reads: dates by their fallback, entities as characters."""
        return readable(self.markup)

    @property
    def buttons(self) -> dict[str, Control]:
        """Buttons by what stands on them, in order."""
        found: dict[str, Control] = {}
        for block in self.blocks:
            for element in _elements(block):
                found |= dict(_pressable(block, element))
        return found

    def button(self, label: str, beside: str = "") -> Control:
        """The last button of that name, in a block that says `beside`."""
        near = [b for b in self.blocks if beside in readable("\n".join(_lines([b])))]
        return Blocks(near).buttons[label]

    def button_for(self, value: str) -> Control:
        """The button that stands for `value`."""
        for block in self.blocks:
            for element in _elements(block):
                for _, control in _pressable(block, element):
                    if control.value.get("value") == value:
                        return control
        raise KeyError(value)

    def option(self, label: str, beside: str = "") -> tuple[str, Json, Json]:
        """Block id, menu and option of the first menu with this option, in a block that says `beside`."""
        for block in self.blocks:
            for element in _elements(block):
                for option in element.get("options", ()):
                    said = readable("\n".join(_lines([block])))
                    if option["text"]["text"] == label and beside in said:
                        return block["block_id"], element, option
        raise KeyError(label)

    @property
    def inputs(self) -> dict[str, Json]:
        """Input blocks by their id."""
        return {b["block_id"]: b for b in self.blocks if b["type"] == "input"}


class Seen(Blocks):
    """A message in a channel, a thread, a direct message, or shown to one person."""

    def __init__(self, raw: Json) -> None:
        super().__init__(raw.get("blocks") or [], raw.get("text", ""))
        self.raw = raw
        self.channel, self.ts = str(raw["channel"]), str(raw["ts"])
        self.root = str(raw.get("thread_ts") or raw["ts"])
        self.user = str(raw.get("user", ""))
        self.from_bot = "bot_id" in raw
        self.private = bool(raw.get("ephemeral"))

    @property
    def in_thread(self) -> bool:
        return self.root != self.ts

    @property
    def container(self) -> Json:
        """How a click names where it happened."""
        where: Json = {"type": "message", "channel": self.channel, "ts": self.ts}
        if self.private:
            where["ephemeral_id"] = self.raw["ephemeral_id"]
        if "thread_ts" in self.raw:
            where["thread_ts"] = self.raw["thread_ts"]
        return where

    def __repr__(self) -> str:
        return f"<{self.user} in {self.channel}: {self.words!r}>"


class Window(Blocks):
    """A modal or a Home tab."""

    def __init__(self, raw: Json) -> None:
        super().__init__(raw["blocks"])
        self.raw = raw
        self.id = str(raw["id"])
        self.title = str((raw.get("title") or {}).get("text", ""))

    @property
    def container(self) -> Json:
        return {"type": "view", "view_id": self.id}

    def __repr__(self) -> str:
        return f"<window {self.title!r}: {self.words!r}>"


def readable(markup: str) -> str:
    """Mrkdwn as the eye reads it, formatting characters left standing."""
    text = _DATE.sub(lambda m: m[1], markup).replace(_WORD_JOINER, "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _lines(blocks: Sequence[Json]) -> Iterator[str]:
    for block in blocks:
        match block["type"]:
            case "section":
                texts = [block.get("text"), *(block.get("fields") or [])]
                yield from (t["text"] for t in texts if t)
            case "header":
                yield block["text"]["text"]
            case "context":
                yield from (e["text"] for e in block["elements"] if "text" in e)
            case "rich_text":
                yield from _rich_lines(block["elements"])
            case "input":
                yield block["label"]["text"]


def _rich_lines(elements: Sequence[Json]) -> Iterator[str]:
    for element in elements:
        if element["type"] == "rich_text_list":
            yield from _rich_lines(element["elements"])
        else:
            yield "".join(_run(part) for part in element["elements"])


def _run(part: Json) -> str:
    match part["type"]:
        case "user":
            return f"<@{part['user_id']}>"
        case "broadcast":
            return f"<!{part['range']}>"
        case "emoji":
            return f":{part['name']}:"
        case _:
            return str(part.get("text") or part.get("url") or "")


def _elements(block: Json) -> Iterator[Json]:
    if block["type"] in {"actions", "context_actions"}:
        yield from block["elements"]
    if block.get("accessory"):
        yield block["accessory"]


def _pressable(block: Json, element: Json) -> Iterator[tuple[str, Control]]:
    if element["type"] == "button":
        value = {"value": element["value"]} if "value" in element else {}
        yield (
            element["text"]["text"],
            Control(block["block_id"], element, {**value, "text": element["text"]}),
        )
    elif element["type"] == "feedback_buttons":
        for side in ("positive_button", "negative_button"):
            choice = element[side]
            value = {"value": choice["value"], "text": choice["text"]}
            yield choice["text"]["text"], Control(block["block_id"], element, value)
