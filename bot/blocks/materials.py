"""How to teach, and what was taught."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, moment, section, shown
from bot.blocks.teaching import contents
from bot.services.ports import Material

HOW_TO_TEACH = (
    "*Teach me your lectures*\n"
    "Drop your files into our direct message: PDF, PowerPoint (.pptx), Markdown, HTML, LaTeX, notebooks, "
    "plain text, scans, or a zip of them; several at once are fine.\n"
    "I read them, tell you what I found, and students get answers from what is new at once; *Undo* takes it "
    "back. A file with the name of one that I know replaces it, after you said so.\n"
    "`/lectern materials` lists what I was taught."
)
PAGE = 20
"""Files with two blocks each, of a message's 50."""
HOW_TO_REPLACE = (
    "*Replace* takes the next file that you drop as the new version; a file of the same name is taken as one anyway. "
    "You see what changes first."
)


def materials(
    taught: Sequence[Material],
    own: Sequence[str],
    timezone: str | None,
    undo: str = "",
    page: int = 0,
) -> Message:
    """`/lectern materials`, `PAGE` files at a time from page 0; `undo` is the removal that may be taken back."""
    head = "*What I was taught*" if taught else "*Nobody has taught me a file yet.*"
    blocks = [section(head)]
    last = max(0, (len(taught) - 1) // PAGE)
    page = min(max(page, 0), last)
    for material in taught[page * PAGE : (page + 1) * PAGE]:
        blocks += _material(material, timezone)
    if last:
        blocks += [context(f"Page {page + 1} of {last + 1}, {len(taught)} files"), _ways(page, last)]  # fmt: skip
    if own:
        names = ", ".join(shown(n, 80) for n in own[:20])
        blocks.append(context(f"From the course's configuration: {names}"))
    blocks.append(context(HOW_TO_REPLACE))
    if undo:
        blocks.append(actions(button("Undo the removal", "teach_unremove", undo)))
    return Message("What I was taught", blocks)


def _material(material: Material, timezone: str | None) -> list[Block]:
    remove = button("Remove", "teach_remove", material.id, confirm=_remove_confirm(material))
    return [
        section(_material_line(material, timezone)),
        actions(button("Replace", "teach_replace", material.id), remove),
    ]


def _ways(page: int, last: int) -> Block:
    back = [button("‹ Back", "teach_more", str(page - 1))] if page else []
    on = [button("More ›", "teach_more_2", str(page + 1))] if page < last else []
    return actions(*back, *on)


def drop_the_new_one(name: str) -> Message:
    """After "Replace"."""
    said = (
        f"Drop the new version of *{shown(name, 150)}* into our direct message, by itself and within an hour; it may be called "
        "anything. You see what changes, and nothing does before you press *Use it*."
    )
    cancel = actions(button("Cancel", "teach_replace_not", "replace"))
    return Message(said.replace("*", ""), [section(said), cancel])


def _material_line(material: Material, timezone: str | None) -> str:
    held = (int(material.summary.get(what, 0)) for what in ("slides", "faqs"))
    facts = f"{contents(*held)} · {_size(material.size)}"
    when = moment(material.taught_at, timezone)
    return f"*{shown(material.name, 150)}*\n{facts} · taught {when} by <@{material.taught_by}>"


def _remove_confirm(material: Material) -> Block:
    text = "Students get no answers from it any more. You can undo it."
    return confirm("Remove this file?", text, yes="Remove", no="Keep it")


def _size(size: int) -> str:
    return (
        f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1_000))} kB"
    )


def guide() -> Message:
    """How to teach, in the direct message or where the command was typed."""
    return Message("Teach me your lectures", [section(HOW_TO_TEACH)])
