"""What other projects' validators refuse, the workspace refuses too.

Blocks that everybody takes are spoiled at random, in one or two places. Where slack_sdk's models or
PyPI's `blockkit` then say no, so must we; we may say no more often, as Slack does.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.playground.blockkit import Invalid, check_message_blocks, check_view
from tests.outside_rules import check_message as outside_message
from tests.outside_rules import check_view as outside_view
from tests.playground.blocks_kit import (
    BLOCKS,
    CONFIRM,
    ELEMENTS,
    FIELDS,
    FRUIT,
    IMAGE,
    element,
    field,
    words,
)
from tests.playground.kit import actions, button, form, home, mrkdwn, plain, section

Json = dict[str, Any]
Path = tuple[str | int, ...]
IN_ROWS = sorted(set(ELEMENTS) - {"datetimepicker"})
"""`blockkit` does not know that a datetimepicker may stand in a row of actions."""
PLAIN_FIELDS = sorted(set(FIELDS) - {"rich_text_input"})
GOOD: list[Json] = [
    *(BLOCKS[kind] for kind in sorted(BLOCKS)),
    *(actions(element(kind, action_id="a")) for kind in IN_ROWS),
    *(field(element(kind, action_id="a")) for kind in PLAIN_FIELDS),
    section(fields=[mrkdwn("x"), plain("y")], accessory=IMAGE, block_id="b"),
    actions(button(confirm=CONFIRM, style="primary", value="v", url="https://example.org")),
    field(
        element("plain_text_input", placeholder=plain("p"), min_length=1, max_length=9),
        hint=plain("h"),
        optional=True,
    ),
    actions(element("checkboxes", initial_options=[FRUIT[0]])),
    actions(element("static_select", initial_option=FRUIT[1], placeholder=plain("p"))),
    actions(
        {
            "type": "multi_static_select",
            "option_groups": [{"label": plain("g"), "options": FRUIT}],
            "max_selected_items": 2,
        }
    ),
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 1,
                "elements": [
                    {"type": "rich_text_section", "elements": [words(bold=True)]},
                ],
            },
            {"type": "rich_text_quote", "elements": [words(), {"type": "user", "user_id": "U1"}]},
        ],
    },
]
OVERSTRICT = re.compile(
    "|".join(
        (
            r"'alt_text': Length must be between 1 and 255",  # Slack: 2,000
            r"'text': Only plain_text is allowed",  # mrkdwn in checkboxes, radio buttons, confirms
            r"'(callback_id|private_metadata)': Length .*got 0",  # Slack gives and takes ""
        )
    )
)
"""Where `blockkit` refuses what Slack takes."""
LENGTHS = (0, 1, 24, 25, 30, 31, 75, 76, 100, 101, 150, 151, 255, 256, 300, 301, 2000, 2001, 3001)
COUNTS = (0, 1, 5, 6, 10, 11, 25, 26, 50, 51, 100, 101)


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a JSON value."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from places(inner, (*path, n))


@st.composite
def spoiled(draw: st.DrawFn, good: Json) -> Json:
    """The value with one or two places changed."""
    value = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(sorted(places(value), key=str) or [()]))
        if not path:
            break
        holder = value
        for step in path[:-1]:
            holder = holder[step]  # type: ignore[index]
        _spoil(draw, holder, path[-1])
    return value


def _spoil(draw: st.DrawFn, holder: Any, key: Any) -> None:
    old = holder[key]
    if draw(st.integers(0, 4)) == 0:
        del holder[key]
    elif isinstance(old, str) and key == "type":
        holder[key] = draw(st.sampled_from(["plain_text", "mrkdwn", "button", "image", "section"]))
    elif isinstance(old, str):
        holder[key] = "x" * draw(st.sampled_from(LENGTHS))
    elif isinstance(old, list) and old:
        holder[key] = (old * 101)[: draw(st.sampled_from(COUNTS))]
    elif isinstance(old, bool):
        holder[key] = draw(st.sampled_from([True, False, "yes"]))
    elif isinstance(old, int):
        holder[key] = draw(st.sampled_from([-1, 0, 9, 3001]))
    elif isinstance(old, dict):
        old["no_such_field"] = 1


def refuses(check: Any, *given_: Any, error: type[Exception]) -> str | None:
    """Why the check says no, or None."""
    try:
        check(*given_)
    except error as refusal:
        return str(refusal)
    return None


OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_all_three_take_what_is_good() -> None:
    for block in GOOD:
        check_message_blocks([block])
        outside_message({"text": "x", "blocks": [block]})


@OFTEN
@given(blocks=st.lists(st.sampled_from(GOOD).flatmap(spoiled), min_size=1, max_size=2))
def test_what_others_refuse_in_a_message_is_refused_here(blocks: list[Json]) -> None:
    message = {"text": "x", "blocks": blocks}
    theirs = refuses(outside_message, message, error=Exception)
    assume(theirs is not None and not OVERSTRICT.search(theirs))
    ours = refuses(check_message_blocks, blocks, error=Invalid)
    assert ours is not None, theirs


VIEWS = [
    form(field(element("plain_text_input", action_id="a")), callback_id="c", private_metadata="m"),
    form(section(), close=plain("Close"), clear_on_close=True, notify_on_close=False),
    home(section(), actions(button()), callback_id="c"),
]


@OFTEN
@given(view=st.sampled_from(VIEWS).flatmap(spoiled))
def test_what_others_refuse_in_a_view_is_refused_here(view: Json) -> None:
    assume(view.get("type") in {"modal", "home"} and isinstance(view.get("blocks"), list))
    theirs = refuses(outside_view, view, error=Exception)
    assume(theirs is not None and not OVERSTRICT.search(theirs))
    ours = refuses(check_view, view, error=Invalid)
    assert ours is not None, theirs
