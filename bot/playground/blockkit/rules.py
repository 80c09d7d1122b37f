"""The small checks that Block Kit's rules are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Check = Callable[[Any, str], None]


class Invalid(Exception):
    """A block or view that Slack would refuse; `path` leads to the fault, as in `/blocks/0/text`."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"[ERROR] {why} [json-pointer:{path or '/'}]")
        self.path = path
        self.why = why


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object: what it must be, and whether it must be there."""

    check: Check
    required: bool = False


Shape = Mapping[str, Field]


def need(check: Check) -> Field:
    return Field(check, required=True)


def may(check: Check) -> Field:
    return Field(check)


def check_shape(value: Any, shape: Shape, path: str) -> None:
    """An object with exactly these fields."""
    if not isinstance(value, dict):
        raise Invalid(path, "must be an object")
    unknown = sorted(set(value) - set(shape) - {"type"})
    if unknown:
        raise Invalid(f"{path}/{unknown[0]}", f"no such field: {unknown[0]}")
    for name, field in shape.items():
        if value.get(name) is None:
            if field.required:
                raise Invalid(path, f"missing required field: {name}")
            continue
        field.check(value[name], f"{path}/{name}")


def string(longest: int, shortest: int = 1) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, str):
            raise Invalid(path, "must be a string")
        if len(value) > longest:
            raise Invalid(path, f"must be no more than {longest} characters")
        if len(value) < shortest:
            raise Invalid(path, f"must be at least {shortest} characters")

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, path: str) -> None:
        if value not in allowed:
            raise Invalid(path, f"must be one of: {', '.join(allowed)}")

    return check


def boolean(value: Any, path: str) -> None:
    if not isinstance(value, bool):
        raise Invalid(path, "must be a boolean")


def integer(low: int = 0, high: int = 2**53) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise Invalid(path, f"must be a number between {low} and {high}")

    return check


def anything(_value: Any, _path: str) -> None:
    """Accepted as it is."""


def list_of(item: Check, *, most: int, least: int = 1) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, list):
            raise Invalid(path, "must be an array")
        if len(value) > most:
            raise Invalid(path, f"no more than {most} items allowed")
        if len(value) < least:
            raise Invalid(path, f"at least {least} items required")
        for n, one in enumerate(value):
            item(one, f"{path}/{n}")

    return check


def shaped(shape: Shape) -> Check:
    return lambda value, path: check_shape(value, shape, path)


def text(longest: int, *, plain_only: bool = False) -> Check:
    def check(value: Any, path: str) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in ({"plain_text"} if plain_only else {"plain_text", "mrkdwn"}):
            raise Invalid(
                path, "must be plain_text" if plain_only else "must be plain_text or mrkdwn"
            )
        extra = {"emoji": may(boolean)} if kind == "plain_text" else {"verbatim": may(boolean)}
        check_shape(value, {"text": need(string(longest)), **extra}, path)

    return check


def plain(longest: int) -> Check:
    return text(longest, plain_only=True)


def typed(shapes: Mapping[str, Shape], what: str) -> Check:
    """An object whose `type` picks its shape."""

    def check(value: Any, path: str) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in shapes:
            raise Invalid(path, f"unsupported {what}: {kind}")
        check_shape(value, shapes[str(kind)], path)

    return check
