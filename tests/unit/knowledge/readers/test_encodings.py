"""Text in the encodings of before UTF-8 comes out in its own letters, or is refused with a sentence."""

from __future__ import annotations

import pytest

from knowledge.errors import UnreadableSource
from knowledge.readers.decoding import decode

GERMAN = "Vorlesung 4: Gärung\n\n- Süßmost enthält Äpfelsäure, größtenteils über 2 °C\n"
FRENCH = "Leçon 2 : les problèmes résolus à l'été, où l'élève a reçu « l'exposé » très bien\n"
POLISH = "Wykład 5: Źródła prawa\n- Ustawa określa ustrój państwa, zaś źródłami są też umowy\n"
CZECH = "Přednáška 3: Věta o střední hodnotě\n- Pak existuje bod, v němž se rovná směrnici\n"
RUSSIAN = "Лекция 3. Термодинамика\n\n- Энтропия это мера беспорядка системы\n"
GREEK = "Διάλεξη 3: Θερμοδυναμική\n- Η εντροπία είναι μέτρο της αταξίας του συστήματος\n"
CHINESE = "第三讲:热力学\n\n- 熵是系统混乱程度的度量\n- 第一定律是能量守恒\n"
TAIWANESE = "第三講:熱力學\n\n- 熵是系統混亂程度的度量,而能量守恆是第一定律\n"
JAPANESE = "第3回 講義\n\n・エントロピーとは乱雑さの尺度である\n"
KOREAN = "제3강 열역학\n\n- 엔트로피는 계의 무질서한 정도를 나타내는 양이다\n"


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (GERMAN, "cp1252 iso8859-15 mac-roman cp850"),
        (FRENCH, "cp1252 mac-roman cp850"),
        (POLISH, "cp1250 iso8859-2"),
        (CZECH, "cp1250 iso8859-2"),
        (RUSSIAN, "cp1251 koi8-r cp866 iso8859-5 mac-cyrillic"),
        (GREEK, "cp1253 iso8859-7"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (JAPANESE, "shift_jis euc_jp"),
        (KOREAN, "euc_kr"),
        ("He said “hello” – it’s 25 °C ± 2 in the café…\n", "cp1252"),
        ("He said “hello”, and it’s “fine”\n", "cp1252 mac-roman"),
        ("ÜBERSICHT ÜBER DIE LÖSUNGEN\n", "cp1252"),
    ],
)
def test_text_comes_out_in_its_own_letters(text: str, encodings: str) -> None:
    for encoding in encodings.split():
        assert decode(text.encode(encoding), "x.txt") == (text, ()), encoding


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<html><head><meta charset="iso-8859-2"></head><body>', "iso8859-2"),
        ("\\documentclass{beamer}\n\\usepackage[applemac]{inputenc}\n", "mac-roman"),
        ('<?xml version="1.0" encoding="windows-1251"?>\n', "cp1251"),
    ],
)
def test_what_a_file_says_of_its_encoding_is_believed(head: str, encoding: str) -> None:
    said = head + {"iso8859-2": "ő", "mac-roman": "é", "cp1251": "ж"}[encoding]
    assert decode(said.encode(encoding), "x")[0] == said


def test_letters_that_cannot_be_told_are_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableSource, match="save it with the encoding UTF-8"):
        decode(b"Notes\n" + bytes([0x80, 0x81, 0xFF, 0xFE]) * 20, "x.txt")
