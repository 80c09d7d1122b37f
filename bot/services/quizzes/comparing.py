"""What people type, beside what is taken for right: signs of phones, spaces and a unit behind a number do no harm."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal

from knowledge.exchange.numbers import number

_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "\u00ad": None}
)
_MOST = 500
_GROUPED = (
    (re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"), ","),
    (re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"), "."),
)
_UNIT = re.compile(r"(?P<number>.*?[\d.,])\s*(?P<unit>[^\d.,\s](?:[^\d]{0,20}))?", re.S)


def written_as(
    text: str, answer: str, *, case_sensitive: bool
) -> Literal["exact", "pattern", "no"]:
    """Whether a text is an answer: word for word, or with the answer's `*` for anything (`\\*` is the sign itself)."""
    said, wanted = (_folded(each, case_sensitive=case_sensitive) for each in (text, answer))
    if said == wanted or said == wanted.replace("\\*", "*"):
        return "exact" if said else "no"
    if "*" not in wanted or not said:
        return "no"
    return "pattern" if _fits(said, re.split(r"(?<!\\)\*", wanted)) else "no"


def _fits(said: str, pieces: list[str]) -> bool:
    """Whether the pieces stand in this order, the first at the start and the last at the end; in linear time."""
    first, *middle, last = (piece.replace("\\*", "*") for piece in pieces)
    if not middle and len(said) < len(first) + len(last):
        return False
    if not said.startswith(first) or not said.endswith(last):
        return False
    at, end = len(first), len(said) - len(last)
    for piece in middle:
        found = said.find(piece.strip(), at, end)
        if found < 0:
            return False
        at = found + len(piece.strip())
    return at <= end


def _folded(text: str, *, case_sensitive: bool) -> str:
    """As it is compared: one kind of quotes, dashes and spaces, no full stop at the end, and small letters."""
    plain = unicodedata.normalize("NFKC", text[:_MOST]).translate(_SIGNS)
    plain = " ".join(plain.split())
    if len(plain) > 1 and plain.endswith(".") and plain[-2].isalnum():
        plain = plain[:-1]
    return plain if case_sensitive else unicodedata.normalize("NFKC", plain.casefold())


def number_of(text: str) -> tuple[Decimal, ...]:
    """The numbers that a text may mean: "1,024" is one thousand and more, or one and a little; none for no number.

    A unit behind it is left out: "64 bits", "5 %".
    """
    said = text.strip()[:100].translate(_SIGNS).replace("\u00a0", " ")
    whole = _readings(said)
    if whole:
        return whole
    found = _UNIT.fullmatch(said)
    return _readings(found["number"]) if found and found["unit"] else ()


def _readings(said: str) -> tuple[Decimal, ...]:
    plain = said.strip().replace(" ", "").replace("_", "").replace("'", "")
    found = [number(plain)]
    found += [number(plain.replace(sign, "")) for form, sign in _GROUPED if form.fullmatch(plain)]
    return tuple(dict.fromkeys(value for value in found if value is not None))
