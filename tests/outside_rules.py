"""Block Kit's rules as two other projects know them, for everything the bot sends in any test.

slack_sdk's models and PyPI's `blockkit` are each walked all the way down. Neither checks all of
Slack's rules; together with the local workspace's own they leave little room. What they took they
would take again, and conversations repeat each other: each part is shown to them once a process.
"""

from __future__ import annotations

import inspect
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import cache, partial
from typing import Any, TypeVar

import blockkit.core as bk
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = Mapping[str, Any]

SURFACE_LIMITS = {"message": 50, "modal": 100, "home": 100}
# Blocks that `blockkit` does not know yet; slack_sdk's models are the only outside judge of them.
_NEW_BLOCKS = frozenset({"context_actions"})
# Keys that hold one of Slack's typeless objects, and what `blockkit` calls it.
_TYPELESS = {
    "confirm": bk.Confirm,
    "dispatch_action_config": bk.DispatchActionConfig,
    "filter": bk.ConversationFilter,
    "slack_file": bk.SlackFile,
    "options": bk.Option,
    "initial_options": bk.Option,
    "initial_option": bk.Option,
    "option_groups": bk.OptionGroup,
    "style": bk.RichStyle,
    "column_settings": bk.ColumnSettings,
}
# Keys whose strings `blockkit` takes as Python's own values.
_MOMENTS = {"initial_date": date.fromisoformat, "initial_time": time.fromisoformat}
T = TypeVar("T")


class Taken:
    """What was made of values that passed, by all that they hold; what is refused is asked about again."""

    def __init__(self, most: int = 20_000) -> None:
        self._made: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._most = most

    def once(self, how: str, value: object, make: Callable[[], T]) -> T:
        """What `make` returns for `value`, made once; of an equal value of another type it is made anew."""
        key = how, repr(value)
        if key in self._made:
            self._made.move_to_end(key)
        else:
            self._made[key] = make()
            if len(self._made) > self._most:
                self._made.popitem(last=False)
        found: T = self._made[key]
        return found


_taken = Taken()


class OutsideRuleBroken(AssertionError):
    """Another project's validator refuses what the bot sent."""


def check_message(message: Json) -> None:
    """Raises OutsideRuleBroken for a message that either project would refuse."""
    said = message.get("text"), message.get("blocks")
    _taken.once("message", said, lambda: _check_message(message))


def _check_message(message: Json) -> None:
    blocks: Sequence[Json] = message.get("blocks") or ()
    if blocks and not str(message.get("text") or "").strip():
        raise OutsideRuleBroken("a message with blocks has no text for notifications")
    if len(blocks) > SURFACE_LIMITS["message"]:
        raise OutsideRuleBroken(f"{len(blocks)} blocks in a message")
    _check_blocks(blocks)
    _with_blockkit(lambda: bk.Message(text=message.get("text"), blocks=_known(blocks)))


def check_view(view: Json) -> None:
    """Raises OutsideRuleBroken for a modal or Home view that either project would refuse."""
    _taken.once("view", view, lambda: _check_view(view))


def _check_view(view: Json) -> None:
    kind = view["type"]
    blocks: Sequence[Json] = view.get("blocks") or ()
    if len(blocks) > SURFACE_LIMITS[kind]:
        raise OutsideRuleBroken(f"{len(blocks)} blocks in a view")
    _check_blocks(blocks)
    _with_slack_sdk(lambda: View(**view))
    if kind == "modal" and any(b["type"] == "input" for b in blocks) and not view.get("submit"):
        raise OutsideRuleBroken("a modal with inputs has no submit")
    surface = bk.Modal if kind == "modal" else bk.Home
    accepted = _parameters(surface)
    fields = {k: _component(v, k) for k, v in view.items() if k in accepted and k != "blocks"}
    _with_blockkit(lambda: surface(**fields, blocks=_known(blocks)))


def _check_blocks(blocks: Sequence[Json]) -> None:
    for block in blocks:
        _taken.once("slack_sdk", block, partial(_with_slack_sdk, partial(_parsed, block)))


def _parsed(block: Json) -> JsonObject:
    parsed = Block.parse(dict(block))
    if parsed is None:
        raise OutsideRuleBroken(f"slack_sdk does not know a {block.get('type')!r} block")
    lost = set(block) - set(parsed.to_dict())
    if lost:
        raise OutsideRuleBroken(f"slack_sdk has no {sorted(lost)} in a {block.get('type')} block")
    return parsed


def _with_slack_sdk(make: Any) -> None:
    try:
        for part in _parts(make()):
            part.validate_json()
    except OutsideRuleBroken:
        raise
    except Exception as error:
        raise OutsideRuleBroken(f"slack_sdk: {error}") from error


def _parts(node: object) -> Iterator[JsonObject]:
    """Every model in a model: slack_sdk itself validates only the outermost."""
    if isinstance(node, JsonObject):
        yield node
        for value in vars(node).values():
            yield from _parts(value)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _parts(item)


def _with_blockkit(make: Any) -> None:
    try:
        make().build()
    except OutsideRuleBroken:
        raise
    except Exception as error:
        raise OutsideRuleBroken(f"blockkit: {error}") from error


def _known(blocks: Sequence[Json]) -> list[Any]:
    return [_component(b, "blocks") for b in blocks if b["type"] not in _NEW_BLOCKS]


def _component(value: Any, key: str) -> Any:
    if isinstance(value, list):
        return [_component(item, key) for item in value]
    if not isinstance(value, dict):
        return value
    return _taken.once(f"blockkit {key}", value, lambda: _built(value, key))


def _built(value: Json, key: str) -> Any:
    maker = _maker(value, key)
    fields = {k: _component(v, k) for k, v in value.items() if k != "type"}
    fields |= {k: read(value[k]) for k, read in _MOMENTS.items() if k in value}
    if (
        "alt_text" in fields
    ):  # blockkit has 255; docs.slack.dev/reference/block-kit/blocks/image-block 2,000
        fields["alt_text"] = fields["alt_text"][:255]
    if maker is bk.Text:
        fields["type"] = value["type"]
    unknown = set(fields) - _parameters(maker)
    if unknown:
        raise OutsideRuleBroken(f"blockkit has no {sorted(unknown)} in {maker.__name__}")
    component = maker(**fields)
    built = component.build()
    component.build = lambda: (
        built
    )  # what contains it would build it anew, and that again at each level
    return component


@cache
def _parameters(maker: Any) -> frozenset[str]:
    return frozenset(inspect.signature(maker).parameters)


def _maker(value: Json, key: str) -> Any:
    kind = value.get("type")
    if kind in {"plain_text", "mrkdwn"}:
        return bk.Text
    if kind == "image":
        return bk.Image if key == "blocks" else bk.ImageEl
    if kind is None or (key in _TYPELESS and kind not in _TYPES):
        return _TYPELESS[key]
    if kind not in _TYPES:
        raise OutsideRuleBroken(f"blockkit does not know {kind!r}")
    return _TYPES[kind]


def _type_names() -> dict[str, Any]:
    """`blockkit`'s classes by the `type` that each one writes."""
    found: dict[str, Any] = {}
    for _, cls in inspect.getmembers(bk, inspect.isclass):
        if issubclass(cls, bk.Component) and cls is not bk.Component:
            field = cls()._fields.get("type")
            if field is not None and field.value != "image":
                found[field.value] = cls
    return found


_TYPES = _type_names()
