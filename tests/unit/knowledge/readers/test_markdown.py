"""Markdown decks of several programs, and notes that are no deck: what is a slide, what is on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.model import Form
from knowledge.readers.markdown import read_markdown
from tests.unit.knowledge.readers.markdown.shapes import shape, slides

MARP = """---
marp: true
theme: gaia
header: 'Never on a slide'
---
<!-- _class: lead -->

# Sorting networks

Lecture 6

---

## Comparators

- Two wires go in
  - the smaller goes *up*
- `min` and **max**

<!--
Ask who has seen one.
-->

***

![bg right:40%](batcher.png)
![w:300 Odd-even merge of eight wires](merge.png)

Depth is $O(\\log^2 n)$
"""


def test_a_bold_line_heads_a_slide_without_a_heading() -> None:
    """Some decks have no other titles; their numbers are no part of them. Bold words in a line are none."""
    deck = "---\ntheme: plain\n---\n\n# Ships\n\n---\n\n**Slide 2: Masts**\n\nOf fir.\n\n---\n\n**Oak** bends.\n\nFir does not."
    assert shape(deck) == [
        ("Ships", []),
        ("Masts", [(0, "Of fir.")]),
        ("", [(0, "Oak bends."), (0, "Fir does not.")]),
    ]


def test_marp_parts_at_rules_keeps_comments_as_notes_and_settings_out() -> None:
    first, second, third = slides(MARP)
    assert (first.title, [b.text for b in first.bullets]) == ("Sorting networks", ["Lecture 6"])
    assert [(b.level, b.text) for b in second.bullets] == [
        (0, "Two wires go in"),
        (1, "the smaller goes up"),
        (0, "min and max"),
    ]
    assert second.notes == "Ask who has seen one."
    assert "Odd-even merge of eight wires" in third.body
    assert "bg" not in third.body
    assert "300" not in third.body
    assert {s.lecture for s in (first, second, third)} == {6}
    assert [s.slide for s in (first, second, third)] == [1, 2, 3]


def test_marps_heading_divider_begins_slides_at_headings() -> None:
    text = (
        "---\nmarp: true\nheadingDivider: 2\n---\n\n# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n"
    )
    assert [(s.title, s.page) for s in slides(text)] == [("A", 1), ("B", 2), ("D", 3)]


@pytest.mark.parametrize("rule", ["---", "----"])
def test_dashes_right_below_the_speakers_notes_part_slides(rule: str) -> None:
    text = (
        f"# Maps\n\n---\n\n![Bike paths](bikes.png)\nNotes: For bikes.\nAnd walks.\n{rule}\n"
        "## Abstractions\n\nAll maps leave things out\n\nA heading\n------\n"
    )
    _, bikes, last = slides(text)
    assert (bikes.title, bikes.notes) == ("", "For bikes. And walks.")
    assert (last.title, [b.text for b in last.bullets]) == (
        "Abstractions",
        ["All maps leave things out", "A heading"],
    )


def test_a_page_of_one_picture_is_known_by_the_pictures_name() -> None:
    found = slides("# A\n\na\n\n---\n\n![not-dl](not-dl.png)\n\n---\n\n# C\n\n---\n\n# D\n")
    assert [(s.page, s.title, s.body) for s in found][1] == (2, "", "not-dl")


SLIDEV = """---
theme: seriph
title: Protocols
---

# Handshakes

---
layout: two-cols
---

# Three ways

<v-clicks>

- SYN
- SYN-ACK

</v-clicks>

::right::

The <b>right</b> column

<!-- This is what I say. -->

---
hide: true
---

# Old slide

---

```ts {1|2}
const port = 80
```
"""


def test_slidevs_icons_are_no_words_and_hidden_slides_are_told() -> None:
    added = "Press space <carbon:arrow-right /> or see <https://a.org/x>\n\n<v-clicks>"
    reading = read_markdown(SLIDEV.replace("<v-clicks>", added), "x.md")
    assert "Press space or see https://a.org/x" in reading.slides[1].body
    assert reading.warnings == ("hidden slide 3: read, but not quoted to students",)


def test_slidev_reads_each_slides_front_matter_slots_and_notes() -> None:
    found = slides(SLIDEV)
    assert [s.title for s in found] == ["Handshakes", "Three ways", "Old slide", ""]
    assert [b.text for b in found[1].bullets] == ["SYN", "SYN-ACK", "The right column"]
    assert found[1].notes == "This is what I say."
    assert [s.hidden for s in found] == [False, False, True, False]
    assert (found[3].bullets[0].form, found[3].bullets[0].text) == (Form.CODE, "const port = 80")


REVEAL = """## Entropy

* Surprise, on average
<!-- .element: class="fragment" -->

Note: Toss a **coin** here.

----
## Cross entropy

text

<!--
----
## A slide that was taken out
-->

---
# Divergence
### Kullback and Leibler

never negative
"""


def test_reveal_parts_both_ways_and_takes_speaker_notes_off_the_slide() -> None:
    assert shape(REVEAL) == [
        ("Entropy", [(0, "Surprise, on average")]),
        ("Cross entropy", [(0, "text")]),
        ("Divergence", [(0, "Kullback and Leibler"), (1, "never negative")]),
    ]
    assert slides(REVEAL)[0].notes == "Toss a coin here."
    assert any("taken out" in d.text for d in read_markdown(REVEAL, "a.md").dropped)


@pytest.mark.parametrize("rule", ["---", "----", "+++", "--", "* * *", "<!--s-->"])
def test_each_separator_that_reveal_decks_use_parts_slides(rule: str) -> None:
    text = f"## One\n\n<!-- .slide: data-x -->\n\na\n\n{rule}\n\n## Two\n\nb\n\n{rule}\n\nc\n"
    assert shape(text) == [("One", [(0, "a")]), ("Two", [(0, "b")]), ("", [(0, "c")])]


def test_two_empty_lines_part_slides_of_a_reveal_deck_without_rules() -> None:
    text = "# One\n<!-- .slide: id=a -->\n\na\n\n\nno heading here\n\n\n## Three\n\nc\n"
    assert [title for title, _ in shape(text)] == ["One", "", "Three"]


def test_remark_keeps_properties_off_the_slide_and_joins_its_steps() -> None:
    text = "class: center\n# Trees\n\n- .red[Red]\n--\n\n- black\n\n???\nSay more.\n---\nname: b\n# B\n\nx\n"
    assert shape(text) == [("Trees", [(0, "Red"), (0, "black")]), ("B", [(0, "x")])]
    assert slides(text)[0].notes == "Say more."


def test_remark_classes_go_however_they_are_nested_and_other_brackets_stay() -> None:
    text = (
        "class: left\n# .blue[Prey] and predators\n\n.pull-left[\n.big[**.green[+]** for each `.x[0]`]\n\n"
        "```r\nfoxes[hares]\n```\n- from [0, 1) on, see [the map](m.html)\n]\n\n.right[\n- hares.\n]\n---\n# B\n\nx\n"
    )
    assert shape(text)[0] == (
        "Prey and predators",
        [
            (0, "+ for each .x[0]"),
            (0, "foxes[hares]"),
            (0, "from [0, 1) on, see the map"),
            (0, "hares."),
        ],
    )


CHUNKS = """---
title: Cycles
---

```{r setup, include=FALSE}
knitr::opts_chunk$set(fig.align='center', %s)
```

# Hares

```{r hares, fig.cap="Hares, year by year"}
plot(hares)
```

```{r}
knitr::include_graphics("lynx.png")
```

```{r shown, echo=TRUE}
mean(hares)
```

```{r}
#| echo: false
#| fig-alt: 'Two lines'
plot(lynx)
```

```python
plain = 1
```
"""


def test_code_that_is_run_and_not_shown_is_on_no_slide_but_its_captions_are() -> None:
    hidden = [(0, "Hares, year by year"), (0, "mean(hares)"), (0, "Two lines"), (0, "plain = 1")]
    assert shape(CHUNKS % "echo = FALSE")[-1] == ("Hares", hidden)
    shown = [(0, "plot(hares)"), *hidden[1:]]
    assert shape(CHUNKS % "out.width = '90%%'")[-1] == ("Hares", shown)


def test_quarto_hides_code_by_its_front_matter() -> None:
    text = "---\nexecute:\n  warning: false\n  echo: false\n---\n\n## A\n\n```{python}\nx = 1\n```\n\n- b\n"
    assert shape(text) == [("A", [(0, "b")])]


def test_pandoc_spans_lose_their_marks_and_a_callout_begins_no_slide() -> None:
    text = "## Prior\n\n- the [belief]{.alert} `[x]{.y}` before\n\n::: {.callout-note}\n## Remember\nIt sums to one.\n:::\n"
    assert shape(text) == [
        ("Prior", [(0, "the belief [x]{.y} before"), (0, "Remember"), (0, "It sums to one.")])
    ]


def test_a_rule_inside_code_and_dashes_under_text_part_nothing() -> None:
    text = "# A\n\n```yaml\na: 1\n---\nb: 2\n```\n\nSub\n---\n\nx\n\n---\n\n# B\n\n---\n\n# C\n"
    found = slides(text)
    assert [s.title for s in found] == ["A", "B", "C"]
    assert found[0].bullets[0].text == "a: 1\n---\nb: 2"
    assert [b.text for b in found[0].bullets[1:]] == ["Sub", "x"]


NOTES = """# Deployment

How changes reach users.

## Canary

- a few users first

### Examples

1. Chrome
2. Edge

## Blue-green

Two environments.

### Examples

Netflix
"""


def test_notes_are_parted_at_headings_and_a_heading_that_says_little_has_the_one_above_it() -> None:
    assert shape(NOTES) == [
        ("Deployment", [(0, "How changes reach users.")]),
        ("Canary", [(0, "a few users first")]),
        ("Canary › Examples", [(0, "Chrome"), (0, "Edge")]),
        ("Blue-green", [(0, "Two environments.")]),
        ("Blue-green › Examples", [(0, "Netflix")]),
    ]


def test_a_long_section_becomes_several_slides_of_its_title_and_loses_nothing() -> None:
    paragraphs = [f"Paragraph {n} " + "says a little more " * 12 for n in range(20)]
    found = slides("# Long\n\n" + "\n\n".join(paragraphs))
    assert {s.title for s in found} == {"Long"}
    sizes = [sum(len(b.text.split()) for b in s.bullets) for s in found]
    assert len(found) > 3
    assert max(sizes) < 2 * min(sizes)
    assert [b.text for s in found for b in s.bullets] == [p.strip() for p in paragraphs]


def test_lists_nested_by_less_than_commonmark_asks_for_are_nested_as_they_look() -> None:
    assert shape("# T\n\n1. one\n  - below one\n2. two\n   - below two\n     - deep\n") == [
        ("T", [(0, "one"), (1, "below one"), (0, "two"), (1, "below two"), (2, "deep")])
    ]


def test_tables_formulas_and_code_are_one_bullet_each() -> None:
    text = (
        "# T\n\n| a | b |\n|---|:-:|\n| `x` | **1** |\n| [y](u) | |\n\n$$\nx_1 + x_2\n$$\n\n"
        "```python\nprint(1)\n\n# not a heading\n```\n"
    )
    (slide,) = slides(text)
    table, formula, code = slide.bullets
    assert (table.form, table.text) == (Form.TABLE, "a | b\nx | 1\ny")
    assert formula.form is Form.FORMULA
    assert (code.form, code.text) == (Form.CODE, "print(1)\n\n# not a heading")


def test_money_is_no_formula_and_underscores_in_formulas_are_no_emphasis() -> None:
    (slide,) = slides("# T\n\nIt costs $5 and $10.\n\nWith $a_i * b_i * c$ and $\\alpha$ set\n")
    assert slide.bullets[0].text == "It costs $5 and $10."
    assert "α" in slide.bullets[1].text
    assert slide.bullets[1].text.count("*") == 2


def test_marks_of_every_kind_leave_the_words_they_stand_around() -> None:
    text = """# T {#anchor .class}

- [x] done [link](http://a.b "t") and ![Alt text of it](x.png)
- H<sub>2</sub>O at 10<sup>6</sup> &amp; more ~~gone~~

Term
: What it means

> Quoted **words**

A claim[^1] with a line<br>broken

[^1]: See the *book*.

{: .fs-5 }

<div class="small">

In a <span style="x">division</span>

<table><tr><th>h</th></tr><tr><td>v</td><td>w</td></tr></table>
</div>
"""
    assert shape(text) == [
        (
            "T",
            [
                (0, "done link and Alt text of it"),
                (0, "H2O at 10⁶ & more"),
                (0, "Term: What it means"),
                (0, "Quoted words"),
                (0, "A claim with a line"),
                (0, "broken"),
                (0, "In a division"),
                (0, "h\nv | w"),
                (1, "See the book."),
            ],
        )
    ]


def test_alternative_texts_that_only_name_the_file_are_left_out() -> None:
    assert shape(
        "# T\n\n![not-dl](img/not-dl.png)\n\n![image](a.png)\n\n![A wet street](b.png)\n"
    ) == [("T", [(0, "A wet street")])]


def test_templates_of_site_generators_leave_link_texts_and_code() -> None:
    text = "# T\n\nSee [the style guide]({{ site.url }}{% link style.md %}) now\n\n{% highlight ts %}\nlet a = {b: 1};\n{% endhighlight %}\n"
    assert shape(text) == [("T", [(0, "See the style guide now"), (0, "let a = {b: 1};")])]


def test_front_matter_gives_the_title_the_number_the_day_and_what_is_due() -> None:
    text = '---\ntitle: Individual Project 1\nweek: 3\ndate: 2024-01-08\ndue_date: "Thursday February 1, 11:00am EST"\n---\n\nWelcome aboard.\n'
    (slide,) = slides(text)
    assert (slide.title, slide.lecture, slide.date) == (
        "Individual Project 1",
        3,
        date(2024, 1, 8),
    )
    assert [b.text for b in slide.bullets] == [
        "Welcome aboard.",
        "Due: Thursday February 1, 11:00am EST",
    ]


def test_a_text_without_any_title_is_known_by_its_files_name() -> None:
    assert shape("Only *a* line.\n", "course_schedule.md") == [
        ("Course schedule", [(0, "Only a line.")])
    ]


WORDS = st.sampled_from("cells divide slowly because proteins fold inside every thing".split())
LINES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=7).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=5).map(lambda w: "- " + " ".join(w)),
    st.lists(WORDS, min_size=1, max_size=5).map(lambda w: "  1. **" + " ".join(w) + "**"),
    st.lists(WORDS, min_size=1, max_size=4).map(lambda w: "## " + " ".join(w)),
    st.sampled_from(["", "", "---", "***", "> quoted", "| a | b |", "|---|---|"]),
)


@given(st.lists(LINES, max_size=30).map("\n".join))
@example("---\n## cells divide\n## cells\n---\n## cells divide")
@settings(max_examples=150, deadline=None)
def test_no_word_of_an_ordinary_text_is_lost_or_told_twice(text: str) -> None:
    """But for a section's title, which the slides below it without one have too."""
    read = slides(f"# start\n\n{text}")
    titles = [s.title.removeprefix("start › ") for s in read]
    below = [b.text for s in read for b in s.bullets]
    written = Counter(["start", *_letters([text])])
    assert Counter(_letters([*titles, *below])) >= written
    assert Counter(_letters([*dict.fromkeys(titles), *below])) <= written


def _letters(texts: Iterable[str]) -> list[str]:
    return [word for each in texts for word in re.findall(r"[a-z]+", each)]


ODD = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "---",
                "----",
                "```",
                "~~~",
                "<!--",
                "-->",
                "$$",
                "<div>",
                "</div>",
                "<table><tr><td>",
                "- a",
                "   - b",
                "marp: true",
                "layout: x",
                "+++",
                "???",
                "Note:",
                "::: notes",
                ":::",
                "[^1]: x",
                "y[^1]",
                "| a |",
                "|-|",
                "<pre>",
                "{% highlight x %}",
                "&lt;",
                "\\(x",
                "\\)",
                "$a$",
                "<svg>",
                "# h",
                "====",
                ": x",
                "\t\tcode",
            ]
        ),
    ),
    max_size=25,
).map("\n".join)


@given(ODD)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_the_same_way_twice_and_no_bullet_is_blank(text: str) -> None:
    reading = read_markdown(text, "a.md")
    assert reading == read_markdown(text, "a.md")
    for slide in reading.slides:
        assert slide.title or slide.bullets
        assert all(b.text.strip() and b.level >= 0 for b in slide.bullets)
