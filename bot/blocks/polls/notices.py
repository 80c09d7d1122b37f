"""What a poll's maker is told of a message that is not there."""

from __future__ import annotations

from collections.abc import Mapping

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import actions, button, section
from bot.blocks.polls import words
from bot.blocks.polls.managing import KEPT_BACK
from bot.services.polls.ports import QUESTION, QUIZ

_WHY = {
    "channel_not_found": "I can't see that channel. Invite me there with `/invite @Lectern`, then post it again.",
    "not_in_channel": "I am not in that channel. Invite me there with `/invite @Lectern`, then post it again.",
    "is_archived": "The channel is archived.",
    "restricted_action": "The workspace lets only some people post there.",
}
_OTHERWISE = "Slack refused it ({reason})."
_OF_QUIZZES = {QUIZ: "quiz", QUESTION: "quiz question"}
_HOST = "All answers are kept. `/quiz live` in that channel goes on with it, or ends it."


def not_posted(subject: Mapping[str, str]) -> Message:
    """Slack refused the poll's message."""
    reason = subject["reason"]
    why = _WHY.get(reason) or _OTHERWISE.format(reason=words.option(reason, 60))
    return _notice(subject, "I could not post your poll", why)


def lost(subject: Mapping[str, str]) -> Message:
    """Somebody deleted the poll's message."""
    why = "All votes are kept. Post it again, or close it under Manage to see the result."
    return _notice(subject, "Somebody deleted the message of your poll", why)


def right_kept_back(subject: Mapping[str, str]) -> Message:
    """A poll closed by the clock, and its right answer is not shown yet."""
    poll_id = subject["poll"]
    text = f"Your poll {words.quoted(subject['question'], 200)} in <#{subject['channel']}> has closed. {KEPT_BACK}"
    buttons = (
        button("Ask again…", "poll_again", poll_id, style="primary"),
        button("Show the right answer", "poll_answer", poll_id),
    )
    return Message(f"Your poll has closed. {KEPT_BACK}", [section(text), actions(*buttons)])


def _notice(subject: Mapping[str, str], what: str, why: str) -> Message:
    kind = subject.get("kind", "")
    if kind in _OF_QUIZZES:
        what, why = f"{what.removesuffix('poll')}{_OF_QUIZZES[kind]}", _HOST
    question = words.quoted(subject["question"], 200)
    text = f"{what} {question} in <#{subject['channel']}>. {why}"
    poll_id = subject["poll"]
    again = button("Post it again", "poll_repost", f"{poll_id}:{subject['again']}", style="primary")
    manage = button("Manage", "poll_manage", poll_id)
    buttons = [again] if kind != QUESTION else []
    buttons += [manage] if kind not in _OF_QUIZZES else []
    return Message(f"{what}. {why}", [section(text), *([actions(*buttons)] if buttons else [])])


def posting() -> Message:
    """After pressing "Post it again"."""
    sentence = "I am posting it."
    return Message(sentence, [section(sentence)])
