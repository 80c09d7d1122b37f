"""Lines of a list that are all built alike: "Basalt (volcanic rock)", "Frontal bone: forehead"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.normalise import fold, words
from knowledge.questions.facts import Pair, Parallel, group_of
from knowledge.questions.lexis import GENERIC
from knowledge.questions.material import ARTICLE, Line, Teaching, polarity, without_numbers
from knowledge.questions.meanings import named
from knowledge.questions.tabled import context, is_cell
from knowledge.questions.telling import abbreviates
from knowledge.questions.texts import bare, is_name, key, tidy, unbracketed, without_symbol
from knowledge.words import FUNCTION_WORDS, is_acronym, is_word

_BRACKET = re.compile(r"(?P<name>[^()]{2,60}?)\s+\((?P<value>[^()]{2,80})\)")
_MARKED = re.compile(r"(?P<name>[^:–—]{2,50}?)(?::\s+|\s[–—-]\s+)(?P<value>\S.*)")
_NO_VALUE = re.compile(
    r"^(?:e\.?g|i\.?e|ex|eg|such as|like|for example|examples?|see|cf|from|or|and|also|aka|a\.k\.a|called|known|optional|required|recommended|important|video|new|old|cont|not|no|if|but|because|when|where|"
    r"what|how|why|which|who|to|in|on|at|by|we|you|it|they|this|that|these|various|several|some|different|my|our|your|more|most|less|least|still|only|just|usually|often|sometimes|always|never|yes|maybe|next|last|first|link|source|page|"
    r"chapter|slide|figure|part|z\.?b|bzw|siehe|auch|oder|und|nicht|p\.? ?ej|por ejemplo|ver|también|o|y|par exemple|p\.? ?ex|voir|aussi|ou|et)\b",
    re.I,
)
"""How examples, other names, remarks and notes begin, which do not say what a thing is."""
_PEOPLE = re.compile(
    r"\b(?:lecturer|convenor|convener|advisor|adviser|professor|tutor|assistant|author|speaker|dean|director|editor|student|university|dozent\w*|professeur|profesor\w*)s?\b",
    re.I,
)
_ODD = re.compile(r"[\"“”„«»?!=+<>*_{}\[\]|]|\betc\b|\.\.|…|^\W*\d|\d{3,}|\d ?%|^\W|['’]$")
"""What stands in quotations, sums, figures and lines that go on."""
_LABEL = re.compile(
    r"^(?:examples?|ex|e\.?g|notes?|nb|questions?|answers?|key questions?|rationale|sources?|references?|image|figure|hints?|tips?|beispiele?|frage|ejemplos?|exemples?|why|how|what|when|where|who|idea|problem|solution|pros?|cons?|advantages?|disadvantages?)$",
    re.I,
)
_HEADING = re.compile(r"^(?:\(?\d{1,2}[.)]\s+)(?P<name>[^:]{2,50}):?$")
"""A numbered line that heads those after it at its level."""
_LEAST = 3
_MOST_WORDS = 5
"""Of values set off by a mark: where there are more, they are meanings, and asked for as such."""
_MOST_LISTED = 10


def paired_on(slide: Teaching) -> Iterator[Parallel]:
    """What like lines of the slide's lists give for their names."""
    for _, lines in groupby(sorted(slide.lines, key=group_of), key=group_of):
        together = list(lines)
        if topic := _context(together[0], slide):
            yield from _marked(together, topic)
    for cousins in _cousins(slide):
        headings = {line.under[-1:] for line in cousins}
        topic = _context(cousins[0], slide) if len(headings) == 1 else context(slide)
        if topic:
            yield from _bracketed(cousins, topic)
    yield from _labelled(slide)
    yield from _explained(slide)


def _cousins(slide: Teaching) -> Iterator[Sequence[Line]]:
    """Lines of one level that stand under one heading, or under headings side by side."""
    found: dict[tuple[int, tuple[str, ...]], list[Line]] = defaultdict(list)
    for line in slide.lines:
        found[line.level, line.under[:-1]].append(line)
    yield from found.values()


def _context(line: Line, slide: Teaching) -> str:
    """What the list is of: the nearest heading above it that names something, else what the slide is about."""
    above = [x.text for x in slide.lines if x.number < line.number and _HEADING.match(x.text)]
    headings = [*line.under[-1:], *above[-1:]]
    names = (name for h in headings if (name := named(bare(without_numbers(h)), line.language)))
    return next(names, "") or context(slide)


def _bracketed(lines: Sequence[Line], topic: str) -> Iterator[Parallel]:
    """ "Name (class)" in most of the lines that name something, or side by side."""
    found = [_in_bracket(line) for line in lines]
    pairs = [pair for pair in found if pair]
    plain = [
        line
        for line, pair in zip(lines, found, strict=True)
        if not pair and named(bare(without_numbers(line.text)), line.language)
    ]
    runs = [len(list(run)) for some, run in groupby(found, key=bool) if some]
    together = max(runs, default=0) >= _LEAST
    values = [p.value for p in pairs]
    alike = _are_names(pairs, lines[0].language) and (together or len(pairs) > len(plain))
    if alike and not _translates(values, lines[0].language):
        phrases = all(len(value.split()) > 1 for value in values)
        yield Parallel(tuple(pairs), lines[0].slide, topic, described=phrases)


def _in_bracket(line: Line) -> Pair | None:
    found = _BRACKET.fullmatch(bare(without_numbers(line.text)))
    if not found:
        return None
    name, value = _name(found["name"], line.language), found["value"].strip()
    short = is_acronym(value) or abbreviates(value, found["name"]) or abbreviates(name, value)
    good = name and not short and _is_value(value, line.language)
    return Pair(name, value, line.text) if good else None


def _translates(values: Sequence[str], language: str) -> bool:
    """Are the brackets English in a lecture that is not?"""
    english = [v for v in values if all(is_word(fold(w)) for w in words(v))]
    return language != "en" and 2 * len(english) > len(values)


def _marked(lines: Sequence[Line], topic: str) -> Iterator[Parallel]:
    """ "Name: one or two words" in most lines of a list."""
    found = [_by_mark(line) for line in lines]
    pairs = [pair for pair in found if pair]
    if _are_names(pairs, lines[0].language) and 2 * len(pairs) > len(lines):
        yield Parallel(tuple(pairs), lines[0].slide, topic)


def marked_on(slide: Teaching) -> Iterator[tuple[str, str]]:
    """All that the slide's lines have ahead of a colon or a dash, with what stands behind it."""
    for line in slide.lines:
        if found := _MARKED.fullmatch(tidy(without_numbers(line.text))):
            yield bare(found["name"]), bare(found["value"])


def _by_mark(line: Line) -> Pair | None:
    found = _MARKED.fullmatch(tidy(without_numbers(line.text)))
    if not found:
        return None
    name, value = _name(found["name"], line.language), bare(found["value"])
    items = value.split(", ")
    listed = len(items) >= _LEAST and all(len(i.split()) <= _LEAST for i in items)
    few = len(value.split()) <= _MOST_WORDS and _is_value(value, line.language)
    good = ":" not in value and (few or (listed and _is_listed(value, line.language)))
    return Pair(name, value, line.text) if good and name and not abbreviates(name, value) else None


def _name(text: str, language: str) -> str:
    """What the line names; a label or a word that names nothing by itself does not."""
    name = without_symbol(bare(unbracketed(ARTICLE.sub("", text))))
    label = bool(_LABEL.match(name)) or bool(polarity(name))
    return "" if label or not is_name(name, language) else name


def _are_names(pairs: Sequence[Pair], language: str) -> bool:
    """Do most of them name something beyond doubt?"""
    return len(pairs) >= _LEAST and 3 * sum(
        bool(named(p.name, language)) for p in pairs
    ) >= 2 * len(pairs)


def _is_listed(value: str, language: str) -> bool:
    return (
        len(value.split()) <= _MOST_LISTED and is_cell(value, language) and not _ODD.search(value)
    )


def _is_value(value: str, language: str) -> bool:
    """Can it be an answer, that says something of what stands ahead of it?"""
    return (
        is_cell(value, language)
        and not _NO_VALUE.match(value)
        and not _ODD.search(value)
        and not _PEOPLE.search(value)
        and not polarity(value)
        and any(len(w) > 2 for w in words(value))
        and not set(words(value)) <= GENERIC | FUNCTION_WORDS
    )


def _explained(slide: Teaching) -> Iterator[Parallel]:
    """Names side by side, each with one line under it of one or two words: "Curve", "one dimension"."""
    under: dict[int, list[Line]] = defaultdict(list)
    head: Line | None = None
    for line in slide.lines:
        if head and line.level == head.level + 1:
            under[head.number].append(line)
        elif not head or line.level <= head.level:
            head = line
    heads = {line.number: line for line in slide.lines}
    groups: dict[str, list[Pair]] = defaultdict(list)
    for number, below in under.items():
        above, value = heads[number], bare(below[0].text)
        name = named(bare(without_numbers(above.text)), above.language)
        few = len(below) == 1 and len(value.split()) <= _MOST_WORDS and ":" not in value
        if name and few and _is_value(value, above.language):
            groups[group_of(above)].append(Pair(name, value, f"{above.text}\n{below[0].text}"))
    for pairs in groups.values():
        if len(pairs) >= _LEAST:
            yield Parallel(tuple(pairs), slide.slide, context(slide))


def _labelled(slide: Teaching) -> Iterator[Parallel]:
    """ "Antidote: protamine" under one name, "Antidote: vitamin K" under another."""
    found: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for head, line in _under_heads(slide.lines):
        parts = _MARKED.fullmatch(bare(line.text))
        if not parts:
            continue
        label, value = bare(parts["name"]), bare(parts["value"])
        name = named(unbracketed(bare(without_numbers(head))), line.language)
        good = name and not _LABEL.match(label) and is_name(label, line.language)
        if good and is_cell(value, line.language) and ":" not in value:
            found[fold(label), group_of(line).rpartition("|")[0]].append(
                Pair(name, value, f"{head}\n{line.text}")
            )
    for pairs in found.values():
        names = {key(p.name) for p in pairs}
        if len(names) == len(pairs) >= 2:
            shown = next(bare(p.text.split("\n")[1]).split(":")[0] for p in pairs)
            yield Parallel(tuple(pairs), slide.slide, context(slide), shown)


def _under_heads(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Lines with the heading above them: what they stand under, or a numbered line at their level."""
    numbered = ""
    for line in lines:
        if found := _HEADING.match(line.text):
            numbered = found["name"]
        elif line.under:
            yield line.under[-1], line
        elif numbered:
            yield numbered, line
