"""Blanks in a text as Moodle writes them: `{1:MULTICHOICE:=right#feedback~wrong}`."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.exchange.limits import MAX_PARTS
from knowledge.exchange.markup import as_html, as_plain, plainest, sent
from knowledge.exchange.model import Choice, Draft, Gap, Item, Kind, Markup, Number, Refused, Text
from knowledge.exchange.numbers import number, shown, weight_of

_KINDS = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"), Kind.SHORT),
    **dict.fromkeys(("NUMERICAL", "NM"), Kind.NUMERICAL),
    **dict.fromkeys(
        "MULTICHOICE MC MULTICHOICE_V MCV MULTICHOICE_H MCH MULTICHOICE_S MCS MULTICHOICE_VS MCVS "
        "MULTICHOICE_HS MCHS".split(),
        Kind.CHOICE,
    ),
    **dict.fromkeys(
        "MULTIRESPONSE MR MULTIRESPONSE_H MRH MULTIRESPONSE_S MRS MULTIRESPONSE_HS MRHS".split(),
        Kind.MULTIPLE,
    ),
}
_CASE = frozenset({"SHORTANSWER_C", "SAC", "MWC"})
_GAP = re.compile(r"\{(\d{0,4}):([A-Z_]+):((?:\\.|[^}\\])*+)\}", re.S)
_ALTERNATIVE = re.compile(r"(=|%(-?\d{1,3}(?:\.\d*)?)%)?([^#]*)(?:#(.*))?", re.S)
_ESCAPES = '\\}~#=/"'
_HIDDEN = {sign: chr(0xFDD0 + n) for n, sign in enumerate(_ESCAPES)}
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})
_MARK = re.compile(r"\[\[(\d+)\]\]")


def read_cloze(html: str, draft: Draft) -> tuple[str, tuple[Gap, ...]]:
    """The text with [[1]], [[2]] for its blanks, and the blanks. Raises Refused: there are none."""
    gaps: list[Gap] = []

    def taken(found: re.Match[str]) -> str:
        kind = _KINDS.get(found[2])
        if kind is None:
            draft.note(f"a blank of the type {found[2]}", "I do not know it; kept as text")
            return found[0]
        gaps.append(_gap(kind, found, draft))
        return f"[[{len(gaps)}]]"

    stem = _GAP.sub(taken, _MARK.sub(r"[[ \1]]", html))
    if not gaps:
        raise Refused("a text without blanks", "Moodle writes a blank like {1:SHORTANSWER:=word}")
    return stem, tuple(gaps)


def _gap(kind: Kind, found: re.Match[str], draft: Draft) -> Gap:
    hidden = re.sub(r"\\([}~#=/\"\\])", lambda m: _HIDDEN[m[1]], found[3])
    parts = hidden.split("~")
    if len(parts) > MAX_PARTS:
        raise Refused(f"more than {MAX_PARTS} answers in a blank", "split the question")
    points = int(found[1] or 1)
    choices, numbers = [], []
    for part in parts if parts[0].strip() else parts[1:]:
        weight, text, feedback = _alternative(part, draft)
        if kind is Kind.NUMERICAL:
            numbers.append(_number(text, weight, feedback))
        else:
            choices.append(Choice(_answer(text, kind, draft), weight, feedback))
    return Gap(kind, tuple(choices), tuple(numbers), points, found[2] in _CASE)


def _alternative(part: str, draft: Draft) -> tuple[float, str, Text]:
    found = _ALTERNATIVE.match(part.strip())
    assert found is not None  # noqa: S101 - every part of it may be empty
    weight = 100.0 if found[1] == "=" else weight_of(found[2]) if found[2] else 0.0
    if weight is None:
        raise Refused(f"the weight {found[1]}", "weights are between %-100% and %100%")
    feedback = (found[4] or "").translate(_SHOWN)
    told = plainest(sent(feedback, Markup.HTML, draft)) if feedback.strip() else Text()
    return weight, found[3].translate(_SHOWN).strip(), told


def _answer(text: str, kind: Kind, draft: Draft) -> Text:
    read = plainest(sent(text, Markup.HTML, draft))
    return Text(as_plain(read)) if kind is Kind.SHORT else read


def _number(text: str, weight: float, feedback: Text) -> Number:
    if text == "*":
        return Number(None, weight=weight, feedback=feedback)
    value, _, tolerance = text.partition(":")
    found, margin = number(value), number(tolerance or "0")
    if found is None or margin is None:
        raise Refused(f"“{text[:40]}” is no number", "write it like 3 or 3:0.5")
    return Number(found, abs(margin), weight, feedback)


def write_cloze(item: Item) -> str:
    """The question's text as HTML with its blanks in Moodle's way."""
    html = as_html(item.stem).replace("{", "&#123;")

    def given(found: re.Match[str]) -> str:
        place = int(found[1])
        return _written(item.gaps[place - 1]) if 0 < place <= len(item.gaps) else found[0]

    return _MARK.sub(given, html)


def _written(gap: Gap) -> str:
    kind = {
        Kind.CHOICE: "MULTICHOICE",
        Kind.MULTIPLE: "MULTIRESPONSE",
        Kind.NUMERICAL: "NUMERICAL",
    }.get(gap.kind, "SHORTANSWER_C" if gap.case_sensitive else "SHORTANSWER")
    parts = [
        _sign(choice.weight) + _escaped(as_html(choice.text)) + _told(choice.feedback)
        for choice in gap.choices
    ]
    parts += [_sign(n.weight) + _value(n) + _told(n.feedback) for n in gap.numbers]
    return f"{{{gap.points}:{kind}:{'~'.join(parts)}}}"


def _value(given: Number) -> str:
    if given.value is None:
        return "*"
    tolerance = f":{shown(given.tolerance)}" if given.tolerance != Decimal(0) else ""
    return f"{shown(given.value)}{tolerance}"


def _sign(weight: float) -> str:
    if weight == 100:
        return "="
    return f"%{shown(weight)}%"


def _told(feedback: Text) -> str:
    return f"#{_escaped(as_html(feedback))}" if feedback else ""


def _escaped(html: str) -> str:
    return re.sub(r"[\\}~#=/\"]", lambda m: f"\\{m[0]}", html)
