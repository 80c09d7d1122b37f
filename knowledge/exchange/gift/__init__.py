"""Moodle's GIFT: questions as text that a teacher can type."""

from knowledge.exchange.gift.reading import read_gift
from knowledge.exchange.gift.writing import gift_of, write_gift

__all__ = ["gift_of", "read_gift", "write_gift"]
