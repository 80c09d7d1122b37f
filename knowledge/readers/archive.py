"""Zip archives of lectures: members are looked at before they are opened, and stay in memory."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath

from knowledge.errors import UnreadableSource
from knowledge.readers.kinds import Kind, is_kind
from knowledge.readers.projects import PACK_IT, PUT_IN, assembled, is_source
from knowledge.readers.reading import Progress, Reading

MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 200_000_000
MAX_TOTAL_BYTES = 500_000_000
MAX_RATIO = 200
_SMALL = 1_000_000
_SUPPORTING = frozenset(
    ".css .scss .sass .less .js .mjs .cjs .jsx .ts .tsx .map .woff .woff2 .ttf .otf .eot .ico .svg .lock .sty .cls "
    ".bst .bib .aux .log .toc .nav .snm .out .py .pyc .java .class .jar .c .h .cc .cpp .hpp .rs .go .rb .php .sh "
    ".bat .ps1 .sql .yml .yaml .toml .ini .cfg .xml .xsd .gradle .mp4 .mov .webm .mp3 .wav .srt .vtt .o .so .dll "
    ".exe".split()
)
_LICENCE = re.compile(r"^(?:licen[sc]e|copying|notice)(?:\.\w+)?$", re.I)
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)
_LEADS_OUT = re.compile(r"^[A-Za-z]:|^[\\/]|(?:^|[\\/])\.\.(?:[\\/]|$)")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive; `name` is its path there, below the archive's own name."""

    name: str
    data: bytes


def is_supporting(name: str) -> bool:
    """Style sheets, programs, fonts and licences lie beside lectures and are none themselves."""
    path = PurePosixPath(name)
    return path.suffix.casefold() in _SUPPORTING or bool(_LICENCE.match(path.name))


def is_hidden(name: str) -> bool:
    """Dot files, and what macOS and Windows leave in folders."""
    parts = [p for p in PurePosixPath(name).parts if p != ".."]
    return any(p.startswith((".", "~$")) or p == "__MACOSX" for p in parts) or (
        bool(parts) and parts[-1] in {"Thumbs.db", "desktop.ini"}
    )


def natural(name: str) -> list[tuple[int, str]]:
    """A key that sorts "lecture 2" before "lecture 10"."""
    return [
        (int(part), "") if part.isdigit() else (-1, part)
        for part in re.split(r"([0-9]+)", name)
        if part
    ]


def read_archive(
    data: bytes,
    name: str,
    read: Callable[[bytes, str], Reading],
    progress: Progress | None = None,
) -> Reading:
    """All members as one reading, each slide under `outer.zip/inner.pdf`, in natural order.

    A member that cannot be read, is protected or is suspiciously large becomes a warning.

    Raises:
        UnreadableSource: the archive holds too much, or nothing that can be read.
    """
    notes: list[str] = []
    unread: list[str] = []
    members = _with_projects(list(_members(data, name, notes)))
    readings: list[Reading] = []
    for done, member in enumerate(members, 1):
        try:
            readings.append(_packed(read(member.data, f"{name}/{member.name}")))
        except UnreadableSource as error:
            unread.append(str(error))
        if progress is not None:
            progress(done, len(members))
    if not readings:
        said = [*notes, *unread]
        why = said[0].removeprefix(f"{name}/") if said else "it is empty"
        raise UnreadableSource(name, f"nothing in this zip archive can be read: {why}")
    return together(readings, (*unread, *notes))


def _packed(reading: Reading) -> Reading:
    """A member's reading: nobody has to be told to pack what is packed."""
    told = (
        w.removesuffix(PACK_IT) + PUT_IN if w.endswith(PACK_IT) else w for w in reading.warnings
    )
    return replace(reading, warnings=tuple(told))


def member_at(data: bytes, path: str, name: str) -> bytes:
    """The content of the file at `path` in an archive, or in an archive in it (`inner.zip/deck.pdf`).

    Raises:
        UnreadableSource: there is no such file, or it may not be opened.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in _chosen(archive.infolist(), name, []):
                inside = _path(info).replace("\\", "/")
                below = path.removeprefix(f"{inside}/")
                found = (
                    _opened(archive, info, name, []) if path == inside or below != path else None
                )
                if found is not None:
                    return found.data if path == inside else member_at(found.data, below, name)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableSource(name, "this zip archive is damaged: pack it again") from error
    raise UnreadableSource(name, "it is not in the zip archive any more")


def picked(data: bytes, name: str, wanted: Callable[[zipfile.ZipInfo, str], bool]) -> list[Member]:
    """The members that are wanted by what the archive says of them, in natural order; none that may not be opened, or is damaged.

    `wanted` is asked of each that is not hidden, with its path, in this order; also of those that are then not opened (`suspicion`).

    Raises:
        UnreadableSource: the archive is damaged, or holds too many files.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [(_path(info), info) for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MAX_MEMBERS:
                raise UnreadableSource(
                    name, f"more than {MAX_MEMBERS:,} files in one zip archive: part it"
                )
            kept = [(p, i) for p, i in infos if p and not is_hidden(p)]
            kept.sort(key=lambda each: natural(each[0]))
            chosen = [info for path, info in kept if wanted(info, path)]
            return [m for info in chosen if (m := _opened(archive, info, name, []))]
    except DAMAGE as error:
        raise UnreadableSource(name, "this zip archive is damaged: pack it again") from error


def together(readings: Sequence[Reading], warnings: Sequence[str] = ()) -> Reading:
    """Several files' readings as one, in their order; `warnings` of them all stand before their own."""
    terms = [reading.term for reading in readings if reading.term is not None]
    pages = [reading.pages for reading in readings if reading.pages is not None]
    return Reading(
        slides=tuple(slide for r in readings for slide in r.slides),
        repairs=tuple(x for r in readings for x in r.repairs),
        dropped=tuple(x for r in readings for x in r.dropped),
        warnings=(*warnings, *(w for r in readings for w in r.warnings)),
        term=terms[0] if terms else None,
        pages=sum(pages) if pages else None,
        language=_most(reading.language for reading in readings),
        faq=tuple(x for r in readings for x in r.faq),
        calendars=tuple(x for r in readings for x in r.calendars),
        left_out=readings[0].left_out if all(r.left_out for r in readings) else "",
    )


def _most(languages: Iterable[str | None]) -> str | None:
    counted = Counter(code for code in languages if code)
    return max(counted, key=lambda code: counted[code], default=None)


def _members(data: bytes, name: str, warnings: list[str]) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            chosen = _chosen(archive.infolist(), name, warnings)
            found = [m for info in chosen if (m := _opened(archive, info, name, warnings))]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableSource(name, "this zip archive is damaged: pack it again") from error
    yield from _without_pictures(found, warnings, name)


def _chosen(
    infos: Iterable[zipfile.ZipInfo], name: str, warnings: list[str]
) -> list[zipfile.ZipInfo]:
    """The members worth opening, checked by their declared sizes alone."""
    named = [
        (path, i) for i in infos if not i.is_dir() and not is_hidden(path := _path(i)) and path
    ]
    left_out = Counter(PurePosixPath(p).suffix or p for p, _ in named if is_supporting(p))
    kept = sorted(((p, i) for p, i in named if not is_supporting(p)), key=lambda x: natural(x[0]))
    if len(kept) > MAX_MEMBERS:
        raise UnreadableSource(name, f"more than {MAX_MEMBERS:,} files in one zip archive: part it")
    if sum(i.file_size for _, i in kept) > MAX_TOTAL_BYTES:
        limit = MAX_TOTAL_BYTES // 1_000_000
        raise UnreadableSource(name, f"unpacks to more than {limit} MB: part the zip archive")
    if left_out:
        listed = ", ".join(f"{n} {suffix}" for suffix, n in sorted(left_out.items()))
        warnings.append(f"{name}: left out what is no lecture: {listed}")
    return [info for _, info in kept]


def _path(info: zipfile.ZipInfo) -> str:
    """The member's name; without its flag, zip programs mean UTF-8 as often as code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _opened(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, warnings: list[str]
) -> Member | None:
    path = _path(info)
    why = suspicion(info, path)
    if why is None:
        try:
            return Member(path.replace("\\", "/"), archive.read(info))
        except DAMAGE:
            why = "this member of the zip archive is damaged"
    warnings.append(f"{name}/{path}: {why}")
    return None


def suspicion(info: zipfile.ZipInfo, path: str) -> str | None:
    """Why a member is not opened, told by what the archive says of it; None where nothing is wrong."""
    if _LEADS_OUT.search(path):
        return "its path leads out of the zip archive; left out"
    if info.flag_bits & 0x1:
        return "protected with a password: pack it without one"
    if info.file_size > MAX_MEMBER_BYTES:
        return f"larger than {MAX_MEMBER_BYTES // 1_000_000} MB"
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return "packed suspiciously tight, as zip bombs are; left out"
    return None


def _with_projects(members: Sequence[Member]) -> list[Member]:
    """LaTeX sources with the files that they take in, which are read nowhere else."""
    found = assembled({m.name: m.data for m in members if is_source(m.name)})
    return [
        replace(member, data=found.whole.get(member.name, member.data))
        for member in members
        if member.name not in found.within
    ]


def _without_pictures(members: Sequence[Member], warnings: list[str], name: str) -> list[Member]:
    """Pictures beside documents belong to them; alone they are photographs of slides."""
    documents = [m for m in members if not is_kind(m.data, Kind.PICTURE)]
    pictures = len(members) - len(documents)
    if not documents or not pictures:
        return list(members)
    warnings.append(f"{name}: {pictures} pictures beside the documents are not read")
    return documents
