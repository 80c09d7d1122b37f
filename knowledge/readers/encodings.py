"""Which encoding text is in that is no UTF-8: what it declares, else what reads best in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

WINDOWS = "cp1252"
_SAMPLE = 65_536
_DECLARED = re.compile(
    rb"charset\s*=\s*[\"']?(?P<web>[\w-]+)|\\usepackage\s*\[(?P<tex>[\w-]+)\]\s*\{inputenc\}"
    rb"|<\?xml[^>]*encoding\s*=\s*[\"'](?P<xml>[\w-]+)",
    re.I,
)
_TEX = {"ansinew": "cp1252", "latin9": "iso8859-15", "applemac": "mac-roman", "latin2": "iso8859-2"}
_AS_ON_THE_WEB = {"iso8859-1": WINDOWS, "ascii": WINDOWS, "gb2312": "gb18030", "gbk": "gb18030"}
_HIGH = re.compile(rb"[\x80-\xff]+")
_DENSE, _LEAST = 0.7, 8
"""In scripts without Latin letters, so many of the bytes beyond ASCII stand side by side."""

_RUSSIAN = ("оеаинтсрвлкмдпуя", 0.5)
_GREEK = ("αοιετνσηρπκμλςάίόέύή", 0.5)
_JAPANESE = ("".join(map(chr, range(0x3041, 0x3094))) + "ー、。", 0.15)
_SIMPLE = "的一是在不了有和人这中大为上个国我以要他时来用们到作地于出会可也你对生能子那得着过自学下家分用系统：，。、"
_TRADITIONAL = "的一是在不了有和人這中大為上個國我以要他時來用們到作地於出會可也你對生能子那得著過自學下家分用系統：，。、"
_KOREAN = "이다의는에을가로하한고은를지도기사어대리인스서시자정나일구과수"
_SCRIPTS: tuple[tuple[str, tuple[str, float]], ...] = (
    *((name, _RUSSIAN) for name in ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")),
    *((name, _GREEK) for name in ("cp1253", "iso8859-7")),
    ("cp1255", ("יוהלאמרתבשנםדק", 0.5)),
    ("cp1256", ("اليمونرتبةعدسف", 0.5)),
    *((name, _JAPANESE) for name in ("shift_jis", "euc_jp")),
    ("gb18030", (_SIMPLE, 0.08)),
    ("big5", (_TRADITIONAL, 0.08)),
    ("euc_kr", (_KOREAN, 0.2)),
)
"""Encodings, each with its script's commonest letters and the least share of them in a text."""

_WESTERN = frozenset("äöüßéèêëàâçñáíóúîïôûùœæøåãõìò")
_EASTERN = frozenset("ąćęłńóśźżáčďéěíňřšťúůýžőűăâîäöüß")
_LATIN = (
    (WINDOWS, _WESTERN),
    ("cp1250", _EASTERN),
    ("iso8859-2", _EASTERN),
    ("mac-roman", _WESTERN),
    ("cp850", _WESTERN),
)
_OPENS, _CLOSES, _ALONE = frozenset("“„‘«‹¿¡"), frozenset("”’“»›…"), frozenset("–—•…°±×·€«»")
_CLEARLY = 1


def encoding_of(data: bytes) -> str | None:
    """A codec's name for `data`, which is no UTF-8; None where its letters cannot be told."""
    sample = data[:_SAMPLE]
    declared = _declared(sample)
    if declared is not None:
        return declared
    runs = _HIGH.findall(sample)
    high = sum(map(len, runs))
    beside = sum(len(run) for run in runs if len(run) > 1)
    if high >= _LEAST and beside >= _DENSE * high:
        return _of_script(sample)
    return _of_latin(sample)


def _declared(sample: bytes) -> str | None:
    for found in _DECLARED.finditer(sample[:4096]):
        said = next(group for group in found.groups() if group).decode("ascii").casefold()
        try:
            name = codecs.lookup(_TEX.get(said, said)).name
        except LookupError:
            continue
        name = _AS_ON_THE_WEB.get(name, name)
        if not name.startswith("utf") and _read(sample, name) is not None:
            return name
    return None


def _read(sample: bytes, encoding: str) -> str | None:
    """The sample decoded; None where that cannot be. A letter that its end cuts off is left out."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return None


def _of_script(sample: bytes) -> str | None:
    shares = {name: share for name, share in _shares(sample) if share}
    return max(shares, key=shares.__getitem__, default=None)


def _shares(sample: bytes) -> Iterator[tuple[str, float]]:
    """How many times the least share of common letters each encoding gives."""
    for name, (common, least) in _SCRIPTS:
        text = _read(sample, name) or ""
        beyond = [c for c in text if c > "\x7f"]
        share = sum(c in common for c in beyond) / max(1, len(beyond))
        yield name, share / least if share >= least else 0.0


def _of_latin(sample: bytes) -> str:
    """Windows-1252, unless the letters are in better company elsewhere."""
    scores = {name: _score(sample, name, letters) for name, letters in _LATIN}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores[WINDOWS] + _CLEARLY else WINDOWS


def _score(sample: bytes, encoding: str, letters: frozenset[str]) -> int:
    """What stands in its place (letters of its languages, quotation marks) less what does not."""
    text = sample.decode(encoding, errors="replace")
    around = ((c, text[at - 1 : at], text[at + 1 : at + 2]) for at, c in enumerate(text))
    return sum(_fits(c, before, behind, letters) for c, before, behind in around if c > "\x7f")


def _fits(c: str, before: str, behind: str, letters: frozenset[str]) -> int:
    """1 where a letter or sign may stand there, -2 where none would: a capital or a sign in a word."""
    if c in letters or (c.lower() in letters and not before.islower()):
        return 1
    in_word = before.isalpha() and behind.isalpha()
    if c == "’" and in_word:
        return 1
    if c == "\ufffd" or (not c.islower() and (in_word or (c.isupper() and before.islower()))):
        return -2
    opens = c in _OPENS and behind.isalnum() and not before.isalnum()
    closes = c in _CLOSES and not before.isspace() and not behind.isalnum()
    alone = c in _ALONE and not before.isalpha() and not behind.isalpha()
    return int(opens or closes or alone)
