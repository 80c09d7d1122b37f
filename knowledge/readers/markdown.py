"""Markdown lectures: front matter, headings, rules between slides, nested lists, code fences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from knowledge.dates import full_date
from knowledge.model import Bullet, Dropped, Slide
from knowledge.readers.numbering import LECTURE
from knowledge.readers.reading import Reading

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def looks_like_markdown(text: str) -> bool:
    """Front matter, a fence, or at least one heading with `#`."""
    lines = text.splitlines()
    return bool(_MATTER.match(text)) or any(_HEADING.match(x) or _FENCE.match(x) for x in lines)


@dataclass
class _Draft:
    title: str = ""
    bullets: list[Bullet] = field(default_factory=list)


@dataclass
class _Reader:
    """Collects lines into slides; a heading or a rule begins the next one."""

    slides: list[_Draft] = field(default_factory=lambda: [_Draft()])
    dropped: list[Dropped] = field(default_factory=list)
    in_code: bool = False
    open_paragraph: bool = False

    def take(self, line: str, number: int) -> None:
        if _FENCE.match(line):
            self.in_code = not self.in_code
        elif self.in_code:
            self._bullet(line.rstrip(), 0)
        elif heading := _HEADING.match(line):
            self.slides.append(_Draft(plain(heading[2])))
            self.open_paragraph = False
        elif _RULE.match(line):
            self.slides.append(_Draft())
            self.dropped.append(Dropped(line.strip(), "a rule between slides", number))
        elif not line.strip():
            self.open_paragraph = False
        elif item := _ITEM.match(line):
            self._bullet(plain(item[2]), len(item[1].expandtabs(4)) // 2)
            self.open_paragraph = True
        else:
            self._prose(plain(line.strip()))

    def _prose(self, text: str) -> None:
        bullets = self.slides[-1].bullets
        if self.open_paragraph and bullets:
            last = bullets.pop()
            text, level = f"{last.text} {text}", last.level
        else:
            level = 0
        self._bullet(text, level)
        self.open_paragraph = True

    def _bullet(self, text: str, level: int) -> None:
        if text.strip():
            self.slides[-1].bullets.append(Bullet(text, level))


def read_markdown(text: str, file: str) -> Reading:
    """Slides of a Markdown file, a heading each; numbers and dates only where they are written."""
    matter = _MATTER.match(text)
    head = matter[1] if matter else ""
    skipped = text[: matter.end()].count("\n") if matter else 0
    reader = _Reader()
    for number, line in enumerate(text.splitlines()[skipped:], skipped + 1):
        reader.take(line, number)
    lecture, day = _lecture(head, file), _date(head)
    slides = tuple(
        Slide(file, draft.title, tuple(draft.bullets), page=n, lecture=lecture, date=day)
        for n, draft in enumerate((d for d in reader.slides if d.title or d.bullets), 1)
    )
    return Reading(slides, dropped=tuple(reader.dropped))


def _lecture(head: str, file: str) -> int | None:
    found = LECTURE.search(head) or LECTURE.search(file)
    return int(found[1]) if found else None


def _date(head: str) -> date | None:
    line = next((x for x in head.splitlines() if x.lower().startswith("date")), "")
    return full_date(line)


def plain(text: str) -> str:
    """Markdown's inline marks taken off: the words as a reader sees them."""
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<!--.*?-->", "", text)
    text = re.sub(r"</?[a-zA-Z][^>]*>", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    return text.replace("`", "").strip()
