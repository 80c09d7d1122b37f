"""Which books the course uses: the slide that lists them."""

from __future__ import annotations

import re

from knowledge.catalogue import Catalogue
from knowledge.model import Answer, AnswerKind, Slide
from knowledge.question import Question

_BOOKS = frozenset(
    """textbook textbooks coursebook book books reading readings literature list recommended required main official
    lehrbuch lehrbücher literatur bücher libro libros bibliografía livre livres manuel bibliographie""".split()
)
_NAMED = _BOOKS - {"list", "recommended", "required", "main", "official"}
_TITLES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:text ?books?|course ?books?|lehrb[uü]ch(?:er)?|libros?|manuels?)\b",
        r"^(?:(?:recommended|required|course|suggested) )?(?:readings?(?: list)?|resources|literature|books|references|literatur\w*|"
        r"bibliograf[ií]a|bibliographie)$",
    )
)
"""Titles of slides that list books, the likelier ones first."""
_PUBLISHED = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:edition|ed\.|press|publish\w+|auflage|verlag|edición|éditions?|isbn)\b|\b(?:textbook|lehrbuch)\b",
    re.I,
)


def reading_list(question: Question, known: Catalogue) -> Answer | None:
    """The slide that lists the course's books, where those are all that is asked about."""
    content = question.content
    if not content or not set(content) <= _BOOKS or not _NAMED & set(content):
        return None
    for title in _TITLES:
        slide = next((s for s in known.build.quoted if title.search(s.title) and _lists(s)), None)
        if slide is not None:
            return Answer(known.entry_of(slide), slide.body, AnswerKind.QUOTE, 0.85)
    return None


def _lists(slide: Slide) -> bool:
    """Are they books, and not web pages or chapters alone?"""
    return any(_PUBLISHED.search(bullet.text) for bullet in slide.bullets)
