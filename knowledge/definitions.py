"""Definitions and synonyms in the lecture's own words.

Only what the lecture puts into one of a few shapes is taken: "X is a …", "X: …", "… is called X",
a title "What is X?", a term set off from its meaning; "X, also called Y" for another name. The
shapes are those of M. Hearst ("Automatic acquisition of hyponyms", COLING 1992) and of glossaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.dates.names import WEEKDAY
from knowledge.initials import SMALL
from knowledge.marked import told_of
from knowledge.model import Form, Slide, SlideKind
from knowledge.words import FUNCTION_WORDS

_ARTICLES = "an?|the|eine?|der|die|das|une?|el|la|los|las|les?|un|una|l['’]"
_A = rf"(?:{_ARTICLES}|any|one|that|when|where|how|used|called|defined|essentially|basically|simply|jede[rsn]?)"
_IS = (
    rf"(?:(?:is|are|ist|sind|es|son|est|sont)\s+(?=(?:also\s+|just\s+|c['’]est\s+)?{_A}\b)|"
    r"(?:means?|refers? to|denotes?|describes|is defined as|are defined as|is the process of|stands for|bezeichnet|bedeutet|"
    r"bezeichnen|désigne|signifie|se define como|se refiere a|consiste en|significa)\s+)"
)
_TERM = r"(?P<term>[^\W\d_][\w./+#&'’() -]{1,50}?)"
_SENTENCE = re.compile(rf"(?:(?:{_ARTICLES})\s+)?{_TERM},?\s+{_IS}(?P<meaning>\S.*)", re.I)
_SET_OFF = re.compile(
    rf"(?:(?:{_ARTICLES})\s+)?{_TERM}\s*(?::|\s[–—]|\s-|\s=)\s+(?P<meaning>\S.*)", re.I
)
_CALLED = re.compile(
    r"(?P<meaning>\S.{15,}?)\s+(?:(?:is|are)\s+(?:called|known as|termed|referred to as)|we call (?:this|it)|nennt man|heißt|"
    r"heißen|se llaman?|se conoce como|s['’]appelle|est appelée?)\s+(?:(?:an?|the|eine?|une?|una?)\s+)?[\"“„«*]?"
    r"(?P<term>[^\W\d_][\w -]{1,40}?)[\"”“»*]?\s*[.!]?$",
    re.I,
)
_ASKED = re.compile(
    rf"^(?:what\s+(?:is|are)|what['’]s|was\s+(?:ist|sind|bedeutet)|¿?\s*qu[ée]\s+(?:es|son)|qu['’]est-ce\s+que?|définition\s*:|"
    rf"definition(?:\s+of|\s*:)|definición(?:\s+de|\s*:))\s*(?:(?:{_ARTICLES})\s*\b)?\s*(?P<term>\S[^?]{{1,50}}?)\s*\??$",
    re.I,
)
_NO_TERM = re.compile(
    r"(?:e\.?g|i\.?e|for example|examples?|notes?|n\.?b|question|answer|step|tasks?|hint|tip|goals?|problems?|solutions?|"
    r"warning|remember|recall|reference|source|image|figure|table|due|deadline|date|time|room|where|when|who|what|why|how|"
    r"which|pros?|cons?|advantages?|disadvantages?|benefits?|drawbacks?|input|output|result|summary|preview|purpose|"
    r"reading|recommended reading|required reading|homework|lecture|week|module|chapter|section|part|case study|scenario|"
    r"from|see|also|but|and|or|if|then|else|idea|intuition|motivation|theorem|proof|exercise|beispiele?|aufgabe|frage|"
    r"hinweis|ziel|lösung|vorteile?|nachteile?|quelle|ejemplos?|nota|problema|objetivos?|ventajas|exemples?|remarque|"
    r"avantages?|author|title|required|optional|important|todo|tbd|https?|first|second|third|finally|next|last|today|p\.?s|aka|rationale|key|takeaways?|criteria|"
    r"consider|article|suggested|recommended|further|text ?book|typically|similar|already|possible|existing|common|"
    r"another|others?|let['’]?s|yes|no|moral|(?:.*\b)?(?:number|reason|idea|difference|type|kind|rest|size|perspective) of .*|"
    r"reason|idea|difference|viewpoint)",
    re.I,
)
_LABEL = re.compile(
    r"rules?|hypotheticals?|hypos?|facts?|issues?|holdings?|held|claims?|observations?|conclusions?|objectives?|aims?|contexts?|"
    r"background|caveats?|caution|limitations?|assumptions?|discussion|activity|definitions?|office hours|location|contact|"
    r"instructors?|lecturers?|professor|make-?up (?:class|lecture)|regeln?|annahmen?|sprechstunde|regla|hechos|règle|faits",
    re.I,
)
"""What announces a line where it stands alone, and may begin a term: "Rule:", "Rule of thirds:"."""
_ON_A_DAY = re.compile(rf"(?:{WEEKDAY})s?\b", re.I)
_PRONOUNS = frozenset(
    "it this that these those there here he she we you they i one what which who all both each some many most es das dies "
    "diese dieser dieses hier man wir sie er esto eso este esta aquí ce cela il elle nous vous on ça c".split()
)
_AHEAD = frozenset(
    "note example question exercise remark step common typical possible main other another".split()
)
_FEW = frozenset("of and de del du des und la y et for".split())
_ANY = frozenset(_FEW | set("the in on to a an as by für im en à".split()))
"""Small words that a term may hold: in front of a colon stand other things besides terms."""
_LONGEST_TERM, _LEAST_MEANING = 5, 3
_ALSO = re.compile(
    r"[\s,(\[]+(?:(?:is|are)\s+)?(?:(?:also|sometimes|often|commonly|otherwise|formerly)\s+(?:called|known as|termed|named|"
    r"referred to as)|a\.?k\.?a\.?|synonyms?:|auch\s+(?:bekannt als|genannt)|también\s+(?:llamad[oa]s?|conocid[oa]s? como)|"
    r"(?:aussi|également)\s+(?:appelée?s?|connue?s? sous le nom de))\s+",
    re.I,
)
_NAMED_AFTER = re.compile(r"[\s,(]+auch\s+(?P<name>[^\s,()][^,()]{1,40}?)\s+genannt\b", re.I)
_OR = re.compile(r"\s*\(or\s+(?P<name>[^()]{2,40})\)", re.I)
_NAME = re.compile(r"[^\W\d_][\w'’+#./-]*")
_QUOTES = "\"'“”„«»*_` "


@dataclass(frozen=True, slots=True)
class Defined:
    """A line `text` of a slide says what `term` is."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """`meaning` is what a line says that `term` is."""

    term: str
    meaning: str
    said: bool
    """By a sentence ("X is a …"), and not by a mark between them ("X: …")."""


@dataclass(frozen=True, slots=True)
class Named:
    """By a line of a slide, `name` and `other` are the same; `sure` as in `Synonym`."""

    name: str
    other: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Definition:
    """`text`, a line of `slide`, says what `term` is."""

    term: str
    text: str
    slide: Slide


@dataclass(frozen=True, slots=True)
class Synonym:
    """`name` and `other` are the same by a line of `slide`."""

    name: str
    other: str
    slide: Slide
    sure: bool = True
    """Said in so many words, and not only as "(or …)"."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the slides say of their terms."""

    definitions: tuple[Definition, ...] = ()
    synonyms: tuple[Synonym, ...] = ()


NO_TERMS = Terms()


def find_definitions(
    slides: Sequence[Slide], defined: Sequence[Sequence[Defined]] | None = None
) -> tuple[Definition, ...]:
    """Each term with the first line that defines it, in the order of the slides.

    `defined` has each slide's `defined_on` where they are known already.
    """
    known = map(defined_on, slides) if defined is None else defined
    found: dict[str, Definition] = {}
    for slide, each in zip(slides, known, strict=True):
        for d in each:
            found.setdefault(d.term.casefold(), Definition(d.term, d.text, slide))
    return tuple(found.values())


def defined_on(slide: Slide) -> tuple[Defined, ...]:
    """What the slide defines, by itself, in order; an agenda defines nothing."""
    if slide.kind is SlideKind.AGENDA:
        return ()
    return tuple(Defined(term, text) for term, text in _of_slide(slide))


def _of_slide(slide: Slide) -> Iterator[tuple[str, str]]:
    lines = [b.text for b in slide.bullets if b.form is Form.TEXT]
    asked = _ASKED.match(slide.title.strip())
    meaning = next((x for x in lines if len(x.split()) > _LEAST_MEANING and "?" not in x), "")
    if asked and meaning and _is_term(asked["term"], inner=_ANY):
        yield asked["term"].strip(_QUOTES), meaning
    for line in lines:
        if term := defined_term(line, slide.marked):
            yield term, line


def defined_term(line: str, marked: Sequence[str] = ()) -> str | None:
    """The term that a line defines, as it is written there; None where it defines nothing."""
    found = meaning_in(line, marked)
    return found.term if found else None


def meaning_in(line: str, marked: Sequence[str] = ()) -> Meaning | None:
    """The term that a line defines with its meaning; None where it defines nothing.

    `marked` are the terms that are set off in it: less has to be said for these to be told of.
    """
    if line.rstrip().endswith("?"):
        return None
    told = told_of(line, marked) if marked else None
    if told and _is_meaning(told[1]) and _may_be_term(told[0]):
        return Meaning(*told, said=False)
    for pattern, inner in ((_CALLED, _ANY), (_SET_OFF, _FEW), (_SENTENCE, _ANY)):
        found = pattern.match(line)
        if found and _is_term(found["term"], inner=inner) and _is_meaning(found["meaning"]):
            said = pattern is not _SET_OFF
            return Meaning(found["term"].strip(_QUOTES), found["meaning"], said)
    return None


def is_label(words: str) -> bool:
    """Do the words, ahead of a colon, only announce what follows ("Example", "Step")?"""
    return bool(_NO_TERM.fullmatch(words) or _LABEL.fullmatch(words))


def _may_be_term(term: str) -> bool:
    """Nothing but a label, or words that only join, speaks against what was set off."""
    words = [word.casefold() for word in term.split()]
    ends = {words[0], words[-1]} & (FUNCTION_WORDS | SMALL | _PRONOUNS)
    inner = any(re.fullmatch(_ARTICLES, word) for word in words[1:-1])
    labelled = words[0] in _AHEAD or is_label(words[-1]) or is_label(term) or words[-1].isdigit()
    return not (ends or inner or labelled)


def _is_term(term: str, *, inner: frozenset[str]) -> bool:
    """A name of a few words: no pronoun, no label such as "Example", no sentence."""
    bare = re.sub(r"\s*\([A-Z][\w-]*\)\s*$", "", term).strip(_QUOTES)
    words = [w.casefold() for w in bare.split()]
    if (
        not 1 <= len(words) <= _LONGEST_TERM
        or len(bare) < 2
        or re.search(r"[,()]|\. |\b\d+\b", bare)
    ):
        return False
    if _NO_TERM.fullmatch(words[0].strip(".,:")) or is_label(bare):
        return False
    return (
        words[0] not in _PRONOUNS | FUNCTION_WORDS
        and words[-1] not in FUNCTION_WORDS | SMALL
        and not any(w in FUNCTION_WORDS | SMALL and w not in inner for w in words[1:-1])
    )


def _is_meaning(meaning: str) -> bool:
    """Some words that are more than a list: "Viruses: dropper, signature, logger" tells kinds.

    "Fridays at noon" tells when something is, and not what.
    """
    words = re.findall(r"[^\W\d_]{2,}", meaning)
    items = [x.split() for x in re.split(r"[,|/]", meaning)]
    listed = len(items) >= 3 and all(len(item) <= 3 for item in items)
    told = not meaning.startswith(("http", "www")) and not _ON_A_DAY.match(meaning)
    return len(words) >= _LEAST_MEANING and not listed and told


def find_synonyms(
    slides: Sequence[Slide], named: Sequence[Sequence[Named]] | None = None
) -> tuple[Synonym, ...]:
    """The other names that the slides give things, each pair once.

    `named` has each slide's `named_on` where they are known already.
    """
    known = map(named_on, slides) if named is None else named
    found: dict[tuple[str, str], Synonym] = {}
    for slide, each in zip(slides, known, strict=True):
        for n in each:
            synonym = Synonym(n.name, n.other, slide, n.sure)
            found.setdefault((n.name.casefold(), n.other.casefold()), synonym)
    return tuple(found.values())


def named_on(slide: Slide) -> tuple[Named, ...]:
    """The other names that the slide gives things, by itself, in order."""
    lines = (bullet.text for bullet in slide.bullets if bullet.form is Form.TEXT)
    return tuple(Named(*names) for line in lines for names in _named_twice(line))


def _named_twice(line: str) -> Iterator[tuple[str, str, bool]]:
    for found in _ALSO.finditer(line):
        yield from ((*pair, True) for pair in _pair(line[: found.start()], line[found.end() :]))
    for found in _NAMED_AFTER.finditer(line):
        yield from ((*pair, True) for pair in _pair(line[: found.start()], found["name"]))
    for found in _OR.finditer(line):
        yield from ((*pair, False) for pair in _pair(line[: found.start()], found["name"]))
    yield from ((*pair, True) for pair in _equated(line))


def _equated(line: str) -> Iterator[tuple[str, str]]:
    """A line that is nothing but names: "observer = listener = subscriber"."""
    names = [name.strip(_QUOTES) for name in line.split(" = ")]
    if len(names) > 1 and all(_first_name(name) == name and name for name in names):
        yield from ((names[0], other) for other in names[1:])


def _pair(before: str, behind: str) -> Iterator[tuple[str, str]]:
    name, other = _last_name(before), _first_name(behind)
    if name and other and name.split()[-1].casefold()[:4] != other.split()[-1].casefold()[:4]:
        yield name, other


def _first_name(text: str) -> str:
    """The words up to a mark or a word that only joins: "a virtual machine monitor (VMM) runs"."""
    text = re.sub(rf"^[\s\"“„«'*_]*(?:(?:{_ARTICLES})\s+)?[\"“„«'*_]*", "", text, flags=re.I)
    kept: list[str] = []
    for word in re.split(r"[,;:()\[\].!?\"”“»*]", text)[0].split():
        if word.casefold() in FUNCTION_WORDS | SMALL or not _NAME.fullmatch(word) or len(kept) == 4:
            break
        kept.append(word)
    return " ".join(kept)


def _last_name(text: str) -> str:
    """The words behind the last mark or word that only joins."""
    kept: list[str] = []
    for word in reversed(re.split(r"[,;:()\[\].!?]\s", text.rstrip(_QUOTES + ",(["))[-1].split()):
        bare = word.strip(_QUOTES)
        if bare.casefold() in FUNCTION_WORDS | SMALL or not _NAME.fullmatch(bare) or len(kept) == 4:
            break
        kept.insert(0, bare)
    return " ".join(kept)


def one_word_names(synonyms: Iterable[Synonym]) -> dict[str, str]:
    """Names of one word with what else they are called: a question may use either."""
    sure = [s for s in synonyms if s.sure]
    pairs = [(s.name, s.other) for s in sure] + [(s.other, s.name) for s in sure]
    single = sorted(((a, b) for a, b in pairs if " " not in a), key=lambda p: p[0].casefold())
    return {name: next(group)[1] for name, group in groupby(single, key=lambda p: p[0])}
