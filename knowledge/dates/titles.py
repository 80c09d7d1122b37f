"""What a calendar would call a dated item: "Term Project Check-in - due Wed 12/1" → "Term Project Check-in"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.dates.cues import EVENT, EXAM, RELEASE, STRONG, WEAK, WORK

MOST_CHARS = 80
_MOST_WORDS = 9
_GAP = "\x00"
_EDGES = " \t\n-–—:;,.@|()[]\"'“”«»*_#·•→/…=&+"
_NOTE = re.compile(
    r"[(\[]\s*(?:\d+\s*(?:%|pts?|points?|punkte|puntos|min(?:utes?|uten)?|hours?|hrs?|h)?|no class|online)\s*[)\]]|[(\[][\s\x00,;:.-]*[)\]]|\b\d+\s*(?:pts|points)\b|\b\d+\s?%",
    re.I,
)
_LEADING = re.compile(
    r"^(?:please|remember(?: to)?|reminder:?|note:?|complete|fill (?:out|in)|upload|send|read|finish|prepare|attend|return|update|extended|new|"
    r"your?|you|the|an?|our|my|this|that|all|for|of|on|in|to|is|are|be|and|or|from|at|by|with|will|as|"
    r"bitte|der|die|das|den|dem|des|ein(?:e[nrms]?)?|für|im|am|vom|zum|zur|und|von|ist|sind|deadline|"
    r"envoyez(?:-moi)?|votre|vos|mon|le|la|les|du|des|de|un|une|pour|et|est|sont|l['’]|d['’]|à|au|"
    r"el|los|las|del|una?|y|es|son|se|subid|publicad|entregad|su|tu|vuestr[oa]s?|por|con|cuyo|signed)(?:\s+|$|(?<=['’]))",
    re.I,
)
_TRAILING = re.compile(
    r"(?:^|\s+)(?:is|are|was|be|been|will(?: be)?|must(?: be)?|should(?: be)?|can|has|have|to(?: be)?|on|in|for|from|of|at|by|the|a|an|and|or|via \w+|in class|to class|until|up|"
    r"back|as|only|has been|not|final date|new|begins?|starts?|takes? place|will take place|collected|before|date|out|"
    r"update|revised?|ist|sind|wird|werden|am|im|um|vom|zum|zur|bis|bitte|den|dem|der|die|das|und|für|beginnt|auf moodle|"
    r"est|sont|sera|le|la|les|de|du|des|à|au|aux|et|pour|par mail|sur moodle|ont lieu|aura lieu|fixée?(?: au)?|"
    r"es|son|será|el|los|las|del|al|y|para|se|de la|desde|tendrá lugar|en|con|sobre|antes|partir|no)$",
    re.I,
)
_PRONOUN = re.compile(
    r"^(?:this|that|it|these|they|everything|all|which|dies(?:e[rs]?)?|ceci|cela|esto|this (?:assignment|deliverable|homework|project|lab)|the (?:assignment|homework|project))$",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]")
_NAME_OF_WORK = re.compile(
    rf"(?:(?:[\w#’'&-]+)\s+){{0,3}}?(?:{WORK.pattern}|{EXAM.pattern})(?:\s*#?\d+[a-z]?\b)?", re.I
)
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
    blanked = _without(phrase, [*taken, *_cues(phrase)])
    pieces = [(start, tidy(text)) for start, text in _pieces(blanked)]
    named = [(start, text) for start, text in pieces if is_a_name(text)]
    if named:
        return shortened(_best(named, chosen))
    around = next((tidy(text) for text in context if is_a_name(tidy(text))), "")
    return shortened(around or _own_words(phrase, taken))


def is_a_name(text: str) -> bool:
    """Does it say more than "this assignment" or "12"?"""
    return bool(_LETTERS.search(text)) and len(text) > 1 and not _PRONOUN.match(text)


def _without(phrase: str, places: Sequence[tuple[int, int]]) -> str:
    """The phrase with a mark for each letter at those places."""
    letters = list(phrase)
    for start, end in places:
        letters[start:end] = _GAP * (end - start)
    return "".join(letters)


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
    for found in re.finditer(rf"[^{_GAP}|\n;]+", blanked):
        at = found.start()
        for sentence in _SENTENCE.split(found[0]):
            pieces.append((at, sentence))
            at += len(sentence) + 1
    return pieces


def _best(pieces: Sequence[tuple[int, str]], chosen: tuple[int, int]) -> str:
    """The piece that names work, an exam or an event, nearest in front of the date; else the first."""

    def rank(piece: tuple[int, str]) -> tuple[int, int, int]:
        start, text = piece
        names = bool(WORK.search(text) or EXAM.search(text) or EVENT.search(text))
        behind = start > chosen[1]
        return (not names, behind, abs(start + len(text) - chosen[0]) if not behind else start)

    return min(pieces, key=rank)[1]


def tidy(text: str) -> str:
    """Without marks at its ends, articles and verbs in front, and small words behind."""
    text = re.sub(r"\s+", " ", _NOTE.sub(" ", text.replace(_GAP, " ")))
    before = None
    while text != before:
        before = text
        text = _TRAILING.sub("", _LEADING.sub("", _unbracketed(text.strip(_EDGES))))
    return text[:1].upper() + text[1:]


def _unbracketed(text: str) -> str:
    """Without a bracket that was opened and never closed."""
    at = text.rfind("(")
    return text[:at].rstrip(_EDGES) if at >= 0 and ")" not in text[at:] else text


def shortened(title: str) -> str:
    """A long title comes down to the work that it names, else to its first words."""
    title = re.sub(r"\s+", " ", title).strip()
    if len(title.split()) > _MOST_WORDS:
        found = _NAME_OF_WORK.search(title)
        if found:
            title = tidy(found[0])
    if len(title.split()) > _MOST_WORDS:
        title = tidy(" ".join(title.split()[:_MOST_WORDS]))
    if len(title) > MOST_CHARS:
        title = title[:MOST_CHARS].rsplit(" ", 1)[0]
    return title


def _own_words(phrase: str, taken: Sequence[tuple[int, int]]) -> str:
    """The phrase without its dates: "Abgabe bis" → "Abgabe"; the phrase itself where that is nothing."""
    rest = tidy(_without(phrase, taken))
    return rest if is_a_name(rest) else re.sub(r"\s+", " ", phrase).strip()[:MOST_CHARS]
