"""What a picture's alternative text says, and what in it only sets the picture."""

from __future__ import annotations

import pytest

from knowledge.model import Form
from tests.unit.knowledge.readers.markdown.shapes import lines, slides


@pytest.mark.parametrize(
    ("alt", "address", "said"),
    [
        ("center w:1100", "a.png", ""),
        ("drop-shadow bg right:40% 90%", "a.png", ""),
        (" bg contain ", "a.png", ""),
        ("h:500 center", "a.png", ""),
        ("bg left A person in rain", "a.png", "A person in rain"),
        ("width:150px A wet street", "a.png", "A wet street"),
        ("A person left of the fit", "a.png", "A person left of the fit"),
        ("polygon", "types_of_polygons.png", ""),
        ("data_types", "a.png", ""),
        ("alt-text", "a.png", ""),
        ("Image extracted from Slide 5", "s5.png", ""),
        ("A wet street", "a-wet-street-in-rain.png", "A wet street"),
    ],
)
def test_settings_and_names_of_files_are_no_words(alt: str, address: str, said: str) -> None:
    assert lines(f"![{alt}]({address})\n\ntext") == [*([said] if said else []), "text"]


def test_a_page_of_pictures_with_settings_alone_is_no_slide() -> None:
    text = "# A\n\na\n\n---\n\n![bg fit 70%](x.png)\n\n---\n\n# C\n\nc\n\n---\n\n# D\n"
    assert [s.title for s in slides(text)] == ["A", "C", "D"]


def test_in_a_table_pictures_are_told_by_their_names() -> None:
    assert lines("| ![ax](tool_ax.png) | ![saw](tool_saw.png) |\n|---|---|\n") == ["ax | saw"]


def test_a_deck_that_only_comments_set_up_is_marps_and_a_comment_of_settings_is_no_note() -> None:
    text = (
        "<!-- theme: default -->\n<!-- paginate: true -->\n\n# Goals\n\n---\n\n# Keys\n\n#### Ways\n\n- a\n"
        "\n<!--\n# Metadata\ntitle: Keys\n_class: lead\n-->\n\n---\n\n# Locks\n"
    )
    assert [(s.title, s.notes) for s in slides(text)] == [
        ("Goals", ""),
        ("Keys", ""),
        ("Locks", ""),
    ]


def test_what_a_picture_shows_is_known_for_that() -> None:
    text = (
        "## Cells\n\nThey divide. ![A cell in two](a.png)\n\n![A ring of proteins](b.png)\n\n- [![Two daughter cells](c.png)](x)\n"
        '- one\n\n<img src="d.png" alt="A row of spindles">\n\n<p>Ends <img src="e.png" alt="a pole"></p>\n'
    )
    (slide,) = slides(text)
    assert [(b.text, b.form) for b in slide.bullets] == [
        ("They divide. A cell in two", Form.TEXT),
        ("A ring of proteins", Form.PICTURE),
        ("Two daughter cells", Form.PICTURE),
        ("one", Form.TEXT),
        ("A row of spindles", Form.PICTURE),
        ("Ends a pole", Form.TEXT),
    ]
