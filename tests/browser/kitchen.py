"""One of every block and every element, for looking at and for holding to the rules of a readable page."""

from __future__ import annotations

from typing import Any

from tests.browser.sink import Block, actions, field, modal, option, plain, section

DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='240' height='90'%3E"
    "%3Crect width='240' height='90' fill='%232459b8'/%3E%3C/svg%3E"
)
ELSEWHERE = "https://pictures.example.com/cat.png"
OPTIONS = [option("red"), option("green"), option("blue")]
SECONDS = 1_638_428_340


def _text(words: str, **style: bool) -> Block:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


RICH: Block = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                _text("Plain, "),
                _text("bold, ", bold=True),
                _text("italic, ", italic=True),
                _text("struck, ", strike=True),
                _text("code", code=True),
                _text(", "),
                {"type": "link", "url": "https://example.edu/a", "text": "a link"},
                _text(", "),
                {"type": "user", "user_id": "U0TOM"},
                _text(" in "),
                {"type": "channel", "channel_id": "C0GENERAL"},
                _text(" "),
                {"type": "emoji", "name": "tada"},
                {"type": "emoji", "name": "unheard_of", "unicode": "1f9ff"},
                _text(" "),
                {"type": "broadcast", "range": "here"},
                _text(" "),
                {"type": "color", "value": "#1F3A5F"},
                _text(" "),
                {"type": "date", "timestamp": SECONDS, "format": "{date_short} at {time}"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [_text("first")]},
                {"type": "rich_text_section", "elements": [_text("second")]},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 1,
            "border": 1,
            "elements": [{"type": "rich_text_section", "elements": [_text("below, with a bar")]}],
        },
        {"type": "rich_text_preformatted", "elements": [_text("def kvm():\n    return 'fast'")]},
        {"type": "rich_text_quote", "elements": [_text("Said the slide.")]},
    ],
}
MRKDWN = (
    "*bold* _italic_ ~struck~ `code` <https://example.edu/b|words> <@U0SARA> <#C0GENERAL> <!here> "
    f":wave: <!date^{SECONDS}^{{date_short_pretty}} at {{time}}|then> &lt;b&gt; &amp; 2 * 3 * 4 snake_case_name\n"
    "&gt; quoted\n```for x in y:\n    pass```\nafter <mailto:ta@example.edu|mail>"
)
MARKDOWN = (
    "## Heading\nWords with **bold**, *italic*, `code` and [a link](https://example.edu/c).\n\n"
    "- one\n- two\n  - deeper\n\n1. first\n2. second\n\n> quoted\n\n```\ncode block\n```\n\n"
    "| Name | Points |\n|---|---|\n| KVM | 3 |\n\n---\nEscaped \\*stars\\*."
)
TABLE: Block = {
    "type": "table",
    "column_settings": [{"align": "left"}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Name"}, {"type": "raw_text", "text": "Points"}],
        [{"type": "raw_text", "text": "KVM"}, {"type": "raw_text", "text": "3"}],
    ],
}


def _select(kind: str, **more: Any) -> Block:
    return {"type": kind, "action_id": kind, "placeholder": plain(kind), **more}


ELEMENTS: list[Block] = [
    {"type": "button", "action_id": "b1", "text": plain("Default :wave:")},
    {"type": "button", "action_id": "b2", "text": plain("Primary"), "style": "primary"},
    {"type": "button", "action_id": "b3", "text": plain("Danger"), "style": "danger"},
    {"type": "button", "action_id": "b4", "text": plain("Web"), "url": "https://example.edu"},
    {"type": "button", "action_id": "b5", "text": plain("A button with " + "many " * 10 + "words")},
    {"type": "overflow", "action_id": "o", "options": OPTIONS},
    _select("static_select", options=OPTIONS),
    _select("multi_static_select", options=OPTIONS, initial_options=OPTIONS[:2]),
    _select("users_select", initial_user="U0TOM"),
    {"type": "datepicker", "action_id": "d", "initial_date": "2021-12-01"},
    {"type": "timepicker", "action_id": "t", "initial_time": "23:59"},
    {"type": "datetimepicker", "action_id": "dt", "initial_date_time": SECONDS},
    {"type": "checkboxes", "action_id": "c", "options": OPTIONS},
    {"type": "radio_buttons", "action_id": "r", "options": OPTIONS, "initial_option": OPTIONS[1]},
]
FEEDBACK: Block = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "f",
            "positive_button": {"text": plain("Good"), "value": "1"},
            "negative_button": {"text": plain("Bad"), "value": "0"},
        },
        {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain("Throw away")},
    ],
}


def _image(url: str, alt: str) -> Block:
    return {"type": "image", "image_url": url, "alt_text": alt}


def shown() -> list[Block]:
    """Blocks that only show."""
    fields = [{"type": "mrkdwn", "text": f"*Field {n}*\nvalue {n}"} for n in range(4)]
    return [
        {"type": "header", "text": plain("A header :tada:")},
        section(MRKDWN),
        section("With a picture", accessory=_image(DOT, "A blue box")),
        {"type": "section", "fields": fields},
        {"type": "divider"},
        {
            "type": "context",
            "elements": [_image(DOT, "dot"), {"type": "mrkdwn", "text": "*context*"}],
        },
        {**_image(DOT, "A wide blue box"), "title": plain("A title")},
        _image(ELSEWHERE, "A cat elsewhere"),
        RICH,
    ]


def acted() -> list[Block]:
    """Blocks that do something."""
    return [
        actions(*ELEMENTS),
        section("Accessory", accessory=_select("channels_select")),
        field("entry", {"type": "plain_text_input", "placeholder": plain("Words")}),
        FEEDBACK,
    ]


def form() -> dict[str, Any]:
    """A modal with every input."""
    inputs: dict[str, Block] = {
        "words": {"type": "plain_text_input", "placeholder": plain("Some"), "max_length": 80},
        "lines": {"type": "plain_text_input", "multiline": True},
        "rich": {"type": "rich_text_input"},
        "number": {"type": "number_input", "is_decimal_allowed": False},
        "mail": {"type": "email_text_input"},
        "site": {"type": "url_text_input"},
        "one": _select("static_select", options=OPTIONS),
        "several": _select("multi_users_select", initial_users=["U0SARA", "U0TOM"]),
        "day": {"type": "datepicker"},
        "boxes": {"type": "checkboxes", "options": OPTIONS},
        "radio": {"type": "radio_buttons", "options": OPTIONS},
        "paper": {"type": "file_input"},
    }
    made = [
        field(name, {**element, "action_id": name}, hint=plain("A hint"), optional=name != "words")
        for name, element in inputs.items()
    ]
    return modal({"type": "header", "text": plain("A form")}, *made, title="Everything")
