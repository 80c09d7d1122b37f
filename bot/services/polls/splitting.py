"""Where the question ends and which options follow: quotes, lines and bullets, commas, "or"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot.services.polls import quotes
from bot.services.polls.drafts import Problem
from bot.services.polls.limits import brief
from bot.services.polls.separators import OR, bare, counts_up, flat, separated

_BULLET = re.compile(r"^\s*(?:[-*•‣▪◦·●○☐□➢→–—+]|\[[ xX]?\])\s*(?=\S)")
_NUMBER = re.compile(r"^\s*\(?(?P<n>\d{1,2}|[a-zA-Z])[.)]\s+(?=\S)")
_END = re.compile(r"[?？؟]+(?=\s|$)|[?？؟]*？+")
"""A full-width one needs no space behind it."""
_CLOSE_UP = re.compile(r"(?<=[^\W_])\?(?=[^\W_][^\s/=&]*(?:\s|$))")
"""`Lunch?Pizza,Sushi`: one within a word that is no address."""
_ASKED = re.compile(r"[?？؟:]$")
_COLON = re.compile(r":(?=\s)")
_STOP = re.compile(r"[.!](?=\s)")
_SENTENCE = re.compile(r"(?<!\bvs)[.!?]\s+", re.I)
_OR_IN_SPANISH = re.compile(r"\s+[ou]\s+")
"""Elsewhere it is a blood group, or a big O."""
_SHORT = 3
_EXAMPLE = '"Which is a type-1 hypervisor?" "KVM" "VirtualBox"'
_MOST_STARTS, _MOST_COLONS = 200, 3


@dataclass(frozen=True, slots=True)
class Split:
    """`problem`: what could not be told apart. `sure` is False where one option was taken for want of a separator."""

    question: str
    options: tuple[str, ...] = ()
    problem: Problem | None = None


def split(text: str) -> Split:
    """Question and options of what was typed, flags taken out."""
    return _in_quotes(text) or _by_lines(text) or _on_one_line(text.strip())


def whole(text: str) -> str:
    """All of it as a question: without the quotes that stand around it."""
    pieces = quotes.tiles(text.strip())
    return pieces[0].text if pieces and len(pieces) == 1 else text.strip()


# Quotes


def _in_quotes(text: str) -> Split | None:
    """All in quotes, or a plain question with quoted options, or a quoted question with plain options."""
    pieces = quotes.tiles(text)
    if pieces:
        return Split(pieces[0].text, tuple(flat(p.text) for p in pieces[1:]))
    found = quotes.protected(text)
    if found and not text[: found[0].start].strip():
        return _behind_quoted(text, found)
    return _plain_question(text) or _odd_quotes(text)


def _plain_question(text: str) -> Split | None:
    """`Which one? "KVM" "Xen"`: words, then nothing but quoted pieces, two at least.

    The words may have a quotation of their own: `What is "KVM"? "This" "That"`. So where there are several ways, options begin
    behind a question mark or a colon, or hold no marks.
    """
    dead: quotes.Dead = (set(), set())
    found = list[Split]()
    for start in quotes.marks(text)[:_MOST_STARTS]:
        head, pieces = text[:start].strip(), quotes.tiles(text, start, dead)
        if head and pieces and (len(pieces) > 1 or _END.search(head)):
            found.append(Split(bare(head), tuple(flat(p.text) for p in pieces)))
    return min(found, key=_oddness, default=None)


def _oddness(split: Split) -> tuple[bool, bool]:
    """The less, the likelier is it that this was meant."""
    marked = any(mark in option for option in split.options for mark in quotes.DOUBLE)
    return not _ASKED.search(split.question), marked


def _behind_quoted(text: str, found: Sequence[quotes.Quoted]) -> Split:
    """`"Lunch?" Pizza, Sushi`; with several quoted pieces, words outside are unclear."""
    first, rest = found[0], text[found[0].end :]
    lines = [line for line in rest.splitlines() if line.strip()]
    if len(found) == 1:
        options = _listed(lines) if len(lines) > 1 else separated(_behind(rest))
        if len(options) > 1:
            return Split(first.text, tuple(options))
    options = [flat(p.text) for p in found[1:]]
    outside, at = list[str](), first.end
    for piece in (*found[1:], quotes.Quoted(len(text), len(text), "")):
        outside.append(text[at : piece.start].strip(" \t\n,;|/"))
        at = piece.end
    loose = " … ".join(part for part in outside if part)
    if quotes.unclosed(loose) is not None:
        return Split(first.text, (*options, flat(loose.strip(quotes.DOUBLE + " "))), _not_closed(loose))  # fmt: skip
    wrong = f"“{brief(loose)}” stands outside the quotes."
    fix = "Put each option in quotes of its own, or none of them, with commas between."
    return Split(first.text, (*options, flat(loose)), Problem(wrong, fix, _EXAMPLE, "options"))


def _odd_quotes(text: str) -> Split | None:
    """A question, then quoted options of which one is never closed."""
    at = quotes.unclosed(text)
    first = next((n for n, c in enumerate(text) if c in quotes.DOUBLE), None)
    if at is None or first is None or not _END.search(text[:first]):
        return None
    pieces = quotes.tiles(text[:at], first) or []
    tail = flat(text[at + 1 :]) if pieces or at == first else flat(text[first:])
    options = (*(flat(p.text) for p in pieces), *((tail,) if tail else ()))
    return Split(bare(text[:first]), options, _not_closed(text[at:]))


def _not_closed(tail: str) -> Problem:
    wrong = f"A quote is opened and never closed: {brief(tail, 40)}"
    return Problem(wrong, "Close it, or leave out all quotes and use commas.", _EXAMPLE, "options")


# Lines


def _by_lines(text: str) -> Split | None:
    """The question on the first line (or all before the first bullet), an option on each that follows."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return None
    marked = [_is_marked(line) for line in lines]
    if all(marked):
        return Split("", tuple(_listed(lines)), Problem("I see a list, but no question.", "Write the question on a line above the list.", "Lunch?\n- Pizza\n- Sushi"))  # fmt: skip
    first = max(marked.index(True) if any(marked) else _asked(lines), 1)
    rest = lines[first:]
    if len(rest) == 1 and not marked[first]:
        return Split(bare("\n".join(lines[:first])), tuple(separated(rest[0])))
    return Split(bare("\n".join(lines[:first])), tuple(_listed(rest)))


def _asked(lines: Sequence[str]) -> int:
    """How many lines the question has: up to the first that asks, where options follow; else one."""
    ends = [n for n, line in enumerate(lines, 1) if _END.search(line[-2:])]
    return ends[0] if ends and ends[0] < len(lines) - 1 else 1


def _is_marked(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def _listed(lines: Sequence[str]) -> list[str]:
    """Options of a list: without bullets where each has one, without numbers where they count up."""
    for mark in (_BULLET, _NUMBER):
        if all(mark.match(line) for line in lines) and (mark is _BULLET or _numbered(lines)):
            return [bare(flat(mark.sub("", line, count=1))) for line in lines]
    return [bare(flat(line)) for line in lines]


def _numbered(lines: Sequence[str]) -> bool:
    return counts_up([found["n"] for line in lines if (found := _NUMBER.match(line))])


# One line


def _on_one_line(text: str) -> Split:
    """`Lunch? Pizza, Sushi`, `Lunch: Pizza | Sushi`, `Pizza or sushi?`"""
    end = _question_end(text)
    if end is not None:
        return _with_tail(text[:end], text[end:])
    for colon in islice(_COLON.finditer(text), _MOST_COLONS):
        options = separated(text[colon.end() :])
        if len(options) > 1:
            return Split(text[: colon.start() + 1].rstrip(": "), tuple(options))
        choices = either_or(text[: colon.start()])
        if choices:
            return Split(text, tuple(choices))
    for stop in reversed(list(_STOP.finditer(text))[-_MOST_COLONS:]):
        options = separated(text[stop.end() :])
        if len(options) > 1 and _are_short(options):
            return Split(text[: stop.end()].strip(), tuple(options))
    options = separated(text)
    if len(options) > 2 and not OR.search(text):
        wrong, fix = (
            f"I see {len(options)} options, but no question.",
            "Start with the question and end it with “?”.",
        )
        return Split("", tuple(options), Problem(wrong, fix, "Lunch? Pizza, Sushi"))
    return Split(text)


def _question_end(text: str) -> int | None:
    """Behind the last question mark before the first separator, or the first one there is."""
    ends = [found.end() for found in _END.finditer(text) if not _within(text, found.start())]
    if not ends:
        within = _CLOSE_UP.search(text)
        return within.end() if within and not _within(text, within.start()) else None
    chosen = ends[0]
    for end in ends[1:]:
        if len(separated(text[chosen:end])) > 1:
            break
        chosen = end
    return chosen


def _within(text: str, at: int) -> bool:
    return any(piece.start < at < piece.end for piece in quotes.protected(text))


def _with_tail(question: str, tail: str) -> Split:
    if not tail.strip(" \t-–—:,."):
        options = either_or(question)
        return Split(question, tuple(options))
    options = separated(_behind(tail))
    if len(options) > 1:
        return Split(question, tuple(options))
    return Split(question, (flat(tail),))


def _behind(tail: str) -> str:
    """What follows the question, without a colon between; the one of `:pizza:` stays."""
    return re.sub(r"^(?:[\s,]|:(?![\w+-]+:))*", "", tail).rstrip()


def either_or(question: str) -> list[str]:
    """`Pizza or sushi?`: the options of a question that is nothing but options."""
    if "¿" in question:
        question = _OR_IN_SPANISH.sub(" or ", question)
    said = _SENTENCE.split(question.strip("?？؟¿ "))[-1]
    options = separated(said) if OR.search(said) else []
    return options if len(options) > 1 and _are_short(options) and not is_asking(said) else []


def _are_short(options: Sequence[str]) -> bool:
    return all(len(option.split()) <= _SHORT for option in options)


_ASKING = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|welche[rsnm]?|was|wer|wen|wem|wann|wo|warum|wie|quel\w*|que|qui|quand|où|"
    r"pourquoi|comment|combien|qué|que|cuál\w*|cual\w*|quién\w*|cuándo|dónde|cómo|cuánt\w+|por\s+qué|es|son|is|are|am|was|were|do|does|did|can|could|should|shall|will|would|may|might|must|have|has|had|"
    r"ist|sind|soll\w*|kann|können|wollen|hast|habt)\b",
    re.I,
)
_OPEN = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|welche[rsnm]?|"
    r"was(?!\s+(?:it|the|this|that|there|a|an|any|my|your|our|today)\b)|wer|wen|wem|wann|wo|warum|wie|quel\w*|qui|quand|où|"
    r"pourquoi|comment|combien|qué|cuál\w*|cual\w*|quién\w*|cuándo|dónde|cómo|cuánt\w+|por\s+qué)\b(?!\s+about\b)",
    re.I,
)


def is_asking(text: str) -> bool:
    """Does it begin as a sentence that asks, not as an option would?"""
    return bool(_ASKING.match(text.strip(" ¿\n")))


def is_open(question: str) -> bool:
    """Would "yes" be no answer: what, which, how, …, or one thing or another?"""
    return bool(_OPEN.match(question.strip(" ¿\n")) or OR.search(question))
