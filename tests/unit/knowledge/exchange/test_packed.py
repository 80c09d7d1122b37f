"""Which members of a zip may be files of questions."""

from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.exchange import packed as packing
from knowledge.exchange.packed import (
    DAMAGED,
    MOST_FILES,
    TOO_DEEP,
    TOO_LARGE,
    TOO_LATE,
    TOO_MANY,
    LeftOut,
    packed_in,
)
from knowledge.readers.archive import MAX_MEMBERS

GIFT = b"::kvm::What is KVM?{=A hypervisor ~A container}\n"
MANIFEST = b"<manifest><schema>QTIv1.1</schema></manifest>"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def names(files: dict[str, bytes]) -> list[str]:
    return [member.name for member in packed_in(zipped(files), "term.zip").members]


def test_files_of_questions_are_found_in_folders_in_the_order_that_people_count_in() -> None:
    files = {"quiz 10.gift": GIFT, "quiz 2.txt": GIFT, "a/x.xml": b"<quiz></quiz>"}
    lectures = {
        "lecture.md": b"# KVM\n\n- is a hypervisor\n",
        "deck.pdf": b"%PDF-1.4",
        "readme.txt": b"Hello.",
    }
    assert names({**files, **lectures}) == ["a/x.xml", "quiz 2.txt", "quiz 10.gift"]


def test_a_package_in_a_zip_is_one_and_a_zip_of_lectures_in_it_is_none() -> None:
    package = zipped({"imsmanifest.xml": MANIFEST, "q.xml": b"<questestinterop/>"})
    assert names({"canvas.zip": package, "more.zip": zipped({"a.md": b"# A"}), "l.md": b"# L"}) == [
        "canvas.zip"
    ]


def test_a_package_itself_and_what_is_no_zip_hold_none() -> None:
    package = zipped({"imsmanifest.xml": MANIFEST, "q.gift": GIFT})
    assert not packed_in(package, "canvas.zip").members
    assert not packed_in(GIFT, "quiz.gift").members
    assert not packed_in(b"PK\x03\x04 cut off", "quiz.zip").members
    office = {"[Content_Types].xml": b"<Types/>", "ppt/quiz.gift": GIFT}
    assert not packed_in(zipped(office), "deck.pptx").members


def test_what_is_hidden_leads_out_or_is_packed_suspiciously_is_not_opened() -> None:
    bomb = GIFT + b" " * 5_000_000
    assert (
        names({"../q.gift": GIFT, "__MACOSX/q.gift": GIFT, "bomb.gift": bomb, "l.md": b"# L"}) == []
    )


def left(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(one.path, one.why) for one in packed_in(zipped(files), "term.zip").left]


def test_only_so_many_are_read_and_the_rest_is_named() -> None:
    many = {f"q{n}.gift": GIFT for n in range(MOST_FILES + 3)} | {"l.md": b"# L"}
    assert len(names(many)) == MOST_FILES
    assert left(many) == [(f"q{MOST_FILES + n}.gift", TOO_MANY) for n in range(3)]


def test_what_is_beyond_the_bytes_that_are_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"q{n}.gift": GIFT for n in range(4)} | {"l.md": b"# L" * 99, "q5.txt": b"{=A}"}
    monkeypatch.setattr(packing, "MOST_TOGETHER", 2 * len(GIFT) + 4)
    assert names(many) == ["q0.gift", "q1.gift", "q5.txt"]
    assert left(many) == [("q2.gift", TOO_LATE), ("q3.gift", TOO_LATE)]


def test_what_is_too_large_is_named_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MAX_BYTES", len(GIFT))
    data = zipped({"big.gift": GIFT + b"\n", "big.md": b"# Lecture" * 99, "q.gift": GIFT})
    found = packed_in(data, "term.zip")
    assert [m.name for m in found.members] == ["q.gift"]
    assert found.left == (LeftOut("big.gift", TOO_LARGE, len(GIFT) + 1),)


def test_zips_in_zips_are_searched_and_what_lies_deeper_is_named() -> None:
    deepest = zipped({"q.gift": GIFT})
    third = zipped({"c.gift": GIFT, "deepest.zip": deepest})
    second = zipped({"b.gift": GIFT, "third.zip": third, "l.md": b"# L"})
    files = {"a.gift": GIFT, "second.zip": second, "z.gift": GIFT, "l.md": b"# L"}
    assert names(files) == ["a.gift", "second.zip/b.gift", "second.zip/third.zip/c.gift", "z.gift"]
    assert left(files) == [("second.zip/third.zip/deepest.zip", TOO_DEEP)]


def test_one_number_of_bytes_is_opened_of_a_zip_and_all_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inner = zipped({"a.gift": GIFT, "b.gift": GIFT})
    monkeypatch.setattr(packing, "MOST_TOGETHER", len(inner) + len(GIFT))
    assert names({"inner.zip": inner, "l.md": b"# L"}) == ["inner.zip/a.gift"]
    assert left({"inner.zip": inner, "l.md": b"# L"}) == [("inner.zip/b.gift", TOO_LATE)]


def test_what_may_not_be_opened_or_is_damaged_is_named_with_the_reason() -> None:
    bomb = GIFT + b" " * 5_000_000
    files = {"../q.gift": GIFT, "__MACOSX/q.gift": GIFT, "bomb.gift": bomb, "x.gift": GIFT}
    assert [path for path, _ in left({**files, "l.md": b"# L"})] == ["../q.gift", "bomb.gift"]
    broken = bytearray(zipped({"l.md": b"# L", "q.xml": b"<quiz>" * 9}))
    at = broken.index(b"q.xml") + len("q.xml")
    broken[at : at + 4] = b"\xff" * 4
    assert packed_in(bytes(broken), "term.zip").left == (LeftOut("q.xml", DAMAGED, 54),)


def test_a_zip_of_too_many_files_is_named_by_itself_also_within_another() -> None:
    many = zipped({f"{n}.xml": b"" for n in range(MAX_MEMBERS + 1)} | {"l.md": b"# L"})
    [(path, why)] = left({"inner/many.zip": many, "l.md": b"# L"})
    assert (path, "more than 2,000 files" in why) == ("inner/many.zip", True)
    [whole] = packed_in(many, "term.zip").left
    assert (whole.path, whole.why) == ("", why)
