"""Files that no reader can read, or that are made to harm one. Small, and made anew each time."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_LINES = b"BT /F 24 Tf 72 700 Td (A title of the lecture) Tj 0 -60 Td (And a line below it) Tj ET"
_BOX = b"/MediaBox[0 0 612 792]"


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def pages_pdf(count: int, content: bytes = _LINES, trailer: bytes = b"") -> bytes:
    """Pages that all show the same."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R%s/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>" % _BOX
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *[page] * count,
        ],
        trailer,
    )


def hanging_pdf() -> bytes:
    """One page of a form that shows a form four times, which shows a form four times, 26 deep."""
    deep = [
        stream(
            b"/A Do " * 4,
            b"/Type/XObject/Subtype/Form%s/Resources<</XObject<</A %d 0 R>>>>"
            % (_BOX.replace(b"Media", b"B"), number),
        )
        for number in range(6, 32)
    ]
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>"
            % _BOX,
            stream(b"/A Do"),
            *deep,
            stream(b"0 0 m 1 1 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"),
        ]
    )


def giant_picture_pdf(side: int = 30_000) -> bytes:
    """A page that is one picture of `side` by `side` black pixels, some kilobytes as it is packed."""
    packer = zlib.compressobj(9)
    row = bytes((side + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    picture = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
        b"/BitsPerComponent 1/Filter/FlateDecode" % (side, side)
    )
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>"
            % _BOX,
            stream(b"612 0 0 792 0 0 cm /A Do"),
            stream(packed, picture),
        ]
    )


def locked_pdf(password: bytes = b"secret") -> bytes:
    """Encrypted with 40 bits for a password (ISO 32000-1, 7.6.3, algorithms 2 to 4)."""
    padded, file_id = (password + _PAD)[:32], bytes(16)
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)  # noqa: S324 - the format says so
    key = hashlib.md5(padded + owner + b"\xfc\xff\xff\xff" + file_id).digest()[:5]  # noqa: S324
    entries = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<%s><%s>]" % (
        owner.hex().encode(),
        _rc4(key, _PAD).hex().encode(),
        file_id.hex().encode(),
        file_id.hex().encode(),
    )
    return pages_pdf(1, trailer=entries)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def protected_zip() -> bytes:
    """A zip whose member says that it is encrypted."""
    data = bytearray(zipped({"slides.md": b"# Title\n\n- Text\n"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb_zip() -> bytes:
    return zipped({"zeros.txt": bytes(30_000_000)})


def nested_bomb_zip() -> bytes:
    inner = bomb_zip()
    for level in range(4):
        inner = zipped({f"{level}{n}.zip": inner for n in range(4)})
    return inner


_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def bomb_pptx() -> bytes:
    """A presentation whose only slide unpacks to 300 MB of spaces."""
    slide = b"<p:sld" + b" " * 300_000_000 + b"/>"
    return zipped({"[Content_Types].xml": _TYPES, "ppt/slides/slide1.xml": slide})


def entities_pptx() -> bytes:
    """A billion laughs: entities of entities, ten times each, ten deep."""
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    slide = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "ha">%s]><s>&a9;</s>' % laughs
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "ppt/presentation.xml": slide,
            "ppt/slides/slide1.xml": slide,
        }
    )


def office_with_password() -> bytes:
    """What Office writes for a protected file: a compound file with the package encrypted in it."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(512)


def bomb_png(side: int = 60_000) -> bytes:
    """A picture of `side` by `side` pixels in some kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    head = side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(side // 20)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


BAD: Mapping[str, tuple[Callable[[], bytes], str]] = {
    # file name: how it is made, and what its sentence says
    "empty.pdf": (lambda: b"", "the file is empty"),
    "blank.md": (lambda: b" \n\n", "the file is empty"),
    "locked.pdf": (locked_pdf, "protected with a password: save it without one"),
    "locked.pptx": (office_with_password, "protected with a password: save it without one"),
    "locked.zip": (protected_zip, "slides.md: protected with a password: pack it without one"),
    "half.pdf": (lambda: pages_pdf(3)[:200], "the PDF is damaged"),
    "half.pptx": (
        lambda: zipped({"ppt/slides/slide1.xml": b"x" * 999})[:80],
        "damaged or cut off: send it again",
    ),
    "noise.pdf": (lambda: hashlib.sha256(b"x").digest() * 300, "this is not text"),
    "word.pptx": (
        lambda: zipped({"[Content_Types].xml": _TYPES, "word/document.xml": b"<w/>"}),
        "this is a Word document: export it as PDF",
    ),
    "program.txt": (lambda: b"\x7fELF" + bytes(200), "this is a program"),
    "long.pdf": (lambda: pages_pdf(10_000), "it has 10,000 pages, more than the 2,000"),
    "hanging.pdf": (hanging_pdf, "came to a halt on its first page; open it, save it again"),
    "bomb.zip": (bomb_zip, "packed suspiciously tight, as zip bombs are"),
    "nested.zip": (nested_bomb_zip, "zip archives packed in one another: unpack them"),
    "bomb.pptx": (bomb_pptx, "unpacks to far more than it should"),
    "no-pages.pdf": (
        lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]),
        "the PDF is damaged, cut off or has no pages",
    ),
    "half.ipynb": (
        lambda: b'{"cells": [{"cell_type": "markdown", "source": ["# Tides"]},',
        "this notebook is damaged or cut off: save it again",
    ),
    "package.json": (lambda: b'{"name": "slides", "scripts": {"dev": "slidev"}}', "data (JSON)"),
    "preamble.tex": (
        lambda: b"\\documentclass{beamer}\n\\begin{document}\n\\end{document}",
        "there is no text in it",
    ),
    "laughs.pptx": (entities_pptx, "no presentation in this file"),
}
"""Files of which nothing can be read."""

HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "picture.pdf": giant_picture_pdf,
    "picture.png": bomb_png,
    "brackets.md": lambda: b"# Title\n\n" + b"**> ![" * 9_000,
    "spaces.md": lambda: b"# Title\n\n" + b"a( " * 20_000 + b"\n" * 60_000,
    "tags.html": lambda: b"<html><body>" + b"<div>" * 50_000 + b"text",
    "braces.tex": lambda: b"\\documentclass{beamer}\n" + b"{" * 50_000,
    "lists.ipynb": lambda: b'{"cells": ' + b"[" * 100_000,
    "agenda.md": lambda: b"# Agenda\n\n- due " + b"12/1 [: " * 8_000,
    "acronyms.md": lambda: b"# Acronyms\n\n- " + b"Kernel Virtual " * 9_000 + b"(KVM)",
}
"""Files that may give slides or a sentence, and must give one of them soon."""
