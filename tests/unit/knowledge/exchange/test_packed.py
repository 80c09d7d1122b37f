"""Which members of a zip may be files of questions."""

from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.exchange import packed as packing
from knowledge.exchange.packed import MOST_FILES, packed_in

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


def test_only_so_many_are_looked_at_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = zipped({f"q{n}.gift": GIFT for n in range(MOST_FILES + 3)} | {"l.md": b"# L"})
    found = packed_in(many, "term.zip")
    assert (len(found.members), found.left) == (MOST_FILES, 3)
    monkeypatch.setattr(packing, "MOST_TOGETHER", 2 * len(GIFT))
    assert len(packed_in(many, "term.zip").members) == 2
