"""From a presentation's parts to slides."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.errors import UnreadableSource
from knowledge.readers.drafts import Draft, heading_of, to_slides
from knowledge.readers.pptx.package import BrokenPart, Package
from knowledge.readers.reading import Reading

Progress = Callable[[int, int], None]
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_pptx(data: bytes, name: str, progress: Progress | None = None) -> Reading:
    """The slides of a presentation.

    Raises:
        UnreadableSource: it is damaged, encrypted, a zip bomb or no presentation.
    """
    package = Package(data, name)
    main = package.main()
    try:
        deck = package.xml(main or "")
    except BrokenPart:
        raise UnreadableSource(name, "there is no presentation in this file") from None
    relations = package.relations(main or "")
    ids = [s.get(f"{_R}id") or "" for s in deck.iter(f"{_P}sldId")]
    drafts = []
    for page, rid in enumerate(ids, 1):
        draft = Draft(page=page)
        if rid in relations:
            for shape in package.xml(relations[rid].part).iter(f"{_P}sp"):
                lines = ["".join(p.itertext(f"{_A}t")) for p in shape.iter(f"{_A}p")]
                kind = [ph.get("type") for ph in shape.iter(f"{_P}ph")]
                if kind and kind[0] in {"title", "ctrTitle"}:
                    draft.title = " ".join(lines)
                else:
                    for line in lines:
                        draft.add(line)
        drafts.append(draft)
        if progress:
            progress(page, len(ids))
    return Reading(to_slides(drafts, name, heading_of(drafts, name)), pages=len(ids))
