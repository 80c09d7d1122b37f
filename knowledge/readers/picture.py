"""A photograph or screenshot of a slide, read as a scan of one page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from knowledge.errors import UnreadableSource
from knowledge.readers.pdf import read_pdf
from knowledge.readers.reading import Progress, Reading

MAX_PIXELS = 100_000_000
_SIDE = 3_300
_POINTS = 960


def read_picture(data: bytes, name: str, progress: Progress | None = None) -> Reading:
    """The slide that the picture shows; turned as the camera says it was held.

    Raises:
        UnreadableSource: it is damaged, of a kind that cannot be opened, or larger than `MAX_PIXELS`.
    """
    return read_pdf(_as_page(data, name), name, progress)


def as_pages(pictures: Sequence[bytes], name: str) -> tuple[bytes, list[int]]:
    """A PDF with a page for each picture that can be opened, and the numbers of those, from 0."""
    opened = []
    with pypdfium2.PdfDocument.new() as document:
        for number, data in enumerate(pictures):
            with suppress(UnreadableSource), pypdfium2.PdfDocument(_as_page(data, name)) as page:
                document.import_pages(page)
                opened.append(number)
        out = BytesIO()
        document.save(out)
    return out.getvalue(), opened


def _as_page(data: bytes, name: str) -> bytes:
    """A PDF with the picture on its one page."""
    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise UnreadableSource(name, "the picture is too large; save it smaller")
            opened.draft("L", (_SIDE, _SIDE))
            picture = ImageOps.exif_transpose(_on_white(opened))
    except UnreadableSource:
        raise
    except Image.DecompressionBombError:
        raise UnreadableSource(name, "the picture is too large; save it smaller") from None
    except (OSError, ValueError, SyntaxError) as error:
        why = "the picture is damaged or of a kind that cannot be opened; save it as PNG"
        raise UnreadableSource(name, why) from error
    picture.thumbnail((_SIDE, _SIDE))
    out = BytesIO()
    picture.save(out, "PDF", resolution=72 * max(picture.size) / _POINTS, quality=92)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """In grey, what is transparent shown as paper; how it was held is kept."""
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    grey = paper.convert("L")
    grey.info["exif"] = picture.info.get("exif", b"")
    return grey
