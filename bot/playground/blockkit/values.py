"""Fields that people type into, and the forms of dates, times and numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import available_timezones

from bot.playground.blockkit.objects import DISPATCH
from bot.playground.blockkit.rich_text import RICH_TEXT
from bot.playground.blockkit.rules import (
    Check,
    Invalid,
    Shape,
    boolean,
    integer,
    list_of,
    matching,
    may,
    need,
    plain,
    shaped,
    string,
    typed,
)

action: Shape = {"action_id": may(string(255))}
focus: Shape = {"focus_on_load": may(boolean)}
placeholder: Shape = {"placeholder": may(plain(150))}
_FIELD: Shape = {**action, **focus, **placeholder, "dispatch_action_config": may(DISPATCH)}
MAX_INPUT = 3000

TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "time, HH:mm", 5)
DATE_TIME = integer(1_000_000_000, 9_999_999_999)
"""Seconds since 1970, as ten digits."""


def DATE(value: Any, path: str) -> None:  # noqa: N802 - one of this table's checks
    """YYYY-MM-DD, of the calendar."""
    matching(r"\d{4}-\d\d-\d\d", "date, YYYY-MM-DD", 10)(value, path)
    try:
        date.fromisoformat(value)
    except ValueError:
        raise Invalid(path, "must be a valid date, YYYY-MM-DD") from None


def TIMEZONE(value: Any, path: str) -> None:  # noqa: N802 - one of this table's checks
    string(64)(value, path)
    if value not in available_timezones():
        raise Invalid(path, "must be a valid IANA timezone")


def _lengths(element: dict[str, Any], path: str) -> None:
    low, high = element.get("min_length", 0), element.get("max_length", MAX_INPUT)
    if low > high:
        raise Invalid(f"{path}/min_length", "must not be greater than max_length")
    if len(element.get("initial_value", "")) > high:
        raise Invalid(f"{path}/initial_value", f"must be less than {high + 1} characters")


def _numbers(element: dict[str, Any], path: str) -> None:
    low, first, high = (
        _number(element, name, path) for name in ("min_value", "initial_value", "max_value")
    )
    if low is not None and high is not None and low > high:
        raise Invalid(f"{path}/min_value", "must not be greater than max_value")
    if first is not None and (
        (low is not None and first < low) or (high is not None and first > high)
    ):
        raise Invalid(f"{path}/initial_value", "must be between min_value and max_value")


def _number(element: dict[str, Any], name: str, path: str) -> Decimal | None:
    if name not in element:
        return None
    try:
        number = Decimal(element[name])
    except InvalidOperation:
        raise Invalid(f"{path}/{name}", "must be a valid number") from None
    if not number.is_finite() or (not element["is_decimal_allowed"] and number % 1):
        raise Invalid(f"{path}/{name}", "must be a valid number")
    return number


FIELDS: dict[str, Check] = {
    "plain_text_input": shaped(
        {
            **_FIELD,
            "initial_value": may(string(MAX_INPUT, 0)),
            "multiline": may(boolean),
            "min_length": may(integer(0, MAX_INPUT)),
            "max_length": may(integer(1, MAX_INPUT)),
        },
        _lengths,
    ),
    "rich_text_input": shaped(
        {**_FIELD, "initial_value": may(typed({"rich_text": RICH_TEXT}, "initial value"))}
    ),
    "number_input": shaped(
        {
            **_FIELD,
            "is_decimal_allowed": need(boolean),
            "initial_value": may(string(64)),
            "min_value": may(string(64)),
            "max_value": may(string(64)),
        },
        _numbers,
    ),
    "email_text_input": shaped({**_FIELD, "initial_value": may(string(MAX_INPUT))}),
    "url_text_input": shaped({**_FIELD, "initial_value": may(string(MAX_INPUT))}),
    "file_input": shaped(
        {
            **action,
            "filetypes": may(list_of(string(32), most=100)),
            "max_files": may(integer(1, 10)),
        }
    ),
}
