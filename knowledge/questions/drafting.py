"""From a course to its quiz questions."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Build
from knowledge.questions.known import Known
from knowledge.questions.model import Draft, Drafted
from knowledge.questions.of_acronyms import Acronyms
from knowledge.questions.of_contrasts import Contrasts
from knowledge.questions.of_lists import Lists
from knowledge.questions.of_numbers import Numbers
from knowledge.questions.of_orders import Orders
from knowledge.questions.of_parallels import Parallels
from knowledge.questions.of_sentences import Sentences
from knowledge.questions.of_subjects import Subjects
from knowledge.questions.of_terms import Terms
from knowledge.questions.selection import select


def draft_questions(build: Build, *, count: int | None = None, seed: int = 0) -> Drafted:
    """At most `count` questions on what the slides say (all good ones for None), in the course's order.

    The same build and seed give the same questions. Files that gave no draft good enough are `silent`.
    """
    known = Known.of(build, seed)
    drafts = list(_drafts(known))
    chosen = select(drafts, None, known.choosing.luck("selection"))
    spoken = {d.slide.file for d in chosen}
    silent = tuple(file for file in build.files if file not in spoken)
    places = {id(slide): n for n, slide in enumerate(build.quoted)}
    kept = sorted(chosen[:count], key=lambda d: (places[id(d.slide)], d.question.question))
    return Drafted(tuple(d.question for d in kept), silent)


def _drafts(known: Known) -> Iterator[Draft]:
    for maker in (
        Terms(known),
        Lists(known),
        Acronyms(known),
        Sentences(known),
        Subjects(known),
        Contrasts(known),
        Orders(known),
        Numbers(known),
        Parallels(known),
    ):
        yield from maker.drafts()
