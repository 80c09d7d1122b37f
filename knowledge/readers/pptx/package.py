"""The zip behind a presentation: its parts and relationships, read with limits and without a network."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from lxml import etree

from knowledge.errors import UnreadableSource

MAX_PARTS = 20_000
MAX_PART = 48_000_000
MAX_XML = 256_000_000
MAX_PICTURE = 50_000_000
MAX_ALL = 4_000_000_000
MAX_RATIO = 250
_SMALL = 1_000_000
"""A part below this may be squeezed as it likes."""

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = "the presentation is damaged or not whole: it cannot be opened"
_MAIN = "ppt/presentation.xml"

Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another one points to. `kind` is the last word of its type: "slide", "chart"."""

    kind: str
    part: str


class BrokenPart(Exception):
    """A part is missing, too large or no XML."""


class Package:
    """The parts of one presentation, by their names without the leading slash."""

    def __init__(self, data: bytes, name: str) -> None:
        """Opens it without unpacking anything.

        Raises:
            UnreadableSource: it is no zip, encrypted, damaged, or far larger inside than outside.
        """
        if data.startswith(_OLD):
            raise UnreadableSource(name, _old(data))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise UnreadableSource(name, _DAMAGED) from None
        _check_sizes(infos, name)
        self._infos = {_plain(info.filename): info for info in infos}
        self._budget = MAX_XML

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._infos

    def xml(self, part: str) -> Element:
        """The root of a part, in the transitional namespaces, whichever it is written in.

        Raises:
            BrokenPart: it is not there, too large, or no XML.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(self._bytes(part), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise BrokenPart(part) from error
        if root is None:
            raise BrokenPart(part)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part ("" for the package) points to inside the file, by relationship id.

        External targets are left out: nothing outside the file is ever read.
        """
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        try:
            root = self.xml(rels)
        except BrokenPart:
            return {}
        return dict(_relations(root, folder))

    def picture(self, part: str) -> bytes:
        """A picture's bytes. Raises BrokenPart: it is not there, too large, or damaged."""
        info = self._infos.get(part.casefold())
        if info is None or info.file_size > MAX_PICTURE:
            raise BrokenPart(part)
        try:
            return self._zip.read(info)
        except Exception as error:
            raise BrokenPart(part) from error  # as in `_bytes`

    def main(self) -> str | None:
        """The name of the presentation's own part."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.part in self:
                return relation.part
        return _MAIN if _MAIN in self else None

    def _bytes(self, part: str) -> bytes:
        info = self._infos.get(part.casefold())
        if info is None or info.file_size > min(MAX_PART, self._budget):
            raise BrokenPart(part)
        self._budget -= info.file_size
        try:
            raw = self._zip.read(info)
        except Exception as error:
            # zlib, bz2, lzma and zipfile each have their own errors for a damaged member.
            raise BrokenPart(part) from error
        return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", raw)


def _relations(root: Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for rel in root.iterchildren(etree.Element):
        target = rel.get("Target") or ""
        if rel.get("TargetMode") == "External" or not target:
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        part = posixpath.normpath(path).casefold()
        yield rel.get("Id") or "", Relation((rel.get("Type") or "").rsplit("/", 1)[-1], part)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _old(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "the file is protected with a password; save it without one"
    return "this is an old Office file (.ppt); save it as .pptx"


def _check_sizes(infos: list[zipfile.ZipInfo], name: str) -> None:
    if len(infos) > MAX_PARTS:
        raise UnreadableSource(name, f"the presentation has more than {MAX_PARTS:,} parts")
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableSource(name, "the file is protected with a password; save it without one")
    bomb = any(
        info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1)
        for info in infos
    )
    if bomb or sum(info.file_size for info in infos) > MAX_ALL:
        raise UnreadableSource(
            name, "the presentation unpacks to far more than it should: export it as PDF"
        )
