"""From a Markdown text to its pages: the source of each slide, with its notes and its own keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Dropped
from knowledge.readers.markdown import deckset
from knowledge.readers.markdown.aligned import with_dashes, with_pipes
from knowledge.readers.markdown.chunks import without_hidden_chunks
from knowledge.readers.markdown.fences import coded
from knowledge.readers.markdown.flavour import SLIDE_KEYS, Flavour, flavour_of, is_rule, rules
from knowledge.readers.markdown.matter import Matter, front_matter, slide_matter
from knowledge.readers.markdown.myst import without_myst
from knowledge.readers.markdown.page import Page
from knowledge.readers.markdown.pandoc import divided
from knowledge.readers.markdown.remark import with_templates
from knowledge.readers.markdown.reveal import MARK, with_separators
from knowledge.readers.markdown.spacing import tight_rules, with_marked_headings
from knowledge.readers.markdown.spans import CODE, blank

_COMMENT = re.compile(rf"{CODE}|<!--(?P<said>.*?)-->", re.S)
_DIRECTIVE = re.compile(
    r"^\s*(?:\.(?:element|slide)\b|[_$]?(?:theme|paginate|header|footer|class|background\w*|color|size|headingDivider|"
    r"style|math|transition|lang|title|author|description|keywords|url|image|marp|fit|prettier-ignore\S*)\b\s*:?)",
    re.I,
)
_REVEAL_NOTE = re.compile(r"^\s?notes?:[ \t]*", re.I)
_ASIDE = re.compile(
    r"<aside\b[^>]*\bclass=[\"']?[^>]*\bnotes\b[^>]*>(?P<said>.*?)</aside>", re.S | re.I
)
_DIV_NOTES = re.compile(r"^[ \t]*:{3,}[ \t]*\{?[ \t]*\.?(?:speaker-)?notes\b.*$")
_DIV = re.compile(r"^[ \t]*:{3,}.*$")
_LISTING = re.compile(r"^([ \t]*)\{%-?\s*(?:end)?highlight\b[^%\n]*%\}[ \t]*$", re.M)
_DIAGRAM = re.compile(
    r"^[ \t]*<(?P<tag>div|pre)\s+class=[\"']?mermaid[\"']?\s*>\n?(?P<drawn>.*?)\n?[ \t]*</(?P=tag)>",
    re.S | re.M,
)
_CALLOUT = re.compile(
    r"^(?P<fence>[ \t]*:{3,}[^\n]*\bcallout\b[^\n]*\n(?:[ \t]*\n)*)#{1,6}[ \t]+(?P<title>\S.*)$",
    re.M,
)
"""Quarto's boxes (https://quarto.org/docs/authoring/callouts.html), whose headings begin no slide."""
_HIDDEN = re.compile(
    r"^#{1,6}[ \t][^\n]*\{[^{}\n]*\bvisibility=[\"']?hidden\b[^{}\n]*\}[ \t]*$", re.M
)
"""Quarto's slides that are not shown (https://quarto.org/docs/presentations/revealjs/advanced.html#slide-visibility)."""
_WORTH_TELLING = 3


@dataclass
class Source:
    """A Markdown file, parted."""

    matter: Matter
    flavour: Flavour
    pages: list[Page]
    dropped: list[Dropped]


def part(text: str) -> Source:
    """The pages of a file: as many as it has slides, or one where headings part it."""
    fenced = _DIAGRAM.sub(r"```mermaid\n\g<drawn>\n```", _LISTING.sub(r"\1```", without_myst(text)))
    lines = _CALLOUT.sub(r"\g<fence>\g<title>  ", fenced).split("\n")
    lines = without_hidden_chunks(lines, coded(lines))
    lines = with_pipes(lines, coded(lines))
    lines = with_dashes(lines, coded(lines))
    matter = front_matter(lines)
    decked = Matter() if matter.lines else deckset.settings(lines)
    if decked.lines:
        matter, lines = decked, deckset.without_marks(lines, coded(lines))
    body = ["" for _ in range(matter.lines)] + lines[matter.lines :]
    body = with_separators(body, coded(body), matter)
    body = with_marked_headings(body, coded(body))
    code = coded(body)
    flavour = Flavour.DECKSET if decked.lines else flavour_of(matter, body, code)
    if flavour in {Flavour.NOTES, Flavour.REVEAL, Flavour.RULES} and (
        tight := tight_rules(body, code)
    ):
        flavour = Flavour.RULES if flavour is Flavour.NOTES else flavour
        body = [MARK if n in tight else line for n, line in enumerate(body)]
    if flavour is Flavour.MARP and (ranks := re.findall(r"[1-6]", matter.get("headingdivider"))):
        body = _divided(
            body, set(range(1, int(ranks[0]) + 1)) if len(ranks) == 1 else {*map(int, ranks)}
        )
    if flavour is Flavour.PANDOC:
        body = divided(body, code, matter)
    dropped: list[Dropped] = []
    pages = list(_pages(body, matter, flavour))
    if flavour is Flavour.REMARK:
        pages = list(with_templates(pages))
    for page in pages:
        _take_comments(page, flavour, dropped)
        _take_notes(page, flavour)
        told = page.matter.get("hide", "disabled", "exclude") == "true"
        page.hidden = page.hidden or told or bool(_HIDDEN.search(page.text))
    return Source(matter, flavour, pages, dropped)


def _divided(lines: Sequence[str], ranks: set[int]) -> list[str]:
    """Marp's `headingDivider`: headings of these ranks begin slides as if a rule stood before them."""
    code, divided, filled = coded(lines), list[str](), False
    for line, inside in zip(lines, code, strict=True):
        heading = None if inside else re.match(r" {0,3}(#{1,6})[ \t]", line)
        if heading and len(heading[1]) in ranks and filled:
            divided += ["", "---"]
            filled = False
        filled = (filled or bool(line.strip())) and not re.fullmatch(r"\s*-{3,}\s*", line)
        divided.append(line)
    return divided


def _pages(lines: list[str], matter: Matter, flavour: Flavour) -> Iterator[Page]:
    body = _hide_commented_rules(lines, flavour)
    cuts = list(rules(body, coded(body), flavour)) if flavour is not Flavour.NOTES else []
    if flavour is Flavour.REVEAL and not cuts:
        yield from _by_gaps(lines)
        return
    start, own = matter.lines, matter
    while True:
        end = next((n for n in cuts if n >= start), len(lines))
        yield Page(lines[start:end], start + 1, own)
        if end >= len(lines):
            return
        known = None if flavour is Flavour.SLIDEV else SLIDE_KEYS
        keyed = lines[end].startswith("---") and flavour is not Flavour.REMARK
        own = slide_matter(lines, end + 1, known) if keyed else Matter()
        start = end + 1 + own.lines


def _hide_commented_rules(lines: Sequence[str], flavour: Flavour) -> list[str]:
    """The lines with comments of several lines blanked, so that no rule in them parts slides."""
    code = coded(lines)
    shown, inside = list(lines), False
    for n, line in enumerate(lines):
        if code[n] or (not inside and is_rule(lines, n, flavour)):
            continue
        if inside:
            shown[n] = " "
            inside = "-->" not in line
        elif "<!--" in line and "-->" not in line.rpartition("<!--")[2]:
            inside = any("-->" in later for later in lines[n + 1 :])
    return shown


def _by_gaps(lines: Sequence[str]) -> Iterator[Page]:
    """reveal.js's other habit: two empty lines between slides."""
    code = coded(lines)
    start, blank = 0, 0
    for n, line in enumerate(lines):
        if line.strip() or code[n]:
            if blank >= 2 and n - blank > start:
                yield Page(list(lines[start:n]), start + 1)
                start = n
            blank = 0
        else:
            blank += 1
    yield Page(list(lines[start:]), start + 1)


def _take_comments(page: Page, flavour: Flavour, dropped: list[Dropped]) -> None:
    """Take comments out of the page: notes for some programs, nothing for the others."""
    if "<!--" not in page.text:
        return
    text = page.text
    blocks = coded(page.lines)
    noted = flavour in {Flavour.MARP, Flavour.SLIDEV}

    def shown(found: re.Match[str]) -> str:
        number = text.count("\n", 0, found.start())
        if found["code"] is not None or blocks[number]:
            return found[0]
        said = " ".join(found["said"].split()) if not noted else found["said"].strip()
        if re.search(r"data-visibility=.?hidden|\bhidden\s*:\s*true", said):
            page.hidden = True
        if said and not _is_directive(said):
            if noted:
                page.notes.append(said)
            elif len(said.split()) >= _WORTH_TELLING:
                dropped.append(Dropped(said, "a comment", page.first + number))
        return blank(found)

    page.lines = _COMMENT.sub(shown, text).split("\n")


def _is_directive(said: str) -> bool:
    """Does a comment set the slide up? One of Marp's may hold a whole front matter."""
    lines = [line for line in said.split("\n") if line.strip() and line[:1] not in "# \t"]
    return bool(_DIRECTIVE.match(said)) or (bool(lines) and all(map(_DIRECTIVE.match, lines)))


def _take_notes(page: Page, flavour: Flavour) -> None:
    """What the speaker says is not on the slide."""

    def aside(found: re.Match[str]) -> str:
        page.notes.append(re.sub(r"<[^>]+>", "", found["said"]).strip())
        return blank(found)

    if "<aside" in page.text:
        page.lines = _ASIDE.sub(aside, page.text).split("\n")
    _take_divs(page)
    code = coded(page.lines)
    if flavour is Flavour.DECKSET:
        deckset.take_notes(page, code)
    for n, line in enumerate(page.lines):
        reveal = flavour in {Flavour.REVEAL, Flavour.RULES} and _REVEAL_NOTE.match(line)
        remark = flavour is Flavour.REMARK and line.strip() == "???"
        if not code[n] and (reveal or remark):
            first = _REVEAL_NOTE.sub("", line) if reveal else ""
            page.notes.append("\n".join([first, *page.lines[n + 1 :]]).strip())
            page.lines = page.lines[:n]
            return


def _take_divs(page: Page) -> None:
    """Pandoc's fenced divisions: those called notes are the speaker's, the rest only lay out."""
    code = coded(page.lines)
    noting = False
    for n, line in enumerate(page.lines):
        if code[n]:
            continue
        if _DIV_NOTES.match(line):
            noting = True
            page.notes.append("")
            page.lines[n] = ""
        elif _DIV.match(line):
            noting = False
            page.lines[n] = ""
        elif noting:
            page.notes[-1] = f"{page.notes[-1]}\n{line}".strip()
            page.lines[n] = ""
