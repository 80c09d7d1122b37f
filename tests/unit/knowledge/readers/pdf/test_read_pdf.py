"""PDF slides: titles, nested bullets, wrapped lines, columns, code, tables, formulas, odd glyphs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.model import Form, Slide, SlideKind
from knowledge.readers.pdf import read_pdf
from tests.unit.knowledge.readers.pdf.sheets import Print, frame, handout, pdf, slide, text

PAGE = (720.0, 540.0)


def bullet(words: str, x: float, y: float, size: float = 20) -> str:
    """A line with a bullet's mark."""
    return text("•", x, y, size) + text(words, x + size, y, size)


def title(words: str, y: float = 480) -> str:
    return text(words, 60, y, 32, "B")


def slides(*contents: str) -> tuple[Slide, ...]:
    return read_pdf(pdf(contents, PAGE), "deck.pdf").slides


def body(content: str) -> list[tuple[str, int]]:
    (slide,) = slides(title("Topic") + content)
    return [(b.text, b.level) for b in slide.bullets]


def test_the_largest_line_above_is_the_title() -> None:
    (slide,) = slides(bullet("one point", 60, 400) + title("Virtual Memory"))
    assert slide.title == "Virtual Memory"
    assert [b.text for b in slide.bullets] == ["one point"]
    assert slide.page == 1


def test_initials_at_a_lines_beginning_are_no_number_of_a_list() -> None:
    listed = text("J. B. Watson", 60, 400) + text("A. Learning by rewards", 60, 370)
    assert [words for words, _ in body(listed)] == ["J. B. Watson", "A. Learning by rewards"]
    several = listed + text("B. Learning by pain", 60, 340)
    assert [words for words, _ in body(several)] == [
        "J. B. Watson",
        "Learning by rewards",
        "Learning by pain",
    ]


def test_a_title_may_take_two_lines() -> None:
    (slide,) = slides(
        title("Kernel based", 490) + title("virtual machines", 452) + bullet("x y", 60, 380)
    )
    assert slide.title == "Kernel based virtual machines"


def test_a_title_set_lower_than_the_others_is_known_by_its_type() -> None:
    words = "".join(text(f"Words number {n}", 60, 460 - 30 * n, 16) for n in range(7))
    low = words + title("A title of many words", 180) + title("that stands quite low", 142)
    deck = slides(*(title(f"Topic {c}") + bullet(f"point {c}", 60, 400) for c in "abcd"), low)
    assert deck[-1].title == "A title of many words that stands quite low"


def test_a_slide_of_body_text_alone_has_no_title() -> None:
    deck = slides(
        *(title(f"Topic {c}") + bullet(f"point {c}", 60, 400) for c in "abcd"),
        "".join(
            text(f"Line {n} of plain text that goes on here", 60, 400 - 40 * n, 20)
            for n in range(4)
        ),
    )
    assert [slide.title for slide in deck] == ["Topic a", "Topic b", "Topic c", "Topic d", ""]


def test_titles_that_stand_at_the_foot_of_each_slide_are_found_there() -> None:
    deck = slides(
        *(
            bullet(f"point {c} of some length", 60, 400, 26) + text(f"Topic {c}", 60, 80, 24, "B")
            for c in "abcdef"
        )
    )
    assert [slide.title for slide in deck] == [f"Topic {c}" for c in "abcdef"]


def test_indents_nest_bullets() -> None:
    assert body(
        bullet("outer", 60, 400)
        + bullet("inner", 100, 370, 18)
        + bullet("innermost", 140, 340, 16)
        + bullet("outer again", 60, 310)
    ) == [("outer", 0), ("inner", 1), ("innermost", 2), ("outer again", 0)]


def test_a_mark_of_a_symbol_font_is_no_text() -> None:
    marked = text("n", 60, 400, 20, "Z") + text("marked by a square", 90, 400, 20)
    assert body(marked) == [("marked by a square", 0)]


def test_wrapped_lines_are_one_bullet() -> None:
    assert body(
        bullet("a bullet that is too long for", 60, 400)
        + text("one line of the slide", 80, 376, 20)
        + bullet("the next one", 60, 340)
    ) == [("a bullet that is too long for one line of the slide", 0), ("the next one", 0)]


def test_short_lines_without_marks_stay_apart() -> None:
    assert body(text("Prof. Erika Muster", 60, 400, 20) + text("Example College", 60, 372, 20)) == [
        ("Prof. Erika Muster", 0),
        ("Example College", 0),
    ]


def test_a_hyphen_at_a_lines_end_goes_where_the_document_knows_the_word() -> None:
    content = bullet("zorbling is what we do: zor-", 60, 400) + text("bling", 80, 376, 20)
    assert body(content) == [("zorbling is what we do: zorbling", 0)]


def test_a_hyphen_at_a_lines_end_stays_in_a_compound() -> None:
    content = bullet("checking is done for type-", 60, 400) + text("safe code", 80, 376, 20)
    assert body(content) == [("checking is done for type-safe code", 0)]


def test_the_left_column_is_read_before_the_right_one() -> None:
    left = bullet("left one", 60, 400) + bullet("left two", 60, 370)
    right = bullet("right one", 400, 400) + bullet("right two", 400, 370)
    assert [t for t, _ in body(right + left)] == ["left one", "left two", "right one", "right two"]


def test_code_keeps_its_lines_and_indents() -> None:
    code = "".join(
        text(line.lstrip(), 60 + 12 * (len(line) - len(line.lstrip())), 400 - 24 * n, 20, "M")
        for n, line in enumerate(["def f(x):", "    if x:", "        return 1", "    return 0"])
    )
    (slide,) = slides(title("Code") + code)
    (block,) = slide.bullets
    assert block.form is Form.CODE
    assert block.text == "def f(x):\n    if x:\n        return 1\n    return 0"


def listing(*lines: str, top: float = 400) -> str:
    """Lines in a monospaced font; what is empty leaves a blank one."""
    return "".join(
        text(line.lstrip(), 60 + 12 * (len(line) - len(line.lstrip())), top - 24 * n, 20, "M")
        for n, line in enumerate(lines)
        if line
    )


def test_a_listing_with_blank_lines_is_one_block_and_may_step_back_to_its_margin() -> None:
    (slide,) = slides(title("Code") + listing("    f(x);", "    g(x);", "", "", "    h();", "}"))
    (block,) = slide.bullets
    assert block.form is Form.CODE
    assert block.text == "    f(x);\n    g(x);\n    h();\n}"


def test_text_that_leads_up_to_a_listing_is_none_of_it() -> None:
    lead = text("Run:", 60, 424, 20) + text("make", 110, 424, 20, "M")
    (slide,) = slides(title("Code") + lead + listing("int f(int x) {", "  return x;", "}"))
    assert [(b.text.partition("\n")[0], b.form) for b in slide.bullets] == [
        ("Run: make", Form.TEXT),
        ("int f(int x) {", Form.CODE),
    ]


def test_what_a_program_prints_in_columns_keeps_its_lines() -> None:
    (slide,) = slides(title("Output") + listing("PID   USED", "864   1528", "865   2620", "done"))
    (block,) = slide.bullets
    assert block.form is Form.CODE
    assert block.text == "PID   USED\n864   1528\n865   2620\ndone"


def test_a_mark_before_a_line_of_code_is_no_code() -> None:
    marked = text("•", 30, 424, 20) + listing("f(a, b);", "g(a, b);", "h(a, b);", top=424)
    (slide,) = slides(title("Calls") + marked)
    assert slide.bullets[0].text.startswith("f(a, b);")


def test_code_in_a_proportional_font_shows_by_its_signs() -> None:
    code = "".join(
        text(line, 60, 400 - 24 * n, 20)
        for n, line in enumerate(["int main(void) {", "int x = f(1);", "return x;", "}"])
    )
    (slide,) = slides(title("Code") + code)
    assert [b.form for b in slide.bullets] == [Form.CODE]


def test_an_address_in_a_monospaced_font_is_text() -> None:
    (slide,) = slides(title("Where") + text("https://example.org/notes", 60, 400, 20, "M"))
    assert [b.form for b in slide.bullets] == [Form.TEXT]


def test_ruled_cells_are_a_table_also_where_their_text_wraps() -> None:
    cells = "".join(frame(60 + 250 * c, 400 - 60 * r, 250, 60) for r in range(2) for c in range(2))
    words = (
        text("Pull", 70, 425, 16) + text("Push", 320, 425, 16)
        + text("the consumer asks the", 70, 380, 16) + text("producer", 70, 360, 16)
        + text("the producer tells", 320, 380, 16)
    )  # fmt: skip
    (slide,) = slides(title("Table") + cells + words)
    (table,) = slide.bullets
    assert table.form is Form.TABLE
    assert table.text == "Pull | Push\nthe consumer asks the producer | the producer tells"


def test_columns_that_line_up_are_a_table() -> None:
    rows = [("Week", "Topic"), ("one", "Processes"), ("two", "Threads"), ("three", "Locks")]
    content = "".join(
        text(a, 60, 400 - 24 * n, 16) + text(b, 260, 400 - 24 * n, 16)
        for n, (a, b) in enumerate(rows)
    )
    (slide,) = slides(title("Schedule of it") + content)
    (table,) = slide.bullets
    assert table.form is Form.TABLE
    assert table.text == "Week | Topic\none | Processes\ntwo | Threads\nthree | Locks"


_ROWS = ((400, 30), (290, 110))


def test_rows_that_no_rule_parts_are_rows_where_all_cells_have_them() -> None:
    cells = "".join(frame(60 + 60 * c, y, 60 + 120 * c, h) for c in range(2) for y, h in _ROWS)
    words = text("Week", 66, 408, 16) + text("Topic", 126, 408, 16)
    for n, topic in enumerate(("Threads", "Locks and more of them", "Files")):
        words += text(f"No. {n}", 66, 370 - 24 * n, 16) + text(topic, 126, 370 - 24 * n, 16)
    (slide,) = slides(title("Table") + cells + words)
    (table,) = slide.bullets
    assert table.text.split("\n") == [
        "Week | Topic",
        "No. 0 | Threads",
        "No. 1 | Locks and more of them",
        "No. 2 | Files",
    ]


def test_a_mark_without_a_space_behind_it_is_a_mark() -> None:
    assert body(text("•not so", 60, 400, 20) + text("•nor so", 60, 370, 20)) == [
        ("not so", 0),
        ("nor so", 0),
    ]


def test_an_initial_numbers_nothing() -> None:
    names = text("C. Darwin", 200, 400, 20) + text("Down House near London", 133, 370, 20)
    assert body(names) == [("C. Darwin", 0), ("Down House near London", 0)]


def test_a_footnotes_number_is_raised() -> None:
    assert body(text("1", 60, 308, 12) + text("Source: notes", 67, 300, 20)) == [
        ("¹Source: notes", 0)
    ]


def test_nothing_parts_a_raised_number_from_the_bracket_behind_it() -> None:
    content = (
        text("OSC", 60, 300, 20) + text("2", 104, 308, 12) + text(")", 111.2, 300, 20)
        + text("is a book", 123.5, 300, 20)
    )  # fmt: skip
    assert body(content) == [("OSC²) is a book", 0)]


def test_a_page_number_at_the_height_of_the_last_line_is_none_of_it() -> None:
    last = "the notes are on the shelf over there"
    pages = [
        title(f"Title {chr(65 + n)}") + bullet(f"a point {chr(65 + n)}", 60, 300)
        + (text(last, 60, 30, 16) if n == 2 else "") + text(str(n + 1), 350, 30, 10)
        for n in range(5)
    ]  # fmt: skip
    read = slides(*pages)
    assert [s.slide for s in read] == [1, 2, 3, 4, 5]
    assert [b.text for b in read[2].bullets] == ["a point C", last]


def test_bullets_with_wide_gaps_behind_their_marks_are_no_table() -> None:
    content = "".join(
        text("•", 60, 400 - 30 * n, 20) + text(f"point {n}", 100, 400 - 30 * n, 20)
        for n in range(4)
    )
    assert body(content) == [(f"point {n}", 0) for n in range(4)]


def test_turned_text_is_a_watermark_and_goes() -> None:
    turned = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET\n"
    assert body(turned + bullet("a point", 60, 400)) == [("a point", 0)]


def test_raised_and_lowered_digits_are_kept_as_such() -> None:
    content = (
        text("10", 60, 300, 20) + text("2", 83, 308, 12) + text("bytes of H", 96, 300, 20)
        + text("2", 185.5, 296, 12) + text("O", 192.5, 300, 20)
    )  # fmt: skip
    assert body(content) == [("10² bytes of H₂O", 0)]


def test_letters_set_apart_are_read_as_words() -> None:
    assert body(text("T h i s   i s   s p a c e d   o u t", 60, 400, 20)) == [
        ("This is spaced out", 0)
    ]


def test_text_objects_that_stand_apart_are_words_of_their_own() -> None:
    content = (
        text("getItem", 60, 400, 20) + text("should", 133, 400, 20) + text("work", 204, 400, 20)
    )
    assert body(content) == [("getItem should work", 0)]


def test_short_lines_without_marks_in_two_columns_stay_lines() -> None:
    left = ["Consideration required", "Postal rule applies", "Precedent binds courts"]
    right = ["No consideration, but cause", "Acceptance on receipt", "Code comes first"]
    columns = "".join(
        text(line, x, 400 - 26 * n, 20)
        for x, lines in ((50, left), (390, right))
        for n, line in enumerate(lines)
    )
    assert body(columns) == [(line, 0) for line in (*left, *right)]


def test_a_sentence_in_a_narrow_column_goes_on() -> None:
    lines = ["The code of Prussia", "Frederick the Great", "had drawn up in 1794", "It was long"]
    column = "".join(text(line, 50, 400 - 26 * n, 20) for n, line in enumerate(lines))
    assert body(column)[0] == ("The code of Prussia Frederick the Great had drawn up in 1794", 0)


def test_the_first_slide_tells_lecture_and_date() -> None:
    deck = slides(
        title("Lecture 7: Locks", 300) + text("16 November 2021", 60, 240, 20),
        title("Spinning") + bullet("wait", 60, 400),
    )
    assert [(s.lecture, s.date) for s in deck] == [(7, date(2021, 11, 16))] * 2
    assert [s.kind for s in deck] == [SlideKind.TITLE, SlideKind.CONTENT]


def test_the_title_slides_date_is_the_lectures_and_not_the_day_on_which_its_handout_was_printed() -> (
    None
):
    opening = text("Locks", 40, 150, 30, "B") + text("9 October 2025", 40, 90, 16)
    sheets = handout([opening, *(slide(n) for n in range(7))], Print(3, 2, header=True))
    assert {s.date for s in read_pdf(sheets, "x.pdf").slides} == {date(2025, 10, 9)}


def test_where_no_slide_tells_a_date_the_sheets_do() -> None:
    sheets = handout([slide(n) for n in range(8)], Print(3, 2, header=True))
    assert {s.date for s in read_pdf(sheets, "x.pdf").slides} == {date(2021, 11, 16)}


def test_a_day_in_front_of_its_month_is_told_where_it_can_be_no_month() -> None:
    deck = slides(title("Étapes du deuil", 300) + text("14/10/2025", 60, 240, 20))
    assert deck[0].date == date(2025, 10, 14)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("La prevalencia es el número de casos en un momento", date(2025, 10, 5)),
        ("Prevalence is the number of cases at a time", date(2025, 5, 10)),
    ],
)
def test_which_number_is_the_month_is_told_by_the_decks_language(line: str, day: date) -> None:
    opening = title("Epi", 300) + text("05/10/2025", 60, 240, 20)
    assert slides(opening, title("Two") + bullet(line, 60, 400))[0].date == day


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    upright = pdf([title("Topic") + bullet("a point", 60, 400)], PAGE)
    on_its_side = upright.replace(
        b"/MediaBox [0 0 720.0 540.0]", b"/MediaBox [0 0 720.0 540.0] /Rotate 90"
    )
    assert read_pdf(on_its_side, "x.pdf").slides[0].title == ""


def test_a_page_without_text_gives_an_empty_slide_of_that_page() -> None:
    reading = read_pdf(pdf([frame(10, 10, 100, 100), title("Second")], PAGE), "x.pdf")
    assert reading.pages == 2
    assert [(s.page, s.title) for s in reading.slides] == [(1, ""), (2, "Second")]


def test_progress_counts_the_pages() -> None:
    seen: list[tuple[int, int]] = []
    read_pdf(pdf([title("a"), title("b")], PAGE), "x.pdf", lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]


def test_a_damaged_pdf_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnreadableSource, match=r"x\.pdf: the PDF is damaged"):
        read_pdf(b"%PDF-1.7\nthis is cut off", "x.pdf")


_WORDS = st.lists(
    st.text(st.sampled_from("abcdefghij ().,-1•ﬁÄß"), min_size=1, max_size=12), max_size=12
)
_PLACES = st.tuples(st.integers(0, 700), st.integers(0, 520), st.sampled_from([8, 12, 20, 40]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_WORDS, _PLACES, st.sampled_from("FBMZ")), max_size=12))
def test_any_page_is_read_alike_twice_and_holds_no_odd_glyph(
    runs: list[tuple[list[str], tuple[int, int, int], str]],
) -> None:
    content = "".join(
        text("".join(words).encode("cp1252", "ignore").decode("cp1252"), x, y, size, font)
        for words, (x, y, size), font in runs
    )
    data = pdf([content, content, content], PAGE)
    reading = read_pdf(data, "x.pdf")
    assert reading == read_pdf(data, "x.pdf")
    said = "".join(b.text for s in reading.slides for b in s.bullets)
    assert not any(ch in said for ch in "\x02\ufffe\ufffdﬁﬂ")
    assert not any("\ue000" <= ch <= "\uf8ff" for ch in said)
