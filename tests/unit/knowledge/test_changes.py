"""What is new, changed and gone between two builds."""

from __future__ import annotations

import pytest

from knowledge.changes import Changes, compare, render_changes
from knowledge.entries import make_entries
from knowledge.model import AnswerKind, Build, Bullet, Entry, Slide


def built(*slides: tuple[str, str, int], file: str = "a.pdf") -> Build:
    """A build of slides: title, text, page."""
    made = tuple(Slide(file, title, (Bullet(text),), page=page) for title, text, page in slides)
    return Build(slides=made, entries=make_entries(made, (), ()))


KVM, XEN = ("KVM", "KVM is in Linux", 1), ("Xen", "Xen is below Linux", 2)


def said(changes: Changes) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    return (
        [e.text for e in changes.new],
        [(c.before.text, c.after.text) for c in changes.changed],
        [e.text for e in changes.gone],
    )


def test_the_same_build_has_no_changes() -> None:
    changes = compare(built(KVM, XEN), built(KVM, XEN))
    assert not changes
    assert changes.same == 2
    assert "Nothing has changed" in render_changes(changes)


@pytest.mark.parametrize("after", [built(XEN, KVM), built(KVM, XEN, file="b.pdf")])
def test_a_slide_that_only_moved_is_the_same(after: Build) -> None:
    assert not compare(built(KVM, XEN), after)


def test_a_slide_inserted_in_front_is_the_only_news() -> None:
    after = built(("New", "Something new", 1), ("KVM", KVM[1], 2), ("Xen", XEN[1], 3))
    assert said(compare(built(KVM, XEN), after)) == (["Something new"], [], [])


@pytest.mark.parametrize(
    "slide", [("KVM", "KVM is a module", 7), ("Kernel VM", "KVM is a module", 1)]
)
def test_another_text_under_the_title_or_in_the_place_is_a_change(
    slide: tuple[str, str, int],
) -> None:
    changes = compare(built(KVM, XEN), built(slide, XEN))
    assert said(changes) == ([], [(KVM[1], "KVM is a module")], [])
    assert changes.lost_ids == {compare(built(KVM), built()).gone[0].id}


def test_the_title_counts_for_more_than_the_place() -> None:
    """Slides that swapped places and were edited are each compared with themselves."""
    after = built(("Xen", "Xen is new", 1), ("KVM", "KVM is new", 2))
    assert said(compare(built(KVM, XEN), after))[1] == [
        ("Xen is below Linux", "Xen is new"),
        ("KVM is in Linux", "KVM is new"),
    ]


def test_a_file_replaced_under_another_name_is_compared_by_titles() -> None:
    after = built(("KVM", "KVM is new", 1), XEN, file="a-v2.pdf")
    assert said(compare(built(KVM, XEN), after)) == ([], [(KVM[1], "KVM is new")], [])


def test_a_removed_file_s_entries_are_gone() -> None:
    changes = compare(built(KVM, XEN), built(KVM))
    assert said(changes) == ([], [], ["Xen is below Linux"])


def test_the_sentences_count_by_kind_and_name_the_first() -> None:
    dated = Entry("deadline-1", "HW 1", "HW 1 due 2/3", kind=AnswerKind.DEADLINE)
    before, after = built(KVM), built(*((f"T{n}", f"Text {n}", n) for n in range(3, 16)))
    text = render_changes(
        compare(before, Build(entries=(*after.entries, dated))), most=10
    ).splitlines()
    assert text[0] == "Since the last build: new: 13 slides, 1 dated item; gone: 1 slide."
    assert text[1] == "  new      “T3” (a.pdf, page 3)"
    assert text[11] == "  new      … and 4 more"
    assert text[12] == "  gone     “KVM” (a.pdf, page 1)"
