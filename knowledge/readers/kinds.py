"""What a file is, told by its content: its ending may lie.

Signatures after the formats' own specifications: PDF (ISO 32000-1, 7.5.2), ZIP (PKWARE's
APPNOTE.TXT), OOXML (ECMA-376 part 2), OpenDocument (part 3, 3.3 "MIME type"), Microsoft's
compound files ([MS-CFB] 2.2), iCalendar (RFC 5545, 3.4).
"""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO


class Kind(StrEnum):
    """What can be read, each by its own reader."""

    PDF = "PDF"
    PPTX = "PPTX"
    ZIP = "zip"
    PICTURE = "picture"
    CALENDAR = "calendar"
    TEXT = "text"


_PDF = re.compile(rb"\A%PDF|[\r\n]%PDF-\d")
_PDF_WITHIN = 1024
_CALENDAR = re.compile(
    rb"\A[\s\xef\xbb\xbf\xff\xfe\x00]*B\x00?E\x00?G\x00?I\x00?N\x00?:\x00?V\x00?C\x00?A\x00?L", re.I
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "save it as PPTX or PDF"
_EXPORT = "export it as PDF"

_REFUSED = (
    (b"{\\rtf", "this is an RTF document: save it as PDF or plain text"),
    (b"%!PS", "this is PostScript: save it as PDF"),
    (b"\x1f\x8b", "this is a gzip archive: unpack it, or pack the files as a zip"),
    (b"BZh", "this is a bzip2 archive: unpack it, or pack the files as a zip"),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7-Zip archive: unpack it, or pack the files as a zip"),
    (b"Rar!\x1a\x07", "this is a RAR archive: unpack it, or pack the files as a zip"),
    (b"\xfd7zXZ\x00", "this is an xz archive: unpack it, or pack the files as a zip"),
    (b"ID3", "this is a sound recording: Lectern reads slides and text"),
    (b"OggS", "this is a recording: Lectern reads slides and text"),
    (b"\x1a\x45\xdf\xa3", "this is a video: Lectern reads slides and text"),
    (b"MZ", "this is a program: Lectern reads slides and text"),
    (b"\x7fELF", "this is a program: Lectern reads slides and text"),
    (b"SQLite format 3\x00", "this is a database: Lectern reads slides and text"),
)
_OFFICE = (
    ("word/", f"this is a Word document: {_EXPORT}"),
    ("xl/", "this is an Excel workbook: save it as CSV or PDF"),
    ("Index/Document.iwa", "this is a Keynote file: export it as PPTX or PDF"),
    ("Index.zip", "this is a Keynote file: export it as PPTX or PDF"),
)
_MEDIA_TYPES = (
    ("opendocument.presentation", f"this is a LibreOffice presentation: {_SAVE_AS}"),
    ("opendocument", f"this is a LibreOffice document: {_EXPORT}"),
    ("epub", f"this is an e-book: {_EXPORT}"),
)
_OLD_OFFICE = (
    ("PowerPoint Document", f"this is an old PowerPoint file (.ppt): {_SAVE_AS}"),
    (
        "EncryptedPackage",
        "this Office file is protected with a password: save it without one",
    ),
    ("WordDocument", f"this is an old Word document (.doc): {_EXPORT}"),
    ("Workbook", "this is an old Excel workbook (.xls): save it as CSV or PDF"),
)


class Refused(Exception):
    """The content is known and cannot be read; the message says what it is and what to do."""


def kind_of(data: bytes) -> Kind:
    """What `data` is; text is whatever shows no signature.

    Raises:
        Refused: it is a format that Lectern does not read, or a broken zip file.
    """
    if _CALENDAR.match(data[:64]):
        return Kind.CALENDAR
    if _PDF.search(data[:_PDF_WITHIN]):
        return Kind.PDF
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_COMPOUND[:4]):
        raise Refused(_old_office(data))
    if _is_picture(data):
        return Kind.PICTURE
    for magic, why in _REFUSED:
        if data.startswith(magic) and _binary_enough(data, magic):
            raise Refused(why)
    if data[4:8] == b"ftyp":
        raise Refused("this is a video: Lectern reads slides and text")
    return Kind.TEXT


def is_kind(data: bytes, kind: Kind) -> bool:
    """Is it of that kind? False, too, for what is refused."""
    try:
        return kind_of(data) is kind
    except Refused:
        return False


def _is_picture(data: bytes) -> bool:
    return (
        data.startswith(_PICTURES)
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or (data.startswith(b"BM") and b"\x00" in data[:32])
        or data[4:12] in {b"ftypheic", b"ftypheix", b"ftypavif", b"ftypmif1"}
    )


def _binary_enough(data: bytes, magic: bytes) -> bool:
    """Text may begin with "MZ" or "ID3" too: letters alone are no signature without a NUL."""
    return not magic.isalnum() or b"\x00" in data[:256]


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            mime = _declared_type(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(
            "this is a zip or Office file, but it is damaged or cut off: send it again"
        ) from error
    if any(name.startswith("ppt/") for name in names) and "[Content_Types].xml" in names:
        return Kind.PPTX
    for part, why in _MEDIA_TYPES:
        if part in mime:
            raise Refused(why)
    for prefix, why in _OFFICE:
        if any(name.startswith(prefix) for name in names) and _is_package(names):
            raise Refused(why)
    return Kind.ZIP


def _is_package(names: list[str]) -> bool:
    return "[Content_Types].xml" in names or any(n.endswith((".iwa", "Index.zip")) for n in names)


def _declared_type(archive: zipfile.ZipFile) -> str:
    """OpenDocument and EPUB name their type in a first, uncompressed member of a few bytes."""
    info = archive.getinfo("mimetype")
    if info.file_size > 256:
        return ""
    try:
        return archive.read(info).decode("ascii", errors="replace")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return ""


def _old_office(data: bytes) -> str:
    for stream, why in _OLD_OFFICE:
        if stream.encode("utf-16-le") in data:
            return why
    return f"this is an old Office file: {_SAVE_AS}"
