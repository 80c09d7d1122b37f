"""Questions of every kind, for round trips: what every text of them may be, and what it may not."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from knowledge.exchange.model import (
    FALSE,
    TRUE,
    Choice,
    Gap,
    Item,
    Kind,
    Markup,
    Number,
    Pair,
    Text,
)

_SCRAMBLED = "".join(map(chr, range(0xC2, 0xF0)))
"""Letters that open a pair such as "Ã¼": two of those are mended in any file, and that is noted."""
TRICKY = [
    "a < b && c > d",
    "{x = 1; y: 2}",
    "~ not =",
    "50% of it",
    "%50% half",
    "[html] in brackets",
    "::two colons::",
    "// no comment",
    "C:\\new\\table",
    "-> arrow",
    "#hash ####four",
    "first\nsecond",
    "first\n\nthird",
    "Ünïcödé “quoted” ∑ 漢字 🙂",
    "=SUM(A1)",
    "-1",
    "'quoted",
    "a,b;c\td",
    '"said"',
    "&amp; &lt;b&gt;",
    "ANSWER: B",
    "B) bee",
    "$CATEGORY: x",
    "]]> <![CDATA[",
    "*",
    "1..2",
    "T",
]
SAFE_HTML = [
    "<p>One <strong>two</strong></p>",
    "<ul><li>a</li><li>b</li></ul>",
    'see <a href="https://example.org/?a=1&amp;b=2">here</a>',
    "x<sub>1</sub> &lt; y",
    "<pre><code>if (a &lt; b) {\n  f(a);\n}</code></pre>",
    "<table><tbody><tr><td>1</td></tr></tbody></table>",
]


def tidy(text: str) -> str:
    """As a file can hold it: line ends of one kind, nothing at the ends that does not show."""
    text = re.sub(r"[\x0b\x0c\x1c-\x1f\x85\u2028\u2029\r]", " ", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


WORDS = st.one_of(
    st.sampled_from(TRICKY),
    st.text(
        st.characters(
            exclude_categories=("Cs", "Cc", "Cn"),
            exclude_characters=_SCRAMBLED,
            include_characters="\n\t\\{}~=#:%[]<>&\"'",
        ),
        min_size=1,
        max_size=30,
    ),
)
PLAIN = WORDS.map(tidy).filter(bool)
LINE = PLAIN.map(lambda text: " ".join(text.split())).filter(bool)
LABELS = st.lists(LINE, max_size=3, unique=True).map(tuple)
WEIGHTS = st.one_of(
    st.sampled_from([-100.0, -50.0, 0.0, 33.33333, 50.0, 100.0]),
    st.integers(-10_000_000, 10_000_000).map(lambda n: n / 100_000),
)
DECIMALS = st.decimals(-10_000, 10_000, allow_nan=False, places=3)


@st.composite
def texts(draw: st.DrawFn, markups: tuple[Markup, ...], empty: bool = False) -> Text:
    """A text in one of the markups."""
    if empty and draw(st.booleans()):
        return Text()
    markup = draw(st.sampled_from(markups))
    if markup is Markup.HTML:
        return Text(draw(st.sampled_from(SAFE_HTML)), markup)
    if markup is Markup.MOODLE:
        return Text(draw(st.sampled_from([*SAFE_HTML, "two\nlines"])), markup)
    return Text(draw(PLAIN), markup)


@st.composite
def choices(
    draw: st.DrawFn, markups: tuple[Markup, ...], least: int, first: float | None
) -> tuple[Choice, ...]:
    """Choices of which the first has the weight `first` (None: any)."""
    count = draw(st.integers(least, 5))
    found = [
        Choice(draw(texts(markups)), draw(WEIGHTS), draw(texts(markups, empty=True)))
        for _ in range(count)
    ]
    if first is not None:
        found[0] = replace(found[0], weight=first)
    return tuple(draw(st.permutations(found)))


@st.composite
def short_answers(draw: st.DrawFn, markups: tuple[Markup, ...]) -> tuple[Choice, ...]:
    """One to four answers that are taken, all in plain text and none twice."""
    answers = draw(st.lists(LINE, min_size=1, max_size=4, unique=True))
    return tuple(
        Choice(Text(answer), draw(WEIGHTS), draw(texts(markups, empty=True))) for answer in answers
    )


@st.composite
def numbers(draw: st.DrawFn, markups: tuple[Markup, ...]) -> tuple[Number, ...]:
    """One to three numbers, and what is said to any other."""
    found = [
        Number(draw(DECIMALS), abs(draw(DECIMALS)), draw(WEIGHTS), draw(texts(markups, empty=True)))
        for _ in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        found.append(Number(None, Decimal(0), 0.0, draw(texts(markups))))
    return tuple(found)


@st.composite
def gaps(draw: st.DrawFn, count: int) -> tuple[Gap, ...]:
    """Blanks to choose for, to write into and to put a number into."""
    found = []
    for _ in range(count):
        kind = draw(st.sampled_from([Kind.CHOICE, Kind.SHORT, Kind.NUMERICAL]))
        plain = (Markup.PLAIN,)
        if kind is Kind.CHOICE:
            gap = Gap(kind, draw(choices(plain, 2, 100.0)))
        elif kind is Kind.SHORT:
            gap = Gap(kind, draw(short_answers(plain)))
        else:
            gap = Gap(kind, numbers=draw(numbers(plain)))
        found.append(gap)
    return tuple(found)


def true_false(right: bool, feedback: tuple[Text, Text]) -> tuple[Choice, ...]:
    """The two choices of a true/false question."""
    return (
        Choice(Text(TRUE), 100.0 if right else 0.0, feedback[0]),
        Choice(Text(FALSE), 0.0 if right else 100.0, feedback[1]),
    )


@st.composite
def answered(draw: st.DrawFn, kind: Kind, markups: tuple[Markup, ...]) -> Item:
    """A question of this kind with its answers."""
    stem = draw(texts(markups))
    item = Item(kind, stem)
    if kind in {Kind.CHOICE, Kind.MULTIPLE}:
        first = 100.0 if kind is Kind.CHOICE else 50.0
        return replace(item, choices=draw(choices(markups, 2, first)))
    if kind is Kind.TRUE_FALSE:
        feedback = draw(texts(markups, empty=True)), draw(texts(markups, empty=True))
        return replace(item, choices=true_false(draw(st.booleans()), feedback))
    if kind is Kind.SHORT:
        return replace(item, choices=draw(short_answers(markups)))
    if kind is Kind.NUMERICAL:
        return replace(item, numbers=draw(numbers(markups)))
    if kind is Kind.MATCHING:
        lefts = draw(st.lists(texts(markups), min_size=2, max_size=4, unique=True))
        pairs = tuple(Pair(left, draw(LINE)) for left in lefts)
        return replace(item, pairs=(*pairs, *([Pair(Text(), draw(LINE))] * draw(st.booleans()))))
    if kind is Kind.ORDERING:
        order = draw(st.lists(LINE, min_size=2, max_size=5, unique=True))
        return replace(item, choices=tuple(Choice(Text(text)) for text in order))
    if kind is Kind.CLOZE:
        count = draw(st.integers(2, 3))
        marks = " ".join(f"so [[{n}]]," for n in range(1, count + 1))
        return replace(item, stem=Text(f"{draw(LINE)} {marks} then"), gaps=draw(gaps(count)))
    return item


@st.composite
def items(
    draw: st.DrawFn,
    kinds: tuple[Kind, ...] = tuple(Kind),
    markups: tuple[Markup, ...] = tuple(Markup),
) -> Item:
    """A question of one of the kinds, with everything that a question may have."""
    kind = draw(st.sampled_from(kinds))
    return replace(
        draw(answered(kind, markups)),
        feedback=draw(texts(markups, empty=True)),
        name=draw(st.one_of(st.just(""), LINE)),
        id=draw(st.one_of(st.just(""), LINE)),
        category=draw(st.sampled_from(["", "Week 1", "Week 1/Caches", "Ünï/b"])),
        tags=draw(LABELS),
        difficulty=draw(st.one_of(st.none(), st.floats(0, 1))),
        source=draw(st.one_of(st.just(""), LINE)),
    )
