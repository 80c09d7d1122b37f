"""Quiz questions in and out of the formats that teachers have. Pure: bytes in, questions and notes out.

read = read_questions(data, "midterm.txt")      # whatever it is: told by its content
read.items, read.notes                          # the good questions, and what is wrong with others
write_questions(read.items, Format.QTI).data
"""

from knowledge.exchange.export_anki import write_anki
from knowledge.exchange.model import (
    Choice,
    Exported,
    Format,
    Gap,
    Imported,
    Item,
    Kind,
    Markup,
    Note,
    Number,
    Pair,
    Text,
)
from knowledge.exchange.transfer import read_questions, write_questions

__all__ = [
    "Choice",
    "Exported",
    "Format",
    "Gap",
    "Imported",
    "Item",
    "Kind",
    "Markup",
    "Note",
    "Number",
    "Pair",
    "Text",
    "read_questions",
    "write_anki",
    "write_questions",
]
