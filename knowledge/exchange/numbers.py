"""Numbers as people write them into files of questions."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,2})?")
_MAX_DIGITS = 60
PLACES = 5
"""Decimal places of a weight."""


def number(text: str) -> Decimal | None:
    """A finite number, with a point or a comma before its decimals; None where it is none."""
    text = text.strip()
    if len(text) > _MAX_DIGITS or not _NUMBER.fullmatch(text):
        return None
    try:
        value = Decimal(text.replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def weight_of(text: str) -> float | None:
    """A part of the points in percent; None where it is no number from -100 to 100."""
    value = number(text)
    return round(float(value), PLACES) if value is not None and abs(value) <= 100 else None


def shown(value: Decimal | float) -> str:
    """A number without an exponent and without zeros that say nothing."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
