"""How `/poll` is used, what was unclear, which templates there are, and which polls are somebody's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, code, context, escape, section, shown
from bot.blocks.polls.preview import AGAIN
from bot.blocks.polls.words import SHOWN_LATER, SHOWN_ON_CLOSING
from bot.blocks.times import Zones, titled, when
from bot.services.polls.drafts import Draft, Problem, Unclear
from bot.services.polls.ports import MULTI, OPEN, RANKED, SCALE, TEXT, WORDS, Poll
from bot.services.polls.templates import Starter

_EXAMPLES = (
    '/poll "Which is a type-1 hypervisor?" "KVM" "VirtualBox" --anonymous',
    "/poll Lunch? Pizza, Sushi, Tacos --multi 2",
    "/poll Ready to move on?",
    "/poll How was the pace? --scale 5 slow fast",
)
_FLAGS = (
    ("--anonymous", "no name is kept with a choice"),
    ("--multi 2", "up to two choices; without a number: any"),
    ("--hide", "results only after it is closed"),
    ("--close 10m", "closes by itself; or `at 14:30`, or `friday 5pm`"),
    ("--correct 1", f"the right answer, shown {SHOWN_LATER}"),
    ("--add", "voters may add options"),
    ("--ranked", "voters put the options in order"),
    ("--scale 5", "from 1 to 5, or `10`; two words behind it name the ends"),
    ("--text", "written answers"),
    ("--words", "single words, the most frequent first"),
)
_STAFF_FLAGS = (
    ("--at friday 9am", "posts it then"),
    ("--every friday 9am", "again each week; or `day at 9am`, or `class`"),
    ("--every class --correct 1", f"one that repeats shows the right answer {SHOWN_ON_CLOSING}"),
)
_KINDS = {
    MULTI: "several choices",
    RANKED: "a ranking",
    SCALE: "a scale",
    TEXT: "written answers",
    WORDS: "single words",
}
_MOST_SHOWN = 12
_MOST_TYPED = 6_000


def usage(*, staff: bool, unknown: str = "", near: str = "") -> Message:
    """`/poll help`; also for a word that was perhaps meant as a subcommand or a template."""
    blocks: list[Block] = []
    if unknown:
        said = f"I know no template and no command “{shown(unknown, 100)}”."
        guess = f" Did you mean `/poll {escape(near)}`?" if near else ""
        blocks.append(section(said + guess))
    blocks += [
        section("*Make a poll with one line.* You see it before anybody else does."),
        code(_EXAMPLES),
        section("*Add what you need, anywhere in the line*\n" + _lines(_FLAGS)),
    ]
    if staff:
        blocks.append(section("*For instructors*\n" + _lines(_STAFF_FLAGS)))
    more = (
        ("/poll", "opens a form with a preview"),
        ("/poll templates", "ready-made polls, such as `/poll pace`"),
        ("/poll list", f"{'all' if staff else 'your'} open and scheduled polls"),
    )
    blocks.append(section("*More*\n" + _lines(more)))
    blocks.append(actions(button("Open the form", "poll_new", "help", style="primary")))
    blocks.append(
        context("A list with one option a line works, too. Only you see what I answer here.")
    )
    return Message("How to use /poll", blocks)


def _lines(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"`{typed}`  {does}" for typed, does in lines)


# Unclear


def unclear(found: Unclear, draft_id: str) -> Message:
    """What is wrong and how to put it right, what was understood, and all that was typed."""
    blocks = [section("*Almost.* " + _problems(found.problems))]
    if found.problem.example:
        blocks += [context("This would do:"), code([f"/poll {found.problem.example}"])]  # fmt: skip
    understood = _understood(found.draft)
    if understood:
        blocks.append(section("*I understood*\n" + understood))
    blocks += [context("You typed:"), code(_typed(found.typed))]
    blocks.append(
        actions(
            button("Open in a form", "poll_form", draft_id, style="primary"),
            button("Discard", "poll_discard", draft_id),
        )
    )
    blocks.append(context("The form has all of it filled in. `/poll help` shows more examples."))
    said = escape(f"Almost. {found.problem.wrong} {found.problem.fix}")
    return Message(said, blocks)


def _problems(problems: Sequence[Problem]) -> str:
    said = [f"{_marked(each.wrong)} {_marked(each.fix)}" for each in problems[:3]]
    return said[0] if len(said) == 1 else "\n" + "\n".join(f"•  {line}" for line in said)


def _marked(sentence: str) -> str:
    """A sentence of ours with somebody's words in it: what stands between backticks stays code."""
    parts = sentence.split("`")
    if len(parts) % 2 == 0:
        return escape(sentence)
    return "`".join(
        escape(part) if n % 2 == 0 else part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for n, part in enumerate(parts)
    )  # fmt: skip


def _understood(draft: Draft) -> str:
    lines = [f"Question: {shown(draft.question, 300)}"] if draft.question.strip() else []
    if draft.options and draft.kind != SCALE:
        lines += [f"{n}.  {titled(option, 100)}" for n, option in enumerate(draft.options[:_MOST_SHOWN], 1)]  # fmt: skip
        more = len(draft.options) - _MOST_SHOWN
        lines += [f"… and {more} more"] if more > 0 else []
    said = [_KINDS.get(draft.kind, ""), *_settings(draft)]
    lines += [f"_{', '.join(each for each in said if each)}_"] if any(said) else []
    return "\n".join(lines)


def _settings(draft: Draft) -> list[str]:
    given = draft.settings
    return [
        word
        for word, on in (
            ("anonymous", given.anonymous),
            ("results hidden until it closes", given.hidden),
            ("voters may add options", given.adding),
        )
        if on
    ]


def _typed(text: str) -> list[str]:
    cut = text if len(text) <= _MOST_TYPED else text[: _MOST_TYPED - 1] + "…"
    return f"/poll {cut}".splitlines()


# Templates


def templates(starters: Sequence[Starter], *, staff: bool) -> Message:
    """All there are, each with the word that starts it."""
    own = [each for each in starters if each.own]
    blocks: list[Block] = [
        section("*Ready-made polls.* Type one's name, change it if you like, and post it.")
    ]
    for place, each in enumerate(own):
        more = {"accessory": button("Remove", f"poll_template_remove_{place}", each.name)} if staff else {}  # fmt: skip
        blocks.append(section(_starter(each), **more))
        if place == _MOST_SHOWN * 2:
            blocks.append(context(f"… and {len(own) - place - 1} more"))
            break
    blocks.append(section("\n".join(_starter(each) for each in starters if not each.own)))
    hint = "Flags go with them: `/poll pace --close 5m`."
    keep = " “Save as template…” under a preview keeps one of your own." if staff else ""
    blocks.append(context(hint + keep))
    return Message("Ready-made polls", blocks)


def _starter(each: Starter) -> str:
    about = f"  _{each.about}_" if each.about else ""
    return f"`/poll {escape(each.name)}`  {shown(each.draft.question, 100)}{about}"


# What is open or scheduled


def running(polls: Sequence[Poll], zones: Zones, reader: str) -> Message:
    """The polls that somebody may manage, with who made them where that was somebody else."""
    if not polls:
        said = "You have no open or scheduled polls. `/poll` makes one; under each that was posted stands *Manage*."
        return Message(said, [section(said)])
    others = any(poll.creator != reader for poll in polls)
    title = "Open and scheduled polls" if others else "Your polls"
    blocks: list[Block] = [section(f"*{title}*")]
    for place, poll in enumerate(polls[: _MOST_SHOWN * 2]):
        manage = button("Manage", f"poll_manage_{place}", poll.id)
        blocks.append(section(f"{titled(poll.question, 150)}\n{_state(poll, zones, reader)}", accessory=manage))  # fmt: skip
    more = len(polls) - _MOST_SHOWN * 2
    blocks += [context(f"… and {more} more")] if more > 0 else []
    return Message(title, blocks)


def _state(poll: Poll, zones: Zones, reader: str) -> str:
    whose = "" if poll.creator == reader else f", by <@{poll.creator}>"
    return _when(poll, zones) + whose


def _when(poll: Poll, zones: Zones) -> str:
    if poll.state == OPEN:
        until = f", closes {when(poll.closes_at, zones)}" if poll.closes_at else ""
        return f"open in <#{poll.channel}>{until}"
    again = AGAIN.get(poll.settings.repeats, "")
    at = f"opens {when(poll.opens_at, zones)}" if poll.opens_at else "scheduled"
    return f"{at} in <#{poll.channel}>" + (f", {again}" if again else "")
