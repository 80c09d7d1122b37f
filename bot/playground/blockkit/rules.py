"""The small checks that Block Kit's rules are made of. Errors read as Slack's do."""

from __future__ import annotations

import re
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
    """An object with these fields and no others. A null is no value: Slack refuses it."""
    if not isinstance(value, dict):
        raise Invalid(path, "must provide an object")
    unknown = sorted(str(name) for name in set(value) - set(shape) - {"type"})
    if unknown:
        raise Invalid(f"{path}/{unknown[0]}", f"invalid additional property: {unknown[0]}")
    for name, field in shape.items():
        if name in value:
            field.check(value[name], f"{path}/{name}")
        elif field.required:
            raise Invalid(path, f"missing required field: {name}")


def string(longest: int, shortest: int = 1) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, str):
            raise Invalid(path, "must provide a string")
        if len(value) > longest:
            raise Invalid(path, f"must be less than {longest + 1} characters")
        if len(value) < shortest:
            raise Invalid(path, f"must be more than {shortest - 1} characters")

    return check


def matching(pattern: str, what: str, longest: int = 255) -> Check:
    """A string of a certain form."""
    form, size = re.compile(pattern), string(longest)

    def check(value: Any, path: str) -> None:
        size(value, path)
        if not form.fullmatch(value):
            raise Invalid(path, f"must be a valid {what}")

    return check


def url(longest: int = 3000) -> Check:
    return matching(r"[A-Za-z][A-Za-z0-9+.-]*:\S.*", "url", longest)


def one_of(*allowed: str) -> Check:
    def check(value: Any, path: str) -> None:
        if value not in allowed:
            raise Invalid(path, f"must be one of: {', '.join(allowed)}")

    return check


def boolean(value: Any, path: str) -> None:
    if not isinstance(value, bool):
        raise Invalid(path, "must provide a boolean")


def integer(low: int = 0, high: int = 2**53) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise Invalid(path, "must provide an integer")
        if not low <= value <= high:
            raise Invalid(path, f"must be between {low} and {high}")

    return check


def list_of(item: Check, *, most: int, least: int = 1, unique: bool = False) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, list):
            raise Invalid(path, "must provide an array")
        if len(value) > most:
            raise Invalid(path, f"no more than {most} items allowed")
        if len(value) < least:
            raise Invalid(path, f"no fewer than {least} items allowed")
        for n, one in enumerate(value):
            item(one, f"{path}/{n}")
            if unique and one in value[:n]:
                raise Invalid(f"{path}/{n}", "must be unique")

    return check


def shaped(shape: Shape, *also: Check) -> Check:
    """An object of this shape that also keeps the rules of the whole."""

    def check(value: Any, path: str) -> None:
        check_shape(value, shape, path)
        for rule in also:
            rule(value, path)

    return check


def exactly_one(*names: str) -> Check:
    def check(value: Any, path: str) -> None:
        if sum(name in value for name in names) != 1:
            raise Invalid(path, f"must have exactly one of: {', '.join(names)}")

    return check


def at_least_one(*names: str) -> Check:
    def check(value: Any, path: str) -> None:
        if not any(name in value for name in names):
            raise Invalid(path, f"must have one of: {', '.join(names)}")

    return check


def text(longest: int, *, plain_only: bool = False) -> Check:
    kinds = ("plain_text",) if plain_only else ("plain_text", "mrkdwn")

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise Invalid(path, "must provide an object")
        kind = value.get("type")
        if kind not in kinds:
            raise Invalid(f"{path}/type", f"must be one of: {', '.join(kinds)}")
        extra = {"emoji": may(boolean)} if kind == "plain_text" else {"verbatim": may(boolean)}
        check_shape(value, {"text": need(string(longest)), **extra}, path)

    return check


def plain(longest: int) -> Check:
    return text(longest, plain_only=True)


def typed(kinds: Mapping[str, Check], what: str = "type") -> Check:
    """An object whose `type` picks its check."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise Invalid(path, "must provide an object")
        kind = value.get("type")
        known = kinds.get(kind) if isinstance(kind, str) else None
        if known is None:
            raise Invalid(f"{path}/type", f"unsupported {what}: {kind}")
        known(value, path)

    return check
