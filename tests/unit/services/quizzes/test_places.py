"""The slide that a question is asked about."""

from __future__ import annotations

from dataclasses import replace

from bot.services.quizzes.places import slide_of
from knowledge.course import Course
from knowledge.entries import source_of
from knowledge.model import Build, Bullet, Slide

KVM = Slide("vm.pdf", "KVM", (Bullet("KVM is in Linux"),), page=4, lecture=13, slide=26)
XEN = Slide("vm.pdf", "Xen", (Bullet("Xen has domains"),), page=5, lecture=13, slide=27)
COURSE = Course.from_build(Build(slides=(KVM, XEN)), code="TCSS 562", name="Clouds", timezone="UTC")


def test_a_slide_is_found_by_where_it_stands() -> None:
    found = slide_of(COURSE, source_of(XEN))
    assert found is not None
    assert found[1] == XEN
    assert COURSE.slide_of(found[0]) == XEN


def test_a_slide_whose_title_was_changed_is_still_found_and_one_that_went_is_not() -> None:
    retitled = replace(source_of(KVM), title="The kernel's own")
    assert (slide_of(COURSE, retitled) or ("", None))[1] == KVM
    assert slide_of(COURSE, replace(source_of(KVM), page=9, slide=31)) is None
    assert slide_of(COURSE, replace(source_of(KVM), file="other.pdf")) is None
    assert slide_of(COURSE, None) is None
