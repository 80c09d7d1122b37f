"""What can be found: an entry for each slide, acronym, dated item and FAQ."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from knowledge.definitions import NO_TERMS, Synonym, Terms
from knowledge.glossary import Acronym
from knowledge.merging import content_key
from knowledge.model import AnswerKind, Deadline, Entry, Slide, Source
from knowledge.normalise import fold


def source_of(slide: Slide) -> Source:
    """Where the slide stands."""
    return Source(slide.file, slide.title, slide.lecture, slide.slide, slide.page, slide.date)


def entry_id(kind: str, *parts: object) -> str:
    """Stable for the same content, whatever stands around it."""
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()
    return f"{kind}-{digest[:16]}"


def slide_entry_id(slide: Slide) -> str:
    """The id of a slide's entry: of what it says, wherever that stands."""
    return entry_id("slide", content_key(slide))


def deadline_entry_id(item: Deadline) -> str:
    """The id of a dated item's entry: of what it says and when that is."""
    when = (item.starts_at.isoformat(), item.ends_at.isoformat())
    return entry_id("deadline", fold(item.title), item.kind, *when)


def distinct_deadlines(items: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Each dated item once, as it was first said."""
    return tuple({deadline_entry_id(item): item for item in reversed(items)}.values())[::-1]


def make_entries(
    slides: Sequence[Slide],
    acronyms: Sequence[Acronym],
    deadlines: Sequence[Deadline],
    *,
    faq: Sequence[Entry] = (),
    terms: Terms = NO_TERMS,
    also: Mapping[str, Sequence[Source]] = MappingProxyType({}),
) -> tuple[Entry, ...]:
    """All entries, slides first; the same content twice is one entry. Hidden slides have none.

    `also` has further places of a slide's content, by its entry's id.
    """
    shown = [slide for slide in slides if not slide.hidden]
    known = [acronym for acronym in acronyms if not acronym.slide.hidden]
    made = [
        *_slides(shown, known, terms.synonyms, also),
        *_acronyms(known),
        *_definitions(terms),
        *_deadlines(deadlines),
        *faq,
    ]
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in made:
        same[entry.id].append(entry)
    return tuple(_one(entries) for entries in same.values())


def _one(entries: Sequence[Entry]) -> Entry:
    """The first of entries that say the same, with every place where they stand."""
    first = entries[0]
    places = (s for e in entries for s in (e.source, *e.also) if s and s != first.source)
    return Entry(
        id=first.id,
        title=first.title,
        text=first.text,
        aliases=tuple(dict.fromkeys(alias for e in entries for alias in e.aliases)),
        kind=first.kind,
        source=first.source,
        also=tuple(dict.fromkeys(places)),
    )


def _slides(
    slides: Iterable[Slide],
    acronyms: Sequence[Acronym],
    synonyms: Sequence[Synonym],
    also: Mapping[str, Sequence[Source]],
) -> Iterator[Entry]:
    spelt: dict[int, list[str]] = defaultdict(list)
    for acronym in acronyms:
        spelt[id(acronym.slide)].append(acronym.long)
    for slide in slides:
        key = slide_entry_id(slide)
        yield Entry(
            id=key,
            title=slide.title,
            text="\n".join("  " * b.level + b.text for b in slide.bullets),
            aliases=(*spelt[id(slide)], *_other_names(slide.title, synonyms)),
            source=source_of(slide),
            also=tuple(also.get(key, ())),
        )


def _other_names(text: str, synonyms: Sequence[Synonym]) -> list[str]:
    """What else the things that `text` names are called."""
    said = f" {fold(text)} "
    pairs = [(s.name, s.other) for s in synonyms] + [(s.other, s.name) for s in synonyms]
    return list(dict.fromkeys(other for name, other in pairs if f" {fold(name)} " in said))


def _definitions(terms: Terms) -> Iterator[Entry]:
    for definition in terms.definitions:
        if definition.slide.hidden:
            continue
        yield Entry(
            id=entry_id("definition", fold(definition.term), definition.text),
            title=definition.term,
            text=definition.text,
            aliases=tuple(_other_names(definition.term, terms.synonyms)),
            kind=AnswerKind.DEFINITION,
            source=source_of(definition.slide),
        )


def _acronyms(acronyms: Sequence[Acronym]) -> Iterator[Entry]:
    for acronym in acronyms:
        yield Entry(
            id=entry_id("acronym", acronym.short, fold(acronym.long)),
            title=acronym.short,
            text=acronym.text,
            aliases=(acronym.long,),
            kind=AnswerKind.DEFINITION,
            source=source_of(acronym.slide),
        )


def _deadlines(deadlines: Sequence[Deadline]) -> Iterator[Entry]:
    for item in deadlines:
        yield Entry(
            id=deadline_entry_id(item),
            title=item.title,
            text=item.quote,
            kind=AnswerKind.DEADLINE,
            source=item.source,
        )
