"""The XML namespaces of Office, and small helpers to walk their elements."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.readers.pptx.package import Element

_SCHEMAS = "http://schemas.openxmlformats.org"
A = f"{{{_SCHEMAS}/drawingml/2006/main}}"
P = f"{{{_SCHEMAS}/presentationml/2006/main}}"
R = f"{{{_SCHEMAS}/officeDocument/2006/relationships}}"
M = f"{{{_SCHEMAS}/officeDocument/2006/math}}"
C = f"{{{_SCHEMAS}/drawingml/2006/chart}}"
DGM = f"{{{_SCHEMAS}/drawingml/2006/diagram}}"
MC = f"{{{_SCHEMAS}/markup-compatibility/2006}}"
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def local(element: Element) -> str:
    """The name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def number(value: str | None, default: int = 0) -> int:
    """An attribute that should be a whole number, or `default` where it is none."""
    try:
        return int(float(value)) if value else default
    except (ValueError, OverflowError):
        return default


def is_on(value: str | None, default: bool = False) -> bool:
    """An XML boolean."""
    return default if value is None else value.strip().lower() in {"1", "true", "on"}


def settle_alternates(root: Element) -> None:
    """Put in place of each mc:AlternateContent what its first choice holds, else its fallback."""
    for alternate in list(root.iter(f"{MC}AlternateContent")):
        parent = alternate.getparent()
        if parent is None:
            continue
        place = parent.index(alternate)
        for child in _chosen(alternate):
            parent.insert(place, child)
            place += 1
        parent.remove(alternate)


def _chosen(alternate: Element) -> list[Element]:
    branches: Iterator[Element] = alternate.iterchildren(f"{MC}Choice", f"{MC}Fallback")
    return next((kids for branch in branches if (kids := list(branch))), [])
