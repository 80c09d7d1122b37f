"""Small decks, made here: PDF files with a slide a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Deck: TypeAlias = Sequence[tuple[str, Sequence[str]]]
"""Titles with their bullets."""
_WIDE, _HIGH = 960, 540


def pdf(deck: Deck) -> bytes:
    """A deck as PDF (ISO 32000-1), with a band of colour behind each title."""
    pages = [_content(title, bullets, n) for n, (title, bullets) in enumerate(deck, 1)]
    numbers = range(5, 5 + 2 * len(pages), 2)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in zip(numbers, pages, strict=True):
        fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDE} {_HIGH}] "
            f"/Resources {fonts} /Contents {number + 1} 0 R >>"
        )
        stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        objects += [page.encode(), stream]
    return _file(objects)


def _content(title: str, bullets: Sequence[str], number: int) -> bytes:
    lines = [
        "0.13 0.23 0.38 rg 0 430 960 110 re f",
        f"BT /F2 36 Tf 1 1 1 rg 60 470 Td ({_escaped(title)}) Tj ET",
    ]
    for n, bullet in enumerate(bullets):
        y = 350 - 56 * n
        lines.append(f"BT /F1 24 Tf 0.1 0.1 0.1 rg 70 {y} Td (\\225 {_escaped(bullet)}) Tj ET")
    lines.append(f"BT /F1 14 Tf 0.5 0.5 0.5 rg 900 24 Td ({number}) Tj ET")
    return "\n".join(lines).encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    data, places = bytearray(b"%PDF-1.4\n"), list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(data)


TIDES: Deck = (
    ("Tides", ["Oceanography 101", "Lecture 3"]),
    (
        "Spring tides",
        [
            "Spring tides occur when sun and moon align",
            "They happen twice a month, at new and full moon",
            "The range between high and low water is largest",
        ],
    ),
    (
        "Neap tides",
        [
            "Neap tides are the weakest tides",
            "They occur when sun and moon stand at right angles",
        ],
    ),
)

CORRECTED: Deck = (
    *TIDES[:2],
    (
        "Neap tides",
        [
            "Neap tides are the tides of least range",
            "They occur at the first and third quarter of the moon",
        ],
    ),
    ("Tidal bores", ["A tidal bore is a wave that travels up a river"]),
)

VIRTUAL_MACHINES: Deck = (
    ("Virtual machines", ["TCSS 562", "Lecture 14", "November 18, 2021"]),
    (
        "Hypervisors",
        [
            "Hypervisor: software that shares one machine among several guests",
            "Guest: an operating system that runs inside a virtual machine",
            "Snapshot: the state of a virtual machine at one moment, kept for later",
        ],
    ),
    (
        "Paravirtualization",
        [
            "Paravirtualization: the guest knows that it is one, and calls its hypervisor",
            "Full virtualization: the guest runs unchanged on hardware that is imitated",
            "Hypercall: a call of a guest to its VMM",
        ],
    ),
    (
        "Live migration",
        [
            "Live migration: a running guest moves to another machine",
            "Downtime: how long nobody can reach a service",
            "Dirty page: a page of memory that changed since KVM copied it",
        ],
    ),
    (
        "Acronyms",
        [
            "KVM (Kernel Based Virtual Machine) is a part of Linux",
            "VMM (Virtual Machine Monitor) is another name of a hypervisor",
        ],
    ),
)
"""A lecture that questions can be drafted from."""
