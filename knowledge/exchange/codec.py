"""A question as JSON, to be kept, and back. What is as it usually is, is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from knowledge.exchange.model import Choice, Gap, Item, Kind, Markup, Number, Pair, Text

T = TypeVar("T")
Raw = Mapping[str, Any]


def item_json(item: Item) -> dict[str, Any]:
    """An item as what JSON can hold; `item_from` gives it back."""
    return _of_record(item)


def item_from(raw: Raw) -> Item:
    """The item that `item_json` was given.

    Fields that are not there have their usual value, and those that only a newer version knows are left out.

    Raises:
        ValueError: a kind or a markup that this version does not know.
    """
    return _record(
        Item,
        raw,
        kind=Kind,
        stem=_text,
        choices=_each(_choice),
        numbers=_each(_number),
        pairs=_each(_pair),
        gaps=_each(_gap),
        feedback=_text,
        when_right=_text,
        when_partly=_text,
        when_wrong=_text,
        tags=tuple,
    )


def _of_record(record: Any) -> dict[str, Any]:
    """The fields that are not as usual."""
    return {
        field.name: _plain(value)
        for field in fields(record)
        if (value := getattr(record, field.name)) != field.default or field.default is MISSING
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _of_record(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Kind | Markup | Decimal):
        return str(value)
    return value


def _record(made: type[T], raw: Raw, **reading: Callable[[Any], Any]) -> T:
    """One of these of the fields that it knows, each read by its reader, or as it is."""
    known = _names(made)  # type: ignore[arg-type]
    values = {
        name: reading[name](value) if name in reading else value
        for name, value in raw.items()
        if name in known
    }
    return made(**values)


@cache
def _names(made: type[Any]) -> frozenset[str]:
    return frozenset(field.name for field in fields(made))


def _each(reader: Callable[[Any], T]) -> Callable[[Sequence[Any]], tuple[T, ...]]:
    return lambda raw: tuple(map(reader, raw))


def _text(raw: Raw) -> Text:
    return _record(Text, raw, markup=Markup)


def _choice(raw: Raw) -> Choice:
    return _record(Choice, raw, text=_text, feedback=_text)


def _number(raw: Raw) -> Number:
    return _record(Number, raw, value=_decimal, tolerance=Decimal, feedback=_text)


def _decimal(raw: str | None) -> Decimal | None:
    return None if raw is None else Decimal(raw)


def _pair(raw: Raw) -> Pair:
    return _record(Pair, raw, left=_text)


def _gap(raw: Raw) -> Gap:
    return _record(Gap, raw, kind=Kind, choices=_each(_choice), numbers=_each(_number))
