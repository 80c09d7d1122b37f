"""What came of an answer: right or not, what is right, what the slide says, and when it is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.blocks.answers import Message, source_blocks
from bot.blocks.mrkdwn import Block, actions, button, context, escape, picture, section, shorten
from bot.blocks.quizzes.question import DRAFT
from bot.blocks.quizzes.texts import CHOICE, line, parts, rich, run, words
from bot.services.pictures import Picture
from bot.services.quizzes.asking import PICKED, Option, Part, right_number
from bot.services.quizzes.practice.views import Outcome
from knowledge.exchange import Kind, Text

YOURS = "  (your answer)"
REASONS = (
    ("wrong", "The answer is wrong"),
    ("several", "Several are right"),
    ("unclear", "It is unclear"),
    ("foreign", "Not from the course"),
)
"""What may be off with a question, as it is kept and as it is shown."""
CHANGED = "Your teachers changed this question after you answered it; here it is as it is now."
ASKS, THANKS = "asks", "thanks"
LOOKED_AT = "Your teachers will look at it, and I won't ask you again until they have."
_SAID, _FEEDBACK, _CHOICES = 1_500, 500, 5_000
"""Characters of the quotation, of what is said to an answer, and of all choices: a message has room for 13,200 in all."""


def outcome(view: Outcome, *, flagging: str = "", shown: Picture | None = None) -> Message:
    """`flagging`: ASKS for the reason after "This question is off", THANKS when it was given."""
    blocks = [context(_heading(view)), rich(parts(view.asked.stem, bold=True))]
    if view.changed:
        blocks.append(section(CHANGED))
    else:
        blocks += _beside(view)
    blocks += [section(headline(view)), *_explained(view)]
    blocks += [picture(shown.file_id, shown.alt)] if shown else []
    blocks += source_blocks(view.question.source)
    blocks += [] if view.flagged else [context(again(view.due, view.today))]
    blocks += _flagging(view, flagging)
    blocks.append(actions(*_buttons(view)))
    return Message(_spoken(view), blocks)


def _heading(view: Outcome) -> str:
    said = f"Question {view.place.number} of {view.place.total}"
    return f"{said} · _{DRAFT}_" if view.draft else said


def headline(view: Outcome) -> str:
    """One line: right or not, and a kind word where they had been sure."""
    share = view.mark.share
    if view.unknown:
        return "*Now you know.*"
    if view.mark.right:
        return "*Right.*" if view.sure else "*Right*, though you were not sure."
    if share > 0:
        return f"*Partly right:* {round(100 * share)} %."
    if view.sure:
        return "*Not quite.* You were sure, so this one is worth a look."
    return "*Not quite.*"


def again(due: date, today: date) -> str:
    """When it is asked again."""
    return f"I'll ask you again {on(due, today)}."


def on(day: date, today: date) -> str:
    """ "tomorrow", "on Thursday", "on Tue, December 14" """
    away = (day - today).days
    if away <= 1:
        return "tomorrow" if away == 1 else "today"
    if away < 7:
        return f"on {day:%A}"
    return f"on {day:%a}, {day:%B} {day.day}"


def _spoken(view: Outcome) -> str:
    said = headline(view).replace("*", "")
    right = ", ".join(_right_words(view))
    told = f" The answer: {right}." if right and not view.mark.right else ""
    why = words(view.question.item.feedback, 500)
    return escape(shorten(f"{said}{told} {why}", 3_000))


def _right_words(view: Outcome) -> list[str]:
    if view.right is None:
        return []
    if view.right.text:
        return [right_number(view.question.item) or view.right.text]
    return [words(o.text, 200) for o in view.asked.options if o.id in view.right.picked]


def _explained(view: Outcome) -> list[Block]:
    """What is said to this answer, and the quotation."""
    told: list[Block] = [part for text in view.mark.feedback[:4] for part in parts(text, _FEEDBACK)]
    blocks = [rich(told)] if told else []
    if view.question.item.feedback:
        quoted = line(view.question.item.feedback, _SAID)
        blocks.append(rich([{"type": "rich_text_quote", "elements": quoted}]))
    return blocks


# The answer beside what is right


def _beside(view: Outcome) -> list[Block]:
    if view.asked.kind in PICKED:
        return [rich(_options(view))]
    if view.asked.parts:
        return [rich(_parts(view))]
    return [rich([_typed(view)])]


def _options(view: Outcome) -> list[Block]:
    right = set(view.right.picked) if view.right else set()
    given = set(view.response.picked)
    options = view.asked.options
    longest = min(CHOICE, _CHOICES // max(1, len(options)))
    return [
        _row(
            "✓" if option.id in right else "✗" if option.id in given else "○",
            line(option.text, longest, bold=option.id in right),
            yours=option.id in given,
            end=n + 1 == len(options),
        )
        for n, option in enumerate(options)
    ]


def _row(mark: str, said: Sequence[Block], *, yours: bool = False, end: bool) -> Block:
    more = [run(YOURS, italic=True)] if yours else []
    more += [] if end else [run("\n")]
    return {"type": "rich_text_section", "elements": [run(f"{mark}  "), *said, *more]}


def _typed(view: Outcome) -> Block:
    mark, right = "✓" if view.mark.right else "✗", next(iter(_right_words(view)), "")
    rows = []
    if not view.unknown:
        given = shorten(view.response.text, 200) or "…"
        rows.append([run(f"{mark}  "), run(given), run(YOURS, italic=True)])
    if not view.mark.right and right:
        rows.append([run("✓  "), run(shorten(right, 300), bold=True)])
    elements = [part for n, row in enumerate(rows) for part in ([run("\n")] if n else []) + row]
    return {"type": "rich_text_section", "elements": elements}


def _parts(view: Outcome) -> list[Block]:
    made = []
    for n, part in enumerate(view.asked.parts):
        good = view.mark.parts.get(part.id, False)
        elements = [*line(part.label, 200), run(": "), run(_given(view, part) or "nothing")]
        wanted = _wanted(view, part)
        if not good and wanted:
            elements += [run("; it is "), run(wanted, bold=True)]
        made.append(_row("✓" if good else "✗", elements, end=n + 1 == len(view.asked.parts)))
    return made


def _given(view: Outcome, part: Part) -> str:
    return _said(part, view.response.parts.get(part.id, ()))


def _wanted(view: Outcome, part: Part) -> str:
    return _said(part, view.right.parts.get(part.id, ())) if view.right else ""


def _said(part: Part, given: Sequence[str]) -> str:
    named: dict[str, Option] = {option.id: option for option in part.options}
    if part.kind in {Kind.CHOICE, Kind.MULTIPLE}:
        return ", ".join(words(named[each].text, 200) for each in given if each in named)
    return words(Text(" ".join(given)), 200)


# Buttons


def _flagging(view: Outcome, flagging: str) -> list[Block]:
    if flagging == THANKS:
        return [section(f"Noted, thank you. {LOOKED_AT}")]
    if flagging != ASKS:
        return []
    value = view.place.key
    buttons = [
        button(label, f"quiz_reason_{n}", f"{value}|{reason}")
        for n, (reason, label) in enumerate(REASONS)
    ]
    return [section(f"Thank you. {LOOKED_AT} Would you say what is off?"), actions(*buttons)]


def _buttons(view: Outcome) -> list[Block]:
    key, made = view.place.key, list[Block]()
    if not view.over:
        label = "See how it went" if view.last else "Next question"
        made.append(button(label, "quiz_next", key, style="primary"))
    if view.question.source is not None:
        made.append(button("Show slide", "quiz_slide", key))
    if not view.flagged:
        made.append(button("This question is off", "quiz_off", key))
    if not view.over and not view.last:
        made.append(button("Stop", "quiz_stop", key))
    return made or [button("Practise", "quiz_begin_1", "all")]
