"""What QTI 1.2 says becomes of an answer: the points it gives and what is said to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.exchange.numbers import number
from knowledge.exchange.xml import Element, local

_MAX_CONDITIONS = 2_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """A condition: the answers that meet it (response, answer), its share of the points (0 to 1, or
    None where it gives none), the ids of its feedback, and the numbers that it compares with."""

    equal: tuple[tuple[str, str], ...]
    share: float | None
    feedback: tuple[str, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    together: bool = False
    """Whether all of its answers must be given."""


def outcomes(item: Element) -> Iterator[Outcome]:
    """The conditions of a question, in their order."""
    conditions = item.findall("{*}resprocessing/{*}respcondition")[:_MAX_CONDITIONS]
    most = _most(item)
    for condition in conditions:
        where = condition.find("{*}conditionvar")
        if where is not None:
            yield _outcome(condition, where, most)


def _most(item: Element) -> float:
    """What a question gives at most, before it is scaled."""
    said = item.find("{*}resprocessing/{*}outcomes/{*}decvar")
    most = number((said.get("maxvalue") or "") if said is not None else "")
    if most:
        return float(most)
    scores = [number(s.text or "") for s in item.iterfind(".//{*}setvar")]
    return float(max((s for s in scores if s), default=Decimal(100))) or 100.0


def _outcome(condition: Element, where: Element, most: float) -> Outcome:
    score: float | None = None
    for setvar in condition.iterfind("{*}setvar"):
        value = number(setvar.text or "")
        if value is not None and (setvar.get("varname") or "SCORE").upper() in {
            "SCORE",
            "QUE_SCORE",
        }:
            score = float(value) / most
    equal = [e for e in where.iter("{*}varequal") if not _negated(e, where)]
    return Outcome(
        tuple((e.get("respident") or "", (e.text or "").strip()) for e in equal),
        score,
        tuple(f.get("linkrefid") or "" for f in condition.iterfind("{*}displayfeedback")),
        _bound(where, "vargte", "vargt"),
        _bound(where, "varlte", "varlt"),
        where.find("{*}and") is not None or (len(equal) > 1 and where.find("{*}or") is None),
    )


def _negated(element: Element, top: Element) -> bool:
    for above in element.iterancestors():
        if above is top:
            return False
        if local(above) == "not":
            return True
    return False


def _bound(where: Element, *names: str) -> Decimal | None:
    for name in names:
        found = where.find(f".//{{*}}{name}")
        if found is not None:
            return number(found.text or "")
    return None
