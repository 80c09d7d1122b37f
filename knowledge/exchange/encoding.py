"""The text of a file of questions, whatever it is encoded in."""

from __future__ import annotations

import codecs
import re

from knowledge.errors import UnreadableSource
from knowledge.exchange.model import Draft
from knowledge.readers.decoding import BREAKS, to_text, unscrambled

_DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_MAX_CONTROL = 0.02


def text_of(data: bytes, name: str, draft: Draft) -> str:
    """The text with one kind of line end; what was mended in it is noted.

    Raises:
        UnreadableSource: it is no text.
    """
    try:
        text = _declared(data) or to_text(data, name)
    except UnreadableSource:
        raise UnreadableSource(
            name, "this is no text: save it as UTF-8 and send it again"
        ) from None
    odd = len(_CONTROL.findall(text.removeprefix("\ufeff")))
    if odd > _MAX_CONTROL * len(text) + 2:
        raise UnreadableSource(name, "this is no text: save it as UTF-8 and send it again")
    if odd:
        draft.note(f"{odd} control characters", "left out, because no format can say them", 1)
    if "\ufffd" in text:
        line = text[: text.index("\ufffd")].count("\n") + 1
        draft.note("letters that cannot be read", "look them over, or save the file as UTF-8", line)
    mended, repairs = unscrambled(_CONTROL.sub("", text))
    for repair in repairs:
        draft.note(
            f"“{repair.original}” is read as “{repair.repaired}”", "it was in a wrong encoding"
        )
    return BREAKS.sub("\n", mended)


def _declared(data: bytes) -> str | None:
    """XML says itself what it is encoded in."""
    found = _DECLARED.match(data[:400])
    encoding = found[1].decode("ascii") if found else ""
    if not encoding or encoding.casefold() in {"utf-8", "utf8", "utf-16", "ascii", "us-ascii"}:
        return None
    try:
        if not getattr(codecs.lookup(encoding), "_is_text_encoding", True):
            return None
        return data.decode(encoding, errors="replace")
    except LookupError:
        return None
