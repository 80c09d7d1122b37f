"""The words by which people call a poll's flags: in English, and some in German, Spanish and French."""

from __future__ import annotations

ENGLISH = {
    "anonymous": "anonymous anonymously anon anonym anonyme secret secretly private privately incognito geheim nonames no-names",
    "named": "named public names with-names not-anonymous non-anonymous",
    "single": "single one single-choice",
    "multi": "multi multiple multi-choice multiple-choice multichoice multiselect multi-select many several max limit pick choose mehrfach",
    "hide": "hide hidden hide-results hidden-results blind no-results conceal",
    "add": "add adding add-option add-options suggest-options allow-add other others suggest suggestions user-options write-in",
    "correct": "correct answer right solution correct-answer richtig key",
    "ranked": "ranked rank ranking ranked-choice order irv preference",
    "scale": "scale rate rating likert stars",
    "text": "text open open-text opentext open-ended free free-text freetext freeform comment comments",
    "words": "words word wordcloud word-cloud cloud one-word",
    "yesno": "yesno yes-no yn yes/no y/n janein",
    "low": "low lowest",
    "high": "high highest",
    "close": "close closes closing close-at close-in until till for end ends ends-at duration timer due deadline by expire expires in time",
    "at": "at start starts open-at opens opens-at schedule scheduled on when later",
    "every": "every each repeat repeats recurring recur weekly daily each-class every-class",
}
ABROAD = {
    "anonymous": "anónimo anonimo anónima anonima secreto secreta",
    "multi": "mehrere mehrfachauswahl auswahl máximo maximo maximal varias varios múltiple multiples múltiples plusieurs choix",
    "hide": "verbergen verborgen verdeckt verstecken ocultar oculto oculta cacher caché",
    "add": "ergänzen hinzufügen vorschlagen añadir agregar ajouter",
    "correct": "lösung korrekt correcta correcto respuesta correcte réponse",
    "ranked": "rangfolge reihenfolge clasificar orden classement",
    "scale": "skala bewertung escala puntuación échelle",
    "text": "freitext texto libre texte",
    "words": "wörter wort wortwolke palabras palabra mots mot nube",
    "yesno": "ja-nein sino sí-no si-no oui-non",
    "close": "schließen schliessen schließt schluss ende bis dauer cerrar cierra cierre hasta fermer fin jusque",
    "at": "um öffnen ab abrir abre ouvrir",
    "every": "jede jeden jedes wöchentlich täglich cada diario semanal chaque",
}
"""These need two dashes, or the dash that a phone makes of two."""
ALIASES = {
    alias: name
    for table in (ABROAD, ENGLISH)
    for name, words in table.items()
    for alias in words.split()
}
PLAIN = frozenset(
    "in time one end ends key by on at for max many other others order right later when start starts open free add text word names"
    " answer pick choose limit private public single secret each till".split()
) | frozenset(alias for words in ABROAD.values() for alias in words.split())
"""Behind a single hyphen these are words; behind two, or the dash that a phone makes of two, flags."""
_NOT = frozenset("no not non without never kein keine ohne sin sans".split())
_SHORTEST = 3


def meant(name: str) -> str | None:
    """The flag of a word, or of one in several: "hide-until-closed" hides; None for none, and for what is denied."""
    parts = name.split("-")
    if name in ALIASES or len(parts) == 1:
        return ALIASES.get(name)
    if _NOT & {*parts}:
        return None
    return next((ALIASES[p] for p in parts if len(p) >= _SHORTEST and p in ALIASES), None)
