"""A list of topics that slides repeat at the side names none of them but the one that it sets off, or ends with."""

from __future__ import annotations

import pytest

from knowledge.readers.html import read_html
from knowledge.readers.markdown import read_markdown


def deck(*slides: str) -> list[tuple[str, list[str]]]:
    """Titles and lines of a remark deck behind its title slide."""
    text = "\n---\n".join(("class: center, middle\n\n# Knowledge", *slides))
    found = read_markdown(text, "deck.md").slides[1:]
    return [(slide.title, [bullet.text for bullet in slide.bullets]) for slide in found]


def column(*items: str) -> str:
    return "\n\n".join((".left-column[", *items, "]"))


@pytest.mark.parametrize("mark", [".red[{}]", "**{}**", "<span class='here'>{}</span>", "[{}](#2)"])
def test_of_a_list_with_one_topic_set_off_that_one_heads_the_slide(mark: str) -> None:
    topics = ["metaphysics", "epistemology", "NO"]
    slides = [
        "## Branches\n\n"
        + column(*(f"#### {mark.format(t) if t == here else t}" for t in topics))
        + f"\n\nAbout {n}."
        for n, here in enumerate(topics)
    ]
    assert deck(*slides) == [(f"Branches › {t}", [f"About {n}."]) for n, t in enumerate(topics)]


def test_where_all_are_links_the_one_that_is_marked_besides_heads_the_slide() -> None:
    def listed(here: str) -> str:
        links = {name: f"[{name}](#{name.lower()})" for name in ("Aims", "Data", "Ends")}
        return column(*(f"### {f'*{x}*' if n == here else x}" for n, x in links.items()))

    slides = [f"{listed(here)}\n\nAbout {here}." for here in ("Aims", "Data")]
    assert deck(*slides) == [("Aims", ["About Aims."]), ("Data", ["About Data."])]


def test_of_a_column_that_grows_the_last_heads_the_slide() -> None:
    """As in remark's own slide show."""
    first = column("## What is it?") + "\n\nA tool."
    second = column("## What is it?", "## Why use it?") + "\n\nIt is plain."
    third = column("## How?", "### - Markdown") + "\n\nIn a file."
    fourth = column("## How?", "### - Markdown", "### - HTML") + "\n\nIn a page."
    assert deck(first, second, third, fourth) == [
        ("What is it?", ["A tool."]),
        ("Why use it?", ["It is plain."]),
        ("How? › Markdown", ["In a file."]),
        ("How? › HTML", ["In a page."]),
    ]


def test_a_menu_ahead_of_each_slides_own_title_is_no_title() -> None:
    menu = "## Home\n\n## Dates"
    slides = [f"{menu}\n\n## {t}\n\nAbout {t}." for t in ("Cells", "Genes", "Apes", "Us")]
    assert [title for title, _ in deck(*slides)] == ["Cells", "Genes", "Apes", "Us"]


def test_where_none_is_told_the_list_is_text() -> None:
    slides = [f"## Branches\n\n{column('#### A b', '#### C d')}\n\nPart {n}." for n in range(3)]
    assert deck(*slides) == [("Branches", ["A b", "C d", f"Part {n}."]) for n in range(3)]


def test_headings_of_a_slide_alone_stay_as_they_are() -> None:
    slides = ["## Branches\n\n### One\n\nA.\n\n### Two\n\nB.", "## Other\n\n### Three\n\n### Four\n\nC."]  # fmt: skip
    assert deck(*slides) == [("Branches", ["One", "A.", "Two", "B."]), ("Other", ["Three", "Four", "C."])]  # fmt: skip


def test_slides_of_html_are_headed_so_too() -> None:
    topics = ["Metaphysics", "Epistemology", "Ethics"]
    slides = [
        "<section>"
        + "".join(f"<h3>{f'<em>{t}</em>' if t == here else t}</h3>" for t in topics)
        + f"<p>About the {n + 1}.</p></section>"
        for n, here in enumerate(topics)
    ]
    page = f"<div class='reveal'><div class='slides'>{''.join(slides)}</div></div>"
    found = read_html(page, "deck.html").slides
    assert [(s.title, [b.text for b in s.bullets]) for s in found] == [
        (topic, [f"About the {n}."]) for n, topic in enumerate(topics, 1)
    ]
