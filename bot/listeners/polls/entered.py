"""What is filled in in the window of a poll, as it comes with a change or with its submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.blocks.polls.window import FIELDS, chosen_value
from bot.services.polls.drafts import Problem
from bot.services.polls.form import Form

Payload = Mapping[str, Any]
_FIELD_OF = {"flags": "question", "settings": "ticked", "ends": "low"}


@dataclass(frozen=True, slots=True)
class Entered:
    """The values of an open form by field, and the ids of their blocks."""

    values: Mapping[str, Mapping[str, Any]]
    block_ids: Mapping[str, str]

    @classmethod
    def of(cls, body: Payload) -> Entered:
        state = body["view"]["state"]["values"]
        named = {block_id.partition(".")[0]: block_id for block_id in state}
        first: dict[str, Mapping[str, Any]] = {
            name: next(iter(state[block_id].values()), {}) for name, block_id in named.items()
        }
        return cls(first, named)

    @property
    def generation(self) -> int:
        return int(next(iter(self.block_ids.values())).partition(".")[2])

    @property
    def channel(self) -> str:
        return str(self.values.get("channel", {}).get("selected_conversation") or "")

    def text(self, name: str) -> str:
        return str(self.values.get(name, {}).get("value") or "")

    def option(self, name: str) -> str:
        picked = self.values.get(name, {}).get("selected_option") or {}
        return chosen_value(str(picked.get("value") or ""))

    def form(self) -> Form:
        """What is filled in; a field that is not shown is empty."""
        pieces = [self.text(name) for name in FIELDS if name.startswith("options")]
        ticked = self.values.get("ticked", {}).get("selected_options") or []
        most = self.option("most")
        return Form(
            self.option("kind") or Form().kind,
            self.text("question"),
            "\n".join(piece for piece in pieces if piece),
            int(most) if most.isdecimal() else 0,
            self.text("low").strip(),
            self.text("high").strip(),
            frozenset(str(option["value"]) for option in ticked),
            self.text("correct").strip(),
            self.option("closes"),
            _day(self.values.get("close_day", {})),
            _time(self.values.get("close_time", {})),
            self.option("opens"),
            _day(self.values.get("open_day", {})),
            _time(self.values.get("open_time", {})),
            self.option("repeats"),
        )

    def errors(self, problems: list[Problem]) -> dict[str, str]:
        """Sentences by block id; those of fields that are not there go to the question."""
        found: dict[str, str] = {}
        for each in problems:
            name = _FIELD_OF.get(each.field, each.field)
            block_id = self.block_ids.get(name) or self.block_ids["question"]
            found.setdefault(block_id, f"{each.wrong} {each.fix}".strip())
        return found


def _day(value: Mapping[str, Any]) -> date | None:
    picked = value.get("selected_date")
    return date.fromisoformat(picked) if picked else None


def _time(value: Mapping[str, Any]) -> time | None:
    picked = value.get("selected_time")
    return time.fromisoformat(picked) if picked else None
