"""Files that were damaged on their way, and files made to do harm."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from knowledge.errors import UnreadableSource
from knowledge.exchange import (
    Choice,
    Format,
    Gap,
    Imported,
    Item,
    Kind,
    Markup,
    Note,
    Number,
    Pair,
    Text,
    read_questions,
    write_questions,
)
from knowledge.exchange.safe_html import made_safe

TWO = (Choice(Text("a"), 100, Text("Yes")), Choice(Text("b"), 0))
ITEMS = [
    Item(Kind.CHOICE, Text("<p>Which <b>one</b>?</p>", Markup.HTML), TWO, name="N", tags=("t",)),
    Item(Kind.NUMERICAL, Text("How many?"), numbers=(Number(Decimal(3), Decimal(1)),)),
    Item(Kind.MATCHING, Text("Match"), pairs=(Pair(Text("x"), "y"), Pair(Text("z"), "w"))),
    Item(Kind.CLOZE, Text("So [[1]] it [[2]]"), gaps=(Gap(Kind.CHOICE, TWO), Gap(Kind.SHORT, TWO))),
    Item(Kind.CHOICE, Text("Last?"), TWO),
]
FORMATS: list[Format] = [kind for kind in Format if kind is not Format.ANKI]
FILES: dict[Format, bytes] = {kind: write_questions(ITEMS, kind).data for kind in FORMATS}


def read_or_refused(data: bytes) -> Imported:
    """What was read; nothing where it was refused in words."""
    try:
        return read_questions(data, "x")
    except UnreadableSource as error:
        return Imported((), (Note("refused", error.why),))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(FORMATS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12)),
        min_size=1,
        max_size=4,
    ),
)
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused_in_words(
    kind: Format, damages: list[tuple[float, int, bytes]]
) -> None:
    data = FILES[kind]
    for where, length, instead in damages:
        at = int(where * len(data))
        data = data[:at] + instead + data[at + length :]
    read = read_or_refused(data)
    assert all(note.what and note.why for note in read.notes)
    for out in FORMATS:
        write_questions(read.items, out)


def test_a_question_with_a_name_that_ends_with_a_colon_is_left_out_alone() -> None:
    damaged = b"<questiontextHOICE:>?</questiontextHOICE:></question>"
    data = FILES[Format.MOODLE_XML].replace(b"</question>", damaged, 1)
    assert damaged in data
    read, whole = read_or_refused(data), read_or_refused(FILES[Format.MOODLE_XML])
    assert read.items == whole.items[1:]
    assert "a question in broken XML" in {note.what for note in read.notes}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_breaks_off_keeps_what_came_before(kind: Format) -> None:
    data = FILES[kind]
    if kind is Format.QTI:
        with pytest.raises(UnreadableSource, match="damaged"):
            read_questions(data[:-40], "half")
        return
    read = read_questions(data[: data.index(b"Last?") + 3], "half")
    assert len(read.items) + len(read.notes) >= 2
    assert read.items[0].choices[0].text.text == "a"


PIECES = [
    *(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<script",
        "<script>",
        "</script>",
        "<svg",
        "<style>",
        "<b>",
        "</b>",
    ),
    *(
        ' onclick="x()"',
        " href=javascript:x",
        ' href="https://e.org"',
        "<img src=x>",
        "<a",
        '"',
        "'",
        "=",
    ),
    *(
        " ",
        "\n",
        "&lt;",
        "&#60;",
        "x",
        "<![CDATA[",
        "<?php ",
        "<math><mi>",
        "<noscript>",
        "/",
        "`",
    ),
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_nothing_harmful_is_left_and_nothing_harmless_is_changed_twice(html: str) -> None:
    safe, _ = made_safe(html)
    assert made_safe(safe) == (safe, ())
    root = lxml_html.fragment_fromstring(f"x{safe}", create_parent="div")
    for element in root.iter(etree.Element):
        assert element.tag in {"div", "p", "b", "a", "img"}
        assert not {name for name in element.attrib if name.startswith("on")}
        assert not (element.get("href") or "").strip().casefold().startswith("javascript")


@pytest.mark.parametrize(
    "text",
    [
        "{T}\n\n" + "<script>" * 12_000 + "?{T}",
        "<!--" * 25_000 + "?{T}",
        "<a b=" * 20_000 + "?{T}",
        "<a " + "b " * 49_000 + "?{T}",
        "::x::" + "\\" * 99_000 + "{T}",
        "q{" + "####" * 24_000 + "}",
        "question,answer\n" + '"a,b\n' * 20_000,
        'question,answer\n"' + "a,b\n" * 20_000,
        "<quiz>" + "<question>" * 200 + "&x;" * 20_000 + "</quiz>",
        "<quiz>" + "<question type='essay'><questiontext><text>&" * 20_000,
        "Q\n" + "A) a\n" * 20_000 + "ANSWER: A\n",
        "Q\nA) a\nB) b\nANSWER: A\n" + "Explanation: x\n" * 20_000 + "A) x\n",
        "::x::{T} }\n" * 20_000,
        "::x:: }\n" * 20_000 + "{T}",
        "Q\n" + "ANSWER: A\n" * 20_000 + "A) a\nB) b\n",
    ],
    ids=lambda text: str(text[:24]),
)
def test_what_is_made_to_take_long_is_read_or_refused(text: str) -> None:
    read = read_or_refused(text.encode())
    assert read.items or read.notes
