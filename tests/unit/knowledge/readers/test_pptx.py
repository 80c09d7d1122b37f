"""What a lecturer sees on a PowerPoint slide is what is read, and nothing else."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from knowledge.entries import make_entries
from knowledge.model import Form, Slide, SlideKind
from knowledge.readers.pptx import read_pptx
from tests.decks import TIDES, pdf
from tests.unit.knowledge.readers import decks
from tests.unit.knowledge.readers.decks import box, changed, deck, insert, saved, slide, strict


def only(presentation: object) -> Slide:
    """The one slide of a presentation."""
    (found,) = read_pptx(saved(presentation), "deck.pptx").slides
    return found


def texts(found: Slide) -> list[str]:
    return [bullet.text for bullet in found.bullets]


def test_titles_and_levels() -> None:
    """The title placeholder is the title, and a bullet keeps its level."""
    made = deck()
    slide(made, "Virtual memory", ("Pages", "\tare 4 KiB", "\t\tor huge", "Frames"))
    found = only(made)
    assert found.title == "Virtual memory"
    assert [(b.level, b.text) for b in found.bullets] == [
        (0, "Pages"),
        (1, "are 4 KiB"),
        (2, "or huge"),
        (0, "Frames"),
    ]


def test_a_slide_that_is_built_up_copy_by_copy_is_one_slide() -> None:
    """The last copy has it all; a hidden one with the answer stays by itself."""
    made = deck()
    slide(made, "Malate", ("PEP binds",))
    slide(made, "Malate", ("PEP binds", "Malate leaves"))
    hidden = slide(made, "Malate", ("PEP binds", "Malate leaves", "The answer is maize"))
    hidden._element.set("show", "0")
    reading = read_pptx(saved(made), "deck.pptx")
    assert [(s.page, s.builds, texts(s)) for s in reading.slides] == [
        (2, (1,), ["PEP binds", "Malate leaves"]),
        (3, (), ["PEP binds", "Malate leaves", "The answer is maize"]),
    ]
    assert reading.pages == 3


def test_line_breaks_are_spaces() -> None:
    """A line break inside a title or bullet parts words, not bullets."""
    made = deck()
    slide(made, "Paging\vand swapping", ("One idea\von two lines",))
    found = only(made)
    assert found.title == "Paging and swapping"
    assert texts(found) == ["One idea on two lines"]


def test_two_bullets_under_an_empty_title_are_no_title() -> None:
    """Whoever left the title out wrote two points, not one heading."""
    made = deck()
    slide(made, "", ("RR is the relative risk", "OR is the odds ratio"))
    found = only(made)
    assert (found.title, texts(found)) == ("", ["RR is the relative risk", "OR is the odds ratio"])


def test_large_text_at_the_top_is_the_title() -> None:
    """Without a title placeholder, what is set largest at the top is the title."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.BLANK])
    box(page.shapes, "a remark", (1, 3, 4, 1))
    box(page.shapes, "Scheduling", (1, 0.3, 6, 1), size=36)
    found = only(made)
    assert (found.title, texts(found)) == ("Scheduling", ["a remark"])


def test_even_text_has_no_title() -> None:
    """No title is better than a wrong one."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.BLANK])
    box(page.shapes, "left", (1, 0.5, 3, 1))
    box(page.shapes, "right", (5, 0.5, 3, 1))
    assert only(made).title == ""


def test_columns_are_read_one_after_the_other() -> None:
    """Boxes beside each other are read column by column, a header with what it heads."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    page.shapes.title.text = "Threads and processes"
    for text, place in (
        ("share memory", (0.5, 3, 4, 2)),
        ("Processes", (5, 2, 4, 0.8)),
        ("Threads", (0.5, 2, 4, 0.8)),
        ("have their own", (5, 3, 4, 2)),
    ):
        box(page.shapes, text, place)
    assert texts(only(made)) == ["Threads", "share memory", "Processes", "have their own"]


def test_a_grid_is_read_row_by_row() -> None:
    """Narrow labels with their explanations beside them stay together."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    for row, (label, text) in enumerate((("RR", "takes turns"), ("FIFO", "waits"))):
        box(page.shapes, text, (3, 2 + 1.5 * row, 5, 1))
        box(page.shapes, label, (0.5, 2 + 1.5 * row, 1.5, 1))
    assert texts(only(made)) == ["RR", "takes turns", "FIFO", "waits"]


def test_a_line_across_the_columns_is_no_part_of_them() -> None:
    """A source below three columns does not join two of them."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    box(page.shapes, "Source: a book", (0.5, 6, 5, 0.5))
    for n, left in enumerate((0.5, 3.5, 6.5)):
        box(page.shapes, f"does {n}", (left, 3, 2.5, 1))
        box(page.shapes, f"Step {n}", (left, 2, 2.5, 0.8))
    assert texts(only(made)) == [
        *("Step 0", "does 0", "Step 1", "does 1", "Step 2", "does 2"),
        "Source: a book",
    ]


def test_typed_marks_are_no_words() -> None:
    """A bullet that was typed by hand is not part of the text; a number or an operator is."""
    made = deck()
    slide(made, "T", ("• one", "- two", "1. three", "a*b = c", "o poder", "-5 degrees"))
    assert texts(only(made)) == ["one", "two", "1. three", "a*b = c", "o poder", "-5 degrees"]


def test_groups_are_opened_at_any_depth() -> None:
    """Shapes in groups in groups are read at the place where they are shown."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    box(page.shapes, "below", (1, 5, 3, 1))
    outer = page.shapes.add_group_shape()
    inner = outer.shapes.add_group_shape()
    box(inner.shapes, "above", (1, 2, 3, 1))
    assert texts(only(made)) == ["above", "below"]


def test_code_is_one_bullet() -> None:
    """Paragraphs in a fixed font are one piece of code, blank lines and indentation kept."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    box(page.shapes, "int main() {\n    fork();\n\n    return 0;\n}", (1, 2, 6, 3), font="Consolas")
    (code,) = only(made).bullets
    assert code.form is Form.CODE
    assert code.text == "int main() {\n    fork();\n\n    return 0;\n}"


def test_a_remark_in_a_fixed_font_is_no_code() -> None:
    """One line of plain words is text in whatever font."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    box(page.shapes, "This is the parent process", (1, 2, 6, 1), font="Courier New")
    assert [b.form for b in only(made).bullets] == [Form.TEXT]


def test_tables() -> None:
    """A table is one bullet, a row a line."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    table = page.shapes.add_table(2, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for n, text in enumerate(("Call", "Returns", "", "fork", "pid\nor 0", "")):
        table.cell(n // 3, n % 3).text = text
    (bullet,) = only(made).bullets
    assert (bullet.form, bullet.text) == (Form.TABLE, "Call | Returns\nfork | pid or 0")


def test_charts_say_their_titles_and_names() -> None:
    """Of a chart its title, axes, series and categories are read, not its numbers."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Monday", "Tuesday"]
    data.add_series("Students", (31, 17))
    frame = page.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data
    )
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = "Attendance"
    frame.chart.value_axis.has_title = True
    frame.chart.value_axis.axis_title.text_frame.text = "heads"
    assert texts(only(made)) == ["Attendance", "heads", "Students", "Monday, Tuesday"]


def test_smart_art_is_read_as_its_tree() -> None:
    """SmartArt's points come in the order of their tree, with its levels."""
    found = read_pptx(_with_smart_art(), "deck.pptx").slides[0]
    assert [(b.level, b.text) for b in found.bullets] == [(0, "Plan"), (1, "Write"), (0, "Ship")]


def _with_smart_art() -> bytes:
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    insert(
        page.shapes,
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/>'
        "</p:nvGraphicFramePr><p:xfrm/><a:graphic>"
        f'<a:graphicData uri="{dgm}"><d:relIds xmlns:d="{dgm}" r:dm="rId99"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>",
    )
    points = "".join(
        f'<d:pt modelId="{n}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
        for n, text in ((1, "Ship"), (2, "Write"), (3, "Plan"))
    )
    links = "".join(
        f'<d:cxn modelId="9{a}{b}" srcId="{a}" destId="{b}" srcOrd="{order}"/>'
        for a, b, order in ((0, 1, 1), (0, 3, 0), (3, 2, 0))
    )
    model = (
        f'<d:dataModel xmlns:d="{dgm}" {decks.NS}><d:ptLst><d:pt modelId="0" type="doc"/>{points}'
        f"</d:ptLst><d:cxnLst>{links}</d:cxnLst></d:dataModel>"
    )
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/diagramData" Target="../diagrams/data1.xml"/></Relationships>'
    )
    return changed(
        saved(made),
        lambda name, part: (
            part.replace(b"</Relationships>", link) if "slides/_rels" in name else part
        ),
        {"ppt/diagrams/data1.xml": model.encode()},
    )


def test_notes_are_kept_beside_the_slide() -> None:
    """Speaker notes are the slide's notes and none of its bullets."""
    made = deck()
    slide(
        made, "Signals", ("SIGKILL",)
    ).notes_slide.notes_text_frame.text = "Ask who knows\nkill -9"
    found = only(made)
    assert (found.notes, texts(found)) == ("Ask who knows\nkill -9", ["SIGKILL"])


def test_hidden_slides_are_read_but_not_quoted() -> None:
    """A hidden slide is among the slides, is reported, and has no entry."""
    made = deck()
    slide(made, "Seen", ("shown to all",))
    slide(made, "Solution", ("the answer is 42",))._element.set("show", "0")
    reading = read_pptx(saved(made), "deck.pptx")
    assert [s.hidden for s in reading.slides] == [False, True]
    assert reading.warnings == ("hidden slide 2: read, but not quoted to students",)
    assert [e.title for e in make_entries(reading.slides, (), ())] == ["Seen"]


def test_hidden_shapes_are_not_read() -> None:
    """A shape that is switched off, or lies beside the slide, is not on the slide."""
    made = deck()
    page = slide(made, "Seen", ("shown",))
    off = box(page.shapes, "switched off", (1, 4, 3, 1))
    off._element.nvSpPr.cNvPr.set("hidden", "1")
    box(page.shapes, "an old draft", (11, 1, 3, 1))
    reading = read_pptx(saved(made), "deck.pptx")
    assert texts(reading.slides[0]) == ["shown"]
    assert [d.text for d in reading.dropped] == ["an old draft"]


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        ("Two clients that talk to one server", True),
        ("Picture 3", False),
        ("diagram.png", False),
        ("A screenshot of a computer\n\nDescription automatically generated", False),
        ("A graph with blue lines\n\nAI-generated content may be incorrect.", False),
        ("Image result for docker logo", False),
        ("15 Reasons Why You Should Use Docker in ...", False),
    ],
)
def test_alternative_texts(description: str, kept: bool) -> None:
    """A picture's description is read where a person wrote it."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    page.shapes.title.text = "Sockets"
    insert(
        page.shapes,
        f'<p:pic><p:nvPicPr><p:cNvPr id="7" name="p" descr="{description}"/><p:cNvPicPr/><p:nvPr/>'
        "</p:nvPicPr><p:blipFill/><p:spPr/></p:pic>",
    )
    assert texts(only(made)) == ([description] if kept else [])


def test_slides_that_show_only_a_picture_are_named() -> None:
    """A slide with words beside its picture, and an empty one, are not."""
    made = deck()
    slide(made, "Sockets")
    for layout in (decks.BLANK, decks.BLANK, decks.TITLE_ONLY):
        page = made.slides.add_slide(made.slide_layouts[layout])
        insert(
            page.shapes,
            '<p:pic><p:nvPicPr><p:cNvPr id="7" name="p"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            "<p:blipFill/><p:spPr/></p:pic>",
        )
    page.shapes.title.text = "A socket's states"
    made.slides.add_slide(made.slide_layouts[decks.BLANK])
    warning = "slides 2–3 are pictures without text: nothing of them is read"
    assert read_pptx(saved(made), "deck.pptx").warnings == (warning,)


def test_slides_that_are_pictures_are_read_as_scans() -> None:
    """As Keynote exports them: each with its title, its place in the deck and a mark; a damaged one is named."""
    made = deck()
    slide(made, "Oceans")
    with pypdfium2.PdfDocument(pdf(TIDES)) as drawn:
        shown = [drawn[n].render(scale=1.5).to_pil() for n in (1, 2)]
    for picture in shown:
        saved_picture = BytesIO()
        picture.save(saved_picture, "PNG")
        page = made.slides.add_slide(made.slide_layouts[decks.BLANK])
        page.shapes.add_picture(saved_picture, 0, 0, made.slide_width, made.slide_height)
    reading = read_pptx(saved(made), "deck.pptx")
    assert [(s.page, s.title, s.scanned) for s in reading.slides] == [
        (1, "Oceans", False),
        (2, "Spring tides", True),
        (3, "Neap tides", True),
    ]
    assert [b.text for b in reading.slides[2].bullets] == list(TIDES[2][1])
    assert reading.warnings == ("slides 2–3 are pictures; read by OCR, look at them",)


def test_footers_and_what_recurs_are_dropped_once() -> None:
    """Footers, slide numbers and what stands at the same place on most slides are no content."""
    made = deck()
    for n in range(4):
        page = slide(made, f"Topic {n}", (f"fact {n}", "the same bullet"))
        box(page.shapes, "Department of Computing", (7, 6.8, 3, 0.5))
        insert(page.shapes, _footer("ftr", "Operating Systems, Lecture 7"))
        insert(page.shapes, _footer("sldNum", str(n)))
    reading = read_pptx(saved(made), "deck.pptx")
    assert [texts(s) for s in reading.slides] == [
        [f"fact {n}", "the same bullet"] for n in range(4)
    ]
    assert sorted(d.text for d in reading.dropped) == [
        "Department of Computing",
        "Operating Systems, Lecture 7",
    ]
    assert {s.lecture for s in reading.slides} == {7}


def _footer(kind: str, text: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="50" name="f"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}" idx="11"/>'
        f"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


def test_formulas_read_in_one_line() -> None:
    """A formula of Office's editor is read, and its picture for old programs is not."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE_ONLY])
    formula = (
        "<m:oMath><m:r><m:t>E</m:t></m:r><m:r><m:t>=</m:t></m:r><m:f><m:num><m:r><m:t>m+1</m:t></m:r>"
        "</m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e>"
        "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="8" name="t"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody>'
        "<a:bodyPr/><a:p>{}</a:p></p:txBody></p:sp>"
    )
    insert(
        page.shapes,
        '<mc:AlternateContent><mc:Choice Requires="a14">'
        + shape.format(f"<a14:m>{formula}</a14:m>")
        + "</mc:Choice><mc:Fallback>"
        + shape.format("<a:r><a:t>no formula here</a:t></a:r>")
        + "</mc:Fallback></mc:AlternateContent>",
    )
    (bullet,) = only(made).bullets
    assert (bullet.form, bullet.text) == (Form.FORMULA, "E = (m+1)/2c²")


def test_numbers_dates_and_kinds() -> None:
    """Slides count from the deck's first number; lecture and date come from the title slide."""
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[decks.TITLE])
    page.shapes.title.text = "Lecture 4: Deadlocks"
    page.placeholders[1].text = "October 12, 2023"
    slide(made, "Agenda", ("Recap", "Banker's algorithm", "Detection"))
    made.element.set("firstSlideNum", "0")
    first, second = read_pptx(saved(made), "deck.pptx").slides
    assert (first.kind, second.kind) == (SlideKind.TITLE, SlideKind.AGENDA)
    assert (first.slide, second.slide, second.page) == (0, 1, 2)
    assert (second.lecture, second.date) == (4, date(2023, 10, 12))


def test_the_name_numbers_the_lecture_last() -> None:
    """Without a word in the deck, the file's name tells the lecture."""
    made = deck()
    slide(made, "Pipes", ("bytes",))
    assert read_pptx(saved(made), "lecture-09.pptx").slides[0].lecture == 9


def test_embedded_objects_are_left_out_with_a_word() -> None:
    """An embedded workbook is not read, and the report says so."""
    made = deck()
    page = slide(made, "Costs", ("see the sheet",))
    insert(
        page.shapes,
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="o"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="x">'
        '<p:oleObj progId="Excel.Sheet.12" r:id="rId77"/></a:graphicData></a:graphic></p:graphicFrame>',
    )
    reading = read_pptx(saved(made), "deck.pptx")
    assert reading.warnings == ("slide 1: an embedded object (Excel.Sheet.12) was left out",)


def test_strict_files_and_shows_read_alike() -> None:
    """ISO's strict variant and a slide show (.ppsx) give the same slides."""
    made = deck()
    slide(made, "Caches", ("L1", "\tis small"))
    plain = saved(made)
    show = changed(
        plain,
        lambda _, part: part.replace(b"presentation.main+xml", b"slideshow.main+xml"),
    )
    expected = read_pptx(plain, "deck.pptx")
    assert expected.slides[0].bullets
    assert read_pptx(strict(plain), "deck.pptx") == expected
    assert read_pptx(show, "deck.pptx") == expected


def test_progress_counts_every_slide() -> None:
    """The progress goes up to the number of slides, empty ones among them."""
    made = deck()
    slide(made, "One", ("a",))
    made.slides.add_slide(made.slide_layouts[decks.BLANK])
    seen: list[tuple[int, int]] = []
    reading = read_pptx(saved(made), "deck.pptx", lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
    assert (len(reading.slides), reading.pages) == (1, 2)
