"""What can be found: an entry for each slide, acronym, dated item and FAQ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.definitions import NO_TERMS, Synonym, Terms
from knowledge.gist import entry_id, slide_entry_id
from knowledge.glossary import Acronym
from knowledge.model import AnswerKind, Deadline, Entry, Slide, Source
from knowledge.normalise import fold


def source_of(slide: Slide) -> Source:
    """Where the slide stands."""
    return Source(slide.file, slide.title, slide.lecture, slide.slide, slide.page, slide.date)


@dataclass(frozen=True, slots=True)
class Place:
    """The id of a slide's entry, and where else the very same stands."""

    key: str
    also: tuple[Source, ...] = ()


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
    places: Sequence[Place] | None = None,
) -> tuple[Entry, ...]:
    """All entries, slides first; the same content twice is one entry. Hidden slides have none.

    `places` has one for each of the slides, where they are known.
    """
    known_places = [Place(slide_entry_id(s)) for s in slides] if places is None else places
    shown = [(s, p) for s, p in zip(slides, known_places, strict=True) if not s.hidden]
    names = _Names(terms.synonyms)
    known = [acronym for acronym in acronyms if not acronym.slide.hidden]
    made = [
        *_slides(shown, known, names),
        *_acronyms(known),
        *_definitions(terms, names),
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
    slides: Iterable[tuple[Slide, Place]], acronyms: Sequence[Acronym], names: _Names
) -> Iterator[Entry]:
    spelt: dict[int, list[str]] = defaultdict(list)
    for acronym in acronyms:
        spelt[id(acronym.slide)].append(acronym.long)
    for slide, place in slides:
        yield Entry(
            id=place.key,
            title=slide.title,
            text="\n".join("  " * b.level + b.text for b in slide.bullets),
            aliases=(*spelt[id(slide)], *names.others(slide.title)),
            source=source_of(slide),
            also=place.also,
        )


class _Names:
    """What things are called."""

    def __init__(self, synonyms: Sequence[Synonym]) -> None:
        pairs = [(s.name, s.other) for s in synonyms] + [(s.other, s.name) for s in synonyms]
        self._pairs = [(f" {fold(name)} ", other) for name, other in pairs]

    def others(self, text: str) -> list[str]:
        """What else the things that `text` names are called."""
        said = f" {fold(text)} "
        return list(dict.fromkeys(other for name, other in self._pairs if name in said))


def _definitions(terms: Terms, names: _Names) -> Iterator[Entry]:
    for definition in terms.definitions:
        if definition.slide.hidden:
            continue
        yield Entry(
            id=entry_id("definition", fold(definition.term), definition.text),
            title=definition.term,
            text=definition.text,
            aliases=tuple(names.others(definition.term)),
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
