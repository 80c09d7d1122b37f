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


def materials(
    taught: Sequence[Material], own: Sequence[str], timezone: str | None, undo: str = ""
) -> Message:
    """`/lectern materials`; `undo` is the removal that may be taken back."""
    blocks = (
        [section("*What I was taught*")]
        if taught
        else [section("*Nobody has taught me a file yet.*")]
    )
    for material in taught[:40]:
        blocks.append(
            section(
                _material_line(material, timezone),
                accessory=button(
                    "Remove", "teach_remove", material.id, confirm=_remove_confirm(material)
                ),
            )
        )
    if len(taught) > 40:
        blocks.append(context(f"… and {len(taught) - 40} more"))
    if own:
        names = ", ".join(shown(n, 80) for n in own[:20])
        blocks.append(context(f"From the course's configuration: {names}"))
    blocks.append(
        context("To replace a file, drop a new one of the same name into our direct message.")
    )
    if undo:
        blocks.append(actions(button("Undo the removal", "teach_unremove", undo)))
    return Message("What I was taught", blocks)


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
