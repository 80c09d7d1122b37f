"""Questions that are kept as JSON come back as they were, also those that another version kept."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exchange.codec import item_from, item_json
from knowledge.exchange.model import Choice, Item, Kind, Markup, Number, Text
from tests.unit.knowledge.exchange.items import items


@pytest.mark.parametrize("kind", Kind)
@given(st.data())
def test_a_question_of_any_kind_comes_back_as_it_was(kind: Kind, data: st.DataObject) -> None:
    item = data.draw(items((kind,)))
    assert item_from(json.loads(json.dumps(item_json(item)))) == item


def test_only_what_is_unusual_is_kept() -> None:
    item = Item(Kind.CHOICE, Text("Why?"), (Choice(Text("So", Markup.HTML), 100.0), Choice(Text())))
    assert item_json(item) == {
        "kind": "choice",
        "stem": {"text": "Why?"},
        "choices": [{"text": {"text": "So", "markup": "html"}, "weight": 100.0}, {"text": {}}],
    }


def test_numbers_keep_their_digits() -> None:
    item = Item(
        Kind.NUMERICAL,
        Text("How much?"),
        numbers=(Number(Decimal("0.10"), Decimal("1e-30")), Number(None)),
    )
    assert str(item_from(item_json(item)).numbers[0].value) == "0.10"
    assert item_from(item_json(item)) == item


def test_what_a_newer_version_knows_besides_is_left_out() -> None:
    raw: dict[str, Any] = item_json(Item(Kind.SHORT, Text("Who?"), (Choice(Text("Ada"), 100.0),)))
    raw["hints"] = ["She wrote programs"]
    raw["stem"]["language"] = "en"
    raw["choices"][0]["alike"] = True
    assert item_from(raw) == Item(Kind.SHORT, Text("Who?"), (Choice(Text("Ada"), 100.0),))


def test_what_an_older_version_did_not_know_is_as_usual() -> None:
    assert item_from({"kind": "essay", "stem": {}}) == Item(Kind.ESSAY, Text())


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="hotspot"):
        item_from({"kind": "hotspot", "stem": {}})
