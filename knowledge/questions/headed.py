"""What the first lines of slides say that their titles are: "Larder", and below it "Area of the cellar where meat hangs"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from knowledge.normalise import words
from knowledge.questions.facts import Meant
from knowledge.questions.lexis import IMPERATIVES, VERBS, function_words
from knowledge.questions.material import ARTICLE, Teaching
from knowledge.questions.meanings import meaning_of, named
from knowledge.questions.texts import FINITE, bare, content, has_main_verb, is_act, is_whole, key

_ONE = re.compile(r"(?:an?|one of the|eine?|une?|un[ao]?)\s", re.I)
"""How a line begins that says what a thing is, without a verb."""
_LONGEST_NAME = 4
_LEAST_WORDS, _LEAST_WITH_ARTICLE = 4, 6
_NEAREST = 5
"""So many slides lie at most between two titles that are explained alike and may be taken for each other."""
_CONNECTS = re.compile(
    r"\b(?:of|between|among|that|which|who|whose|where|by|in|on|from|to|for|with|within|used|designed|based|made|formed|caused|served|distributed|"
    r"located|required|containing|simulating|consisting|responsible)\b",
    re.I,
)
"""Behind these stands what tells a noun apart from others of its kind."""
_DETERMINED = re.compile(r"(?:an?|any|the)\s", re.I)
_REMARK = re.compile(
    r"(?:the\s)?(?:first|next|last|only|same|main|best|following|point|thing|goal|idea|aim|purpose|key|rest|example|reason|question|problem)\b|\W",
    re.I,
)
_GENUS = frozenset(
    """ability act action agreement algorithm amount animal approach area asset belief branch capacity category cell
    change class collection combination component compound concept condition connection contract data database degree description device
    discipline disease disorder distance distinction distribution document doctrine effect element energy enumeration event exchange
    extent field force form format framework function group hierarchy idea information instrument language law layer
    level library line link list loss machine material measure measurement mechanism method model molecule movement network
    notion number object organ organelle organism organization part path pattern people percentage period person phase phenomenon philosophy place
    plant point practice principle probability problem procedure process program promise property proportion protocol
    quantity rate ratio record region relation relationship removal representation right rock rule science sequence series set
    situation software space species speed stage standard state statement strategy structure study substance sum system
    technique tendency theory time tissue tool transfer type unit value variable view""".split()
)
"""Nouns that meanings begin with: what the thing is a kind of."""
_JOINED = re.compile(r"\b(?:and|or|vs|versus|und|oder|y|et)\b|[/&,]", re.I)


def meant_by_titles(slides: Sequence[Teaching]) -> Iterator[Meant]:
    """Titles with what the first line below says they are, those near each other in one group."""
    for file, each in groupby(enumerate(slides), key=lambda at: at[1].slide.file):
        run: list[Meant] = []
        last, family = -_NEAREST - 2, 0
        for place, slide in each:
            meant = _first_line(slide)
            if meant is None:
                continue
            if place - last > _NEAREST + 1:
                yield from _sized(run)
                run, family = [], family + 1
            run.append(replace(meant, group=f"{file}|titles|{family}"))
            last = place
        yield from _sized(run)


def _sized(run: Sequence[Meant]) -> Iterator[Meant]:
    names = [key(m.term) for m in run]
    once = [m for m in run if names.count(key(m.term)) == 1]
    for meant in once:
        yield replace(meant, peers=len(once))


def _first_line(slide: Teaching) -> Meant | None:
    if not slide.lines or not slide.topic:
        return None
    line, language = slide.lines[0], slide.slide.language or ""
    name = named(slide.topic, language)
    told = meaning_of(bare(line.text))
    if not name or len(name.split()) > _LONGEST_NAME or _JOINED.search(name) or not told:
        return None
    whole = is_whole(told, language) and not line.text.rstrip().endswith(":")
    noun = _is_noun(told) if language == "en" else _has_article_and_no_verb(told, language)
    if content(name) & content(told) or not whole or not noun:
        return None
    return Meant(name, told, f"{slide.topic}\n{line.text}", slide.slide, "", False, "", 0)


def _is_noun(told: str) -> bool:
    """Is it a noun with what tells it apart behind it, and no sentence: "Area of the cellar where meat hangs"?"""
    said = words(told)
    found = _CONNECTS.search(told)
    if len(said) < _LEAST_WORDS or not found or _REMARK.match(told) or has_main_verb(said, "en"):
        return False
    head = words(ARTICLE.sub("", told[: found.start()]))
    named_kind = bool(head) and bool(
        {head[-1], head[-1].removesuffix("s"), f"{head[-1][:-3]}y"} & _GENUS
    )
    acts = len(head) > 1 and (is_act(head[0]) or head[0] in IMPERATIVES)
    noun = (
        not acts and len(head) <= _LONGEST_NAME and not set(head) & (FINITE | function_words("en"))
    )
    return noun and (bool(_DETERMINED.match(told)) or named_kind)


def _has_article_and_no_verb(told: str, language: str) -> bool:
    """Of German words those in small letters with a "t" at the end may all be verbs, ahead of a clause."""
    said = set(words(told))
    german = language == "de" and bool(
        re.search(r"\b[a-zäöüß]{3,}t\b", told.split(",", maxsplit=1)[0])
    )
    verb = german or bool(said & (FINITE | VERBS.get(language, frozenset())))
    return bool(_ONE.match(told)) and not verb and len(words(told)) >= _LEAST_WITH_ARTICLE
