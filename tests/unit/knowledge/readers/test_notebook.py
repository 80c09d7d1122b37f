"""A notebook is read by its headings, or as the slides of its slide show."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.model import Form, Slide
from knowledge.readers.notebook import read_notebook


def markdown(source: str, role: str = "") -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "source": source,
        "metadata": {"slideshow": {"slide_type": role}},
    }


def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "source": source.splitlines(keepends=True),
        "outputs": list(outputs),
        "metadata": {"tags": list(tags)},
    }


def read(*cells: dict[str, Any]) -> tuple[Slide, ...]:
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    return read_notebook(json.dumps(book), "week-2.ipynb").slides


def content(found: Slide) -> list[tuple[Form, str]]:
    return [(bullet.form, bullet.text) for bullet in found.bullets]


def test_headings_open_slides() -> None:
    """Text and code stand below the heading before them."""
    first, second = read(
        markdown("# Pandas\nA *table* in Python."),
        code("import pandas as pd\n\ndf = pd.DataFrame()"),
        markdown("## Reading files\n- CSV\n  - quoted"),
    )
    assert (first.title, first.lecture) == ("Pandas", 2)
    assert content(first) == [
        (Form.TEXT, "A table in Python."),
        (Form.CODE, "import pandas as pd\n\ndf = pd.DataFrame()"),
    ]
    assert (second.title, [(b.level, b.text) for b in second.bullets]) == (
        "Reading files",
        [(0, "CSV"), (1, "quoted")],
    )


def test_short_outputs_follow_their_code() -> None:
    """What code prints or returns is read; errors, warnings and objects without words are not."""
    (found,) = read(
        markdown("# T"),
        code(
            "f()",
            {"output_type": "stream", "name": "stdout", "text": ["\x1b[31mred\x1b[0m\n"]},
            {"output_type": "stream", "name": "stderr", "text": "a warning"},
            {"output_type": "execute_result", "data": {"text/plain": "42"}},
            {
                "output_type": "display_data",
                "data": {"text/plain": "<Figure size 6x4 with 1 Axes>"},
            },
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["Traceback"]},
        ),
    )
    assert [text for _, text in content(found)] == ["f()", "red", "42"]


def test_long_outputs_are_cut() -> None:
    """Of a long output the beginning is read."""
    text = "\n".join(str(n) for n in range(100))
    (found,) = read(markdown("# T"), code("f()", {"output_type": "stream", "text": text}))
    assert content(found)[1][1].split("\n")[-2:] == ["11", "…"]


def test_slide_shows_are_followed() -> None:
    """Where cells are slides of a show, its slides are read: fragments join, skipped cells go."""
    first, second = read(
        markdown("# One", "slide"),
        markdown("- shown later", "fragment"),
        markdown("say hello", "notes"),
        markdown("never", "skip"),
        markdown("## Two", "subslide"),
        code("x = 1"),
    )
    assert (first.title, first.notes, first.slide) == ("One", "say hello", 1)
    assert [b.text for b in first.bullets] == ["shown later"]
    assert (second.title, content(second)) == ("Two", [(Form.CODE, "x = 1")])


def test_tags_hide_what_they_say() -> None:
    """Cells, inputs and outputs that the author tagged as removed are left out."""
    out = {"output_type": "stream", "text": "printed"}
    (found,) = read(
        markdown("# T"),
        code("a()", out, tags=("remove-cell",)),
        code("b()", out, tags=("hide-input",)),
        code("c()", out, tags=("remove-output",)),
    )
    assert [text for _, text in content(found)] == ["printed", "c()"]


def test_admonitions_are_text() -> None:
    """What stands in a MyST admonition is text and not code."""
    source = "# T\n```{warning} Mind this\n:class: dropdown\nIt is *slow*.\n```\n\n:::{note}\nA note.\n:::"
    (found,) = read(markdown(source))
    assert [form for form, _ in content(found)] == [Form.TEXT] * len(found.bullets)
    assert "Mind this" in found.body
    assert "It is slow." in found.body
    assert found.body.endswith("A note.")


def test_version_three() -> None:
    """The old format keeps its cells in worksheets, and headings in cells of their own."""
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Loops"]},
        {
            "cell_type": "code",
            "input": ["for x in y:\n", "    z()"],
            "outputs": [{"output_type": "pyout", "text": ["7"]}, {"output_type": "pyerr"}],
        },
    ]
    text = json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]})
    (found,) = read_notebook(text, "old.ipynb").slides
    assert (found.title, [t for _, t in content(found)]) == ("Loops", ["for x in y:\n    z()", "7"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"cells": [', "this notebook is damaged or cut off: save it again and send that"),
        ("[1, 2]", "this is data (JSON) and no notebook: Lectern reads slides and text"),
        ('{"a": 1}', "this is data (JSON) and no notebook: Lectern reads slides and text"),
    ],
)
def test_what_is_no_notebook_says_so(text: str, why: str) -> None:
    """Broken JSON and other JSON get a sentence each."""
    with pytest.raises(UnreadableSource) as caught:
        read_notebook(text, "x.ipynb")
    assert caught.value.why == why


_ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                "cell_type source outputs metadata slideshow slide_type tags text data level".split()
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=120, deadline=None)
@given(
    cells=st.lists(_ANY, max_size=4), kind=st.sampled_from(["code", "markdown", "heading", "raw"])
)
def test_any_cells_are_read(cells: list[Any], kind: str) -> None:
    """Whatever stands where cells should be, there are slides or one sentence."""
    given_cells = [
        {**cell, "cell_type": kind} if isinstance(cell, dict) else cell for cell in cells
    ]
    with suppress(UnreadableSource):
        read_notebook(json.dumps({"nbformat": 4, "cells": given_cells}), "x.ipynb")
