"""Front matter: what a Markdown file, or one of its slides, says of itself ahead of its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_PAIR = re.compile(r"^(?P<key>[A-Za-z][\w.-]*)[ \t]*(?::(?=\s|$)|=)[ \t]*(?P<value>.*)$")
_FENCES = {"---": re.compile(r"^(?:---|\.\.\.)[ \t]*$"), "+++": re.compile(r"^\+\+\+[ \t]*$")}
_BREAK = re.compile(r"<br\s*/?>", re.I)
"""Where a title's lines end."""
_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Matter:
    """The outermost keys with their values; `lines` is how many lines it takes, `text` all it says."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: int = 0
    text: str = ""

    def get(self, *keys: str) -> str:
        """The first of the keys that has a value, or ""."""
        found = next((v for key in keys if (v := self.values.get(key, ""))), "")
        return " ".join(_BREAK.sub(" ", found).split())


def front_matter(lines: Sequence[str]) -> Matter:
    """YAML between `---` or TOML between `+++` at the very beginning."""
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None or (mark := lines[first].strip()) not in _FENCES:
        return Matter()
    end = _end(lines, first + 1, mark)
    if end is None:
        return Matter()
    inside = lines[first + 1 : end]
    values = _values(inside)
    if not values and any(line.strip() for line in inside):
        return Matter()
    return Matter(values, end + 1, "\n".join(inside))


def slide_matter(lines: Sequence[str], at: int, keys: frozenset[str] | None) -> Matter:
    """Keys between the `---` that ends the slide before and another, from line `at` on.

    With `keys`, only where all of them are among those; text is never taken for front matter.
    """
    end = _end(lines, at, "---")
    if end is None or end == at or end - at > 30:
        return Matter()
    inside = [line for line in lines[at:end] if line.strip()]
    values = _values(inside)
    odd = sum(1 for line in inside if not (_PAIR.match(line) or line[:1] in " \t#-"))
    if not values or odd or not _PAIR.match(inside[0]):
        return Matter()
    if keys is not None and not all(key in keys for key in values):
        return Matter()
    return Matter(values, end + 1 - at)


def _end(lines: Sequence[str], start: int, mark: str) -> int | None:
    closing = _FENCES[mark]
    for n in range(start, min(len(lines), start + _MOST_LINES)):
        if closing.match(lines[n]):
            return n
    return None


def _values(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if pair := _PAIR.match(line):
            found[pair["key"].casefold()] = _unquoted(pair["value"].strip())
    return found


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.sub(r"\s+#.*$", "", value)
