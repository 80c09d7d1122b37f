"""How well a course was read, for its instructors: what to look at, with the pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.gist import gists_of
from knowledge.model import AnswerKind, Build, Gist, Slide, SlideKind, SourceFile, Unplaced
from knowledge.resemblance import Bags, candidates

_LEAST_WORDS = 8
"""Slides of fewer words are alike by chance."""
_ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class FileQuality:
    """One file: its slides against its pages. The tuples are page numbers (or slides' positions)."""

    name: str
    slides: int
    pages: int | None = None
    language: str | None = None
    faqs: int = 0
    """Questions with their answers."""
    without_slide: tuple[int, ...] = ()
    without_title: tuple[int, ...] = ()
    without_text: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    scanned: tuple[int, ...] = ()
    """Read by OCR."""
    unplaced: tuple[Unplaced, ...] = ()
    """Lines with dates whose year nothing tells."""
    dates: int | None = None
    """Of a calendar; it has no slides."""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class NearDuplicates:
    """Slides that say nearly the same; `alike` is the share of words that neighbours have in common."""

    slides: tuple[Slide, ...]
    alike: float


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What a lecturer may want to look at after a build."""

    files: tuple[FileQuality, ...] = ()
    near_duplicates: tuple[NearDuplicates, ...] = ()
    entries: int = 0
    in_several_files: int = 0
    """Entries with more than one source."""
    repairs: int = 0
    dropped: int = 0
    unread: tuple[str, ...] = ()


def quality(build: Build) -> QualityReport:
    """The report of a build; the same build gives the same report."""
    by_file: dict[str, list[Slide]] = defaultdict(list)
    for slide in build.slides:
        by_file[slide.file].append(slide)
    faqs = Counter(
        entry.source.file
        for entry in build.entries
        if entry.kind is AnswerKind.FAQ and entry.source
    )
    dates = Counter(item.file for item in build.deadlines)
    return QualityReport(
        files=tuple(
            replace(
                _file(source, _slides_of(source, by_file)),
                faqs=faqs[source.name],
                left_out=source.left_out,
                dates=dates[source.name] if source.is_calendar else None,
                unplaced=tuple(x for x in build.unplaced if _is_of(x.file, source)),
            )
            for source in build.sources
        ),
        near_duplicates=near_duplicates(build.quoted, gists_of(build)),
        entries=len(build.entries),
        in_several_files=sum(bool(entry.also) for entry in build.entries),
        repairs=len(build.repairs),
        dropped=len(build.dropped),
        unread=build.unread,
    )


def _slides_of(source: SourceFile, by_file: dict[str, list[Slide]]) -> list[Slide]:
    """A file's slides; an archive's are those of its members."""
    return [s for f, each in by_file.items() if _is_of(f, source) for s in each]


def _is_of(file: str, source: SourceFile) -> bool:
    return file == source.name or file.startswith(f"{source.name}/")


def _file(source: SourceFile, slides: Sequence[Slide]) -> FileQuality:
    pages = [(slide.page or number, slide) for number, slide in enumerate(slides, 1)]
    shown = [(page, slide) for page, slide in pages if not slide.hidden]
    return FileQuality(
        source.name,
        len(slides),
        source.pages,
        source.language or _language(slides),
        without_slide=_missing(source, slides),
        without_title=tuple(page for page, slide in shown if not slide.title),
        without_text=tuple(page for page, slide in shown if _textless(slide)),
        hidden=tuple(page for page, slide in pages if slide.hidden),
        scanned=tuple(page for page, slide in pages if slide.scanned),
    )


def _textless(slide: Slide) -> bool:
    """A title alone is all that a title slide has."""
    return not slide.bullets and slide.kind is not SlideKind.TITLE


def _missing(source: SourceFile, slides: Sequence[Slide]) -> tuple[int, ...]:
    """The pages that no slide was made of; none are told of an archive, where each file counts its own."""
    if source.pages is None or any(s.file != source.name for s in slides):
        return ()
    made = {page for slide in slides for page in (slide.page, *slide.builds)}
    return tuple(page for page in range(1, source.pages + 1) if page not in made)


def _language(slides: Sequence[Slide]) -> str | None:
    told = Counter(slide.language for slide in slides if slide.language)
    return told.most_common(1)[0][0] if told else None


def near_duplicates(slides: Sequence[Slide], gists: Sequence[Gist]) -> tuple[NearDuplicates, ...]:
    """Slides that say nearly the same, together, in the slides' order."""
    bags = Bags(gists)
    together = {number: [number] for number in range(len(slides))}
    least: dict[int, float] = {}
    for a, b in candidates([gist.sketch for gist in gists]):
        alike = bags.alike(a, b)
        if min(bags.size(a), bags.size(b)) < _LEAST_WORDS or alike < _ALIKE:
            continue
        one, other = together[a], together[b]
        least[one[0]] = min(alike, least.get(one[0], 1.0), least.get(other[0], 1.0))
        if one is not other:
            one += other
            together |= dict.fromkeys(other, one)
    return tuple(
        NearDuplicates(tuple(slides[n] for n in sorted(group)), round(least[group[0]], 2))
        for number, group in together.items()
        if number == group[0] and len(group) > 1
    )


def render_quality(report: QualityReport) -> str:
    """The report as plain text, a line for each file and each thing to look at."""
    lines = [_sums(report)]
    lines += [line for file in report.files for line in _file_lines(file)]
    lines += [_duplicates(same) for same in report.near_duplicates]
    lines += [f"  not read: {sentence}" for sentence in report.unread]
    return "\n".join(lines)


def _sums(report: QualityReport) -> str:
    slides = sum(file.slides for file in report.files)
    pages = sum(file.pages or file.slides for file in report.files)
    return (
        f"Quality: {slides:,} slides of {pages:,} pages in {_files(len(report.files))}, "
        f"{report.entries:,} entries ({report.in_several_files:,} in more than one place), "
        f"{report.repairs:,} repairs, {report.dropped:,} lines left out"
    )


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _file_lines(file: FileQuality) -> Iterator[str]:
    language = f", {file.language}" if file.language else ""
    pages = f" of {file.pages} pages" if file.pages is not None else ""
    slides = "1 slide" if file.slides == 1 else f"{file.slides} slides"
    faqs = "1 FAQ" if file.faqs == 1 else f"{file.faqs} FAQs"
    if file.dates is not None or file.left_out:
        dates = "1 date" if file.dates == 1 else f"{file.dates} dates"
        yield f"  {file.name}: {file.left_out or f'a calendar, {dates}'}"
        return
    held = [faqs] * bool(file.faqs) + [slides + pages] * bool(file.slides or not file.faqs)
    yield f"  {file.name}: {', '.join(held)}{language}"
    for what, numbers in (
        ("without a slide", file.without_slide),
        ("without a title", file.without_title),
        ("without text", file.without_text),
        ("hidden", file.hidden),
        ("read by OCR", file.scanned),
    ):
        if numbers:
            yield f"    {what}: {page_ranges(numbers)}"
    if file.unplaced:
        yield f"    dates without a year: {len(file.unplaced)}"


def page_ranges(pages: Sequence[int], what: str = "page") -> str:
    """`page 4` or `pages 1–3, 7`; `what` is what is counted."""
    numbers = sorted(set(pages))
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b != a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b != a + 1), numbers[-1]]
    parts = [str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True)]
    return f"{what}{'s' * (len(numbers) > 1)} {', '.join(parts)}"


def _duplicates(same: NearDuplicates) -> str:
    places = ", ".join(f"{s.file} p. {s.page}" if s.page else s.file for s in same.slides)
    return f"  nearly the same ({same.alike:.0%}): “{same.slides[0].title}” in {places}"
