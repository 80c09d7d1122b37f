"""From bytes to text, whatever the encoding, with what was mended on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.errors import UnreadableSource
from knowledge.model import Repair
from knowledge.readers.encodings import WINDOWS, encoding_of

_UNTOLD = "its letters cannot be told: save it with the encoding UTF-8 and send it again"
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LIGATURES = str.maketrans(
    {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff]")
_SAMPLE = 8192


def decode(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    """The text, with one kind of line end, and the misread letters that were mended in it.

    Raises:
        UnreadableSource: it is not text.
    """
    text = to_text(data, name)
    if "\x00" in text or _is_noise(text[:_SAMPLE]):
        raise UnreadableSource(name, "this is not text, and no kind of slides that Lectern knows")
    mended, repairs = unscrambled(text)
    return _UNPRINTED.sub("", BREAKS.sub("\n", mended).translate(_LIGATURES)), repairs


def to_text(data: bytes, name: str) -> str:
    """The text as it stands, whatever it is encoded in. Raises UnreadableSource: it is not text."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        return data.decode(_utf16_without_mark(data, name), errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        whole = sum(len(found) for found in _MULTIBYTE.findall(data))
        if 2 * whole > len(_HIGH.findall(data)):
            return "".join(_mostly_utf8(data))
        encoding = encoding_of(data)
        if encoding is None:
            raise UnreadableSource(name, _UNTOLD) from None
        return _single_bytes(data) if encoding == WINDOWS else data.decode(encoding, "replace")


def _utf16_without_mark(data: bytes, name: str) -> str:
    """Letters of most languages leave every second byte empty."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    for encoding, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if (
            half >= 4
            and sample[at::2].count(0) > 0.6 * half
            and sample[1 - at :: 2].count(0) < 0.1 * half
        ):
            return encoding
    raise UnreadableSource(name, "this is not text, and no kind of slides that Lectern knows")


def _mostly_utf8(data: bytes) -> Iterator[str]:
    """UTF-8 with a few letters of Windows-1252 pasted into it, or cut off in a letter."""
    at, view = 0, memoryview(data)
    while at < len(data):
        try:
            yield str(view[at:], "utf-8")
            return
        except UnicodeDecodeError as error:
            yield str(view[at : at + error.start], "utf-8")
            yield _single_bytes(data[at + error.start : at + error.end])
            at += error.end


def _single_bytes(data: bytes) -> str:
    """Windows-1252, which Latin-1 is part of but for five bytes that mean nothing."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="ignore")


def _is_noise(sample: str) -> bool:
    """More than a few characters that no text has."""
    odd = sum(c < " " and c not in "\t\n\r\f\x0b\x1b" for c in sample)
    return odd > 0.02 * len(sample) + 2


def _as_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_FOLLOWS = "[" + re.escape("".join(_as_windows(b) for b in range(0x80, 0xC0))) + "]"
_TWO, _THREE = ("[" + "".join(map(chr, r)) + "]" for r in (range(0xC2, 0xE0), range(0xE0, 0xF0)))
_SCRAMBLED = re.compile(f"{_TWO}{_FOLLOWS}|{_THREE}{_FOLLOWS}{{2}}")
_BYTE_OF = {_as_windows(b): b for b in range(0x80, 0x100)}


def unscrambled(text: str) -> tuple[str, tuple[Repair, ...]]:
    """ "Ã¼ber", which is UTF-8 taken for Windows-1252, as "über".

    A pair such as "Â°" or "Ã¼" has no other meaning; two in a text are evidence enough.
    """
    pairs = _SCRAMBLED.findall(text)
    if len(pairs) < 2:
        return text, ()
    mended = {pair: _rightly(pair) for pair in sorted(set(pairs))}
    why = "the letters of one file read in the encoding of another (UTF-8 as Windows-1252)"
    repairs = tuple(Repair(old, new, why) for old, new in mended.items() if old != new)
    return _SCRAMBLED.sub(lambda m: mended[m[0]], text), repairs


def _rightly(pair: str) -> str:
    try:
        right = bytes(_BYTE_OF[c] for c in pair).decode("utf-8")
    except UnicodeDecodeError:
        return pair
    return right if right.isprintable() or right == "\xa0" else pair
