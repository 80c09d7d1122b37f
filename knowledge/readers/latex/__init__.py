"""LaTeX sources: Beamer frames, and the sections of lecture notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.readers.authors import AUTHOR, note_of
from knowledge.readers.drafts import Draft, heading_of, to_slides
from knowledge.readers.latex.blocks import Walk
from knowledge.readers.latex.inline import formula, plain
from knowledge.readers.latex.source import Source, matches, prepare
from knowledge.readers.latex.vocabulary import AND, FRAME
from knowledge.readers.projects import PACK_IT
from knowledge.readers.reading import Reading

__all__ = ["formula", "read_latex"]

_INPUTS = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]*)\}")
_LISTINGS = re.compile(
    r"\\(?:lstinputlisting|verbatiminput|inputminted)\s*(?:\[[^\]]*\])?\s*(?:\{\w+\}\s*(?=\{))?\{([^{}]*)\}"
)
_FACT = re.compile(r"\\(title|subtitle|author|institute|date)\s*(?:\[[^\]]*\])?\s*(?=\{)")
_THEOREM = re.compile(r"\\newtheorem\*?\s*\{(\w+)\}(?:\[\w+\])?\s*\{([^{}]*)\}")
_EACH_SECTION = re.compile(r"\\AtBegin(?:Part|Section|Subsection)\s*(?:\[[^\]]*\])?\s*(?=\{)")
_FRAME = re.compile(r"\\frame(?![A-Za-z])\s*(?:<[^>\n]*>)?(?:\[[^\]\n]*\])?\s*(?=\{)")


def read_latex(text: str, name: str) -> Reading:
    """The slides of a LaTeX source: a frame each, or a section each where there are none.

    Files that it includes are not read; a warning names them. The same text gives the same slides.
    """
    source = prepare(text)
    head, begun, body = source.text.partition(r"\begin{document}")
    if not begun:
        head, body = "", source.text
    body = _replaced(body.partition(r"\end{document}")[0], _EACH_SECTION, ("", ""), keep=False)
    body = _replaced(body, _FRAME, ("\\begin{frame}\\relax ", "\\end{frame}"), keep=True)
    framed = bool(re.search(rf"\\begin\s*\{{(?:{FRAME.pattern})\}}", body))
    walk = Walk(source, body, framed, _facts(head or body), dict(_THEOREM.findall(head)))
    drafts = walk.drafts()
    _sign(drafts, plain(AND.sub(", ", walk.facts.get("author", ""))))
    for page, draft in enumerate(drafts, 1):
        draft.page = page if framed else None
    said = [plain(walk.facts.get(fact, "")) for fact in ("title", "subtitle", "date")]
    slides = to_slides(drafts, name, heading_of(drafts, name, said))
    return Reading(
        slides, warnings=tuple(_included(source)), pages=len(drafts) if framed else len(slides)
    )


def _sign(drafts: Sequence[Draft], author: str) -> None:
    """Note with the first slide who wrote it."""
    first = next((draft for draft in drafts if not draft.empty), None)
    if first is not None and (note := note_of(AUTHOR, author.split("\n"))):
        first.notes.append(note)


def _replaced(text: str, command: re.Pattern[str], around: tuple[str, str], *, keep: bool) -> str:
    """The text with a command's braces replaced by `around`, what is in them kept or not."""
    closed = matches(text)
    parts: list[str] = []
    done = 0
    for found in command.finditer(text):
        end = closed.get(found.end())
        if end is None or found.start() < done:
            continue
        inside = text[found.end() + 1 : end] if keep else ""
        parts += [text[done : found.start()], around[0], inside, around[1]]
        done = end + 1
    return "".join((*parts, text[done:]))


def _facts(text: str) -> dict[str, str]:
    closed = matches(text)
    facts: dict[str, str] = {}
    for found in _FACT.finditer(text):
        if found.end() in closed:
            facts.setdefault(found[1], text[found.end() + 1 : closed[found.end()]])
    return facts


def _included(source: Source) -> Iterator[str]:
    names = _names(_INPUTS, source)
    if names:
        yield f"it includes other files, which are not read with it: {names}; {PACK_IT}"
    listings = _names(_LISTINGS, source)
    if listings:
        yield (
            f"it shows code from other files, which is not read: {listings}; "
            "put into the source what students are to find"
        )


def _names(command: re.Pattern[str], source: Source) -> str:
    """The files that a command names, each once; those that macros make up cannot be told."""
    found = (name.strip() for name in command.findall(source.text))
    return ", ".join(dict.fromkeys(name for name in found if name and "\\" not in name))
