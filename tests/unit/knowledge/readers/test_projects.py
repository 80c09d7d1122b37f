"""LaTeX sources that take in other files are read with them, in folders and in archives."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers import read_bytes, source_files
from knowledge.readers.cache import ReadingCache
from knowledge.readers.isolated import read_files
from knowledge.readers.projects import PACK_IT, PUT_IN, assembled

MAIN = r"""\documentclass{beamer}
\input{preamble}
\begin{document}
\include{parts/locks} % \input{parts/old}
\subfile{parts/own.tex}
\begin{frame}{Last}end\end{frame}
\input{missing}
\end{document}
"""
PROJECT = {
    "main.tex": MAIN,
    "preamble.tex": r"\newcommand{\term}[1]{the word #1}",
    "parts/locks.tex": r"\begin{frame}{Locks}\term{mutex}\input{parts/deep}\end{frame}",
    "parts/deep.tex": "and one below\\endinput\nnothing",
    "parts/own.tex": "\\documentclass[../main]{subfiles}\\begin{document}"
    "\\begin{frame}{Own}alone\\end{frame}\\end{document}",
    "parts/old.tex": r"\begin{frame}{Old}kept apart\end{frame}",
}


def whole(files: dict[str, str], root: str = "main.tex") -> str:
    return assembled({path: text.encode() for path, text in files.items()}).whole[root].decode()


def in_folder(folder: Path, files: dict[str, str]) -> list[Path]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return list(source_files([folder]))


def titles(found: object) -> list[str]:
    return [slide.title for reading in found.readings for slide in reading.slides]  # type: ignore[attr-defined]


def test_a_folder_s_project_is_one_lecture_with_its_commands_known(tmp_path: Path) -> None:
    """Slides come in the source's order, once; a file that only a remark names is a lecture by itself."""
    read = read_files(in_folder(tmp_path, PROJECT))
    assert titles(read) == ["Locks", "Own", "Last", "Old"]
    (main,) = (f.reading for f in read.files if f.name == "main.tex")
    assert main is not None
    assert [b.text for b in main.slides[0].bullets] == ["the word mutexand one below"]
    assert [w for w in main.warnings if "missing" in w and "preamble" not in w]
    assert {
        f.name: f.reading.left_out for f in read.files if f.reading and f.reading.left_out
    } == dict.fromkeys(
        ("preamble.tex", "locks.tex", "deep.tex", "own.tex"), "it is read as part of main.tex"
    )


def test_an_archive_s_project_is_one_lecture() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in PROJECT.items():
            archive.writestr(f"week3/{name}", text)
    reading = read_bytes(out.getvalue(), "overleaf.zip")
    assert [(s.title, s.file) for s in reading.slides] == [
        ("Locks", "overleaf.zip/week3/main.tex"),
        ("Own", "overleaf.zip/week3/main.tex"),
        ("Last", "overleaf.zip/week3/main.tex"),
        ("Old", "overleaf.zip/week3/parts/old.tex"),
    ]


def test_who_sends_an_archive_is_not_told_to_pack_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("main.tex", MAIN)
    (warning,) = read_bytes(out.getvalue(), "overleaf").warnings
    assert "missing" in warning
    assert warning.endswith("put them into the zip archive and send it again")


def test_the_name_of_a_file_stays_whatever_it_says() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("main.tex", MAIN.replace("missing", PACK_IT))
    (warning,) = read_bytes(out.getvalue(), "overleaf").warnings
    assert warning.count(PACK_IT) == 1
    assert warning.endswith(f"; {PUT_IN}")


def test_a_change_in_a_file_that_is_taken_in_is_read_from_the_cache_no_more(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "cache")
    paths = in_folder(tmp_path / "deck", PROJECT)
    read_files(paths, cache=cache)
    (tmp_path / "deck/parts/own.tex").write_text(r"\begin{frame}{Changed}new\end{frame}")
    assert titles(read_files(paths, cache=cache)) == ["Locks", "Changed", "Last", "Old"]


def test_a_file_that_two_sources_take_in_is_in_both() -> None:
    files = {
        "slides.tex": r"\documentclass{beamer}\input{body}",
        "handout.tex": r"\documentclass[handout]{beamer}\input{body}",
        "body.tex": "text",
    }
    assert "text" in whole(files, "slides.tex")
    assert "text" in whole(files, "handout.tex")


def test_files_are_looked_for_where_they_are_named_and_nowhere_else() -> None:
    files = {
        "a/main.tex": r"\input{x}\input{../b/y}\input{/etc/z}\import{sub/}{w}",
        "b/x.tex": "wrong",
        "b/y.tex": "beside",
        "a/sub/w.tex": "below",
    }
    assert whole(files, "a/main.tex") == "\\input{x}beside\n\\input{/etc/z}below\n"


def test_sources_that_take_in_each_other_or_themselves_stay_as_they_are() -> None:
    files = {"a.tex": r"\input{b}", "b.tex": r"\input{a}", "c.tex": r"\input{c}"}
    found = assembled({path: text.encode() for path, text in files.items()})
    assert (found.whole, found.within) == ({}, {})


def test_files_that_double_with_each_step_end_at_the_limit() -> None:
    """Ten lines could make a source of any size: what is above the limit stays named."""
    files = {f"f{n}.tex": f"\\input{{f{n + 1}}}" * 10 + "x" * 1_000 for n in range(10)}
    found = whole({"main.tex": r"\input{f0}", **files})
    assert len(found) < 2_000 * 1_200
    assert r"\input{f" in found


def test_a_long_file_is_taken_in_until_the_source_is_long_enough() -> None:
    found = whole({"main.tex": r"\input{long}" * 9, "long.tex": "x" * 3_000_000})
    assert (found.count("x"), found.count(r"\input{long}")) == (18_000_000, 3)


@given(
    st.dictionaries(
        st.sampled_from(["a.tex", "b.tex", "c/a.tex", "c/d.tex"]),
        st.lists(
            st.sampled_from(
                [
                    r"\input{a}",
                    r"\input{c/d}",
                    r"\include{b.tex}",
                    "%",
                    "\n",
                    "x",
                    "\\",
                    "{",
                    r"\input ",
                ]
            )
        ).map("".join),
    )
)
def test_every_file_is_read_once_or_taken_in(files: dict[str, str]) -> None:
    found = assembled({path: text.encode() for path, text in files.items()})
    assert not found.whole.keys() & found.within.keys()
    assert found.within.keys() <= files.keys()
    assert all(root in found.whole for root in found.within.values())
