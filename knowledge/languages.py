"""Words that carry a question and say nothing about its subject, by language.

Which language a question is in is told by these words alone: a question is too short for more.
English words are in `words.FUNCTION_WORDS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.words import FUNCTION_WORDS

_GERMAN = frozenset(
    """der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen ist sind war
    waren sei wird werden wurde wurden hat haben hatte habe hast kann können könnt muss müssen soll sollen darf dürfen
    mag will wollen ich du er sie es wir ihr mich mir dich dir ihm ihn uns euch mein meine meinen meiner dein deine
    sein seine seinen unser unsere in im an am auf aus bei beim mit nach von vom vor zu zum zur zurück für über unter zwischen
    durch gegen ohne um bis seit während wegen wer was wem wen wessen wann wo wohin woher wie warum wieso weshalb wozu
    wofür welche welcher welches welchen welchem dass ob wenn als auch noch nur schon sehr so dann da hier dort denn
    man sich etwas nichts alle alles jeder jede jedes dieser diese dieses diesen diesem gibt es doch mal eigentlich
    genau""".split()
)
_GERMAN_CHAT = frozenset(
    """bitte danke hallo hi hey moin guten tag morgen abend erkläre erklär erklären erklärt bedeutet bedeuten heißt
    heisst heißen definition definiere nenne nennen sage sag sagen zeige zeig nochmal wissen weiß weiss verstehe
    verstehen bräuchte möchte frage fragen folie folien vorlesung skript kurs unterschied unterschiede unterscheidet
    unterscheiden vergleich steht stehen abkürzung leider krank verpasst woche letzte geht gehen passiert findet statt hält halten
    macht machen tun liste beispiele beispiel arten art lang lange viele viel jemand leute""".split()
)
_SPANISH = frozenset(
    """el la los las lo un una unos unas y o pero no ni es son era eran ser está están estar estaba fue han ha he hay
    haber tiene tienen tener tengo puede puedo pueden podemos debe debo deben yo tú él ella nosotros ellos me te se nos
    le les mi mis tu tus su sus nuestro nuestra de del a al en con por para sin sobre entre desde hasta hacia según
    qué que quién quien quiénes cuándo cuando dónde donde cómo como cuál cual cuáles cuales cuánto cuánta cuántos
    cuántas cuanto cuanta cuantos cuantas porque si también ya muy más menos este esta esto estos estas ese esa eso
    aquí allí todo todos toda todas algo cada""".split()
)
_SPANISH_CHAT = frozenset(
    """hola gracias favor buenas buenos días tardes noches explica explicar explícame significa significan decir dime
    define definición diferencia diferencias clase clases diapositiva diapositivas tema lección curso asignatura
    profesor profe ayer sabe saber entiendo entender llamar llama llamado seguir hacer hace hacen usa usar usan lista
    ejemplo ejemplos tipo tipos sirve ir pude enfermo""".split()
)
_FRENCH = frozenset(
    """le la les l un une des du de d et ou mais ne n pas est sont était être a ont avoir as ai avons avez peut peuvent
    peux pouvez doit doivent faut je j tu il elle on nous vous ils elles me m te t se s lui leur mon ma mes ton ta tes
    son sa ses notre nos votre vos en au aux avec par pour sans sur sous entre dans chez vers depuis jusque qu que qui
    quoi quand où comment pourquoi quel quelle quels quelles combien est-ce qu'est-ce qu'est ce c c'est cet cette ces
    si aussi très plus moins tout tous toute toutes y dont lors""".split()
)
_FRENCH_CHAT = frozenset(
    """bonjour salut merci svp s'il plaît explique expliquer expliquez signifie veut dire définition définir différence
    différences cours diapo diapositive diapositives leçon prof professeur sais savoir comprends comprendre exactement
    appelle appelé raté semaine dernière exemple exemples liste type types lieu""".split()
)
_WORDS: dict[str, frozenset[str]] = {
    "de": _GERMAN | _GERMAN_CHAT,
    "es": _SPANISH | _SPANISH_CHAT,
    "fr": _FRENCH | _FRENCH_CHAT,
}
_ENGLISH_ASKS = frozenset(
    "whats what's wats wat waht whos who's hows how's wheres whens when's explain define describe tell please pls".split()
)
"""Whoever writes so asks in English: "whats AI", though "ai" is a French word."""
_ELIDED = frozenset("cdjlmnst")
"""Words of French only before an apostrophe; by themselves they are letters: "vitamin c"."""
_FUNCTION = {"de": _GERMAN, "es": _SPANISH, "fr": _FRENCH}


def language_of(words: Sequence[str]) -> str:
    """ISO 639-1 code of the language a question is put in; "en" where nothing says otherwise."""
    english = sum(w in FUNCTION_WORDS or w in _ENGLISH_ASKS for w in words)
    counts = {code: sum(_carries(w, code) for w in words) for code in _WORDS}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > english else "en"


def _carries(word: str, code: str) -> bool:
    if word in _ELIDED:
        return False
    return word in _FUNCTION[code] or (word in _WORDS[code] and word not in FUNCTION_WORDS)


def words_of(language: str) -> frozenset[str]:
    """The words that only carry a question in that language; none for English."""
    return _WORDS.get(language, frozenset())


def says_nothing(word: str, language: str) -> bool:
    """Does the word only carry a question in that language? Never for English."""
    known = _WORDS.get(language)
    if known is None:
        return False
    parts = word.split("'")
    return word in known or (len(parts) > 1 and all(p in known for p in parts))
