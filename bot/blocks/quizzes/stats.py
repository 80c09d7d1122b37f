"""How somebody is doing, for themselves alone: what is due, lecture by lecture, and the days ahead. And their limits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, context, picture, plain, preformatted, section
from bot.blocks.quizzes.beginning import begin, questions
from bot.blocks.quizzes.practice import doubts, kept_at
from bot.services.pictures import Picture
from bot.services.quizzes.practice.ports import Wishes
from bot.services.quizzes.practice.service import MOST_CHOICES, NEW_CHOICES
from bot.services.quizzes.practice.sessions import DUE, LOOK, Scope
from bot.services.quizzes.practice.views import LectureStats, Stats

MOST_LECTURES = 30
PRIVATE = "Only you see this. `/quiz erase` forgets all of it."


def stats(found: Stats, drawn: Picture | None) -> Message:
    """With the picture of the days ahead, or the same in words where there is none."""
    if not found.days:
        said = "You have not practised yet. `/quiz` asks you a few questions."
        if not found.asked:
            said = "You have not practised yet, and there is nothing to practise just now. `/quiz` says why."
            return Message(said, [section(said)])
        return Message(said, [section(said), actions(begin("Practise", Scope(), primary=True))])
    blocks = [section(_head(found)), *_lectures(found.lectures), *_ahead(found, drawn)]
    blocks += doubts(found.doubts)
    blocks += [actions(*_buttons(found)), context(PRIVATE)]
    return Message(_head(found).replace("*", "").replace("\n", " "), blocks)


def _head(found: Stats) -> str:
    due = f"*{questions(found.due)} due.*" if found.due else "*Nothing is due.*"
    said = [f"{due} You answered {questions(found.answered)} today."]
    kept = kept_at(found.streak)
    return "\n".join([*said, *([kept] if kept else [])])


def _lectures(found: Sequence[LectureStats]) -> list[Block]:
    if not found:
        return []
    rows = ["Lecture | asked | right"] + [_row(each) for each in found[:MOST_LECTURES]]
    more = len(found) - MOST_LECTURES
    blocks: list[Block] = [{"type": "rich_text", "elements": [preformatted("table", rows)]}]
    return blocks + ([context(f"… and {more} more")] if more > 0 else [])


def _row(each: LectureStats) -> str:
    name = str(each.lecture) if each.lecture is not None else "others"
    right = f"{each.percent} %" if each.percent is not None else ""
    return f"{name} | {each.asked} of {each.total} | {right}"


def _ahead(found: Stats, drawn: Picture | None) -> list[Block]:
    if not any(found.forecast.values()):
        return []
    if drawn is not None:
        return [picture(drawn.file_id, drawn.alt)]
    days = [
        f"{'today' if day == found.today else f'{day:%a}'} {count}"
        for day, count in found.forecast.items()
    ]
    return [section(f"*Due in the next days:* {' · '.join(days)}")]


def _buttons(found: Stats) -> list[Block]:
    made = [begin("Practise what is due", Scope(DUE), primary=True)] if found.due else []
    made += [begin("Practise", Scope(), primary=True)] if found.asked and not found.due else []
    made += [begin("Ask me these", Scope(LOOK), 1)] if found.doubts else []
    return [*made, button("My limits", "quiz_limits", "stats")]


# Limits


def limits(wishes: Wishes, *, changed: bool = False) -> Message:
    """Both limits with menus to change them, which hold at once."""
    said = (
        f"*At most {questions(wishes.daily_most)} a day*, "
        f"{wishes.daily_new} of them new. A lecture or a topic that you name brings as many new ones as it has."
    )
    blocks: list[Block] = [section("Changed. " + said if changed else said)]
    blocks.append(
        actions(
            {"action_id": "quiz_new", **_menu(NEW_CHOICES, wishes.daily_new, "{} new ones a day")},
            {"action_id": "quiz_most", **_menu(MOST_CHOICES, wishes.daily_most, "{} a day in all")},
        )
    )
    return Message(said.replace("*", ""), blocks)


def _menu(choices: Sequence[int], chosen: int, words: str) -> Block:
    made = [{"text": plain(words.format(n)), "value": str(n)} for n in choices]
    picked = next((option for option in made if option["value"] == str(chosen)), None)
    menu: Block = {"type": "static_select", "options": made, "placeholder": plain("Choose")}
    return menu | ({"initial_option": picked} if picked else {})
