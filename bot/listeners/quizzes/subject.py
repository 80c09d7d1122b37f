"""What a quiz or a homework is to be about, as it was entered in a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.quizzes.subject_fields import ANY, LECTURE, TOPIC
from bot.listeners.deadlines.telling import number
from bot.listeners.taking import option_of, text_of


def subject_of(body: Mapping[str, Any]) -> tuple[str, int | None]:
    """The topic, "" for any, and the lecture, None for any."""
    lecture = option_of(body, LECTURE)
    return text_of(body, TOPIC), None if lecture == ANY else number(lecture)
