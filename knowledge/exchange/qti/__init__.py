"""QTI, the format of Canvas and many others: packages of version 2.1 in and out, of 1.2 in."""

from knowledge.exchange.qti.reading import read_qti, read_qti_text
from knowledge.exchange.qti.writing import write_qti

__all__ = ["read_qti", "read_qti_text", "write_qti"]
