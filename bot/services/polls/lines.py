"""A poll as the line that makes it: what `wording.parse` reads back."""

from __future__ import annotations

from bot.services.polls.drafts import Draft
from bot.services.polls.ports import MULTI, RANKED, SCALE, TEXT, WORDS
from bot.services.polls.separators import flat

_KINDS = {RANKED: "--ranked", TEXT: "--text", WORDS: "--words"}


def line_of(draft: Draft) -> str:
    """Question and options in quotes, then the flags; without times, which belong to one occasion."""
    pieces = [_quoted(draft.question)]
    if draft.kind == SCALE:
        pieces += [f"--scale {len(draft.options)}"]
        ends = (draft.settings.low, draft.settings.high)
        pieces += [_quoted(end) for end in ends] if all(ends) else []
    else:
        pieces += [_quoted(option) for option in draft.options]
    return " ".join([*pieces, *_flags(draft)])


def _flags(draft: Draft) -> list[str]:
    settings = draft.settings
    most = f" {settings.most}" if settings.most > 1 else ""
    return [
        *([f"--multi{most}"] if draft.kind == MULTI else []),
        *([_KINDS[draft.kind]] if draft.kind in _KINDS else []),
        *(["--anonymous"] if settings.anonymous else []),
        *(["--hide"] if settings.hidden else []),
        *(["--add"] if settings.adding else []),
        *([f"--correct {','.join(settings.correct)}"] if settings.correct else []),
    ]


def _quoted(text: str) -> str:
    return '"' + flat(text).replace('"', '\\"') + '"'
