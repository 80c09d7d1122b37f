"""Several slides on a page are found, each once and in order; ordinary pages stay whole."""

from __future__ import annotations

import re

import pytest

from knowledge.model import Box
from knowledge.readers.pdf import read_pdf
from knowledge.readers.pdf.extract import layouts, open_pdf
from knowledge.readers.pdf.layout import Area, PageLayout
from knowledge.readers.pdf.regions import regions
from tests.unit.knowledge.readers.pdf.sheets import (
    A4,
    Print,
    frame,
    handout,
    pdf,
    slide,
    text,
    words,
)

LENGTHWISE = (A4[1], A4[0])
WHOLE = [Box()]


def pages_of(data: bytes) -> list[PageLayout]:
    document = open_pdf(data, "a.pdf")
    pages = list(layouts(document))
    document.close()
    return pages


def in_boxes(data: bytes) -> list[list[str]]:
    """The text inside each box, page by page."""
    pages = pages_of(data)
    return [
        [_inside(page, box) for box in boxes]
        for page, boxes in zip(pages, regions(pages), strict=True)
    ]


def _inside(page: PageLayout, box: Box) -> str:
    return " ".join(
        w.text
        for w in page.words
        if box.left <= (w.left + w.right) / 2 / page.width <= box.right
        and box.top <= (w.top + w.bottom) / 2 / page.height <= box.bottom
    )


def topics(found: list[list[str]]) -> list[list[str]]:
    return [["".join(re.findall(r"Topic (\w)", words)) for words in page] for page in found]


def letters(count: int, per: int) -> list[list[str]]:
    names = [chr(65 + n) for n in range(count)]
    return [names[n : n + per] for n in range(0, count, per)]


PRINTS = {
    "2 framed": Print(2, 1, framed=True),
    "2": Print(2, 1, header=True),
    "2 beside each other": Print(1, 2, LENGTHWISE),
    "3 with lines": Print(3, 1, ruled=True, header=True),
    "3 with lines, framed": Print(3, 1, ruled=True, framed=True),
    "4": Print(2, 2, LENGTHWISE),
    "4 upright": Print(2, 2, header=True),
    "6 framed": Print(3, 2, framed=True, header=True),
    "6": Print(3, 2),
    "6 lengthwise": Print(2, 3, LENGTHWISE, header=True),
    "6 down the columns": Print(3, 2, by_columns=True),
    "9": Print(3, 3, header=True),
    "9 framed, down the columns": Print(3, 3, LENGTHWISE, framed=True, by_columns=True),
}


@pytest.mark.parametrize("name", PRINTS)
def test_each_slide_of_a_handout_is_found_in_order(name: str) -> None:
    how = PRINTS[name]
    count = 2 * how.rows * how.columns + max(1, how.rows * how.columns // 2)
    found = in_boxes(handout([slide(n) for n in range(count)], how))
    assert topics(found) == letters(count, how.rows * how.columns)


@pytest.mark.parametrize("name", PRINTS)
def test_nothing_of_a_slide_is_outside_its_box(name: str) -> None:
    how = PRINTS[name]
    count = 3 * how.rows * how.columns
    found = [
        words for page in in_boxes(handout([slide(n) for n in range(count)], how)) for words in page
    ]
    assert [words.count("Point") for words in found] == [2 + n % 3 for n in range(count)]
    assert all(words.count("CS 101 - Fall") == 1 for words in found)


@pytest.mark.parametrize("name", [name for name, how in PRINTS.items() if how.header])
def test_the_sheets_own_header_and_footer_belong_to_no_slide(name: str) -> None:
    how = PRINTS[name]
    count = 4 * how.rows * how.columns
    found = in_boxes(handout([slide(n) for n in range(count)], how))
    assert not any("Lecture 7" in words or "2021" in words for page in found for words in page)


def test_ruled_lines_beside_a_lone_last_slide_are_no_slide_though_as_large_as_one() -> None:
    """Programs embed the slides' pages and the lines for notes alike."""
    pages = pages_of(handout([slide(n) for n in range(7)], Print(3, 1, ruled=True)))
    for page, count in zip(pages, (3, 3, 1), strict=True):
        tops = [45 + 250.67 * (row + 1) - 140.3 for row in range(count)]
        page.embedded += [Area(36, top, 285.5, top + 140.3) for top in tops]
        page.embedded.append(Area(322, tops[0] + 2, 574, tops[-1] + 140.3))
    assert [len(boxes) for boxes in regions(pages)] == [3, 3, 1]


def test_a_grid_whose_cells_a_sheet_has_no_room_for_is_none() -> None:
    """Footers alone would show four cells of which the last hangs below the paper."""
    said = [["Denial"], ["Denial", "Anger"], ["Denial", "Anger", "Bargaining"]]
    more = [["Depression", "Acceptance"], ["Grief follows a loss"], ["Therapy helps a lot"]]
    sheets = []
    for number, lists in enumerate((said, more)):
        drawn = text("Introduction to Everything", 18, 822, 9) + text(str(number + 1), 565, 8, 9)
        for row, lines in enumerate(lists):
            y = 842 - 260 * row
            drawn += text("Stages of grief", 50, y - 74, 14, "B")
            for k, line in enumerate(lines):
                drawn += text(f"\u2022 {line}", 60, y - 96 - 15 * k, 11)
            counted = row + number + 1 if number else 1
            for x, foot in ((40, "A. Lee"), (150, "Clinic of the mind"), (330, f"{counted}/4")):
                drawn += text(foot, x, y - 275, 4)
        sheets.append(drawn)
    pages = pages_of(pdf(sheets, A4))
    assert [len(boxes) for boxes in regions(pages)] == [3, 3]


def test_headings_alone_show_a_grid_where_slides_have_neither_numbers_nor_footers() -> None:
    bare = [slide(n, numbered=False, footer="") for n in range(12)]
    assert topics(in_boxes(handout(bare, Print(2, 2, LENGTHWISE)))) == letters(12, 4)


def test_one_full_sheet_is_enough() -> None:
    data = handout([slide(n) for n in range(6)], Print(3, 2))
    assert topics(in_boxes(data)) == letters(6, 6)


def test_a_number_printed_under_a_frame_is_no_part_of_the_slide() -> None:
    sheets = []
    for first in (0, 2):
        parts = ""
        for k in range(2):
            y = 480 - 380 * k
            parts += f"q 1 0 0 1 90 {y} cm\n{slide(first + k, numbered=False)}Q\n"
            parts += frame(90, y, 400, 225) + text(str(first + k + 1), 285, y - 14, 10)
        sheets.append(parts)
    data = pdf(sheets, A4)
    assert [words.split()[-1] for page in in_boxes(data) for words in page] == ["Fall"] * 4
    assert [slide.title[:7] for slide in read_pdf(data, "a.pdf").slides] == [
        f"Topic {letter}" for letter in "ABCD"
    ]


def test_two_slides_in_large_type_on_a_sheet_are_two() -> None:
    sheets = []
    for first in range(0, 8, 2):
        parts = ""
        for k in range(2):
            n = first + k
            big = text(f"Topic {chr(65 + n)}", 60, 450, 44, "B") + text(str(n + 1), 660, 20, 14)
            for line in range(3 + n % 2):
                big += text(words(n + line, 4), 80, 370 - 60 * line, 32)
            parts += f"q .72 0 0 .72 40 {430 - 410 * k} cm\n{big}Q\n"
        sheets.append(parts)
    data = pdf(sheets, A4)
    assert topics(in_boxes(data)) == letters(8, 2)
    assert len(read_pdf(data, "a.pdf").slides) == 8


def two_columns(n: int) -> str:
    made = text(f"Compared {chr(65 + n)}", 40, 480, 32, "B")
    for x, head in ((40, "Processes"), (500, "Threads")):
        made += text(head, x, 420, 24, "B")
        for k in range(3 + n % 2):
            made += text(words(9 * n + x + k, 3 + k), x, 370 - 40 * k, 18)
    return made + text("CS 101", 40, 15, 10) + text(str(n + 1), 920, 15, 10)


def cards(n: int) -> str:
    made = text(f"Overview {chr(65 + n)}", 40, 490, 32, "B")
    for x in (40, 500):
        for y in (60, 270):
            made += frame(x, y, 420, 190) + text(words(n + x + y, 2), x + 10, y + 160, 18, "B")
            made += text(words(n + x - y, 3), x + 10, y + 120, 14)
            made += text(words(n - x + y, 4), x + 10, y + 90, 14)
    return made


def table(n: int) -> str:
    made = text(f"Measured {chr(65 + n)}", 40, 480, 32, "B")
    for row in range(7):
        for column in range(4):
            made += text(f"v{n}{row}{column}", 60 + 220 * column, 420 - 55 * row, 16)
    return made


@pytest.mark.parametrize("drawn", [two_columns, cards, table])
@pytest.mark.parametrize("count", [1, 2, 8])
def test_columns_cards_and_tables_of_one_slide_stay_together(drawn: object, count: int) -> None:
    assert callable(drawn)
    pages = pages_of(pdf([drawn(n) for n in range(count)], (960, 540)))
    assert regions(pages) == [WHOLE] * count


def test_text_in_two_columns_on_upright_paper_stays_together() -> None:
    lines = [
        "".join(
            text(words(n + x + k, 7), x, 790 - 14 * k, 10) for x in (50, 320) for k in range(52)
        )
        for n in range(4)
    ]
    assert regions(pages_of(pdf(lines, A4))) == [WHOLE] * 4


def test_pages_of_another_size_among_the_sheets_stay_whole() -> None:
    pages = pages_of(handout([slide(n) for n in range(12)], Print(3, 2, framed=True)))
    cover = pages_of(pdf([slide(0)], (400, 225)))
    found = regions([*cover, *pages])
    assert [len(boxes) for boxes in found] == [1, 6, 6]


def test_no_pages_and_empty_pages_are_no_trouble() -> None:
    assert regions([]) == []
    assert regions(pages_of(pdf(["", ""], A4))) == [WHOLE] * 2
    assert regions([PageLayout(1, 0, 0)]) == [WHOLE]


def test_the_same_pages_give_the_same_boxes() -> None:
    pages = pages_of(handout([slide(n) for n in range(13)], Print(3, 2, header=True)))
    assert regions(pages) == regions(pages)
