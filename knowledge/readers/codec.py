"""A reading as bytes and back: what crosses the pipe from the reading process and lies in the cache.

JSON; each value is an array of its fields in their order, shortened where the rest are defaults.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, timezone
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from knowledge.readers.reading import Reading

VERSION = 3
"""Raised whenever bytes written before must not be understood any more."""

T = TypeVar("T")
_Convert = Callable[[Any], Any]


class CodecError(ValueError):
    """The bytes are not a value of that type, written by this version."""


def encode(reading: Reading) -> bytes:
    """The reading as UTF-8 JSON; the same reading gives the same bytes."""
    return encode_value(reading)


def decode(data: bytes) -> Reading:
    """The reading that `encode` made the bytes of.

    Raises:
        CodecError: they are something else, cut off, or of another version.
    """
    return decode_value(Reading, data)


def encode_value(value: Any) -> bytes:
    """Any frozen value of the model (dataclasses, tuples, dates, enumerations) as JSON."""
    kind: Any = type(value)
    body = json.dumps(
        [VERSION, kind.__name__, _writer(kind)(value)], ensure_ascii=False, separators=(",", ":")
    )
    return body.encode("utf-8", "surrogatepass")


def decode_value(kind: type[T], data: bytes) -> T:
    """What `encode_value` made the bytes of; raises CodecError for anything else."""
    try:
        version, name, body = json.loads(data.decode("utf-8", "surrogatepass"))
        if (version, name) != (VERSION, kind.__name__):
            raise CodecError(f"this is {name} of version {version}")
        convert: _Convert = _reader(kind)  # type: ignore[arg-type]  # a type is hashable
        made: T = convert(body)
    except CodecError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise CodecError("these bytes are not what was written") from error
    return made


@cache
def _writer(kind: Any) -> _Convert:
    """What turns a value of the type into JSON's values."""
    inner = _inner(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return partial(_write_fields, [(f, _writer(hints[f.name])) for f in fields(kind)])
    if get_origin(kind) is tuple:
        each = _writer(inner)
        return lambda values: [each(value) for value in values]
    if get_origin(kind) in (Union, UnionType):
        some = _writer(inner)
        return lambda value: None if value is None else some(value)
    if kind is datetime:
        return _write_moment
    if kind is date:
        return date.isoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    return _plain(kind, write=True)


@cache
def _reader(kind: Any) -> _Convert:
    """What turns JSON's values into a value of the type."""
    inner = _inner(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return partial(_read_fields, kind, [_reader(hints[f.name]) for f in fields(kind)])
    if get_origin(kind) is tuple:
        each = _reader(inner)
        return lambda values: tuple([each(value) for value in _checked(list, values)])
    if get_origin(kind) in (Union, UnionType):
        some = _reader(inner)
        return lambda value: None if value is None else some(value)
    if kind is datetime:
        return _read_moment
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _plain(kind, write=False)


def _write_moment(value: datetime) -> list[Any]:
    """With an offset, or where a zone has a name with that: an offset knows no summer time."""
    zone = value.tzinfo
    if isinstance(zone, timezone):
        return [value.isoformat()]
    if not isinstance(zone, ZoneInfo):
        raise TypeError(f"no codec for a time in {zone!r}")
    return [value.replace(tzinfo=None, fold=0).isoformat(), zone.key, value.fold]


def _read_moment(values: Any) -> datetime:
    local, *named = _checked(list, values)
    if not named:
        return datetime.fromisoformat(local)
    zone, fold = named
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone), fold=fold)


def _inner(kind: Any) -> Any:
    """The X of `tuple[X, ...]` and of `X | None`, the only generic types of the model."""
    if get_origin(kind) not in (tuple, Union, UnionType):
        return None
    rest = [x for x in get_args(kind) if x not in (Ellipsis, NoneType)]
    if len(rest) != 1:
        raise TypeError(f"no codec for {kind}")
    return rest[0]


def _plain(kind: Any, *, write: bool) -> _Convert:
    if kind not in (str, int, float, bool):
        raise TypeError(f"no codec for {kind}")
    if write:
        return float if kind is float else lambda value: value
    return partial(_checked, kind)


def _checked(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise CodecError(f"{type(value).__name__} where {kind.__name__} belongs")
    return value


def _write_fields(writers: list[tuple[Field[Any], _Convert]], value: Any) -> list[Any]:
    last = 0
    for position, (field, _) in enumerate(writers, 1):
        if field.default is MISSING or getattr(value, field.name) != field.default:
            last = position
    return [write(getattr(value, field.name)) for field, write in writers[:last]]


def _read_fields(kind: Any, readers: list[_Convert], values: Any) -> Any:
    if len(_checked(list, values)) > len(readers):
        raise CodecError(f"too many fields for {kind.__name__}")
    return kind(*[read(value) for read, value in zip(readers, values, strict=False)])
