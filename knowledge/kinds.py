"""Does a text hold the kind of thing that a question asks for: a date, a number, a person, a place, a reason?"""

from __future__ import annotations

import re

from knowledge.amounts import tells_how_much
from knowledge.credits import CREDITING, credits_somebody
from knowledge.normalise import words
from knowledge.question import RELEASE_WORDS, Asks, Question

_DATE = re.compile(
    r"\b(?:1[0-9]|20)\d\ds?\b|\b(?:early|mid|late)?[- ]?\d0s\b|\b(?:\d{1,2}(?:st|nd|rd|th)|last) century\b|(?<!version )(?<!\bv)\b\d{1,2}[/.]\d{1,2}\b(?!\s*(?:%|[kMGmµn]?[JWVAgmsBLKN]\b))|\b\d{1,2}\s?(?:am|pm|uhr|h)\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:in|im|en|since|by|until|early|late|mid)[ -](?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|"
    r"junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|"
    r"octobre|novembre|décembre)\b"
    r"|\b\d{1,2}(?:\.|st|nd|rd|th|er)?\s+(?:de\s+)?(?:jan|f[eé]b|m[aä]r|a[pbv]r|ma[iy]|jui?n|ju[il]|a[uo][gû]|sep|o[ck]t|nov|de[cz]|d[eé]c|ene)"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|\b(?:lunes|martes|miércoles|jueves|viernes)\b"
    r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi)s?\b|\b(?:weekly|daily|midnight|noon|today|tomorrow)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|few|several|single|once|twice|half|a third|thirds|quarters?|majority|none|"
    r"dozens?|hundreds?|thousands?|(?:m|b|tr)illions?|eine?r?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|un[ae]?|deux|trois|"
    r"quatre|cinq|dos|tres|cuatro|cinco)\b",
    re.I,
)
_HOW_LONG = re.compile(r"\bhow long\b|\bwie ?lange?\b|\bcombien de temps\b|\bcuánto tiempo\b")
_DURATION = re.compile(
    r"\b[OΘΩ] ?\(|\b(?:constant|linear|quadratic|cubic|logarithmic|polynomial|exponential)(?: running)? time\b|"
    r"(?:\d\+?\s?-?|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few|half|eine?n?|zwei|drei|vier|fünf|"
    r"sechs|sieben|acht|neun|zehn|une?|deux|trois|dos|tres)[\s-])(?:[mµn]?s(?:ec)?\b|[a-z]*seconds?|min(?:ute)?s?\b|"
    r"h\b|hours?|days?|weeks?|months?|years?|decades?|centur\w+|pages?|[kcm]?m\b|words|lines|semesters?|[a-z]*sekunden?|"
    r"bits?\b|bytes?\b|digits?\b|characters?\b|letters?\b|minuten?|stunden?|tage?|wochen?|monate?|jahre?|seiten?|heures?|jours?|semaines?|mois|ans?\b|années?|horas?|días?|semanas?|meses|años?)"
    r"|\b(?:minutes|hours|days|weeks|months|years|decades|centuries|minuten|stunden|tage|wochen|monate|jahre|jours|semaines|"
    r"mois|ans|años|días|semanas|meses)\b|\b\d{4}\s?(?:to|until|[-–]|bis|a|à)\s?\d{4}\b|\d{1,2}:\d\d\s?[-–]|\d\s?(?:am|pm)?\s?(?:[-–]|to|until)\s?\d+\s?(?:am|pm)",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:tutorial|question|chapter|ch|lecture|slide|week|type|phase|part|section|lab|version)\b[. -]*\d+",
    re.I,
)
_REASON = re.compile(
    r"\bbecause\b|\bsince\b|\bso that\b|\bdue to\b|\bin order\b|\bobjective\b|\bto [a-z]+|\btherefore\b|\(.+\)",
    re.I,
)
_ANY_DAY = re.compile(r"\b(?:weekly|daily|midnight|noon|today|tomorrow)\b", re.I)
_AGE_ASKED = re.compile(r"\bhow old\b")
_LIFE = re.compile(r"\b(?:born|died)\b", re.I)
"""What tells how old a person is, and not how old a thing."""
_SINCE = re.compile(r"\b(?:since|seit|depuis|desde)\b", re.I)
_CONDITION_ASKED = re.compile(
    r"^(?:\w+ )?when (?:should|can|could|must|may|do|does|would|will|are|is) |^wann (?:ist|sind|kann|darf|muss|wird|soll) "
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|once|until|unless|after|before|as soon as|as long as|only|falls|wenn|sobald|solange|sofern)\b",
    re.I,
)
_COMPUTED = frozenset("calculate calculated compute computed formula equation".split())
_COMPUTES = re.compile(
    r"[=÷×∑Σ]|\b(?:divid\w+|multipl\w+|sum of|ratio of|product of|minus|plus|times|averag\w+|square root|percentage|"
    r"square[sd]? of|difference (?:of|between))\b",
    re.I,
)
_PRICE = re.compile(r"[$€£]\s?\d|\b\d+\s?(?:cents|dollars|euros?)\b|\bfree\b", re.I)
_PERSON = re.compile(
    r"\bby (?:the |an? )?\w+|\b(?i:by|prof\.?|dr\.?|mrs?\.?|mme\.?|instructor|professor|author|inventor|von|par|por|de)\s+[A-ZÄÖÜÉ]"
    r"|\b[A-ZÄÖÜÉ][\w-]+ [A-ZÄÖÜÉ][\w-]+\b|\b[A-Z][a-z]+,? [A-Z]\.|\b[A-Z][a-z]+ and [A-Z][a-z]+\b"
)
_CAME_UP = re.compile(
    r"\b(?:came|come|comes) up with\b|\bthought (?:of|up)\b|\bfirst (?:to|thought)\b"
)
_BYLINE = re.compile(r"\b(?i:by|von|par|por|after) (?:the |an? )?[A-ZÄÖÜÉ]\w+")
_PLACE = re.compile(
    r"\b(?:room|building|hall|campus|zoom|online|floor|office|library|raum|hörsaal|gebäude|sekretariat|saal|aula|"
    r"edificio|salle|bâtiment|amphi\w*)\b|https?:",
    re.I,
)
STRICT = frozenset({Asks.DATE, Asks.NUMBER, Asks.PRICE, Asks.PERSON, Asks.PLACE, Asks.REASON})
"""What is missed where it is asked for and not there."""


def holds(question: Question, text: str) -> bool:
    """True where what was asked for is there, and for questions that ask for no kind of thing."""
    asks, said = question.asks, " ".join(question.words)
    if asks is Asks.DEFINITION and is_computed(question):
        return bool(_COMPUTES.search(text))
    if asks is Asks.NUMBER:
        return _holds_number(question, said, text)
    if is_of_release(question):
        text = "" if _AGE_ASKED.search(said) and _LIFE.search(text) else _ANY_DAY.sub(" ", text)
    if asks is Asks.DATE and _CONDITION_ASKED.search(said) and _CONDITION.search(text):
        return True
    if asks is Asks.PERSON and credits_somebody(text):
        return True
    if is_of_maker(question):
        return bool(_BYLINE.search(text) or (CREDITING & set(words(text)) and _PERSON.search(text)))
    if asks is Asks.DATE and _SINCE.search(said) and _SINCE.search(text):
        return True
    needed = {
        Asks.DATE: _DATE,
        Asks.PRICE: _PRICE,
        Asks.PERSON: _PERSON,
        Asks.PLACE: _PLACE,
        Asks.REASON: _REASON,
    }.get(asks)
    return needed is None or bool(needed.search(text))


def _holds_number(question: Question, said: str, text: str) -> bool:
    if _HOW_LONG.search(said):
        return bool(_DURATION.search(text))
    told = tells_how_much(question.words, text)
    if told is not None:
        return told
    return bool(_NUMBER.search(_LABEL.sub(" ", _DATE.sub(" ", text))))


def is_of_release(question: Question) -> bool:
    """Is it asked when something was released, founded, born?"""
    return question.asks is Asks.DATE and bool(RELEASE_WORDS & set(question.words))


def is_of_maker(question: Question) -> bool:
    """Is it asked who wrote, found or came up with something?"""
    made = CREDITING & set(question.words) or _CAME_UP.search(" ".join(question.words))
    return question.asks is Asks.PERSON and bool(made)


def is_computed(question: Question) -> bool:
    """Is it asked how something is calculated?"""
    return bool(_COMPUTED & set(question.words))
