"""A question that waits for an answer: its choices inline, then "Sure" or "Not sure"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import Block, actions, button, context, escape, section, shorten
from bot.blocks.quizzes.part_fields import LONGEST_ANSWER, part_fields
from bot.blocks.quizzes.texts import CHOICE, line, parts, rich, run, words
from bot.services.quizzes.asking import PICKED, Asked, Option
from bot.services.quizzes.practice.views import Posed
from knowledge.exchange import Kind

DRAFT = "draft: not looked at yet by your teachers"
CHANGED = "Your teachers changed this question a moment ago. Here it is as it is now."
RESUMED = "Going on where you were."
ALL_THAT_ARE_RIGHT = "Choose all that are right."
LETTERS = "ABCDEFGHIJKLMNOPQRST"
_ON_BUTTON, _ON_BUTTONS = 28, 90
"""So long may choices be to stand on their buttons: each of them, and all together."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a button under a question carries: the step, what is chosen so far, and what it adds or takes away."""

    key: str
    picked: tuple[str, ...] = ()
    option: str = ""

    def dump(self) -> str:
        return f"{self.key}|{'.'.join(self.picked)}|{self.option}"

    @classmethod
    def load(cls, value: str) -> Carried:
        """Of a value that is none of ours, one that fits no question."""
        key, picked, option = (*value.split("|"), "", "")[:3]
        return cls(key, tuple(each for each in picked.split(".") if each), option)

    def toggled(self, kind: Kind) -> tuple[str, ...]:
        """What is chosen after the press: one of several, or each for itself."""
        if kind is not Kind.MULTIPLE:
            return (self.option,)
        if self.option in self.picked:
            return tuple(each for each in self.picked if each != self.option)
        return (*self.picked, self.option)


def posed(view: Posed, picked: Sequence[str] = ()) -> Message:
    """The question, with what is chosen so far."""
    asked, known = view.asked, {option.id for option in view.asked.options}
    chosen = tuple(each for each in picked if each in known)
    blocks: list[Block] = []
    if view.changed or view.resumed:
        blocks.append(section(CHANGED if view.changed else RESUMED))
    blocks += [context(heading(view)), rich(parts(asked.stem, bold=True))]
    if asked.kind in PICKED:
        blocks += _choices(view, chosen)
    else:
        blocks += _fields(view)
    blocks += [_how_sure(view, chosen)]
    return Message(escape(shorten(_spoken(view), 3_000)), blocks)


def heading(view: Posed) -> str:
    """ "Question 3 of 10 · Lecture 13 · draft: not looked at yet by your teachers" """
    place, lecture = view.place, view.question.lecture
    said = [f"Question {place.number} of {place.total}"]
    said += [f"Lecture {lecture}"] if lecture is not None else []
    said += [f"_{DRAFT}_"] if view.draft else []
    return " · ".join(said)


def on_buttons(options: Sequence[Option]) -> bool:
    """Are the choices short enough to stand on their buttons, with nothing lost?"""
    said = [words(option.text, 200) for option in options]
    simple = all(_is_simple(option) for option in options) and len(set(said)) == len(said)
    return simple and all(len(each) <= _ON_BUTTON for each in said) and sum(map(len, said)) <= _ON_BUTTONS  # fmt: skip


def _is_simple(option: Option) -> bool:
    made = parts(option.text)
    return len(made) == 1 and made[0]["type"] == "rich_text_section" and len(made[0]["elements"]) == 1  # fmt: skip


def _spoken(view: Posed) -> str:
    """For notifications and screen readers."""
    asked = view.asked
    said = f"Question {view.place.number} of {view.place.total}: {words(asked.stem, 1_000)}"
    listed = (f"{LETTERS[n]}: {words(option.text, 200)}" for n, option in enumerate(asked.options))
    return " ".join([said, *listed])


# Choices


def _choices(view: Posed, chosen: Sequence[str]) -> list[Block]:
    options, short = view.asked.options, on_buttons(view.asked.options)
    several = view.asked.kind is Kind.MULTIPLE
    blocks = [] if short else [_listed(options, chosen, several=several)]
    blocks += [context(ALL_THAT_ARE_RIGHT)] if several else []
    made = []
    for n, option in enumerate(options):
        label = words(option.text, _ON_BUTTON) if short else LETTERS[n]
        carried = Carried(view.place.key, tuple(chosen), option.id).dump()
        mark = "✓ " if option.id in chosen else ""
        style = {"style": "primary"} if option.id in chosen else {}
        said = f"{mark}{label}" if short else f"{mark}{label}: {words(option.text, 65)}"
        spoken = {"accessibility_label": shorten(said, 75)}
        made.append(button(f"{mark}{label}", f"quiz_pick_{n}", carried, **style, **spoken))
    return [*blocks, actions(*made)]


def _listed(options: Sequence[Option], chosen: Sequence[str], *, several: bool) -> Block:
    on, off = ("☑", "☐") if several else ("●", "○")
    sections: list[Block] = []
    for n, option in enumerate(options):
        picked = option.id in chosen
        head = run(f"{on if picked else off} {LETTERS[n]}  ", bold=True)
        end = [run("\n")] if n + 1 < len(options) else []
        said = line(option.text, CHOICE, bold=picked)
        sections.append({"type": "rich_text_section", "elements": [head, *said, *end]})
    return rich(sections)


def _how_sure(view: Posed, chosen: Sequence[str]) -> Block:
    key, buttons = view.place.key, list[Block]()
    if chosen or view.asked.kind not in PICKED:
        carried = Carried(key, tuple(chosen)).dump()
        buttons = [
            button("Sure", "quiz_sure", carried, style="primary"),
            button("Not sure", "quiz_unsure", carried),
        ]
    if not chosen:
        buttons.append(button("I don't know", "quiz_unknown", key))
    return actions(*buttons, button("Stop", "quiz_stop", key))


def hint(asked: Asked) -> str:
    """What to do, to somebody who pressed "Sure" before anything was chosen or written."""
    if asked.kind in PICKED:
        return "Choose an answer first."
    if asked.parts:
        return "Fill in what you know first."
    return "Write your answer first."


# Fields


def _fields(view: Posed) -> list[Block]:
    asked, place = view.asked, view.place.key.replace(":", "-")
    if not asked.parts:
        number = asked.kind is Kind.NUMERICAL
        label = "Your answer, a number" if number else "Your answer"
        return [labelled(f"answer-{place}", label, text_field("", LONGEST_ANSWER))]
    return part_fields(asked.parts, f"part-{place}-")
