"""A photograph or screenshot of a slide, or a scanner's pages, read as a scan."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from knowledge.errors import UnreadableSource
from knowledge.readers.pdf import read_pdf
from knowledge.readers.reading import Progress, Reading

MAX_PIXELS = 100_000_000
MAX_PAGES = 200
_LARGE = "the picture is too large; save it smaller"
_SIDE = 3_300
_POINTS = 960


def read_picture(data: bytes, name: str, progress: Progress | None = None) -> Reading:
    """The slide that the picture shows, or each of its pages; turned as the camera says it was held.

    Raises:
        UnreadableSource: it is damaged, of a kind that cannot be opened, or larger than `MAX_PIXELS`.
    """
    with pypdfium2.PdfDocument.new() as document:
        for page, count in _pages(data, name):
            if count == 1:
                return read_pdf(page, name, progress)
            with pypdfium2.PdfDocument(page) as one:
                document.import_pages(one)
            if progress is not None:
                progress(0, count)
        out = BytesIO()
        document.save(out)
    return read_pdf(out.getvalue(), name, progress)


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
    """A PDF with the picture on its one page; of several in the file, the first."""
    with closing(_pages(data, name)) as pages:
        return next(pages)[0]


def _pages(data: bytes, name: str) -> Generator[tuple[bytes, int]]:
    """For each page of the file a PDF of that page, and how many there are: scanners put many into a TIFF."""
    try:
        with Image.open(BytesIO(data)) as opened:
            count = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
            if count > MAX_PAGES:
                raise UnreadableSource(
                    name, f"more than {MAX_PAGES} pages in one picture file: save it as PDF"
                )
            for number in range(count):
                opened.seek(number)
                yield _drawn(opened, name), count
    except UnreadableSource:
        raise
    except Image.DecompressionBombError:
        raise UnreadableSource(name, _LARGE) from None
    except (OSError, ValueError, SyntaxError) as error:
        why = "the picture is damaged or of a kind that cannot be opened; save it as PNG"
        raise UnreadableSource(name, why) from error


def _drawn(opened: Image.Image, name: str) -> bytes:
    if opened.width * opened.height > MAX_PIXELS:
        raise UnreadableSource(name, _LARGE)
    opened.draft("L", (_SIDE, _SIDE))
    picture = ImageOps.exif_transpose(_on_white(opened))
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
