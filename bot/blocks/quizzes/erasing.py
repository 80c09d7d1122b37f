"""Erasing what is kept of somebody: asked first, then said."""

from __future__ import annotations

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import actions, button, confirm, section


def erasing() -> Message:
    """Asks before all is forgotten."""
    said = (
        "*Forget all of my practice?* What you were asked, how it went and when it would be asked again is erased, in "
        "every course here, for good; what you said is off stays with your teachers, without your name. "
        "Answers in live quizzes and homework belong to the class's results and stay."
    )
    asks = confirm("Forget all of it?", "This cannot be taken back.", yes="Forget it", no="Keep it")
    return Message(
        "Forget all of my practice?",
        [
            section(said),
            actions(
                button("Forget all of it", "quiz_erase", "yes", style="danger", confirm=asks),
                button("Keep it", "quiz_keep", "no"),
            ),
        ],
    )


def kept() -> Message:
    return Message("Nothing was erased.", [section("Nothing was erased.")])


def erased(*, anything: bool) -> Message:
    said = "Done. Nothing of your practice is kept any more." if anything else "There was nothing of yours to forget."  # fmt: skip
    return Message(said, [section(said)])
