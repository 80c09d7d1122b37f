"""The slide that a question is asked about, among those that the course has now."""

from __future__ import annotations

from knowledge.course import Course
from knowledge.entries import source_of
from knowledge.model import Slide, Source


def slide_of(course: Course, source: Source | None) -> tuple[str, Slide] | None:
    """The slide with the id of its entry; None where the course has it no longer, or the question names none.

    Where a file was read anew, the slide of the same number and title is taken; failing that, of the same number.
    """
    if source is None:
        return None
    exact: tuple[str, Slide] | None = None
    near: tuple[str, Slide] | None = None
    for key, slide in course.known.slides.items():
        if slide.file != source.file:
            continue
        if source_of(slide) == source:
            return key, slide
        if (slide.page, slide.slide) == (source.page, source.slide):
            near = near or (key, slide)
            exact = exact or ((key, slide) if slide.title == source.title else None)
    return exact or near
