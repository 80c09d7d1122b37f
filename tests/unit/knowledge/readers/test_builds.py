"""Pages that build one slide up are folded into its last; slides that only share a title are kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Bullet, Form, Slide
from knowledge.readers.builds import fold_builds


def page(number: int, *bullets: str, title: str = "Paging", slide: int | None = None) -> Slide:
    return Slide("a.pdf", title, tuple(Bullet(b) for b in bullets), page=number, slide=slide)


def test_bullets_that_appear_one_by_one_make_one_slide() -> None:
    pages = [page(4, "one"), page(5, "one", "two"), page(6, "one", "two", "three")]
    assert fold_builds(pages) == (replace(pages[2], builds=(4, 5)),)


def test_greyed_text_is_the_same_text() -> None:
    pages = [page(1, "one", "two"), page(2, "one", "two"), page(3, "one", "two")]
    assert fold_builds(pages) == (replace(pages[2], builds=(1, 2)),)


def test_a_bullet_that_grows_and_one_put_between_are_builds() -> None:
    pages = [page(1, "A page is", "Done"), page(2, "A page is a block", "Or so", "Done")]
    assert [s.page for s in fold_builds(pages)] == [2]


def test_code_that_grows_by_lines_is_a_build() -> None:
    code = Bullet("int main() {\n}", form=Form.CODE)
    longer = Bullet("int main() {\n  return 0;\n}", form=Form.CODE)
    pages = [replace(page(1), bullets=(code,)), replace(page(2), bullets=(longer,))]
    assert [s.builds for s in fold_builds(pages)] == [(1,)]


def test_slides_of_one_title_that_say_different_things_are_kept() -> None:
    pages = [page(1, "first case"), page(2, "second case"), page(3, "first case", "again")]
    assert fold_builds(pages) == tuple(pages)


def test_a_continued_slide_is_kept() -> None:
    pages = [page(1, "one"), page(2, "one", "two", title="Paging (cont.)")]
    assert fold_builds(pages) == tuple(pages)


def test_a_word_that_only_begins_alike_is_another_word() -> None:
    pages = [page(1, "Thread"), page(2, "Threads")]
    assert fold_builds(pages) == tuple(pages)


def test_pages_with_a_title_alone_are_kept_unless_they_have_one_number() -> None:
    assert len(fold_builds([page(1), page(2, "one")])) == 2
    assert len(fold_builds([page(1, slide=7), page(2, "one", slide=7)])) == 1


def test_with_one_number_a_page_that_takes_text_away_keeps_it() -> None:
    folded = fold_builds([page(1, "one", "two", slide=3), page(2, "two", slide=3)])
    assert [(s.page, s.body, s.builds) for s in folded] == [(2, "one\ntwo", (1,))]


def test_with_one_number_pages_that_say_different_things_are_kept() -> None:
    assert len(fold_builds([page(1, "one", slide=3), page(2, "two", slide=3)])) == 2


@given(st.lists(st.tuples(st.sampled_from("AB"), st.lists(st.sampled_from("xyz"), max_size=3))))
def test_folding_loses_no_page_and_no_line(drawn: list[tuple[str, list[str]]]) -> None:
    pages = [page(n, *lines, title=title) for n, (title, lines) in enumerate(drawn, 1)]
    folded = fold_builds(pages)
    assert [p for s in folded for p in (*s.builds, s.page)] == [s.page for s in pages]
    for s in folded:
        for n in s.builds:
            assert {b.text for b in pages[n - 1].bullets} <= {b.text for b in s.bullets}


def test_a_folded_slide_keeps_what_was_set_off_in_one_of_its_states() -> None:
    first = replace(page(1, "a page is a block"), marked=("block",))
    last = replace(page(2, "a page is a block", "of a fixed size"), marked=("fixed size",))
    (folded,) = fold_builds([first, last])
    assert folded.marked == ("block", "fixed size")
