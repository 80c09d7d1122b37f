"""Builds: pages that show one slide again with more of it, folded into the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.model import Bullet, Slide
from knowledge.readers.emphasis import standing


def fold_builds(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides, those whose whole text the next one repeats under the same title folded into it.

    The next one gains their pages as `builds`. Pages with one printed number also fold where the
    later shows less than the earlier. Slides of one title that say different things stay apart, and
    so do pages with nothing but a title, unless they have one printed number.
    """
    folded: list[Slide] = []
    for slide in slides:
        if folded and _continues(folded[-1], slide):
            folded[-1] = _joined(folded[-1], slide)
        else:
            folded.append(slide)
    return tuple(folded)


def _continues(before: Slide, after: Slide) -> bool:
    if _bare(before.title) != _bare(after.title) or before.file != after.file:
        return False
    if before.hidden != after.hidden:
        return False
    one_number = before.slide is not None and before.slide == after.slide
    first, second = _lines(before.bullets), _lines(after.bullets)
    if one_number:
        return _within(first, second) or _within(second, first)
    # One line without a title may begin anything.
    return len(first) > (not before.title) and _within(first, second)


def _lines(bullets: Sequence[Bullet]) -> list[str]:
    return [bare for b in bullets for line in b.text.split("\n") if (bare := _bare(line))]


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _within(lines: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the lines, or how they begin, are among the others in the same order."""
    rest: Iterator[str] = iter(others)
    return all(any(_begins(other, line) for other in rest) for line in lines)


def _begins(whole: str, part: str) -> bool:
    return whole == part or whole.startswith(f"{part} ")


def _joined(before: Slide, after: Slide) -> Slide:
    """The later page with the fuller text of the two."""
    fuller = after if len(_lines(after.bullets)) >= len(_lines(before.bullets)) else before
    earlier = (*before.builds, *((before.page,) if before.page is not None else ()))
    return replace(
        after,
        bullets=fuller.bullets,
        builds=(*earlier, *after.builds),
        notes=after.notes or before.notes,
        marked=standing((*after.marked, *before.marked), after.title, fuller.bullets),
    )
