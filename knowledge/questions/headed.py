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
    """ability absorption acid act action address age agency agent aggregate agreement algorithm alloy amount angle
    animal appliance approach area argument arrangement array asset assumption attempt attitude attribute authority
    average bacterium balance behavior behaviour belief bias bond bone boundary branch capability capacity category
    cell change charge circuit claim class code collection color colour combination command commitment community
    company component compound computer concept condition conflict connection contract conversion correlation cost
    crystal curve custom cycle damage data database decision decline decrease defect degree deposit depression
    description deviation device dimension discipline disease disorder distance distinction distribution disturbance
    doctrine document drug duty edge effect effort element emotion energy enumeration enzyme error estimate
    evaluation event examination exception excess exchange expansion expectation expense expression extension extent
    fabric facility failure fault fear feature fee feeling field figure file flow fluid force form format formation
    formula fraction fragment framework frequency function fund gain gas gene genre gesture gland group growth habit
    harm heat hierarchy hormone idea image impairment impulse income increase index infection inflammation
    information injury input institution instrument insurance integer intensity interaction interest interpretation
    interval investment isotope joint judgment landform language law layer legislation length letter level library
    limit line link liquid list loss machine magnitude management market mass material measure measurement mechanism
    memory message metal method mineral mistake mode model molecule motion movement movie muscle narrative nerve
    network norm notion nucleus number object obligation offence offense office operation operator opinion organ
    organelle organism organization output owner parameter part participant particle path pattern payment penalty
    people percentage perception period permission person phase phenomenon philosophy phrase piece place plan plant
    point pollution population portion position power practice preference presence presentation pressure price
    principle probability problem procedure process production profit program prohibition promise property
    proportion protein protocol psychotherapy punishment quality quantity rate ratio reaction receptor record
    recording reduction reflection reflex region regulation relation relationship release removal repetition report
    representation request requirement resistance resource response revenue reward right rise risk rock role rule
    salt sample scale science score sediment selection sensation sentence sequence series service session set shape
    share shift sign signal site situation skill society software solid solution sound source space species speed
    stage standard state statement stimulus storage store story strategy stream stress structure study style subset
    substance success sugar sum supply surface symbol symptom syndrome system table task tax team technique tendency
    tension test text theory therapy thickness thought threat time tissue tool transaction transfer transformation
    transition transmission transport treatment tree trend truth type understanding unit user value variable
    variation variety vector vehicle version vessel view vitamin volume vote wage war wave weight willingness
    withdrawal word work worker zone""".split()
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
    noun = is_noun(told) if language == "en" else _has_article_and_no_verb(told, language)
    if content(name) & content(told) or not whole or not noun:
        return None
    return Meant(name, told, f"{slide.topic}\n{line.text}", slide.slide, "", False, "", 0)


def is_noun(told: str) -> bool:
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
