"""Buttons that begin a practice, and what they carry."""

from __future__ import annotations

import json

from bot.blocks.mrkdwn import Block, button
from bot.services.quizzes.practice.sessions import Scope


def begin(label: str, scope: Scope, number: int = 0, *, primary: bool = False) -> Block:
    """A button that begins a practice."""
    style = {"style": "primary"} if primary else {}
    return button(label, f"quiz_begin_{number}", scope_value(scope), **style)


def scope_value(scope: Scope) -> str:
    return "all" if scope == Scope() else json.dumps(scope.to_json(), ensure_ascii=False)


def scope_of(value: str) -> Scope:
    """What a button begins; everything, for a value that is none of ours."""
    try:
        raw = json.loads(value) if value else {}
        return Scope.from_json(raw) if isinstance(raw, dict) else Scope()
    except ValueError:
        return Scope()


def questions(count: int) -> str:
    """ "1 question", "12 questions" """
    return "1 question" if count == 1 else f"{count:,} questions"
