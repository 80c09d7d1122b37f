"""PowerPoint files as PDF, made by LibreOffice where it is installed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from knowledge.errors import UnreadableSource
from knowledge.readers.keeping import forget_oldest

SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_FILTER = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
_KEPT = 200
_MAX_UNPACKED = 1_000_000_000
_OUTSIDE = re.compile(rb'<Relationship\b[^>]*\bTargetMode\s*=\s*"External"[^>]*>', re.I)
_TARGET = re.compile(rb'\bTarget\s*=\s*"[^"]*"', re.I)


def pdf_of(data: bytes, folder: Path | None = None) -> bytes:
    """The presentation as PDF, a page for each slide, hidden ones too; kept in `folder` if given.

    Raises:
        UnreadableSource: LibreOffice is not installed, or cannot make it.
    """
    kept = folder / f"{hashlib.sha256(data).hexdigest()}.pdf" if folder else None
    if kept and kept.exists():
        os.utime(kept)
        return kept.read_bytes()
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableSource("slide", "pictures of PowerPoint slides need LibreOffice")
    with tempfile.TemporaryDirectory(prefix="lectern-office-") as work:
        made = _convert(program, _self_contained(data), Path(work))
        if kept and folder:
            _keep(made, kept)
            forget_oldest(folder, _KEPT)
    return made


def _convert(program: str, data: bytes, work: Path) -> bytes:
    source = work / "slides.pptx"
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault"),
        *("--convert-to", _FILTER, "--outdir", str(work), str(source)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(os.environ, work),
        cwd=work,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()  # what it has started ends with the process group of whoever reads
        process.wait()
        raise UnreadableSource("slide", "LibreOffice took too long to draw it") from None
    made = work / "slides.pdf"
    if not made.exists():
        raise UnreadableSource("slide", "LibreOffice cannot open the file")
    return made.read_bytes()


def _environment(ours: Mapping[str, str], work: Path) -> dict[str, str]:
    """What LibreOffice needs to start: it keeps its settings in a folder that goes away."""
    kept = {name: ours[name] for name in ("PATH", "LANG", "LC_ALL") if name in ours}
    return kept | {"HOME": str(work), "TMPDIR": str(work)}


def _self_contained(data: bytes) -> bytes:
    """The file with its links to pictures and pages elsewhere made void: nothing may be fetched."""
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
            if sum(member.file_size for member in source.infolist()) > _MAX_UNPACKED:
                raise UnreadableSource("slide", "the file is too large to be drawn")
            for member in source.infolist():
                content = source.read(member)
                if member.filename.endswith(".rels"):
                    content = _OUTSIDE.sub(_void, content)
                target.writestr(member.filename, content, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise UnreadableSource("slide", "the file is damaged") from error
    return out.getvalue()


def _void(link: re.Match[bytes]) -> bytes:
    return _TARGET.sub(b'Target="file:///void"', link[0])


def _keep(made: bytes, kept: Path) -> None:
    """Whole or not at all, whoever else writes the same."""
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as unfinished:
        unfinished.write(made)
    Path(unfinished.name).replace(kept)
