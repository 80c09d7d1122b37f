"""The source of one slide, before its Markdown is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.readers.markdown.matter import Matter


@dataclass
class Page:
    """The source of one slide; `first` is the number of its first line."""

    lines: list[str]
    first: int
    matter: Matter = field(default_factory=Matter)
    notes: list[str] = field(default_factory=list)
    hidden: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)
