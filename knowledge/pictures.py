"""Pictures of slides, drawn from the file that they were read from."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from knowledge.errors import UnreadableSource
from knowledge.model import Box
from knowledge.office import pdf_of
from knowledge.readers.kinds import Kind, Refused, kind_of

MAX_BYTES = 1_000_000
_MAX_HEIGHT = 4
_COLOURS = (256, 64)
_SMALLER = 0.75
_EDGE = 0.02


def draw_slide(
    data: bytes, page: int, box: Box | None, *, width: int = 1280, folder: Path | None = None
) -> bytes:
    """A slide as PNG of at most a megabyte, `width` pixels wide or less.

    `page` counts from 1, `box` is the slide's part of it; empty paper round a part is cut off. PowerPoint
    files need LibreOffice; what it makes of them is kept in `folder`.

    Raises:
        UnreadableSource: the file is none that can be drawn here, or has no such page.
    """
    try:
        kind = kind_of(data)
    except Refused as refused:
        raise UnreadableSource("slide", str(refused)) from refused
    if kind is Kind.PPTX:
        data = pdf_of(data, folder)
    elif kind is not Kind.PDF:
        raise UnreadableSource("slide", "there are pictures of PDF and PowerPoint files only")
    try:
        drawn = _drawn(data, page, box or Box(), width)
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise UnreadableSource("slide", f"page {page} cannot be drawn") from error
    return _png(drawn if box is None else _trimmed(drawn))


def _drawn(data: bytes, number: int, box: Box, width: int) -> Image.Image:
    """The part of the page; a narrow and high one no higher than four times `width`."""
    with pypdfium2.PdfDocument(data) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        across, down = page.get_size()
        wide, high = (box.right - box.left) * across, (box.bottom - box.top) * down
        if wide <= 0 or high <= 0:
            raise ValueError("nothing to draw")
        cut = (
            box.left * across,
            (1 - box.bottom) * down,
            (1 - box.right) * across,
            box.top * down,
        )
        scale = min(width / wide, _MAX_HEIGHT * width / high)
        image: Image.Image = page.render(scale=scale, crop=cut).to_pil()
        return image.convert("RGB")


def _trimmed(image: Image.Image) -> Image.Image:
    """The picture without the empty paper at its sides, but for a narrow margin."""
    dark = image.convert("L").point(lambda level: 255 if level < 250 else 0)
    found = dark.getbbox()
    if found is None:
        return image
    edge = round(_EDGE * image.width)
    left, top, right, bottom = found
    return image.crop(
        (
            max(0, left - edge),
            max(0, top - edge),
            min(image.width, right + edge),
            min(image.height, bottom + edge),
        )
    )


def _png(image: Image.Image) -> bytes:
    """In full colours, else in fewer, else smaller, until it is no more than `MAX_BYTES`."""
    made = _written(image)
    while len(made) > MAX_BYTES:
        for colours in _COLOURS:
            made = _written(image.quantize(colours, dither=Image.Dither.NONE))
            if len(made) <= MAX_BYTES:
                return made
        size = (max(1, round(image.width * _SMALLER)), max(1, round(image.height * _SMALLER)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return made


def _written(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
