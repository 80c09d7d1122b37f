"""Files that somebody dropped: which of them can be fetched, told from Slack's file object alone.

The object: docs.slack.dev/reference/objects/file-object. A text file that is dropped comes with the
mode "snippet", and its bytes are served as those of any hosted file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FETCHED_MODES = frozenset({"hosted", "snippet", ""})
EXTERNAL = "it lies outside Slack, and I only read files that were uploaded to Slack itself"
GONE = "it was deleted from Slack"
HIDDEN = "Slack doesn't let me see it (the plan's file limit, or a rule of the workspace)"
A_POST = "it is a post or canvas of Slack's; export it and drop the file"
NO_ADDRESS = "Slack gave no address to fetch it from"
_MODES = {"external": EXTERNAL, "tombstone": GONE, "hidden_by_limit": HIDDEN}
_MAX_NAME_BYTES = 200
MAX_BYTES = 100_000_000
"""Of a file, or of a zip of several."""


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file of a message. `size` is what Slack says, in bytes; 0 where it doesn't.

    `refusal` says why it cannot be fetched. Slack leaves all but the id out of `incomplete` ones
    (those of Slack Connect), and tells the rest when asked.
    """

    id: str
    name: str
    size: int = 0
    url: str = ""
    refusal: str = ""
    incomplete: bool = False


def dropped(event: Mapping[str, Any]) -> tuple[DroppedFile, ...]:
    """The files of a message event, in the order they were dropped."""
    files = event.get("files")
    if not isinstance(files, Sequence) or isinstance(files, str):
        return ()
    return tuple(dropped_file(f) for f in files if isinstance(f, Mapping))


def dropped_file(raw: Mapping[str, Any]) -> DroppedFile:
    """One file object."""
    name = safe_name(_text(raw, "name") or _text(raw, "title"))
    size = raw.get("size")
    file = DroppedFile(
        id=_text(raw, "id"),
        name=name,
        size=size if isinstance(size, int) and size > 0 else 0,
        url=_text(raw, "url_private_download") or _text(raw, "url_private"),
    )
    if _text(raw, "file_access") == "check_file_info":
        return DroppedFile(file.id, name, incomplete=True)
    return DroppedFile(file.id, name, file.size, file.url, _refusal(raw, file))


def _refusal(raw: Mapping[str, Any], file: DroppedFile) -> str:
    mode, access = _text(raw, "mode"), _text(raw, "file_access")
    if raw.get("is_external") is True:
        return EXTERNAL
    if access in {"file_not_found", "access_denied"}:
        return GONE if access == "file_not_found" else HIDDEN
    if mode not in FETCHED_MODES:
        return _MODES.get(mode, A_POST)
    return "" if file.url else NO_ADDRESS


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def safe_name(name: str) -> str:
    """A file name without folders or control characters, short enough for any disk."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip(". ") or "file"
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = kept, "", ""
    room = _MAX_NAME_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + dot + ending
