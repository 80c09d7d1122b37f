"""What takes long to find on a slide, and depends on that slide only: found once, kept with it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.dates.glance import may_be_dated
from knowledge.definitions import Defined, Named, defined_on, named_on
from knowledge.gist import gist_of
from knowledge.glossary import Spelling, spellings
from knowledge.model import Gist, Slide


@dataclass(frozen=True, slots=True)
class Findings:
    """One slide's gist, and what it spells out, defines and names otherwise."""

    gist: Gist
    spelt: tuple[Spelling, ...] = ()
    defined: tuple[Defined, ...] = ()
    named: tuple[Named, ...] = ()
    dated: bool = True
    """False where it certainly has no dated item."""


def findings_on(slide: Slide) -> Findings:
    """All that is found on the slide by itself."""
    return Findings(
        gist_of(slide), spellings(slide), defined_on(slide), named_on(slide), may_be_dated(slide)
    )
