"""An HTML lecture is read as a browser shows it, slide by slide or heading by heading."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.model import Bullet, Form, Slide, SlideKind
from knowledge.readers.html import read_html


def page(body: str, head: str = "") -> tuple[Slide, ...]:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_html(text, "page.html").slides


def reveal(sections: str, head: str = "") -> tuple[Slide, ...]:
    return page(f'<div class="reveal"><div class="slides">{sections}</div></div>', head)


def bullets(body: str, head: str = "") -> tuple[Bullet, ...]:
    (found,) = page(f"<h1>T</h1>{body}", head)
    return found.bullets


def lines(found: Slide) -> list[tuple[int, str]]:
    return [(bullet.level, bullet.text) for bullet in found.bullets]


def test_stacks_are_read_from_top_to_bottom() -> None:
    """A reveal.js deck's vertical slides stand between its horizontal ones."""
    found = reveal(
        "<section><h1>Caches</h1><p>J. Doe</p></section><section><section><h2>L1</h2>"
        '<ul><li class="fragment">fast<ul><li>4&nbsp;cycles</li></ul></li></ul></section>'
        "<section><h2>L2</h2><h4>Size</h4><p>large</p></section></section>"
    )
    assert [(s.title, s.slide, s.kind) for s in found] == [
        ("Caches", 1, SlideKind.TITLE),
        ("L1", 2, SlideKind.CONTENT),
        ("L2", 3, SlideKind.CONTENT),
    ]
    assert lines(found[1]) == [(0, "fast"), (1, "4 cycles")]
    assert lines(found[2]) == [(0, "Size"), (1, "large")]


def test_notes_are_not_on_the_slide() -> None:
    """What the speaker says stands in the notes."""
    (found,) = reveal(
        '<section><h2>T</h2><p>a</p><aside class="notes">ask <b>them</b></aside></section>'
    )
    assert (found.notes, lines(found)) == ("ask them", [(0, "a")])


def test_markdown_inside_a_section() -> None:
    """A section of Markdown holds as many slides as its separators part, with their notes."""
    first, second = reveal(
        r'<section data-markdown data-separator="^\n---\n$"><textarea data-template>'
        "\n## One\n- a\n  - b\n\nNote: spoken\n\n---\n## Two\ntext\n</textarea></section>"
    )
    assert (first.title, lines(first), first.notes) == ("One", [(0, "a"), (1, "b")], "spoken")
    assert (second.title, lines(second)) == ("Two", [(0, "text")])


def test_markdown_elsewhere_is_named() -> None:
    """Slides in another file are not read, and a warning says which file that is."""
    reading = read_html(
        '<div class="reveal"><section><h2>T</h2></section><section data-markdown="a.md"></section></div>',
        "deck.html",
    )
    assert reading.warnings == ("slides in other files are not read with it: a.md",)


def test_hidden_slides_say_so() -> None:
    """A slide that reveal.js leaves out is hidden."""
    text = '<div class="reveal"><section data-visibility="hidden"><h2>Key</h2>42</section></div>'
    reading = read_html(text, "deck.html")
    assert [s.hidden for s in reading.slides] == [True]
    assert reading.warnings == ("hidden slide 1: read, but not quoted to students",)


@pytest.mark.parametrize(
    "deck",
    [
        '<div class="slide background"></div><div class="slide">{}</div><div class="slide">{}</div>',
        '<div id="impress"><div class="step">{}</div><div class="step">{}</div><div class="step">{}</div></div>',
        "<slides><slide>{}</slide><slide>{}</slide></slides>",
        '<section class="slides"><article>{}</article><article>{}</article></section>',
        '<article id="webslides"><section>{}</section><section>{}</section></article>',
        "<svg><foreignObject><section>{}</section></foreignObject></svg>"
        "<svg><foreignObject><section>{}</section></foreignObject></svg>",
    ],
)
def test_other_decks(deck: str) -> None:
    """Slidy, impress.js, ioslides, html5slides, WebSlides and Marp have slides of their own."""
    pieces = ("<h1>A</h1><h2>sub</h2><p>x</p>", "<h1>B</h1><p>y</p>", "<h1>C</h1>")
    found = page(deck.format(*pieces))
    assert [s.title for s in found] == ["A", "B", "C"][: deck.count("{}")]
    assert lines(found[1]) == [(0, "y")]


def test_remark_decks_are_markdown() -> None:
    """A remark deck is the Markdown in its text area."""
    found = page('<textarea id="source">\n# One\n\n- a\n\n---\n\n# Two &amp; three\n</textarea>')
    assert [s.title for s in found] == ["One", "Two & three"]


def test_pages_are_parted_at_headings() -> None:
    """An ordinary page is its headings; what is around the text is not read."""
    found = page(
        "<nav>Home</nav><header>Logo</header><main><h1>Scheduling</h1><p>Who is <b>next</b>?<br>All.</p>"
        '<h2>Round robin<a class="headerlink" href="#r">¶</a></h2><ol><li>One<p>more</p></li><li>Two</li></ol>'
        "</main><footer>Imprint</footer><script>let x</script><style>p {}</style>"
    )
    assert [(s.title, lines(s)) for s in found] == [
        ("Scheduling", [(0, "Who is next?"), (0, "All.")]),
        ("Round robin", [(0, "One"), (1, "more"), (0, "Two")]),
    ]


def test_code() -> None:
    """Code keeps its lines and blank lines; numbers of lines and margins go."""
    assert bullets(
        '<pre><code class="c">\n  int x = a &lt; b;\n\n    return x;\n</code></pre>'
    ) == (Bullet("int x = a < b;\n\n  return x;", form=Form.CODE),)
    numbered = (
        '<table><tr><td class="linenos"><pre>1</pre></td><td><pre>run()</pre></td></tr></table>'
    )
    assert bullets(numbered) == (Bullet("run()", form=Form.CODE),)


def test_tables() -> None:
    """A table is one bullet; one that only places things is not a table."""
    assert bullets("<table><tr><th>Level<th>Size<tr><td>L1<td>32 <b>kB</b></table>") == (
        Bullet("Level | Size\nL1 | 32 kB", form=Form.TABLE),
    )
    assert bullets("<table><tr><td><p>alone</p></td></tr></table>") == (Bullet("alone"),)


def test_definitions() -> None:
    """A term stands before what it means."""
    assert bullets("<dl><dt>Quantum</dt><dd>a slice of time</dd></dl>") == (
        Bullet("Quantum: a slice of time"),
    )


def test_formulas() -> None:
    """TeX and MathML are readable, raised and lowered text too; a price is a price."""
    head = '<script src="mathjax.js"></script>'
    assert bullets(r"<p>$x_i^2$ and \(\alpha\), x<sup>2</sup>, H<sub>2</sub>O</p>", head) == (
        Bullet("xᵢ² and α, x², H₂O"),
    )
    assert bullets(r"<p>\[ y = \frac{a+b}{2} \]</p>") == (Bullet("y = (a+b)/2", form=Form.FORMULA),)
    assert bullets("<p><math><mfrac><mn>1</mn><msqrt><mi>y</mi></msqrt></mfrac></math></p>") == (
        Bullet("1/√y"),
    )
    assert bullets("<p>from $5 to $7</p>") == (Bullet("from $5 to $7"),)


def test_pictures_say_what_a_person_wrote() -> None:
    """An alternative text is read where it says something."""
    assert bullets(
        '<p><img alt="Two clients and a server" src="x.png"><img alt="image 3"></p>'
    ) == (Bullet("Two clients and a server", form=Form.PICTURE),)
    assert bullets('<p>Sockets <img alt="of two clients" src="x.png"></p>') == (
        Bullet("Sockets of two clients"),
    )


def test_a_slide_without_a_title_has_its_sections_and_the_first_notes_the_author() -> None:
    found = reveal(
        "<section><h1>Software</h1></section><section><h2>Rot</h2></section>"
        "<section><p>Code works</p></section><section><h2>Smells</h2><p>They tell</p></section>"
        "<section><p>Alone</p></section>",
        '<meta name="author" content="Ida Brandvold">',
    )
    assert [s.title for s in found] == ["Software", "Rot", "Rot", "Smells", ""]
    assert found[0].notes == "Author: Ida Brandvold"


def test_lecture_and_date_come_from_the_page() -> None:
    """The page's own title numbers the lecture, and its date is the lecture's."""
    head = '<title>Lecture 4: Caches</title><meta name="date" content="2023-05-04">'
    (found,) = page("<h1>Caches</h1><p>fast</p>", head)
    assert (found.lecture, found.date) == (4, date(2023, 5, 4))


@pytest.mark.parametrize("text", ["", "<html></html>", "<!-- nothing -->", "<body><nav>Home</nav>"])
def test_a_page_without_text_says_so(text: str) -> None:
    """Where nothing is to be read, one sentence says it."""
    with pytest.raises(UnreadableSource, match="there is no text on this page"):
        read_html(text, "page.html")


def test_deep_pages_end() -> None:
    """Elements nested thousands deep do not stop the reader."""
    with suppress(UnreadableSource):
        read_html("<ul><li>" * 5000 + "deep", "page.html")


_TAGS = st.sampled_from(
    "<section> </section> <div class='reveal'> <div class=slide> <h1> </h1> <ul> <li> </ul> <pre> </pre> <table> "
    "<tr> <td> <math> <msup> <sup> \\( \\) $ \\[ \\] <br> <!-- --> <![CDATA[ &amp; &#0; <aside class=notes> <svg> "
    "<section data-markdown> <textarea id=source> <script> <?xml word".split(" ")
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(_TAGS, st.text(max_size=4)), max_size=30).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in a page, there are slides or one sentence."""
    with suppress(UnreadableSource):
        read_html(text, "page.html")
