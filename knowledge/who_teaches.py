"""Who teaches the course: the course file says so, or the slide that opens a lecture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.catalogue import Catalogue
from knowledge.model import Answer, AnswerKind, Slide
from knowledge.openings import is_opening
from knowledge.question import Question
from knowledge.readers.authors import AUTHOR, LECTURER
from knowledge.words import FUNCTION_WORDS, is_word

_ROLE = r"(?:lecturers?|professors?|profs?|instructors?|teachers?|dozent(?:in)?|docente|enseignante?|profesora?|professeure?)"
_ASKED = re.compile(
    rf"\b(?:who|whos|who's|name|wer|qui|qui[eé]n)\b.*\b{_ROLE}(?:'s)?\b|\b{_ROLE}(?:'s)? name\b"
    r"|\bwho(?:'s| is)? (?:teaches|teaching|lectures|lecturing|runs|gives|holds)\b"
)
_BESIDE = frozenset(
    """name teaches teaching teach lecturing lectures runs gives holds course class lecture main our this is called
    professor professors prof profs instructor instructors teacher teachers lecturer lecturers dozent dozentin
    docente enseignant enseignante profesor profesora professeur""".split()
)
_NAMED_SO = re.compile(
    rf"^\W*(?:(?:course )?{_ROLE}|taught by|presented by|lecture by|by)\s*[:–-]?\s+(?P<name>[A-ZÄÖÜÉ].*)",
    re.I,
)
_IN_BRACKETS = re.compile(rf"(?:[A-ZÄÖÜÉ][\w'’.-]*\s+){{1,4}}\((?i:(?:course |guest )?{_ROLE})\)")
_TITLED = re.compile(r"^\W*(?:Prof(?:essor)?|Dr|PD|Mrs?|Ms|Mme|M)\b\.? ")
_BARE = re.compile(r"[A-ZÄÖÜÉ][\w'’.-]*(?: (?:[a-zäöü]{1,3}|[A-ZÄÖÜÉ][\w'’.-]*)){1,4}")
_BESIDE_NAME = re.compile(
    r"(?:,?\s+(?:Ph\.?\s?D|M\.?Sc|B\.?Sc|M\.?A|M\.?D|J\.?D|LL\.?M)\.?|\s*[(<\[][^()<>\[\]]*@[^()<>\[\]]*[)>\]])+$"
)
"""Degrees and an address behind a name."""
_LONGEST = 120
"""Characters of a name with degrees and an address."""
_NOTED = re.compile(rf"(?:{AUTHOR}|{LECTURER}): (?P<name>.+)")
_NO_NAME = re.compile(
    r"\d|\b(?:universit\w*|departments?|school|institute?s?|lecture|course|week|college|faculty|chapter|part|unit|"
    r"module|introduction|spring|summer|fall|autumn|winter|semester|term|hochschule|fakultät)\b",
    re.I,
)


def who_teaches(question: Question, known: Catalogue) -> Answer | None:
    """The lecturer's name, where that is asked and is known; never a guess."""
    if not _ASKED.search(" ".join(question.words)):
        return None
    if any(w not in _BESIDE and w not in FUNCTION_WORDS for w in question.content):
        return None
    if known.lecturer is not None:
        return Answer(known.lecturer, known.lecturer.text, AnswerKind.FAQ, 0.95)
    named = ((slide, line) for slide in known.build.quoted for line in _lines(slide))
    slide, line = next(named, None) or _signed(known.build.quoted)
    if slide is None:
        return None
    return Answer(known.entry_of(slide), line, AnswerKind.QUOTE, 0.85)


def _signed(slides: Sequence[Slide]) -> tuple[Slide | None, str]:
    """The first slide whose file says ahead of its text who wrote it, of those who wrote most; and the name."""
    first = {slide.file: slide for slide in reversed(slides)}
    found = [
        (slide, note["name"])
        for slide in reversed(first.values())
        for line in slide.notes.split("\n")
        if (note := _NOTED.fullmatch(line)) and not _NO_NAME.search(note["name"])
    ]
    often = Counter(name for _, name in found).most_common(1)
    return next(((s, name) for s, name in found if name == often[0][0]), (None, ""))


def _lines(slide: Slide) -> Iterator[str]:
    """The lines that name who teaches."""
    opening = is_opening(slide)
    for line in (x.strip() for bullet in slide.bullets for x in bullet.text.split("\n")):
        if (
            _IN_BRACKETS.fullmatch(line)
            or _NAMED_SO.match(line)
            or (opening and (_TITLED.match(line) or _is_name(line)))
        ):
            yield line


def _is_name(line: str) -> bool:
    """ "Mara Lindqvist": capitals, no word of an institution, and one that English does not have."""
    if len(line) > _LONGEST:  # the expression takes time by the square of what it is given
        return False
    line = _BESIDE_NAME.sub("", line)
    if not _BARE.fullmatch(line) or _NO_NAME.search(line):
        return False
    return any(not is_word(part.strip(".,")) for part in line.split() if len(part) > 2)
