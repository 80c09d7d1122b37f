"""Code within a line, which no mark is taken out of."""

from __future__ import annotations

CODE = r"(?P<code>(?<!`)(?P<tick>`+)(?!`)[^\n]+?(?<!`)(?P=tick)(?!`))"
"""The beginning of a pattern: what it finds as `code` stays as it is."""
