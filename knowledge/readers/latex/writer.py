"""Where the walk through a LaTeX document stands, and what it has written."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.readers.drafts import Draft


@dataclass
class Writer:
    """Where the walk stands: the open slide, lists and blocks, the text not yet written."""

    drafts: list[Draft] = field(default_factory=list)
    open: Draft | None = None
    lists: list[str] = field(default_factory=list)
    blocks: int = 0
    text: list[str] = field(default_factory=list)
    label: str = ""
    frames: int = 0

    @property
    def level(self) -> int:
        return max(0, len(self.lists) - 1) + self.blocks

    def begin(self, title: str) -> None:
        self.open = Draft(title)
        self.drafts.append(self.open)
