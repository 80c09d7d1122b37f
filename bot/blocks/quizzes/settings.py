"""`/quiz settings`: whether drafts are practised, and who has more time in live quizzes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.blocks.answers import Message
from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import Block, actions, button, context, plain, section
from bot.blocks.windows import Carried, View, window
from bot.services.quizzes.bank.ports import QuizSettings

MOST_PERCENT = 400
PERSON, PERCENT = "person", "percent"
_MOST_PEOPLE = 40


def settings(chosen: QuizSettings, extra: Mapping[str, int], told: str = "") -> Message:
    """How things are, with the buttons that change them."""
    blocks = [section(told)] if told else []
    blocks += [section("*Quiz settings*"), _drafts(on=chosen.practise_drafts)]
    blocks += [section("*More time in live quizzes*\n" + _explained(extra))]
    blocks += [_person(n, user, percent) for n, (user, percent) in enumerate(_few(extra))]
    rest = len(extra) - _MOST_PEOPLE
    blocks += [context(f"… and {rest} more")] if rest > 0 else []
    blocks.append(actions(button("Give somebody more time…", "bank_time", "-")))
    return Message("Quiz settings", blocks)


def _drafts(*, on: bool) -> Block:
    if on:
        said = "*Drafts are practised*, marked as drafts. Students find mistakes, and can say so."
        return section(said, accessory=button("Only approved ones", "bank_drafts", "off"))
    said = (
        "*Only approved questions are practised.* Drafts wait until one of you has looked at them."
    )
    return section(said, accessory=button("Drafts, too", "bank_drafts", "on"))


def _explained(extra: Mapping[str, int]) -> str:
    said = "A question waits for those who have more time. Nobody else is shown who that is."
    return said if extra else f"{said} Nobody has any yet."


def _few(extra: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(extra.items())[:_MOST_PEOPLE]


def _person(number: int, user: str, percent: int) -> Block:
    change = button("Change…", f"bank_time_{number}", user)
    return section(f"<@{user}> · *{percent} % more*", accessory=change)


def time_window(carried: Carried, user: str, percent: int) -> View:
    """Who, and how much more."""
    person: Block = {"type": "users_select", "action_id": "value"}
    person |= {"initial_user": user} if user else {}
    amount = text_field(str(percent) if percent else "50", 3)
    return window(
        "More time",
        [
            labelled(PERSON, "Who", person),
            labelled(PERCENT, "Percent more", amount, hint="50 is half as much again; 0 is none."),
            context("Only instructors see this."),
        ],
        submit=plain("Save"),
        callback_id="bank_time",
        private_metadata=carried.dump(),
    )


def saved(user: str, percent: int) -> str:
    """What was changed."""
    if not percent:
        return f"Saved. <@{user}> · *as much time as everybody*"
    return f"Saved. <@{user}> · *{percent} % more time* from now on"


SWITCHED = {
    True: "Drafts are practised from now on, marked as drafts.",
    False: "Only approved questions are practised from now on.",
}
