"""Questions in and out: the preview of a file with all that is not carried over, and what a format cannot say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, confirm, context, section, shown
from bot.blocks.quizzes.texts import words
from bot.blocks.teaching import counted
from bot.blocks.windows import View, window
from bot.services.quizzes.bank.exporting import Packed, Said
from bot.services.quizzes.bank.importing import Preview
from bot.services.quizzes.bank.ports import DRAFT
from bot.services.quizzes.bank.scope import Scope
from knowledge.exchange import Note
from knowledge.exchange.model import FORMAT_NAMES, Kind

PAGE = 12
_SHOWN = 4
_NOTED, _WINDOW = 5, 60
_KINDS = {
    Kind.CHOICE: ("with one right choice", "with one right choice"),
    Kind.MULTIPLE: ("with several right choices", "with several right choices"),
    Kind.TRUE_FALSE: ("true/false", "true/false"),
    Kind.SHORT: ("short answer", "short answers"),
    Kind.NUMERICAL: ("numerical", "numerical"),
    Kind.MATCHING: ("matching", "matching"),
    Kind.ORDERING: ("ordering", "ordering"),
    Kind.CLOZE: ("text with blanks", "texts with blanks"),
}
HOW = (
    "*Drop a file of questions here.* I read GIFT, Moodle XML, Aiken, QTI packages (Canvas and many others), CSV and Kahoot's spreadsheets, "
    "whatever the file is called; several in one zip, too.\nYou see what is in it, and what cannot be carried over, before anything is kept."
)
EXPORTS = (
    "`/quiz export gift` sends you the approved questions as a file. Instead of `gift`: `moodle`, `qti` (Canvas), `aiken`, "
    "`csv`, `anki`. Add `lecture 13` for one lecture, words for a topic, and `drafts` to take along those that nobody approved yet, too."
)


def guide(*, here: bool) -> Message:
    """`/quiz import`: what to do."""
    said = (
        HOW
        if here
        else "Drop a file of questions into our direct message. I have written to you there."
    )
    return Message("Bring questions in", [section(said)])


def exports(unknown: str = "") -> Message:
    """How to export; `unknown` is the format that was typed, and is none."""
    said = f"I cannot write “{shown(unknown, 40)}”. {EXPORTS}" if unknown else EXPORTS
    return Message("Take questions along", [section(said)])


# In


def preview(found: Preview, key: str, page: int = 0) -> Message:
    """What would be kept, and every note, a page at a time. `key` is the file's id."""
    head = _headline(found)
    blocks: list[Block] = [section(f"*{head}*\n{_kinds(found)}".strip())]
    blocks += [section("\n".join(_first(found)))] if found.items else []
    blocks += _notes(found.notes, key, page)
    if not found.items:
        blocks.append(context("There is nothing to keep. What I have is as it was."))
        return Message(head, blocks)
    blocks.append(
        context(
            "Nothing is kept yet. Approved questions can be asked in live quizzes and homework at once."
        )
    )
    blocks.append(
        actions(
            button("Keep as approved", "bank_keep_1", key, style="primary"),
            button("Keep as drafts", "bank_keep_2", key),
            button("Discard", "bank_discard", key),
        )
    )
    return Message(head, blocks)


def _headline(found: Preview) -> str:
    kind = f" ({FORMAT_NAMES[found.format]})" if found.format else ""
    name = shown(found.name, 120)
    if not found.items:
        return f"There are no questions to keep in {name}{kind}."
    return f"{counted(len(found.items), 'question')} in {name}{kind}"


def _kinds(found: Preview) -> str:
    counts = found.kinds.most_common()
    if len(counts) < 2:
        return ""
    return " · ".join(f"{n} {_KINDS[kind][n > 1]}" for kind, n in counts if kind in _KINDS)


def _first(found: Preview) -> list[str]:
    lines = [f"• {shown(words(item.stem, 120), 200)}" for item in found.items[:_SHOWN]]
    rest = len(found.items) - len(lines)
    return [*lines, f"… and {rest} more"] if rest else lines


def _notes(notes: Sequence[Note], key: str, page: int) -> list[Block]:
    if not notes:
        return [context("Everything in the file is carried over.")]
    pages = -(-len(notes) // PAGE)
    page = min(max(page, 0), pages - 1)
    here = notes[page * PAGE : (page + 1) * PAGE]
    of = f", page {page + 1} of {pages}" if pages > 1 else ""
    blocks = [section(f"*{counted(len(notes), 'remark')}:* what is left out or changed{of}")]
    lines = [f"• {shown(str(note), 300)}" for note in here]
    blocks += [section("\n".join(lines[n : n + 6])) for n in range(0, len(lines), 6)]
    if pages > 1:
        turns = [(page - 1, "Earlier remarks"), (page + 1, "More remarks")]
        made = [button(t, f"bank_notes_{n}", f"{key}:{n}") for n, t in turns if 0 <= n < pages]
        blocks.append(actions(*made))
    return blocks


def kept(name: str, count: int, key: str, *, approved: bool) -> Message:
    """What was kept, with the way back."""
    state = "approved" if approved else "drafts"
    said = f"Kept {counted(count, 'question')} of *{shown(name, 120)}* as {state}."
    asked = confirm(
        "Take the questions out?",
        "What somebody changed since stays.",
        yes="Take them out",
        no="Leave them",
    )
    made = [button("Undo", "bank_unimport", key, confirm=asked)]
    if approved:
        made.append(button("All questions", "bank_overview", "-"))
    else:
        review = button("Review the drafts", "bank_review", Scope(DRAFT).dump(), style="primary")
        made.insert(0, review)
    return Message(said, [section(said), actions(*made)])


def taken_back(gone: int, stayed: int) -> Message:
    """After Undo."""
    said = f"Taken out again: {counted(gone, 'question')}."
    if stayed:
        said += (
            f" {stayed} stayed, because somebody changed {'it' if stayed == 1 else 'them'} since."
        )
    return Message(said, [section(said)])


def discarded() -> Message:
    said = "Discarded. Nothing of the file was kept. Drop it again if you want its questions after all."
    return Message(said, [section(said)])


# Out


def caption(packed: Packed) -> str:
    """The words beside the file."""
    said = f"{counted(packed.written, 'question')} of the course."
    left = packed.count - packed.written
    if left:
        said += (
            f" {left} cannot be written in this format and {'is' if left == 1 else 'are'} left out."
        )
    return said


def sent(packed: Packed, about: str) -> Message:
    """To who asked: where the file is, and what it does not say. `about` brings all remarks back."""
    said = f"I have sent you *{shown(packed.name, 120)}* in our direct message: {caption(packed)}"
    blocks = [section(said)]
    if packed.notes:
        lines = [_said(note, packed.count) for note in packed.notes[:_NOTED]]
        blocks.append(section("*What this format does not say*\n" + "\n".join(lines)))
    if len(packed.notes) > _NOTED:
        blocks.append(actions(button(f"All {len(packed.notes)} remarks", "bank_unsaid", about)))
    return Message(said, blocks)


def _said(note: Said, count: int = 0) -> str:
    which = f" ({_numbers(note.questions)})" if note.questions else ""
    which = " (all questions)" if count > 1 and len(set(note.questions)) == count else which
    return f"• {shown(f'{note.what}: {note.why}', 300)}{which}"


def _numbers(numbers: Sequence[int]) -> str:
    """ "questions 1–4, 9" """
    runs: list[list[int]] = []
    for n in sorted(set(numbers)):
        if runs and runs[-1][1] == n - 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    parts = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    more = ", …" if len(parts) > 12 else ""
    return f"question{'s' if len(numbers) > 1 else ''} {', '.join(parts[:12])}{more}"


def unsaid_window(notes: Sequence[Said]) -> View:
    """All that the file does not say."""
    lines = [_said(note) for note in notes]
    blocks = [section("\n".join(lines[n : n + 6])) for n in range(0, len(lines), 6)][:_WINDOW]
    rest = len(lines) - 6 * len(blocks)
    more = [context(f"… and {rest} more of the same kind")] if rest > 0 else []
    return window("What is not in it", [*blocks, *more])


def nothing_to_export(
    *,
    lecture: int | None,
    drafts: int,
    asked: bool = False,
    topic: str = "",
    near: Sequence[str] = (),
) -> Message:
    """There are no such questions; `asked` is whether drafts were to be taken along, `drafts` how many there are else.

    `near` are topics that may have been meant.
    """
    of = f" of lecture {lecture}" if lecture is not None else ""
    of = f" about “{shown(topic, 100)}”" if topic else of
    said = f"There are no approved questions{of} yet."
    if asked:
        said = f"There are no questions{of}, not even drafts."
    if near:
        said += f" Near it: {', '.join(shown(each, 80) for each in near)}."
    elif not drafts:
        said += (
            " `/quiz review` shows which lectures have some."
            if of
            else " Write one with `/quiz add`, or bring some in with `/quiz import`."
        )
    if drafts:
        said += f" Add `drafts` to take along the {counted(drafts, 'draft')}, or `/quiz review` them first."
    return Message(said, [section(said)])
