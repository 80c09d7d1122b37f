"""Moodle XML: what Moodle's question bank writes when it is asked for everything."""

from knowledge.exchange.moodle.reading import read_moodle_xml
from knowledge.exchange.moodle.writing import write_moodle_xml

__all__ = ["read_moodle_xml", "write_moodle_xml"]
