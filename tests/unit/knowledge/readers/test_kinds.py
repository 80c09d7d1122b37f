"""What a file is is told by its content; what cannot be read says what it is and what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.readers import Reading, read_bytes
from knowledge.readers.decoding import decode
from knowledge.readers.formats import Format, format_of


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


PACKAGE = {"[Content_Types].xml": "<Types/>"}
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (zipped({**PACKAGE, "word/document.xml": "<w/>"}), "Word document: export it as PDF"),
        (zipped({**PACKAGE, "xl/workbook.xml": "<w/>"}), "Excel workbook: save it as CSV or PDF"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
            "LibreOffice presentation: save it as PPTX or PDF",
        ),
        (zipped({"Index/Document.iwa": b"x"}), "Keynote file: export it as PPTX or PDF"),
        (COMPOUND + "PowerPoint Document".encode("utf-16-le"), "save it as PPTX or PDF"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"Rar!\x1a\x07\x01\x00", "RAR archive"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"PK\x03\x04 and then nothing", "damaged or cut off"),
        (bytes(range(1, 32)) * 20, "not text"),
        (b"abc\x00def", "not text"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableSource, match=says) as caught:
        read_bytes(data, "week3.pptx")
    assert str(caught.value).startswith("week3.pptx: ")


@pytest.mark.parametrize(
    ("text", "is_a"),
    [
        ("---\nmarp: true\n---\n\nHello\n", Format.MARKDOWN),
        ("Title\n=====\n\nSome prose with no other mark.\n", Format.MARKDOWN),
        ("# Caches\n\nA cache is small.\n", Format.MARKDOWN),
        ("Virtual memory\n• Pages are mapped\n• # of frames\n", Format.PLAIN),
        ("Caches\n• Small\n• Fast\n\f\n# of levels\n• Two\n• Three\n", Format.PLAIN),
        ("<!DOCTYPE html>\n<html><body><p>Hi</p></body></html>", Format.HTML),
        ("<?xml version='1.0'?>\n<html xmlns='x'><body/></html>", Format.HTML),
        ("<div>\n\n# Not HTML\n\n</div>\n", Format.MARKDOWN),
        ("% notes\n\\documentclass{beamer}\n\\begin{document}\\end{document}", Format.LATEX),
        ("\\begin{frame}{Title}\nText\n\\end{frame}\n", Format.LATEX),
        ('{"cells": [], "nbformat": 4, "metadata": {}}', Format.NOTEBOOK),
        ('{"cells": broken', Format.PLAIN),
        ("question,answer\nWhen?,Never\n", Format.CSV),
        ("Frage;Antwort\nWann?;Nie, oder später\n", Format.CSV),
        ("Date\tTopic\tRoom\n1\ta\tb\n2\tc\td\n", Format.CSV),
        ("Dear all, welcome\nIt is good, really, to see you\nBye, now\n", Format.PLAIN),
    ],
)
def test_each_kind_of_text_is_told_by_its_content(text: str, is_a: Format) -> None:
    assert format_of(text, "anything.dat") is is_a


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_text_is_decoded_from_the_encodings_that_people_save_in(encoding: str) -> None:
    said = "Übersicht über naïve Größen, año y corazón\n"
    assert decode(said.encode(encoding), "a.txt") == (said, ())


def test_utf8_with_a_few_letters_of_windows_keeps_both() -> None:
    data = "Größe und Übung – so".encode() + "Größe".encode("cp1252")
    assert decode(data, "a.txt")[0] == "Größe und Übung – soGröße"


def test_letters_read_in_the_wrong_encoding_are_mended_and_told() -> None:
    scrambled = "Größe – “naïve” 20 °C".encode().decode("cp1252", errors="replace")
    text, repairs = decode(scrambled.replace("�", "").encode(), "a.txt")
    assert text.startswith("Größe – “naïve")
    assert ("Ã¶", "ö") in {(r.original, r.repaired) for r in repairs}


def test_one_odd_pair_of_letters_is_no_evidence() -> None:
    assert decode("Ã¤ is a pair of letters".encode(), "a.txt")[0] == "Ã¤ is a pair of letters"


def outcome(data: bytes) -> Reading | str:
    """The reading, or the sentence that says why there is none."""
    try:
        return read_bytes(data, "x.bin")
    except UnreadableSource as error:
        return error.why


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    assert outcome(data) == outcome(data)


@given(
    st.sampled_from(
        [
            b"%PDF-1.7\n",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\xd0\xcf\x11\xe0",
            b"\xff\xfe",
            b"{",
            b"<html>",
        ]
    ),
    st.binary(max_size=200),
)
@settings(max_examples=200, deadline=None)
def test_what_only_begins_like_a_known_file_is_refused_with_a_sentence(
    head: bytes, rest: bytes
) -> None:
    assert outcome(head + rest) == outcome(head + rest)


def test_however_many_comments_stand_in_front_what_follows_tells_the_kind() -> None:
    comments = "<!-- said by nobody -->\n" * 60
    assert format_of(f"{comments}<html><body>Paging</body></html>", "a") is Format.HTML
    assert format_of(f"{comments}words", "a") is not Format.HTML
