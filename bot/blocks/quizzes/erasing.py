"""Erasing what is kept of somebody: what goes and what stays is said first, then what was done."""

from __future__ import annotations

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, section
from bot.services.quizzes.erasing.service import Kept
from bot.services.quizzes.erasing.taking_out import SOMEONE, Counted

_ASKS = "Erase what I keep of you in quizzes?"
_PRACTICE = "Your practice: what you were asked, how it went, when it would be asked again."
_FLAGS = "That it was you who said a question is off. What you said stays with your teachers."
_FILES = "Files of results that your teachers have saved already."
_POSTS = "A message in the channel that names you, if Slack does not let me change it any more."
_EXTRA = "The extra time that your teachers gave you. Ask them to take it away."
_STAFF = "What you made as a teacher: questions, quizzes, homework, and that you hosted them."
_ALL = confirm("Erase all of it?", "This cannot be taken back.", yes="Erase it", no="Keep it")
_ONLY = confirm("Erase your practice?", "This cannot be taken back.", yes="Erase it", no="Keep it")


def erasing(kept: Kept, *, staff: bool = False) -> Message:
    """Asks before anything is erased. Where there is more than practice, that alone may go too."""
    over = _over(kept.counted)
    goes = [_PRACTICE, _FLAGS, *_taken_out(over, boards=kept.counted.quizzes > 0)]
    stays = _stays(kept, staff=staff)
    blocks: list[Block] = [section(_listed(f"*{_ASKS}* This goes for good, in every course here:", goes))]  # fmt: skip
    if stays:
        blocks.append(section(_listed("This stays:", stays)))
    made = [button("Erase all of it", "quiz_erase", "all", style="danger", confirm=_ALL)]
    if over:
        made.append(button("Only my practice", "quiz_erase_practice", "practice", confirm=_ONLY))
    return Message(_ASKS, [*blocks, actions(*made, button("Keep it", "quiz_keep", "no"))])


def _listed(head: str, lines: list[str]) -> str:
    return "\n".join([head, *(f"•  {line}" for line in lines)])


def _over(counted: Counted) -> str:
    """ "3 live quizzes and 1 homework that are over"; "" for none."""
    parts = [
        _counted(counted.quizzes, "live quiz", "live quizzes"),
        _counted(counted.homework, "homework", "pieces of homework"),
    ]
    said = " and ".join(filter(None, parts))
    one = counted.quizzes + counted.homework == 1
    return f"{said} that {'is' if one else 'are'} over" if said else ""


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def _taken_out(over: str, *, boards: bool) -> list[str]:
    if not over:
        return []
    drawn = " Boards and podiums in the channel that named you are drawn anew." if boards else ""
    return [
        f"Who you were in {over}. What you answered or wrote, and your points, stay in the results as those of “{SOMEONE}”, and nothing I keep tells "
        "that it was you: neither you nor your teachers can look them up as yours any more." + drawn
    ]


def _stays(kept: Kept, *, staff: bool) -> list[str]:
    counted = kept.counted
    lines = []
    if counted.running:
        what = "1 live quiz or homework that is" if counted.running == 1 else f"{counted.running:,} live quizzes or pieces of homework that are"  # fmt: skip
        lines.append(f"{what[:1].upper()}{what[1:]} still running, with your answers. Type `/quiz erase` again once it is over.")  # fmt: skip
    lines += [_FILES] if _over(counted) else []
    lines += [_POSTS] if counted.quizzes else []
    lines += [_EXTRA] if kept.extra_time else []
    return lines + ([_STAFF] if staff else [])


def kept() -> Message:
    return Message("Nothing was erased.", [section("Nothing was erased.")])


def erased_practice(*, anything: bool) -> Message:
    said = "Done. Nothing of your practice is kept any more." if anything else "There was nothing of yours to erase."  # fmt: skip
    return Message(said, [section(said)])


def erased(before: Kept, *, anything: bool) -> Message:
    """What was done; `before` is what there was."""
    if not anything:
        said = "There was nothing of yours to erase."
    elif _over(before.counted):
        said = f"Done. Your practice is erased, and in what is over you are “{SOMEONE}” now."
    else:
        said = "Done. Nothing of your practice is kept any more."
    if before.counted.running:
        said += " What still runs has your answers: type `/quiz erase` again once it is over."
    return Message(said, [section(said)])
