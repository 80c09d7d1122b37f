"""Which kind of text a text is: each kind has its own reader."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from knowledge.bullets import MARKS
from knowledge.readers.tables import table_of


class Format(StrEnum):
    """The kinds of text that have readers."""

    NOTEBOOK = "notebook"
    HTML = "HTML"
    LATEX = "LaTeX"
    CSV = "CSV"
    MARKDOWN = "Markdown"
    PLAIN = "plain text"


_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"])')
_CELLS = re.compile(r'"cell_type"\s*:\s*"')
_HTML_START = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_INSIDE = re.compile(r"^[ \t]*<(?:html|body)\b[^>]*>", re.I | re.M)
_SECTIONS = re.compile(r"\A\s*<(?:section|article|main)\b", re.I)
_LATEX = re.compile(
    r"^[ \t]*\\(?:documentclass|begin\{(?:document|frame)\}|frametitle\{|section\*?\{)", re.M
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.M)
_SETEXT = re.compile(r"(?:\A|\n)[^\s\-=*#>|].{2,80}\n(?:={3,}|-{3,})[ \t]*(?=\n)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.M)
_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"^[\w.-]+[ \t]*:", re.M)
_LINK = re.compile(r"!?\[[^\]\n]*\]\([^)\s]+[^)\n]*\)|\*\*[^*\n]+\*\*")
_PIPES = re.compile(r"^(?=.*--)(?=.*\|)[ \t:|-]+$", re.M)
_ASKED = re.compile(r"^\W{0,4}(?:Q|Question|Frage|Pregunta)\s*\d{0,3}\W{0,2}[:.)]", re.M)
_ANSWERED = re.compile(
    r"^\W{0,4}(?:A|R|Answer|Antwort|Respuesta|Réponse)\s*\d{0,3}\W{0,2}[:.)]", re.M
)
_SCAN = re.compile(rf"^[ \t]*[{MARKS}]|\f|^[^\n]* [{MARKS}] ", re.M)


def format_of(text: str, name: str) -> Format:
    """What `text` is. `name` settles only what the text leaves open: two columns or prose."""
    if _is_json(text):
        return Format.NOTEBOOK
    if _is_html(text):
        return Format.HTML
    if _LATEX.search(text) and not _MATTER.match(text):
        return Format.LATEX
    if table_of(text, name) is not None:
        return Format.CSV
    return Format.MARKDOWN if looks_like_markdown(text) else Format.PLAIN


def _is_json(text: str) -> bool:
    """A notebook, whole or cut off, or other data: the notebooks' reader says what is wrong with it."""
    if not _JSON.match(text):
        return False
    if _CELLS.search(text):
        return True
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_html(text: str) -> bool:
    if _HTML_START.match(text):
        return True
    if _FENCE.search(text) or _HEADING.search(text):
        return False
    return bool(_HTML_INSIDE.search(text) or _SECTIONS.match(text))


def looks_like_markdown(text: str) -> bool:
    """Front matter, or more of Markdown's marks than of those that scans leave."""
    if matter := _MATTER.match(text):
        return bool(_KEY.search(matter[0])) or bool(_HEADING.search(text))
    marks = 2 * len(_HEADING.findall(text)) + 2 * len(_FENCE.findall(text))
    marks += len(_SETEXT.findall(text)) + len(_PIPES.findall(text)) + len(_LINK.findall(text))
    marks += 2 * min(len(_ASKED.findall(text)), len(_ANSWERED.findall(text)))
    return marks > len(_SCAN.findall(text))
