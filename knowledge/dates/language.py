"""The language of a line, and whether its "3/4" is the third of April."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

_WORDS = {
    "en": "the of and is are be will by on at from until due before after your you this next week for to in out no class "
    "exam quiz opens closes midterm final homework assignment submit submission deadline posted released available through",
    "de": "der die das den dem des und ist sind bis am im um vom zum zur uhr abgabe frist fällig für mit klausur prüfung "
    "übung übungsblatt vorlesung spätestens keine nächste nächsten nächster woche montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag ausgabe anmeldung deadline mo di mi do fr sa so",
    "fr": "le la les des du au aux et est sont à rendre remise avant jusqu pour date limite heures midi minuit devoir "
    "examen partiel cours séance lundi mardi mercredi jeudi vendredi samedi dimanche prochain échéance remettre rapport "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "el la los las del al y es son a de para hasta antes entrega plazo fecha límite examen parcial clase hay hora "
    "horas lunes martes miércoles jueves viernes sábado domingo próximo práctica tarea memoria mañana semana enero "
    "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_KNOWN = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_HALVES = re.compile(r"(?<=\d)\s?[ap]\.?\s?m\b\.?|(?<=\d)[a-z]\b", re.I)
"""The "am" of "9am" is not German."""
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH_FIRST_ZONES = (
    "America/", "US/", "Pacific/Honolulu", "Pacific/Guam", "Asia/Manila", "Canada/", "UTC",
)  # fmt: skip
_LATIN = (
    "America/Argentina", "America/Bogota", "America/Lima", "America/Mexico", "America/Sao_Paulo", "America/Santiago",
    "America/Caracas", "America/Montevideo", "America/Asuncion", "America/La_Paz", "America/Guayaquil",
)  # fmt: skip
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d%]|/\d{3}(?!\d))")


def language_of(text: str, otherwise: str | None = None) -> str:
    """ "en", "de", "fr" or "es": whose small words the text has most of; `otherwise` (or English) if none."""
    words = [word.casefold() for word in _LETTERS.findall(_HALVES.sub(" ", text))]
    counts = {name: sum(word in known for word in words) for name, known in _KNOWN.items()}
    best = max(counts.values())
    likely = otherwise if otherwise in counts else "en"
    if best == 0 or counts[likely] == best:
        return likely
    return max(counts, key=lambda name: counts[name])


def is_day_first(language: str, zone: str) -> bool:
    """Do people who write that language where that zone's clocks go put the day first?"""
    if language != "en":
        return True
    return zone.startswith(_LATIN) or not zone.startswith(_MONTH_FIRST_ZONES)


def order_told_by(texts: Iterable[str]) -> bool | None:
    """True where dates of the texts can only be day first ("25/10"), False for month first, else None."""
    pairs = [(int(a), int(b)) for a, b in chain.from_iterable(map(_SLASHED.findall, texts))]
    first = sum(12 < a <= 31 and 1 <= b <= 12 for a, b in pairs)
    second = sum(12 < b <= 31 and 1 <= a <= 12 for a, b in pairs)
    return None if first == second else first > second
