"""What a calendar would call a dated item: "Term Project Check-in - due Wed 12/1" → "Term Project Check-in"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.dates.cues import EVENT, EXAM, RELEASE, STRONG, WEAK, WORK
from knowledge.dates.names import WEEKDAY

MOST_CHARS = 80
_MOST_WORDS = 8
_FEW = 5
_GAP = "\x00"
_EDGES = " \t\n-–—:;,.@|()[]\"'“”«»*_#·•→/…=&+"
_NOTE = re.compile(
    r"[(\[]\s*(?:\d+\s*(?:%|pts?|points?|punkte|puntos|min(?:utes?|uten)?|hours?|hrs?|h)?|no class|online)\s*[)\]]|[(\[][\s\x00,;:.-]*[)\]]|\b\d+\s*(?:pts|points)\b|\b\d+\s?%",
    re.I,
)
_LEADING = re.compile(
    rf"^(?:(?:{WEEKDAY})s?[:,]?|"
    r"\d{1,2}[.)]|please|there will be|there is|i will be (?:holding|having)|(?:we|you) (?:will )?(?:have|hold|must|should|need)|extend|move|postpone|add|remember(?: to)?|reminder:?|note:?|complete|fill (?:out|in)|upload|send|read|finish|prepare|attend|return|update|extended|new|"
    r"your?|you|the|an?|our|my|this|that|all|for|of|on|in|to|is|are|be|and|or|from|at|by|with|will|as|"
    r"bitte|extraordin\w+ (?:del|de)|comenzar con|der|die|das|den|dem|des|ein(?:e[nrms]?)?|für|im|am|vom|zum|zur|und|von|ist|sind|reichen|sie|ihre?n?|"
    r"envoyez(?:-moi)?|votre|vos|mon|le|la|les|du|des|de|un|une|pour|et|est|sont|l['’]|d['’]|à|au|"
    r"este|esta|dieser?|diese|ce|cette|el|los|las|del|una?|y|es|son|se|subid|publicad|entregad|su|tu|vuestr[oa]s?|por|con|cuyo|signed)(?:\s+|$|(?<=['’]))",
    re.I,
)
_TRAILING = re.compile(
    r"(?:^|\s+)(?:is|are|was|now|be|been|will(?: be)?|must(?: be)?|should(?: be)?|can|has|have|to(?: be)?|on|in|for|from|of|at|by|the|a|an|and|or|via \w+|in class|to class|until|"
    r"back|as|only|has been|not|final date|new|begins?|starts?|takes? place|will take place|collected|before|date|out|"
    r"scheduled|issued|moved|extended|postponed|has been \w+(?: back)?|must be \w+|se hará|hará|week of|tbd|tba|update|revised?|ist|sind|wird|werden|am|im|um|vom|zum|zur|bis|bitte|den|dem|der|die|das|und|für|beginnt|auf moodle|"
    r"est|sont|sera|le|la|les|de|du|des|à|au|aux|et|pour|par mail|sur moodle|ont lieu|aura lieu|fixée?(?: au)?|"
    r"es|son|será|el|los|las|del|al|y|para|se|de la|desde|tendrá lugar|en|con|sobre|antes|partir|no|hasta|día|presentar)$",
    re.I,
)
_GENERIC = re.compile(
    r"^(?:late|hard|soft|new|sharp|start|end|beginning|(?:start|end|beginning|begin) of (?:class|lecture|lab|section|day)|(?:in|before|after) (?:class|lecture|lab)|"
    r"no late|moodle|canvas|gradescope|blackboard|ilias|brightspace|github|gitlab|piazza|dropbox|e-?mail|online|pdf|class|lecture|(?:\w+\. )?(?:night|morning|evening|afternoon)|(?:week|wk|woche|semaine|semana) ?\d*|vor der (?:vorlesung|übung)|in der (?:vorlesung|übung)|"
    r"au plus tard|en (?:td|tp|cours|clase)|après-midi|rendu au plus tard|must be|wird|ein|weeks?|utc|cet|mesz|mez|hrs?|uhr|h|m|t|w|th|f|tu|mo|di|mi|do|fr|sa|so|s\.?\s?t|c\.?\s?t)\.?$",
    re.I,
)
_OUTER = re.compile(r"\((?P<inner>[^()]*\x00[^()]*)\)")
_ASIDE = re.compile(r"\s(?:in|via|to|that|which|with|for the|using|auf|mit|sur|en|con)\s", re.I)
_PREDICATE = re.compile(r"^(?:has|have|had|is|are|was|were|will|must|can|should)\b", re.I)
_PRONOUN = re.compile(
    r"^(?:this|that|it|these|they|everything|all|which|dies(?:e[rs]?)?|ceci|cela|esto|this (?:assignment|deliverable|homework|project|lab)|the (?:assignment|homework|project))$",
    re.I,
)
_IT_IS = re.compile(
    r"^(?:it|they|this|that)\b(?:['’]|\s+(?:is|are|will|must|can|should|have|has|need))",
    re.I,
)
_TWICE = re.compile(r"\b([^\W\d_]{3,})\s+\1\b", re.I)
_WEEKDAY = re.compile(WEEKDAY, re.I)
_ADJECTIVES = frozenset("final finale".split())
_LETTERS = re.compile(r"[^\W\d_]")
_NAME_OF_WORK = re.compile(
    rf"(?:(?:\d*[^\W\d_][\w#’'&-]*)\s+){{0,3}}?(?:{WORK.pattern}|{EXAM.pattern})(?:\s*#?\d+[a-z]?\b)?",
    re.I,
)
_BEFORE_A_NAME = re.compile(
    r"^.*\b(?:must|fill|this|the|your|our|to|of|for|a|an|be|will|is|are|has|have|with|on|and|el|la|los|las|del|de|le|les|des|du|der|die|das|den|im|mit|con)\s+(?=\S)",
    re.I,
)
_MODAL = re.compile(
    r"\b(?:must|should|will|shall|needs? to|ha(?:ve|s) to|muss|müssen|doit|devez|deben?|hay que)\b",
    re.I,
)
_DETERMINER = re.compile(
    r"\w.*\b(?:the|our|its|your|der|die|das|le|la|el|les|los)\s*$", re.I | re.S
)
"""In front of a cue that has a determiner of its own stands another clause: "the bug is fixed, the deadline ..."."""
_SENTENCE = re.compile(r"(?<=[a-z)\d][.!?])\s+(?=[A-ZÄÖÜ])")


def title_of(
    phrase: str,
    taken: Sequence[tuple[int, int]],
    chosen: tuple[int, int],
    *,
    context: Sequence[str] = (),
) -> str:
    """The words that name what is dated; without any, the first of `context` that names something.

    `taken` are the places of dates and times in the phrase, `chosen` that of the item's own.
    """
    best = _named(phrase, taken, chosen)
    around = [name for name in map(tidy, context) if is_a_name(name)]
    if best and (names_work(best) or len(best.split()) <= _FEW):
        around = []
    works = [name for name in around if names_work(name)] if best else []
    names = (*works[:1], best, *around[:1], _own_words(phrase, taken))
    return next(filter(None, map(shortened, names)), phrase.strip()[:MOST_CHARS])


def _named(phrase: str, taken: Sequence[tuple[int, int]], chosen: tuple[int, int]) -> str:
    """The piece of the phrase that names what is dated; nothing where none does."""
    blanked = _parted(_without(phrase, [*taken, *_cues(phrase)]))
    pieces = [(start, tidy(text)) for start, text in _pieces(blanked) if not _is_aside(text)]
    named = [(start, text) for start, text in pieces if is_a_name(text)]
    best = _best(named, chosen) if named else ""
    if best.casefold() in _ADJECTIVES and (cue := STRONG.search(phrase)):
        return tidy(f"{cue[0]} {best.casefold()}")
    return best


def _is_aside(text: str) -> bool:
    return bool(_DETERMINER.match(text.strip())) and not names_work(text)


def names_work(text: str) -> bool:
    """Does it name a piece of work, an exam or an event?"""
    return bool(WORK.search(text) or EXAM.search(text) or EVENT.search(text))


def is_a_name(text: str) -> bool:
    """Does it say more than "this assignment" or "12"?"""
    vague = (
        _WEEKDAY.fullmatch(text)
        or _PRONOUN.match(text)
        or _PREDICATE.match(text)
        or _GENERIC.match(text)
        or _IT_IS.match(text)
    )
    return bool(_LETTERS.search(text)) and len(text) > 1 and not vague


def _without(phrase: str, places: Sequence[tuple[int, int]]) -> str:
    """The phrase with a mark for each letter at those places."""
    letters = list(phrase)
    for start, end in places:
        letters[start:end] = _GAP * (end - start)
    return "".join(letters)


def _parted(blanked: str) -> str:
    """With the brackets that hold a date or a cue made into marks: "(HW1 due 9/17)" stands by itself."""
    return _OUTER.sub(lambda found: f"{_GAP}{found['inner']}{_GAP}", blanked)


def _cues(phrase: str) -> list[tuple[int, int]]:
    found = [m.span() for pattern in (STRONG, RELEASE) for m in pattern.finditer(phrase)]
    weak = [
        m.span()
        for m in WEAK.finditer(phrase)
        if re.match(r"\s*(?:the\s+)?\W*\d|\s+\w+\W*\s*\d", phrase[m.end() :])
    ]
    return [span for span in (*found, *weak) if not _is_in_a_name(phrase, span)]


def _is_in_a_name(phrase: str, span: tuple[int, int]) -> bool:
    """ "Entrega 4" and "Submission 2" are names, "the drop deadline" too."""
    return bool(re.match(r"\s+#?\d{1,2}(?![\d:/.-])(?=\s*[:,(–-])", phrase[span[1] :])) or bool(
        re.search(r"\b(?:drop|add/drop)\s+$", phrase[: span[0]], re.I)
    )


def _pieces(blanked: str) -> list[tuple[int, str]]:
    """What is left between the marks, cut where a line or a sentence ends, each with its place."""
    pieces = []
    for found in re.finditer(rf"[^{_GAP}|\n;•]+", blanked):
        at = found.start()
        for sentence in _SENTENCE.split(found[0]):
            pieces.append((at, sentence))
            at += len(sentence) + 1
    return pieces


def _best(pieces: Sequence[tuple[int, str]], chosen: tuple[int, int]) -> str:
    """The piece that names work, an exam or an event, nearest in front of the date; else the first."""

    def rank(piece: tuple[int, str]) -> tuple[int, int, int]:
        start, text = piece
        names = names_work(text)
        behind = start >= chosen[1]
        return (not names, behind, abs(start + len(text) - chosen[0]) if not behind else start)

    return min(pieces, key=rank)[1]


def tidy(text: str) -> str:
    """Without marks at its ends, articles and verbs in front, and small words behind."""
    text = re.sub(r"\s+", " ", _NOTE.sub(" ", text.replace(_GAP, " ")))
    before = None
    while text != before:
        before = text
        text = _TRAILING.sub("", _LEADING.sub("", _unbracketed(text.strip(_EDGES))))
    text = _TWICE.sub(r"\1", text)
    return text[:1].upper() + text[1:]


def _unbracketed(text: str) -> str:
    """Without a bracket that was opened and never closed."""
    at = text.rfind("(")
    return text[:at].rstrip(_EDGES) if at >= 0 and ")" not in text[at:] else text


def shortened(title: str) -> str:
    """A long title comes down to the work that it names, else to its first words."""
    title = re.sub(r"\s+", " ", title).strip()
    if len(title.split()) > _MOST_WORDS or _MODAL.search(title):
        found = _NAME_OF_WORK.search(title)
        if found:
            title = tidy(_BEFORE_A_NAME.sub("", found[0]))
    if len(title.split()) > _MOST_WORDS and (aside := _ASIDE.search(title)):
        title = tidy(title[: aside.start()])
    if len(title.split()) > _MOST_WORDS:
        title = tidy(" ".join(title.split()[:_MOST_WORDS]))
    if len(title) > MOST_CHARS:
        title = title[:MOST_CHARS].rsplit(" ", 1)[0]
    return title


def _own_words(phrase: str, taken: Sequence[tuple[int, int]]) -> str:
    """The phrase without its dates: "Abgabe bis" → "Abgabe"; the phrase itself where that is nothing."""
    if cue := STRONG.search(phrase):
        word = cue[0].strip()
        return "Deadline" if word.casefold().startswith("due") else word[:1].upper() + word[1:]
    rest = tidy(_without(phrase, taken))
    return rest if is_a_name(rest) else re.sub(r"\s+", " ", phrase).strip()[:MOST_CHARS]
