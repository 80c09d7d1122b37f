"""What a scan misread on slides, mended on evidence as in plain OCR text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge import footers as ft
from knowledge.model import Bullet, Form, Repair, Slide
from knowledge.readers.emphasis import standing
from knowledge.repair import Repairer


def mend_scanned(
    slides: Sequence[Slide], pages: Collection[int]
) -> tuple[tuple[Slide, ...], tuple[Repair, ...], tuple[str, ...]]:
    """The slides, those on `pages` mended and marked as scanned; the repairs; and what looks wrong but was left."""
    if not pages:
        return tuple(slides), (), ()
    lines = [text for slide in slides for text in (slide.title, *(b.text for b in slide.bullets))]
    repairer = Repairer.learn(lines, ft.agree([]))
    mended = tuple(_mended(s, repairer) if s.page in pages else s for s in slides)
    repairs = tuple(replace(repair, line=None) for repair in repairer.repairs)
    return mended, repairs, tuple(repairer.flags)


def _mended(slide: Slide, repairer: Repairer) -> Slide:
    title = repairer.mend(slide.title, slide.page or 0)
    bullets = tuple(_bullet(bullet, repairer, slide.page or 0) for bullet in slide.bullets)
    marked = standing(slide.marked, title, bullets)
    return replace(
        slide, title=title, bullets=bullets, scanned=bool(title or bullets), marked=marked
    )


def _bullet(bullet: Bullet, repairer: Repairer, page: int) -> Bullet:
    if bullet.form is not Form.TEXT:
        return bullet
    text = repairer.mend(bullet.text, page)
    return bullet if text == bullet.text else replace(bullet, text=text, original=bullet.text)
