"""Can a line be shown without its slide, and what kind of line is it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from knowledge.normalise import fold, stem, words
from knowledge.questions.lexis import (
    ADMINISTRATIVE,
    BASES,
    DANGLING,
    GENERIC,
    IMPERATIVES,
    NOUN_VERBS,
    OPENING,
    POINTING,
    REFERENCE,
    SHORTHAND,
    VERBS,
    function_words,
)

_LEAD = re.compile(r"^(?:\d\ufe0f?\u20e3\s*|[^\w\"'“„«(¿¡<$€£/.-]|[-–—>=→•.]+\s)+")
_NOTE = re.compile(
    r"\s*(?:\[\d+(?:, ?\d+)*\]|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+\)?|\((?:more(?: on \w+)?(?: soon| later)?|see [^()]*|cont(?:\.|['’]?d|inued)?|(?:see |cf\.? )?(?:fig(?:ure)?s?|tables?|ch(?:apter)?|sec(?:tion)?|eqs?)\.? ?\d[^()]*|[^()]*\b(?:19|20)\d\d[a-z]?)\))\s*$",
    re.I,
)
_ATTRIBUTED = re.compile(r"\s+(?:--|—|–)\s+[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}\W*$")
_CODE = re.compile(
    r"[{}\\`|$]|[=!<>]=|\w\((?!s\)|es\)|n\)|e\)|en\)|r\)|ies\)|in\)|innen\))[\w\s,.']*\)|=>|->|[→⇒⟶⟹⟸⟺↔←↑↓]|;\s*$|\w\(\)|\w_\w+_|</?\w+>|::|\b\w+\.\w+\(|[∀∃∑∫√≤≥≠∈⊂∪∩·×÷∂∞ϕ]|^\s*[#/]{2}|\$\w|~/|\w/[\w-]+/\w|\w\.(?:c|h|py|js|ts|tsx|md|pdf|sh|cpp|java|rs|go|json|ya?ml|txt)\b|\b(?:sudo|npm|pip|docker run)\b"
)
_GARBLED = re.compile(
    r"(?<!\w)\.?[A-Za-z]{3,}\.[a-z]{3,}(?!\w)|[a-z]{3,}(?<!etc)(?<!resp)(?<!approx)(?<!bzw)(?<!vgl)\. [a-z]{3,}|(?<!\w)\.[a-z]{3,}\."
)
"""Points where hyphens and commas were: "over.the.counter", "the company. publicly or privately"."""
_LAST_BRACKET = re.compile(r"\s*\([^()]*\)$")
_UNFINISHED = re.compile(
    r"\?|…|\.\.|\bTBD\b|\bTODO\b|_{2,}|^\W*$|[:,/&(–—-]\s*$|\b(?:e\.g|i\.e|z\.b|p\. ?ej)\.?,?\s*$",
    re.I,
)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
NAMED_BY_INITIALS = r"(?-i:(?:[A-Z]\.\s+){2,}[A-Z])"
"""How "J. B. Watson" begins: no item of a list."""
_LIST_MARK = re.compile(
    rf"^(?!{NAMED_BY_INITIALS})(?:\(?[a-z\d]{{1,2}}[.)]|(?:step|phase|stage|schritt|paso|étape|pattern|part|rule|law)\s*#?\d+\s*[:.)–-])\s+",
    re.I,
)
_THAT = re.compile(
    r"\b(?:in|of|on|for|from|to|with|by|at|up to|than) that\b|^(?:in addition|on the (?:other|one) hand|as a result|for (?:example|instance)|in (?:other words|one of them|contrast|fact)|now|next|first|second|finally|similarly|moreover|furthermore|then|meanwhile|außerdem|zudem|además|en outre|de plus)\b|^(?:\w+ ){0,2}there\b|\b(?:do|does) so\b|\bthe (?:opposite|reverse|contrary|former|latter)\b(?! of\b)|\b(?:has|have|had|is|are|needs?|gets?) one\b(?! [a-z])|\b(?:accepts?|believes?|denies|deny|doubts?|explains?|means?|rejects?|shows?|uses?) that\b(?: (?:because|since|as|for|by|with|in|on)\b|\W*$)|\b(?:also|as well|in turn|therefore|thus|hence|however|consequently|accordingly)\b",
    re.I,
)
_PRONOUNS = frozenset("it they them he she es sie ello ellos il elle ils elles".split())
_OTHERS = frozenset("other others another".split())
_JOINED = re.compile(
    r"[a-zäöüß,)] (?:The|This|These|It|In|On|During|When|If|As|For|At|An|By|With|To|But|Here|There|Each|Every)\b(?! [A-Z])|"
    r"[A-Za-z]{4,} (?<!itamin )(?<!atitis )(?<!roup )(?<!lass )(?<!Type )(?<!Point )A [a-z]{4,}|[A-Z][a-z]{4,} [A-Z][a-z]+['’]s [a-z]"
)
"""Two lines that were joined without a stop between them."""
_LEAST_LETTERS = 0.72
_MOST_WORDS, _MOST_CHARS = 34, 230
_LONGEST_NAME = 6


@lru_cache(maxsize=50_000)
def tidy(text: str) -> str:
    """The line without marks, footnotes, and who said it; one space between its words."""
    text = _LEAD.sub("", " ".join(text.split()))
    for pattern in (_NOTE, _ATTRIBUTED, _NOTE):
        text = pattern.sub("", text)
    return text.strip(" \t•–—;,*_")


@lru_cache(maxsize=50_000)
def bare(text: str) -> str:
    """`tidy`, without a number of a list ahead, and without a full stop at its end."""
    text = _LIST_MARK.sub("", tidy(text))
    return text.rstrip(" .;:") if not text.endswith(("etc.", "e.g.")) else text


_SYMBOL_BEHIND = re.compile(
    r"(?<![A-Z]{2})(?<!\b[Ii]n)(?<!\b[Oo]f)(?<!\b[Vv]itamin)(?<!\b[Pp]lan)(?<!\b[Tt]ype)(?<!\b[Ii]nterferon)(?<!\b[Aa]myloid)(?<!\b[Hh]epatitis)(?<=\w\w)\s+(?:[a-z]|[^\W\d_A-Za-z])[^\x00-\x7f]?$"
)


def without_symbol(name: str) -> str:
    """ "Displacement u", "Dip δ": a name without the letter that stands for it in formulas; "Vitamin C" keeps its own."""
    return _SYMBOL_BEHIND.sub("", name)


def unbracketed(text: str) -> str:
    """Without what stands in brackets at its end."""
    return _LAST_BRACKET.sub("", text)


def is_whole(text: str, language: str) -> bool:
    """Is it one complete line, with no code, reference, question or gap in it?"""
    said = words(text)
    letters = sum(c.isalpha() for c in text)
    return (
        1 <= len(said) <= _MOST_WORDS
        and len(text) <= _MOST_CHARS
        and letters >= _LEAST_LETTERS * len(text.replace(" ", ""))
        and not _UNFINISHED.search(text)
        and not _CODE.search(text)
        and not SHORTHAND.search(text)
        and not _GARBLED.search(text)
        and not REFERENCE.search(text)
        and not ADMINISTRATIVE.search(text)
        and said[-1] not in DANGLING
        and all(text.count(a) == text.count(b) for a, b in _PAIRS)
        and text.count('"') % 2 == 0
    )


@lru_cache(maxsize=50_000)
def stands_alone(text: str, language: str) -> bool:
    """Whole, and without a word that points at what is not there."""
    said = words(text)
    return (
        is_whole(text, language)
        and not POINTING & set(said)
        and said[0] not in OPENING
        and not _PRONOUNS & set(said[:3])
        and not _THAT.search(text)
        and not text[0].islower() | (text[0] in "([/")
    )


@lru_cache(maxsize=50_000)
def is_name(text: str, language: str) -> bool:
    """A term: a few words that name something, and no sentence, command, label or number."""
    said = words(text)
    small = function_words(language)
    return (
        1 <= len(said) <= _LONGEST_NAME
        and 2 <= len(text) <= 60
        and is_whole(text, language)
        and not re.search(r"[:;!=,\"“”«»]|\d{3,}", text)
        and said[0] not in small | OPENING | POINTING
        and not POINTING & set(said)
        and not (said[0] in IMPERATIVES and len(said) > 1)
        and not any(w in FINITE for w in said)
        and said[-1] not in small
        and any(len(w) > 1 and not w.isdigit() for w in said)
    )


_PAST = re.compile(
    r"^(?!.*\b(?:that|which|who|to) \w+ed\b)(?:\w+ ){1,6}(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )\w{3,}ed (?:the|a|an|its|their|his|her|about|that)\b"
)
"""A regular past: "Louis XVI ascended the throne"."""
_NO_SUBJECT = frozenset(
    "that which who whose to where when if how what why and or der die das que qui".split()
)
_BELOW = frozenset(
    "which that who whose whom when whenever if because although though unless until while where wenn weil obwohl cuando porque aunque quand lorsque parce".split()
)
"""What follows these is said below a sentence: it makes no sentence of what stands ahead."""
_ACTS = BASES - NOUN_VERBS
FINITE = frozenset(
    """is are was were has have had can could will would should may might must does do did cannot isn't aren't don't
    doesn't won't can't needs allows provides requires uses makes gives takes means becomes
    ist sind war hat haben kann wird werden muss est sont peut doit es son puede debe tiene""".split()
)


def is_predicate(text: str, language: str) -> bool:
    """Does it say what something does or how it is, by a verb: "Affects the schedule", no name for it?"""
    said = words(text)
    if set(said) & FINITE or said[0] in VERBS.get(language, frozenset()):
        return True
    return language == "en" and is_act(said[0])


def is_act(word: str) -> bool:
    """A verb, or its third person, that is no noun as well: "compress", "affects"."""
    return word in _ACTS or (word.endswith("s") and word[:-1] in _ACTS)


@lru_cache(maxsize=50_000)
def is_topic(text: str, language: str) -> bool:
    """A name that says what something is about: more than words such as "Example"."""
    if re.search(r"[()]|\b(?:your|our|my|his|her)\b", text, re.I):
        return False
    said = words(text)
    told = set(said) - function_words(language) - GENERIC
    manner = language == "en" and bool(said) and said[0].endswith("ly") and " " in text
    acts = language == "en" and any(
        is_plural(before) and word in BASES for before, word in pairwise(said[:-1])
    )
    return (
        not acts
        and not manner
        and is_name(text, language)
        and bool(told)
        and len(max(told, key=len)) > 1
    )


def is_sentence(text: str, language: str) -> bool:
    """Does it stand alone with a subject ahead of a verb?"""
    said = words(text)
    return (
        len(said) >= 6
        and has_main_verb(said, language)
        and not _is_headline(text, language)
        and said[0] not in IMPERATIVES
        and said[0] not in VERBS.get(language, frozenset())
        and not (language == "en" and said[0] in _ACTS)
        and not (language == "en" and said[0].endswith("ed"))
        and not _PRONOUNS & set(said[:7])
        and not _OTHERS & set(said[:3])
        and not _JOINED.search(text)
        and not (language == "en" and said[0].endswith("ly") and said[1].endswith("s"))
        and not re.search(r"\s[-–—]\s|[:;]|\b(?:you|your|yours|etc)\b", text, re.I)
        and stands_alone(text, language)
    )


def _is_headline(text: str, language: str) -> bool:
    """ "16 Bits Logical Address Table": capitals throughout and no verb but what may be a noun."""
    long = re.findall(r"[^\W\d_]{4,}", text)
    capitals = sum(w[0].isupper() for w in long)
    return language == "en" and capitals >= 0.75 * len(long) and not FINITE & set(words(text))


def has_main_verb(said: Sequence[str], language: str) -> bool:
    """A verb that is no infinitive, in no clause below another, and no noun that looks like one."""
    said = [said[0], *takewhile(lambda word: word not in _BELOW, said[1:])]
    verbs = VERBS.get(language, frozenset())
    if language == "en" and _PAST.search(" ".join(said)):
        return True
    after = [*said[2:], ""][: len(said) - 1]
    return any(
        before not in _NO_SUBJECT
        and (
            word in FINITE
            or (
                before not in function_words(language)
                and _agrees(before, word, verbs, language)
                and not (language == "en" and _may_be_noun(word, behind))
            )
        )
        for (before, word), behind in zip(pairwise(said), after, strict=True)
    )


def _may_be_noun(word: str, after: str) -> bool:
    """ "Attacks on", "models over": a noun that looks like a verb, with what belongs to it behind."""
    noun = word in NOUN_VERBS or word.removesuffix("s") in NOUN_VERBS
    return noun and (not after or after in function_words("en") - _DETERMINERS)


def finite_after(subject: str, rest: str) -> bool:
    """Does what follows an English subject begin with its verb, in person and number?"""
    before, said = words(subject), words(rest)
    if not before or not said or before[-1] in function_words("en") | _NO_SUBJECT:
        return False
    if said[0] in FINITE:
        if before[-1].endswith("ics"):
            return said[0] not in {"have", "do", "don't"}
        plural = is_plural(subject)
        return not (plural and said[0] in _SINGULAR) and not (
            not plural and said[0] in {"are", "were", "have", "do", "don't", "aren't"}
        )
    after = said[1] if len(said) > 1 and not re.match(r"\S+\s*[(\[]", rest) else ""
    if (said[0] in NOUN_VERBS and after not in _DETERMINERS) or _may_be_noun(said[0], after):
        return False
    return _agrees(before[-1], said[0], VERBS["en"], "en") and said[0] not in function_words("en")


_DETERMINERS = frozenset(
    "a an the its their his her no all each every both only how what where when that more less".split()
)


_SINGULAR = frozenset(
    "is was has does isn't doesn't allows provides requires uses makes gives takes means becomes".split()
)


def _agrees(subject: str, word: str, verbs: frozenset[str], language: str) -> bool:
    if language != "en":
        return word in verbs
    if is_plural(subject):
        return word in BASES
    base = word.removesuffix("s")
    forms = {base, word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return (word.endswith("s") and bool(forms & BASES)) or (
        word in verbs and word not in BASES and not word.endswith("s")
    )


@lru_cache(maxsize=100_000)
def content(text: str, language: str = "en") -> frozenset[str]:
    """Stems of the words that say something."""
    small = function_words(language)
    return frozenset(stem(p) for w in words(text) if w not in small for p in w.split("-") if p)


def covers(one: str, other: str) -> bool:
    """Has one all words of the other that say something: "identity theft", "criminal identity theft"?"""
    said, told = content(one), content(other)
    return said <= told or told <= said


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """What two texts have in common that say the same to a reader: their words, folded."""
    return " ".join(words(text))


@lru_cache(maxsize=100_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of its words, in order."""
    return tuple(stem(w) for w in words(text))


def capital(text: str) -> str:
    """With a capital first letter, but for words such as "mRNA" or "os.path"."""
    head = re.split(r"[\s-]", text, maxsplit=1)[0]
    spelt = any(c.isupper() for c in head[1:]) or re.search(r"[\d._/]", head)
    return text if spelt else text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """With a small first letter, where that is only a sentence's."""
    head = re.split(r"[\s-]", text, maxsplit=1)[0]
    return text[:1].lower() + text[1:] if head.istitle() or len(head) == 1 else text


@lru_cache(maxsize=100_000)
def is_plural(text: str) -> bool:
    """Does the name look plural? English, French and Spanish."""
    last = (words(text) or [""])[-1]
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 3


def mentions(text: str, name: str) -> bool:
    """Do the words of `name` stand in the text, side by side, in whatever number?"""
    wanted, said = stems(name), stems(text)
    return any(said[n : n + len(wanted)] == wanted for n in range(len(said) - len(wanted) + 1))


def lengths_fit(choices: Sequence[str], answer: str) -> bool:
    """Is the answer neither much the longest nor much the shortest?"""
    others = [len(c) for c in choices if c != answer]
    return bool(others) and 0.5 * min(others) - 6 <= len(answer) <= 1.45 * max(others) + 8


def same(a: str, b: str) -> bool:
    """Do they say the same but for case, marks and endings?"""
    return stems(a) == stems(b) if stems(a) else fold(a) == fold(b)
