"""A question as it is put to somebody: its choices in an order of their own, each under a name that stays.

A choice's id says which of the item's choices it is ("a" the first), not where it is shown: so an answer can be marked
by the item alone, and everybody's answers counted together.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from knowledge.exchange import Item, Kind, Text
from knowledge.exchange.markup import as_plain

T = TypeVar("T")
PICKED = frozenset({Kind.CHOICE, Kind.MULTIPLE, Kind.TRUE_FALSE})
"""Answered by pressing choices."""
TYPED = frozenset({Kind.SHORT, Kind.NUMERICAL})
"""Answered by writing."""
PARTED = frozenset({Kind.MATCHING, Kind.ORDERING, Kind.CLOZE})
"""Answered part by part."""
MOST_CHOICES, MOST_PARTS, MOST_IN_LIST, MOST_TICKED = 20, 12, 100, 10
"""What a message has room for: buttons, fields, the options of a menu, and boxes to tick."""
_LAST = re.compile(
    r"(?:all|none|both|neither|any|two) of (?:the )?"
    r"(?:above|following|options|answers|choices|statements|others?|these|them|those)\b"
    r"|(?:all|none|both|neither)(?: are| is)?(?: correct| right| true| wrong| false)?\W*$"
    r"|(?:alle|keine?[rs]?|beide)(?: der| von)?(?: oben| hier)? ?(?:genannten|antworten|davon)\b"
    r"|(?:toutes?|aucune?)(?: les| de ces| des| de| ces)? (?:réponses|propositions|ci-dessus)"
    r"|(?:todas|ninguna)(?: las| de las)? (?:anteriores|respuestas)"
    r"|(?:alla|inget|ingen) (?:av )?(?:ovanstående|dessa)"
)
_BY_LETTER = re.compile(
    r"(?:both |only |either |neither |nur |sowohl )?\(?[a-h]\)?(?:,? ?\(?[a-h]\)?)*,? (?:and|or|nor|und|oder|et|ou|y|och|&) \(?[a-h]\)?(?: only| nur)?\W*"
)
_BLANK = re.compile(r"\[\[(\d+)\]\]")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice under the id that an answer names it by."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things to answer. `kind` is CHOICE, MULTIPLE, SHORT or NUMERICAL; ids are "1", "2", …"""

    id: str
    label: Text
    kind: Kind
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be shown: `options` in the order to show them in, or the `parts` of one that has parts.

    In the `stem` blanks are numbered lines.
    """

    kind: Kind
    stem: Text
    options: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody answered: ids of options; or words; or by the part's id what was picked or written there."""

    picked: tuple[str, ...] = ()
    text: str = ""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` gives the response back."""
        given: dict[str, Any] = {"picked": list(self.picked)} if self.picked else {}
        given |= {"text": self.text} if self.text else {}
        return given | ({"parts": {k: list(v) for k, v in self.parts.items()}} if self.parts else {})  # fmt: skip

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        parts = {str(k): tuple(map(str, v)) for k, v in (raw.get("parts") or {}).items()}
        return cls(tuple(map(str, raw.get("picked") or ())), str(raw.get("text") or ""), parts)


def letter(place: int) -> str:
    """ "a" for 0, "z" for 25, "aa" for 26."""
    head, tail = divmod(place, 26)
    return (letter(head - 1) if head else "") + chr(ord("a") + tail)


def asked(item: Item, luck: str) -> Asked:
    """The question as it is shown to whom this luck is: the same each time for the same luck."""
    dice = random.Random(luck)  # noqa: S311 - an order, not a secret
    if item.kind in PICKED:
        options = options_of([choice.text for choice in item.choices])
        return Asked(item.kind, item.stem, _shuffled(options, item, dice))
    if item.kind is Kind.MATCHING:
        return Asked(item.kind, item.stem, parts=_pairs(item, dice))
    if item.kind is Kind.ORDERING:
        return Asked(item.kind, item.stem, parts=_places(item, dice))
    if item.kind is Kind.CLOZE:
        return Asked(item.kind, _with_blanks(item.stem), parts=_gaps(item, dice))
    return Asked(item.kind, item.stem)


def fits(item: Item) -> bool:
    """Has a message room for it? Cheap: it is asked of all questions of a course."""
    if item.kind in PICKED:
        return len(item.choices) <= MOST_CHOICES
    if item.kind is Kind.MATCHING:
        lefts = sum(bool(pair.left) for pair in item.pairs)
        return lefts <= MOST_PARTS and len(rights(item)) <= MOST_IN_LIST
    if item.kind is Kind.ORDERING:
        return len(item.choices) <= MOST_PARTS
    rooms = (MOST_TICKED if gap.kind is Kind.MULTIPLE else MOST_IN_LIST for gap in item.gaps)
    small = (len(gap.choices) <= room for gap, room in zip(item.gaps, rooms, strict=True))
    return len(item.gaps) <= MOST_PARTS and all(small)


def options_of(texts: Sequence[Text]) -> tuple[Option, ...]:
    return tuple(Option(letter(place), text) for place, text in enumerate(texts))


def rights(item: Item) -> tuple[str, ...]:
    """What can be put beside the left of a matching question, each once."""
    return tuple(dict.fromkeys(pair.right for pair in item.pairs))


def _shuffled(options: tuple[Option, ...], item: Item, dice: random.Random) -> tuple[Option, ...]:
    """In the order of luck; "all of the above" stays below, and what names others by their letters stays as it is."""
    said = [as_plain(option.text).strip().casefold() for option in options]
    if (
        item.kind is Kind.TRUE_FALSE
        or not item.shuffle
        or any(_BY_LETTER.fullmatch(words) for words in said)
    ):
        return options
    last = [bool(_LAST.match(words)) for words in said]
    free = [option for option, at_end in zip(options, last, strict=True) if not at_end]
    dice.shuffle(free)
    return (*free, *(option for option, at_end in zip(options, last, strict=True) if at_end))


def _mixed(things: Sequence[T], dice: random.Random) -> tuple[T, ...]:
    """Shuffled, and in another order than before where there is one."""
    mixed = list(things)
    dice.shuffle(mixed)
    if mixed == list(things):
        mixed = [*mixed[1:], *mixed[:1]]
    return tuple(mixed)


def _pairs(item: Item, dice: random.Random) -> tuple[Part, ...]:
    options = _mixed(options_of([Text(right) for right in rights(item)]), dice)
    lefts = [pair.left for pair in item.pairs if pair.left]
    return tuple(Part(str(n), left, Kind.CHOICE, options) for n, left in enumerate(lefts, 1))


def _places(item: Item, dice: random.Random) -> tuple[Part, ...]:
    options = _mixed(options_of([choice.text for choice in item.choices]), dice)
    return tuple(
        Part(str(n), Text(f"Place {n}"), Kind.CHOICE, options) for n in range(1, len(options) + 1)
    )


def _with_blanks(stem: Text) -> Text:
    """[[1]] as a blank with its number."""
    return Text(_BLANK.sub(r"▁▁▁ (\1)", stem.text), stem.markup)


def _gaps(item: Item, dice: random.Random) -> tuple[Part, ...]:
    parts = []
    for n, gap in enumerate(item.gaps, 1):
        pick = gap.kind in {Kind.CHOICE, Kind.MULTIPLE}
        options = options_of([choice.text for choice in gap.choices]) if pick else ()
        shown = _mixed(options, dice) if item.shuffle else options
        parts.append(Part(str(n), Text(f"Blank {n}"), gap.kind, shown))
    return tuple(parts)
