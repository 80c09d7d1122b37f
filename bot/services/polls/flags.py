"""Flags in the words that people guess, wherever they stand: `--anonymous`, `—anon` from a phone, `-multi 2`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bot.services.polls import quotes
from bot.services.polls.drafts import Problem
from bot.services.polls.flag_words import ALIASES, ENGLISH, PLAIN, meant
from bot.services.polls.limits import brief
from bot.services.polls.timing import longest, moment_of, repeats_of, span_of

ANONYMOUS, NAMED, SINGLE, MULTI, HIDE, ADD, CORRECT, RANKED, SCALE, TEXT, WORDS, YES_NO = (
    *("anonymous", "named", "single", "multi", "hide", "add", "correct"),
    *("ranked", "scale", "text", "words", "yesno"),
)
LOW, HIGH = "low", "high"
CLOSE, AT, EVERY = "close", "at", "every"
UNKNOWN = ""
"""A word spelt nearly like a flag: taken out of the text, and asked about."""
SHOWN = tuple(ENGLISH)
_DASHES = "-‐‑‒–—―−"
_FLAG = re.compile(
    rf"(?:(?<=^)|(?<=[\s,;\"”“»]))(?P<dash>[{_DASHES}]+)(?P<name>[^\W\d_][\w/‐‑-]*)(?P<eq>\s?[=:](?=\S))?",
    re.M,
)
_SPACED = re.compile(r"(?<!\S)--\s(?P<name>[^\W\d_][\w/-]*)(?=\s*(?:$|--|\d))", re.M)
_NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5}
_MOST = re.compile(
    r"\s*(?:(?:up\s+to|max(?:imum)?|at\s+most|of)\s+)?(?P<n>\d{1,4}|[-−]\d{1,4}(?!\s*,)|two|three|four|five)\b(?!\s*[.:]\d)",
    re.I,
)
_STEPS = re.compile(
    r"\s*(?:(?:1|from\s+1)\s*(?:-|–|—|to|bis|\.\.+)\s*)?(?P<n>\d{1,4})\b(?![.:]\d)", re.I
)
_NUMBERS = re.compile(
    r"\s*(?:#|no\.?|option)?\s*(?P<n>\d{1,3}(?:\s*(?:,|&|\+|and|und)\s*\d{1,3}\b(?!\.))*)(?=\s|$|[,;])",
    re.I,
)
_BOOLEAN = re.compile(r"\s*(?P<yes>true|yes|on|1)?(?P<no>false|no|off|0)?\b", re.I)
_TWO_WORDS = re.compile(r"(?P<low>[^\s,|/→…]+)\s+(?P<high>[^\s,|/→…]+)")
_TWO_ENDS = re.compile(r"(?P<low>[^,|/→…]+?)\s*(?:[,|/→…]|->|\.\.+)\s*(?P<high>[^,|/→…]+)")
_NEAR_LONG, _NEAR_SHORT, _SHORTEST = 75, 80, 4
_GUESSED = 3
"""A shorter word is like too many."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag with what stands behind it as far as it belongs to it; `off` for `--anonymous=no`."""

    name: str
    typed: str
    argument: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """`rest` is the line without its flags, lines kept."""

    rest: str
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    name: str
    typed: str
    equals: bool


def scan(text: str, now: datetime, zone: ZoneInfo) -> Scanned:
    """Take the flags out of a line. What stands in quotes is left alone."""
    marks, problems = list[_Mark](), list[Problem]()
    for found in _candidates(text):
        name = _name(found["name"])
        alias = None if _is_plain(found, name) else _flag_of(found, name)
        if alias is not None:
            equals = bool(found.groupdict().get("eq"))
            marks.append(_Mark(found.start(), found.end(), alias, found[0].rstrip("=: "), equals))
        elif (problem := _unknown(found, name)) is not None:
            problems.append(problem)
            if problem.example or _in_quotes(text):
                marks.append(_Mark(found.start(), found.end(), UNKNOWN, found[0], equals=False))
    flags, kept, at = list[Flag](), list[str](), 0
    for n, mark in enumerate(marks):
        if mark.start < at:
            continue
        kept.append(text[at : mark.start])
        stop = marks[n + 1].start if n + 1 < len(marks) else len(text)
        first = not "".join(kept).strip()
        argument, at = _argument(text, mark, stop, now, zone, first=first)
        if mark.name != UNKNOWN:
            off = mark.equals and _is_no(argument)
            flags.append(Flag(mark.name, mark.typed, argument, off))
    return Scanned(_joined([*kept, text[at:]]), tuple(flags), tuple(problems))


def _joined(kept: list[str]) -> str:
    """What is left of the line, one space where a flag was."""
    pieces = [piece.strip(" \t") for piece in kept]
    return "\n".join(line.strip(" \t") for line in " ".join(filter(None, pieces)).splitlines())


def _candidates(text: str) -> Iterator[re.Match[str]]:
    held = quotes.protected(text)
    listed = len(re.findall(rf"^\s*[{_DASHES}](?=\w)", text, re.M)) > 1
    found = sorted((*_FLAG.finditer(text), *_spaced(text)), key=lambda m: m.start())
    for one in found:
        in_quotes = any(p.start < one.start() < p.end for p in held)
        is_bullet = (
            listed
            and len(one.groupdict().get("dash") or "--") == 1
            and not text[: one.start()].rsplit("\n", maxsplit=1)[-1].strip()
        )
        if not in_quotes and not is_bullet:
            yield one


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _spaced(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _SPACED.finditer(text) if _name(found["name"]) in ALIASES)


def _name(typed: str) -> str:
    return re.sub(f"[{_DASHES}_]", "-", typed.casefold()).strip("-")


def _is_plain(found: re.Match[str], name: str) -> bool:
    return found.groupdict().get("dash") == "-" and name in PLAIN


def _flag_of(found: re.Match[str], name: str) -> str | None:
    """Several words are a flag behind two dashes, or the one that a phone makes of them: `-open-source` is none."""
    return meant(name) if found.groupdict().get("dash", "--") in {"--", "—"} else ALIASES.get(name)


def _in_quotes(text: str) -> bool:
    """Are question and options, or several options, in quotes? Then words outside are none of them."""
    return len(quotes.protected(text)) > 1


def _unknown(found: re.Match[str], name: str) -> Problem | None:
    """Two dashes were meant as a flag; one, or a long one, only where the word is spelt nearly like one."""
    typed = found[0].rstrip("=: ")
    meant = found["dash"].startswith("--")
    cutoff = _NEAR_LONG if meant else _NEAR_SHORT
    near = process.extractOne(name, list(ALIASES), scorer=fuzz.ratio, score_cutoff=cutoff)
    near = near if len(name) >= _GUESSED else None
    if not meant and (near is None or len(name) < _SHORTEST):
        return None
    wrong = f"I don't know `{brief(typed, 30)}`."
    if near is not None:
        line = found.string
        example = f"{line[: found.start()]}--{near[0]}{line[found.end() :]}"
        return Problem(wrong, f"Did you mean `--{near[0]}`?", example, "flags")
    known = ", ".join(f"`--{each}`" for each in SHOWN[:8])
    fix = f"If it is part of the text, put that in quotes. I know {known} and more: `/poll help`."
    return Problem(wrong, fix, field="flags")


# What belongs to a flag


def _argument(
    text: str, mark: _Mark, stop: int, now: datetime, zone: ZoneInfo, *, first: bool
) -> tuple[str, int]:
    """The argument and where it ends. `first`: nothing but flags stands before, so the question is still to come."""
    quoted = _quoted_at(text, mark.end)
    takes_words = mark.name in {CORRECT, LOW, HIGH, CLOSE, AT, EVERY}
    if quoted is not None and (takes_words or mark.equals):
        return quoted.text, quoted.end
    inside = [p.start for p in quotes.protected(text) if mark.end <= p.start < stop]
    segment = text[mark.end : min([stop, *inside])].partition("\n")[0]
    if mark.name == UNKNOWN:
        length = _unread(segment, first=first) if _in_quotes(text) else 0
    else:
        length = _length(segment, mark, now, zone, first=first)
    return segment[:length].strip().rstrip(",;").strip(), mark.end + length


def _quoted_at(text: str, at: int) -> quotes.Quoted | None:
    begins = at + len(text[at:]) - len(text[at:].lstrip(" \t"))
    return next((p for p in quotes.protected(text) if p.start == begins), None)


def _length(segment: str, mark: _Mark, now: datetime, zone: ZoneInfo, *, first: bool) -> int:
    """How many characters behind the flag are its argument."""
    if mark.name == MULTI:
        found = _MOST.match(segment)
        return found.end() if found else 0
    if mark.name == SCALE:
        return _scale(segment, first=first)
    if mark.name in {CORRECT, LOW, HIGH}:
        return _right(segment, first=first)
    if mark.name in {CLOSE, AT}:
        read = longest(segment, lambda words: span_of(words) or moment_of(words, now, zone))
        return read[1] if read else _unread(segment, first=first)
    if mark.name == EVERY:
        return _every(segment, now, zone, first=first)
    if not mark.equals:
        return 0
    value = _BOOLEAN.match(segment)
    return value.end() if value else 0


def _scale(segment: str, *, first: bool) -> int:
    """ "10", "1-5 slow fast": the names of the ends, too, where the question stands before."""
    found = _STEPS.match(segment)
    at = found.end() if found else 0
    return len(segment) if not first and ends_of(segment[at:]) else at


def ends_of(words: str) -> tuple[str, str] | None:
    """The names of a scale's two ends: two words, or two pieces with a comma, a slash or an arrow between."""
    said = words.strip()
    found = _TWO_WORDS.fullmatch(said) or _TWO_ENDS.fullmatch(said)
    return (found["low"].strip(), found["high"].strip()) if found else None


def steps_of(argument: str) -> tuple[int | None, str]:
    """How far a scale goes, and what is said behind that."""
    found = _STEPS.match(argument)
    return (int(found["n"]), argument[found.end() :]) if found else (None, argument)


def most_of(argument: str) -> int | None:
    """How many may be chosen, where a number is given."""
    found = _MOST.match(argument)
    if found is None:
        return None
    said = found["n"].casefold()
    return _NUMBER_WORDS.get(said) or int(said.replace("−", "-"))


def _right(segment: str, *, first: bool) -> int:
    numbers = _NUMBERS.match(segment)
    if numbers:
        return numbers.end()
    word = re.match(r"\s*\S+", segment)
    return (word.end() if word else 0) if first else len(segment)


def _unread(segment: str, *, first: bool) -> int:
    """Behind `--close` stands no time: one word is taken for it, so that it can be named."""
    if not first and len(segment.split()) <= 3:
        return len(segment)
    word = re.match(r"\s*\S+", segment)
    return word.end() if word and re.search(r"\d", word[0]) else 0


def _every(segment: str, now: datetime, zone: ZoneInfo, *, first: bool) -> int:
    """ "week", "day at 9am", "friday 9am" """
    often = longest(segment, repeats_of)
    at = often[1] if often else 0
    when = longest(segment[at:], lambda words: moment_of(words, now, zone))
    if not often and not when:
        return _unread(segment, first=first)
    return at + (when[1] if when else 0)


def _is_no(argument: str) -> bool:
    return argument.casefold() in {"no", "false", "off", "0"}
