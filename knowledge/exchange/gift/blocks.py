"""A GIFT file parted into its questions: categories, comments, names and answer sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.exchange.gift.signs import hide, show
from knowledge.exchange.model import BLANK, Refused

_LABEL = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*+)\]")
_NAMED = re.compile(r"\s*::.*?::")
_MOST_LINES = 500
"""A question of more lines is none that one forgot a blank line after."""
_COMMENT = re.compile(r"\s*//")
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.I)
_ROOT = re.compile(r"^(?:\$(?:course|system|module|cat\w*)\d*\$/?)?(?:top(?:/|$))?", re.I)


@dataclass(slots=True)
class Block:
    """The lines of one question, from `line` of the file on; its comments' labels beside them."""

    line: int
    lines: list[str] = field(default_factory=list)
    id: str = ""
    tags: list[str] = field(default_factory=list)
    category: str | None = None
    """The category that begins here, if one does."""

    @property
    def text(self) -> str:
        """All of it, escaped signs hidden."""
        return hide("\n".join(self.lines).strip())


@dataclass(frozen=True, slots=True)
class Parts:
    """A question's name, stem and answers (None: there are none), all hidden; `rest` is what is odd."""

    name: str
    stem: str
    answers: str | None
    feedback: str
    rest: str = ""


def blocks(text: str) -> Iterator[Block]:
    """The questions and categories of a file, parted by its blank lines.

    A blank line between a question's braces does not part it.
    """
    waiting: Block | None = None
    for block in _between_blanks(text):
        if waiting is not None and _closes(block):
            waiting.lines += ["", *block.lines]
            waiting.tags += block.tags
            waiting.id = waiting.id or block.id
        else:
            if waiting is not None:
                yield waiting
            waiting = block
        if not _is_open(waiting):
            yield waiting
            waiting = None
    if waiting is not None:
        yield waiting


def _between_blanks(text: str) -> Iterator[Block]:
    block: Block | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            if block is not None:
                yield block
            block = None
            continue
        if block is None or (block.lines and (_CATEGORY.match(line) or _begins(line, block))):
            if block is not None:
                yield block
            block = Block(number)
        _add(block, line, number)
    if block is not None:
        yield block


def _begins(line: str, block: Block) -> bool:
    """Whether a named question begins here, though no blank line parts it from one that is whole."""
    if "}" not in block.lines[-1] or len(block.lines) > _MOST_LINES:
        return False
    is_comment = _COMMENT.match(line) and block.lines[-1].endswith("}")
    if not is_comment and not _NAMED.match(line):
        return False
    text = block.text
    return "{" in text and text.rfind("}") > text.rfind("{")


def _add(block: Block, line: str, number: int) -> None:
    stripped = line.strip()
    if stripped.startswith("//"):
        for found in _LABEL.finditer(stripped):
            value = re.sub(r"\\(.)", r"\1", found[2]).strip()
            if found[1] == "tag":
                block.tags.append(value)
            else:
                block.id = block.id or value
    elif not block.lines and (category := _CATEGORY.match(line)):
        block.category = category_of(show(hide(category[1])))
        block.line = number
    else:
        if not block.lines:
            block.line = number
        block.lines.append(line.rstrip())


def category_of(path: str) -> str:
    """A category's path without Moodle's words for where it stands."""
    return _ROOT.sub("", " ".join(path.split())).strip("/ ")


def _is_open(block: Block) -> bool:
    text = block.text
    return "{" in text and "}" not in text


def _closes(block: Block) -> bool:
    text = block.text
    closing, opening = text.find("}"), text.find("{")
    return closing >= 0 and not 0 <= opening < closing and block.category is None


def parts(text: str) -> Parts:
    """A question taken apart. Raises Refused: its braces do not match."""
    name, text = _name(text)
    opens, closes = text.find("{"), text.find("}")
    if opens < 0 and closes < 0:
        return Parts(name, text, None, "")
    if opens < 0 or closes < opens:
        missing = "{" if opens < 0 or closes >= 0 else "}"
        raise Refused(
            f"a brace is missing ( {missing} )",
            "put the answers between { and }, and write \\{ and \\} for braces that mean themselves",
        )
    answers, _, feedback = _rparted(text[opens + 1 : closes].strip())
    before, after = text[:opens], text[closes + 1 :].strip()
    stem = before if not after else f"{before}{BLANK}{_spaced(text[closes + 1 :])}"
    return Parts(name, stem, answers.strip(), feedback, after if "{" in after else "")


def _spaced(after: str) -> str:
    return after.rstrip()


def _rparted(answers: str) -> tuple[str, str, str]:
    before, sign, after = answers.rpartition("####")
    return (before, sign, after) if sign else (answers, "", "")


def _name(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    name, sign, rest = text[2:].partition("::")
    return (" ".join(show(name).split()), rest.strip()) if sign else ("", text[2:])
