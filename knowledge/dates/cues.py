"""Words that say what a date is: something due, an exam, a release, an event; and of what work."""

from __future__ import annotations

import re
from enum import IntEnum

from knowledge.dates.names import MONTH, WEEKDAY

_OF_TERM = (
    r"(?:first|last|final) (?:day|meeting|week)s? of (?:the )?(?:class(?:es)?|lectures?|instruction|teaching|term|semester|quarter|course|school)|"
    r"(?:last|first) (?:class(?:es)?|lecture)"
)
"""What nobody hands in."""
_STRONG = (
    r"due(?!\s+to\b)(?:\s+(?:date|by|on|at))?|overdue|deadlines?|dead-line|submit(?:ted)?|submissions?(?:\s+(?:deadline|date))?|turn(?:ed)?[ -]in|hand(?:ed)?[ -]?in|"
    r"hand[ -]in|upload(?:ed)?|no later than|not later than|at the latest|last (?:day|date)(?: to)?(?! of (?:the )?(?:class|lecture|instruction|teaching|term|semester|quarter|course|school))|clos(?:es?|ing)(?: date)?|cut-?off|expires?|must be (?:in|submitted|completed|received)|accepted until|"
    r"turn-in|"
    r"abgabe(?:termin|frist|schluss|datum)?|abzugeben|abgegeben|abgeben|fällig(?:keit)?|frist|(?:einreichungs|anmelde|bewerbungs)(?:frist|schluss)|stichtag|einzureichen|einreichen|"
    r"spätestens|letzter termin|schließt|endet|"
    r"à rendre|a rendre|rendre|rendu(?:e|s|es)?|remise|à remettre|remettre|échéances?|date limite(?: de (?:remise|dépôt|rendu))?|délai|dernier délai|au plus tard|dépôt|à déposer|déposer|fermeture|ferme|à envoyer|"
    r"entregas?(?: final)?|entregar(?:án?|emos)?|entregad[oa]s?|fecha (?:de entrega|límite|tope)(?: de(?:l)?)?|plazo(?: máximo)?(?: de entrega)?|vence|vencimiento|cierra|cierre|a más tardar|como muy tarde|como máximo|último día|"
    r"termina(?:rá)?|límite"
)
_WEAK = (
    rf"by(?!\s+(?!(?:{WEEKDAY}|{MONTH}|EOD|noon|midnight|the|end|AoE)\b)(?-i:[A-Z]))|"
    r"before|until|till|bis(?: zum)?|avant(?: le)?|jusqu['’]?\w*|d['’]ici(?: le| au)?|pour(?: le)?|"
    r"antes de(?:l| las| la)?|hasta(?: el)?|para(?: el)?|für"
)
_RELEASE = (
    r"available(?: from| on)?|releas(?:ed?|es|ing)|opens?|opening|posted|out|assigned|issued|handed out|published|goes live|"
    r"verfügbar|ausgabe(?:termin)?|ausgegeben|öffnet|veröffentlicht|freigeschaltet|"
    r"disponible(?:s)?(?: a partir del?)?|ouverture|ouvre|publi(?:é|ée|cación|cado|cada)|distribu(?:é|ée|ción)|mise? en ligne|abre|apertura|se publica"
)
_PAST = r"(?:extended|moved|changed|postponed|pushed back|rescheduled|shifted) from|originally(?: due)?|was|was due|instead of|not|verschoben vom|statt|reporté du|au lieu du|en lugar del?|previously|previous(?: deadline)?|old"
_MOVED = (
    r"(?:extended|moved|postponed|changed|pushed(?: back)?|rescheduled|shifted|delayed) (?:by \w+ \w+ )?(?:to|until|till|for)|now due(?: on| by)?|new (?:deadline|due date|date)(?: is)?|"
    r"(?:verlängert|verschoben) (?:bis(?: zum)?|auf(?: den)?)|neue(?:r)? (?:abgabetermin|frist|termin)|(?:reportée?|repoussée?|prolongée?) (?:au|jusqu['’]au)|nouvelle (?:date|échéance)|"
    r"(?:ampliad[oa]|aplazad[oa]|prorrogad[oa]) (?:al|hasta(?: el)?)|nueva fecha"
)
_EXAM = (
    r"exams?|examinations?|mid-?terms?|(?:(?<=\bthe )|(?<![^\W\d_]\s))finals?(?=\s*(?:exam|[:(–-]|$|\d|mon|tue|wed|thu|fri|sat|sun|dec|may|june?|apr|mar))|prelims?|quiz(?:zes)?|tests?|in-class test|"
    r"\w*klausur(?:en|termin\w*)?|\w*prüfung(?:en|stermin\w*)?|testat|"
    r"examens?|partiels?|contrôle(?:s)?(?: continu)?|interro(?:gation)?s?|évaluation finale|intra|"
    r"ex[aá]men(?:es)?|parcial(?:es)?|convocatoria|prueba"
)
_EVENT = (
    rf"{_OF_TERM}|"
    r"no (?:class(?:es)?|lectures?|sections?|labs?|recitations?|discussions?|office hours|school)|class(?:es)? cancel\w*|holidays?|break|recess|reading (?:week|day)|"
    r"presentations?|(?:poster|review|info|work|help) session|demos?|demo day|showcase|review(?: session)?|guest lecture|guest speaker|field trip|symposium|workshop|check-?in|kick-?off|"
    r"thanksgiving|labor day|veterans day|memorial day|independence day|juneteenth|"
    r"keine (?:vorlesung|übung|veranstaltung)|ausfall|entfällt|fällt aus|feiertag|ferien|\w*ferien|\w*pause|vorlesungsfrei\w*|gastvortrag|präsentationen?|exkursion|projektwoche|abschlussvortrag|vorträge|"
    r"pas de (?:cours|td|tp|séance)|férié|vacances|soutenances?|présentations?(?: orales?)?|séance|"
    r"no hay clases?|sin clase|festivo|vacaciones|semana santa|presentaci(?:ón|ones)|exposici(?:ón|ones)|seminario|tutoría"
)
_WORK = (
    r"homeworks?|hws?\d*|assignments?|asgn|asst|a\d{1,2}|hw\d+|ps\d+|pa\d+|p\d|mp\d+|pset\w*|problem (?:sets?|sheets?|class)|projects?|proposals?|labs?(?: (?:reports?|notebooks?|book))?|reports?|essays?|papers?|"
    r"drafts?|exercises?|sheets?|worksheets?|coursework|portfolios?|posters?|slides|surveys?|readings?|responses?|journals?|outlines?|bibliography|thesis|dissertation|milestones?|"
    r"checkpoints?|check-?ins?|deliverables?|registration|sign-?ups?|evaluations?|peer reviews?|reviews?|discussions?(?: post)?|tutorials?|iterations?|sprints?|tasks?|assessments?|case (?:study|brief)|"
    r"write-?ups?|notebooks?|questionnaire|forms?|nominations?|regrade requests?|requests?|statement|summary|analysis|code|program \d+|presentations?|plan|tests?|quiz(?:zes)?|"
    r"boards?|models?|manuscript|abstract|critique|reflections?|memos?|annotations?|recitations?|contract|topics?|add/drop|drop|withdraw\w*|"
    r"\w*blatt|\w*blätter|\w*aufgaben?|hausarbeit(?:en)?|\w*arbeit|\w*bericht|protokolle?|expos[éè]s?|\w*projekt|referate?|serie|anmeldung(?: zu[r\w]*)?|fragebogen|\w*anmeldung|gruppeneinteilung|themenwahl|praktikum|"
    r"devoirs?|dm ?\d*|tp ?\d*|td ?\d*|rapports?|projets?|mémoire|fiche(?: de lecture| d['’]arrêt)?|commentaire|compte[- ]rendu|travail|travaux|inscriptions?|exercices?|sujet|dossier|"
    r"prácticas?|tareas?|memorias?|trabajos?|informes?|proyectos?|ensayos?|hitos?|ejercicios?|cuestionarios?|propuestas?|inscripci(?:ón|ones)|póster|borrador|reseña|enunciado|tfg|tfm|actividad(?:es)?"
)
_PAST_TENSE = re.compile(
    r"\b(?:was|were|had|born|died|signed|founded|began|ended|invaded|executed|murió|nació|fue|eran|wurde|wurden|starb|geboren|naquit|mourut|né|née|fut)\b",
    re.I,
)


def _words(pattern: str, plural: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern}){plural}(?!\w)", re.I)


STRONG, WEAK, RELEASE, PAST, MOVED = map(_words, (_STRONG, _WEAK, _RELEASE, _PAST, _MOVED))
EXAM, EVENT, WORK = _words(_EXAM), _words(_EVENT), _words(_WORK, "s?")


class Cue(IntEnum):
    """How much the words in front of a day make it the one that a phrase is about."""

    PAST = 0
    RELEASE = 1
    NONE = 2
    WEAK = 3
    DUE = 4
    MOVED = 5


_NEAR = 4
"""Words between "by" or "until" and its day at the most: in "by Ada Lovelace, Mon 3/4" it means another thing."""
_BY_WEIGHT = (
    (Cue.MOVED, MOVED),
    (Cue.DUE, STRONG),
    (Cue.WEAK, WEAK),
    (Cue.RELEASE, RELEASE),
    (Cue.PAST, PAST),
)


def cue_in(words: str) -> tuple[Cue, int, int]:
    """The last cue among the words with its place; "submit by" is as strong as "submit"."""
    found = [
        (match.end(), match.start(), cue)
        for cue, pattern in _BY_WEIGHT
        for match in pattern.finditer(words)
        if cue is not Cue.WEAK or len(words[match.end() :].split()) <= _NEAR
    ]
    if not found:
        return Cue.NONE, -1, -1
    end, start, cue = max(found, key=lambda f: (f[0], f[2]))
    if cue is Cue.WEAK and any(f[2] is Cue.MOVED for f in found):
        return Cue.MOVED, start, end
    if cue is Cue.WEAK:
        strong = [f for f in found if f[2] is Cue.DUE]
        release = [f for f in found if f[2] is Cue.RELEASE]
        if strong and not any(f > max(strong) for f in release):
            return Cue.DUE, max(strong)[1], end
    return cue, start, end


def is_told_of_the_past(text: str) -> bool:
    """ "The king was executed": no course announces that."""
    return bool(_PAST_TENSE.search(text))
