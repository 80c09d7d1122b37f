"""Acronyms and what they stand for, in the lecture's own words.

An expansion is taken only where the lecture puts the two side by side; letters are matched after
A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (PSB 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.bullets import is_caps
from knowledge.initials import SMALL, affordable, beginning, ending, fit, parts_of, words_of
from knowledge.model import Form, Slide

_SHORT = r"(?:[A-Za-z][A-Za-z0-9]*(?:[/&.-][A-Z0-9][A-Za-z0-9]*)*)"
_AROUND = r"[\"'“”„»«*_`]?"
_IN_PARENTHESES = re.compile(
    rf"(?P<long>[^()\[\]\n•]+?)\s*[(\[]\s*(?:or|aka|a\.k\.a\.|abbr(?:eviated|\.)?(?: as)?|short:?|kurz:?|abgekürzt|abk\.:?|"
    rf"abrév\.|en abrégé|abreviado|siglas?:?|hereafter|i\.e\.,?)?\s*{_AROUND}(?P<short>{_SHORT}){_AROUND}"
    rf"(?:\s*[–—,;:-]\s*[^()\[\]]*|\s+for short)?\s*[)\]]",
    re.I,
)
_BEFORE_PARENTHESES = re.compile(
    rf"(?<![\w/]){_AROUND}(?P<short>{_SHORT}){_AROUND}\s*[(\[]\s*(?:short for|stands for|i\.e\.,?|for|kurz für|steht für)?\s*"
    rf"{_AROUND}(?P<long>[^\W\d_][^()\[\]]+)[)\]]"
)
_SAYS = (
    r"(?:is (?:short|an abbreviation|an acronym|the abbreviation|the acronym) (?:for|of)|stands? for|short for|abbreviates|"
    r"steht für|ist die abkürzung (?:für|von)|kurz für|bedeutet|significa|es la sigla de|son las siglas de|siglas de|"
    r"signifie|est l['’]acronyme de|est l['’]abréviation de|sta per|significa)"
)
_THEN = re.compile(
    rf"(?<![\w/(]){_AROUND}(?P<short>{_SHORT}){_AROUND}\s*(?P<mark>{_SAYS}|->|→|[:=|]|\s[–—-]|\s)\s*(?:the\s+)?(?={_AROUND}[^\W\d_])",
    re.I,
)
_AFTER = re.compile(
    rf"(?P<mark>,?\s+(?:or|abbreviated(?: as| to)?|shortened to|abgekürzt|kurz|abrégé|abreviado(?: como)?|known as)\s+|\s*[=|:]\s*|\s+[–—-]\s+|\s+)"
    rf"{_AROUND}(?P<short>{_SHORT})(?![\w-])",
)
_TWO_MARKS = re.compile(r"[A-Z0-9][A-Za-z0-9/&.-]*[A-Z0-9]")
"""What every short form has in it, and most words and lines have not: looked for first."""
_SHORT_FORM = re.compile(_SHORT)
_MARK, _LETTER = re.compile(r"[A-Z0-9]"), re.compile(r"[A-Za-z0-9]")
_NO_CAPITAL = re.compile(r"[^A-Z]+")
_SERVICE = re.compile(r"\b(?P<word>[A-Z][A-Za-z]*)-as-a-Service\b", re.I)
_ARTICLE = re.compile(
    r"^(?:the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las|il|lo|l['’])\s+", re.I
)

_MOST_CHARS = 1_000
"""So much of a title or bullet is looked at: a longer one is a text, and no slide's line."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """`short` stands for `long` on `slide`, in the bullet (or title) `text`."""

    short: str
    long: str
    slide: Slide
    text: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """`short` stands for `long` in a slide's line `text`.

    A `service` is an "X-as-a-Service", which has a short form only where the course uses it.
    """

    short: str
    long: str
    text: str
    service: bool = False


def find_acronyms(
    slides: Sequence[Slide], spelt: Sequence[Sequence[Spelling]] | None = None
) -> tuple[Acronym, ...]:
    """Each acronym once, with the first expansion the lecture gives; "VMs" is known as VM.

    `spelt` has each slide's `spellings` where they are known already.
    """
    found: dict[str, Acronym] = {}
    used = frozenset(re.findall(r"\b[A-Z]aaS\b", " ".join(_texts(slides))))
    known = map(spellings, slides) if spelt is None else spelt
    for slide, each in zip(slides, known, strict=True):
        for s in each:
            if s.short in used or not s.service:
                found.setdefault(s.short, Acronym(s.short, s.long, slide, s.text))
    return tuple(found.values())


def spellings(slide: Slide) -> tuple[Spelling, ...]:
    """All that the slide spells out, by itself, in order."""
    return tuple(
        Spelling(short, long, quoted, service)
        for text, quoted in _lines(slide)
        for short, long, service in _pairs(text[:_MOST_CHARS])
    )


def _texts(slides: Sequence[Slide]) -> Iterator[str]:
    for slide in slides:
        yield slide.title
        yield from (b.text for b in slide.bullets)


def _lines(slide: Slide) -> Iterator[tuple[str, str]]:
    """What is read, and the line that is quoted for it; lines that belong together are joined."""
    lines = [slide.title]
    for bullet in slide.bullets:
        if bullet.form is Form.TABLE:
            lines += bullet.text.split("\n")
        elif bullet.form is Form.TEXT:
            lines.append(bullet.text)
    yield from ((line, line) for line in lines)
    for before, after in pairwise(lines):
        if before and after.startswith(("(", "[")):
            yield f"{before} {after}", after
        elif is_short(before) and len(after.split()) <= 2 * len(before):
            yield f"{before}: {after}", after


def is_short(token: str) -> bool:
    """Looks like a short form: KVM, IaaS, mRNA, S3, I/O, VMs; at least two capitals or digits."""
    if not _TWO_MARKS.search(token) or not _SHORT_FORM.fullmatch(token):
        return False
    marks, letters = len(_MARK.findall(token)), len(_LETTER.findall(token))
    return 2 <= letters <= 10 and marks >= (letters - 1) / 2 and not _NO_CAPITAL.fullmatch(token)


def _pairs(text: str) -> Iterator[tuple[str, str, bool]]:
    if _TWO_MARKS.search(text):
        for short, long in (*_bracketed(text), *_introduced(text), *_followed(text)):
            if long and not any(word == short for word in long.split()):
                yield *_singular(short, long), False
    for match in _SERVICE.finditer(text):
        yield f"{match['word'][0].upper()}aaS", match[0], True


def _bracketed(text: str) -> Iterator[tuple[str, str | None]]:
    """Infrastructure as a Service (IaaS), IaaS (Infrastructure as a Service)."""
    if "(" not in text and "[" not in text:  # the search tries every beginning of a line
        return
    for match in _IN_PARENTHESES.finditer(text):
        if is_short(match["short"]):
            short, before = match["short"], match["long"]
            yield short, ending(short, before, most=affordable(short)) or long_form(short, before)
    for match in _BEFORE_PARENTHESES.finditer(text):
        short, inside = match["short"], match["long"]
        if is_short(short):
            exact = beginning(short, inside, most=0)
            yield short, exact or _whole(short, re.split(r"[,;:–—~]", inside)[0])


def _whole(short: str, inside: str) -> str | None:
    """All of `inside`, where it spells out `short` at some cost: "XML (Extensible Markup …)"."""
    words = parts_of(words_of(inside))
    if words and fit(short, words) <= affordable(short):
        return inside
    one_word = (
        len(words) == 1
        and len(inside) > 2 * len(short)
        and inside[0].casefold() == short[0].casefold()
    )
    return inside if one_word and long_form(short, inside) == inside.strip() else None


def _introduced(text: str) -> Iterator[tuple[str, str | None]]:
    """IaaS: Infrastructure as a Service; KVM = …; KVM stands for …."""
    for match in _THEN.finditer(text):
        short, behind = match["short"], text[match.end() :]
        if is_short(short):
            said = any(c.isalpha() for c in match["mark"])
            long = beginning(short, behind, most=affordable(short) if said else 0)
            sure = said or (long and _ends(short, long, behind, marked=bool(match["mark"].strip())))
            yield short, long if sure else None


def _ends(short: str, long: str, behind: str, *, marked: bool) -> bool:
    """Without a mark, or for two letters, words must be names or all that is said."""
    after = behind[behind.index(long) + len(long) :].lstrip()
    names = all(w[0][0].isupper() or w[0].casefold() in SMALL for w in words_of(long))
    many = sum(c.isalnum() for c in short) >= 3
    if not marked:
        return many and names
    return many or names or after[:1] in {"", ",", ".", ";", ")"}


def _followed(text: str) -> Iterator[tuple[str, str | None]]:
    """The Network File System NFS; virtual machine, or VM; Kernel-based Virtual Machine = KVM."""
    if is_caps(text):
        return
    for match in _AFTER.finditer(text):
        short, before = match["short"], text[: match.start()]
        if not is_short(short):
            continue
        long = ending(short, re.split(r"[.;()|•]", before)[-1], most=0)
        words = [w[0] for w in words_of(long or "") if w[0].casefold() not in SMALL]
        marked = bool(match["mark"].strip())
        if len(words) >= (2 if marked else 3) and (marked or all(w[0].isupper() for w in words)):
            yield short, long


def _singular(short: str, long: str) -> tuple[str, str]:
    """VMs, Virtual Machines → VM, Virtual Machine."""
    long = _tidy(long)
    if short[-1] != "s" or not short[:-1][-1:].isupper():
        return short, long
    plural = long.endswith("s") and not long.endswith(("ss", "us", "is"))
    return short[:-1], re.sub(
        r"(?<=[^aeiou])ies$|s$", lambda m: "y" if m[0] == "ies" else "", long
    ) if plural else long


def long_form(short: str, before: str) -> str | None:
    """The words at the end of `before` that `short` abbreviates, or None (Schwartz & Hearst)."""
    letters = [c.casefold() for c in short if c.isalnum()]
    if len(letters) > 1 and short.endswith("s") and short[:-1].isupper():
        letters = letters[:-1]
    if not 2 <= len(letters) <= 10:
        return None
    at = len(before)
    for position, letter in enumerate(reversed(letters)):
        first = position == len(letters) - 1
        at -= 1
        while at >= 0 and not (
            before[at].casefold() == letter and (not first or _starts_word(before, at))
        ):
            at -= 1
        if at < 0:
            return None
    long = before[at:].strip()
    words = long.split()
    if (
        len(words) > min(len(letters) + 5, len(letters) * 2)
        or len(long) <= len(short)
        or short in words
    ):
        return None
    return _whole_name(before, at, long)


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _whole_name(before: str, at: int, long: str) -> str:
    """Take the capitalised words in front along where they make one name of the whole bullet."""
    front = before[:at].split()
    name = bool(front) and len(front) <= 2 and all(w[:1].isupper() and w.isalpha() for w in front)
    return f"{' '.join(front)} {long}" if name and not is_caps(before) else long


def _tidy(long: str) -> str:
    """ "KERNEL BASED VIRTUAL MACHINES" → "Kernel Based Virtual Machines"; else as written."""
    long = _ARTICLE.sub("", long.strip(" -–—:;,.\"'“”„«»*_`"))
    if not is_caps(long):
        return long
    words = long.split()
    return " ".join(
        w.lower() if n and w.lower() in SMALL else w.capitalize() for n, w in enumerate(words)
    )
