"""Line ends in a paragraph: which are meant as lines, and which only wrap the text."""

from __future__ import annotations

import pytest

from tests.unit.knowledge.readers.markdown.shapes import lines, shape

PARTED = [
    "Hanging: above the fault, as miners called it.\nFoot: below the fault.",
    "**INTEGER** - whole numbers\n**FLOAT** - numbers with a point",
    "**Product**\nThe pump shall run all night without a drop of oil.",
    "$w$ = depth,\n$q$ = load,\n$g$ = gravity",
    "Caused by drought\nNew machines\nPrices of seed and of land\nTime",
    "Which river is longest?\nWhich one carries most?",
    "Four things matter to a farmer in a dry year:\nWater comes first",
]


@pytest.mark.parametrize("text", PARTED)
def test_labels_bold_lines_and_short_lines_are_lines_of_their_own(text: str) -> None:
    plain = text.replace("**", "").replace("$", "")
    assert lines(text) == plain.split("\n")


JOINED = [
    "Rivers carve their beds where the ground is soft and leave\nBerlin's sands behind them in the end.",
    "The sea came in.\nIt went out again.",
    "They met the mayor of\nVienna in May",
    "NOTE:\nThe tide turns twice a day.",
    "a short line\nthat goes on small",
    "Here is one:\n[The Long Song About a River](https://song.example/the/long/song/about/a/river)\nby Ann",
]


@pytest.mark.parametrize("text", JOINED)
def test_wrapped_text_stays_together(text: str) -> None:
    (line,) = lines(text)
    assert line.startswith(text.split("\n", maxsplit=1)[0])


def test_an_items_further_lines_stand_below_it() -> None:
    text = "# T\n\n- A barn that is shared.\nExamples: tools, seed\n- Perfect markets\nMany small firms\nNo barriers\n"
    assert shape(text) == [
        (
            "T",
            [
                (0, "A barn that is shared."),
                (1, "Examples: tools, seed"),
                (0, "Perfect markets"),
                (1, "Many small firms"),
                (1, "No barriers"),
            ],
        )
    ]


def test_pictures_one_after_the_other_are_lines_of_their_own() -> None:
    text = "- Speak plainly\n![A timetable with words](a.png)\n![A sign without any](b.png)"
    assert lines(text) == ["Speak plainly", "A timetable with words", "A sign without any"]


def test_marp_shows_every_line_end_so_that_only_what_clearly_goes_on_is_joined() -> None:
    text = (
        "---\nmarp: true\n---\n\n# Steel\n\nMelt is cooled below the point where it would freeze.\n↓\nNuclei form.\n"
        "Crystals grow from\nMartensite and other\nphases\n"
    )
    assert [text for _, text in shape(text)[0][1]] == [
        "Melt is cooled below the point where it would freeze.",
        "Nuclei form.",
        "Crystals grow from Martensite and other phases",
    ]


def test_what_a_label_behind_a_sentence_is_of_goes_on_in_the_next_line() -> None:
    text = (
        "## Milestones\n\nThe time for the [second\nmilestone](https://example.org/a/long/way/to/it.html) ends. Due:\n"
        "**15 November 2021**.\n\nWhat it has to hold:\n**A build**\n"
    )
    (slide,) = shape(text)
    assert [line for _, line in slide[1]] == [
        "The time for the second milestone ends. Due: 15 November 2021.",
        "What it has to hold:",
        "A build",
    ]
