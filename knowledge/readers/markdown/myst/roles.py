"""MyST's roles (https://mystmd.org/guide/roles): what they show, in ordinary Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from knowledge.readers.markdown.fences import coded
from knowledge.readers.markdown.myst.labels import numbered, words_of
from knowledge.readers.markdown.spans import CODE

_ROLE = re.compile(
    rf"{CODE}|(?P<gap>[ \t]*)\{{(?P<name>[a-z][\w:+.-]*)\}}(?P<mark>`{{1,3}})(?!`)"
    r"(?P<said>(?:[^`\n]|\n(?![ \t]*\n)){1,400}?)(?P=mark)(?!`)"
)
_LINKED = re.compile(r"(?P<text>.*?\S)\s*<(?P<target>[^<>]*)>\s*", re.S)
_KEY = re.compile(r"(?P<who>[^\W\d_]{3,}?)[-_:]?(?P<year>(?:1[6-9]|20)\d\d)\w*")
_WORDS = frozenset(
    "abbr abbreviation dfn guilabel menuselection kbd button small-caps sc smallcaps emphasis strong chem span index term "
    "std:term any ref std:ref doc std:doc download prf:ref external u underline math:ref button-ref button-link keyword".split()
)
_CODE = frozenset(
    "code literal samp file command program option envvar code-inline makevar regexp mimetype token".split()
)
_NOTHING = frozenset("sub-ref eval glue glue:text glue:md footcite footcite:p cite cite:p cite:ps cite:year citep cite:alp cite:label".split())  # fmt: skip
_ICON = re.compile(r"(?:octicon|fa[bsr]?|fa-\w+|material-(?:regular|outlined|round|sharp))")
_BADGE = re.compile(r"(?:bdg|badge)(?:-[a-z-]+)?")
_DOMAIN = re.compile(r"(?:py|c|cpp|js|rst|r|math|std|sphinx):[a-z-]+")
_BY_NUMBER = frozenset({"numref", "std:numref"})
_BY_NAME = frozenset("cite:t cite:ts cite:ct citet cite:author cite:alt footcite:t cite:authors cite:authorpar".split())  # fmt: skip
_TAGGED = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_STRUCK = frozenset({"del", "strike", "s"})


def shows_role(lines: Sequence[str], code: Sequence[bool]) -> bool:
    """Is one that we know used outside code?"""
    shown = "\n".join(line for n, line in enumerate(lines) if not code[n])
    return any(m["code"] is None and _known(m["name"]) for m in _ROLE.finditer(shown))


def without_roles(lines: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    """The lines, as many as before, with what roles show; those that we do not know, and code, stay as they are."""
    code, kept, at = coded(lines), list[str](), 0
    while at < len(lines):
        end = at
        while end < len(lines) and code[end] == code[at]:
            end += 1
        run = "\n".join(lines[at:end])
        shown = run if code[at] or "}`" not in run else _ROLE.sub(_showing(labels), run)
        kept += shown.split("\n")
        at = end
    return kept


def _known(name: str) -> bool:
    named = name in _WORDS or name in _CODE or name in _NOTHING or name in _BY_NUMBER
    other = name in _BY_NAME or name in _TAGGED or name in _STRUCK or name in {"math", "eq"}
    return named or other or any(p.fullmatch(name) for p in (_ICON, _BADGE, _DOMAIN))


def _showing(labels: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    def shown(found: re.Match[str]) -> str:
        if found["code"] is not None or not _known(found["name"]):
            return found[0]
        said = _said(found["name"], found["said"].strip(), labels)
        gap = found["gap"] if said or found.string[found.end() : found.end() + 1] not in tuple(".,;:)") else ""  # fmt: skip
        lost = found["said"].count("\n") - said.count("\n")
        return f"{gap}{said}" + "\n" * max(0, lost)

    return shown


def _said(name: str, said: str, labels: Mapping[str, str]) -> str:
    if name == "math":
        return f"${said}$"
    if name in _NOTHING or _ICON.fullmatch(name):
        return ""
    if name in _TAGGED:
        return f"<{_TAGGED[name]}>{said}</{_TAGGED[name]}>"
    if name in _STRUCK:
        return f"~~{said}~~"
    if name in _BY_NAME:
        return ", ".join(_cited(key) for key in said.split(","))
    if name in _CODE:
        return f"`{said}`"
    return _linked(name, said, labels)


def _linked(name: str, said: str, labels: Mapping[str, str]) -> str:
    """The text of a reference; of one without any, what it refers to."""
    linked = _LINKED.fullmatch(said)
    if linked and name not in {"abbr", "abbreviation", "kbd"}:
        return " ".join(re.sub(r"%s|\{(?:number|name)\}", "", linked["text"]).split(" ")).strip()
    if name in _BY_NUMBER:
        return labels.get(said) or numbered(said)
    if name == "eq":
        return f"({words_of(said)})"
    if name in {"ref", "std:ref", "prf:ref", "any", "doc", "std:doc", "download", "math:ref"}:
        return labels.get(said) or words_of(said)
    if _DOMAIN.fullmatch(name) and name != "std:term":
        return f"`{said.rpartition('.')[2] if said[:1] == '~' else said.lstrip('!')}`"
    return said


def _cited(key: str) -> str:
    """ "smith2020water" → "Smith (2020)"; another key as it is."""
    found = _KEY.fullmatch(key.strip())
    return f"{found['who'].capitalize()} ({found['year']})" if found else key.strip()
