"""Pairs, orders and blanks as plain text that people write: a pair or a step a line, a blank where it stands. Pure.

RAM -> volatile                                 a pair; "-> volatile" belongs to nothing
fetch                                           a step, in its right place
KVM is part of the [[Linux kernel|kernel]].     a blank with all that is right
It has [[#4 ± 1]] rings, and [[=one~two]] host.    a number, and a choice: = before what is right, ~ before what is not
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.services.quizzes.presenting import MOST_IN_LIST, MOST_PARTS, MOST_TICKED
from knowledge.exchange import Choice, Gap, Item, Kind, Number, Pair, Text
from knowledge.exchange.markup import as_plain
from knowledge.exchange.numbers import number, shown
from knowledge.normalise import fold

LONGEST_PART = 500
_ARROW, _ARROWS = "->", re.compile(r"->|→|=>")
_BLANK = re.compile(r"\[\[([^\n]*?)\]\]")
_MARK = re.compile(r"\[\[(\d+)\]\]")
_AROUND = re.compile(r"±|\+-|\+/-|:")
_CHOICES = re.compile(r"([=~])([^=~]*)")
_SHOW = "Put what is to be filled in between double brackets: KVM is part of the [[kernel]]."


class Unreadable(Exception):
    """Something is written that makes no question; `said` tells what to do."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


# Pairs


def pairs_text(item: Item) -> str:
    """A line a pair."""
    return "\n".join(f"{as_plain(p.left)} {_ARROW} {p.right}".strip() for p in item.pairs)


def pairs_of(text: str, old: Sequence[Pair] = ()) -> tuple[Pair, ...]:
    """The pairs; a left that was there keeps how it was set. Raises Unreadable."""
    known = {as_plain(pair.left).strip(): pair.left for pair in old}
    found = []
    for place, line in _lines(text):
        left, right = _parted(place, line)
        found.append(Pair(known.get(left, Text(left)), right))
    lefts = [(n, pair.left.text) for n, pair in enumerate(found, 1) if pair.left]
    if len(lefts) < 2:
        raise Unreadable(f"Give at least two pairs, one a line: RAM {_ARROW} volatile")
    _check_number(len(lefts), "pairs")
    _check_twins([as_plain(pair.left) for pair in found])
    return tuple(found)


def _parted(place: int, line: str) -> tuple[str, str]:
    sign = _ARROW if _ARROW in line else "→" if "→" in line else "=>"
    left, found, right = (part.strip() for part in line.partition(sign))
    if not found:
        raise Unreadable(f"Line {place}: put {_ARROW} between what belongs together.")
    if not right:
        raise Unreadable(f"Line {place}: write what belongs to it behind {_ARROW}.")
    if _ARROWS.search(right):
        raise Unreadable(f"Line {place}: a line has one {_ARROW}. Put each pair on its own line.")
    return left, right


# Orders


def order_text(item: Item) -> str:
    """A line a step."""
    return "\n".join(as_plain(choice.text) for choice in item.choices)


def order_of(text: str, old: Sequence[Choice] = ()) -> tuple[Choice, ...]:
    """The steps in their order; one that was there stays as it was set. Raises Unreadable."""
    known = {as_plain(choice.text).strip(): choice for choice in old}
    steps = [line for _, line in _lines(text)]
    if len(steps) < 2:
        raise Unreadable("Give at least two, one a line, in the right order.")
    _check_number(len(steps), "lines")
    _check_twins(steps)
    return tuple(known.get(step) or Choice(Text(step)) for step in steps)


# Blanks


def blanks_text(item: Item) -> str:
    """The text with what belongs into its blanks."""

    def filled(found: re.Match[str]) -> str:
        return f"[[{_written(item.gaps[int(found[1]) - 1])}]]"

    return _MARK.sub(filled, as_plain(item.stem)) if can_write_blanks(item) else as_plain(item.stem)


def can_write_blanks(item: Item) -> bool:
    """Do its blanks come out of the text as they are?"""
    plain = as_plain(item.stem)
    in_order = [int(n) for n in _MARK.findall(plain)] == [*range(1, len(item.gaps) + 1)]
    return in_order and "[[" not in _MARK.sub("", plain) and all(map(_can_write, item.gaps))


def blanks_of(text: str, old: Sequence[Gap] = ()) -> tuple[str, tuple[Gap, ...]]:
    """The text with [[1]], [[2]] for its blanks, and the blanks; one that was not touched stays. Raises Unreadable."""
    same = [(_written(gap), gap) for gap in old if _can_write(gap)]
    found: list[Gap] = []

    def taken(match: re.Match[str]) -> str:
        place, said = len(found) + 1, match[1].strip()
        was = old[place - 1] if place <= len(old) else None
        alike = [gap for written, gap in same if written == said]
        kept = was if was in alike else next(iter(alike), None)
        found.append(kept or _gap(place, said, was))
        return f"[[{place}]]"

    stem = _BLANK.sub(taken, text.strip())
    if "[[" in _MARK.sub("", stem):
        raise Unreadable("A [[ has no ]] behind it on its line.")
    if not found:
        raise Unreadable(_SHOW)
    _check_number(len(found), "blanks")
    return stem, tuple(found)


def _written(gap: Gap) -> str:
    if gap.kind is Kind.NUMERICAL:
        given = gap.numbers[0]
        around = f" ± {shown(given.tolerance)}" if given.tolerance else ""
        return f"#{shown(given.value or Decimal(0))}{around}"
    if gap.kind is Kind.SHORT:
        return "|".join(as_plain(choice.text) for choice in gap.choices if choice.weight > 0)
    return "".join(f"{'=' if c.weight > 0 else '~'}{as_plain(c.text)}" for c in gap.choices)


def _can_write(gap: Gap) -> bool:
    if gap.kind is Kind.NUMERICAL:
        return len(gap.numbers) == 1 and gap.numbers[0].value is not None
    said = [as_plain(choice.text) for choice in gap.choices]
    right = sum(choice.weight > 0 for choice in gap.choices)
    plain = _are_lines(said) and not any(re.search(r"[|~]|\]\]|^[=#]", each) for each in said)
    if gap.kind is Kind.SHORT:
        return plain and right > 0
    plain = plain and not any("=" in each for each in said)
    return plain and (right == 1 or (gap.kind is Kind.MULTIPLE and right > 1))


def _gap(place: int, said: str, was: Gap | None) -> Gap:
    """A blank anew; `was` stood in its place before."""
    if not said:
        raise Unreadable(f"Blank {place} is empty: write what belongs into it, such as [[kernel]].")
    points = was.points if was else 1
    if said.startswith("#"):
        return Gap(Kind.NUMERICAL, numbers=(_number(place, said[1:]),), points=points)
    if said.startswith("=") or "~" in said:
        return _choices(place, said, was, points)
    answers = list(dict.fromkeys(part.strip() for part in said.split("|") if part.strip()))
    if not answers:
        raise Unreadable(f"Blank {place} is empty: write what belongs into it, such as [[kernel]].")
    before = was if was and was.kind is Kind.SHORT else None
    known = {as_plain(c.text): c for c in before.choices} if before else {}
    wrong = [c for c in before.choices if c.weight <= 0] if before else []
    right = [c if (c := known.get(a)) and c.weight > 0 else Choice(Text(a), 100.0) for a in answers]
    made = (*right, *(c for c in wrong if as_plain(c.text) not in answers))
    case = before is not None and before.case_sensitive
    return Gap(Kind.SHORT, made, points=points, case_sensitive=case)


def _number(place: int, said: str) -> Number:
    value, *around = (part.strip() for part in _AROUND.split(said, maxsplit=1))
    read, margin = number(value), number(around[0]) if around else Decimal(0)
    if read is None or margin is None or margin < 0:
        raise Unreadable(f"Blank {place}: write a number behind the #, such as #4 or #4 ± 0.5.")
    return Number(read, margin)


def _choices(place: int, said: str, was: Gap | None, points: int) -> Gap:
    given = [(sign == "=", text.strip()) for sign, text in _CHOICES.findall(said)]
    if not said.startswith(("=", "~")) or not all(text for _, text in given):
        raise Unreadable(f"Blank {place}: put = before what is right and ~ before each other choice.")  # fmt: skip
    rights = sum(right for right, _ in given)
    if not rights or len(given) < 2:
        raise Unreadable(f"Blank {place}: give a right choice and a wrong one, such as =one~two.")
    _check_twins([text for _, text in given], f"Blank {place}: ")
    several = rights > 1 or (was is not None and was.kind is Kind.MULTIPLE)
    room = MOST_TICKED if several else MOST_IN_LIST
    if len(given) > room:
        raise Unreadable(f"Blank {place}: there is room for {room} choices.")
    known = {as_plain(c.text): c for c in was.choices} if was else {}
    share = 100.0 / rights
    made = tuple(
        replace(known.get(text) or Choice(Text(text)), weight=share if right else 0.0)
        for right, text in given
    )
    return Gap(Kind.MULTIPLE if several else Kind.CHOICE, made, points=points)


# Lines


def _are_lines(said: Sequence[str]) -> bool:
    return all(len(each) <= LONGEST_PART and "\n" not in each.strip() for each in said)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Those that say something, with their places from 1. Raises Unreadable."""
    for place, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_PART:
            raise Unreadable(f"Line {place} has more than {LONGEST_PART} characters.")
        if line.strip():
            yield place, line.strip()


def _check_number(given: int, what: str) -> None:
    if given > MOST_PARTS:
        raise Unreadable(f"There is room for {MOST_PARTS} {what}: these are {given}.")


def _check_twins(said: Sequence[str], lead: str = "") -> None:
    once = set[str]()
    for each in said:
        if each and fold(each) in once:
            raise Unreadable(f"{lead}“{each[:60]}” is there twice.")
        once.add(fold(each))
