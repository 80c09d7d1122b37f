"""What looks like a date and is none: versions, sections, prices, scores, addresses, terms."""

from __future__ import annotations

import re

from knowledge.dates.names import MONTH

_NUMBERED = (
    "v no nr vol issue version ver release rev section sections sec secs chapter chapters ch isbn isbn-10 isbn-13 issn page pages pp p "
    "slide slides figure figures fig table tab equation eq theorem lemma definition exercise problem problems question "
    "room building bldg windows linux kernel python java ubuntu debian gcc ios macos android ipv rfc http tls http/ "
    "romans genesis psalm score scores grade part step unit lecture lesson module topic part model "
    "kapitel kap abschnitt seite seiten folie folien abbildung abb tabelle satz aufgabe art artikel abs raum zimmer "
    "chapitre figure diapo diapositive article alinéa salle chap "
    "capítulo cap sección página páginas pág tema unidad artículo aula diapositiva tabla ejercicio versión"
).split()
_PREFIXED = re.compile(
    rf"(?:(?<![\w-])(?:{'|'.join(map(re.escape, sorted(_NUMBERED, key=len, reverse=True)))})\b\.?\s*[:#]?\s*|"
    rf"§+\s*|[$€£¥]\s*|\bdoi:\s*|\barxiv:\s*)(?:n[°o]\s*)?\d[\w./:–-]*(?:\s?/\s?\d+)?",
    re.I,
)
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b\S+@\S+\.\w+", re.I)
_STRUCK = re.compile(r"~~?[^~\n]+~~?")
_OF_A_THING = re.compile(
    r"(?<![\d/.:-])\d{1,3}\s?/\s?\d{1,3}(?=\s*(?:of\b|points?\b|pts\b|punkte\b|puntos\b|credits?\b|bits?\b|-bit|students?\b|marks?\b|commission))"
    r"|(?<=[+*=^])\s?\d{1,2}/\d{1,2}|\b[a-z]\d{0,2}/\d+|\d{1,2}/\d{1,2}(?=\s?[+*=^])",
    re.I,
)
_SHARES = re.compile(
    r"\b(?:odds|ratio|fraction|probability|probabilidad|aspect|score[ds]?)\b", re.I
)
_FRACTION = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![/\d])")
_TERM = re.compile(
    r"\[[^\]\d]*\b(?:fall|spring|summer|winter|autumn|ss|ws|wise|sose)\b[^\]]*\]"
    r"|\b(?:ws|ss|wise|sose|wintersemester|hs|fs)\s?(?:20)?\d\d(?:\s?/\s?(?:20)?\d\d)?\b",
    re.I,
)
_ALWAYS_OPEN = re.compile(r"\b24\s?/\s?7\b(?!/)|\b\d{1,2}/7\b(?=\D*(?:support|access|hours))")
_DOTTED = re.compile(
    r"(?<![\d.])(?!20\d\d\.\d{1,2}\.\d{1,2}(?!\d|\.\d)|\d{1,2}\.\d{1,2}\.(?:(?:19|20)\d\d|\d\d)(?!\d|\.\d))\d+(?:\.\d+){2,}(?:[:/]\d+)?\b"
)
_SHARE = re.compile(r"\b\d{1,3}(?:[.,]\d+)?\s?%")
_TELEPHONE = re.compile(
    r"\b(?:tel|phone|fax|call)\b\.?:?\s*[(+]?\d[\d ()/–-]{5,}|\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}-\d{4}\b|\+\d{1,3}[\d ()-]{7,}",
    re.I,
)
_SCRIPTURE = re.compile(r"\b(?:john|luke|mark|matthew)\s\d+:\d+\b", re.I)
_YEARS = re.compile(
    rf"(?<![\d/.-])(?<![^\W\d_] )(?:1[0-9]|20)\d\d(?:\s?[–-]\s?(?:1[0-9]|20)\d\d|[–-]\d\d)(?![\d/.-]|(?:st|nd|rd|th)|\.?\s?(?:of |de )?(?:{MONTH})\b)",
    re.I,
)
_ALL = (
    _ADDRESS,
    _STRUCK,
    _PREFIXED,
    _OF_A_THING,
    _TERM,
    _ALWAYS_OPEN,
    _DOTTED,
    _SHARE,
    _TELEPHONE,
    _SCRIPTURE,
    _YEARS,
)


def mask_lookalikes(phrase: str) -> str:
    """The phrase with what is no date blanked, of equal length."""
    for pattern in _ALL:
        phrase = pattern.sub(_blank, phrase)
    return _FRACTION.sub(_blank, phrase) if _SHARES.search(phrase) else phrase


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
