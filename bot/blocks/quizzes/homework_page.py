"""A homework as one person goes through it, in private: question by question, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import Block, actions, button, context, section, shown
from bot.blocks.polls.words import escape_bold
from bot.blocks.quizzes import texts
from bot.blocks.quizzes.homework import closes_at
from bot.blocks.quizzes.part_fields import part_fields
from bot.blocks.times import Zones, titled, when
from bot.services.quizzes.asking import PARTED, PICKED, Mark, Part, letter, mark
from bot.services.quizzes.homework.model import OVERVIEW, Homework, Work
from bot.services.quizzes.live.model import ALIAS, LONGEST, NAME
from bot.services.quizzes.live.outcome import put
from knowledge.exchange import Kind, Text

FIELD, PART = "homework_text", "homework_part"
"""Block ids of fields: with the question's number behind it, and the part's."""
_ASKS = {
    Kind.MULTIPLE: "Choose all that are right, then say whether you are sure.",
    Kind.SHORT: "Write a word or two, then say whether you are sure.",
    Kind.MATCHING: "Choose what belongs to each, then say whether you are sure.",
    Kind.ORDERING: "Put them in order, then say whether you are sure.",
    Kind.CLOZE: "Fill in the blanks, then say whether you are sure.",
    Kind.NUMERICAL: "Write a number, then say whether you are sure.",
}
_ASK = "Choose, then say whether you are sure. It changes no points; it helps to see what is still unclear."
_STAYS = "Say whether you are sure: then you see what is right, and the answer stays."
_KEPT = "Your answer is kept. Say whether you are sure, if you like: it changes no points, and helps to see what is still unclear."
_ANSWER, _WHY = 300, 1_000
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, to whom."""

    homework: Homework
    work: Work
    user: str
    zones: Zones

    @property
    def number(self) -> int:
        return self.work.at

    @property
    def value(self) -> str:
        """What buttons carry: which homework, and which question."""
        return f"{self.homework.id}:{self.number}"


def page(seen: Page, lead: str = "") -> Message:
    """Where they are; `lead` says what was done."""
    if seen.number == OVERVIEW:
        return _overview(seen, lead)
    if seen.work.is_settled(seen.homework, seen.number):
        return _settled(seen)
    return _question(seen, lead)


def _head(seen: Page) -> Block:
    title = titled(seen.homework.title, 120)
    return context(f"*{title}*  ·  question {seen.number} of {len(seen.homework.questions)}")


def _stem(seen: Page) -> Block:
    return texts.rich(texts.parts(seen.homework.asked(seen.number, seen.user).stem, bold=True))


# A question


def _question(seen: Page, lead: str) -> Message:
    kind = seen.homework.item(seen.number).kind
    blocks = [*([section(lead)] if lead else []), _head(seen), _stem(seen)]
    if kind in PICKED:
        blocks += _choices(seen)
    elif kind in PARTED:
        blocks += part_fields(_parts(seen), f"{PART}_{seen.number}_", _entered(seen), LONGEST)
    else:
        said = seen.work.answers.get(seen.number)
        field = text_field(said.response.text if said else "", LONGEST)
        label = "Your answer, a number" if kind is Kind.NUMERICAL else "Your answer"
        blocks.append(labelled(f"{FIELD}_{seen.number}", label, field))
    blocks.append(
        actions(
            button("Sure", "homework_sure", f"{seen.value}:sure"),
            button("Not sure", "homework_sure_2", f"{seen.value}:not"),
        )
    )
    blocks.append(actions(*_ways(seen)))
    blocks.append(context(_state(seen, kind)))
    return Message(_spoken(seen), blocks)


def _choices(seen: Page) -> list[Block]:
    """The choices in full words, lettered, and a button for each."""
    options = seen.homework.asked(seen.number, seen.user).options
    rows: list[Block] = []
    buttons: list[Block] = []
    for place, option in enumerate(options):
        name, picked = letter(place).upper(), option.id in seen.work.picked
        mark_ = {"type": "text", "text": f"{'●' if picked else '○'}  {name}   ", "style": {"bold": True}}  # fmt: skip
        row = [mark_, *texts.line(option.text, bold=picked)]
        rows.append({"type": "rich_text_section", "elements": [*row, {"type": "text", "text": "\n"}]})  # fmt: skip
        style = {"style": "primary"} if picked else {}
        value = f"{seen.value}:{place}"
        buttons.append(button(f"✓ {name}" if picked else name, f"homework_pick_{place}", value, **style))  # fmt: skip
    return [texts.rich(rows), actions(*buttons)]


def _parts(seen: Page) -> tuple[Part, ...]:
    return seen.homework.by_place(seen.number, seen.user)


def _entered(seen: Page) -> dict[str, list[str]]:
    """What they answered so far, by places as the fields have it."""
    said = seen.work.answers.get(seen.number)
    if said is None:
        return {}
    found = {}
    for part in seen.homework.asked(seen.number, seen.user).parts:
        given = said.response.parts.get(part.id, ())
        places = [str(n) for n, option in enumerate(part.options) if option.id in given]
        found[part.id] = places if part.options else list(given)
    return found


def _ways(seen: Page) -> list[Block]:
    """Back, on, and to the overview."""
    last = len(seen.homework.questions)
    before = [button("‹ Back", "homework_go", _to(seen, seen.number - 1))]
    after = [button("Next ›", "homework_go_2", _to(seen, seen.number + 1))]
    return [
        *(before if seen.number > 1 else []),
        *(after if seen.number < last else []),
        button("How far I am", "homework_go_3", _to(seen, OVERVIEW)),
    ]


def _to(seen: Page, number: int) -> str:
    return f"{seen.homework.id}:{number}"


def _state(seen: Page, kind: Kind) -> str:
    said = seen.work.answers.get(seen.number)
    if seen.homework.at_once and seen.work.picked:
        return _STAYS
    if said is None:
        return _ASKS.get(kind, _ASK)
    if said.sure is None:
        return _KEPT
    how = "sure" if said.sure else "not sure"
    return f"Answered, {how}. You can change it as long as the homework is open."


def _spoken(seen: Page) -> str:
    words = shown(texts.words(seen.homework.asked(seen.number, seen.user).stem, 500), 500)
    return f"Question {seen.number} of {len(seen.homework.questions)}: {words}"


# What was right, where that is told at once


def _settled(seen: Page) -> Message:
    item, said = seen.homework.item(seen.number), seen.work.answers[seen.number]
    shown_ = put(seen.number, seen.homework.questions[seen.number - 1], {})
    found = mark(item, said.response)
    lines = [f"{_verdict(found)}. You said: “{titled(shown_.words(said.response), _ANSWER)}”"]
    lines += [] if found.right else [f"Right: “{titled(shown_.right_words, _ANSWER)}”"]
    why = [text for text in (*found.feedback, item.feedback) if text]
    lines += [f"> {_one_line(text)}" for text in why]
    blocks = [_head(seen), _stem(seen), section("\n".join(lines))]
    left = seen.work.left(seen.homework)
    on = next((n for n in left if n > seen.number), left[0] if left else OVERVIEW)
    label = "Next question" if left else "How I did"
    buttons = [button(label, "homework_go", _to(seen, on), style="primary")]
    if shown_.source is not None:
        buttons.append(button("Show slide", "homework_slide", seen.value))
    blocks.append(actions(*buttons))
    return Message(lines[0], blocks)


def _one_line(text: Text) -> str:
    return shown(texts.words(text, _WHY), _WHY)


def _verdict(found: Mark) -> str:
    if found.right:
        return "✓ *Right*"
    return "½ *Partly right*" if found.share > 0 else "✗ *Not right*"


# How far somebody is


def _overview(seen: Page, lead: str) -> Message:
    homework, work = seen.homework, seen.work
    left, last = work.left(homework), len(homework.questions)
    title = f"*{titled(homework.title, 120)}*"
    until = when(closes_at(homework), seen.zones)
    if left:
        numbers = ", ".join(map(str, left[:_MOST_LISTED])) + (" …" if len(left) > _MOST_LISTED else "")  # fmt: skip
        said = f"{last - len(left)} of {last} answered. Still without an answer: {numbers}."
        go = button("Go on", "homework_go", _to(seen, left[0]), style="primary")
    else:
        all_ = f"All {last} answered" if last > 1 else "Answered"
        said = f"*{all_}. Done!* {_done(seen)}"
        go = button("Look at my answers", "homework_go", _to(seen, 1))
    blocks = [*([section(lead)] if lead else []), section(f"{title}\n{said}"), actions(go, _naming(seen))]  # fmt: skip
    blocks.append(context(f"Open until {until}. {_called(work)}"))
    return Message(said.replace("*", ""), blocks)


def _done(seen: Page) -> str:
    if seen.homework.at_once:
        right = sum(
            mark(seen.homework.item(n), said.response).right
            for n, said in seen.work.answers.items()
        )
        return f"{right} right."
    return "Until it closes you can change your answers; then *My result* under the homework shows what was right."


def _called(work: Work) -> str:
    if work.shown == NAME:
        return "The teaching staff sees your answers under your own name."
    return (
        f"The teaching staff sees your answers as *{escape_bold(work.name)}*, not under your name."
    )


def _naming(seen: Page) -> Block:
    if seen.work.shown == NAME:
        return button(f"Be {seen.work.name}", "homework_name", f"{seen.homework.id}:{ALIAS}")
    return button("Show my own name", "homework_name", f"{seen.homework.id}:{NAME}")
