"""Questions as they are put to people, and what their answers are worth: for practice and for live quizzes alike.

asked(item, luck="sara:q1:3")           # its choices in an order that follows from `luck`
mark(item, Response(picked=("b",)))     # whatever the order was: "b" names the item's second choice
"""

from __future__ import annotations

from bot.services.quizzes.marking import (
    Mark,
    is_answerable,
    mark,
    number_taken,
    right_number,
    right_response,
)
from bot.services.quizzes.presenting import (
    PARTED,
    PICKED,
    TYPED,
    Asked,
    Option,
    Part,
    Response,
    asked,
    fits,
    letter,
)

__all__ = [
    "PARTED",
    "PICKED",
    "TYPED",
    "Asked",
    "Mark",
    "Option",
    "Part",
    "Response",
    "asked",
    "fits",
    "is_answerable",
    "letter",
    "mark",
    "number_taken",
    "right_number",
    "right_response",
]
