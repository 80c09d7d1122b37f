"""The zip of a QTI package: its sizes are looked at before anything in it is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from knowledge.errors import UnreadableSource
from knowledge.exchange.limits import MAX_BYTES, MAX_ITEMS
from knowledge.exchange.model import Draft
from knowledge.readers.archive import DAMAGE, is_hidden, natural, suspicion
from knowledge.readers.limits import megabytes

MAX_MEMBERS = 2 * MAX_ITEMS
MAX_XML = 5 * MAX_BYTES
"""Bytes of all XML in a package, unpacked."""
_READ = frozenset({".xml", ".qti"})


def documents(data: bytes, name: str, draft: Draft) -> Iterator[tuple[str, bytes]]:
    """The XML files of a package by their paths, in their natural order; other files are noted.

    Raises:
        UnreadableSource: it is damaged, protected, no package of questions, or a zip bomb.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir() and not is_hidden(i.filename)]
            wanted = [i for i in infos if PurePosixPath(i.filename).suffix.casefold() in _READ]
            _check(infos, wanted, name)
            if len(wanted) < len(infos):
                count = len(infos) - len(wanted)
                draft.note(f"{count} files such as pictures", "files are not carried over")
            for info in sorted(wanted, key=lambda i: natural(i.filename)):
                why = suspicion(info, info.filename)
                if why is None:
                    try:
                        yield info.filename, archive.read(info)
                        continue
                    except DAMAGE:
                        why = "it is damaged"
                draft.note(info.filename[:80], why)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableSource(name, "this zip is damaged: export it again") from error


def _check(infos: list[zipfile.ZipInfo], wanted: list[zipfile.ZipInfo], name: str) -> None:
    if any(info.filename.startswith("collection.anki") for info in infos):
        raise UnreadableSource(name, "Anki decks are only written, not read: export them as CSV")
    if not wanted:
        raise UnreadableSource(
            name, "there are no questions in this zip: send a QTI export of a quiz"
        )
    if len(infos) > MAX_MEMBERS:
        raise UnreadableSource(name, f"more than {MAX_MEMBERS:,} files in this zip: split it")
    if sum(info.file_size for info in wanted) > MAX_XML:
        raise UnreadableSource(
            name, f"unpacks to more than {megabytes(MAX_XML)}: that is no export of questions"
        )
