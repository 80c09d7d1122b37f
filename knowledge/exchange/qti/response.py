"""What QTI 2.1 says of the answers to one interaction: which are right, what they give, what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from knowledge.exchange.model import Draft, Number, Text
from knowledge.exchange.numbers import PLACES, number
from knowledge.exchange.xml import Element

_BY_RESULT = ("general", "correct", "incorrect", "partly")


class Response:
    """An interaction with its declaration and the conditions that name it."""

    def __init__(
        self, interaction: Element, item: Element, feedback: Mapping[str, Text], draft: Draft
    ) -> None:
        self.interaction = interaction
        self.draft = draft
        self._feedback = feedback
        self._ident = interaction.get("responseIdentifier") or ""
        self._declared = next(
            (
                d
                for d in item.iterfind("{*}responseDeclaration")
                if d.get("identifier") == self._ident
            ),
            None,
        )
        self._conditions = [
            condition
            for condition in item.iterfind("{*}responseProcessing//{*}responseIf")
            if self._names_it(condition)
        ]
        self._conditions += [
            condition
            for condition in item.iterfind("{*}responseProcessing//{*}responseElseIf")
            if self._names_it(condition)
        ]

    @property
    def is_number(self) -> bool:
        """Whether a number is asked for."""
        return self._declares("baseType") in {"float", "integer"}

    @property
    def is_multiple(self) -> bool:
        """Whether several answers may be given."""
        return self._declares("cardinality") in {"multiple", "ordered"}

    @property
    def case_sensitive(self) -> bool:
        """Whether the declaration says that capital letters count."""
        entries = self._mapped()
        return bool(entries) and all(e.get("caseSensitive") == "true" for e in entries)

    def correct(self) -> list[str]:
        """The right answer, or the right answers, as declared."""
        if self._declared is None:
            return []
        found = self._declared.iterfind("{*}correctResponse/{*}value")
        return [(value.text or "").strip() for value in found]

    def weights(self) -> dict[str, float]:
        """What answers give, in percent of the points."""
        mapped = {e.get("mapKey") or "": _float(e.get("mappedValue")) for e in self._mapped()}
        if mapped:
            return self._scaled(mapped)
        right = self.correct()
        if not right:
            scored = {value: score for value, score, _ in self._scores()}
            return self._scaled(scored) if scored else {}
        share = round(100 / len(right), PLACES) if self.is_multiple else 100.0
        return dict.fromkeys(right, share)

    def said(self) -> dict[str, Text]:
        """The feedback of each answer that has its own."""
        return {
            value: self._feedback[ident]
            for value, _, ident in self._scores(all_of_them=True)
            if ident in self._feedback and not ident.startswith(_BY_RESULT)
        }

    def numbers(self) -> list[Number]:
        """The numbers that are taken, with their tolerances."""
        found = []
        for condition in self._conditions:
            read = _range(condition, self._declared_number())
            if read is not None:
                weight = round(100 * _score(condition) / self._most(), PLACES)
                found.append(Number(*read, weight, self._told(condition)))
        if not found:
            values = [number(value) for value in self.correct()]
            found = [Number(value) for value in values if value is not None]
        return found

    def _declared_number(self) -> Decimal | None:
        """The right number as declared, which a condition compares with by its name."""
        return next((number(value) for value in self.correct()), None)

    def otherwise(self) -> Text:
        """What is said to any other answer."""
        for condition in self._conditions:
            around = condition.getparent()
            otherwise = around.find("{*}responseElse") if around is not None else None
            if otherwise is not None:
                return self._told(otherwise)
        return Text()

    def _told(self, condition: Element) -> Text:
        return next(
            (
                self._feedback[ident]
                for ident in _feedback_ids(condition)
                if ident in self._feedback and not ident.startswith(_BY_RESULT)
            ),
            Text(),
        )

    def _declares(self, what: str) -> str:
        return (self._declared.get(what) or "") if self._declared is not None else ""

    def _names_it(self, condition: Element) -> bool:
        return any(v.get("identifier") == self._ident for v in condition.iter("{*}variable"))

    def _mapped(self) -> list[Element]:
        if self._declared is None:
            return []
        return list(self._declared.findall("{*}mapping/{*}mapEntry"))

    def _scaled(self, given: Mapping[str, float]) -> dict[str, float]:
        upper = self._upper()
        positive = [value for value in given.values() if value > 0]
        most = upper or (sum(positive) if self.is_multiple else max(positive, default=1.0)) or 1.0
        return {
            key: round(max(-100.0, min(100.0, 100 * value / most)), PLACES)
            for key, value in given.items()
        }

    def _upper(self) -> float:
        """The most that the declaration says an answer gives; 0 where it does not say it."""
        mapping = self._declared.find("{*}mapping") if self._declared is not None else None
        return _float(mapping.get("upperBound")) if mapping is not None else 0.0

    def _most(self) -> float:
        """What an answer gives that is all right."""
        return self._upper() or max(map(_score, self._conditions), default=0.0) or 1.0

    def _scores(self, all_of_them: bool = False) -> Iterator[tuple[str, float, str]]:
        """Each answer that a condition names, with its score and the id of its feedback."""
        for condition in self._conditions:
            score = _score(condition)
            idents = [i for i in _feedback_ids(condition) if not i.startswith(_BY_RESULT)]
            if not score and not all_of_them:
                continue
            for test in condition.iter("{*}match", "{*}member", "{*}stringMatch"):
                value = test.find("{*}baseValue")
                negated = next(test.iterancestors("{*}not"), None) is not None
                if value is not None and value.text and not negated:
                    yield value.text.strip(), score, idents[0] if idents else ""


def by_basic(item: Element, feedback: Mapping[str, Text]) -> dict[str, Text]:
    """The feedback for "correct" and "incorrect" answers, where conditions ask for a FEEDBACKBASIC, as OpenOLAT's do."""
    found: dict[str, Text] = {}
    for condition in item.iterfind("{*}responseProcessing/{*}responseCondition/{*}responseIf"):
        asked = {v.get("identifier") for v in condition.iter("{*}variable")}
        if "FEEDBACKBASIC" not in asked:
            continue
        results = [(v.text or "").strip() for v in condition.iterfind(".//{*}match/{*}baseValue")]
        told = (feedback[ident] for ident in _feedback_ids(condition) if ident in feedback)
        found |= dict.fromkeys(results, next(told, Text()))
    return found


def _score(condition: Element) -> float:
    """What a condition sets or adds to the score."""
    for outcome in condition.iterfind("{*}setOutcomeValue"):
        if (outcome.get("identifier") or "").upper().endswith("SCORE"):
            value = outcome.find(".//{*}baseValue")
            return _float(value.text if value is not None else "0")
    return 0.0


def _feedback_ids(condition: Element) -> list[str]:
    return [
        (value.text or "").strip()
        for outcome in condition.iterfind("{*}setOutcomeValue")
        if "FEEDBACK" in (outcome.get("identifier") or "").upper()
        for value in outcome.iter("{*}baseValue")
    ]


def _range(condition: Element, declared: Decimal | None) -> tuple[Decimal, Decimal] | None:
    low, high = (_compared(condition, *names) for names in (("gte", "gt"), ("lte", "lt")))
    if low is not None and high is not None:
        return (low + high) / 2, abs(high - low) / 2
    equal = condition.find(".//{*}equal")
    exact = _compared(condition, "equal", "match")
    if exact is None and equal is not None and equal.find("{*}correct") is not None:
        exact = declared
    if exact is None:
        return None
    said = (equal.get("tolerance") or "") if equal is not None else ""
    margin = number(said.split()[0]) if said.split() else None
    if margin is not None and equal is not None and equal.get("toleranceMode") == "relative":
        margin = abs(exact) * margin / 100
    return exact, abs(margin or Decimal(0))


def _compared(condition: Element, *names: str) -> Decimal | None:
    for name in names:
        found = condition.find(f".//{{*}}{name}/{{*}}baseValue")
        if found is not None:
            return number(found.text or "")
    return None


def _float(text: str | None) -> float:
    value = number(text or "")
    return float(value) if value is not None else 0.0
