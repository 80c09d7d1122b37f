"""Questions that a draft goes without because a class is asked them elsewhere: how many, until when, and what to do."""

from __future__ import annotations

from bot.blocks.answers import Message, note
from bot.blocks.mrkdwn import Block, actions, button, context, section
from bot.blocks.quizzes.analysis import back_again
from bot.blocks.quizzes.live_draft import draft
from bot.blocks.times import Zones, spoken, titled, when
from bot.services.quizzes.chosen import CannotDraft
from bot.services.quizzes.in_use import KeptBack
from bot.services.quizzes.live.again import Back


def line(kept: KeptBack, zones: Zones, *, homework: bool = False) -> list[Block]:
    """Below a draft, of `homework` or of a live quiz; nothing where none is kept back."""
    if not kept.number:
        return []
    one = kept.number == 1
    left = "1 question is left out" if one else f"{kept.number:,} questions are left out"
    if kept.until is None:
        return [context(f"{left}: a live quiz asks {_them(kept)} just now.")]
    until = f"homework asks {_them(kept)} until {when(kept.until, zones)}"
    if homework:
        live = ", or a live quiz just now" if kept.mixed else ""
        return [context(f"{left}: other {until}{live}.")]
    return [context(f"{left}: {until}, and a live quiz would show what is right.")]


def nothing(kept: KeptBack, zones: Zones, *, homework: bool = False) -> Message:
    """In place of a form, of `homework` or of a live quiz: all that there is is asked elsewhere."""
    all_ = "The only approved question is" if kept.number == 1 else f"All {kept.number:,} approved questions are"  # fmt: skip
    if kept.until is None:
        return note(f"{all_} asked in a live quiz just now. Give {_them(kept)} as homework once it is over.")  # fmt: skip
    head = f"{all_} asked in homework that is open until "
    tail = ", or in a live quiz just now" if kept.mixed else ""
    tail += (
        ". Close that homework first"
        if homework
        else ". A live quiz would show what is right: close the homework first"
    )
    tail += ", or approve more questions with `/quiz review`."
    blocks = [section(f"{head}{when(kept.until, zones)}{tail}"), actions(_homework())]
    return Message(f"{head}{spoken(kept.until, zones.reader)}{tail}".replace("`", ""), blocks)


def at_field(refusal: CannotDraft, zones: Zones) -> str:
    """Beside a form's field, in plain words: the refusal, with the moment from which it is otherwise."""
    until = refusal.kept.until
    return f"{refusal.for_user} It is open until {spoken(until, zones.reader)}." if until else refusal.for_user  # fmt: skip


def back(about: str, found: Back, zones: Zones) -> Message:
    """What comes back a week later: the draft; where homework asks all of it, that. `about` names it for the button."""
    if found.quiz is None:
        return _not_back(about, found.title, found.kept, zones)
    return draft(found.quiz, back_again(found.title), line(found.kept, zones))


def _not_back(about: str, title: str, kept: KeptBack, zones: Zones) -> Message:
    asked = "the question that" if kept.number == 1 else f"the {kept.number} questions that"
    head = f"*As you asked a week ago:* I looked at {asked} went badly in “{titled(title, 120)}”. Homework asks {_them(kept)}"
    tail = ", and a live quiz would show what is right. Close the homework first, then press *Make the quiz*."
    at = kept.until
    words = head + (f" until {when(at, zones)}" if at else "") + tail
    said = head + (f" until {spoken(at, zones.reader)}" if at else "") + tail
    make = button("Make the quiz", "live_again_now", about, style="primary")
    return Message(said.replace("*", ""), [section(words), actions(make, _homework())])


def _homework() -> Block:
    return button("Show the homework", "homework_list", "open")


def _them(kept: KeptBack) -> str:
    return "it" if kept.number == 1 else "them"
