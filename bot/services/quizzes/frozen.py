"""Questions as they were when a quiz or a homework was put together, and as they are by now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.services.quizzes.asking import TYPED, Asked, asked
from bot.services.quizzes.bank.ports import APPROVED, Bank, BankQuestion
from knowledge.exchange import Item, Kind
from knowledge.exchange.codec import item_from, item_json
from knowledge.model import Source
from knowledge.sources import source_from, source_json

Askable = Callable[[BankQuestion], bool]


@dataclass(frozen=True)
class Frozen:
    """A question of the bank as it was when the quiz was put together.

    `kept` is its item as JSON (knowledge.exchange.codec); the order of its choices follows from `luck` (services.quizzes.asking).
    """

    bank_id: str
    kept: Mapping[str, Any]
    luck: str
    source: Source | None = None

    @cached_property
    def item(self) -> Item:
        """What is asked, read once."""
        return item_from(self.kept)

    @cached_property
    def asked(self) -> Asked:
        """As all who play it together are shown it."""
        return asked(self.item, self.luck)

    @property
    def kind(self) -> Kind:
        """Told without reading the item: each click asks."""
        return Kind(self.kept["kind"])

    @property
    def several(self) -> bool:
        """Is it one of several choices?"""
        return self.kind is Kind.MULTIPLE

    @property
    def typed(self) -> bool:
        """Is it answered by writing?"""
        return self.kind in TYPED

    def to_json(self) -> dict[str, Any]:
        source = source_json(self.source)
        return {"id": self.bank_id, "item": dict(self.kept), "luck": self.luck, "source": source}

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Frozen:
        return cls(str(raw["id"]), raw["item"], str(raw["luck"]), source_from(raw.get("source")))


def frozen(question: BankQuestion, luck: str) -> Frozen:
    """As it is now."""
    return Frozen(question.id, item_json(question.item), luck, question.source)


async def still_asked(
    bank: Bank, workspace: str, ids: Sequence[str], may_be_asked: Askable
) -> list[BankQuestion]:
    """Those of these that are approved by now, whose slide is there, and which may be asked; in the order of `ids`."""
    found = await bank.several(workspace, ids)
    return [q for q in found if q.state == APPROVED and not q.gone and may_be_asked(q)]


async def as_now(
    bank: Bank, workspace: str, questions: Sequence[Frozen], may_be_asked: Askable
) -> tuple[Frozen, ...]:
    """Those of the questions that are still approved and may be asked, as they are now; the same where nothing changed."""
    ids = [one.bank_id for one in questions]
    known = {q.id: q for q in await still_asked(bank, workspace, ids, may_be_asked)}
    return tuple(_renewed(one, known[one.bank_id]) for one in questions if one.bank_id in known)


def _renewed(one: Frozen, question: BankQuestion) -> Frozen:
    if (one.item, one.source) == (question.item, question.source):
        return one
    return frozen(question, one.luck)
