"""Tables, charts and SmartArt as bullets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.model import Bullet, Form
from knowledge.readers.pptx.emphasis import Piece
from knowledge.readers.pptx.names import CX, DGM, A, C, P, R, is_on, local, number
from knowledge.readers.pptx.package import BrokenPart, Element, Package, Relation
from knowledge.readers.pptx.paragraphs import one_line, paragraphs, pieces_of
from knowledge.readers.pptx.styles import Style

_CATEGORIES = 40
"""More than these are data and not something that a slide says."""


def graphic(frame: Element, relations: Mapping[str, Relation], package: Package) -> list[Bullet]:
    """What a p:graphicFrame shows as text; nothing where its part is broken."""
    table = frame.find(f".//{A}tbl")
    if table is not None:
        return list(_table(table))
    data = frame.find(f"{A}graphic/{A}graphicData")
    for child in () if data is None else data:
        name = "dm" if local(child) == "relIds" else "id"
        relation = relations.get(child.get(f"{R}{name}") or "")
        if relation is None:
            continue
        try:
            root = package.xml(relation.part)
        except BrokenPart:
            continue
        if local(child) == "relIds":
            return list(_smart_art(root))
        return list(
            _chart(root) if local(child) == "chart" and _is_plain(root) else _extended(root)
        )
    return []


def embedded(frame: Element) -> str | None:
    """The program that an embedded object belongs to, "Excel.Sheet.12", or None."""
    found = frame.find(f".//{P}oleObj")
    return None if found is None else (found.get("progId") or "unknown program")


def _text(body: Element | None) -> str:
    return one_line(" ".join(p.text for p in paragraphs(body, Style())))


def _table(table: Element) -> Iterator[Bullet]:
    rows = [list(_cells(row)) for row in table.iterchildren(f"{A}tr")]
    wide = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (wide - len(row)) for row in rows if any(row)]
    kept = [n for n in range(wide) if any(row[n] for row in rows)]
    if rows:
        lines = [" | ".join(row[n] for n in kept).rstrip(" |") for row in rows]
        yield Bullet("\n".join(lines), 0, form=Form.TABLE)


def rows_of(frame: Element) -> Iterator[list[Piece]]:
    """A table's rows below its first, each as one line's pieces."""
    for n, row in enumerate(frame.iter(f"{A}tr")):
        pieces: list[Piece] = []
        for cell in row.iterchildren(f"{A}tc") if n else ():
            for line in cell.iter(f"{A}p"):
                pieces += [*pieces_of(line), (None, " ")]
            pieces.append((None, "| "))
        yield pieces


def _cells(row: Element) -> Iterator[str]:
    """The cells' texts; what a merged cell covers is empty, so that the columns stay."""
    for cell in row.iterchildren(f"{A}tc"):
        merged = is_on(cell.get("hMerge")) or is_on(cell.get("vMerge"))
        yield "" if merged else _text(cell.find(f"{A}txBody"))


def _is_plain(root: Element) -> bool:
    return bool(root.tag == f"{C}chartSpace")


def _chart(root: Element) -> Iterator[Bullet]:
    """Title, axes' titles, the series' names, the categories."""
    title = root.find(f"{C}chart/{C}title")
    heading = "" if title is None else _rich(title)
    if heading:
        yield Bullet(heading)
    axes = [_rich(t) for t in root.iter(f"{C}title") if local(t.getparent()).endswith("Ax")]
    series = [_cached(s.find(f"{C}tx")) for s in root.iter(f"{C}ser")]
    categories = next((c for s in root.iter(f"{C}ser") if (c := _categories(s))), [])
    for names in (axes, series, categories):
        distinct = list(dict.fromkeys(name for name in names if name))
        if distinct and len(distinct) <= _CATEGORIES:
            yield Bullet(", ".join(distinct), 1 if heading else 0)


def _rich(title: Element) -> str:
    texts = [_text(rich) for rich in title.iter(f"{C}rich")]
    return one_line(" ".join(texts)) or _cached(title)


def _cached(source: Element | None) -> str:
    if source is None:
        return ""
    points = [v.text or "" for cache in source.iter(f"{C}strCache") for v in cache.iter(f"{C}v")]
    return one_line(" ".join(points) or source.findtext(f"{C}v") or "")


def _categories(series: Element) -> list[str]:
    caches = series.findall(f"{C}cat//{C}strCache") or series.findall(f"{C}cat//{C}lvl")
    return [one_line(v.text or "") for cache in caches for v in cache.iter(f"{C}v")]


def _extended(root: Element) -> Iterator[Bullet]:
    """The newer charts (funnel, treemap, waterfall): title, series, categories."""
    for title in root.iterfind(f"{CX}chart/{CX}title"):
        if text := one_line(" ".join(t.text or "" for t in title.iter(f"{A}t"))):
            yield Bullet(text)
    series = [one_line(v.text or "") for v in root.iterfind(f".//{CX}series/{CX}tx//{CX}v")]
    categories = [one_line(pt.text or "") for pt in root.iterfind(f".//{CX}strDim//{CX}pt")]
    for names in (series, categories):
        distinct = list(dict.fromkeys(name for name in names if name))
        if distinct and len(distinct) <= _CATEGORIES:
            yield Bullet(", ".join(distinct), 1)


def _smart_art(root: Element) -> Iterator[Bullet]:
    """The points' texts in the order of their tree (ECMA-376 part 1, section 21.4)."""
    points = {p.get("modelId"): p for p in root.iterfind(f"{DGM}ptLst/{DGM}pt")}
    children: dict[str | None, list[tuple[int, str | None]]] = {}
    for link in root.iterfind(f"{DGM}cxnLst/{DGM}cxn"):
        if (link.get("type") or "parOf") == "parOf":
            child = (number(link.get("srcOrd")), link.get("destId"))
            children.setdefault(link.get("srcId"), []).append(child)
    tops = [i for i, p in points.items() if p.get("type") == "doc"]
    waiting = [(top, 0) for top in reversed(tops)]
    seen = set(tops)
    while waiting:
        point, level = waiting.pop()
        text = _text(points[point].find(f"{DGM}t")) if point in points else ""
        if text and point not in tops:
            yield Bullet(text, min(level - 1, 8))
        following = [d for _, d in sorted(children.get(point, []), key=lambda c: c[0])]
        fresh = [d for d in following if d not in seen]
        seen.update(fresh)
        waiting += [(d, level + 1) for d in reversed(fresh)]
