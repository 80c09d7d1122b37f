"""What a course newly says, says otherwise and says no more, since it was read before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import AnswerKind, Build, Entry
from knowledge.normalise import fold

_KINDS = {
    AnswerKind.QUOTE: ("slide", "slides"),
    AnswerKind.DEFINITION: ("definition", "definitions"),
    AnswerKind.DEADLINE: ("dated item", "dated items"),
    AnswerKind.FAQ: ("FAQ", "FAQs"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """Another text in the same place, or under the same title."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two builds, each in the order of its build; `same` counts the rest."""

    new: tuple[Entry, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[Entry, ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def lost_ids(self) -> frozenset[str]:
        """The entries that answers given before may rest on and that are no more as they were."""
        return frozenset(e.id for e in (*self.gone, *(c.before for c in self.changed)))


def compare(before: Build, after: Build) -> Changes:
    """What the entries of `after` have that those of `before` had not, and the other way round.

    An entry that only moved to another page or file is the same; one of the same file under the
    same title, or in the same place, has changed.
    """
    old = {entry.id: entry for entry in before.entries}
    now = {entry.id: entry for entry in after.entries}
    gone = [entry for entry in before.entries if entry.id not in now]
    new = [entry for entry in after.entries if entry.id not in old]
    changed: list[Changed] = []
    for key in (_titled, _placed, _called):
        matched = list(_matched(gone, new, key))
        changed += matched
        taken = {id(e) for pair in matched for e in (pair.before, pair.after)}
        gone = [entry for entry in gone if id(entry) not in taken]
        new = [entry for entry in new if id(entry) not in taken]
    order = {entry.id: n for n, entry in enumerate(after.entries)}
    changed.sort(key=lambda pair: order[pair.after.id])
    return Changes(tuple(new), tuple(changed), tuple(gone), len(old.keys() & now.keys()))


def _matched(
    gone: Sequence[Entry], new: Sequence[Entry], key: Callable[[Entry], object]
) -> Iterator[Changed]:
    """The first of the old with the first of the new that has the same key, and so on."""
    waiting: dict[object, list[Entry]] = defaultdict(list)
    for entry in gone:
        if key(entry) is not None:
            waiting[key(entry)].append(entry)
    for entry in new:
        if waiting.get(key(entry)):
            yield Changed(waiting[key(entry)].pop(0), entry)


def _titled(entry: Entry) -> object:
    """Kind, file and title; None without a title."""
    if not entry.title or entry.source is None:
        return None
    return entry.kind, entry.source.file, fold(entry.title)


def _placed(entry: Entry) -> object:
    """Kind, file and page, for slides; None where no page is known."""
    source = entry.source
    if source is None or source.page is None or entry.kind is not AnswerKind.QUOTE:
        return None
    return entry.kind, source.file, source.page, source.slide


def _called(entry: Entry) -> object:
    """Kind and title, in whatever file; None without a title."""
    return (entry.kind, fold(entry.title)) if entry.title else None


def render_changes(changes: Changes, *, most: int = 10) -> str:
    """Sentences for a lecturer: the sums, then the first `most` of each."""
    if not changes:
        return f"Nothing has changed since the last build ({changes.same} entries)."
    lines = [f"Since the last build: {_sums(changes)}."]
    lines += _listed("new", [named(entry) for entry in changes.new], most)
    lines += _listed("changed", [named(pair.after) for pair in changes.changed], most)
    lines += _listed("gone", [named(entry) for entry in changes.gone], most)
    return "\n".join(lines)


def _sums(changes: Changes) -> str:
    parts = [
        _counted("new", changes.new),
        _counted("changed", [pair.after for pair in changes.changed]),
        _counted("gone", changes.gone),
    ]
    return "; ".join(part for part in parts if part)


def _counted(what: str, entries: Sequence[Entry]) -> str:
    """`new: 2 slides, 1 dated item`, or nothing."""
    counts = Counter(_KINDS.get(entry.kind, ("entry", "entries")) for entry in entries)
    said = ", ".join(f"{n} {names[n != 1]}" for names, n in sorted(counts.items(), reverse=True))
    return f"{what}: {said}" if said else ""


def _listed(what: str, names: Sequence[str], most: int) -> Iterator[str]:
    yield from (f"  {what:<7}  {name}" for name in names[:most])
    if len(names) > most:
        yield f"  {what:<7}  … and {len(names) - most} more"


def named(entry: Entry) -> str:
    """The entry as a lecturer would know it: `“What is KVM?” (os.pdf, page 3)`."""
    title = entry.title or entry.text.split("\n", 1)[0]
    source = entry.source
    if source is None:
        return f"“{title}”"
    slide = f", slide {source.slide}" if source.slide is not None else ""
    page = f", page {source.page}" if source.page is not None and not slide else ""
    return f"“{title}” ({source.file}{slide}{page})"
