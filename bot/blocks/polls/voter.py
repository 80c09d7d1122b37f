"""What voters and the curious are told privately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import actions, button, context, escape, fitting, section
from bot.blocks.polls import words
from bot.services.polls.counting import words_of
from bot.services.polls.ports import (
    CLOSED,
    MULTI,
    RANKED,
    SCALE,
    TEXT,
    WORDS,
    Ballot,
    Choice,
    Poll,
)

_NEXT = 24
_OPTION = 150
_ANSWER = 300
_SECTION = 2_900
_MOST_NAMES = 150
_MOST_SECTIONS = 45
_WHOLE = 10_000


def chosen(poll: Poll, choice: Choice) -> Message:
    """What somebody has chosen by now, with the way back."""
    if poll.kind == RANKED:
        return _ranking(poll, choice)
    said = _said(poll, choice)
    if not said:
        return _private("You have no vote in this poll now. You can vote as long as it is open.")
    back = (
        button("Start over", "poll_over", poll.id)
        if poll.kind == MULTI
        else button("Take back", "poll_back", poll.id)
    )
    return Message(escape(_plain(poll, choice)), [section(said, accessory=back)])


def _said(poll: Poll, choice: Choice) -> str:
    texts = _texts(poll, choice)
    if not texts:
        return ""
    if poll.kind == TEXT:
        return f"Your answer: {words.quoted(texts[0], _SECTION - 100)}"
    if poll.kind == WORDS:
        return f"Your words: {words.listed(texts)}"
    if poll.kind == SCALE:
        return (
            f"You chose *{words.option(texts[0], 20)}* of {words.option(poll.shown[-1].text, 20)}"
        )
    return f"You chose {words.listed(texts)}{_room(poll, len(texts))}"


def _room(poll: Poll, number: int) -> str:
    """How many more one may choose."""
    most = poll.settings.most
    if poll.kind != MULTI or not most:
        return ""
    left = most - number
    return f"; {left} more if you like" if left > 0 else ""


def _texts(poll: Poll, choice: Choice) -> list[str]:
    """What somebody chose in words; without options that were taken out since."""
    if poll.kind == WORDS:
        return list(words_of(str(choice.get("text") or "")))
    if poll.kind == TEXT:
        return [str(choice["text"])] if choice.get("text") else []
    names = {option.id: option.text for option in poll.shown}
    return [names[o] for o in choice.get("picked") or () if o in names]


def _plain(poll: Poll, choice: Choice) -> str:
    return f"You chose: {', '.join(_texts(poll, choice))}"[:600]


def _ranking(poll: Poll, choice: Choice) -> Message:
    """The list so far, and buttons for the next place."""
    texts = _texts(poll, choice)
    if not texts:
        return _private("You have ranked nothing now. Click your favourite first.")
    lines = [f"{n}. {words.option(text, _OPTION)}" for n, text in enumerate(texts, 1)]
    taken = set(choice["picked"])
    left = [(n, o) for n, o in enumerate(poll.shown) if o.id not in taken]
    blocks = [section("\n".join(["*Your ranking*", *fitting(lines, _SECTION)]))]
    if left:
        blocks.append(context(f"Next best, place {len(texts) + 1}; you may stop here too:"))
    buttons = [button(o.text, f"poll_vote_{n}", f"{poll.id}:{o.id}") for n, o in left[:_NEXT]]
    blocks.append(actions(*buttons, button("Start over", "poll_over", poll.id)))
    return Message(escape(_plain(poll, choice)), blocks)


def taken_back(poll: Poll) -> Message:
    """After taking one's vote back."""
    return _private("Your vote is taken back. You can vote again as long as the poll is open.")


def mine(poll: Poll, choice: Choice) -> Message:
    """ "Your vote" """
    if poll.state == CLOSED and poll.settings.anonymous:
        return _private("This poll was anonymous: since it closed, not even I can tell what you chose.")  # fmt: skip
    if not _texts(poll, choice):
        gone = "What you chose was taken out of the poll; choose again." if choice else ""
        return _private(gone or "You have not voted in this poll yet.")
    if poll.state == CLOSED:
        return Message(escape(_plain(poll, choice)), [section(_said(poll, choice))])
    return chosen(poll, choice)


def inert() -> Message:
    """A button of a preview."""
    return _private("This is how it will look. Nobody can vote before it is posted.")


def added(text: str) -> Message:
    """After adding an option."""
    return _private(f"Added: *{words.escape_bold(text)}*. It shows in the poll in a moment; vote for it there.")  # fmt: skip


def _private(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])


# Who voted


def who(poll: Poll, ballots: Sequence[Ballot]) -> Message:
    """Names by option, of a poll that is not anonymous; while its results are hidden, names alone."""
    if poll.settings.anonymous:
        return _private("This poll is anonymous: I keep no list of who voted.")
    if not ballots:
        return _private("Nobody has voted yet.")
    title = f"*Who voted:* {words.quoted(poll.question, 200)}"
    if poll.settings.hidden and poll.state != CLOSED:
        voters = sorted(ballot.voter for ballot in ballots if _texts(poll, ballot.choice))
        later = context("What they chose is shown when the poll closes.")
        return Message("Who voted", [section(f"{title}\n{_mentions(voters)}"), later])
    by_choice = _answers(poll, ballots) if poll.kind in (TEXT, WORDS) else _voters(poll, ballots)
    rows = [f"{name}\n{_mentions(users)}" for name, users in by_choice.items()]
    fit = _fitting(rows)
    shown = [section(row) for row in rows[:fit]]
    if len(rows) > fit:
        shown.append(context(f"And {len(rows) - fit:,} more; whoever manages the poll can export all."))  # fmt: skip
    return Message("Who voted", [section(title), *shown])


def _fitting(rows: Sequence[str]) -> int:
    """How many of them a message has room for."""
    taken = accumulate(len(row) for row in rows[:_MOST_SECTIONS])
    return sum(1 for size in taken if size <= _WHOLE)


def _voters(poll: Poll, ballots: Sequence[Ballot]) -> Mapping[str, list[str]]:
    """Of a ranking: by first choice."""
    found: dict[str, list[str]] = {o.id: [] for o in poll.shown}
    for ballot in ballots:
        picked = [o for o in ballot.choice.get("picked") or () if o in found]
        for option in picked[:1] if poll.kind == RANKED else picked:
            found[option].append(ballot.voter)
    lead = "First choice " if poll.kind == RANKED else ""
    names = {
        o.id: f"{lead}*{words.escape_bold(o.text)}* ({len(found[o.id]):,})" for o in poll.shown
    }
    return {names[o]: sorted(users) for o, users in found.items()}


def _answers(poll: Poll, ballots: Sequence[Ballot]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for ballot in ballots:
        text = words.quoted(", ".join(_texts(poll, ballot.choice)), _ANSWER)
        found.setdefault(text, []).append(ballot.voter)
    return dict(sorted(found.items(), key=lambda row: (-len(row[1]), row[0])))


def _mentions(users: Sequence[str]) -> str:
    if not users:
        return "_nobody_"
    named = " ".join(f"<@{user}>" for user in users[:_MOST_NAMES])
    left = len(users) - _MOST_NAMES
    return f"{named} and {left:,} more" if left > 0 else named
