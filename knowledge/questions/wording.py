"""How questions are put, in each language in which they are drafted."""

from __future__ import annotations

from collections.abc import Mapping

BLANK = "_____"

_ENGLISH = {
    "what": "What is meant by “{term}”{on}?",
    "described": "How does the course describe “{term}”{on}?",
    "term": "Which term is defined as “{meaning}”{on}?",
    "label": "What does the course describe as “{meaning}”{on}?",
    "topic": "Which of these is described as follows: “{meaning}”?",
    "cloze": "Fill in the blank{on}: “{text}”",
    "long": "What does “{short}” stand for?",
    "stands": "True or false: “{short}” stands for “{long}”.",
    "short": "Which abbreviation stands for “{long}”?",
    "member": "Which of these belongs to “{heading}”{on}?",
    "odd": "Which of these does not belong to “{heading}”{on}?",
    "pro": "Which of these is an advantage of “{heading}”?",
    "con": "Which of these is a disadvantage of “{heading}”?",
    "applies": "What does the course say about “{heading}”?",
    "true": "True or false{on}: “{text}”",
    "means": "True or false{on}: the course describes “{term}” as “{meaning}”.",
    "first": "Which of these comes first{on}?",
    "last": "Which of these comes last{on}?",
    "after": "What comes directly after “{step}”{on}?",
    "order": "Which order is right{on}?",
    "cell": "What is given as “{column}” for “{row}”{on}?",
    "year": "Which year goes with “{event}”{on}?",
    "dates": "Which dates go with “{event}”{on}?",
    "earliest": "Which of these happened first{on}?",
    "on": " (topic: {topic})",
    "yes": "True",
    "no": "False",
}
_GERMAN = {
    "what": "Was bedeutet „{term}“{on}?",
    "described": "Wie beschreibt die Vorlesung „{term}“{on}?",
    "term": "Welcher Begriff ist definiert als „{meaning}“{on}?",
    "label": "Was beschreibt die Vorlesung als „{meaning}“{on}?",
    "topic": "Was wird so beschrieben: „{meaning}“?",
    "cloze": "Ergänzen Sie die Lücke{on}: „{text}“",
    "long": "Wofür steht „{short}“?",
    "stands": "Richtig oder falsch: „{short}“ steht für „{long}“.",
    "short": "Welche Abkürzung steht für „{long}“?",
    "member": "Was davon gehört zu „{heading}“{on}?",
    "odd": "Was davon gehört nicht zu „{heading}“{on}?",
    "pro": "Was davon ist ein Vorteil von „{heading}“?",
    "con": "Was davon ist ein Nachteil von „{heading}“?",
    "applies": "Was sagt die Vorlesung über „{heading}“?",
    "true": "Richtig oder falsch{on}: „{text}“",
    "means": "Richtig oder falsch{on}: Die Vorlesung beschreibt „{term}“ als „{meaning}“.",
    "first": "Was davon kommt zuerst{on}?",
    "last": "Was davon kommt zuletzt{on}?",
    "after": "Was folgt direkt auf „{step}“{on}?",
    "order": "Welche Reihenfolge ist richtig{on}?",
    "cell": "Was ist als „{column}“ für „{row}“ angegeben{on}?",
    "year": "Welches Jahr gehört zu „{event}“{on}?",
    "dates": "Welche Zeit gehört zu „{event}“{on}?",
    "earliest": "Was davon geschah zuerst{on}?",
    "on": " (Thema: {topic})",
    "yes": "Richtig",
    "no": "Falsch",
}
_FRENCH = {
    "what": "Que signifie « {term} »{on} ?",
    "described": "Comment le cours décrit-il « {term} »{on} ?",
    "term": "Quel terme est défini comme « {meaning} »{on} ?",
    "label": "Qu’est-ce que le cours décrit comme « {meaning} »{on} ?",
    "topic": "Lequel de ces sujets est décrit ainsi : « {meaning} » ?",
    "cloze": "Complétez{on} : « {text} »",
    "long": "Que signifie le sigle « {short} » ?",
    "stands": "Vrai ou faux : le sigle « {short} » signifie « {long} ».",
    "short": "Quel sigle désigne « {long} » ?",
    "member": "Lequel de ces éléments fait partie de « {heading} »{on} ?",
    "odd": "Lequel de ces éléments ne fait pas partie de « {heading} »{on} ?",
    "pro": "Lequel de ces points est un avantage de « {heading} » ?",
    "con": "Lequel de ces points est un inconvénient de « {heading} » ?",
    "applies": "Que dit le cours au sujet de « {heading} » ?",
    "true": "Vrai ou faux{on} : « {text} »",
    "means": "Vrai ou faux{on} : le cours décrit « {term} » comme « {meaning} ».",
    "first": "Lequel de ces éléments vient en premier{on} ?",
    "last": "Lequel de ces éléments vient en dernier{on} ?",
    "after": "Qu’est-ce qui vient juste après « {step} »{on} ?",
    "order": "Quel ordre est le bon{on} ?",
    "cell": "Quelle valeur de « {column} » est donnée pour « {row} »{on} ?",
    "year": "Quelle année correspond à « {event} »{on} ?",
    "dates": "Quelles dates correspondent à « {event} »{on} ?",
    "earliest": "Lequel de ces événements a eu lieu en premier{on} ?",
    "on": " (sujet : {topic})",
    "yes": "Vrai",
    "no": "Faux",
}
_SPANISH = {
    "what": "¿Qué significa «{term}»{on}?",
    "described": "¿Cómo describe el curso «{term}»{on}?",
    "term": "¿Qué término se define como «{meaning}»{on}?",
    "label": "¿Qué describe el curso como «{meaning}»{on}?",
    "topic": "¿Cuál de estos temas se describe así: «{meaning}»?",
    "cloze": "Complete el hueco{on}: «{text}»",
    "long": "¿Qué significan las siglas «{short}»?",
    "stands": "¿Verdadero o falso? Las siglas «{short}» significan «{long}».",
    "short": "¿Qué siglas corresponden a «{long}»?",
    "member": "¿Cuál de estos elementos pertenece a «{heading}»{on}?",
    "odd": "¿Cuál de estos elementos no pertenece a «{heading}»{on}?",
    "pro": "¿Cuál de estos puntos es una ventaja de «{heading}»?",
    "con": "¿Cuál de estos puntos es un inconveniente de «{heading}»?",
    "applies": "¿Qué dice el curso sobre «{heading}»?",
    "true": "¿Verdadero o falso{on}? «{text}»",
    "means": "¿Verdadero o falso{on}? El curso describe «{term}» como «{meaning}».",
    "first": "¿Qué viene primero{on}?",
    "last": "¿Qué viene al final{on}?",
    "after": "¿Qué viene justo después de «{step}»{on}?",
    "order": "¿Qué orden es el correcto{on}?",
    "cell": "¿Qué se indica como «{column}» para «{row}»{on}?",
    "year": "¿Qué año corresponde a «{event}»{on}?",
    "dates": "¿Qué fechas corresponden a «{event}»{on}?",
    "earliest": "¿Qué ocurrió primero{on}?",
    "on": " (tema: {topic})",
    "yes": "Verdadero",
    "no": "Falso",
}
_WORDINGS: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
}
LANGUAGES = frozenset(_WORDINGS)
"""Those in which questions can be drafted."""


def say(language: str, key: str, *, topic: str = "", **parts: str) -> str:
    """The sentence `key` with its parts; `topic` says what it is about where that is needed."""
    wording = _WORDINGS[language]
    on = wording["on"].format(topic=topic) if topic else ""
    return wording[key].format(on=on, **parts)
