"""Cells of CSV files that spreadsheets open: nothing that people wrote is run there as a formula."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t")
"""A cell that begins so is a formula to spreadsheets; an apostrophe before it makes it text."""


def safe(cell: str) -> str:
    """Also an apostrophe that stands there already gets one before it, so that one can be taken off again."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def unsafe(cell: str) -> str:
    """What was given to `safe`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell
